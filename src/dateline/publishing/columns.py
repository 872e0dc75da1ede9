"""Columns of the tables: their names, types and HXL tags."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ColumnKind = Literal["text", "whole", "number", "day", "yes_no", "list"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Args:
        name: in the header.
        kind: what its cells hold; ``list`` is several texts.
        hxl: its HXL tag; empty where HXL has none for it.
    """

    name: str
    kind: ColumnKind = "text"
    hxl: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name and its columns in order."""

    name: str
    columns: tuple[Column, ...]

    @property
    def header(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(column.name for column in self.columns)
