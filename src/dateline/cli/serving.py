"""Verbs of the desk: ``serve`` opens it in the browser, ``users`` says who may use it."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dateline.cli.network import reach
from dateline.cli.options import ledger_option, open_ledger
from dateline.cli.output import talk

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command(short_help="Open the desk: map, timeline, incidents with their words, review, in the browser.")
@ledger_option
@click.option(
    "--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Where to listen. Others can reach it only with users or a token."
)
@click.option("--port", default=8321, show_default=True, metavar="N", type=click.IntRange(0, 65535), help="0 for any that is free.")
@click.option("--users", type=_FILE, metavar="FILE", help="Who may use it; made with `dateline users add`.")
@click.option("--as", "owner", metavar="NAME", help="Your name for rulings, without --users.  [default: the name of your account]")
@click.option("--fetch", is_flag=True, help="Let editors add pages by their web address; without it the desk leaves the network alone.")
@click.option("--open/--no-open", "show", default=None, help="Show it in a browser at once.  [default: on a terminal with a screen]")
def serve(where: str, host: str, port: int, users: Path | None, owner: str | None, fetch: bool, show: bool | None) -> int:
    """Open the desk on a ledger, in the browser, until Ctrl-C.

    Only this computer can reach it, and whoever sits here is an editor. To share it, make users, or set DATELINE_TOKEN to a long
    secret that all editors share, and give --host. The desk speaks HTTP: on a network that is not yours alone, put it behind a proxy
    with TLS.

    \b
    Examples:
      dateline serve --ledger syria.db
      dateline serve --ledger syria.db --as "Amal"
      dateline serve --ledger syria.db --host 0.0.0.0 --users users.toml
    """
    from dateline.web import serve as serve_desk

    def ready(address: str) -> None:
        talk(f"the desk on {where} is open at {address} (Ctrl-C closes it)")
        if show or (show is None and sys.stderr.isatty() and sys.stdin.isatty()):
            click.launch(address)

    with open_ledger(where) as ledger:
        serve_desk(ledger, host=host, port=port, users=users, owner=owner, web=reach(None) if fetch else None, ready=ready)
    return 0


@click.group(short_help="Who may use a desk that is shared.")
def users() -> None:
    """Who may use a desk that is shared: readers look, editors also rule and add."""


@users.command(name="add", short_help="Add a user, or give one a new password or role.")
@click.argument("name")
@click.option("--users", "file", type=_FILE, required=True, metavar="FILE", help="The user file; made if it is not there.")
@click.option("--role", type=click.Choice(["reader", "editor"]), default="reader", show_default=True, help="What the user may do.")
@click.password_option("--password", envvar="DATELINE_PASSWORD", help="The password; asked for if it is not given.  [$DATELINE_PASSWORD]")
def add_user(name: str, file: Path, role: str, password: str) -> int:
    """Add a user to a user file. Passwords are kept as scrypt hashes only. A running desk takes the file up when it is started again.

    \b
    Examples:
      dateline users add Amal --users users.toml --role editor
      DATELINE_PASSWORD=... dateline users add guest --users users.toml
    """
    from dateline.web.access import add_user as add

    add(file, name, "editor" if role == "editor" else "reader", password)
    talk(f"{name} may use the desk as {role}: {file}")
    return 0
