"""Which of several days or periods an incomplete date means: the rules of news."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from dateline.grounding.times import almanac
from dateline.grounding.times.almanac import Period
from dateline.grounding.times.anchor import Direction
from dateline.grounding.times.meaning import Calendar

_SOON, _LONGER = 75, 180
"""Where no direction is given, a date at most _SOON days ahead is meant if it is more than _LONGER days nearer than the last one past."""


def pick(options: Sequence[Period], today: dt.date, direction: Direction) -> Period:
    """The option that a direction asks for: the last begun, the first not yet over, or the nearest; ``options`` are in order of time."""
    past = [period for period in options if period.start <= today]
    future = [period for period in options if period.end >= today]
    if direction == "future" and future:
        return future[0]
    if direction == "nearest" and past and future:
        ahead = (future[0].start - today).days
        if ahead <= _SOON and (today - past[-1].end).days > ahead + _LONGER:
            return future[0]
    return past[-1] if past else future[0]


def named(options: Sequence[Period], today: dt.date, step: int) -> Period:
    """The last option that is over (-1), the next that has not begun (1), or this year's (0); ``options`` are in order of time."""
    match step:
        case -1:
            return [period for period in options if period.end < today][-1]
        case 1:
            return next(period for period in options if period.start > today)
        case _:
            return next(period for period in options if period.start.year == today.year)


def weekday(iso: int, today: dt.date, direction: Direction) -> dt.date:
    """The last such weekday that has come, or in the future the next; today counts for both. ``iso``: Monday is 1."""
    if direction == "future":
        return today + dt.timedelta((iso - today.isoweekday()) % 7)
    return today - dt.timedelta((today.isoweekday() - iso) % 7)


def named_weekday(iso: int, today: dt.date, step: int) -> dt.date:
    """Such a weekday with "last" (-1), "before last" (-2), "this" (0) or "next" (1); today is neither the last nor the next."""
    match step:
        case -2:
            return named_weekday(iso, today, -1) - dt.timedelta(7)
        case -1:
            return today - dt.timedelta((today.isoweekday() - iso - 1) % 7 + 1)
        case 1:
            return today + dt.timedelta((iso - today.isoweekday() - 1) % 7 + 1)
        case _:
            return today + dt.timedelta(iso - today.isoweekday())


def in_year(date: Calendar, year: int) -> Period:
    """A month or a day of one year.

    Raises:
        ValueError: if that year has no such day, or no month is said.
    """
    if date.month is None:
        raise ValueError("got a date without a month, expected one")
    return almanac.month(year, date.month) if date.day is None else almanac.day(dt.date(year, date.month, date.day))


def without_year(date: Calendar, today: dt.date, direction: Direction) -> Period:
    """A month or day whose year is not said.

    Raises:
        ValueError: if there is no such day in any year.
    """
    options = []
    for year in range(today.year - 5, today.year + 5):
        if date.day == 29 and date.month == 2 and not _leap(year):
            continue
        period = in_year(date, year)
        if date.weekday is None or date.day is None or period.start.isoweekday() == date.weekday:
            options.append(period)
    # A weekday that fits no year near is a slip of the writer's: the date stands without it.
    return pick(options, today, direction) if options else without_year(replace(date, weekday=None), today, direction)


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def day_of_month(date: Calendar, today: dt.date, direction: Direction) -> Period:
    """A day whose month is not said: "the 8th", "Wednesday the 8th".

    Raises:
        ValueError: if no month near has such a day.
    """
    options = []
    for by in range(-12, 13):
        year, month = almanac.shift_month(today.year, today.month, by)
        if date.day is not None and date.day <= almanac.month(year, month).end.day:
            period = almanac.day(dt.date(year, month, date.day))
            if date.weekday in (None, period.start.isoweekday()):
                options.append(period)
    if not options:
        raise ValueError(f"got {date}, expected a day that some month of the year about {today} has")
    return pick(options, today, direction)
