"""A new list of tables for a copy of a ledger file whose own list is broken, so that SQLite can read the tables again.

SQLite keeps the list (``sqlite_schema``) on the first page and those that it leads to; it tells on which page each table begins. The migrations
make the tables of every ledger in the same order, so that they begin on the same pages as those of a new ledger.
Source: https://www.sqlite.org/fileformat2.html, sections 1.3 and 2.6.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from dateline.ledger.store import Ledger

_PAGE_SIZE, _FORMAT, _PAGES, _FREE = slice(16, 18), slice(18, 20), slice(28, 32), slice(32, 40)
"""Where the header of a file has them."""
_ROLLBACK = b"\x01\x01"
"""The format of a file that is read without a write-ahead log."""


def mended_copy(path: Path, folder: Path, tables: tuple[str, ...]) -> Path:
    """A copy of a SQLite ledger in ``folder``, with a new list of tables in which only ``tables`` stand.

    What a write-ahead log still holds goes into the copy as far as SQLite can do it.
    """
    copy = Path(shutil.copyfile(path, folder / "copy.db"))
    log = path.with_name(path.name + "-wal")
    if log.is_file():
        shutil.copyfile(log, folder / "copy.db-wal")
    with closing(sqlite3.connect(copy)) as raw, suppress(sqlite3.DatabaseError):
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for leftover in (folder / "copy.db-wal", folder / "copy.db-shm"):
        leftover.unlink(missing_ok=True)
    first = bytearray(_first_page(folder, tables))
    size = int.from_bytes(first[_PAGE_SIZE])
    first[_FORMAT], first[_FREE] = _ROLLBACK, bytes(8)
    first[_PAGES] = (copy.stat().st_size // size).to_bytes(4)
    with copy.open("r+b") as file:
        file.write(first)
    return copy


def _first_page(folder: Path, tables: tuple[str, ...]) -> bytes:
    """The first page of a file that has these tables and no other, each beginning where it begins in a new ledger."""
    new, bare = folder / "new.db", folder / "bare.db"
    Ledger.open(new).close()
    with closing(sqlite3.connect(new)) as raw:
        (size,) = raw.execute("PRAGMA page_size").fetchone()
        made = {name: sql for name, sql in raw.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'") if name in tables}
        begins = raw.execute("SELECT rootpage, name FROM sqlite_schema WHERE rootpage > 0").fetchall()
    with closing(sqlite3.connect(bare)) as raw, raw:
        raw.execute(f"PRAGMA page_size = {size}")
        for sql in made.values():
            raw.execute(sql)
        raw.execute("PRAGMA writable_schema = ON")
        raw.executemany("UPDATE sqlite_schema SET rootpage = ? WHERE name = ?", begins)
    with bare.open("rb") as file:
        return file.read(size)
