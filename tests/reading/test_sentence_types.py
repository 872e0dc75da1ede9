"""The type of a sentence that stands alone: the lexicon's, unless the network holds another very much likelier."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from dateline.reading import sentence_types
from dateline.reading.hearing import Ear
from dateline.reading.lexicon import load
from dateline.reading.parsing import parse
from dateline.reading.sentence_types import sentence_type
from dateline.reading.trigger_choice import classify_sentence

HELD_OUT = Path(__file__).parents[2] / "training" / "event_types" / "held_out"


@cache
def ear() -> Ear:
    return Ear()


def doc(text: str) -> Any:
    return next(iter(parse([text])))


def heard_type(marked: str) -> str:
    """The likeliest type of the words in square brackets."""
    plain = re.sub(r"[{}<>]", "", marked)
    before, words, _ = re.split(r"[\[\]]", plain, maxsplit=2)
    text = re.sub(r"[\[\]]", "", plain)
    kinds = ear().hear([text], [0]).kind(len(before), len(before) + len(words))
    assert kinds is not None
    return max(kinds, key=kinds.__getitem__)


def test_sentences_that_it_never_learnt_are_typed_as_a_coder_would() -> None:
    told = [
        (sentence, kind)
        for path in HELD_OUT.glob("*.toml")
        for by_type in tomllib.loads(path.read_text(encoding="utf-8")).values()
        for kind, sentences in by_type.items()
        for sentence in sentences
        if kind != "NONE"
    ]
    right = sum(heard_type(sentence) == kind for sentence, kind in told)
    assert len(told) > 100
    assert right / len(told) > 0.72, f"{right} of {len(told)}"


def test_between_known_parties_something_happens_even_where_no_rule_has_a_word_for_it() -> None:
    parsed = doc("The Swiss museum shipped back to Lima a mummy taken in 1910.")
    assert classify_sentence(parsed, load()) is None
    assert sentence_type(parsed, load(), source="The Swiss museum", target="Lima") == "NONE"
    assert sentence_type(parsed, load(), ear(), source="The Swiss museum", target="Lima") != "NONE"
    assert sentence_type(parsed, load(), ear()) == "NONE", "nobody is known to do anything, and no word tells it"


@pytest.mark.parametrize(
    ("chances", "kept"),
    [
        ({"AID": 0.02, "AGREE": 0.98}, "AID"),
        ({"AID": 0.001, "AGREE": 0.999}, "AGREE"),
        ({}, "AID"),
    ],
)
def test_the_rules_type_stands_unless_another_is_very_much_likelier(monkeypatch: pytest.MonkeyPatch, chances: dict[str, float], kept: str) -> None:
    monkeypatch.setattr(sentence_types, "_heard", lambda *_: chances)
    assert sentence_type(doc("Norway sent tents to Nepal."), load(), ear()) == kept


def test_words_of_the_known_parties_weigh_most() -> None:
    parsed = doc("Chile gave Peru ten ambulances after rebels had bombed a clinic of Bolivia.")
    gave = sentence_types._heard(parsed, ear(), [(0, 5)], None)
    bombed = sentence_types._heard(parsed, ear(), [(parsed.text.index("rebels"), parsed.text.index("rebels") + 6)], None)
    assert gave["AID"] > bombed["AID"]
    assert sum(gave.values()) == pytest.approx(1)
