"""How the gazetteer's file is written: shared by what builds it and the module that reads it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

Kind = Literal["country", "admin1", "admin2", "settlement", "quarter", "region", "continent", "water", "river", "site"]
Match = Literal["primary", "alternate", "folded", "demonym"]

KINDS: tuple[Kind, ...] = ("country", "admin1", "admin2", "settlement", "quarter", "region", "continent", "water", "river", "site")
MATCHES: tuple[Match, ...] = ("primary", "alternate", "folded", "demonym")
FLAGS: dict[Match, int] = {match: number for number, match in enumerate(MATCHES)}

FORMAT = 2
"""Raised when a file written before can no longer be read; kept in the database's ``user_version``."""
SCHEMA = """
CREATE TABLE IF NOT EXISTS name (key TEXT PRIMARY KEY, places BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS place (number INTEGER PRIMARY KEY, name TEXT, gid INTEGER, slug TEXT, kind INTEGER, country TEXT,
                                  admin1 INTEGER, admin2 INTEGER, lat INTEGER, lon INTEGER, population INTEGER, radius INTEGER, capital INTEGER);
CREATE TABLE IF NOT EXISTS country (iso2 TEXT PRIMARY KEY, iso3 TEXT NOT NULL, capital INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS known (key TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS about (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""
"""``name`` takes a plain key to the places of that name, ``place`` holds coordinates in 1/10,000 degree, ``known`` the keys of the
project's own list, ``about`` where the data comes from."""

GENERIC = frozenset(
    (
        "province", "state", "county", "district", "region", "governorate", "oblast", "department", "city", "municipality",
        "north", "south", "east", "west", "central", "northern", "southern", "eastern", "western", "center", "centre", "capital",
    )
)  # fmt: skip
"""Other names of units that say nothing by themselves."""
FOLDED_COUNTRIES = frozenset(
    [
        "SY",
        "IQ",
        "LB",
        "JO",
        "PS",
        "IL",
        "EG",
        "SD",
        "SS",
        "LY",
        "TN",
        "DZ",
        "MA",
        "MR",
        "EH",
        "YE",
        "SA",
        "OM",
        "AE",
        "QA",
        "BH",
        "KW",
        "TR",
        "IR",
        "AF",
        "PK",
        "UZ",
        "TJ",
        "TM",
        "KG",
        "KZ",
        "AZ",
        "AM",
        "GE",
        "RU",
        "UA",
        "BY",
        "MD",
        "SO",
        "DJ",
        "ER",
        "ET",
        "ML",
        "NE",
        "TD",
        "NG",
        "IN",
        "BD",
    ]
)
"""Where transliterations differ, so that the folded key is worth its room."""
_SETTLEMENT_RADIUS = ((5_000_000, 25), (1_000_000, 15), (200_000, 8), (50_000, 5), (5_000, 3), (0, 2))


def settlement_radius(population: int) -> int:
    """How far from its point a settlement of that many people reaches, in kilometres."""
    return next(radius for least, radius in _SETTLEMENT_RADIUS if population >= least)


def latin(name: str) -> bool:
    """Whether a name is written as English news would print it: Latin script, capitalised, no transliteration for search."""
    return 3 <= len(name) <= 60 and name[0].isupper() and all(ord(char) < 0x250 or 0x1E00 <= ord(char) < 0x1F00 or char in "’‘ʼʻ–'" for char in name)


def code_like(name: str) -> bool:
    """Whether a name is an airport's or office's code ("ALP")."""
    return len(name) <= 4 and name.isupper()


def pack(places: Iterable[tuple[int, int]]) -> bytes:
    """Place numbers with how they match, as bytes: little-endian base 128 of the gaps between ``number * 4 + flag``."""
    return pack_codes(sorted(number * len(MATCHES) + flag for number, flag in places))


def pack_codes(codes: Iterable[int]) -> bytes:
    """As :func:`pack`, of codes ``number * 4 + flag`` that are in ascending order."""
    out = bytearray()
    last = 0
    for code in codes:
        gap, last = code - last, code
        while gap >= 0x80:
            out.append(gap & 0x7F | 0x80)
            gap >>= 7
        out.append(gap)
    return bytes(out)


def unpack(data: bytes) -> list[tuple[int, Match]]:
    """What :func:`pack` wrote."""
    return [(code // len(MATCHES), MATCHES[code % len(MATCHES)]) for code in unpack_codes(data)]


def unpack_codes(data: bytes) -> list[int]:
    """What :func:`pack_codes` wrote."""
    found = []
    code = shift = value = 0
    for byte in data:
        value |= (byte & 0x7F) << shift
        if byte & 0x80:
            shift += 7
            continue
        code += value
        found.append(code)
        shift = value = 0
    return found
