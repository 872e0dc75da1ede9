"""Verbs that look after a ledger and its formats: ``verify``, ``rebuild``, ``rescue``, ``schema``."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli.options import as_form, forms, ledger_option, open_ledger
from dateline.cli.output import clean, many, talk, write_json, write_jsonl


@click.command(short_help="Find every quoted word again; check every hash and the chain of the log.")
@ledger_option
@click.option("--head", metavar="HASH", help="The head that an earlier run printed: fails if the log no longer goes back to it.")
@forms("json")
def verify(where: str, head: str | None, form: str | None) -> int:
    """Find every quoted word again in the stored documents, and check every hash and the chain of the log.

    Exits with 1 and names the document, claim and span, the ruling or the log entry where something does not hold. Note down the head
    that is printed, or publish it: with --head you can prove later that the log was only added to.

    \b
    Examples:
      dateline verify --ledger syria.db
      dateline verify --ledger syria.db --head 5c1d0f
    """
    with open_ledger(where) as ledger:
        report = ledger.verify(head=head)
    if as_form(form) == "json":
        write_json(report.to_dict())
    else:
        for problem in report.problems:
            click.echo(f"{problem.id}: {clean(problem.what)}")
        for one in report.erased:
            click.echo(f"{one.id}: erased by {clean(one.author)} on {one.time[:10]}: {clean(one.reason)}")
        counts = ", ".join(
            (
                many(report.documents, "document"),
                many(report.claims, "claim"),
                many(report.spans, "span"),
                many(report.rulings, "ruling"),
                f"{report.entries:,} log {'entry' if report.entries == 1 else 'entries'}",
            )
        )
        click.echo(f"{counts}: all found" if report.ok else f"{counts}: {many(len(report.problems), 'problem')}")
        click.echo(f"head {report.head}")
    return 0 if report.ok else 1


@click.command(short_help="Work the incidents out again.")
@ledger_option
def rebuild(where: str) -> None:
    """Work the incidents out again from the stored claims and rulings.

    This happens by itself whenever it is needed; the result is the same however often it is done.

    \b
    Example:
      dateline rebuild --ledger syria.db
    """
    with open_ledger(where) as ledger:
        count = ledger.rebuild()
    click.echo(many(count, "incident"))


@click.command(short_help="Get out what is whole of a damaged ledger file.")
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
def rescue(path: Path) -> int:
    """Get out what is whole of a damaged ledger file: documents, readings with their claims, and rulings, as JSON lines on standard output.

    What is lost is told on standard error; the exit code is 1 where anything is. The file is not changed. The lines are those of the lossless
    export, from which a new ledger can be made.

    \b
    Example:
      dateline rescue syria.db > rescued.jsonl
    """
    from dateline.ledger.rescuing import Lost
    from dateline.ledger.rescuing import rescue as get_out
    from dateline.model import Document, Reading

    counts = {"document": 0, "reading": 0, "ruling": 0}
    lost = 0
    write_jsonl([{"form": "dateline-jsonl", "version": 1}])
    for outcome in get_out(path):
        if isinstance(outcome, Lost):
            lost += 1
            talk(f"lost: {clean(outcome.what)}: {clean(outcome.why)}")
            continue
        noun = "document" if isinstance(outcome, Document) else "reading" if isinstance(outcome, Reading) else "ruling"
        counts[noun] += 1
        write_jsonl([{"noun": noun, "value": outcome.to_dict()}])
    talk(", ".join(many(count, noun) for noun, count in counts.items()) + f" rescued, {lost} lost")
    return 1 if lost else 0


@click.command(short_help="Print the JSON Schema of a noun.")
@click.argument("noun", required=False)
def schema(noun: str | None) -> None:
    """Print the JSON Schema of a noun: document, passage, claim, reading, incident or ruling.

    \b
    Examples:
      dateline schema claim > claim.schema.json
      dateline schema                                 lists the nouns
    """
    from dateline.model import NOUNS, json_schema

    if noun is None:
        click.echo("\n".join(NOUNS))
        return
    if noun not in NOUNS:
        raise click.UsageError(f"there is no noun {noun!r}; choose one of {', '.join(NOUNS)}.")
    write_json(json_schema(noun))
