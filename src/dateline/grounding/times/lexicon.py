"""The words of time (words.toml) and the shapes of numbers: from a token to its classes and values."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from dateline.model.errors import CodebookError

WordValue = int | str

_ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th)", re.IGNORECASE)
_CLOCK = re.compile(r"(\d{1,2}):(\d\d)")
_DURATION = re.compile(r"\d{1,2}:\d\d:\d\d")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::\d\d)?(Z|[+-]\d\d:?\d\d)?)?")
_NUMERIC = re.compile(r"(\d{1,2})([/.])(\d{1,2})\2(\d{4}|\d\d)")
_DECADE = re.compile(r"(\d\d)?(\d0)['’]?s")


@cache
def load(name: str) -> Mapping[str, object]:
    """One TOML file of this room.

    Raises:
        CodebookError: if the file is not valid TOML.
    """
    source = files("dateline.grounding.times").joinpath(name).read_text(encoding="utf-8")
    try:
        return tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(f"{name}: {error}; expected valid TOML") from error


class Lexicon:
    """The classes of every known word."""

    def __init__(self, tables: Mapping[str, object]) -> None:
        self._words: dict[str, dict[str, WordValue]] = {}
        self._capital: dict[str, dict[str, WordValue]] = {}
        for name, table in tables.items():
            if not isinstance(table, dict) or not isinstance(table.get("words"), dict):
                raise CodebookError(f"words.toml: [{name}] has no table 'words'; expected words = {{ word = value }}")
            target = self._capital if table.get("capital") else self._words
            for word, value in table["words"].items():
                target.setdefault(word, {})[name] = value
        self.names = frozenset(tables)
        """The classes that words.toml names."""

    def classes(self, token: str) -> Mapping[str, WordValue]:
        """The classes of a token with its value in each; empty for a word that says nothing about time."""
        if token[0].isdigit():
            return _number_classes(token)
        lower = token.lower()
        found = self._words.get(lower, {})
        if not token[0].islower() and lower in self._capital:
            return {**found, **self._capital[lower]}
        if token[0] in "apAP" and lower.replace(".", "").replace(" ", "") in ("am", "pm"):
            return {"AMPM": lower[0], **found}
        return found


def _number_classes(token: str) -> Mapping[str, WordValue]:
    found: dict[str, WordValue] = {}
    plain = token.replace(",", "")
    if token.isdecimal():
        number = int(token) if len(token) < 12 else 10**12
        found["NUM"] = number
        if len(token) <= 2:
            found["TWO"] = number
            if 1 <= number <= 31:
                found["DAY"] = number
            if number <= 24:
                found["HOUR"] = number
        if len(token) == 4:
            if 1900 <= number <= 2049:
                found["YEAR"] = number
            elif 1000 <= number <= 2200:
                found["OLDYEAR"] = number
            if number // 100 <= 24 and number % 100 < 60:
                found["HHMM"] = token
    elif plain.replace(".", "", 1).isdecimal():
        found["NUM"] = plain
        if re.fullmatch(r"\d{1,2}\.[0-5]\d", token) and int(token.split(".")[0]) <= 24:
            found["DOTCLOCK"] = token
    elif match := _ORDINAL.fullmatch(token):
        found["ORD"] = int(match[1])
        if 1 <= int(match[1]) <= 31:
            found["DAYORD"] = int(match[1])
    elif (match := _CLOCK.fullmatch(token)) and int(match[1]) <= 24 and int(match[2]) < 60:
        found["CLOCK"] = token
    elif _DURATION.fullmatch(token):
        found["HMS"] = token
    elif _DECADE.fullmatch(token):
        found["DECADE"] = token
    elif iso_day(token) is not None:
        found["ISO"] = token
    elif _NUMERIC.fullmatch(token):
        found["NUMDATE"] = token
    return found


def iso_day(token: str) -> tuple[dt.date, str | None] | None:
    """The day of ``2016-08-24`` and, where there is one, its time of day with zone; None if it is no such date."""
    match = _ISO.fullmatch(token)
    if match is None:
        return None
    try:
        day = dt.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
    return day, f"{match[4]}:{match[5]}{match[6] or ''}" if match[4] else None


def numeric_day(token: str) -> dt.date | None:
    """The day of ``8/24/2016`` (month first, as in American news; day first where the month could not be) or ``24.08.2016`` (day first)."""
    match = _NUMERIC.fullmatch(token)
    if match is None:
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if len(match[4]) == 2:
        year += 2000 if year < 50 else 1900
    month, day = (second, first) if match[2] == "." or first > 12 else (first, second)
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


@cache
def lexicon() -> Lexicon:
    """The lexicon of words.toml, read once."""
    return Lexicon(load("words.toml"))


@cache
def table(name: str) -> Mapping[str, WordValue]:
    """One class of words.toml as word to value."""
    content = load("words.toml").get(name)
    if not isinstance(content, dict):
        raise CodebookError(f"words.toml has no class {name!r}; expected one of its tables")
    return MappingProxyType(dict(content["words"]))
