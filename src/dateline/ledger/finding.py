"""From an id, or the beginning of one, to the thing it names. Ids never vanish: a merged incident's id leads to where its claim went."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from sqlalchemy import Connection, select

from dateline.ledger import rows, stored
from dateline.ledger.tables import CLAIMS, DOCUMENTS, INCIDENTS, LOG, MEMBERS, READINGS, RULINGS
from dateline.model import Claim, Document, Incident, Ruling
from dateline.model.errors import ErasedContent, UnknownId

ID = re.compile(r"([dcir])-([0-9a-f]{1,16})")
_TABLES = {"d": DOCUMENTS, "c": CLAIMS, "r": RULINGS}
_MOST = 6
"""Ids with one beginning that are looked for; one more than is listed."""


class Shelf(Protocol):
    """Where incidents stand: in the store, or in memory for a past state."""

    def beginning(self, start: str) -> list[str]:
        """Ids of incidents that begin like this, sorted, at most ``_MOST``."""

    def load(self, incident_id: str) -> Incident:
        """The incident with this id."""

    def holder(self, claim_id: str) -> str | None:
        """Id of the incident that holds a claim."""


class StoredShelf:
    """The derived incidents of a store."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def beginning(self, start: str) -> list[str]:
        """See :class:`Shelf`."""
        column = INCIDENTS.c.id
        return list(self._connection.execute(select(column).where(column.like(f"{start}%")).order_by(column).limit(_MOST)).scalars())

    def load(self, incident_id: str) -> Incident:
        """See :class:`Shelf`."""
        return Incident.from_json(self._connection.execute(select(INCIDENTS.c.json).where(INCIDENTS.c.id == incident_id)).scalar_one())

    def holder(self, claim_id: str) -> str | None:
        """See :class:`Shelf`."""
        return self._connection.execute(select(MEMBERS.c.incident_id).where(MEMBERS.c.claim_id == claim_id)).scalar()


class MemoryShelf:
    """Incidents that were worked out and not stored."""

    def __init__(self, incidents: Sequence[Incident]) -> None:
        self._incidents = {incident.id: incident for incident in incidents}
        self._holders = {claim_id: incident.id for incident in incidents for claim_id in incident.claim_ids}

    def beginning(self, start: str) -> list[str]:
        """See :class:`Shelf`."""
        return sorted(incident_id for incident_id in self._incidents if incident_id.startswith(start))[:_MOST]

    def load(self, incident_id: str) -> Incident:
        """See :class:`Shelf`."""
        return self._incidents[incident_id]

    def holder(self, claim_id: str) -> str | None:
        """See :class:`Shelf`."""
        return self._holders.get(claim_id)


def find(connection: Connection, shelf: Shelf, wanted: str, upto: int | None = None) -> Incident | Claim | Document | Ruling:
    """What ``wanted`` names.

    Args:
        connection: to the store.
        shelf: where the incidents stand.
        wanted: an id, or its beginning.
        upto: number of the last log entry that is looked at; None for all.

    Raises:
        UnknownId: if nothing has that id, or several things begin with it.
        ErasedContent: if it was erased.
    """
    match = ID.fullmatch(wanted.strip().lower())
    if match is None:
        raise UnknownId(
            f"{wanted!r} is not an id; expected one such as i-0123456789abcdef (i incident, c claim, d document, r ruling), or its beginning."
        )
    letter, digits = match.groups()
    if letter == "i":
        return _incident(connection, shelf, wanted, digits, upto)
    row = connection.execute(select(_TABLES[letter]).where(_TABLES[letter].c.id == _one(connection, letter, digits, wanted, upto))).one()
    if letter == "r":
        return Ruling.from_json(row.json)
    refuse_erased(connection, row.id if letter == "d" else row.document_id)
    return rows.document_from(row) if letter == "d" else rows.claim_from(row.json, row.id)


def refuse_erased(connection: Connection, document_id: str) -> None:
    """Say by whom and why a document was erased.

    Raises:
        ErasedContent: if it was.
    """
    entry = connection.execute(select(DOCUMENTS.c.erased).where(DOCUMENTS.c.id == document_id)).scalar()
    if entry is not None:
        row = connection.execute(select(LOG.c.time, LOG.c.author).where(LOG.c.seq == entry)).one()
        raise ErasedContent(
            f"the document {document_id} was erased by {row.author} on {row.time[:10]}; its content is gone. `dateline log {document_id}` says why."
        )


def _beginning(connection: Connection, letter: str, digits: str, upto: int | None) -> list[str]:
    table = _TABLES[letter]
    query = select(table.c.id).where(table.c.id.like(f"{letter}-{digits}%")).order_by(table.c.id).limit(_MOST)
    if upto is not None and letter == "r":
        query = query.where(RULINGS.c.entry <= upto)
    elif upto is not None:
        known = select(READINGS.c.document_id if letter == "d" else READINGS.c.id).where(READINGS.c.entry <= upto)
        query = query.where((table.c.id if letter == "d" else CLAIMS.c.reading_id).in_(known))
    return list(connection.execute(query).scalars())


def _one(connection: Connection, letter: str, digits: str, wanted: str, upto: int | None) -> str:
    found = _beginning(connection, letter, digits, upto)
    if not found:
        had = " had" if upto is not None else " has"
        raise UnknownId(
            f"{wanted}: nothing in this ledger{had} that id{' then' if upto is not None else ''}. `dateline incidents` lists the incidents."
        )
    return _only(found, wanted)


def _only(found: Sequence[str], wanted: str) -> str:
    if len(found) > 1:
        raise UnknownId(
            f"{wanted}: several ids begin like this: {', '.join(found[: _MOST - 1])}{' …' if len(found) >= _MOST else ''}. Give more of it."
        )
    return found[0]


def _incident(connection: Connection, shelf: Shelf, wanted: str, digits: str, upto: int | None) -> Incident:
    shown = shelf.beginning(f"i-{digits}")
    if len(shown) == 1:
        return shelf.load(shown[0])
    claim_id = _one(connection, "c", digits, wanted, upto)
    holder = shelf.holder(claim_id)
    if holder is None:
        successor = stored.successors(connection, [claim_id], upto).get(claim_id)
        holder = shelf.holder(successor) if successor is not None else None
    if holder is None:
        raise UnknownId(f"{wanted}: no incident holds that claim now: {_why_gone(connection, claim_id, upto)}. `dateline show {claim_id}` shows it.")
    return shelf.load(holder)


def _why_gone(connection: Connection, claim_id: str, upto: int | None) -> str:
    from dateline.resolving import standing

    document_id = connection.execute(select(CLAIMS.c.document_id).where(CLAIMS.c.id == claim_id)).scalar_one()
    refuse_erased(connection, document_id)
    for ruling in reversed(standing(stored.rulings(connection, upto))):
        if ruling.kind in ("retract", "discount") and {claim_id, document_id} & set(ruling.subjects):
            what = "its document was retracted" if document_id in ruling.subjects else f"it was {ruling.kind}ed"
            return f"{what} by {ruling.author} ({ruling.id}: {ruling.reason})"
    return "it is not news, or a newer reading or version took its place"
