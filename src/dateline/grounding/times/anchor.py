"""What an expression is counted from, and what comes of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from dateline.model.times import TimeSpan

Direction = Literal["past", "future", "nearest"]
"""Which way an incomplete date looks from the day of publication; ``nearest`` where neither the tense nor the words tell."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a relative expression is counted from.

    Args:
        published: the day the document was published, in its own time zone; None where unknown.
        narrative: when the story is at this point ("the next day" counts from it); None where unknown.
        zone: the offset from UTC at the place of the event, such as ``+03:00``; None where unknown.
    """

    published: dt.date | None
    narrative: TimeSpan | None = None
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class ResolvedTime:
    """Where on the calendar an expression lies.

    Args:
        value: the TIMEX3 value (ISO 24617-1): ``2017-02-10``, ``2016-W05``, ``P3D``, ``PAST_REF``; ``first/last`` for a range.
        span: the days meant; None for durations, sets and what the words do not fix.
        rule: the rule that read it.
        inferred: whether the span rests on the anchor and not on the words alone.
    """

    value: str
    span: TimeSpan | None
    rule: str
    inferred: bool
