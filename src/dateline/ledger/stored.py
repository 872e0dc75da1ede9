"""What is stored, read back: the readings that count, their claims, and the rulings, now or as they stood after some entry of the log."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from dateline.ledger import rows
from dateline.ledger.pages import superseded
from dateline.ledger.tables import CLAIMS, DOCUMENTS, READINGS, RULINGS
from dateline.model import Claim, Ruling
from dateline.resolving import DocumentFacts, ResolvableClaim, sketch

_AT_ONCE = 500
"""Ids in one question; databases allow no more than some thousands."""


def standing_readings(connection: Connection, upto: int | None = None, document_ids: Iterable[str] | None = None) -> frozenset[str]:
    """Ids of the readings that count: of each document that was not erased, each reader's newest version.

    Args:
        connection: to the store.
        upto: number of the last log entry that is looked at; None for all.
        document_ids: only those of these documents; None for all.
    """
    columns = (READINGS.c.id, READINGS.c.document_id, READINGS.c.reader, READINGS.c.version, READINGS.c.model)
    query = select(*columns).join(DOCUMENTS, DOCUMENTS.c.id == READINGS.c.document_id).where(DOCUMENTS.c.erased.is_(None))
    if upto is not None:
        query = query.where(READINGS.c.entry <= upto)
    newest: dict[tuple[str, str], tuple[tuple[tuple[int, int | str], ...], str, str]] = {}
    for some in _portions(document_ids):
        for row in connection.execute(query if some is None else query.where(READINGS.c.document_id.in_(some))):
            rank = (_version_key(row.version), row.model or "", row.id)
            key = (row.document_id, row.reader)
            newest[key] = max(newest.get(key, rank), rank)
    return frozenset(rank[2] for rank in newest.values())


def _portions(ids: Iterable[str] | None) -> Iterator[list[str] | None]:
    """Ids in portions for one question each; one None where all are wanted."""
    if ids is None:
        yield None
        return
    ordered = sorted(set(ids))
    for first in range(0, len(ordered), _AT_ONCE):
        yield ordered[first : first + _AT_ONCE]


def _version_key(version: str) -> tuple[tuple[int, int | str], ...]:
    """``1.10`` after ``1.9``: numbers by value, and after words."""
    return tuple((1, int(part)) if part.isdigit() else (0, part) for part in re.findall(r"\d+|[^\d.]+", version))


def resolvable(connection: Connection, upto: int | None = None, document_ids: Iterable[str] | None = None) -> list[ResolvableClaim]:
    """All claims that count, each with its document's provenance.

    Args:
        connection: to the store.
        upto: number of the last log entry that is looked at; None for all.
        document_ids: only those of these documents; None for all.
    """
    wanted = None if document_ids is None else sorted(set(document_ids))
    standing = standing_readings(connection, upto, wanted)
    replaced = superseded(connection, upto, wanted)
    found = []
    query = select(CLAIMS.c.id, CLAIMS.c.reading_id, CLAIMS.c.document_id, CLAIMS.c.json)
    columns = (DOCUMENTS.c.id, DOCUMENTS.c.publisher, DOCUMENTS.c.url, DOCUMENTS.c.published, DOCUMENTS.c.text)
    for some in _portions(wanted):
        documents = connection.execute(select(*columns) if some is None else select(*columns).where(DOCUMENTS.c.id.in_(some)))
        facts = {row.id: DocumentFacts(row.id, row.publisher, row.url, row.published, sketch(row.text), row.id in replaced) for row in documents}
        for row in connection.execute(query if some is None else query.where(CLAIMS.c.document_id.in_(some))):
            if row.reading_id in standing:
                found.append(ResolvableClaim(rows.claim_from(row.json, row.id), facts[row.document_id]))
    return found


def document_portions(connection: Connection, most: int) -> Iterator[list[str]]:
    """The ids of all documents, sorted, in portions."""
    ids = sorted(connection.execute(select(DOCUMENTS.c.id)).scalars())
    for first in range(0, len(ids), most):
        yield ids[first : first + most]


def homes(connection: Connection, claim_ids: Iterable[str]) -> dict[str, str]:
    """By claim id, the document that it is of."""
    query = select(CLAIMS.c.id, CLAIMS.c.document_id)
    return {
        row.id: row.document_id for some in _portions(claim_ids) if some is not None for row in connection.execute(query.where(CLAIMS.c.id.in_(some)))
    }


def made_rulings(connection: Connection, upto: int | None = None) -> list[Ruling]:
    """All rulings, as they were made."""
    query = select(RULINGS.c.json).order_by(RULINGS.c.seq)
    if upto is not None:
        query = query.where(RULINGS.c.entry <= upto)
    return [Ruling.from_json(json) for json in connection.execute(query).scalars()]


def rulings(connection: Connection, upto: int | None = None) -> list[Ruling]:
    """All rulings as they bear on the claims that count now: a claim that a newer reading replaced is named by the one that took its place."""
    return moved_rulings(connection, made_rulings(connection, upto), upto)


def moved_rulings(connection: Connection, made: Sequence[Ruling], upto: int | None = None) -> list[Ruling]:
    """Rulings with claims that a newer reading replaced named by those that took their place."""
    wanted = {claim_id for ruling in made for claim_id in named(ruling)}
    moved = successors(connection, wanted, upto)
    return [_moved(ruling, moved) for ruling in made]


def named(ruling: Ruling) -> set[str]:
    """Ids of the claims that a ruling names, by themselves or as those of an incident."""
    subjects = {"c-" + subject[2:] for subject in ruling.subjects if subject[:2] in ("i-", "c-")}
    return subjects | {claim_id for held in ruling.held or () for claim_id in held}


def _moved(ruling: Ruling, moved: dict[str, str]) -> Ruling:
    if not moved.keys() & named(ruling):
        return ruling
    subjects = tuple(
        subject[:2] + moved.get("c-" + subject[2:], subject)[2:] if subject[:2] in ("i-", "c-") else subject for subject in ruling.subjects
    )
    held = None if ruling.held is None else tuple(tuple(sorted({moved.get(one, one) for one in claims})) for claims in ruling.held)
    return ruling.model_copy(update={"subjects": subjects, "held": held})


def successors(connection: Connection, claim_ids: Iterable[str], upto: int | None = None) -> dict[str, str]:
    """For claims of readings that a newer one replaced: the newer claim that quotes most of the same words, where one does."""
    wanted = sorted(claim_ids)
    old: list[Row[Any]] = []
    for first in range(0, len(wanted), _AT_ONCE):
        old += connection.execute(select(CLAIMS).where(CLAIMS.c.id.in_(wanted[first : first + _AT_ONCE]), CLAIMS.c.json != "")).all()
    if not old:
        return {}
    standing = standing_readings(connection, upto, {row.document_id for row in old})
    found = {}
    for row in old:
        if row.reading_id in standing:
            continue
        mine = rows.claim_from(row.json, row.id)
        newer = [
            (_shared(mine, other), other.id)
            for one in connection.execute(select(CLAIMS).where(CLAIMS.c.document_id == row.document_id))
            if one.reading_id in standing and (other := rows.claim_from(one.json, one.id))
        ]
        shared, claim_id = max(newer, default=(0, ""))
        if shared > 0:
            found[row.id] = claim_id
    return found


def _shared(one: Claim, other: Claim) -> int:
    """How many characters both claims rest on."""
    mine = {place for span in one.evidence for place in range(span.start, span.end)}
    return len(mine & {place for span in other.evidence for place in range(span.start, span.end)})
