"""A build from beginning to end, in steps that can each go on where they were stopped."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Protocol

from dateline.grounding.places.building.dumps import Dump, ends_of
from dateline.grounding.places.building.identities import FIRST_NEW, Identities
from dateline.grounding.places.building.kinds import Selection, kinds
from dateline.grounding.places.building.records import BadLine, Feature, feature, other_name, unit_code
from dateline.grounding.places.building.runs import Runs
from dateline.grounding.places.building.work import Work
from dateline.grounding.places.names import folded, plain
from dateline.grounding.places.storage import FLAGS, FORMAT, GENERIC, KINDS, MATCHES, Match, code_like, latin, pack_codes
from dateline.grounding.places.whereabouts import SHIPPED
from dateline.model.errors import ReaderError, UnsupportedInput

_VERSION = 1
"""Raised when the steps change, so that a half-finished build of an older version is not gone on with."""
_BATCH = 150_000
"""Names held in memory before they are written: some 40 MB."""
_SAMPLE = 1000
"""Lines after which a file that is mostly bad is given up."""
_SOURCE = "GeoNames dump ({files}) and dateline's shipped gazetteer ({shipped})"
_LICENCE = "GeoNames data: CC BY 4.0, © GeoNames (https://www.geonames.org), changed by dateline; dateline's list of places of war: Apache-2.0"


class Progress(Protocol):
    """Called now and then with the step's name, how much of it is done and how much there is, both in the step's own unit."""

    def __call__(self, step: str, done: int, total: int) -> None:
        """Take note."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build gave.

    Args:
        file: the gazetteer.
        places, names: how many it holds, with those of the shipped one.
        taken, left_out: places of the dump that were taken in, and those that were not asked for.
        bad: lines that could not be read; ``bad_lines`` names the first of them.
        resumed: whether a build that had been stopped was gone on with.
        replaced: whether unfinished work was thrown away because its input had changed.
    """

    file: Path
    places: int
    names: int
    taken: int
    left_out: int
    bad: int
    bad_lines: tuple[str, ...]
    resumed: bool
    replaced: bool


def build(
    places: Path,
    alternates: Path | None,
    output: Path,
    *,
    countries: Iterable[str] = (),
    classes: Iterable[str] = (),
    unit_files: Iterable[Path] = (),
    base: Path = SHIPPED,
    progress: Progress | None = None,
) -> Built:
    """Build a gazetteer from GeoNames' dump and the shipped gazetteer.

    Args:
        places: ``allCountries.txt`` or a country's file, plain or zipped.
        alternates: ``alternateNamesV2.txt``, plain or zipped; without it the names in ``places`` are taken.
        output: the file to write; while the build runs, ``output.part`` and ``output.work`` lie beside it.
        countries: ISO 3166-1 codes of the countries wanted; all where none is given.
        classes: feature classes and codes wanted; those of ``kinds.toml`` where none is given.
        unit_files: ``admin1CodesASCII.txt`` and ``admin2Codes.txt``; without them the units are looked for in ``places``.
        base: the gazetteer that the new one starts from.
        progress: told how far the build is.

    Raises:
        InputError: if a file is missing, damaged or no dump.
        ReaderError: if a country or class does not exist, or the output cannot be written.
    """
    with closing(sqlite3.connect(f"{base.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as shipped:
        iso3: dict[str, str] = dict(shipped.execute("SELECT iso2, iso3 FROM country"))
        selection = Selection.of(countries, classes, iso3)
        dumps = [Dump(places), *([Dump(alternates)] if alternates else [])]
        units = [Dump(file) for file in unit_files]
        for dump, read in ((dumps[0], feature), *((dump, other_name) for dump in dumps[1:]), *((dump, unit_code) for dump in units)):
            _probe(dump, read)
        job = json.dumps(
            [
                [_VERSION, FORMAT],
                [ends_of(base), *(dump.fingerprint() for dump in (*dumps, *units))],
                sorted(selection.countries or ()),
                sorted(selection.classes),
            ]
        )
        try:
            work = Work(output, base, job)
            try:
                return _Build(work, shipped, selection, iso3, progress or _silent).run(dumps[0], dumps[1] if alternates else None, units)
            finally:
                work.close()
        except (sqlite3.Error, OSError) as error:
            raise ReaderError(f"{output}: the gazetteer could not be written ({error}). {_remedy(error)}") from error


def _probe(dump: Dump, read: Callable[[bytes], object]) -> None:
    """Refuse a file whose first lines are mostly not what is expected: it is another file, not a damaged one."""
    lines, problems = 0, []
    for line in islice(dump.lines(), _SAMPLE):
        lines += 1
        try:
            read(line.text or b"")
        except BadLine as bad:
            problems.append(f"line {line.number}: {bad}")
    if 2 * len(problems) > lines:
        raise UnsupportedInput(
            str(dump.path),
            f"most of its first lines are not as GeoNames writes them ({problems[0]})",
            "Give allCountries.zip (19 columns) first, and alternateNamesV2.zip (10 columns) after it",
        )


def _remedy(error: Exception) -> str:
    text = str(error)
    if "locked" in text:
        return "Another build is writing it: wait for it, or give another --output"
    if "full" in text or "No space" in text:
        return "Make room (the whole of GeoNames takes about 4 GB while it is built) and run the same command again: it goes on where it stopped"
    return "Give another --output, or remove the .part and .work files beside it and begin anew"


def _silent(step: str, done: int, total: int) -> None:
    """Say nothing."""


class _Build:
    """The steps of one build."""

    def __init__(self, work: Work, shipped: sqlite3.Connection, selection: Selection, iso3: dict[str, str], progress: Progress) -> None:
        self.work = work
        self.shipped = shipped
        self.selection = selection
        self.iso3 = iso3
        self.progress = progress
        self.identities = Identities(shipped)
        self.runs = Runs(work.side)
        self.units: dict[str, int] = {}
        self.rows: list[tuple[object, ...]] = []
        self.matched: list[tuple[int, int, str]] = []
        self.left_out = 0
        self.date = work.get("date") or ""

    def run(self, places: Dump, alternates: Dump | None, unit_files: list[Dump]) -> Built:
        """Go through all steps that are not done yet."""
        work = self.work
        work.side.execute("CREATE TABLE IF NOT EXISTS seen (gid INTEGER PRIMARY KEY, number INTEGER, country TEXT)")
        if work.get("step") is None:
            self._find_units(places, unit_files)
            self._restore()
            self._take_places(places, with_names=alternates is None)
            work.set("step", "places")
            work.save()
        elif work.get("step") == "places":
            self._restore()
        if alternates is not None and work.get("step") == "places":
            self._take_names(alternates)
            work.set("step", "names")
            work.save()
        self._merge()
        files = ", ".join(dump.path.name for dump in (places, alternates) if dump)
        return self._finish(files)

    def _restore(self) -> None:
        for gid, number, country in self.work.side.execute("SELECT gid, number, country FROM seen"):
            self.identities.restore(gid, number, country)
        for number, country in self.work.part.execute("SELECT number, country FROM place WHERE number >= ?", (FIRST_NEW,)):
            self.identities.restore(number - FIRST_NEW, number, country or "")

    def _find_units(self, places: Dump, files: list[Dump]) -> None:
        """The numbers of first- and second-level units by their codes."""
        for dump in files:
            for line, raw in self._lines(dump, "units", 0, 0):
                try:
                    code, gid = unit_code(raw)
                except BadLine as bad:
                    self.work.bad(dump.path, line, str(bad))
                    continue
                self.units[code] = self.identities.number(gid)
        if files:
            return
        for _, raw in self._lines(places, "units", 0, 0, quiet=True):
            if b"\tADM1\t" not in raw and b"\tADM2\t" not in raw:
                continue
            try:
                unit = feature(raw)
            except BadLine:
                continue  # told when the places are read
            if unit.code in ("ADM1", "ADM2") and unit.feature_class == "A" and unit.country in self.iso3:
                code = f"{unit.country}.{unit.admin1}" + (f".{unit.admin2}" if unit.code == "ADM2" else "")
                self.units.setdefault(code, self.identities.identify(unit))

    def _lines(self, dump: Dump, step: str, start: int, number: int, *, quiet: bool = False) -> Iterator[tuple[int, bytes]]:
        """The lines that are whole and not empty; progress is told once in a while, and what is done saved where the step can go on."""
        for line in dump.lines(start, number):
            if line.number % 16_384 == 0:
                self.progress(step, line.end, dump.size)
            if line.text is None:
                if not quiet:
                    self.work.bad(dump.path, line.number, "longer than a megabyte")
            elif line.text:
                yield line.number, line.text
            if step != "units" and len(self.runs) + len(self.rows) >= _BATCH:
                self._save(step, line.end, line.number)
        self.progress(step, dump.size, dump.size)

    def _save(self, step: str, end: int, number: int) -> None:
        self.work.part.executemany("INSERT OR REPLACE INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)", self.rows)
        self.work.side.executemany("INSERT OR REPLACE INTO seen VALUES (?, ?, ?)", self.matched)
        self.work.add("staged", len(self.runs))
        self.work.add("left_out", self.left_out)
        self.work.set("date", self.date)
        self.work.set(f"end {step}", end)
        self.work.set(f"line {step}", number)
        self.runs.flush()
        self.rows.clear()
        self.matched.clear()
        self.left_out = 0
        self.work.save()

    def _position(self, step: str) -> tuple[int, int]:
        return self.work.count(f"end {step}"), self.work.count(f"line {step}")

    def _take_places(self, dump: Dump, *, with_names: bool) -> None:
        for number, raw in self._lines(dump, "places", *self._position("places")):
            try:
                one = feature(raw)
            except BadLine as bad:
                self.work.bad(dump.path, number, str(bad))
                continue
            if not self.selection.wants(one.country, one.feature_class, one.code) or (one.country and one.country not in self.iso3):
                self.left_out += 1
                continue
            self._take(one, with_names=with_names)
        self._save("places", dump.size, 0)

    def _take(self, one: Feature, *, with_names: bool) -> None:
        number = self.identities.identify(one)
        self.identities.keep(one.gid, one.country)
        self.date = max(self.date, one.modified) if len(one.modified) == 10 else self.date
        kind, radius = kinds().of(one.feature_class, one.code, one.population)
        new = number >= FIRST_NEW
        point = round(one.lat * 10_000), round(one.lon * 10_000)
        if new:
            self.rows.append((number, one.name, one.gid, None, KINDS.index(kind), one.country or None, *self._units_of(one), *point,
                              one.population or None, radius, None))  # fmt: skip
        else:
            self.matched.append((one.gid, number, one.country))
            if self.identities.refreshes(number) and one.population:
                self.work.part.execute(
                    "UPDATE place SET lat = ?, lon = ?, population = ?, radius = ? WHERE number = ?", (*point, one.population, radius, number)
                )
        self._name(one.gid, one.name, number, "primary" if new else "alternate")
        if one.ascii and one.ascii != one.name:
            self._name(one.gid, one.ascii, number, "alternate")
        if kind == "admin1" and len(words := plain(one.name).split()) > 1 and words[-1] in GENERIC:
            self._name(one.gid, " ".join(words[:-1]), number, "primary" if new else "alternate")
        if with_names and one.others:
            for name in one.others.split(","):
                if latin(name) and not code_like(name):
                    self._name(one.gid, name, number, "alternate")

    def _units_of(self, one: Feature) -> tuple[int | None, int | None]:
        own = self.identities.number(one.gid)
        first = self.units.get(f"{one.country}.{one.admin1}") if one.admin1 else None
        second = self.units.get(f"{one.country}.{one.admin1}.{one.admin2}") if one.admin2 else None
        return first if first != own else None, second if second != own else None

    def _name(self, gid: int, name: str, number: int, match: Match) -> None:
        key = plain(name)
        if len(key) < 2 or (match == "alternate" and key in GENERIC):
            return
        code = number * len(MATCHES)
        self.runs.add(key, code + FLAGS[match])
        if self.identities.is_folded(gid) and (like := folded(name)) != key and like:
            self.runs.add(like, code + FLAGS["folded"])

    def _take_names(self, dump: Dump) -> None:
        for number, raw in self._lines(dump, "names", *self._position("names")):
            try:
                one = other_name(raw)
            except BadLine as bad:
                self.work.bad(dump.path, number, str(bad))
                continue
            if one is not None and self.identities.kept(one.gid) and latin(one.name) and not code_like(one.name):
                self._name(one.gid, one.name, self.identities.number(one.gid), "primary" if one.main else "alternate")
        self._save("names", dump.size, 0)

    def _merge(self) -> None:
        """All names of the runs and of the shipped gazetteer, in order, into the new one."""
        part = self.work.part
        (last,) = part.execute("SELECT max(key) FROM name").fetchone()
        total = self.work.count("staged") + self.shipped.execute("SELECT count(*) FROM name").fetchone()[0]
        done = part.execute("SELECT count(*) FROM name").fetchone()[0]
        batch: list[tuple[str, bytes]] = []
        for key, codes, rows in self.runs.merged(self.shipped, last or ""):
            batch.append((key, pack_codes(codes)))
            done += rows
            if len(batch) == _BATCH // 3:
                part.executemany("INSERT INTO name VALUES (?, ?)", batch)
                part.commit()
                batch.clear()
                self.progress("sorting", min(done, total), total)
        part.executemany("INSERT INTO name VALUES (?, ?)", batch)
        part.commit()
        self.progress("sorting", total, total)

    def _finish(self, files: str) -> Built:
        work, part = self.work, self.work.part
        (places,) = part.execute("SELECT count(*) FROM place").fetchone()
        (names,) = part.execute("SELECT count(*) FROM name").fetchone()
        (new,) = part.execute("SELECT count(*) FROM place WHERE number >= ?", (FIRST_NEW,)).fetchone()
        (matched,) = work.side.execute("SELECT count(*) FROM seen").fetchone()
        shipped = dict(self.shipped.execute("SELECT key, value FROM about")).get("source", "shipped")
        about = {
            "places": places,
            "names": names,
            "source": _SOURCE.format(files=files, shipped=shipped),
            "licence": _LICENCE,
            "date": work.get("date"),
            "countries": ",".join(sorted(self.iso3[code] for code in self.selection.countries)) if self.selection.countries else None,
            "classes": ",".join(sorted(self.selection.classes)) if self.selection.classes != set(kinds().default) else None,
        }
        part.executemany("INSERT OR REPLACE INTO about VALUES (?, ?)", [(key, str(value)) for key, value in about.items() if value])
        built = Built(
            file=work.output,
            places=places,
            names=names,
            taken=new + matched,
            left_out=work.count("left_out"),
            bad=work.count("bad"),
            bad_lines=tuple(work.bad_lines()),
            resumed=work.resumed,
            replaced=work.replaced,
        )
        work.finish()
        return built
