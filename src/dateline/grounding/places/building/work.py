"""The files of a build under way: the gazetteer that grows, and beside it the names still to be sorted and how far the work is."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from dateline.grounding.places.storage import FORMAT, SCHEMA

_NAMED_BAD = 20
"""Bad lines that are named one by one; the others are only counted."""


class Work:
    """One build's files, opened for writing by one process only.

    Args:
        output: the file that is wanted at the end.
        shipped: the gazetteer that the new one starts from.
        job: all that the result depends on; work on another job is thrown away.

    Raises:
        sqlite3.Error: if the files cannot be written, or another process writes them.
    """

    def __init__(self, output: Path, shipped: Path, job: str) -> None:
        self.output = output
        self._part, self._side = output.with_name(output.name + ".part"), output.with_name(output.name + ".work")
        output.parent.mkdir(parents=True, exist_ok=True)
        self.side = _opened(self._side)
        try:
            self.side.execute("CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID")
            before = self.get("job")
            self.resumed = before == job and self._part.is_file()
            self.replaced = not self.resumed and before is not None
            if not self.resumed:
                self._begin(shipped, job)
            self.part = _opened(self._part)
        except BaseException:
            self.side.close()
            raise

    def _begin(self, shipped: Path, job: str) -> None:
        for (table,) in self.side.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'meta'").fetchall():
            self.side.execute(f"DROP TABLE {table}")
        self.side.execute("DELETE FROM meta")
        self.side.commit()
        _journal(self._part).unlink(missing_ok=True)
        shutil.copyfile(shipped, self._part)
        part = _opened(self._part)
        part.executescript(f"DROP TABLE name; DROP TABLE about; {SCHEMA} PRAGMA user_version = 0;")
        part.commit()
        part.close()
        self.set("job", job)
        self.side.commit()

    def get(self, key: str) -> str | None:
        """What was noted under a key."""
        row = self.side.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else None

    def count(self, key: str) -> int:
        """A number noted under a key; 0 where none was."""
        return int(self.get(key) or 0)

    def set(self, key: str, value: object) -> None:
        """Note something; it lasts from the next :meth:`save` on."""
        self.side.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, str(value)))

    def add(self, key: str, amount: int) -> None:
        """Add to a number."""
        self.set(key, self.count(key) + amount)

    def bad(self, file: Path, number: int, problem: str) -> None:
        """Note a line that could not be read."""
        total = self.count("bad") + 1
        self.set("bad", total)
        if total <= _NAMED_BAD:
            self.set(f"bad {total:02}", f"{file.name}, line {number}: {problem}")

    def bad_lines(self) -> Iterator[str]:
        """The bad lines that were named."""
        for (value,) in self.side.execute("SELECT value FROM meta WHERE key LIKE 'bad __' ORDER BY key").fetchall():
            yield str(value)

    def save(self) -> None:
        """Make what was done last. The gazetteer first: a step that is noted is done, one that is done and not noted can be done again."""
        self.part.commit()
        self.side.commit()

    def finish(self) -> None:
        """Put the gazetteer where it is wanted, whole, and remove the rest."""
        self.part.execute(f"PRAGMA user_version = {FORMAT}")
        self.part.commit()
        self.close()
        with self._part.open("rb") as written:
            os.fsync(written.fileno())
        for file in (self._part, self._side):
            _journal(file).unlink(missing_ok=True)
        self._part.replace(self.output)
        self._side.unlink()

    def close(self) -> None:
        """Let go of the files; what was not saved is undone."""
        self.part.close()
        self.side.close()


def _journal(file: Path) -> Path:
    return file.with_name(file.name + "-journal")


def _opened(file: Path) -> sqlite3.Connection:
    db = sqlite3.connect(file, timeout=1.0)
    db.execute("PRAGMA locking_mode = EXCLUSIVE")
    db.execute("PRAGMA journal_mode = TRUNCATE")
    db.execute("PRAGMA synchronous = NORMAL")
    db.execute("PRAGMA cache_size = -32768")
    db.execute("BEGIN EXCLUSIVE")
    db.commit()
    return db
