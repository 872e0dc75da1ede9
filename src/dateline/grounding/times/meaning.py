"""What a temporal expression says, before anything is known about when it was said.

Each kind of expression is one small frozen value; :mod:`dateline.grounding.times.resolve` places it on the calendar.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Unit = Literal["second", "minute", "hour", "day", "night", "week", "fortnight", "weekend", "month", "quarter", "half", "year", "decade", "century"]
Base = Literal["published", "narrative"]
"""Counted from the publication day, or from the time the story is at ("the next day")."""

Edge = Literal["START", "MID", "END"]
Reference = Literal["PAST_REF", "PRESENT_REF", "FUTURE_REF"]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Calendar fields as read; what is not said is None. ``weekday`` is ISO (Monday is 1).

    ``guessed`` where month and day could change places ("4/3/2016").
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Division:
    """A quarter (``Q1``), half-year (``H1``) or season (``SP``, ``SU``, ``FA``, ``WI``) of a year."""

    code: str
    year: int | None = None
    named_year: Step | None = None


@dataclass(frozen=True, slots=True)
class Years:
    """A decade or a century, by its first year; ``century_known`` is False for "the nineties"."""

    first: int
    length: Literal[10, 100]
    century_known: bool = True


@dataclass(frozen=True, slots=True)
class Feast:
    """A named day or season of a religious or civil calendar, by its key in feasts.toml."""

    key: str
    year: int | None = None
    step: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A whole calendar unit counted from the base: this week is 0, last week is -1; yesterday is a day, -1."""

    unit: Unit
    step: int
    base: Base = "published"


@dataclass(frozen=True, slots=True)
class LatestQuarter:
    """The quarter the story is at, else the last that is over: "the latest quarter"."""


@dataclass(frozen=True, slots=True)
class Named:
    """A named unit one before, in, or one after the present cycle: "last Friday", "this summer", "next December"."""

    what: Calendar | Division
    step: int


@dataclass(frozen=True, slots=True)
class Amount:
    """A length of time. ``count`` is None for "several" and for bare plurals ("for years")."""

    count: float | None
    unit: Unit
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Shift:
    """A length of time before (-1) or after (1) the base: "two years ago", "a week earlier", "in three days' time".

    ``to_the_day`` where the words say so ("two years ago today").
    """

    amount: Amount
    sign: Literal[-1, 1]
    base: Base = "published"
    to_the_day: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """A length of time that ends or begins at publication: "the past three months", "the next few days".

    ``calendar`` where TIMEX3 gives it the value of the calendar unit before ("the past week"), though its days run up to publication.
    """

    amount: Amount
    sign: Literal[-1, 1]
    calendar: bool = False


@dataclass(frozen=True, slots=True)
class Every:
    """A recurring time; ``value`` is its TIMEX3 value."""

    value: str


@dataclass(frozen=True, slots=True)
class Vague:
    """A time that the words do not fix ("recently", "in recent months", "now")."""

    reference: Reference


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day by the clock; ``zone`` is an offset such as ``Z`` where the words give one."""

    hour: int
    minute: int
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the day, by its code in words.toml (``MO``, ``NI``, ``DAWN``, ...)."""

    code: str


@dataclass(frozen=True, slots=True)
class Overnight:
    """The night between a day and the one before it; on its own, the night before publication."""


@dataclass(frozen=True, slots=True)
class At:
    """A day with a time of day."""

    day: Expression
    time: Clock | Part | Overnight


@dataclass(frozen=True, slots=True)
class Within:
    """One edge of a period: "early Sunday", "mid-January", "the end of last year".

    ``loose`` for "earlier" and "later", which of a day name no part.
    """

    period: Expression
    edge: Edge
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Portion:
    """A length of time at one end of a period: "the first three months of 2016", "the last days of December"."""

    amount: Amount
    edge: Edge
    period: Expression


@dataclass(frozen=True, slots=True)
class OfYear:
    """A date in a year that is itself counted: "August last year", "on 24 August two years ago"."""

    date: Expression
    year: Step | Shift


@dataclass(frozen=True, slots=True)
class UnitOf:
    """The whole unit that a day lies in: "the week of May 6"."""

    unit: Unit
    period: Expression


@dataclass(frozen=True, slots=True)
class Eve:
    """The day before a period: "on the eve of Ramadan"."""

    period: Expression


@dataclass(frozen=True, slots=True)
class Nth:
    """The n-th unit of a period: "the first week of May"; the last one is -1.

    ``period`` is None where it is an event ("the third day of fighting").
    """

    number: int
    unit: Unit
    period: Expression | None = None


@dataclass(frozen=True, slots=True)
class Anniversary:
    """A day that the words alone do not fix: "the first anniversary of the massacre"."""

    years: int | None


@dataclass(frozen=True, slots=True)
class Range:
    """From one time to another, both included."""

    first: Expression
    last: Expression


@dataclass(frozen=True, slots=True)
class Bound:
    """A time that is open on one side: "since December", "until Friday", "before 2012"."""

    period: Expression
    kind: Literal["since", "until", "before", "after"]


Expression = (
    Calendar
    | Division
    | Years
    | Feast
    | LatestQuarter
    | Step
    | Named
    | Amount
    | Shift
    | Window
    | Every
    | Vague
    | Clock
    | Part
    | Overnight
    | At
    | Within
    | Portion
    | Eve
    | OfYear
    | UnitOf
    | Nth
    | Anniversary
    | Range
    | Bound
)


def yearless(meaning: Expression) -> bool:
    """Whether a date names a month, a day of a month, a feast or a part of a year, and no year."""
    match meaning:
        case Calendar(year, month):
            return year is None and month is not None
        case Division(_, year, named_year):
            return year is None and named_year is None
        case Feast(_, year, step):
            return year is None and step is None
        case At(period) | Within(period) | Bound(period):
            return yearless(period)
        case Range(first, last):
            return yearless(first) and yearless(last)
        case _:
            return False


def with_year(date: Expression, year: int) -> Expression:
    """The same date with its year."""
    match date:
        case Calendar() | Division() | Feast():
            return replace(date, year=year)
        case Within():
            return replace(date, period=with_year(date.period, year))
        case At():
            return replace(date, day=with_year(date.day, year))
        case Range():
            return replace(date, first=with_year(date.first, year), last=with_year(date.last, year))
        case _:
            return date
