"""Who may do what: hashes, user files, sessions, tokens, and what a desk on a network demands."""

from __future__ import annotations

import base64
import stat
from pathlib import Path

import pytest

from dateline.web import access, serving
from dateline.web.access import Access, AccessError, User

SECRET = "correct horse battery"


def test_a_hash_matches_its_secret_only() -> None:
    stored = access.hashed(SECRET)
    assert SECRET not in stored
    assert access.matches(SECRET, stored)
    assert not access.matches(SECRET + "!", stored)
    assert stored != access.hashed(SECRET), "each has a salt of its own"


@pytest.mark.parametrize(
    "stored", ["", "plain", "scrypt$1$1$1$$", "scrypt$x$8$1$AA==$AA==", "scrypt$1073741824$8$1$AA==$AA==", "md5$1$1$1$AA==$AA=="]
)
def test_a_broken_hash_matches_nothing(stored: str) -> None:
    assert not access.matches(SECRET, stored)


def test_short_passwords_are_refused() -> None:
    with pytest.raises(AccessError, match="has 5 characters, expected 10"):
        access.hashed("short")


def test_a_user_file_is_for_its_owner_and_reads_back(tmp_path: Path) -> None:
    file = tmp_path / "users.toml"
    access.add_user(file, "Amal", "editor", SECRET)
    access.add_user(file, "Ruth O'Neil", "reader", SECRET)
    access.add_user(file, "Amal", "reader", SECRET + "2")
    users = access.read_users(file)
    assert [(name, user.role) for name, (user, _) in users.items()] == [("Amal", "reader"), ("Ruth O'Neil", "reader")]
    assert access.matches(SECRET + "2", users["Amal"][1])
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert SECRET not in file.read_text()


@pytest.mark.parametrize("name", ["", " ", 'A"mal', "A\nmal", "a:b", "\u202eAmal"])
def test_names_that_could_deceive_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(AccessError, match="got the name"):
        access.add_user(tmp_path / "users.toml", name, "editor", SECRET)


@pytest.mark.parametrize("text", ["", "user = 3", '[[user]]\nname = "A"', '[[user]]\nname = "A"\nrole = "king"\nhash = "x"', "not toml"])
def test_a_broken_user_file_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "users.toml"
    file.write_text(text)
    with pytest.raises((AccessError, TypeError)):
        access.read_users(file)


def test_sessions_begin_with_the_right_password_and_end_when_told(guarded: Access) -> None:
    assert guarded.sign_in("Amal", "wrong") is None
    assert guarded.sign_in("Nobody", "long enough for all") is None
    session = guarded.sign_in("Amal", "long enough for all")
    assert session is not None
    assert guarded.of_session(session) == User("Amal", "editor")
    guarded.sign_out(session)
    assert guarded.of_session(session) is None
    assert guarded.of_session(None) is None


def test_headers_with_password_or_token(guarded: Access) -> None:
    basic = base64.b64encode(b"Ruth:long enough for all").decode()
    assert guarded.of_header(f"Basic {basic}") == User("Ruth", "reader")
    for wrong in ("", "Basic", "Basic !!!", "Basic " + base64.b64encode(b"Ruth:no").decode(), "Digest x", "Bearer long enough for all"):
        assert guarded.of_header(wrong) is None
    by_token = Access(token=SECRET)
    assert by_token.of_header(f"Bearer {SECRET}") == User("token holder", "editor")
    assert by_token.of_header("Bearer other") is None
    session = by_token.sign_in("Amal", SECRET)
    assert by_token.of_session(session) == User("Amal", "editor")


def test_a_form_token_belongs_to_one_session(guarded: Access) -> None:
    token = guarded.form_token("one")
    assert guarded.is_form_token("one", token)
    assert not guarded.is_form_token("other", token)
    assert not guarded.is_form_token("", guarded.form_token(""))
    assert not guarded.is_form_token("one", "\udce4")


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("10.1.1.1", False),
        ("desk.example", False),
    ],
)
def test_others_can_reach_a_desk_only_with_users_or_a_token(address: str, own: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(serving.TOKEN, raising=False)
    assert serving.is_loopback(address) is own
    if own:
        assert not serving.access_for(address, None).guarded
    else:
        with pytest.raises(AccessError, match="dateline users add"):
            serving.access_for(address, None)
    file = tmp_path / "users.toml"
    access.add_user(file, "Amal", "editor", SECRET)
    assert serving.access_for(address, file).guarded
    monkeypatch.setenv(serving.TOKEN, SECRET)
    assert serving.access_for(address, None).by_token
