"""How one version of a text became the next."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import unified_diff
from itertools import pairwise

import click

from dateline.cli.output import clean
from dateline.model import Document


def show_versions(found: Sequence[Document]) -> None:
    """List versions from the oldest to the newest, then what changed from each to the next, paragraph by paragraph."""
    for number, document in enumerate(found, 1):
        counts = "counts" if number == len(found) else "withdrawn"
        click.echo(f"{number}  {document.id}  {document.published or 'publication time unknown'}  {counts}")
    for number, (old, new) in enumerate(pairwise(found), 1):
        click.echo(f"\nfrom {number} to {number + 1}")
        for line in list(unified_diff(_lines(old), _lines(new), lineterm="", n=0))[2:]:
            if not line.startswith("@@"):
                click.echo(line[0] + clean(line[1:]))


def _lines(document: Document) -> list[str]:
    return [line.strip() for line in document.text.splitlines() if line.strip()]
