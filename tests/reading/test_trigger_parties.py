"""The dyad of a mention: whose countries act, and towards whom."""

from __future__ import annotations

import pytest

from dateline.grounding.actors import ActorCatalogue
from dateline.reading.lexicon import load
from dateline.reading.parsing import language
from dateline.reading.trigger_choice import classify_sentence
from dateline.reading.trigger_grammar import resolve
from dateline.reading.trigger_parties import dyad


@pytest.mark.parametrize(
    ("text", "sources", "targets"),
    [
        ("Turkey accused Greece of harassing its ships.", {"TUR"}, {"GRC"}),
        ("Greece was accused by Turkey of harassing its ships.", {"TUR"}, {"GRC"}),
        ("Japan said it had suspended aid to Cambodia.", {"JPN"}, {"KHM"}),
        ("Libya offered to hand over two suspects to France.", {"LBY"}, {"FRA"}),
        ("Egyptian police arrested twelve students.", {"EGY"}, {"EGY"}),
    ],
)
def test_countries_of_both_sides(text: str, sources: set[str], targets: set[str]) -> None:
    mention = classify_sentence(language()(text), load())
    assert mention is not None
    assert dyad(mention, ActorCatalogue.default()) == (sources, targets)


def test_nobody_named_is_nobody() -> None:
    mention = classify_sentence(language()("Gunmen killed a farmer."), load())
    assert mention is not None
    assert dyad(mention, ActorCatalogue.default()) == (frozenset(), frozenset())


def test_who_calls_somebody_to_say_something_says_it() -> None:
    doc = language()("The Kenyan president called his Somali counterpart, Hassan Ali, to express regret over the shelling.")
    express = next(token for token in doc if token.text == "express")
    subject = resolve(express).subject
    assert subject is not None
    assert subject.text == "president"
