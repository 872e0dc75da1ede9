"""ACLED's and UCDP's CSV files, as far as a comparison needs them. Old and new forms of dates and of interaction codes are read."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from dateline.model.errors import InputNotFound, UnsupportedInput
from dateline.publishing.countries import by_gw, by_iso, countries
from dateline.publishing.tally import Refusal

Kind = Literal["acled", "ucdp"]

_ACLED = ("event_id_cnty", "event_date", "event_type", "sub_event_type")
_UCDP = ("id", "type_of_violence", "date_start", "date_end")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/ ](\d{1,2}|[A-Za-z]{3,9})[-/ ](\d{4})")
_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)}  # noqa: SIM905
_EARLIEST = 1900
_ACLED_DAYS = {1: 0, 2: 3, 3: 15}
"""Days on either side of ACLED's one day within which the event was, by its time_precision."""
_ACLED_KM = {1: 5.0, 2: 25.0, 3: 100.0}
_UCDP_KM = {1: 5.0, 2: 25.0, 3: 50.0, 4: 100.0, 5: 150.0, 6: None, 7: 200.0}
"""Kilometres within which the event was, by geo_precision and where_prec; None where the point says nothing."""
_INTER = {"state": 1, "rebel": 2, "political": 3, "identity": 4, "rioters": 5, "protesters": 6, "civilians": 7, "external": 8, "other": 8}


@dataclass(frozen=True, slots=True)
class ForeignEvent:
    """One row of another set.

    Args:
        id: its id there.
        start, end: the days on which it can have been.
        country: ISO 3166-1 alpha-3, where it could be told.
        place: name of the place.
        lat, lon: its point; None where the row has none, or the point stands for a whole country.
        slack_km: distance from the point within which it was.
        event, sub_event: ACLED's types.
        violence: UCDP's type of violence.
        low, best, high: deaths.
        sides: ACLED's numbers for the kinds of actor.
        actors: names.
        source: who is cited.
    """

    id: str
    start: dt.date
    end: dt.date
    country: str | None
    place: str
    lat: float | None
    lon: float | None
    slack_km: float
    event: str | None = None
    sub_event: str | None = None
    violence: int | None = None
    low: int | None = None
    best: int | None = None
    high: int | None = None
    sides: frozenset[int] = frozenset()
    actors: tuple[str, ...] = ()
    source: str | None = None


@dataclass(frozen=True, slots=True)
class ForeignSet:
    """A file of another set: which it is, its events, and the rows that could not be read."""

    kind: Kind
    events: tuple[ForeignEvent, ...]
    refused: tuple[Refusal, ...]


def read_foreign(path: str | Path) -> ForeignSet:
    """Read an ACLED or UCDP GED file.

    A byte-order mark, commas, semicolons or tabs, ISO dates, ``16 May 2025`` and ``16-05-2025`` are understood.

    Raises:
        InputNotFound: if the file cannot be read.
        UnsupportedInput: if its columns are those of neither set.
        BadEncoding: if it is not text.
    """
    from dateline.sources.decoding import decode

    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise InputNotFound(str(path), f"cannot be read ({error.strerror})", "Give the path of an ACLED or UCDP CSV file.") from error
    text = decode(str(path), data).removeprefix("\ufeff")
    first = text.split("\n", 1)[0]
    rows = csv.DictReader(io.StringIO(text), delimiter=max(",;\t", key=first.count))
    columns = [column.strip().strip('"').lower() for column in rows.fieldnames or ()]
    rows.fieldnames = columns
    if set(_ACLED) <= set(columns):
        return _read("acled", rows)
    if set(_UCDP) <= set(columns):
        return _read("ucdp", rows)
    raise UnsupportedInput(
        str(path),
        f"its columns are {', '.join(columns[:5]) or 'none'} …, expected {', '.join(_ACLED)} (ACLED) or {', '.join(_UCDP)} (UCDP)",
        "Give the file as ACLED or UCDP export it, with the header line",
    )


def _read(kind: Kind, rows: csv.DictReader[str]) -> ForeignSet:
    events: list[ForeignEvent] = []
    refused: list[Refusal] = []
    for row in rows:
        cells = {name: (value or "").strip() for name, value in row.items() if isinstance(name, str) and not isinstance(value, list)}
        try:
            events.append(_acled(cells) if kind == "acled" else _ucdp(cells))
        except ValueError as error:
            name = cells.get("event_id_cnty") or cells.get("id") or "without an id"
            refused.append(Refusal(name, "bad-row", f"line {rows.line_num}: {error}"))
    return ForeignSet(kind, tuple(events), tuple(refused))


def _acled(row: Mapping[str, str]) -> ForeignEvent:
    day = _date(row["event_date"])
    precision = _whole(row, "time_precision") or 1
    around = dt.timedelta(days=_ACLED_DAYS.get(precision, 15))
    deaths = _whole(row, "fatalities")
    lat, lon = _point(row)
    iso = _whole(row, "iso")
    return ForeignEvent(
        id=_id(row, "event_id_cnty"),
        start=day - around,
        end=day + around,
        country=by_iso()[iso].iso3 if iso is not None and iso in by_iso() else _by_name(row.get("country", "")),
        place=row.get("location") or row.get("admin1") or row.get("country", ""),
        lat=lat,
        lon=lon,
        slack_km=_ACLED_KM.get(_whole(row, "geo_precision") or 1, 100.0),
        event=row["event_type"],
        sub_event=row["sub_event_type"],
        low=deaths,
        best=deaths,
        high=deaths,
        sides=frozenset(_sides(row)),
        actors=_names(row, ("actor1", "actor2")),
        source=row.get("source") or None,
    )


def _ucdp(row: Mapping[str, str]) -> ForeignEvent:
    precision = _whole(row, "where_prec") or 1
    slack = _UCDP_KM.get(precision, 150.0)
    lat, lon = _point(row) if slack is not None else (None, None)
    gw = _whole(row, "country_id")
    best = _whole(row, "best")
    start, end = _date(row["date_start"]), _date(row["date_end"])
    if start > end:
        raise ValueError(f"date_start {start} is after date_end {end}")
    return ForeignEvent(
        id=_id(row, "id"),
        start=start,
        end=end,
        country=by_gw()[gw].iso3 if gw is not None and gw in by_gw() else _by_name(row.get("country", "")),
        place=row.get("where_coordinates") or row.get("adm_1") or row.get("country", ""),
        lat=lat,
        lon=lon,
        slack_km=slack or 0.0,
        violence=_whole(row, "type_of_violence"),
        low=_whole(row, "low"),
        best=best if best is not None else _whole(row, "best_est"),
        high=_whole(row, "high"),
        actors=_names(row, ("side_a", "side_b")),
        source=row.get("source_article") or None,
    )


def _id(row: Mapping[str, str], column: str) -> str:
    if not row.get(column):
        raise ValueError(f"no {column}")
    return row[column]


def _names(row: Mapping[str, str], columns: Sequence[str]) -> tuple[str, ...]:
    return tuple(row[column] for column in columns if row.get(column))


def _date(text: str) -> dt.date:
    """A day in any of the forms in which these sets have been exported.

    Raises:
        ValueError: if it is none of them, is ambiguous, or cannot be.
    """
    day = _iso(text) or _day_first(text)
    if day is None:
        raise ValueError(f"got the date {text!r}, expected one such as 2023-02-16, 16 February 2023 or 16-02-2023")
    if day.year < _EARLIEST:
        raise ValueError(f"got the date {text!r}, of which the year cannot be")
    return day


def _iso(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text[:10])
    except ValueError:
        return None


def _day_first(text: str) -> dt.date | None:
    found = _DAY_FIRST.match(text)
    if found is None:
        return None
    day, month, year = found.groups()
    number = int(month) if month.isdigit() else _MONTHS.get(month[:3].lower())
    if number is None:
        return None
    if "/" in text and int(day) <= 12 and number <= 12 and int(day) != number:
        raise ValueError(f"got the date {text!r}, in which day and month cannot be told apart; write it as 2023-02-16")
    return dt.date(int(year), number, int(day))


def _whole(row: Mapping[str, str], column: str) -> int | None:
    text = row.get(column, "")
    if not text:
        return None
    number = float(text)
    if number != int(number):
        raise ValueError(f"got {text!r} in {column}, expected a whole number")
    return int(number) if number >= 0 else None


def _point(row: Mapping[str, str]) -> tuple[float | None, float | None]:
    if not row.get("latitude") or not row.get("longitude"):
        return None, None
    lat, lon = float(row["latitude"]), float(row["longitude"])
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise ValueError(f"got the point {lat}, {lon}, which is not on the globe")
    return lat, lon


def _sides(row: Mapping[str, str]) -> Iterator[int]:
    """Kinds of actor from inter1 and inter2, else from interaction; numbers (27) and words ("Rebel group-Civilians") alike."""
    told = [row.get("inter1", ""), row.get("inter2", "")]
    if not any(told):
        interaction = row.get("interaction", "")
        told = list(interaction) if interaction.isdigit() else interaction.split("-")
    for one in told:
        if one.isdigit():
            yield from (int(digit) for digit in one if digit != "0")
        else:
            yield from (number for word, number in _INTER.items() if one.lower().startswith(word))


@cache
def _names_of_countries() -> Mapping[str, str]:
    return {one.name.casefold(): code for code, one in countries().items()}


def _by_name(name: str) -> str | None:
    return _names_of_countries().get(name.casefold())
