"""What the network is asked: a sentence with marks around who does it, the word that tells it, and whom it is done to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

from dateline.reading.phrases import extended
from dateline.reading.triggers import EventMention

Mark = Literal["source", "trigger", "target"]
_Span = tuple[int, int, Mark]


@dataclass(frozen=True, slots=True)
class Question:
    """A text with marks.

    Args:
        text: the sentence.
        marks: start and end in code points of ``text``, and what stands there; in text order, none in another.
    """

    text: str
    marks: tuple[_Span, ...]


def of_mention(mention: EventMention) -> Question:
    """The sentence of a mention, its trigger marked, and of either side the first party."""
    sentence = mention.sentence
    spans: list[_Span] = [_around(mention.trigger, "trigger")]
    sides: tuple[tuple[tuple[Token, ...], Mark], ...] = ((mention.sources, "source"), (mention.targets, "target"))
    for heads, mark in sides:
        for head in heads[:1]:
            phrase = extended(head)
            spans.append((phrase.start_char, phrase.end_char, mark))
    return _question(sentence.text, spans, sentence.start_char)


def of_parties(doc: Doc, source: str, target: str) -> Question:
    """A whole text with two given parties marked where they first stand; one that does not stand there is not marked."""
    spans: list[_Span] = []
    sides: tuple[tuple[str, Mark], ...] = ((source, "source"), (target, "target"))
    for words, mark in sides:
        start = doc.text.find(words) if words else -1
        if start >= 0:
            spans.append((start, start + len(words), mark))
    return _question(doc.text, spans, 0)


def _around(token: Token, mark: Mark) -> _Span:
    return token.idx, token.idx + len(token), mark


def _question(text: str, spans: Iterable[_Span], offset: int) -> Question:
    """Spans that overlap one before them in the order given are left out."""
    kept: list[_Span] = []
    for start, end, mark in spans:
        if all(end <= other[0] or start >= other[1] for other in kept):
            kept.append((start, end, mark))
    inside = sorted((max(start - offset, 0), min(end - offset, len(text)), mark) for start, end, mark in kept)
    return Question(text, tuple(span for span in inside if span[0] < span[1]))
