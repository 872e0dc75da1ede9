"""Options that mean the same with every verb."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

import click

if TYPE_CHECKING:
    from dateline.ledger import Asking, Ledger

Form = Literal["table", "json", "jsonl", "csv"]
Command = TypeVar("Command", bound=Callable[..., Any])

_HELP = {
    "json": "Print JSON.",
    "jsonl": "Print JSON, one object a line.",
    "csv": "Print CSV with a header line. Cells that a spreadsheet would run as a formula begin with an apostrophe.",
}


def forms(*allowed: Form) -> Callable[[Command], Command]:
    """``--json``, ``--jsonl`` and ``--csv`` as the parameter ``form``; without any of them people's view, on a terminal and in a pipe alike."""

    def decorate(command: Command) -> Command:
        for form in reversed(allowed):
            command = click.option(f"--{form}", "form", flag_value=form, default=None, type=str, help=_HELP[form])(command)
        return command

    return decorate


def as_form(form: str | None) -> Form:
    """The output that was asked for."""
    return cast("Form", form or "table")


def _ledger_given(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str:
    if not value:
        raise click.UsageError("no ledger was given. Add --ledger FILE, or set the environment variable DATELINE_LEDGER to its path.")
    return value


ledger_option = click.option(
    "--ledger",
    "-l",
    "where",
    metavar="FILE|URL",
    envvar="DATELINE_LEDGER",
    callback=_ledger_given,
    help="The ledger: a file, or a database URL.  [default: $DATELINE_LEDGER]",
)


rules_only_option = click.option(
    "--rules-only",
    is_flag=True,
    help="Read without the trained network: quicker, and the same on every machine, but more is missed and wrong; see docs/methods.md.",
)

codebook_option = click.option(
    "--codebook",
    metavar="FILE",
    help="A codebook of your own: claims get its event types. How to write one: docs/extending.md.  [default: PLOVER's types]",
)


def open_ledger(where: str, *, create: bool = False) -> Ledger:
    """Open the ledger that was asked for; only ``add`` makes a new one."""
    from dateline.ledger import Ledger

    return Ledger.open(where, create=create)


def day(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """Check a day given on the command line."""
    import datetime as dt

    if value is None:
        return None
    try:
        return dt.date.fromisoformat(value).isoformat()
    except ValueError:
        raise click.BadParameter(f"got {value!r}, expected a day such as 2017-02-10.") from None


def moment(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """Check a publication time given on the command line."""
    import datetime as dt

    if value is None:
        return None
    try:
        return (dt.date if len(value) == 10 else dt.datetime).fromisoformat(value).isoformat()
    except ValueError:
        raise click.BadParameter(f"got {value!r}, expected a day such as 2017-02-10 or a time such as 2017-02-10T08:30:00+03:00.") from None


def country(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """Check a country code given on the command line."""
    if value is not None and not re.fullmatch(r"[A-Za-z]{3}", value):
        raise click.BadParameter(f"got {value!r}, expected an ISO 3166-1 code of three letters such as SYR.")
    return value.upper() if value else None


def grade(_context: click.Context, _parameter: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """Check grades given on the command line."""
    if value:
        from dateline.resolving import grade_names

        for one in value:
            if one not in grade_names():
                raise click.BadParameter(f"got {one!r}, expected one of {', '.join(grade_names())}.")
    return value


as_of_option = click.option(
    "--as-of", metavar="DAY", callback=moment, help="As it was known at the end of this day, or at this time (UTC where no zone is told)."
)


def _toll_rule(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    """Check the name of a toll rule given on the command line."""
    if value is not None:
        from dateline.resolving import TOLL_RULE_NAMES

        if value not in TOLL_RULE_NAMES:
            raise click.BadParameter(f"got {value!r}, expected one of {', '.join(TOLL_RULE_NAMES)}.")
    return value


toll_rule_option = click.option(
    "--toll-rule",
    metavar="RULE",
    callback=_toll_rule,
    help="Which rule picks the figures: latest-official, lowest or range; see docs/methods.md. Conditions go by latest-official all the same."
    "  [default: latest-official]",
)


def at(ledger: Ledger, as_of: str | None) -> Asking:
    """The ledger now, or as it was."""
    return ledger if as_of is None else ledger.as_of(as_of)


def conditions(command: Command) -> Command:
    """The conditions on incidents, as the keyword arguments of ``Ledger.incidents``."""
    for option in reversed(
        (
            click.option("--country", metavar="ISO3", callback=country, help="Where it happened, such as SYR."),
            click.option("--type", metavar="TYPE", help="Event type, such as ASSAULT."),
            click.option("--since", metavar="DAY", callback=day, help="On this day or later."),
            click.option("--until", metavar="DAY", callback=day, help="On this day or earlier."),
            click.option("--killed-at-least", metavar="N", type=click.IntRange(min=0), help="At least so many killed, by the best figure."),
            click.option(
                "--grade",
                metavar="GRADE",
                multiple=True,
                callback=grade,
                help="With this grade, such as fair. Give it again for more.",
            ),
            click.option("--discounted", is_flag=True, help="Also those that people ruled not to count."),
        )
    ):
        command = option(command)
    return command
