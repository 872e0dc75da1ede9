"""When a report was published, read from what its source says, never guessed."""

from __future__ import annotations

import datetime as dt
import email.utils
import re

from dateline.model import errors
from dateline.model.times import Moment

EARLIEST_YEAR = 1605
"""The year of the first printed newspaper: a publication before it is a mistake."""

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_MONTH = r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"  # noqa: E501
_YEAR = r"(?P<year>(?:1[6-9]|20)\d\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?[.,]?\s+)?"
_CLOCK = r"(?:,?\s+(?:at\s+)?\d{1,2}[:.]\d\d.{0,25})?"

_DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+{_YEAR}\b",
        rf"{_WEEKDAY}{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}\b",
        rf"{_WEEKDAY}{_YEAR}-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?!\d)",
        rf"{_WEEKDAY}(?P<day>[0-3]?\d)\.(?P<month>[01]?\d)\.{_YEAR}\b",
        rf"{_WEEKDAY}(?P<a>[0-3]?\d)/(?P<b>[0-3]?\d)/{_YEAR}\b",
    )
)
_TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s?(?:Z|[+-]\d\d:?\d\d)?(?!\d)")
_NUMERIC_DAY = re.compile(r"\d{8}")

_POSTED = re.compile(
    r"(?P<label>(?:first\s+|date\s+|originally\s+)?(?:posted|published|issued|released|filed)|(?P<later>(?:last\s+)?(?:updated|modified))|date)"
    r"\s*(?:(?:on|at)\b)?\s*[:\-–—|]?\s*(?P<rest>\S.*)",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"by\s+\S.{1,100}", re.IGNORECASE)
_DATELINE = re.compile(rf"[A-Z][^\d()\n]{{1,60}}?,?\s+(?=\d|{_MONTH})(?P<rest>.{{6,24}}?)\s*(?:\([^()\n]{{2,40}}\)\s*)?(?:--|[-–—])\s")
_LONGEST_LINE = 140
_HEAD_LINES = 8


def today() -> dt.date:
    """The last day on which anything can have been published: today, in the time zone that is furthest ahead."""
    return (dt.datetime.now(dt.UTC) + dt.timedelta(hours=14)).date()


def plausible(moment: Moment) -> bool:
    """Whether something can have been published then: not before newspapers, not in the future."""
    day = dt.date.fromisoformat(moment[:10])
    return day.year >= EARLIEST_YEAR and day <= today()


def given(value: str) -> Moment:
    """The publication time that the user gives.

    Raises:
        UnsupportedInput: if it is no date.
    """
    moment = parse(value)
    if moment is None:
        raise errors.UnsupportedInput(
            "--published", f"got {value!r}, expected a date", "Write it as 2017-02-10, or with a time as 2017-02-10T08:30:00+03:00"
        )
    return moment


def stated(name: str, field: str, value: object) -> Moment | None:
    """The publication time in a field of a record; None where the field is empty.

    Raises:
        UnsupportedInput: if it is no date, or one on which nothing can have been published.
    """
    if value is None or value == "":
        return None
    moment = parse(value) if isinstance(value, str) else None
    if moment is None:
        raise errors.UnsupportedInput(
            name, f"the field {field!r} is {_short(value)}, expected a date", "Write it as 2017-02-10, or leave the field out where it is not known"
        )
    if not plausible(moment):
        raise errors.UnsupportedInput(
            name, f"the field {field!r} says {moment[:10]}, when nothing can have been published yet or ever", "Correct it, or leave the field out"
        )
    return moment


def parse(value: str) -> Moment | None:
    """A date or time as people and programs write it; None where it is none, or where day and month cannot be told apart.

    A date stays a date: no time of day is added.
    """
    value = value.strip()
    if _NUMERIC_DAY.fullmatch(value):
        return _day(int(value[:4]), int(value[4:6]), int(value[6:]))
    if _TIMESTAMP.fullmatch(value):
        return _timestamp(value)
    for pattern in _DATES:
        if found := pattern.match(value):
            rest = value[found.end() :]
            if not rest or re.fullmatch(_CLOCK, rest):
                return _found_day(found)
    return _rfc_2822(value)


def in_lines(lines: list[str]) -> Moment | None:
    """The publication time that the first lines of a report tell.

    In this order: a line that says when it was first published ("Posted February 10, 2017", "By A. Writer, 10 Feb 2017"), a line that is a
    date and nothing else, a line that says when it was updated, a dateline that has a year. A dateline without one ("BEIRUT, June 2")
    tells nothing here.
    """
    bare: Moment | None = None
    updated: Moment | None = None
    filed: Moment | None = None
    for line in [line.strip("*_#>()[] \t") for line in lines if line.strip()][:_HEAD_LINES]:
        dateline = _DATELINE.match(line)
        filed = filed or (_plausible(parse(dateline["rest"])) if dateline else None)
        if len(line) > _LONGEST_LINE:
            continue
        labelled = _POSTED.match(line)
        if labelled:
            moment = _plausible(_leading(labelled["rest"]) or _only(line))
            if moment is not None and not labelled["later"]:
                return moment
            updated = updated or moment
        elif _BYLINE.match(line):
            if (moment := _plausible(_only(line))) is not None:
                return moment
        else:
            bare = bare or _plausible(parse(line))
    return bare or updated or filed


def _plausible(moment: Moment | None) -> Moment | None:
    return moment if moment is not None and plausible(moment) else None


def _only(line: str) -> Moment | None:
    """The one date of a line that is no sentence."""
    if line.endswith("."):
        return None
    found = {match.span(): _found_day(match) for pattern in _DATES for match in pattern.finditer(line)}
    return next(iter(found.values())) if len(found) == 1 else None


def _leading(text: str) -> Moment | None:
    """The date with which ``text`` begins."""
    if stamp := _TIMESTAMP.match(text):
        return _timestamp(stamp[0])
    for pattern in _DATES:
        if found := pattern.match(text):
            return _found_day(found)
    return None


def _found_day(found: re.Match[str]) -> Moment | None:
    parts = found.groupdict()
    if "a" in parts:
        first, second = int(parts["a"]), int(parts["b"])
        if (first > 12) == (second > 12) and first != second:
            return None
        day, month = (first, second) if first > 12 else (second, first)
        return _day(int(parts["year"]), month, day)
    month_word = parts["month"].lower().rstrip(".")
    month = int(month_word) if month_word.isdigit() else 1 + next(i for i, name in enumerate(_MONTHS) if name.startswith(month_word[:3]))
    return _day(int(parts["year"]), month, int(parts["day"]))


def _day(year: int, month: int, day: int) -> Moment | None:
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None


def _timestamp(value: str) -> Moment | None:
    try:
        return dt.datetime.fromisoformat(re.sub(r"\s(?=Z|[+-]\d)", "", value)).isoformat()
    except ValueError:
        return None


def _rfc_2822(value: str) -> Moment | None:
    if not re.match(r"[A-Z][a-z]{2}, \d", value):
        return None
    try:
        return email.utils.parsedate_to_datetime(value).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _short(value: object) -> str:
    shown = repr(value)
    return shown if len(shown) <= 60 else shown[:57] + "..."
