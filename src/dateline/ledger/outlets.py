"""What outlets tell, and how it stands beside what others tell; versions of one report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from sqlalchemy import Connection, Select, case, func, select

from dateline.ledger import browsing
from dateline.ledger.pages import all_versions
from dateline.ledger.tables import DOCUMENTS, FACETS, INDEX
from dateline.model import Document, Moment, Value


class Standing(Value):
    """How what an outlet or origin tells stands beside what others tell.

    Args:
        documents: an outlet's reports in the ledger; None for origins.
        incidents: those that it tells of.
        alone: of these, those that no other outlet, or origin, tells of.
        with_others: of these, those that others tell of too.
        contested: of these, those whose reports contradict one another.
        confirmed, discounted: of these, those on which people decided so.
    """

    documents: int | None = None
    incidents: int
    alone: int
    with_others: int
    contested: int
    confirmed: int = 0
    discounted: int = 0


class Listed(Value):
    """A document in a list."""

    id: str
    title: str | None = None
    url: str | None = None
    published: Moment | None = None


def reports(connection: Connection, outlets: Sequence[str]) -> dict[str, int]:
    """How many documents each of these outlets has in the ledger."""
    query = (
        select(DOCUMENTS.c.publisher, func.count())
        .where(DOCUMENTS.c.publisher.in_(outlets), DOCUMENTS.c.erased.is_(None))
        .group_by(DOCUMENTS.c.publisher)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def standing(
    connection: Connection, names: Sequence[str], documents: Mapping[str, int], kind: Literal["outlet", "origin"] = "outlet"
) -> dict[str, Standing]:
    """How each of these outlets or origins stands; those that tell of no incident are left out. ``documents`` is what :func:`reports` gives."""
    told = select(FACETS.c.value, FACETS.c.incident_id).where(FACETS.c.kind == kind, FACETS.c.value.in_(names)).subquery()
    several = (
        select(FACETS.c.incident_id)
        .where(FACETS.c.kind == kind, FACETS.c.incident_id.in_(select(told.c.incident_id)))
        .group_by(FACETS.c.incident_id)
        .having(func.count() > 1)
        .subquery()
    )
    query: Select[Any] = (
        select(
            told.c.value,
            func.count(),
            func.count(several.c.incident_id),
            func.sum(INDEX.c.contested),
            func.sum(case((INDEX.c.verdict == "confirmed", 1), else_=0)),
            func.sum(case((INDEX.c.verdict == "discounted", 1), else_=0)),
        )
        .join(INDEX, INDEX.c.id == told.c.incident_id)
        .outerjoin(several, several.c.incident_id == told.c.incident_id)
        .group_by(told.c.value)
    )
    return {
        row[0]: Standing(
            documents=documents.get(row[0], 0) if kind == "outlet" else None,
            incidents=row[1],
            alone=row[1] - row[2],
            with_others=row[2],
            contested=row[3] or 0,
            confirmed=row[4],
            discounted=row[5],
        )
        for row in connection.execute(query)
    }


def documents_of(connection: Connection, outlet: str, limit: int) -> list[Listed]:
    """An outlet's reports, newest first (undated last)."""
    columns = (DOCUMENTS.c.id, DOCUMENTS.c.title, DOCUMENTS.c.url, DOCUMENTS.c.published)
    query = (
        select(*columns)
        .where(DOCUMENTS.c.publisher == outlet, DOCUMENTS.c.erased.is_(None))
        .order_by(func.coalesce(DOCUMENTS.c.published, "").desc(), DOCUMENTS.c.id)
        .limit(limit)
    )
    return [Listed(id=row.id, title=row.title, url=row.url, published=row.published) for row in connection.execute(query)]


def versions(connection: Connection, document: Document, limit: int = 50) -> list[Document]:
    """The newest versions of a document's page, from the oldest to the newest; the document itself is among them."""
    ids = all_versions(connection, document.id)[-limit:]
    found = browsing.documents_by_id(connection, {*ids, document.id})
    return [found[one] for one in dict.fromkeys((*ids, document.id)) if one in found]
