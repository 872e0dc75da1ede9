"""Which events of a document are recorded: what is only heard must be surer where no rule finds an event; what is not heard at all is none."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc, Token

from dateline.model import Document
from dateline.reading import RuleReader, doubting, heard_events
from dateline.reading.hearing.asking import Words

SILENT = dict.fromkeys("KLJMASHCFGEPQVWDYNB", 0.0)
BAGGED = "Police bagged two men on a hill."
KILLED = "Gunmen killed three farmers in Garissa."


def hear(monkeypatch: pytest.MonkeyPatch, events: dict[str, float]) -> None:
    """Let the network hear these words as events with these chances, words without one as none, and other words not at all."""

    def told(doc: Doc, letter: str) -> list[Words]:
        return [Words("E", doc[token.i : token.i + 1], token, events[token.text]) for token in doc if letter == "E" and events.get(token.text)]

    def tells(word: Token) -> dict[str, float] | None:
        return SILENT | {"E": events[word.text]} if word.text in events else None

    monkeypatch.setattr(heard_events, "words_that_tell", told)
    monkeypatch.setattr(heard_events, "type_of", lambda token: ("COERCE", 0.9))
    monkeypatch.setattr(heard_events, "stands", lambda token: {"news": 0.9, "aside": 0.1})
    monkeypatch.setattr(doubting, "tells", tells)


def types(text: str) -> list[str]:
    return [claim.event.type for claim in RuleReader().read(Document(text=text, published="2021-06-03")).claims]


@pytest.mark.parametrize(
    ("chance", "alone", "beside"), [(0.5, [], ["ASSAULT"]), (0.97, [], ["ASSAULT", "COERCE"]), (0.9995, ["COERCE"], ["ASSAULT", "COERCE"])]
)
def test_what_is_only_heard_counts_beside_an_event_of_the_rules_and_must_be_surer_alone(
    monkeypatch: pytest.MonkeyPatch, chance: float, alone: list[str], beside: list[str]
) -> None:
    hear(monkeypatch, {"bagged": chance, "Police": 0.0, "two": 0.0, "men": 0.0})
    assert types(BAGGED) == alone
    assert types(f"{KILLED} {BAGGED}") == beside


def test_an_event_of_the_rules_that_is_not_heard_at_all_is_not_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    assert types(KILLED) == ["ASSAULT"]
    silent = dict.fromkeys(("killed", "three", "farmers"), 0.0)
    hear(monkeypatch, silent)
    assert types(KILLED) == []
    hear(monkeypatch, silent | {"killed": 0.3})
    assert types(KILLED) == ["ASSAULT"]
