"""How results are written: JSON, JSON lines, CSV, and a console for people."""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rich.console import Console

_PIPE_WIDTH = 140
"""Columns of people's view where nobody tells how wide the paper is."""


def write_json(value: Any) -> None:
    """One JSON value, indented, to standard output."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def write_jsonl(values: Iterable[Any]) -> None:
    """JSON values, one a line, each out before the next is made."""
    for value in values:
        click.echo(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


class CsvWriter:
    """Rows with a header line on standard output, safe to open in a spreadsheet."""

    def __init__(self, columns: Sequence[str]) -> None:
        from dateline.publishing.cells import CsvSheet

        self._sheet = CsvSheet(sys.stdout, columns)

    def write(self, row: Mapping[str, Any]) -> None:
        """One row; what is unknown is an empty cell."""
        self._sheet.write(row)


def clean(text: str) -> str:
    """Text from a document made safe for a terminal: no control or direction-override characters, white space in single blanks."""
    kept = (
        " " if character.isspace() else character for character in text if character.isspace() or unicodedata.category(character) not in ("Cc", "Cs")
    )
    directed = "".join(character for character in kept if character not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    return " ".join(directed.split())


def console(*, stderr: bool = False) -> Console:
    """A console for people: colours only on a terminal (``NO_COLOR`` is honoured), as wide as the terminal, or ``$COLUMNS`` in a pipe."""
    from rich.console import Console

    class Quiet(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError  # rich would exit with 1; a closed pipe is no failure

    stream = sys.stderr if stderr else sys.stdout
    columns = os.environ.get("COLUMNS", "")
    width = None if stream.isatty() else int(columns) if columns.isdigit() and int(columns) > 0 else _PIPE_WIDTH
    return Quiet(file=stream, width=width, highlight=False, markup=False, emoji=False)


def many(count: int, noun: str) -> str:
    """A count with its noun: "1 claim", "1,200 claims"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def talk(message: str) -> None:
    """Something said to people, on standard error."""
    click.echo(message, err=True)
