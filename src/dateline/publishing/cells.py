"""Cells of CSV that are safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
LIST_MARK = "; "
"""What parts several values in one cell."""


def cell(value: Any) -> Any:
    """A value as a cell: unknown is empty, yes or no are words, several are parted by semicolons.

    Text that a spreadsheet would run as a formula begins with an apostrophe; numbers stay numbers, a minus sign too.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (tuple, list)):
        value = LIST_MARK.join(dict.fromkeys(str(one) for one in value))
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return value


class CsvSheet:
    """Rows with a header line."""

    def __init__(self, out: TextIO, columns: Sequence[str]) -> None:
        self._columns = columns
        self._writer = csv.writer(out, lineterminator="\n")
        self._writer.writerow(columns)

    def write(self, row: Mapping[str, Any]) -> None:
        """One row; what is unknown is an empty cell."""
        self._writer.writerow([cell(row.get(column)) for column in self._columns])

    def write_all(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Many rows."""
        for row in rows:
            self.write(row)

    def tags(self, tags: Sequence[str]) -> None:
        """The row under the header that says in HXL what each column holds."""
        self._writer.writerow(tags)
