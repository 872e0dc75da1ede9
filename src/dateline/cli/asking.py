"""Verbs that ask a ledger: ``incidents``, ``show``, ``quotes``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dateline.cli.options import as_form, as_of_option, at, conditions, forms, ledger_option, open_ledger, toll_rule_option
from dateline.cli.output import CsvWriter, console, talk, write_json, write_jsonl

if TYPE_CHECKING:
    from dateline.ledger.searching import Kind


@click.command(short_help="List what happened.")
@ledger_option
@conditions
@as_of_option
@toll_rule_option
@forms("json", "jsonl", "csv")
def incidents(where: str, as_of: str | None, toll_rule: str | None, form: str | None, **wanted: Any) -> None:
    """List what happened: reports of one event are one incident.

    An incident of which a thing is unknown meets no condition on that thing: without a place it is in no country.

    \b
    Examples:
      dateline incidents --ledger syria.db
      dateline incidents --country SYR --since 2017-02-01 --killed-at-least 1 --csv > incidents.csv
      dateline incidents --jsonl | jq .summary
      dateline incidents --as-of 2024-06-30           what was known at the end of June
      dateline incidents --toll-rule lowest           with the lowest figures that stand
    """
    with open_ledger(where) as ledger:
        found = at(ledger, as_of).incidents(**wanted)
    if toll_rule is not None:
        from dateline.resolving import counted_by

        found = [counted_by(incident, toll_rule) for incident in found]
    match as_form(form):
        case "json":
            write_json([incident.to_dict() for incident in found])
        case "jsonl":
            write_jsonl(incident.to_dict() for incident in found)
        case "csv":
            from dateline.cli.rows import INCIDENT_COLUMNS, incident_row

            writer = CsvWriter(INCIDENT_COLUMNS)
            for incident in found:
                writer.write(incident_row(incident))
        case _:
            from dateline.cli.views import show_incidents

            show_incidents(console(), found)


@click.command()
@click.argument("id", metavar="ID")
@ledger_option
@as_of_option
@toll_rule_option
@forms("json")
def show(id: str, where: str, as_of: str | None, toll_rule: str | None, form: str | None) -> None:  # noqa: A002 - what users call it
    """Show an incident, a claim, a document or a ruling.

    The beginning of an id is enough where only one begins like that. The id of an incident that was merged into another leads there.

    \b
    Examples:
      dateline show i-3f9a --ledger syria.db
      dateline show d-0c11d2 --json
    """
    with open_ledger(where) as ledger:
        asked = at(ledger, as_of)
        shown = asked.show(id)
        _say_where(id, shown.id)
        if toll_rule is not None:
            from dateline.model import Incident
            from dateline.resolving import counted_by

            shown = counted_by(shown, toll_rule) if isinstance(shown, Incident) else shown
        if as_form(form) == "json":
            write_json(shown.to_dict())
            return
        from dateline.cli.views import show_noun

        show_noun(console(), shown, asked)


def _say_where(asked: str, found: str) -> None:
    """Say that an incident's id leads to another one."""
    if asked.strip().lower().startswith("i-") and not found.startswith(asked.strip().lower()):
        talk(f"{asked.strip().lower()} is now part of {found}; `dateline log {found}` tells how that came about")


@click.command(short_help="Print the words behind each value, and who says so.")
@click.argument("id", metavar="ID")
@click.argument("field", required=False)
@ledger_option
@as_of_option
@forms("json", "jsonl", "csv")
def quotes(id: str, field: str | None, where: str, as_of: str | None, form: str | None) -> None:  # noqa: A002 - what users call it
    """Print the words behind each value of an incident, a claim or a document, and who says so.

    FIELD keeps to one value: event, status, source, target, backer, killed, injured, missing, abducted, detained, released, displaced,
    place, time, weapon, accidental or speaker.

    \b
    Examples:
      dateline quotes i-3f9a --ledger syria.db
      dateline quotes i-3f9a killed
      dateline quotes d-0c11d2 --csv > quotes.csv
    """
    with open_ledger(where) as ledger:
        found = at(ledger, as_of).quotes(id)
    if field is not None:
        fields = sorted({quote.field for quote in found})
        if field not in fields:
            raise click.UsageError(f"{id} has no {field!r}; it has {', '.join(fields)}.")
        found = [quote for quote in found if quote.field == field]
    match as_form(form):
        case "json":
            write_json([quote.to_dict() for quote in found])
        case "jsonl":
            write_jsonl(quote.to_dict() for quote in found)
        case "csv":
            from dateline.cli.rows import QUOTE_COLUMNS, quote_row

            writer = CsvWriter(QUOTE_COLUMNS)
            for quote in found:
                writer.write(quote_row(quote))
        case _:
            from dateline.cli.views import show_quotes

            show_quotes(console(), found)


@click.command(short_help="Find incidents, claims and documents by their words.")
@click.argument("words", metavar="WORDS ...", nargs=-1, required=True)
@ledger_option
@click.option("--kind", "kinds", type=click.Choice(("incident", "claim", "document")), multiple=True, help="Only these.  [default: all]")
@click.option("--limit", metavar="N", type=click.IntRange(min=1, max=1000), default=20, show_default=True, help="At most so many of each kind.")
@forms("json", "jsonl")
def search(words: tuple[str, ...], where: str, kinds: tuple[Kind, ...], limit: int, form: str | None) -> None:
    """Find incidents, claims and documents by their words: all of them must be found, whatever their case, accents and endings.

    Put a phrase in quotation marks, and a star at the end of a word for all that begins like it.

    \b
    Examples:
      dateline search Garissa university --ledger kenya.db
      dateline search '"car bomb"' 'shell*' --kind incident
    """
    with open_ledger(where) as ledger:
        try:
            found = ledger.search(" ".join(words), kinds=kinds or ("incident", "claim", "document"), limit=limit)
        except ValueError as error:
            raise click.UsageError(f"{error}.") from error
    match as_form(form):
        case "json":
            write_json([hit.to_dict() for hit in found])
        case "jsonl":
            write_jsonl(hit.to_dict() for hit in found)
        case _:
            from dateline.cli.views import show_hits

            show_hits(console(), found)


@click.command(short_help="Show how a page changed.")
@click.argument("id", metavar="ID")
@ledger_option
@forms("json")
def versions(id: str, where: str, form: str | None) -> None:  # noqa: A002 - what users call it
    """Show the versions of a document's page, from the oldest to the newest, and what changed from each to the next.

    A page that was read again at the same address with other words is a new version. Only the newest counts; the claims of the others are
    kept, and make no incidents.

    \b
    Example:
      dateline versions d-0c11d2 --ledger syria.db
    """
    with open_ledger(where) as ledger:
        found = ledger.versions(id)
    if as_form(form) == "json":
        write_json([document.to_dict() for document in found])
        return
    from dateline.cli.changes import show_versions

    show_versions(found)
