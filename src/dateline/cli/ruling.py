"""Verbs of people's decisions and of what became of them: ``rule``, ``log``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dateline.cli.options import as_form, as_of_option, at, forms, ledger_option, open_ledger
from dateline.cli.output import clean, console, many, write_json, write_jsonl

if TYPE_CHECKING:
    from dateline.ledger import Ledger
    from dateline.model import Ruling, RulingKind

AUTHOR = "DATELINE_AUTHOR"
_UNDER_FIELD = ("correct", "class")


def _author(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str:
    if not value or not value.strip():
        raise click.UsageError(f"nobody is named who decides. Add --author NAME, or set the environment variable {AUTHOR} to your name.")
    return value


@click.group(short_help="Decide: merge, split, correct, discount, confirm, retract, note, undo.")
def rule() -> None:
    """Decide what the machine could not, or got wrong. People outrank the machine.

    Each ruling has an author, a time and a reason. None is ever deleted: `rule undo` takes one back and says who did so and why.
    Rulings last: they hold for whatever is added later. Where a later report speaks against one, the incident carries a flag.

    \b
    Examples:
      dateline rule same i-3f9a i-77b0 --because "one strike, two names of the village"
      dateline rule correct i-3f9a killed 20-23 --because "hospital list" --author "A. Recorder"
      dateline rule undo r-5d02 --because "the list was of two days"
    """


def _options(command: Any) -> Any:
    for option in (
        forms("json"),
        click.option("--author", metavar="NAME", envvar=AUTHOR, callback=_author, help=f"Who decides.  [default: ${AUTHOR}]"),
        click.option("--because", metavar="REASON", required=True, help="Why. It is kept with the ruling."),
        ledger_option,
    ):
        command = option(command)
    return command


def _verb(kind: RulingKind, metavar: str, summary: str, more: str, *, many: bool = True) -> None:
    @click.argument("subjects", metavar=metavar, nargs=-1 if many else 1, required=True)
    @_options
    def decide(subjects: tuple[str, ...] | str, where: str, because: str, author: str, form: str | None) -> None:
        _decide(where, kind, (subjects,) if isinstance(subjects, str) else subjects, because, author, form)

    decide.__doc__ = f"{summary}\n\n{more}"
    rule.add_command(click.command(name=kind, short_help=summary)(decide))


_verb(
    "same",
    "ID ID ...",
    "Merge: these are one incident.",
    "Incidents and claims. All claims that they hold become one incident; all the ids lead to it.\n\n\b\nExample:\n"
    '  dateline rule same i-3f9a i-77b0 --because "one strike, two names of the village"',
)
_verb(
    "apart",
    "ID ID ...",
    "Split: these are not one incident.",
    "Incidents and claims. To split an incident, name it and the claims that are about something else, or one claim of each part: "
    '`dateline show` lists them.\n\n\b\nExample:\n  dateline rule apart i-3f9a c-01c4 --because "the second strike, an hour later"',
)
_verb(
    "discount",
    "ID ...",
    "These do not count.",
    "A discounted incident is kept and can be shown, but is not listed or counted unless asked for. A discounted claim is left out of its "
    'incident.\n\n\b\nExample:\n  dateline rule discount i-3f9a --because "a film shoot"',
)
_verb("confirm", "ID ...", "These incidents are confirmed.", '\b\nExample:\n  dateline rule confirm i-3f9a --because "spoke to two witnesses"')
_verb(
    "retract",
    "DOCUMENT ...",
    "Nothing that these documents say counts.",
    'They are kept, with their claims. Undo brings them back.\n\n\b\nExample:\n  dateline rule retract d-0c11 --because "withdrawn by the agency"',
)
_verb(
    "withhold",
    "DOCUMENT|OUTLET ...",
    "These count, and are not named in public.",
    "An outlet is given as outlet: and its name. What is left out of which export: docs/ledger.md.\n\n\b\nExample:\n"
    '  dateline rule withhold "outlet:The Examiner" --because "agreed with the editor"',
)
_verb(
    "note", "ID ...", "Say something about these.", 'Changes nothing else.\n\n\b\nExample:\n  dateline rule note i-3f9a --because "ask the hospital"'
)
_verb(
    "undo",
    "RULING ...",
    "Take rulings back.",
    'The rulings stay in the log. An undo can be undone.\n\n\b\nExample:\n  dateline rule undo r-5d02 --because "the list was of two days"',
)


@rule.command(name="correct", short_help="Set a value of an incident or a claim.")
@click.argument("subject", metavar="ID")
@click.argument("field", metavar="FIELD")
@click.argument("value", metavar="VALUE")
@_options
def correct(subject: str, field: str, value: str, where: str, because: str, author: str, form: str | None) -> None:
    """Set a value of an incident or a claim. What the machine read is kept beside it.

    FIELD is type, mode, status, time, place, weapon, accidental, source, target, backer, or a harm: killed, injured, missing, abducted,
    detained, released, displaced. A harm can be that of one victim class, such as killed.child.

    VALUE is a number (23), a range (20-25, 20+) or both (20-25 (23)) for a harm; a day, month, year or FIRST..LAST for the time; a name
    for places (Tripoli, LBN) and actors (several parted by semicolons); yes or no; or unknown.

    \b
    Examples:
      dateline rule correct i-3f9a killed "20-25 (23)" --because "hospital list"
      dateline rule correct i-3f9a place "Tripoli, LBN" --because "the reporter was in Beirut"
      dateline rule correct i-3f9a time 2017-02-09 --because "a Thursday"
      dateline rule correct c-01c4 status background --because "an anniversary"
    """
    _decide(where, "correct", (subject,), because, author, form, field=field, value=value)


@rule.command(name="class", short_help="Say who the people of a figure were.")
@click.argument("subject", metavar="INCIDENT")
@click.argument("field", metavar="HARM[.CLASS]")
@click.argument("value", metavar="CLASS")
@_options
def class_(subject: str, field: str, value: str, where: str, because: str, author: str, form: str | None) -> None:
    """Say who the people of a figure were: those of a harm as a whole, or those that the machine put into another class.

    \b
    Examples:
      dateline rule class i-3f9a killed civilian --because "names published, all villagers"
      dateline rule class i-3f9a killed.militant civilian --because "families deny it"
    """
    _decide(where, "class", (subject,), because, author, form, field=field, value=value)


def _decide(
    where: str,
    kind: RulingKind,
    subjects: tuple[str, ...],
    because: str,
    author: str,
    form: str | None,
    field: str | None = None,
    value: str | None = None,
) -> None:
    with open_ledger(where) as ledger:
        ruling = ledger.decide(kind, *subjects, because=because, author=author, field=field, value=value)
        if as_form(form) == "json":
            write_json(ruling.to_dict())
            return
        from dateline.ledger import ruling_words

        click.echo(clean(f"{ruling.id} {ruling.author} {ruling_words(ruling)}"))
        for line in _now(ledger, ruling):
            click.echo(clean(line))


def _now(ledger: Ledger, ruling: Ruling) -> list[str]:
    """What became of the incidents that were judged."""
    from dateline.model import Incident
    from dateline.model.errors import UnknownId

    told: dict[str, str] = {}
    for subject in ruling.subjects:
        if not subject.startswith("i-"):
            continue
        try:
            now = ledger.show(subject)
        except UnknownId as error:
            told[subject] = str(error)
        else:
            if isinstance(now, Incident):
                verdict = f" [{now.verdict}]" if now.verdict else ""
                told[now.id] = f"{now.id}{verdict} {now.summary}"
    return list(told.values())


@click.command(short_help="Who did what, when and why.")
@click.argument("id", metavar="[ID]", required=False)
@ledger_option
@as_of_option
@forms("json", "jsonl")
def log(id: str | None, where: str, as_of: str | None, form: str | None) -> None:  # noqa: A002 - what users call it
    """Who did what, when and why, oldest first: of the whole ledger, or of one incident, claim, document or ruling.

    For an incident each step tells what it changed, back to the documents. Every entry carries a hash of the one before: see
    `dateline verify`.

    \b
    Examples:
      dateline log --ledger syria.db
      dateline log i-3f9a
      dateline log i-3f9a --as-of 2024-06-30
    """
    with open_ledger(where) as ledger:
        steps = at(ledger, as_of).log(id)
    match as_form(form):
        case "json":
            write_json([step.to_dict() for step in steps])
        case "jsonl":
            write_jsonl(step.to_dict() for step in steps)
        case _:
            from dateline.cli.views import show_log

            show_log(console(), steps)


@click.command(short_help="Erase a document by law; a tombstone stays in the log.")
@click.argument("document", metavar="DOCUMENT")
@_options
def erase(document: str, where: str, because: str, author: str, form: str | None) -> None:
    """Erase a document and all that was read from it, where the law asks for it. This cannot be undone.

    DOCUMENT is the id in full. The log keeps that it was there, who erased it and why; the same report is not taken in again. Where it is
    enough that it does not count, retract it; where it must not be named in public, withhold it.

    \b
    Example:
      dateline erase d-0c11d2a4b6f8e0a1 --because "court order 12/2024"
    """
    with open_ledger(where) as ledger:
        count = ledger.erase(document.strip().lower(), because=because, author=author)
    if as_form(form) == "json":
        write_json({"document_id": document, "claims": count})
    else:
        click.echo(f"{document}: erased, with {many(count, 'claim')}")
