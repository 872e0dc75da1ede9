"""Weapons named around a mention."""

from __future__ import annotations

import pytest

from dateline.reading.lexicon import load
from dateline.reading.parsing import language
from dateline.reading.trigger_choice import classify_sentence
from dateline.reading.trigger_weapons import weapon_at, weapon_of


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("A car bomb killed nine people in Baghdad.", "explosives:car-bomb", "car bomb"),
        ("Nine people were killed by a roadside bomb.", "explosives:ied", "roadside bomb"),
        ("The rebels fired rockets at the port.", "heavy-weapons:rocket", "rockets"),
        ("An airstrike killed nine people.", "aerial", "airstrike"),
        ("A man stabbed two guards with a knife.", "primitive:knife", "knife"),
    ],
)
def test_the_longest_name_of_the_weapon(text: str, code: str, words: str) -> None:
    mention = classify_sentence(language()(text), load())
    assert mention is not None
    found = weapon_of(mention, load())
    assert found is not None
    assert (found[0].code, found[1].text) == (code, words)


def test_no_weapon_named_is_none() -> None:
    mention = classify_sentence(language()("Gunmen killed a judge."), load())
    assert mention is not None
    assert weapon_of(mention, load()) is None


def test_a_verb_names_no_weapon() -> None:
    doc = language()("They shell the town.")
    assert weapon_at(doc[1], load()) is None
