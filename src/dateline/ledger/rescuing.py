"""Getting out what is whole of a damaged ledger file: documents, readings and rulings, read row by row around what is broken."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from pydantic import ValidationError

from dateline.ledger.mending import mended_copy
from dateline.ledger.rows import DOCUMENT_FIELDS
from dateline.model import Claim, Document, Passage, ReaderName, Reading, Ruling
from dateline.model.errors import LedgerDamaged, LedgerNotFound

_TABLES = ("documents", "passages", "claims", "readings", "rulings")
_FAR = 10_000
"""Rows past the last readable one that are tried where the end of a table cannot be read."""

Row = sqlite3.Row


class Lost(NamedTuple):
    """Something that was not whole: what, and what is wrong with it."""

    what: str
    why: str


def rescue(path: Path) -> Iterator[Document | Reading | Ruling | Lost]:
    """Read a SQLite ledger as far as it is whole; the file is not changed.

    Each thing is checked: documents, claims and rulings against the ids that follow from their content. A reading comes out with those of its
    claims that are whole. Rows are read around broken pages, so that a broken page costs what stood on it and no more.

    Returns:
        Each document followed by its readings, then rulings; and what was lost, where it was found missing.

    Raises:
        LedgerNotFound: if there is no such file.
        LedgerDamaged: if nothing in it can be read.
    """
    if not path.is_file():
        raise LedgerNotFound(f"{path}: there is no file here. Give the path of the damaged ledger.")
    found = 0
    with _opened(path) as raw:
        for outcome in _everything(raw):
            found += not isinstance(outcome, Lost)
            yield outcome
    if not found:
        raise LedgerDamaged(f"{path}: nothing in it could be read as a document, reading or ruling. Restore it from a copy.")


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    """The file to be read; where its list of tables is broken, a copy of it that has a new one."""
    raw = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    with TemporaryDirectory() as folder:
        try:
            raw.execute("SELECT name FROM sqlite_schema").fetchall()
        except sqlite3.DatabaseError:
            raw.close()
            raw = sqlite3.connect(mended_copy(path, Path(folder), _TABLES))
        with closing(raw):
            raw.row_factory = Row
            yield raw


def _everything(raw: sqlite3.Connection) -> Iterator[Document | Reading | Ruling | Lost]:
    claims: dict[str, list[Claim]] = defaultdict(list)
    for row in _rows(raw, "claims"):
        claim = row if isinstance(row, Lost) else _claim(row)
        if isinstance(claim, Lost):
            yield claim
        elif not isinstance(row, Lost):
            claims[row["reading_id"]].append(claim)
    passages: dict[str, list[Passage]] = defaultdict(list)
    for row in _rows(raw, "passages"):
        passage = row if isinstance(row, Lost) else _passage(row)
        if isinstance(passage, Lost):
            yield passage
        elif not isinstance(row, Lost):
            passages[row["reading_id"]].append(passage)
    readings: dict[str, list[Row]] = defaultdict(list)
    for row in _rows(raw, "readings"):
        if isinstance(row, Lost):
            yield row
        else:
            readings[row["document_id"]].append(row)
    for row in _rows(raw, "documents"):
        document = row if isinstance(row, Lost) else _document(row)
        yield document
        if isinstance(document, Document):
            for one in readings[document.id]:
                reader = ReaderName(name=one["reader"], version=one["version"], model=one["model"])
                yield Reading(document_id=document.id, reader=reader, passages=tuple(passages[one["id"]]), claims=tuple(claims[one["id"]]))
    for row in _rows(raw, "rulings"):
        yield row if isinstance(row, Lost) else _ruling(row)


def _rows(raw: sqlite3.Connection, table: str) -> Iterator[Row | Lost]:
    """All rows of a table. Where a broken page ends the scan, the rest is tried number by number."""
    seen = 0
    try:
        for row in raw.execute(f"SELECT * FROM {table} ORDER BY seq"):  # noqa: S608 - our own names
            seen = row["seq"]
            yield row
    except sqlite3.DatabaseError as error:
        yield Lost(f"rows of the table {table} after number {seen}", f"the database says: {error}; those that can be read follow")
    else:
        return
    for seq in range(seen + 1, _last(raw, table, seen) + 1):
        try:
            row = raw.execute(f"SELECT * FROM {table} WHERE seq = ?", (seq,)).fetchone()  # noqa: S608
        except sqlite3.DatabaseError:
            continue
        if row is not None:
            yield row


def _last(raw: sqlite3.Connection, table: str, seen: int) -> int:
    try:
        return int(raw.execute(f"SELECT max(seq) FROM {table}").fetchone()[0] or 0)  # noqa: S608
    except sqlite3.DatabaseError:
        return seen + _FAR


def _document(row: Row) -> Document | Lost:
    if "erased" in row.keys() and row["erased"] is not None:  # noqa: SIM118 - a row is no mapping
        return Lost(row["id"], "was erased by law")
    try:
        document = Document(**{name: row[name] for name in DOCUMENT_FIELDS if name in row.keys()})  # noqa: SIM118 - a row is no mapping
    except ValidationError as error:
        return Lost(row["id"], _first(error))
    return document if document.id == row["id"] else Lost(row["id"], f"its content gives {document.id}: it was altered")


def _passage(row: Row) -> Passage | Lost:
    try:
        return Passage(index=row["position"], start=row["start"], end=row["end"], kind=row["kind"], reason=row["reason"])
    except ValidationError as error:
        return Lost(f"a passage of {row['reading_id']}", _first(error))


def _claim(row: Row) -> Claim | Lost:
    if not row["json"]:
        return Lost(row["id"], "was erased by law")
    try:
        claim = Claim.from_json(row["json"])
    except ValidationError as error:
        return Lost(row["id"], _first(error))
    return claim if claim.id == row["id"] else Lost(row["id"], f"calls itself {claim.id}: it was altered")


def _ruling(row: Row) -> Ruling | Lost:
    try:
        ruling = Ruling.from_json(row["json"])
        fresh = Ruling.make(**{name: value for name, value in ruling.to_dict().items() if name != "id"})
    except ValidationError as error:
        return Lost(row["id"], _first(error))
    return ruling if ruling.id == fresh.id == row["id"] else Lost(row["id"], f"its content gives {fresh.id}: it was altered")


def _first(error: ValidationError) -> str:
    return str(error.errors()[0]["msg"])
