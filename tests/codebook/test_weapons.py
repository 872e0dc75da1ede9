"""Words for weapons."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline import codebook
from dateline.model.errors import CodebookError


@pytest.mark.parametrize(
    ("word", "code"),
    [("car bomb", "explosives:car-bomb"), ("machete", "primitive:knife"), ("airstrike", "aerial"), ("sarin", "unconventional:chemical")],
)
def test_a_word_leads_to_its_code(word: str, code: str) -> None:
    assert codebook.weapon_words()[word].code == code


def test_every_code_refines_a_mode_of_assault() -> None:
    modes = {mode.code for mode in codebook.load().type("ASSAULT").modes}
    assert {kind.code.split(":")[0] for kind in codebook.load_weapons()} <= modes


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[weapon]]\ncode = "laser"\nmode = "laser"\nwords = ["laser"]\n', "got the mode 'laser'"),
        ('[[weapon]]\ncode = "gun"\nmode = "firearms"\nwords = ["gun"]\n', "expected 'firearms' or 'firearms:...'"),
        (
            '[[weapon]]\ncode = "firearms"\nmode = "firearms"\nwords = ["gun"]\n[[weapon]]\ncode = "aerial"\nmode = "aerial"\nwords = ["gun"]\n',
            "already stands under 'firearms'",
        ),
        (
            '[[weapon]]\ncode = "firearms"\nmode = "firearms"\nwords = ["a"]\n[[weapon]]\ncode = "firearms"\nmode = "firearms"\nwords = ["b"]\n',
            "the code stands twice",
        ),
    ],
)
def test_a_wrong_file_is_named_with_what_was_expected(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(text)
    with pytest.raises(CodebookError, match=r"own\.toml") as caught:
        codebook.load_weapons(path)
    assert said in str(caught.value)
