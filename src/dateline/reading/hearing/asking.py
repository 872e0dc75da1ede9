"""How the rules ask what was heard: by tokens of a parse. Every answer is None where nothing was heard of the page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc, Span, Token

from dateline.model import READ_KINDS, Evidence
from dateline.reading import cues
from dateline.reading.hearing.network import Ear, Heard
from dateline.reading.page import Page, offset_of

_KEY = "dateline_heard"
_WORDS = "dateline_heard_words"
_LIKELY = 0.5
"""Chance from which on words are heard to tell a thing."""
FIGURES = "KLAJMSHCFG"
"""Letters of numbers of people, in ``training/marked_reports``."""
MOST = 4.0
"""Log-odds beyond which the network is not believed more."""


def enough(of: str) -> float:
    """How sure the network must be of something, by its name in ``cues/hearing.toml``."""
    sure: float = cues.load("hearing")[of]
    return sure


def listen(page: Page, ear: Ear) -> None:
    """Lay what is heard of a page beside the parses of its passages, for the questions below."""
    read = [passage for passage in page.passages if passage.kind in READ_KINDS]
    lines = [" ".join(page.document.text[passage.start : passage.end].split("\n")) for passage in read]
    if any(line.strip() for line in lines):
        heard = ear.hear(lines, [passage.start for passage in read])
        for doc in page.docs.values():
            doc.user_data[_KEY] = heard


def heard_of(doc: Doc) -> Heard | None:
    """What was heard of the page that a parse is of."""
    found: Heard | None = doc.user_data.get(_KEY)
    return found


def tells(words: Span | Token) -> dict[str, float] | None:
    """Chance of each thing that words can tell, by its letter in ``training/marked_reports``."""
    heard = heard_of(words.doc)
    return heard.chances(*_place(words)) if heard is not None else None


@dataclass(frozen=True, slots=True)
class Words:
    """Words side by side that are heard to tell one thing.

    Args:
        letter: what they tell.
        span: the words.
        head: the one that the others hang on.
        chance: of the head.
    """

    letter: str
    span: Span
    head: Token
    chance: float


def words_that_tell(doc: Doc, letter: str) -> tuple[Words, ...]:
    """The words of a passage that more likely than not tell something, in text order; none where nothing was heard."""
    if _WORDS not in doc.user_data:
        heard = heard_of(doc)
        doc.user_data[_WORDS] = _all_words(doc, heard) if heard is not None else {}
    found: dict[str, tuple[Words, ...]] = doc.user_data[_WORDS]
    return found.get(letter, ())


def _all_words(doc: Doc, heard: Heard) -> dict[str, tuple[Words, ...]]:
    offset = offset_of(doc)
    chances = np.zeros((len(doc), len(heard.letters)))
    for at, token in enumerate(doc):
        pieces = heard.at(offset + token.idx, offset + token.idx + len(token))
        if pieces.start < pieces.stop:
            chances[at] = heard.tells[pieces, 1:].max(0)
    found: dict[str, list[Words]] = {}
    for column in np.flatnonzero(chances.max(0, initial=0.0) > _LIKELY).tolist():
        letter, likely = heard.letters[column], chances[:, column] > _LIKELY
        at = 0
        while at < len(doc):
            if not likely[at]:
                at += 1
                continue
            stop = at + 1
            while stop < len(doc) and likely[stop] and not doc[stop].is_sent_start:
                stop += 1
            span = doc[at:stop]
            found.setdefault(letter, []).append(Words(letter, span, span.root, float(chances[span.root.i, column])))
            at = stop
    return {letter: tuple(words) for letter, words in found.items()}


def stands(words: Span | Token) -> dict[str, float] | None:
    """Chances of what the event of words is to the report: first, news, background, unreal, aside."""
    heard = heard_of(words.doc)
    return heard.standing(*_place(words)) if heard is not None else None


def kinds(words: Span | Token) -> dict[str, float] | None:
    """Chance of each type of the event that words tell, if they tell one."""
    heard = heard_of(words.doc)
    return heard.kind(*_place(words)) if heard is not None else None


def type_of(words: Span | Token) -> tuple[str, float]:
    """The likeliest type of the event that words tell, with its chance.

    Raises:
        ValueError: where nothing was heard of the words.
    """
    chances = kinds(words)
    if chances is None:
        raise ValueError(f"{words.text!r}: nothing was heard of these words; ask only of what words_that_tell gives")
    kind = max(chances, key=lambda one: (chances[one], one))
    return kind, chances[kind]


def together(words: Span | Token, others: Iterable[Span | Token]) -> float | None:
    """Log-odds that words tell of the event that others tell of: the mean over these, no more than ``MOST`` either way."""
    heard = heard_of(words.doc)
    return _mean(heard, _place(words), map(_place, others)) if heard is not None else None


def chances_at(page: Page, words: Evidence) -> dict[str, float] | None:
    """:func:`tells`, of words by their place on a page."""
    heard = _heard_on(page)
    return heard.chances(words.start, words.end) if heard is not None else None


def tie_at(page: Page, words: Evidence, others: Iterable[Span | Token]) -> float | None:
    """:func:`together`, of words by their place on a page; other words that stand within them do not count."""
    heard = _heard_on(page)
    if heard is None:
        return None
    places = (place for place in map(_place, others) if not words.start <= place[0] < words.end)
    return _mean(heard, (words.start, words.end), places)


def _heard_on(page: Page) -> Heard | None:
    return next((heard for doc in page.docs.values() if (heard := heard_of(doc)) is not None), None)


def _mean(heard: Heard, words: tuple[int, int], others: Iterable[tuple[int, int]]) -> float | None:
    odds = [odd for other in others if (odd := heard.same(words, other)) is not None]
    return max(-MOST, min(MOST, sum(odds) / len(odds))) if odds else None


def aside(doc: Doc) -> float | None:
    """Chance that a passage belongs to another story."""
    heard = heard_of(doc)
    pieces = heard.at(*_place(doc[:])) if heard is not None else slice(0)
    return float(heard.asides[pieces].mean()) if heard is not None and pieces.start < pieces.stop else None


def _place(words: Span | Token) -> tuple[int, int]:
    offset = offset_of(words.doc)
    if isinstance(words, Token):
        return offset + words.idx, offset + words.idx + len(words)
    return offset + words.start_char, offset + words.end_char
