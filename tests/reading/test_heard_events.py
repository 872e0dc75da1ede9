"""Events told in words that the lexicon does not have: by ear, with the type that the network hears."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc
from workbench import lay_out

from dateline.reading import heard_events
from dateline.reading.heard_events import with_heard
from dateline.reading.hearing.asking import Words
from dateline.reading.lexicon import load
from dateline.reading.triggers import EventMention, find_triggers

TEXT = "The bandits vamoosed after the raid. Police bagged two men on a hill."
Hear = Callable[[dict[str, tuple[str, float]]], None]


@pytest.fixture
def hear(monkeypatch: pytest.MonkeyPatch) -> Hear:
    """Let the network hear these words as events, each with its type and chance; as of this story, unless told otherwise."""

    def set_up(events: dict[str, tuple[str, float]], group: str = "news") -> None:
        def told(doc: Doc, letter: str) -> list[Words]:
            return [Words("E", doc[token.i : token.i + 1], token, events[token.text][1]) for token in doc if letter == "E" and token.text in events]

        monkeypatch.setattr(heard_events, "words_that_tell", told)
        monkeypatch.setattr(heard_events, "type_of", lambda token: (events[token.text][0], 0.9))
        monkeypatch.setattr(
            heard_events, "stands", lambda token: dict.fromkeys(("first", "news", "background", "unreal", "aside"), 0.1) | {group: 0.6}
        )

    return set_up


def mentions() -> list[EventMention]:
    doc = lay_out(TEXT).page.docs[0]
    return with_heard(doc, find_triggers(doc, load()), load())


def test_a_word_that_the_lexicon_does_not_have_tells_an_event_by_ear(hear: Hear) -> None:
    assert "bagged" not in {mention.trigger.text for mention in mentions()}
    hear({"bagged": ("COERCE", 0.97)})
    found = next(mention for mention in mentions() if mention.trigger.text == "bagged")
    assert (found.entry.type, found.entry.id) == ("COERCE", "hearing.event:0.97")
    assert [token.text for token in found.sources] == ["Police"]
    assert [token.text for token in found.targets] == ["men"]


def test_they_stand_in_text_order_with_the_others(hear: Hear) -> None:
    hear({"bagged": ("COERCE", 0.97), "vamoosed": ("RETREAT", 0.95)})
    at = [mention.trigger.i for mention in mentions()]
    assert at == sorted(at)
    assert len(at) == len(set(at))


def test_words_of_the_lexicon_keep_their_entry(hear: Hear) -> None:
    before = mentions()
    hear({"raid": ("PROTEST", 0.99)})
    assert [mention.entry.id for mention in mentions()] == [mention.entry.id for mention in before]


def test_unsure_words_and_words_without_verb_or_noun_tell_none(hear: Hear) -> None:
    before = len(mentions())
    hear({"bagged": ("COERCE", 0.6), "after": ("ASSAULT", 0.99)})
    assert len(mentions()) == before


def test_what_another_story_tells_is_left(hear: Hear) -> None:
    before = len(mentions())
    hear({"bagged": ("COERCE", 0.99)}, "aside")  # type: ignore[call-arg]
    assert len(mentions()) == before


def test_without_a_network_the_lexicon_alone_tells() -> None:
    doc = lay_out(TEXT).page.docs[0]
    assert with_heard(doc, find_triggers(doc, load()), load()) == find_triggers(doc, load())
