"""Whole units of the calendar: the period a day lies in, the one before and after it, its TIMEX3 value and precision."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass

from dateline.grounding.times.meaning import Unit
from dateline.model.times import TimePrecision

FIRST_YEAR, LAST_YEAR = 1, 9998
SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""The first month of each season, as TIMEX3 scorers and the northern hemisphere have it."""


@dataclass(frozen=True, slots=True)
class Period:
    """A whole unit of the calendar: first and last day, TIMEX3 value, precision."""

    start: dt.date
    end: dt.date
    value: str
    precision: TimePrecision


def day(date: dt.date) -> Period:
    """One day."""
    return Period(date, date, date.isoformat(), "day")


def week(date: dt.date) -> Period:
    """The ISO week (Monday to Sunday) of a day."""
    start = date - dt.timedelta(date.weekday())
    iso = date.isocalendar()
    return Period(start, start + dt.timedelta(6), f"{iso.year:04}-W{iso.week:02}", "week")


def weekend(date: dt.date) -> Period:
    """Saturday and Sunday of the ISO week of a day."""
    whole = week(date)
    return Period(whole.start + dt.timedelta(5), whole.end, f"{whole.value}-WE", "days")


def month(year: int, number: int) -> Period:
    """One month; ``number`` is 1 to 12."""
    return Period(dt.date(year, number, 1), dt.date(year, number, monthrange(year, number)[1]), f"{year:04}-{number:02}", "month")


def year(number: int) -> Period:
    """One year."""
    return Period(dt.date(number, 1, 1), dt.date(number, 12, 31), f"{number:04}", "year")


def decade(first: int) -> Period:
    """Ten years from ``first``, which ends in 0."""
    return Period(dt.date(max(first, 1), 1, 1), dt.date(first + 9, 12, 31), f"{first // 10:03}", "longer")


def century(first: int) -> Period:
    """A hundred years from ``first`` (1900 for the 20th century, as TIMEX3 counts it)."""
    return Period(dt.date(max(first, 1), 1, 1), dt.date(first + 99, 12, 31), f"{first // 100:02}", "longer")


def division(code: str, number: int) -> Period:
    """A quarter (``Q1``), half (``H1``) or season (``SU``) of a year. Winter begins in December of its year."""
    if code[0] == "Q":
        first, months = 3 * int(code[1]) - 2, 3
    elif code[0] == "H":
        first, months = 6 * int(code[1]) - 5, 6
    else:
        first, months = SEASON_MONTH[code], 3
    last_year, last_month = shift_month(number, first, months - 1)
    return Period(dt.date(number, first, 1), month(last_year, last_month).end, f"{number:04}-{code}", "season")


def quarter(date: dt.date, by: int = 0) -> Period:
    """The quarter ``by`` quarters after the one a day lies in."""
    to_year, to_month = shift_month(date.year, date.month, 3 * by)
    return division(f"Q{(to_month + 2) // 3}", to_year)


def shift_month(year_number: int, month_number: int, by: int) -> tuple[int, int]:
    """A year and month, ``by`` months on."""
    index = year_number * 12 + month_number - 1 + by
    return index // 12, index % 12 + 1


def shift_day(date: dt.date, months: int) -> dt.date:
    """The same day of another month, or that month's last day where it is shorter."""
    to_year, to_month = shift_month(date.year, date.month, months)
    return dt.date(to_year, to_month, min(date.day, monthrange(to_year, to_month)[1]))


def unit(name: Unit, date: dt.date, by: int = 0) -> Period | None:
    """The whole unit ``by`` units after the one ``date`` lies in; None for units finer than a day.

    Raises:
        OverflowError, ValueError: if the result lies outside the calendar.
    """
    match name:
        case "day" | "night":
            return day(date + dt.timedelta(by))
        case "week":
            return week(date + dt.timedelta(7 * by))
        case "fortnight":
            return week(date + dt.timedelta(14 * by))
        case "weekend":
            return weekend(date + dt.timedelta(7 * by))
        case "month":
            return month(*shift_month(date.year, date.month, by))
        case "quarter":
            return quarter(date, by)
        case "half":
            to_year, to_month = shift_month(date.year, date.month, 6 * by)
            return division(f"H{(to_month + 5) // 6}", to_year)
        case "year":
            return year(date.year + by)
        case "decade":
            return decade(date.year // 10 * 10 + 10 * by)
        case "century":
            return century(date.year // 100 * 100 + 100 * by)
        case _:
            return None


def precision_of(start: dt.date, end: dt.date) -> TimePrecision:
    """The precision that a stretch of days has by its length."""
    days = (end - start).days + 1
    for limit, name in ((1, "day"), (6, "days"), (13, "week"), (45, "month"), (200, "season"), (400, "year")):
        if days <= limit:
            return name  # type: ignore[return-value]
    return "longer"


def edge(period: Period, which: str) -> tuple[dt.date, dt.date]:
    """The first, middle or last third of a period (``START``, ``MID``, ``END``): four months of a year, ten days of a month, at least a day."""
    start, end = period.start, period.end
    if period.precision == "year":
        first, second = dt.date(start.year, 5, 1), dt.date(start.year, 9, 1)
    elif period.precision == "month":
        first, second = start + dt.timedelta(10), start + dt.timedelta(20)
    else:
        third = max(1, ((end - start).days + 1) // 3)
        first, second = start + dt.timedelta(third), max(start + dt.timedelta(third + 1), end - dt.timedelta(third - 1))
    before = dt.timedelta(1)
    thirds = {"START": (start, first - before), "MID": (first, second - before), "END": (second, end)}
    return thirds[which]
