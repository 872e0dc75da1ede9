"""One line of a dump as a record, or what is wrong with it.

The columns are those that GeoNames' readme gives for ``allCountries.txt``, ``alternateNamesV2.txt``, ``admin1CodesASCII.txt`` and
``admin2Codes.txt``.
"""

from __future__ import annotations

from typing import NamedTuple

_COLUMNS = 19
_NAME_COLUMNS = 10
_CODE_COLUMNS = 4
_LARGEST_ID = 1 << 28
_NO_LANGUAGE = frozenset(("link", "post", "iata", "icao", "faac", "tcid", "unlc", "wkdt", "phon", "fr_1793"))
"""What stands in the column of languages and is none: links, codes of post, airports, ports and Wikidata, sounds."""


class BadLine(Exception):
    """A line that is not what the format says; its text says what is wrong."""


class Feature(NamedTuple):
    """One place of ``allCountries.txt``; ``others`` is its column of other names, commas between."""

    gid: int
    name: str
    ascii: str
    others: str
    lat: float
    lon: float
    feature_class: str
    code: str
    country: str
    admin1: str
    admin2: str
    population: int
    modified: str


class OtherName(NamedTuple):
    """One name of ``alternateNamesV2.txt``; ``main`` where it is the one to use in English."""

    gid: int
    name: str
    main: bool


def feature(line: bytes) -> Feature:
    """Read a line of ``allCountries.txt``.

    Raises:
        BadLine: if it is not such a line.
    """
    cells = _cells(line, _COLUMNS)
    lat, lon = _degrees(cells[4], 90, "latitude"), _degrees(cells[5], 180, "longitude")
    if not cells[1].strip():
        raise BadLine("the name is empty")
    country = cells[8]
    if country and (len(country) != 2 or not country.isalpha()):
        raise BadLine(f"the country is {country[:20]!r}, expected two letters")
    people = cells[14]
    if people and not people.isdecimal():
        raise BadLine(f"the population is {people[:20]!r}, expected a whole number")
    population = int(people[:12]) if people else 0
    name, ascii_name, code = cells[1].strip(), cells[2].strip(), cells[7]
    units = cells[10], cells[11]
    return Feature(_id(cells[0]), name, ascii_name, cells[3], lat, lon, cells[6], code, country.upper(), *units, population, cells[18])


def other_name(line: bytes) -> OtherName | None:
    """Read a line of ``alternateNamesV2.txt``; None where it holds a link or code instead of a name.

    Raises:
        BadLine: if it is not such a line.
    """
    cells = _cells(line, _NAME_COLUMNS, at_least=8)
    gid = _id(cells[1])
    if cells[2] in _NO_LANGUAGE:
        return None
    name = cells[3].strip()
    if not name:
        raise BadLine("the name is empty")
    return OtherName(gid, name, cells[2] == "en" and cells[4] == "1" and cells[6] != "1" and cells[7] != "1")


def unit_code(line: bytes) -> tuple[str, int]:
    """Read a line of ``admin1CodesASCII.txt`` or ``admin2Codes.txt``: the code ("SY.09") and the unit's id.

    Raises:
        BadLine: if it is not such a line.
    """
    cells = _cells(line, _CODE_COLUMNS)
    if "." not in cells[0]:
        raise BadLine(f"the code is {cells[0][:20]!r}, expected one such as SY.09")
    return cells[0], _id(cells[3])


def _cells(line: bytes, expected: int, at_least: int = 0) -> list[str]:
    try:
        cells = line.decode("utf-8").split("\t")
    except UnicodeDecodeError as error:
        raise BadLine(f"byte {error.start + 1} of it is not UTF-8") from None
    if len(cells) != expected and not at_least <= len(cells) < expected * (at_least > 0):
        raise BadLine(f"{len(cells)} columns, expected {expected}")
    return cells


def _id(text: str) -> int:
    if not text.isdecimal() or not text.isascii() or len(text) > 9 or not 0 < int(text) < _LARGEST_ID:
        raise BadLine(f"the id is {text[:20]!r}, expected a whole number")
    return int(text)


def _degrees(text: str, most: float, what: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise BadLine(f"the {what} is {text[:20]!r}, expected degrees") from None
    if not -most <= value <= most:
        raise BadLine(f"the {what} is {text[:20]!r}, expected -{most:.0f} to {most:.0f}")
    return value
