"""Verbs for codebooks: ``codebook show`` prints one, ``codebook check`` tries a user's own on its examples."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dateline.cli.options import as_form, forms
from dateline.cli.output import clean, console, talk, write_json

if TYPE_CHECKING:
    from dateline.codebook import Codebook
    from dateline.reading.trying import Tried

_FILE = click.argument("file", metavar="FILE")


@click.group(name="codebook", short_help="Event types: show a codebook, check one of your own.")
def codebook() -> None:
    """Event types: show a codebook, check one of your own.

    dateline comes with PLOVER's event types. A codebook of your own is a TOML file; use it with `read --codebook FILE` and
    `add --codebook FILE`.
    """


@codebook.command(short_help="Print the types of a codebook.")
@click.argument("file", metavar="[FILE]", default="plover")
@forms("json")
def show(file: str, form: str | None) -> int:
    """Print the types of a codebook with their modes and definitions; PLOVER's where no file is given.

    \b
    Examples:
      dateline codebook show
      dateline codebook show my.toml
    """
    from dateline.codebook import load

    book = load(file)
    if as_form(form) == "json":
        write_json(_as_object(book))
        return 0
    from dateline.cli.views import show_codebook

    show_codebook(console(), book)
    return 0


def _as_object(book: Codebook) -> dict[str, Any]:
    types = [
        {
            "code": kind.code,
            "definition": kind.definition,
            "quad": kind.quad,
            **({"like": kind.like} if kind.like else {}),
            "modes": [{"code": mode.code, "definition": mode.definition} for mode in kind.modes],
        }
        for kind in book.types
    ]
    return {"name": book.name, "version": book.version, "title": book.title, "source": book.source, "types": types}


@codebook.command(short_help="Check a codebook of your own, and try it on its examples.")
@_FILE
@forms("json")
def check(file: str, form: str | None) -> int:
    """Check a codebook of your own, and read its examples with it.

    Each example must be read as its type says, and no counter-example may be. What is not is listed with what was read instead and
    the rule that read it. The exit code is 1 where there is any.

    \b
    Examples:
      dateline codebook check my.toml
      dateline codebook check my.toml --json
    """
    from dateline.reading import RuleReader
    from dateline.reading.rule_reader import own_codebook
    from dateline.reading.trying import try_examples

    book = own_codebook(file)
    tried = list(try_examples(RuleReader(codebook=book), book))
    wrong = [one for one in tried if one.faults]
    if as_form(form) == "json":
        write_json({"codebook": book.name, "version": book.version, "examples": [_tried(one) for one in tried], "wrong": len(wrong)})
    else:
        for one in wrong:
            click.echo(f"{one.code} {'example' if one.example.told else 'counter-example'}: “{clean(one.example.text)}”")
            for fault in one.faults:
                click.echo(f"  {clean(fault)}")
    bare = [kind.code for kind in book.types if not any(example.told for example in kind.examples)]
    if bare:
        talk(f"without an example: {', '.join(bare)}")
    talk(f"{book.title}: {len(book.types)} types, {len(tried)} examples, {len(wrong)} not read as defined")
    return 1 if wrong else 0


def _tried(one: Tried) -> dict[str, Any]:
    read = [
        {"type": claim.event.type, **({"mode": claim.event.mode} if claim.event.mode else {}), "status": claim.status.label, "rule": claim.event.rule}
        for claim in one.claims
    ]
    return {"type": one.code, "text": one.example.text, "told": one.example.told, "read": read, "faults": list(one.faults)}
