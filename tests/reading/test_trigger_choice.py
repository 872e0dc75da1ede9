"""Which mention tells a sentence's event, and what its stance makes of it."""

from __future__ import annotations

import pytest

from dateline.reading.lexicon import load
from dateline.reading.parsing import language
from dateline.reading.trigger_choice import classify_sentence, coded_type, rank


def coded(text: str, source: str | None = None, target: str | None = None) -> str | None:
    mention = classify_sentence(language()(text), load(), source, target)
    return mention and coded_type(mention, load())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya sent food to Somalia.", "AID"),
        ("Kenya will send food to Somalia.", "AGREE"),
        ("Kenya will not send food to Somalia.", "REJECT"),
        ("Kenya refused to send food to Somalia.", "REJECT"),
        ("Kenya agreed to send food to Somalia.", "AGREE"),
        ("Kenya threatened to bomb the camp.", "THREATEN"),
        ("Kenya will bomb the camp.", "THREATEN"),
        ("Kenya bombed the camp.", "ASSAULT"),
        ("Kenya said Somalia must release the pilots.", "REQUEST"),
    ],
)
def test_the_stance_of_an_act_counts(text: str, expected: str) -> None:
    assert coded(text) == expected


def test_the_parties_pick_the_event_between_them() -> None:
    text = "Sudan condemned the raid after Chad arrested two Libyan officers."
    assert coded(text, "Sudan", "the raid") == "ACCUSE"
    assert coded(text, "Chad", "two Libyan officers") == "COERCE"


def test_no_trigger_no_event() -> None:
    assert classify_sentence(language()("The library is open on weekdays."), load()) is None


def test_every_mention_is_ranked_once() -> None:
    doc = language()("Rebels attacked the town, killing two guards and abducting a nurse.")
    ranked = rank(doc, load())
    assert sorted(mention.entry.id for mention in ranked) == ["abduct", "attack", "kill"]
    assert ranked[0].entry.id == "attack"
