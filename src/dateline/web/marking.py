"""A document's text cut into pieces, each with what is to be said of it: its passage, the claims that rest on it, the words asked for."""

from __future__ import annotations

import difflib
import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from dateline.ledger import value_words
from dateline.model import Claim, Passage
from dateline.web.citing import tightest


@dataclass(frozen=True)
class Piece:
    """Some characters of a text that are shown alike.

    Args:
        text: the characters.
        claims: numbers (from 1) of the claims that rest on them.
        value: whether a value was read from just these words, and not from the clause around them.
        asked: whether they are the words that were asked for.
        first: whether they are the first of these.
        title: what was read from them, for people.
    """

    text: str
    claims: tuple[int, ...] = ()
    value: bool = False
    asked: bool = False
    first: bool = False
    title: str = ""


@dataclass(frozen=True)
class Part:
    """A passage with its pieces; ``kind`` None between passages."""

    kind: str | None
    reason: str | None
    pieces: tuple[Piece, ...]


def marked(text: str, passages: Sequence[Passage], claims: Sequence[Claim], asked: Sequence[tuple[int, int]] = ()) -> list[Part]:
    """Cut a text into parts and pieces. Joined together they are the text again, character by character.

    Args:
        text: the stored text.
        passages: in order, as the reader found them; text outside them is shown too.
        claims: whose words are marked; of nested spans both are named.
        asked: spans that are to be found at once.
    """
    spans = [
        (span.start, span.end, number, f"{name}: {value_words(value)}" if span == tightest(value.evidence) else "")
        for number, claim in enumerate(claims, start=1)
        for name, value in claim.values()
        for span in value.evidence
    ]
    spans += [(span.start, span.end, number, "") for number, claim in enumerate(claims, start=1) for span in claim.evidence]
    asked = [(max(0, start), min(end, len(text))) for start, end in asked if start < end]
    edges = sorted(
        {0, len(text), *(edge for one in passages for edge in (one.start, one.end)), *(edge for one in spans for edge in one[:2])}
        | {e for one in asked for e in one}
    )
    edges = [edge for edge in edges if 0 <= edge <= len(text)]
    events: dict[int, list[tuple[bool, int]]] = {}
    for index, (start, end, *_) in enumerate(spans):
        events.setdefault(start, []).append((True, index))
        events.setdefault(end, []).append((False, index))
    live: set[int] = set()
    first = min((start for start, _ in asked), default=None)
    parts: list[Part] = []
    current: list[Piece] = []
    passage: Passage | None = None
    in_order = sorted(passages, key=lambda one: one.start)
    position = 0
    for start, end in itertools.pairwise(edges):
        for opens, index in events.get(start, []):
            (live.add if opens else live.discard)(index)
        while position < len(in_order) and in_order[position].end <= start:
            position += 1
        here = in_order[position] if position < len(in_order) and in_order[position].start <= start else None
        if here is not passage and current:
            parts.append(_part(passage, current))
            current = []
        passage = here
        values = [spans[index] for index in sorted(live)]
        current.append(
            Piece(
                text=text[start:end],
                claims=tuple(sorted({value[2] for value in values})),
                value=any(value[3] for value in values),
                asked=any(one <= start and end <= other for one, other in asked),
                first=start == first,
                title=" · ".join(dict.fromkeys(value[3] for value in values if value[3])),
            )
        )
    if current:
        parts.append(_part(passage, current))
    return parts


def _part(passage: Passage | None, pieces: Iterable[Piece]) -> Part:
    return Part(passage.kind if passage else None, passage.reason if passage else None, tuple(pieces))


@dataclass(frozen=True)
class Change:
    """Words that two versions share, or that only the older or the newer has."""

    kind: Literal["same", "gone", "new"]
    text: str


_MOST_WORDS = 20_000


def difference(older: str, newer: str) -> list[Change] | None:
    """What changed between two versions, word by word; None where they are too long to compare."""
    one, other = _words(older), _words(newer)
    if max(len(one), len(other)) > _MOST_WORDS:
        return None
    found: list[Change] = []
    for tag, start, end, other_start, other_end in difflib.SequenceMatcher(a=one, b=other, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Change("same", "".join(one[start:end])))
            continue
        if end > start:
            found.append(Change("gone", "".join(one[start:end])))
        if other_end > other_start:
            found.append(Change("new", "".join(other[other_start:other_end])))
    return found


def _words(text: str) -> list[str]:
    return re.findall(r"\S+\s*|\s+", text)
