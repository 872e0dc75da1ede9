"""The lexicon's files, their checks, and the forms of words."""

from __future__ import annotations

from pathlib import Path

import pytest
from spacy.strings import get_string_id

from dateline import codebook
from dateline.model.errors import CodebookError
from dateline.reading.lexicon import Inflector, load


def forms(lemma: str) -> set[str]:
    return set(load().inflector.verb(lemma))


@pytest.mark.parametrize(
    ("lemma", "expected"),
    [
        ("kill", {"kill", "kills", "killed", "killing"}),
        ("seize", {"seize", "seizes", "seized", "seizing"}),
        ("bury", {"bury", "buries", "buried", "burying"}),
        ("stab", {"stab", "stabs", "stabbed", "stabbing"}),
        ("abduct", {"abduct", "abducts", "abducted", "abducting"}),
        ("kidnap", {"kidnap", "kidnaps", "kidnapped", "kidnapping"}),
        ("shoot", {"shoot", "shoots", "shot", "shooting"}),
        ("die", {"die", "dies", "died", "dying"}),
        ("flee", {"flee", "flees", "fled", "fleeing"}),
        ("withdraw", {"withdraw", "withdraws", "withdrew", "withdrawn", "withdrawing"}),
        ("attack", {"attack", "attacks", "attacked", "attacking"}),
        ("clash", {"clash", "clashes", "clashed", "clashing"}),
    ],
)
def test_forms_of_verbs(lemma: str, expected: set[str]) -> None:
    assert forms(lemma) == expected


@pytest.mark.parametrize(
    ("lemma", "plural"), [("policeman", "policemen"), ("child", "children"), ("embassy", "embassies"), ("clash", "clashes"), ("raid", "raids")]
)
def test_plurals(lemma: str, plural: str) -> None:
    assert load().inflector.noun(lemma) == {lemma, plural}


def test_an_empty_form_means_the_regular_one() -> None:
    assert Inflector({"hang": ("", "hung", "hanged", "")}, {}, frozenset()).verb("hang") == {"hang", "hangs", "hung", "hanged", "hanging"}


def test_every_type_of_the_codebook_has_words() -> None:
    assert {entry.type for entry in load().entries} == set(codebook.load().codes)


def test_every_form_leads_to_its_patterns_the_most_telling_first() -> None:
    found = load().index[get_string_id("opened")]
    assert any(pattern.entry.id == "open-fire" for pattern in found)
    weights = [pattern.weight for pattern in found]
    assert weights == sorted(weights, reverse=True)


def test_an_entry_by_its_name() -> None:
    assert load().entry("kill").harm == "killed"
    with pytest.raises(KeyError):
        load().entry("no-such-entry")


def test_a_user_can_add_and_replace(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('type = "ASSAULT"\n[[entry]]\nid = "zap"\nverbs = ["zap"]\n[[entry]]\nid = "kill"\nverbs = ["kill"]\nmode = "firearms"\n')
    own = load(path)
    assert own.entry("zap").type == "ASSAULT"
    assert own.entry("kill").mode == "firearms"
    assert load().entry("kill").mode is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('type = "ASSAULT"\n[[entry]]\nid = "x"\nverbs = ["zap"]\nmode = "laser"\n', "got the mode 'laser', expected one of"),
        ('type = "WAR"\n[[entry]]\nid = "x"\nverbs = ["zap"]\n', "got the type 'WAR', expected one of"),
        ('type = "ASSAULT"\n[[entry]]\nid = "x"\n', "no trigger words"),
        ('type = "ASSAULT"\n[[entry]]\nverbs = ["zap"]\n', "the key 'id' is missing"),
        ('type = "ASSAULT"\n[[entry]]\nid = "x"\nverb = ["zap"]\n', "unknown key 'verb', expected one of"),
        ('type = "ASSAULT"\n[[entry]]\nid = "x"\nverbs = "zap"\n', "expected a list of words"),
        ('type = "ASSAULT"\n[[entry]]\nid = "x"\nverbs = ["Zap"]\n', "expected lower case"),
        ('type = "ASSAULT"\n[[entry]]\nid = "x"\nverbs = ["zap"]\nharm = "hurt"\n', "got the harm 'hurt', expected one of"),
        ('type = "ASSAULT"\n[[entry]]\nid = "x"\nverbs = ["zap"]\nobject = ["@nobody"]\n', "unknown class @nobody"),
        ('type = "ASSAULT"\n[[entry]]\nid = "x"\nverbs = ["zap"]\nreciprocal = "yes"\n', "expected true or false"),
        ('type = "ASSAULT"\n[[entry]]\nid = "x"\nverbs = ["zap"]\ncomplement = ["if"]\n', "got the complement 'if'"),
        ('type = "ASSAULT"\n', "no entries"),
        ("type = ", "not TOML"),
    ],
)
def test_a_wrong_file_is_named_with_what_was_expected(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(text)
    with pytest.raises(CodebookError, match=r"own\.toml") as caught:
        load(path)
    assert said in str(caught.value)


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="cannot be read"):
        load(tmp_path / "none.toml")
