"""Events by ear: words that the network hears tell an event, where the lexicon has no entry for them ("the bandits vamoosed")."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from dateline.reading.hearing.asking import Words, enough, stands, type_of, words_that_tell
from dateline.reading.lexicon import Entry, Lexicon
from dateline.reading.lexicon.entries import DEFAULT_SOURCE, DEFAULT_TARGET
from dateline.reading.triggers import EventMention, mention_by

HEARD = "hearing.event"
"""What the id of an entry starts with that stands for no words of the lexicon."""


def with_heard(doc: Doc, mentions: list[EventMention], lexicon: Lexicon) -> list[EventMention]:
    """The event mentions of a passage, with those that are only heard, in text order.

    Args:
        doc: the passage, beside which its page was heard; where it was not, nothing is added.
        mentions: those that the lexicon finds.
        lexicon: finds who does what by a word that it does not know.
    """
    taken = {word.i for mention in mentions for word in (*mention.words, mention.carrier or mention.trigger)}
    heard = _heard(doc, taken, lexicon)
    return sorted([*mentions, *heard], key=lambda mention: mention.trigger.i)


def _heard(doc: Doc, taken: set[int], lexicon: Lexicon) -> Iterator[EventMention]:
    sure = enough("event")
    for words in words_that_tell(doc, "E"):
        if words.chance < sure or any(token.i in taken for token in words.span):
            continue
        trigger = _trigger(words)
        standing = stands(trigger) if trigger is not None else None
        if trigger is None or standing is None or max(standing, key=lambda group: standing[group]) == "aside":
            continue
        kind, _ = type_of(trigger)
        entry = Entry(id=f"{HEARD}:{words.chance:.2f}", type=kind, file="", source=DEFAULT_SOURCE, target=DEFAULT_TARGET)
        yield mention_by(trigger, entry, lexicon)


def _trigger(words: Words) -> Token | None:
    """The verb among some words, else their noun."""
    return next((token for tag in ("VB", "NN") for token in words.span if token.tag_.startswith(tag)), None)
