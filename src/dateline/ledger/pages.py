"""Versions of a page: documents at one address, or under one id of one agency. The newest stands; the claims of the others no longer count."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Connection, Row, Select, delete, func, insert, inspect, select

from dateline.ledger.tables import DERIVED, DOCUMENTS, READINGS
from dateline.ledger.workings import PAGES, every

_CANCELED = "pubstatus: "
"""How the stored text of a story that its agency called back begins."""

_COLUMNS = (
    DOCUMENTS.c.id,
    DOCUMENTS.c.url,
    DOCUMENTS.c.publisher,
    DOCUMENTS.c.external_id,
    DOCUMENTS.c.published,
    DOCUMENTS.c.retrieved,
    (func.substr(DOCUMENTS.c.text, 1, len(_CANCELED)) == _CANCELED).label("canceled"),
)


def page_of(row: Row[Any]) -> str | None:
    """What names the page that a document is a version of; None where nothing does.

    That is the address without scheme and fragment, where it leads to more than a site's front page; else an agency's id that is meant to be
    unique everywhere, as URNs are.
    """
    if row.url:
        parts = urlsplit(row.url)
        path = parts.path.rstrip("/")
        if parts.netloc and (path or parts.query):
            return f"{parts.netloc.lower()}{path}?{parts.query}"
    if row.external_id and ":" in row.external_id and row.publisher:
        return f"{row.publisher}|{row.external_id}"
    return None


def _sound() -> Select[Any]:
    return select(*_COLUMNS).where(DOCUMENTS.c.erased.is_(None))


def file_pages(connection: Connection, document_ids: Iterable[str]) -> None:
    """Note which pages these documents are versions of, so that the others are found without looking through all documents."""
    for row in list(every(connection, _sound(), DOCUMENTS.c.id, document_ids)):
        page = page_of(row)
        connection.execute(delete(PAGES).where(PAGES.c.document_id == row.id))
        if page is not None:
            connection.execute(insert(PAGES), {"page": page, "document_id": row.id})


def versions_of(connection: Connection, document_ids: Iterable[str]) -> set[str]:
    """Ids of all versions of the pages that these documents are of, themselves included, as far as filed."""
    pages = {row.page for row in every(connection, select(PAGES.c.page), PAGES.c.document_id, document_ids)}
    return {row.document_id for row in every(connection, select(PAGES.c.document_id), PAGES.c.page, pages)}


def superseded(connection: Connection, upto: int | None = None, document_ids: Iterable[str] | None = None) -> frozenset[str]:
    """Ids of documents that are no longer the newest version of their page.

    Args:
        connection: to the store.
        upto: number of the last log entry that is looked at; None for all.
        document_ids: only these documents, whose pages are filed; None for all.
    """
    if document_ids is None:
        query = _sound()
        if upto is not None:
            query = query.where(DOCUMENTS.c.id.in_(select(READINGS.c.document_id).where(READINGS.c.entry <= upto)))
        found = list(connection.execute(query))
    else:
        found = list(every(connection, _sound(), DOCUMENTS.c.id, versions_of(connection, document_ids)))
    pages: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in found:
        page = page_of(row)
        if page is not None:
            pages[page].append(row)
    return frozenset(row.id for rows in pages.values() for row in in_order(rows)[:-1])


def in_order(versions: Iterable[Row[Any]]) -> list[Row[Any]]:
    """Versions from the oldest to the newest.

    They go by publication time; of one time, or where none is known, by when they were got, a canceled story last; and by id where nothing
    tells, so that the order in which they were stored makes no difference.
    """
    return sorted(versions, key=lambda row: (_point(row.published), _point(row.retrieved), bool(row.canceled), row.id))


def _point(moment: str | None) -> str:
    """A moment as a text that sorts in time: in UTC where it tells its zone; a bare day before all hours of it, unknown before all else."""
    if moment is None or len(moment) == 10:
        return moment or ""
    read = dt.datetime.fromisoformat(moment)
    return (read.astimezone(dt.UTC) if read.tzinfo is not None else read).replace(tzinfo=None).isoformat(timespec="microseconds")


def all_versions(connection: Connection, document_id: str) -> list[str]:
    """Ids of the versions of a document's page, from the oldest to the newest; the document alone where it has no others."""
    row = connection.execute(_sound().where(DOCUMENTS.c.id == document_id)).first()
    page = page_of(row) if row is not None else None
    if row is None or page is None:
        return [document_id]
    return [one.id for one in in_order(one for one in _candidates(connection, row, page) if page_of(one) == page)]


def _candidates(connection: Connection, row: Row[Any], page: str) -> list[Row[Any]]:
    """Documents among which all versions of a page are: what is filed under it, and what was stored since."""
    if not inspect(connection).has_table(PAGES.name):
        near = DOCUMENTS.c.url.like(f"%{urlsplit(row.url).netloc}%") if row.url else DOCUMENTS.c.external_id == row.external_id
        return list(connection.execute(_sound().where(near)))
    filed = set(connection.execute(select(PAGES.c.document_id).where(PAGES.c.page == page)).scalars())
    stamp = connection.execute(select(DERIVED.c.stamp)).scalar()
    entry = int(stamp.rpartition("; log ")[2]) if stamp else 0  # up to this entry of the log pages are filed
    since = connection.execute(select(READINGS.c.document_id).where(READINGS.c.entry > entry)).scalars()
    return list(every(connection, _sound(), DOCUMENTS.c.id, {*filed, *since, row.id}))
