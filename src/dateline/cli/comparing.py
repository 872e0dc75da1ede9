"""The verb that sets a ledger beside another set: ``compare``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dateline.cli.options import as_form, conditions, forms, ledger_option, open_ledger
from dateline.cli.output import CsvWriter, clean, console, talk, write_json

if TYPE_CHECKING:
    from rich.console import Console

    from dateline.publishing import Comparison

_SETS = {"acled": "ACLED", "ucdp": "UCDP"}
_UNKNOWN = "–"


@click.command(short_help="Set the ledger beside an ACLED or UCDP file.")
@click.argument("file", metavar="FILE.csv")
@ledger_option
@conditions
@click.option("--days", type=click.IntRange(0, 31), default=2, show_default=True, help="Days by which two records of one event may differ.")
@click.option("--km", type=click.FloatRange(0), default=50.0, show_default=True, help="Kilometres by which they may differ.")
@click.option("--everywhere", is_flag=True, help="Also incidents outside the file's countries and period.")
@forms("json", "csv")
def compare(file: str, where: str, days: int, km: float, everywhere: bool, form: str | None, **wanted: Any) -> None:
    """Set the ledger beside an ACLED or UCDP GED file: what both have, what only one has, where the tolls differ.

    Each incident is matched with one row at most, the best pair first, by day, place, type, toll and parties. Both windows are widened by
    what each side says of its own precision. The file's old and new forms of dates and of interaction codes are understood.

    \b
    Examples:
      dateline compare acled.csv --ledger syria.db
      dateline compare ged231.csv --country SYR --since 2017-01-01 --days 3 --km 25
      dateline compare acled.csv --csv > comparison.csv
    """
    from dateline.publishing import Windows
    from dateline.publishing import compare as set_beside

    with open_ledger(where) as ledger:
        found = set_beside(ledger, file, windows=Windows(days, km), everywhere=everywhere, **wanted)
    match as_form(form):
        case "json":
            write_json(found.to_dict())
        case "csv":
            from dateline.publishing.comparing import COLUMNS

            writer = CsvWriter(COLUMNS)
            for row in found.rows():
                writer.write(row)
        case _:
            _show(console(), found)
    for refusal in found.refused[:20]:
        talk(f"{_SETS[found.kind]} {clean(refusal.id)}: {clean(refusal.detail)}")
    if len(found.refused) > 20:
        talk(f"and {len(found.refused) - 20} more rows that could not be read")


def _show(out: Console, found: Comparison) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    rows = found.rows()
    name = _SETS[found.kind]
    for outcome, title in (("matched", f"In both, here and in {name}"), ("only here", "Only here"), ("only there", f"Only in {name}")):
        some = [row for row in rows if row["outcome"] == outcome]
        out.print(Text(f"{title}: {len(some)}", style="bold"))
        if not some:
            out.print()
            continue
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
        for column in _COLUMNS[outcome]:
            whole = column in ("incident", "there", "toll")
            table.add_column(column, overflow="fold", no_wrap=whole, justify="right" if column in _NUMBERS else "left")
        for row in some:
            table.add_row(*(clean(str(cell)) for cell in _cells(outcome, row)))
        out.print(table)
        out.print()
    counts = found.to_dict()["counts"]
    out.print(
        Text(
            f"{counts['matched']} in both, of which {counts['tolls_differ']} with other tolls; {counts['only_here']} only here; "
            f"{counts['only_there']} only in {name}",
            style="bold",
        )
    )
    left_out = [f"{count} {reason.replace('-', ' ')}" for reason, count in counts["not_comparable"].items()]
    if found.outside:
        left_out.append(f"{found.outside} outside the file's countries or period")
    if left_out:
        out.print(Text("not compared here: " + ", ".join(left_out), style="dim"))
    if found.refused:
        out.print(Text(f"{len(found.refused)} rows of the file could not be read", style="dim"))


_NUMBERS = ("km", "killed here", "killed there", "score")
_COLUMNS = {
    "matched": ("incident", "there", "when", "where", "km", "type here", "type there", "killed here", "killed there", "toll", "score"),
    "only here": ("incident", "when", "where", "what", "by and against", "killed here"),
    "only there": ("there", "when", "where", "what", "by and against", "killed there"),
}


def _cells(outcome: str, row: dict[str, Any]) -> tuple[object, ...]:
    here = _range(row)
    there = _UNKNOWN if row["killed_there"] is None else row["killed_there"]
    if outcome == "matched":
        when = row["day_here"] if str(row["day_here"]).startswith(str(row["day_there"])) else f"{row['day_here']} / {row['day_there']}"
        where = row["place_here"] if row["place_here"] == row["place_there"] else f"{row['place_here']} / {row['place_there']}"
        km = _UNKNOWN if row["km_apart"] is None else f"{row['km_apart']:.0f}"
        types = (row["type_here"].replace("/", " "), row["type_there"].replace("/", "/ "))
        return (row["incident_id"][:10], row["event_id"], when, where, km, *types, here, there, row["toll"], f"{row['score']:.0f}")
    if outcome == "only here":
        return (row["incident_id"][:10], row["day_here"], row["place_here"] or _UNKNOWN, row["type_here"], row["actors_here"] or _UNKNOWN, here)
    return (row["event_id"], row["day_there"], row["place_there"] or _UNKNOWN, row["type_there"], row["actors_there"] or _UNKNOWN, there)


def _range(row: dict[str, Any]) -> str:
    low, best, high = (row[f"killed_{bound}_here"] for bound in ("low", "best", "high"))
    if low is None and high is None:
        return _UNKNOWN
    span = f"≤{high}" if low is None else f"{low}+" if high is None else str(low) if low == high else f"{low}–{high}"
    return span if best is None or span == str(best) else f"{best} ({span})"
