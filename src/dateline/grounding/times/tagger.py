"""Find the temporal expressions of a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.grounding.times.grammar import grammar
from dateline.grounding.times.meaning import Amount, At, Bound, Clock, Every, Expression, Overnight, Part, Range, Window

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]

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
        text: any text.
    """
    mentions = []
    for nonterminal, item in grammar().run(text):
        if nonterminal in _SILENT:
            continue
        mentions.append(TimeMention(item.start, item.end, text[item.start : item.end], timex_type(item.value), item.rule, item.value, item.parts))
    return mentions


def timex_type(meaning: Expression) -> TimexType:
    """The TIMEX3 type of an expression."""
    match meaning:
        case At(_, time):
            return "TIME" if isinstance(time, Clock | Part | Overnight) else "DATE"
        case Clock() | Part() | Overnight():
            return "TIME"
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
