"""Where the command line starts and ends: its verbs, and how errors become messages and exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from dateline.cli.asking import incidents, quotes, search, show, versions
from dateline.cli.codebooks import codebook
from dateline.cli.comparing import compare
from dateline.cli.exporting import export, import_
from dateline.cli.gazetteer import gazetteer
from dateline.cli.intake import add, read
from dateline.cli.keeping import rebuild, rescue, schema, verify
from dateline.cli.reasons import why
from dateline.cli.ruling import erase, log, rule
from dateline.cli.serving import serve, users
from dateline.cli.watching import watch

_INTERRUPTED = 130
"""The exit code of a program that was stopped with Ctrl-C: 128 and the signal's number."""


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="dateline", message="%(prog)s %(version)s")
def root() -> None:
    """Read news about conflict and keep a ledger of incidents.

    Who did what to whom, where, when, by what means, how many were harmed, and who says so: every value with the words it was read
    from. The network is left alone but for watch and --fetch.

    \b
    Examples:
      dateline read report.html                       read and print, nothing stored
      dateline add reports/ --ledger syria.db         read and store
      dateline incidents --ledger syria.db            what happened
      dateline quotes i-3f9a killed --ledger syria.db the words behind the figures

    Results go to standard output, everything else to standard error. Exit codes: 0 all well, 1 something failed, 2 wrong usage.
    """


for _verb in (
    read,
    add,
    watch,
    incidents,
    show,
    quotes,
    why,
    search,
    versions,
    rule,
    log,
    erase,
    export,
    import_,
    compare,
    verify,
    rebuild,
    rescue,
    schema,
    codebook,
    gazetteer,
    serve,
    users,
):
    root.add_command(_verb)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit.

    Args:
        arguments: the words after ``dateline``; those of the process if None.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of our output has seen enough (`| head`). Python would complain once more at exit when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code)


def _run(arguments: Sequence[str] | None) -> int:
    try:
        # Not root.main(): it would answer a closed pipe with exit code 1.
        with root.make_context("dateline", list(sys.argv[1:] if arguments is None else arguments)) as context:
            code = root.invoke(context)
    except click.exceptions.Exit as stopped:
        return stopped.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("dateline: interrupted", err=True)
        return _INTERRUPTED
    except BrokenPipeError:
        raise
    except Exception as error:
        # The model takes a while to import, and is not needed where nothing goes wrong.
        from dateline.model.errors import DatelineError

        if not isinstance(error, DatelineError):
            raise
        click.echo(f"dateline: {error}", err=True)
        return 1
    return code if isinstance(code, int) else 0
