"""Verbs that hand a ledger on and take one in: ``export`` and ``import``."""

from __future__ import annotations

import sys
from collections import Counter
from inspect import cleandoc
from typing import TYPE_CHECKING, Any

import click

from dateline.cli.options import as_form, as_of_option, at, conditions, forms, ledger_option, open_ledger, toll_rule_option
from dateline.cli.output import clean, many, talk, write_json
from dateline.publishing import FORMATS

if TYPE_CHECKING:
    from dateline.publishing import Report

_SHOWN = 3
"""Refused rows that are shown for each reason; the side file has all of them."""
_PRECISIONS = ("site", "settlement", "near", "district", "province", "region", "country")


def _formats() -> str:
    return "\b\nFormats:\n" + "\n".join(f"  {one.name:<12} {one.about}" for one in FORMATS.values())


@click.command(short_help="Write the ledger in a form that others use.")
@click.argument("format", metavar="FORMAT", type=click.Choice(list(FORMATS)))
@ledger_option
@click.option("--out", "-o", default="-", metavar="PATH|-", help="The file or folder to write; - is standard output.  [default: -]")
@conditions
@as_of_option
@toll_rule_option
@click.option("--profile", type=click.Choice(["internal", "public", "strict"]), help="What may be seen.  [default: internal; public for the dossier]")
@click.option("--place-precision", type=click.Choice(_PRECISIONS), help="The coarsest place that still gets a point.  [default: near]")
@click.option("--hxl", is_flag=True, help="Put a row of HXL tags under each header (csv only).")
@click.option("--report", metavar="FILE", help="Write the side file here, too; needed where the export goes to standard output.")
def export(format: str, where: str, out: str, as_of: str | None, report: str | None, **asked: Any) -> None:  # noqa: A002 - what users call it
    """Write the ledger, or the incidents that meet all conditions, in one format.

    Beside the file stands NAME.export.json (in a folder: export.json). It states the format, the profile, the versions of all rules, the
    policies, how many rows there are, and each row that was refused, with the reason.
    """
    from pathlib import Path

    from dateline.publishing import export as write

    if out == "-" and FORMATS[format].kind == "folder":
        raise click.UsageError(f"{format} is several files and cannot go to standard output. Add --out FOLDER.")
    with open_ledger(where) as ledger:
        made = write(at(ledger, as_of), format, sys.stdout if out == "-" else out, **asked)
    if report is not None:
        Path(report).write_text(made.to_json(), "utf-8")
    _tell(made, out)


_EXAMPLES = (
    "dateline export csv --out tables/ --ledger syria.db",
    "dateline export acled-style --since 2017-01-01 --out syria.csv",
    "dateline export geojson --place-precision settlement > map.geojson",
)
export.help = "\n\n".join((cleandoc(export.help or ""), _formats(), "\b\nExamples:\n" + "\n".join(f"  {example}" for example in _EXAMPLES)))


def _tell(made: Report, out: str) -> None:
    """A short account on standard error; all of it is in the side file."""
    rows = ", ".join(f"{count} {sheet}" for sheet, count in made.rows.items() if count) or "nothing"
    place = "" if out == "-" else f" to {out}"
    talk(f"{made.format}{place}: {rows} from {many(made.incidents, 'incident')}; profile {made.profile['name']}")
    if not made.refused:
        return
    talk(f"{len(made.refused)} refused:")
    for reason, count in sorted(Counter(refusal.reason for refusal in made.refused).items()):
        talk(f"  {count} {reason.replace('-', ' ')}")
        for refusal in [one for one in made.refused if one.reason == reason][:_SHOWN]:
            talk(f"    {refusal.id[:10]} {clean(refusal.detail)}")
        if count > _SHOWN:
            talk(f"    and {count - _SHOWN} more")


@click.command("import", short_help="Read back what `export jsonl` wrote.")
@click.argument("file", metavar="FILE")
@ledger_option
@forms("json")
def import_(file: str, where: str, form: str | None) -> int:
    """Read what `dateline export jsonl` wrote into a ledger, which is made if it is not there.

    Documents, readings, claims and rulings have the same ids as before, and give the same incidents. What is there already is passed over.

    \b
    Example:
      dateline import syria.jsonl --ledger copy.db
    """
    from dataclasses import asdict

    from dateline.publishing.lossless import restore

    with open_ledger(where, create=True) as ledger:
        done = restore(ledger, file)
    if as_form(form) == "json":
        write_json(asdict(done) | {"failed": [str(error) for error in done.failed]})
    taken = ", ".join((many(done.documents, "document"), many(done.claims, "claim"), many(done.rulings, "ruling")))
    talk(f"{taken} taken in; {done.already} already there, {len(done.failed)} failed")
    for error in done.failed:
        talk(f"  {clean(str(error))}")
    return 1 if done.failed else 0
