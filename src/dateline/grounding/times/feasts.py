"""Named days and seasons of the religious and civil calendars, from feasts.toml."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from typing import Any

from hijridate import Gregorian, Hijri

from dateline.grounding.times.almanac import Period, precision_of, week
from dateline.grounding.times.lexicon import load
from dateline.model.errors import CodebookError

_CALENDARS = ("gregorian", "hijri", "easter", "orthodox_easter", "weekday", "fixed")


@cache
def feasts() -> Mapping[str, Mapping[str, Any]]:
    """Every named day by its key.

    Raises:
        CodebookError: if an entry names no known calendar.
    """
    entries = load("feasts.toml")["feast"]
    if not isinstance(entries, list):
        raise CodebookError("feasts.toml: expected a list of [[feast]] tables")
    found = {entry["key"]: entry for entry in entries}
    for key, entry in found.items():
        if entry["calendar"] not in _CALENDARS:
            raise CodebookError(f"feasts.toml: {key!r} has calendar {entry['calendar']!r}; expected one of {', '.join(_CALENDARS)}")
    return found


def rules() -> list[dict[str, Any]]:
    """The named days as rules of the grammar."""
    made = []
    for key, entry in feasts().items():
        prefix = "" if entry["calendar"] == "fixed" else "(the? step:(last | this | next))? "
        suffix = "" if entry["calendar"] == "fixed" else " (','? year:YEARS)?"
        patterns = [f"{prefix}{pattern}{suffix}" for pattern in entry["patterns"]]
        gives = "DAYDATE" if entry.get("days", 1) == 1 else "MONTHDATE"
        made.append({"name": "feast", "gives": gives, "means": "feast", "patterns": patterns, "with": {"key": key}, "after": entry.get("after", ())})
    return made


def in_year(key: str, year: int) -> list[Period]:
    """The times a named day falls in a Gregorian year: none or two for some of the lunar year.

    Raises:
        OverflowError: if the year lies outside the Hijri calendar's tables (1924 to 2076).
    """
    entry = feasts()[key]
    days, slack = int(entry.get("days", 1)), int(entry.get("slack", 0))
    found = []
    for start in _starts(entry, year):
        end = start + dt.timedelta(days - 1 + slack)
        if entry["calendar"] == "hijri" and days >= 29:
            end = _hijri_month_end(start)
        value = start.isoformat()[:7] if days >= 29 else start.isoformat()
        if days == 7 and start.isoweekday() == 1:
            value = week(start).value
        found.append(Period(start, end, value, precision_of(start, end)))
    return found


def _starts(entry: Mapping[str, Any], year: int) -> list[dt.date]:
    match entry["calendar"]:
        case "gregorian":
            return [dt.date(year, entry["month"], entry["day"])]
        case "fixed":
            return [entry["date"]] if entry["date"].year == year else []
        case "easter":
            return [easter(year) + dt.timedelta(entry["offset"])]
        case "orthodox_easter":
            return [orthodox_easter(year) + dt.timedelta(entry["offset"])]
        case "weekday":
            return [_nth_weekday(year, entry["month"], entry["weekday"], entry["nth"])]
        case _:
            first = Gregorian(year, 1, 1).to_hijri().year
            days = (Hijri(hijri_year, entry["month"], entry["day"]).to_gregorian() for hijri_year in (first, first + 1))
            return [dt.date(day.year, day.month, day.day) for day in days if day.year == year]


def _hijri_month_end(start: dt.date) -> dt.date:
    hijri = Gregorian(start.year, start.month, start.day).to_hijri()
    return start + dt.timedelta(hijri.month_length() - 1)


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> dt.date:
    if nth > 0:
        first = dt.date(year, month, 1)
        return first + dt.timedelta((weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    last = dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(1)
    return last - dt.timedelta((last.isoweekday() - weekday) % 7 + 7 * (-nth - 1))


def easter(year: int) -> dt.date:
    """Western Easter Sunday (the anonymous Gregorian computus; Meeus, Astronomical Algorithms, 1991, chapter 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return dt.date(year, month, day + 1)


def orthodox_easter(year: int) -> dt.date:
    """Orthodox Easter Sunday as a Gregorian date (Meeus's Julian computus)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    shift = year // 100 - year // 400 - 2
    return dt.date(year, month, day + 1) + dt.timedelta(shift)
