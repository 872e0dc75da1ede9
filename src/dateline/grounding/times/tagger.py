"""Find the temporal expressions of a text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dateline.grounding.times.grammar import grammar
from dateline.grounding.times.meaning import Amount, At, Bound, Clock, Every, Expression, Overnight, Part, Range, Window

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]

_BLOCK = 200_000
_SILENT = ("NUMBER", "NOTHING", "PARTWORD", "SPELLEDYEAR")


@dataclass(frozen=True, slots=True)
class TimeMention:
    """One temporal expression, as found.

    Args:
        start: first character, in Unicode code points of the text.
        end: one after the last character.
        text: the words, ``text[start:end]``.
        type: the TIMEX3 type (ISO 24617-1).
        rule: the rule of grammar.toml that found it.
        meaning: what the words say, before anything is known about when they were said.
        ends: for a range, where its first and its last time lie in the text; else empty.
    """

    start: int
    end: int
    text: str
    type: TimexType
    rule: str
    meaning: Expression
    ends: tuple[tuple[int, int], ...] = ()


def find_times(text: str) -> list[TimeMention]:
    """All temporal expressions of a text, in text order; none overlap. The time taken is linear in the length of the text.

    Args:
        text: any text. No expression reaches over a blank line.
    """
    mentions = []
    for offset, block in _blocks(text):
        for nonterminal, item in grammar().run(block):
            if nonterminal in _SILENT:
                continue
            start, end = item.start + offset, item.end + offset
            ends = tuple((first + offset, last + offset) for first, last in item.parts)
            mentions.append(TimeMention(start, end, text[start:end], timex_type(item.value), item.rule, item.value, ends))
    return mentions


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """The text in pieces of about _BLOCK characters, cut at blank lines where there are any, so that memory stays bounded."""
    start = 0
    while len(text) - start > 2 * _BLOCK:
        for mark in ("\n\n", "\n", " "):
            cut = text.find(mark, start + _BLOCK, start + 2 * _BLOCK)
            if cut >= 0:
                break
        cut = cut if cut >= 0 else start + 2 * _BLOCK
        yield start, text[start:cut]
        start = cut
    yield start, text[start:]


def timex_type(meaning: Expression) -> TimexType:
    """The TIMEX3 type of an expression."""
    match meaning:
        case At(_, time):
            return "TIME" if isinstance(time, Clock | Part | Overnight) else "DATE"
        case Clock() | Part() | Overnight():
            return "TIME"
        case Window(calendar=True):
            return "DATE"
        case Amount() | Window():
            return "DURATION"
        case Every():
            return "SET"
        case Range(first, _):
            return timex_type(first)
        case Bound(period, _):
            return timex_type(period)
        case _:
            return "DATE"
