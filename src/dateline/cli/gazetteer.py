"""Verbs for the gazetteer: ``gazetteer build`` makes a larger one, ``gazetteer info`` tells which one is in use."""

from __future__ import annotations

import sys
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import click

from dateline.cli.options import as_form, forms
from dateline.cli.output import clean, console, talk, write_json

if TYPE_CHECKING:
    from dateline.grounding.places import About
    from dateline.grounding.places.building import Built

_FILE = click.Path(path_type=Path)
_STEPS = {"units": "finding provinces and districts", "places": "reading places", "names": "reading other names", "sorting": "sorting names"}
_TENTHS = 10
"""Lines that a step prints where there is no terminal for a bar."""


@click.group(name="gazetteer", short_help="The names of places: which are known, and how to know more.")
def gazetteer() -> None:
    """The names of places: which ones are known, and how to know more.

    dateline comes with a gazetteer of some 270,000 places. With `build` you make one of all the villages, hills and bases that
    GeoNames has; from then on it is used by itself.
    """


@gazetteer.command(short_help="Build a larger gazetteer from GeoNames' dump.")
@click.argument("places", type=_FILE, metavar="allCountries.zip")
@click.argument("names", type=_FILE, metavar="[alternateNamesV2.zip]", required=False)
@click.option("--countries", metavar="SYR,IRQ", default="", help="Only these countries of the dump.  [default: all]")
@click.option("--classes", metavar="P,A,S.AIRP", default="", help="GeoNames' feature classes or codes.  [default: those news names]")
@click.option("--units", type=_FILE, multiple=True, help="admin1CodesASCII.txt or admin2Codes.txt, where the dump lacks the units themselves.")
@click.option("--output", "-o", type=_FILE, help="The file to write.  [default: the user's data folder, where it is used from then on]")
@forms("json")
def build(places: Path, names: Path | None, countries: str, classes: str, units: tuple[Path, ...], output: Path | None, form: str | None) -> int:
    """Build a larger gazetteer from GeoNames' own dump, plain or zipped, together with the one that comes with dateline.

    Get allCountries.zip (or one country's file, such as SY.zip) and, for more spellings, alternateNamesV2.zip from
    https://download.geonames.org/export/dump/. Everything together takes some minutes and about 4 GB while it is built. A build that
    was stopped goes on where it was when the same command is run again.

    \b
    Examples:
      dateline gazetteer build allCountries.zip alternateNamesV2.zip
      dateline gazetteer build SY.zip --output syria.sqlite
      dateline gazetteer build allCountries.zip --countries SYR,IRQ --classes P,A,S
    """
    from dateline.grounding.places.building import build as build_file
    from dateline.grounding.places.whereabouts import VARIABLE, file_in_use, user_file

    target = output or user_file()
    with _Steps() as steps:
        built = build_file(places, names, target, countries=_listed(countries), classes=_listed(classes), unit_files=units, progress=steps)
    if built.replaced:
        talk("the input or the options had changed since the build that was stopped; it was begun anew")
    if built.resumed:
        talk("a build that had been stopped was gone on with")
    if built.bad:
        talk(f"{built.bad:,} line{'s' if built.bad != 1 else ''} could not be read and {'were' if built.bad != 1 else 'was'} left out:")
        for line in built.bad_lines:
            talk(f"  {clean(line)}")
        if built.bad > len(built.bad_lines):
            talk(f"  and {built.bad - len(built.bad_lines):,} more")
    if as_form(form) == "json":
        write_json(_result(built))
    else:
        size = built.file.stat().st_size / 1e6
        click.echo(f"{built.file}: {built.places:,} places, {built.names:,} names, {size:,.1f} MB; {built.taken:,} places of the dump taken in")
    if file_in_use() != target:
        talk(f"this file is not in use; to use it: export {VARIABLE}={target.absolute()}")
    return 0


@gazetteer.command(short_help="Which gazetteer is in use, and what it holds.")
@forms("json")
def info(form: str | None) -> int:
    """Tell which gazetteer is in use, how many places and names it holds, how old its data are and under which licence.

    \b
    Example:
      dateline gazetteer info
    """
    from dateline.grounding.places import Gazetteer

    about = Gazetteer.default().about()
    if as_form(form) == "json":
        write_json(_told(about))
        return 0
    rows = {
        "file": f"{about.file} ({'comes with dateline' if about.shipped else 'built by the user'})",
        "places": f"{about.places:,}",
        "names": f"{about.names:,}",
        "date": about.date or "not told by its sources",
        "source": about.source,
        "licence": about.licence,
        "countries": about.countries,
        "classes": about.classes,
    }
    for label, value in rows.items():
        if value is not None:
            click.echo(f"{label:<10} {clean(value)}")
    return 0


def _listed(given: str) -> list[str]:
    return [part for part in given.split(",") if part.strip()]


def _result(built: Built) -> dict[str, object]:
    return {
        "file": str(built.file),
        "places": built.places,
        "names": built.names,
        "taken": built.taken,
        "left_out": built.left_out,
        "bad": built.bad,
        "bad_lines": list(built.bad_lines),
        "resumed": built.resumed,
    }


def _told(about: About) -> dict[str, object]:
    told: dict[str, object] = {
        "file": str(about.file),
        "shipped": about.shipped,
        "places": about.places,
        "names": about.names,
        "date": about.date,
        "source": about.source,
        "licence": about.licence,
        "countries": about.countries,
        "classes": about.classes,
    }
    return {key: value for key, value in told.items() if value is not None}


class _Steps:
    """How far the build is, on standard error: a bar on a terminal, a line for each tenth of a step elsewhere."""

    def __init__(self) -> None:
        self._step = ""
        self._tenth = -1

    def __enter__(self) -> _Steps:
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

        columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn(), TimeRemainingColumn())
        self._bar = Progress(*columns, console=console(stderr=True), disable=not sys.stderr.isatty())
        self._task = self._bar.add_task("", total=1)
        self._bar.start()
        return self

    def __call__(self, step: str, done: int, total: int) -> None:
        new = step != self._step
        self._step = step
        if sys.stderr.isatty():
            if new:
                self._bar.reset(self._task, description=_STEPS[step], total=max(total, 1))
            self._bar.update(self._task, completed=done)
            return
        tenth = _TENTHS * done // max(total, 1)
        if new or tenth != self._tenth:
            self._tenth = tenth
            talk(f"{_STEPS[step]}: {10 * tenth} %")

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._bar.stop()
        if isinstance(error, KeyboardInterrupt):
            talk("stopped; run the same command again to go on from here")
