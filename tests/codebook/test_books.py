"""Codebooks: what PLOVER holds, and what a wrong file is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline import codebook
from dateline.model.errors import CodebookError

GOOD = """
name = "own"
title = "Own"
source = "us"
[[type]]
code = "RAID"
quad = 4
definition = "A raid."
actor = true
recipient = false
modes = [{ code = "night", definition = "By night." }]
"""


def test_plover_has_its_sixteen_types() -> None:
    plover = codebook.load("plover")
    assert len(plover.codes) == 16
    assert plover.type("ASSAULT").quad == 4
    assert plover.type("CONSULT").mode("phone") is not None
    assert plover.type("CONSULT").mode("drone") is None


def test_an_assault_needs_no_named_actor() -> None:
    assert not codebook.load().type("ASSAULT").actor


def test_every_definition_tells_a_coder_something() -> None:
    for kind in codebook.load().types:
        assert len(kind.definition.split()) > 6, kind.code
        assert all(mode.definition.endswith(".") for mode in kind.modes), kind.code


def test_an_unknown_type_lists_the_known() -> None:
    with pytest.raises(CodebookError, match="got the event type 'WAR', expected one of AGREE, CONSULT"):
        codebook.load().type("WAR")


def test_a_user_can_bring_a_codebook(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(GOOD)
    own = codebook.load(path)
    assert own.codes == ("RAID",)
    assert own.type("RAID").modes[0].code == "night"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("quad = 4", "quad = 5", "key 'quad': got 5, expected one of 1 (verbal cooperation)"),
        ("quad = 4", "quad = 4\nsize = 1", "unknown key 'size'"),
        ("actor = true", 'actor = "yes"', "key 'actor': got 'yes', expected true or false"),
        ('definition = "A raid."', 'definition = ""', "key 'definition': got ''"),
        ('title = "Own"', "", "key 'title': got None"),
        ("[[type]]", "[[kind]]", "no [[type]] tables"),
        ('modes = [{ code = "night", definition = "By night." }]', 'modes = ["night"]', "expected { code = ..., definition = ... }"),
        (
            'modes = [{ code = "night", definition = "By night." }]',
            'modes = [{ code = "night", definition = "A." }, { code = "night", definition = "B." }]',
            "a mode stands twice",
        ),
        ('name = "own"', "name = own", "not TOML"),
    ],
)
def test_a_wrong_file_is_named_with_what_was_expected(tmp_path: Path, old: str, new: str, said: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(GOOD.replace(old, new))
    with pytest.raises(CodebookError, match=r"own\.toml") as caught:
        codebook.load(path)
    assert said in str(caught.value)


def test_a_type_stands_once(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(GOOD + GOOD[GOOD.index("[[type]]") :])
    with pytest.raises(CodebookError, match="the type 'RAID' stands twice"):
        codebook.load(path)


def test_an_unknown_name_lists_the_known() -> None:
    with pytest.raises(CodebookError, match="expected one of acled, cameo, plover"):
        codebook.load("nosuch")
