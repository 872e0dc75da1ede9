"""Erasure by law: the content goes, and the log keeps that it was there, who took it out and why."""

from __future__ import annotations

from sqlalchemy import Connection, Engine, select, update

from dateline.ledger import chain, derived, wording
from dateline.ledger.tables import CLAIMS, DOCUMENTS
from dateline.model.errors import RulingRefused, UnknownId


def erase(connection: Connection, document_id: str, *, reason: str, author: str) -> int:
    """Take the content of a document and of all that was read from it out of the store.

    What stays: its id, the hash of its text, where its claims stood, and the log entry. The same report is not taken in again.

    Returns:
        How many claims were erased.

    Raises:
        UnknownId: if there is no such document.
        RulingRefused: if there is no reason or author.
    """
    if not reason.strip() or not author.strip():
        raise RulingRefused("an erasure needs an author and a reason: say who decides, and by which law or order.")
    row = connection.execute(select(DOCUMENTS).where(DOCUMENTS.c.id == document_id)).first()
    if row is None:
        raise UnknownId(f"{document_id}: nothing in this ledger has that id. Give the id of a document in full.")
    claims = connection.execute(select(CLAIMS.c.seq).where(CLAIMS.c.document_id == document_id, CLAIMS.c.json != "")).scalars().all()
    if row.erased is not None:
        return 0
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete = ON")
    entry = chain.append(
        connection, action="erase", subject=document_id, author=author.strip(), content=row.sha256, reason=reason.strip(), claims=len(claims)
    )
    wording.forget(connection, row.seq, row._asdict(), claims)
    gone = {"text": "", "title": None, "publisher": None, "url": None, "external_id": None, "erased": entry.seq}
    connection.execute(update(DOCUMENTS).where(DOCUMENTS.c.id == document_id).values(**gone))
    connection.execute(update(CLAIMS).where(CLAIMS.c.document_id == document_id).values(json=""))
    derived.drop(connection)  # incidents and their workings repeat words of it
    return len(claims)


def sweep(engine: Engine) -> None:
    """Give back the room of what was erased, so that it cannot be read from the file either.

    Copies, backups and, with PostgreSQL, archived write-ahead logs are beyond our reach.
    """
    if engine.dialect.name != "sqlite":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM FULL documents, claims, document_words, claim_words, incidents, incident_index, incident_facets")
        return
    raw = engine.raw_connection()  # SQLite vacuums only outside of any transaction
    try:
        cursor = raw.cursor()
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        raw.close()
