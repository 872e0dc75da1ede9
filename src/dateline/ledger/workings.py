"""The workings behind the incidents: tellings, the keys they are filed under, and the edges between them.

They follow from claims and rulings like the incidents, are made when first needed, and may be dropped at any time. With them a new document
touches only what it may belong to.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Float, Index, Integer, MetaData, Select, String, Table, Text, delete, insert, or_, select

from dateline.resolving import Edge, Item, Question, compact, filed, meets, questions

WORKINGS = MetaData()

TELLINGS = Table(
    "tellings",
    WORKINGS,
    Column("id", String(20), primary_key=True),
    Column("document_id", String(20), nullable=False, index=True),
    Column("json", Text, nullable=False),
)

TOLD = Table(
    "telling_claims",
    WORKINGS,
    Column("claim_id", String(20), primary_key=True),
    Column("telling_id", String(20), nullable=False, index=True),
)

KEYS = Table(
    "telling_keys",
    WORKINGS,
    Column("key", Text, nullable=False),
    Column("first", Integer, nullable=False),
    Column("level", Integer, nullable=False),
    Column("telling_id", String(20), nullable=False, index=True),
)
Index("telling_keys_by_day", KEYS.c.key, KEYS.c.first)

EDGES = Table(
    "telling_edges",
    WORKINGS,
    Column("one", String(20), nullable=False, index=True),
    Column("other", String(20), nullable=False, index=True),
    Column("points", Float, nullable=False),
)

PAGES = Table(
    "pages",
    WORKINGS,
    Column("page", Text, nullable=False, index=True),
    Column("document_id", String(20), primary_key=True),
)
"""Which page a document is a version of; see :mod:`dateline.ledger.pages`."""

AT_ONCE = 400
"""Ids in one question; databases allow no more than some thousands."""


def portions(ids: Iterable[str]) -> Iterator[list[str]]:
    """Ids, sorted and each once, in portions that a database takes in one question."""
    ordered = sorted(set(ids))
    for first in range(0, len(ordered), AT_ONCE):
        yield ordered[first : first + AT_ONCE]


def every(connection: Connection, query: Select[Any], column: Any, ids: Iterable[str]) -> Iterator[Any]:
    """The rows of a query whose column holds one of these ids."""
    for some in portions(ids):
        yield from connection.execute(query.where(column.in_(some)))


def clear(connection: Connection) -> None:
    """Make the tables anew, empty."""
    WORKINGS.drop_all(connection)
    WORKINGS.create_all(connection)


def load(connection: Connection, ids: Iterable[str]) -> list[Item]:
    """The tellings with these ids, sorted by id."""
    found = (compact.read(row.json) for row in every(connection, select(TELLINGS.c.json), TELLINGS.c.id, ids))
    return sorted(found, key=lambda item: item.id)


def of_documents(connection: Connection, document_ids: Iterable[str]) -> set[str]:
    """Ids of the tellings of these documents."""
    return {row.id for row in every(connection, select(TELLINGS.c.id), TELLINGS.c.document_id, document_ids)}


def of_claims(connection: Connection, claim_ids: Iterable[str]) -> dict[str, str]:
    """By claim id, the telling that holds it."""
    return {row.claim_id: row.telling_id for row in every(connection, select(TOLD.c.claim_id, TOLD.c.telling_id), TOLD.c.claim_id, claim_ids)}


def neighbours(connection: Connection, ids: Iterable[str]) -> set[str]:
    """Ids of the tellings that an edge leads to from any of these."""
    found: set[str] = set()
    for some in portions(ids):
        for row in connection.execute(select(EDGES.c.one, EDGES.c.other).where(or_(EDGES.c.one.in_(some), EDGES.c.other.in_(some)))):
            found |= {row.one, row.other}
    return found


def edges(connection: Connection, ids: Iterable[str]) -> list[Edge]:
    """The edges that begin at any of these tellings; given a whole component, all of its edges."""
    query = select(EDGES.c.one, EDGES.c.other, EDGES.c.points)
    return sorted(Edge(row.one, row.other, row.points) for row in every(connection, query, EDGES.c.one, ids))


def remove(connection: Connection, ids: Iterable[str]) -> None:
    """Take tellings out, with their keys and edges."""
    for some in portions(ids):
        connection.execute(delete(EDGES).where(or_(EDGES.c.one.in_(some), EDGES.c.other.in_(some))))
        connection.execute(delete(KEYS).where(KEYS.c.telling_id.in_(some)))
        connection.execute(delete(TOLD).where(TOLD.c.telling_id.in_(some)))
        connection.execute(delete(TELLINGS).where(TELLINGS.c.id.in_(some)))


def put(connection: Connection, items: Sequence[Item]) -> None:
    """Store tellings and file them under their keys."""
    if not items:
        return
    connection.execute(insert(TELLINGS), [{"id": item.id, "document_id": item.document.id, "json": compact.write(item)} for item in items])
    connection.execute(insert(TOLD), [{"claim_id": claim_id, "telling_id": item.id} for item in items for claim_id in item.claim_ids])
    keys = [{"key": key.key, "first": key.first, "level": key.level, "telling_id": item.id} for item in items for key in filed(item)]
    if keys:
        connection.execute(insert(KEYS), keys)


def put_edges(connection: Connection, found: Sequence[Edge]) -> None:
    """Store edges."""
    if found:
        connection.execute(insert(EDGES), [edge._asdict() for edge in found])


def partners(connection: Connection, item: Item) -> list[Item]:
    """The stored tellings that one meets, sorted by id."""
    found: set[str] = set()
    for question in questions(item):
        found.update(row.telling_id for row in connection.execute(_filed_under(question)))
    found.discard(item.id)
    return [other for other in load(connection, found) if meets(item, other)]


def _filed_under(question: Question) -> Select[tuple[str]]:
    return select(KEYS.c.telling_id).where(
        KEYS.c.key == question.key, KEYS.c.first >= question.since, KEYS.c.first <= question.until, KEYS.c.level >= question.level
    )
