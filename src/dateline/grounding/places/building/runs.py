"""Names sorted on disk: written in sorted runs of bounded size, then read back merged.

The method is external merge sort (Knuth, TAOCP 3, 5.4); the runs lie in one SQLite table, so that a run is either there whole or not
at all when the program is stopped.
"""

from __future__ import annotations

import heapq
import sqlite3
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from dateline.grounding.places.storage import FLAGS, MATCHES, unpack_codes

_DEMONYM = FLAGS["demonym"]
Coded = tuple[str, int]
"""A key and the code of a place with how it matches."""


class Runs:
    """The table of runs in a database of work.

    Args:
        db: the database; the caller commits.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        db.execute("CREATE TABLE IF NOT EXISTS run (run INTEGER, key TEXT, code INTEGER, PRIMARY KEY (run, key, code)) WITHOUT ROWID")
        self._next = (db.execute("SELECT max(run) FROM run").fetchone()[0] or 0) + 1
        self._held: set[Coded] = set()

    def __len__(self) -> int:
        return len(self._held)

    def add(self, key: str, code: int) -> None:
        """Put one name by; nothing is written before :meth:`flush`."""
        self._held.add((key, code))

    def flush(self) -> None:
        """Write what was put by as one run."""
        if self._held:
            rows = ((self._next, key, code) for key, code in sorted(self._held))
            self._db.executemany("INSERT INTO run VALUES (?, ?, ?)", rows)
            self._next += 1
            self._held.clear()

    def count(self) -> int:
        """How many names lie in all runs."""
        return int(self._db.execute("SELECT count(*) FROM run").fetchone()[0])

    def merged(self, shipped: sqlite3.Connection, after: str) -> Iterator[tuple[str, list[int], int]]:
        """All names of the runs and of a gazetteer, in order.

        Args:
            shipped: a gazetteer whose names are taken in.
            after: the key after which to begin; the empty string for all.

        Yields:
            Each key, the codes of its places in order, and how many rows of the runs went into it.
        """
        runs = [self._run(number, after) for (number,) in self._db.execute("SELECT DISTINCT run FROM run").fetchall()]
        for key, group in groupby(heapq.merge(_packed(shipped, after), *runs), key=itemgetter(0)):
            codes = [code for _, code in group]
            yield key, _best(codes), len(codes)

    def _run(self, number: int, after: str) -> Iterator[Coded]:
        return iter(self._db.execute("SELECT key, code FROM run WHERE run = ? AND key > ? ORDER BY key, code", (number, after)))

    def drop(self) -> None:
        """Forget all runs."""
        self._db.execute("DELETE FROM run")


def _packed(shipped: sqlite3.Connection, after: str) -> Iterator[Coded]:
    for key, places in shipped.execute("SELECT key, places FROM name WHERE key > ? ORDER BY key", (after,)):
        for code in unpack_codes(places):
            yield key, code


def _best(codes: list[int]) -> list[int]:
    """Of the ways in which one name matches one place, the strongest; words for people are kept beside it."""
    kept: list[int] = []
    last = -1
    for code in codes:
        place, flag = divmod(code, len(MATCHES))
        if place != last or (flag == _DEMONYM and code != kept[-1]):
            kept.append(code)
        last = place
    return kept
