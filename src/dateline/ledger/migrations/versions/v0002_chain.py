"""The log becomes a chain of hashes; what was stored knows its entry; documents can be erased by law; verdicts can be asked for."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from dateline.ledger.chain import entry_row, make_entry, reading_digest, text_digest

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_NEVER_CHANGED = ("readings", "passages", "rulings", "log")
_TOMBSTONE = {
    "documents": "NEW.erased IS NOT NULL AND OLD.erased IS NULL AND NEW.id = OLD.id AND NEW.seq = OLD.seq AND NEW.sha256 = OLD.sha256 "
    "AND NEW.text = '' AND NEW.title IS NULL AND NEW.publisher IS NULL AND NEW.url IS NULL AND NEW.external_id IS NULL",
    "claims": "NEW.json = '' AND NEW.id = OLD.id AND NEW.seq = OLD.seq AND NEW.reading_id = OLD.reading_id AND NEW.document_id = OLD.document_id",
}
"""The one change that is allowed: taking the content out and leaving what says that it was there."""


def upgrade() -> None:
    """Seal what is stored: every reading and ruling gets its entry in the chain, in the order of the old log."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    if sqlite:
        for table in (*_NEVER_CHANGED, *_TOMBSTONE):
            for verb in ("update", "delete"):
                op.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}")
    op.add_column("documents", sa.Column("erased", sa.Integer))
    for table in ("readings", "rulings"):
        op.add_column(table, sa.Column("entry", sa.Integer))
    op.add_column("incidents", sa.Column("verdict", sa.String(20)))
    _seal(op.get_bind())
    op.create_index("readings_entry", "readings", ["entry"])
    op.execute("DELETE FROM incident_claims")
    op.execute("DELETE FROM incidents")
    op.execute("DELETE FROM derived")
    _guard(sqlite=sqlite)


def _seal(connection: sa.Connection) -> None:
    old = connection.execute(sa.text("SELECT seq, time, action, subject FROM log ORDER BY seq")).all()
    op.drop_table("log")
    log = op.create_table(
        "log",
        sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("time", sa.String(40), nullable=False),
        sa.Column("action", sa.String(20), nullable=False),
        sa.Column("subject", sa.String(40), nullable=False),
        sa.Column("author", sa.Text),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("content", sa.String(64), nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False, unique=True),
        sa.Index("log_subject", "subject"),
    )
    last: tuple[int, str, str] | None = None
    for row in old:
        made = _reading(connection, row.subject) if row.action == "add" else _ruling(connection, row.subject)
        entry = make_entry(last, action=row.action, subject=row.subject, time=row.time, **made)
        connection.execute(sa.insert(log), entry_row(entry))
        table, key = ("readings", entry.detail["reading"]) if row.action == "add" else ("rulings", row.subject)
        connection.execute(sa.text(f"UPDATE {table} SET entry = :entry WHERE id = :id"), {"entry": entry.seq, "id": key})  # noqa: S608 - our own names
        last = (entry.seq, entry.time, entry.hash)


def _reading(connection: sa.Connection, document_id: str) -> dict[str, Any]:
    """The first reading of the document that has no entry yet: they were logged in this order."""
    first = "SELECT * FROM readings WHERE document_id = :id AND entry IS NULL ORDER BY seq LIMIT 1"
    reading = connection.execute(sa.text(first), {"id": document_id}).mappings().one()
    document = connection.execute(sa.text("SELECT * FROM documents WHERE id = :id"), {"id": document_id}).mappings().one()
    of_reading = {"reading": reading["id"]}
    passages = connection.execute(sa.text("SELECT * FROM passages WHERE reading_id = :reading ORDER BY position"), of_reading).mappings().all()
    claims = list(connection.execute(sa.text("SELECT json FROM claims WHERE reading_id = :reading ORDER BY seq"), of_reading).scalars())
    return {
        "author": None,
        "detail": {**of_reading, "reader": f"{reading['reader']} {reading['version']}", "claims": len(claims)},
        "content": reading_digest(document, reading, passages, claims),
    }


def _ruling(connection: sa.Connection, ruling_id: str) -> dict[str, Any]:
    import json

    text = connection.execute(sa.text("SELECT json FROM rulings WHERE id = :id"), {"id": ruling_id}).scalar_one()
    ruling = json.loads(text)
    return {"author": ruling["author"], "detail": {"kind": ruling["kind"]}, "content": text_digest(text)}


def _guard(*, sqlite: bool) -> None:
    if sqlite:
        for table in (*_NEVER_CHANGED, *_TOMBSTONE):
            for verb in ("UPDATE", "DELETE"):
                unless = f" WHEN NOT ({_TOMBSTONE[table]})" if verb == "UPDATE" and table in _TOMBSTONE else ""
                op.execute(
                    f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table}{unless} "
                    f"BEGIN SELECT RAISE(ABORT, 'the table {table} is append-only'); END"
                )
        return
    op.execute(
        "CREATE FUNCTION dateline_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the table % is append-only', TG_TABLE_NAME; END $$"
    )
    for table in (*_NEVER_CHANGED, *_TOMBSTONE):
        unless = f" WHEN (NOT ({_TOMBSTONE[table]}))" if table in _TOMBSTONE else ""
        op.execute(f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} FOR EACH ROW{unless} EXECUTE FUNCTION dateline_append_only()")
        op.execute(f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION dateline_append_only()")
        op.execute(f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION dateline_append_only()")


def downgrade() -> None:
    """Refused: a ledger never forgets."""
    raise NotImplementedError("a ledger's schema is never taken back; restore the file from a copy instead")
