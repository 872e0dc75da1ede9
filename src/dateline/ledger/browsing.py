"""Many things of a ledger at once: what a publication, a page or a copy of the ledger needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, select

from dateline.ledger import rows
from dateline.ledger.finding import refuse_erased
from dateline.ledger.tables import CLAIMS, DOCUMENTS, PASSAGES, READINGS
from dateline.model import Claim, Document, Passage, ReaderName, Reading
from dateline.model.errors import UnknownId

_AT_ONCE = 500
"""Ids in one question; databases allow no more than some thousands."""


def claims_by_id(connection: Connection, ids: Iterable[str]) -> dict[str, Claim]:
    """The claims with these ids; ids of nothing are left out."""
    query = select(CLAIMS.c.id, CLAIMS.c.json).where(CLAIMS.c.json != "")
    return {row.id: rows.claim_from(row.json, row.id) for some in _portions(ids) for row in connection.execute(query.where(CLAIMS.c.id.in_(some)))}


def documents_by_id(connection: Connection, ids: Iterable[str]) -> dict[str, Document]:
    """The documents with these ids; ids of nothing are left out."""
    query = select(DOCUMENTS).where(DOCUMENTS.c.erased.is_(None))
    return {row.id: rows.document_from(row) for some in _portions(ids) for row in connection.execute(query.where(DOCUMENTS.c.id.in_(some)))}


def document_ids(connection: Connection, upto: int | None = None) -> list[str]:
    """The ids of all documents, as of an entry of the log, sorted: the same order on every machine."""
    query = select(DOCUMENTS.c.id).where(DOCUMENTS.c.erased.is_(None))
    if upto is not None:
        query = query.where(DOCUMENTS.c.id.in_(select(READINGS.c.document_id).where(READINGS.c.entry <= upto)))
    return sorted(connection.execute(query).scalars())


def readings(connection: Connection, document_id: str, upto: int | None = None) -> list[Reading]:
    """All that readers made of one document, older versions too, in order of reader, version and model.

    Raises:
        UnknownId: if there is no such document.
        ErasedContent: if it was erased.
    """
    refuse_erased(connection, document_id)
    query = select(READINGS).where(READINGS.c.document_id == document_id)
    found = list(connection.execute(query if upto is None else query.where(READINGS.c.entry <= upto)))
    if not found:
        raise UnknownId(f"{document_id}: this ledger has no such document.")
    found.sort(key=lambda row: (row.reader, row.version, row.model or ""))
    return [
        Reading(
            document_id=document_id,
            reader=ReaderName(name=row.reader, version=row.version, model=row.model),
            passages=tuple(_passages(connection, row.id)),
            claims=tuple(_claims(connection, row.id)),
        )
        for row in found
    ]


def _passages(connection: Connection, reading_id: str) -> Iterator[Passage]:
    query = select(PASSAGES).where(PASSAGES.c.reading_id == reading_id).order_by(PASSAGES.c.position)
    for row in connection.execute(query):
        yield Passage(index=row.position, start=row.start, end=row.end, kind=row.kind, reason=row.reason)


def _claims(connection: Connection, reading_id: str) -> Iterator[Claim]:
    query = select(CLAIMS.c.id, CLAIMS.c.json).where(CLAIMS.c.reading_id == reading_id).order_by(CLAIMS.c.seq)
    for row in connection.execute(query):
        yield rows.claim_from(row.json, row.id)


def _portions(ids: Iterable[str]) -> Iterator[list[str]]:
    wanted = sorted(set(ids))
    for start in range(0, len(wanted), _AT_ONCE):
        yield wanted[start : start + _AT_ONCE]
