"""Times with their precision, and the moments at which things are published."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, model_validator

from dateline.model._base import Value

TimePrecision = Literal["clock", "part_of_day", "day", "days", "week", "month", "season", "year", "longer"]
"""From finest to coarsest. ``days`` is a span of two to six days; ``season`` also covers quarters and half-years."""


def _iso_moment(value: str) -> str:
    try:
        if len(value) == 10:
            return dt.date.fromisoformat(value).isoformat()
        return dt.datetime.fromisoformat(value).isoformat()
    except ValueError:
        raise ValueError(f"got {value!r}, expected an ISO 8601 date such as 2017-02-10 or a time such as 2017-02-10T08:30:00+03:00") from None


Moment = Annotated[str, AfterValidator(_iso_moment)]
"""An ISO 8601 date (``2017-02-10``) or date and time; the length of the text is its precision."""


def moment_date(moment: str) -> dt.date:
    """The calendar day of a moment, in the moment's own time zone."""
    return dt.date.fromisoformat(moment[:10])


class TimeSpan(Value):
    """An interval of days with its precision.

    Args:
        start: first possible day; None where the text leaves it open ("until March").
        end: last possible day, inclusive; None where it is open ("since December").
        precision: how fine the words are. A month is a month, never its first or middle day.
        clock: wall-clock time ``HH:MM`` at the place of the event, only with precision ``clock``.
        part: part of the day as said ("morning", "night"), only with precision ``part_of_day``.
    """

    start: dt.date | None = None
    end: dt.date | None = None
    precision: TimePrecision
    clock: str | None = None
    part: str | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.start is None and self.end is None:
            raise ValueError("a time span needs a start or an end; leave the time out where neither is known")
        if self.start is not None and self.end is not None and self.start > self.end:
            raise ValueError(f"a time span starts on {self.start} after it ends on {self.end}")
        return self

    @classmethod
    def day(cls, day: dt.date) -> Self:
        """One calendar day."""
        return cls(start=day, end=day, precision="day")

    def contains(self, day: dt.date) -> bool:
        """Whether ``day`` lies within the span; an open side has no limit."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    def overlaps(self, other: TimeSpan) -> bool:
        """Whether the two spans share a day; an open side has no limit."""
        return (self.start is None or other.end is None or self.start <= other.end) and (
            other.start is None or self.end is None or other.start <= self.end
        )

    def __str__(self) -> str:
        if self.start is None:
            return f"until {self.end}"
        if self.end is None:
            return f"since {self.start}"
        if self.precision == "month":
            return f"{self.start:%Y-%m}"
        if self.precision == "year" and self.start.year == self.end.year:
            return f"{self.start:%Y}"
        if self.start == self.end:
            tail = self.clock or self.part
            return f"{self.start}" + (f" {tail}" if tail else "")
        return f"{self.start}..{self.end}"
