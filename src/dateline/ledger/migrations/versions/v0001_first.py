"""The first schema: documents, readings, passages, claims, rulings and the log, and the incidents derived from them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_APPEND_ONLY = ("documents", "readings", "passages", "claims", "rulings", "log")


def _sequence() -> sa.Column[int]:
    return sa.Column("seq", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True)


def upgrade() -> None:
    """Make all tables. On SQLite triggers refuse to change or delete what is append-only."""
    op.create_table(
        "documents",
        _sequence(),
        sa.Column("id", sa.String(20), nullable=False, unique=True),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("publisher", sa.Text),
        sa.Column("url", sa.Text),
        sa.Column("published", sa.String(40)),
        sa.Column("published_from", sa.String(20)),
        sa.Column("language", sa.String(3)),
        sa.Column("external_id", sa.Text),
    )
    op.create_table(
        "readings",
        _sequence(),
        sa.Column("id", sa.String(20), nullable=False, unique=True),
        sa.Column("document_id", sa.String(20), sa.ForeignKey("documents.id"), nullable=False, index=True),
        sa.Column("reader", sa.String(200), nullable=False),
        sa.Column("version", sa.String(200), nullable=False),
        sa.Column("model", sa.String(200)),
    )
    op.create_table(
        "passages",
        _sequence(),
        sa.Column("reading_id", sa.String(20), sa.ForeignKey("readings.id"), nullable=False, index=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("reason", sa.Text),
    )
    op.create_table(
        "claims",
        _sequence(),
        sa.Column("id", sa.String(20), nullable=False, unique=True),
        sa.Column("reading_id", sa.String(20), sa.ForeignKey("readings.id"), nullable=False, index=True),
        sa.Column("document_id", sa.String(20), sa.ForeignKey("documents.id"), nullable=False, index=True),
        sa.Column("json", sa.Text, nullable=False),
    )
    op.create_table("rulings", _sequence(), sa.Column("id", sa.String(20), nullable=False, unique=True), sa.Column("json", sa.Text, nullable=False))
    op.create_table(
        "log",
        _sequence(),
        sa.Column("time", sa.String(40), nullable=False),
        sa.Column("action", sa.String(20), nullable=False),
        sa.Column("subject", sa.String(40)),
        sa.Column("detail", sa.Text),
    )
    _derived()
    if op.get_bind().dialect.name == "sqlite":
        for table in _APPEND_ONLY:
            for verb in ("UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, 'the table {table} is append-only'); END"
                )


def _derived() -> None:
    op.create_table(
        "incidents",
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", sa.String(20), nullable=False, unique=True),
        sa.Column("type", sa.String(40), nullable=False, index=True),
        sa.Column("country", sa.String(3), index=True),
        sa.Column("first_day", sa.String(10)),
        sa.Column("last_day", sa.String(10)),
        sa.Column("killed", sa.Integer),
        sa.Column("json", sa.Text, nullable=False),
    )
    op.create_index("incidents_days", "incidents", ["first_day", "last_day"])
    op.create_table(
        "incident_claims",
        sa.Column("claim_id", sa.String(20), primary_key=True),
        sa.Column("incident_id", sa.String(20), nullable=False),
    )
    op.create_table("derived", sa.Column("name", sa.String(20), primary_key=True), sa.Column("stamp", sa.Text, nullable=False))


def downgrade() -> None:
    """Refused: a ledger never forgets."""
    raise NotImplementedError("a ledger's schema is never taken back; restore the file from a copy instead")
