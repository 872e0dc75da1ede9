"""The verb ``why``: the reasons that hold an incident together, and those that keep others out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from dateline.cli.options import as_form, forms, ledger_option, open_ledger
from dateline.cli.output import clean, write_json

if TYPE_CHECKING:
    from dateline.resolving import Match


@click.command(short_help="Print why reports are one incident, and why others are not.")
@click.argument("id", metavar="ID")
@ledger_option
@forms("json")
def why(id: str, where: str, form: str | None) -> None:  # noqa: A002 - what users call it
    """Print why the reports of an incident are one, match by match, and why the nearest others are apart.

    Each piece of evidence adds points or takes them away; a contradiction keeps two apart whatever else agrees. How the points are given:
    docs/methods.md.

    \b
    Example:
      dateline why i-3f9a --ledger syria.db
    """
    with open_ledger(where) as ledger:
        incident, found = ledger.why(id)
        ids = [*incident.claim_ids, *(match.other for match in found.near_misses)]
        claims = ledger.claims_by_id(ids)
    if as_form(form) == "json":
        write_json({"incident": incident.id, **found.to_dict()})
        return
    told = {claim_id: f"{claim_id} “{clean(claim.summary)[:90]}”" for claim_id, claim in claims.items()}
    click.echo(f"{clean(incident.summary)}\n{incident.id}")
    for group in found.told_again:
        click.echo("\nOne report tells it more than once:")
        for claim_id in group:
            click.echo(f"  {told.get(claim_id, claim_id)}")
    for title, matches in (("Held together by:", found.matches), ("Near, and apart:", found.near_misses)):
        if matches:
            click.echo(f"\n{title}")
        for match in matches:
            _show(match, told)
    if not found.matches and not found.near_misses:
        click.echo("\nOne report tells it, and nothing comes near it.")


def _show(match: Match, told: Mapping[str, str]) -> None:
    click.echo(f"  {told.get(match.one, match.one)}\n  {told.get(match.other, match.other)}\n    {match.verdict}")
    for reason in match.reasons:
        points = "contradiction" if reason.points is None else f"{reason.points:+.1f}"
        click.echo(f"      {points:>13}  {reason.about}: {clean(reason.found)}")
