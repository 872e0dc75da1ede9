"""Lengths of time counted from a day, and cut from a period."""

from __future__ import annotations

import datetime as dt

from dateline.grounding.times import almanac
from dateline.grounding.times.almanac import Period
from dateline.grounding.times.durations import DAYS_IN, MONTHS_IN, duration_value
from dateline.grounding.times.meaning import Amount
from dateline.grounding.times.placed import Placed, Unresolved, whole
from dateline.model.times import TimeSpan

_HOURS_IN = {"second": 1 / 3600, "minute": 1 / 60, "hour": 1}


def shifted(amount: Amount, sign: int, date: dt.date) -> Placed:
    """A length of time before (-1) or after (1) a day, as fine as its unit: "two years ago" is a year, "ten days ago" a day.

    Raises:
        Unresolved: if the length has no number.
    """
    if amount.count is None:
        raise Unresolved
    count = sign * amount.count
    if amount.unit in _HOURS_IN:
        hours = count * _HOURS_IN[amount.unit]
        return whole(almanac.day(date + dt.timedelta(round(hours / 24) if abs(hours) >= 24 else 0)), inferred=True)
    if amount.unit in ("day", "night"):
        return _give_or_take(almanac.day(date + dt.timedelta(round(count))), amount)
    there = _there(amount, count, date)
    if amount.unit in DAYS_IN:
        return whole(almanac.week(there), inferred=True)
    if amount.unit in ("month", "quarter", "half"):
        return whole(almanac.month(there.year, there.month), inferred=True)
    if amount.unit in ("decade", "century"):
        slack = 2 if amount.unit == "decade" else 20
        span = TimeSpan(start=dt.date(there.year - slack, 1, 1), end=dt.date(there.year + slack, 12, 31), precision="longer")
        return Placed(almanac.year(there.year).value, span, True, almanac.year(there.year))
    if amount.count != int(amount.count) and amount.count < 3:
        return whole(almanac.division("H1" if there.month <= 6 else "H2", there.year), inferred=True)
    return whole(almanac.year(there.year), inferred=True)


def week_ago(date: dt.date) -> Placed:
    """ "A week ago" in news: seven days, give or take one; its value is the calendar week that TIMEX3 gives."""
    there = almanac.week(date - dt.timedelta(7))
    day = dt.timedelta(1)
    return Placed(there.value, TimeSpan(start=date - 8 * day, end=date - 6 * day, precision="days"), True, there)


def to_the_day(amount: Amount, sign: int, date: dt.date) -> Placed:
    """A length of time before or after a day, exactly: "two years ago today".

    Raises:
        Unresolved: if the length has no number.
    """
    if amount.count is None:
        raise Unresolved
    return whole(almanac.day(_there(amount, sign * amount.count, date)), inferred=True)


def window(amount: Amount, sign: int, today: dt.date) -> Placed:
    """The length of time that ends (-1) or begins (1) today."""
    value = duration_value(amount)
    if amount.count is None:
        return Placed(value)
    if amount.unit in _HOURS_IN:
        hours = amount.count * _HOURS_IN[amount.unit]
        other = today + dt.timedelta(sign * -(-int(hours) // 24))
    else:
        other = _there(amount, sign * amount.count, today)
    start, end = min(today, other), max(today, other)
    return Placed(value, TimeSpan(start=start, end=end, precision=almanac.precision_of(start, end)), True)


def portion(amount: Amount, edge: str, placed: Placed) -> Placed:
    """The first (``START``) or last (``END``) such length of a period.

    Raises:
        Unresolved: if the length has no number or is finer than a day, or the period is none of the calendar.
    """
    if amount.count is None or placed.period is None or amount.unit in _HOURS_IN:
        raise Unresolved
    start, end = placed.period.start, placed.period.end
    one, after = dt.timedelta(1), end + dt.timedelta(1)
    if edge == "START":
        end = _there(amount, amount.count, start) - one
    else:
        start = _there(amount, -amount.count, after)
    return Placed(duration_value(amount), TimeSpan(start=start, end=end, precision=almanac.precision_of(start, end)), placed.inferred)


def _there(amount: Amount, count: float, date: dt.date) -> dt.date:
    """The day ``count`` units on; months keep the day of the month where they can."""
    if amount.unit in DAYS_IN:
        return date + dt.timedelta(round(count * DAYS_IN[amount.unit]))
    return almanac.shift_day(date, round(count * MONTHS_IN[amount.unit]))


def _give_or_take(period: Period, amount: Amount) -> Placed:
    """A day, give or take one where the words are not exact ("two or three days ago")."""
    if not amount.approximate:
        return whole(period, inferred=True)
    span = TimeSpan(start=period.start - dt.timedelta(1), end=period.end + dt.timedelta(1), precision="days")
    return Placed(period.value, span, True, period)
