"""The log as a chain: each entry carries a hash of itself, of what was stored with it, and of the entry before.

Whoever alters, removes or inserts an entry, or anything that was stored, breaks the chain from there on. Cutting off its newest end leaves
a shorter sound chain: note the newest hash elsewhere (``dateline verify`` prints it) to see that too. The method is that of linked
timestamping (Haber and Stornetta, 1991).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

from sqlalchemy import Connection, Row, insert, select

from dateline.ledger.tables import LOG
from dateline.model import Moment, Value

Action = Literal["add", "rule", "erase"]

GENESIS = "0" * 64
"""What stands as the hash before the first entry."""


class Entry(Value):
    """One entry of the log.

    Args:
        seq: its number.
        time: when, in UTC.
        action: ``add`` a reading of a document · ``rule`` · ``erase`` a document.
        subject: id of the document or ruling.
        author: who did it, where a person did.
        detail: the rest, by action: the reader and the number of claims; the kind of ruling; why it was erased.
        content: SHA-256 of what was stored.
        previous, hash: of the entry before, and of this one.
    """

    seq: int
    time: Moment
    action: Action
    subject: str
    author: str | None = None
    detail: dict[str, Any]
    content: str
    previous: str
    hash: str

    def expected_hash(self) -> str:
        """The hash that follows from all the rest."""
        return _sha256({name: value for name, value in self.model_dump(mode="json").items() if name != "hash"})


def _sha256(value: Any) -> str:
    canonical = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def reading_digest(document: Mapping[Any, Any], reading: Mapping[Any, Any], passages: Iterable[Mapping[Any, Any]], claims: Iterable[str]) -> str:
    """SHA-256 of all that one ``add`` stored.

    Args:
        document, reading, passages: their rows, by column.
        claims: the claims' JSON as stored, in their order.
    """
    keep = ("id", "sha256", "text", "title", "publisher", "url", "published", "published_from", "language", "external_id")
    later = {"retrieved": document["retrieved"]} if document.get("retrieved") is not None else {}  # entries of before are sealed without it
    return _sha256(
        {
            "document": {name: document[name] for name in keep} | later,
            "reading": {name: reading[name] for name in ("id", "reader", "version", "model")},
            "passages": [[passage[name] for name in ("position", "start", "end", "kind", "reason")] for passage in passages],
            "claims": list(claims),
        }
    )


def text_digest(text: str) -> str:
    """SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def make_entry(
    last: tuple[int, str, str] | None,
    *,
    action: Action,
    subject: str,
    author: str | None,
    detail: dict[str, Any],
    content: str,
    time: str | None = None,
) -> Entry:
    """The entry that comes next.

    Args:
        last: number, time and hash of the newest entry; None where there is none.
        action, subject, author, detail, content: see :class:`Entry`.
        time: None for now. Time never runs back in a log, whatever the clock says.
    """
    seq, before, previous = last or (0, "", GENESIS)
    now = time or dt.datetime.now(dt.UTC).isoformat(timespec="microseconds")
    draft = Entry(
        seq=seq + 1,
        time=max(now, before),
        action=action,
        subject=subject,
        author=author,
        detail=detail,
        content=content,
        previous=previous,
        hash="",
    )
    return draft.model_copy(update={"hash": draft.expected_hash()})


def newest(connection: Connection) -> tuple[int, str, str] | None:
    """Number, time and hash of the newest entry."""
    row = connection.execute(select(LOG.c.seq, LOG.c.time, LOG.c.hash).order_by(LOG.c.seq.desc()).limit(1)).first()
    return None if row is None else (row.seq, row.time, row.hash)


def append(connection: Connection, *, action: Action, subject: str, content: str, author: str | None = None, **detail: Any) -> Entry:
    """Write the next entry. The caller holds the right to write, so that no other can come between."""
    entry = make_entry(newest(connection), action=action, subject=subject, author=author, detail=detail, content=content)
    connection.execute(insert(LOG), entry_row(entry))
    return entry


def entry_row(entry: Entry) -> dict[str, Any]:
    """An entry as a row."""
    return entry.model_dump() | {"detail": json.dumps(entry.detail, ensure_ascii=False, sort_keys=True, separators=(",", ":"))}


def entry_from(row: Row[Any]) -> Entry:
    """A row as the entry that was stored.

    Raises:
        pydantic.ValidationError: if it is none.
        ValueError: if its detail is no JSON.
    """
    return Entry.model_validate(row._asdict() | {"detail": json.loads(row.detail)})


def broken_links(rows: Iterable[Row[Any]]) -> Iterator[tuple[str, str]]:
    """What does not hold in a chain given in order: the name of each entry that breaks it, and how."""
    previous = GENESIS
    for row in rows:
        name = f"log entry {row.seq}"
        try:
            entry = entry_from(row)
        except ValueError as error:
            yield name, f"is no entry any more: {str(error).splitlines()[0]}"
            previous = row.hash
            continue
        if entry.previous != previous:
            yield name, f"follows {entry.previous[:16]}…, but the entry before has {previous[:16]}…: an entry was removed, inserted or altered"
        if entry.hash != (expected := entry.expected_hash()):
            yield name, f"has the hash {entry.hash[:16]}…, but its content gives {expected[:16]}…: it was altered"
        previous = entry.hash
