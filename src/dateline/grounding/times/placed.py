"""A result on its way to the caller."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.grounding.times.almanac import Period
from dateline.model.times import TimeSpan


class Unresolved(Exception):
    """The anchor does not hold what the expression is counted from, or the words name nothing that lies on the calendar."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An expression on the calendar.

    Args:
        value: the TIMEX3 value.
        span: the days meant, where the words fix them.
        inferred: whether the anchor was needed.
        period: the whole calendar unit, so that further rules can cut it.
    """

    value: str
    span: TimeSpan | None = None
    inferred: bool = False
    period: Period | None = None


def whole(period: Period, *, inferred: bool) -> Placed:
    """A whole calendar unit."""
    return Placed(period.value, TimeSpan(start=period.start, end=period.end, precision=period.precision), inferred, period)
