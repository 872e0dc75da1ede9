"""Who may do what: users with roles from a file, one shared token, or, on one's own computer, whoever sits there."""

from __future__ import annotations

import base64
import getpass
import hashlib
import hmac
import os
import secrets
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dateline.model.errors import DatelineError

Role = Literal["reader", "editor"]

_COST, _BLOCK, _LANES = 2**14, 8, 1
"""scrypt's parameters as OWASP's password cheat sheet lists them for 16 MiB of memory."""
_REMEMBERED = 1000
FEWEST_SECRET = 10
"""Characters of a password or token."""


class AccessError(DatelineError):
    """A user file or token that cannot be used."""


@dataclass(frozen=True)
class User:
    """Somebody who may use the desk; ``role`` reader looks, editor also rules and adds."""

    name: str
    role: Role


@dataclass(frozen=True)
class Visitor:
    """Who sends a request: a user or nobody, and the token that their forms have to carry."""

    user: User | None
    form_token: str

    @property
    def may_edit(self) -> bool:
        """Whether they may rule and add."""
        return self.user is not None and self.user.role == "editor"


def hashed(secret: str) -> str:
    """A password or token as it is stored: scrypt with a salt of its own.

    Raises:
        AccessError: if it is too short.
    """
    if len(secret) < FEWEST_SECRET:
        raise AccessError(f"the password has {len(secret)} characters, expected {FEWEST_SECRET} or more. Choose a longer one.")
    salt = os.urandom(16)
    return f"scrypt${_COST}${_BLOCK}${_LANES}${_text(salt)}${_text(_scrypt(secret, salt, _COST, _BLOCK, _LANES))}"


def matches(secret: str, stored: str) -> bool:
    """Whether a password or token is the one that was stored."""
    try:
        name, cost, block, lanes, salt, digest = stored.split("$")
        known = name == "scrypt" and int(cost) <= 2**17
        return known and hmac.compare_digest(_scrypt(secret, _bytes(salt), int(cost), int(block), int(lanes)), _bytes(digest))
    except ValueError:
        return False


def _scrypt(secret: str, salt: bytes, cost: int, block: int, lanes: int) -> bytes:
    return hashlib.scrypt(secret.encode(), salt=salt, n=cost, r=block, p=lanes, maxmem=2**28, dklen=32)


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode()


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text)


def read_users(path: Path) -> dict[str, tuple[User, str]]:
    """The users of a file, each with the hash of the password.

    Raises:
        AccessError: if the file cannot be read, or an entry lacks something.
    """
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("user", [])
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise AccessError(f"{path}: the user file cannot be read ({error}). Make one with `dateline users add NAME --users {path}`.") from error
    users: dict[str, tuple[User, str]] = {}
    for entry in entries:
        match entry:
            case {"name": str(name), "role": "reader" | "editor" as role, "hash": str(stored)} if name:
                users[name] = (User(name, role), stored)
            case _:
                raise AccessError(f"{path}: got the entry {sorted(entry)}, expected name, role (reader or editor) and hash.")
    if not users:
        raise AccessError(f"{path}: there is no user in this file. Add one with `dateline users add NAME --users {path}`.")
    return users


def add_user(path: Path, name: str, role: Role, secret: str) -> None:
    """Add a user to a file, or give one a new password and role. Only the owner of the file can read it.

    Raises:
        AccessError: if the name or password cannot be used, or the file cannot be read or written.
    """
    if not name.strip() or any(character in name for character in '"\\\n\r:') or not name.isprintable():
        raise AccessError(f"got the name {name!r}, expected one without quotes, backslashes, colons and line breaks.")
    users = read_users(path) if path.exists() else {}
    users[name.strip()] = (User(name.strip(), role), hashed(secret))
    text = "# Users of a dateline desk. Passwords are kept as scrypt hashes only.\n" + "".join(
        f'\n[[user]]\nname = "{user.name}"\nrole = "{user.role}"\nhash = "{stored}"\n' for user, stored in users.values()
    )
    new = path.with_name(path.name + ".new")
    try:
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
        new.replace(path)
    except OSError as error:
        raise AccessError(f"{path}: the user file cannot be written ({error}). Choose a folder that you may write to.") from error


class Access:
    """Decides who a request comes from.

    Args:
        users: the users of a file; None where there is no file.
        token: a token that makes an editor of whoever has it; None where there is none.
        owner: name for rulings where there is neither: the desk is then open to its own computer.
    """

    def __init__(self, *, users: dict[str, tuple[User, str]] | None = None, token: str | None = None, owner: str | None = None) -> None:
        self._users = users or {}
        self._token = hashed(token) if token is not None else None
        self.guarded = bool(self._users) or self._token is not None
        self._owner = User(owner or _who_sits_here(), "editor")
        self._key = secrets.token_bytes(32)
        self._sessions: dict[str, User] = {}
        self._known: dict[bytes, User] = {}

    @property
    def by_token(self) -> bool:
        """Whether a shared token is asked for rather than a name and password."""
        return self._token is not None

    def sign_in(self, name: str, secret: str) -> str | None:
        """A new session for who gives the right password or token; None for all others."""
        user = self._checked(name, secret)
        if user is None:
            return None
        session = secrets.token_urlsafe(32)
        while len(self._sessions) >= _REMEMBERED:
            self._sessions.pop(next(iter(self._sessions)))
        self._sessions[session] = user
        return session

    def sign_out(self, session: str) -> None:
        """End a session."""
        self._sessions.pop(session, None)

    def of_session(self, session: str | None) -> User | None:
        """The user of a session. Where the desk is open, everybody is its owner."""
        return (self._sessions.get(session) if session else None) if self.guarded else self._owner

    def of_header(self, authorization: str) -> User | None:
        """The user of an ``Authorization`` header: ``Basic`` with name and password, ``Bearer`` with the token; None for wrong ones."""
        if not self.guarded:
            return self._owner
        mark = hmac.digest(self._key, authorization.encode("utf-8", "surrogateescape"), "sha256")
        if mark in self._known:
            return self._known[mark]
        scheme, _, rest = authorization.partition(" ")
        name, secret = "", rest.strip()
        if scheme.lower() == "basic":
            try:
                name, _, secret = base64.b64decode(secret, validate=True).decode().partition(":")
            except ValueError:
                return None
        elif scheme.lower() != "bearer":
            return None
        user = self._checked(name, secret)
        if user is not None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[mark] = user
        return user

    def form_token(self, session: str) -> str:
        """What forms of a session carry, so that no other site can send them."""
        return hmac.new(self._key, session.encode("utf-8", "surrogateescape"), "sha256").hexdigest()

    def is_form_token(self, session: str, given: str) -> bool:
        """Whether a form carries what it was given."""
        return bool(session) and hmac.compare_digest(self.form_token(session).encode(), given.encode("utf-8", "surrogateescape"))

    def _checked(self, name: str, secret: str) -> User | None:
        name = name.strip()
        if self._token is not None:
            return User(name or "token holder", "editor") if matches(secret, self._token) else None
        user, stored = self._users.get(name, (None, _NOBODY))
        # The check takes its time for unknown names too, so that nobody can tell them from the known.
        return user if matches(secret, stored) and user is not None else None


_NOBODY = hashed(secrets.token_urlsafe(24))


def _who_sits_here() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "the desk"
