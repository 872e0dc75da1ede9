"""Versions of a page: documents at one address, or under one id of one agency. The newest stands; the claims of the others no longer count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Connection, Row, Select, delete, insert, select

from dateline.ledger.tables import DOCUMENTS, READINGS
from dateline.ledger.workings import PAGES, every

_COLUMNS = (DOCUMENTS.c.id, DOCUMENTS.c.seq, DOCUMENTS.c.url, DOCUMENTS.c.publisher, DOCUMENTS.c.external_id, DOCUMENTS.c.published)


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
    """Versions from the oldest to the newest: by publication time; of one time, and where none is known, by when they were read."""
    return sorted(versions, key=lambda row: (row.published or "", row.seq))


def all_versions(connection: Connection, document_id: str) -> list[str]:
    """Ids of the versions of a document's page, from the oldest to the newest; the document alone where it has no others."""
    row = connection.execute(_sound().where(DOCUMENTS.c.id == document_id)).first()
    page = page_of(row) if row is not None else None
    if row is None or page is None:
        return [document_id]
    candidates = _sound().where((DOCUMENTS.c.url == row.url) if row.url else (DOCUMENTS.c.external_id == row.external_id))
    if row.url:
        host = urlsplit(row.url).netloc
        candidates = _sound().where(DOCUMENTS.c.url.like(f"%{host}%"))
    return [one.id for one in in_order(one for one in connection.execute(candidates) if page_of(one) == page)]
