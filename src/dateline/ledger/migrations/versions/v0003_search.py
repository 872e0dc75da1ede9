"""Documents and claims can be searched for by their words."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from dateline.ledger import wording
from dateline.model import Claim

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_AT_ONCE = 1000


def upgrade() -> None:
    """Make the indexes, and put all that is stored into them."""
    connection = op.get_bind()
    for statement in wording.SQLITE if connection.dialect.name == "sqlite" else wording.POSTGRESQL:
        op.execute(statement)
    for row in connection.execute(sa.text("SELECT seq, title, text FROM documents ORDER BY seq")).mappings().all():
        wording.index_document(connection, row["seq"], dict(row))
    last = 0
    query = sa.text("SELECT seq, json FROM claims WHERE seq > :last AND json != '' ORDER BY seq LIMIT :most")
    while rows := connection.execute(query, {"last": last, "most": _AT_ONCE}).all():
        wording.index_claims(connection, ((row.seq, Claim.from_json(row.json)) for row in rows))
        last = rows[-1].seq


def downgrade() -> None:
    """Refused: a ledger never forgets."""
    raise NotImplementedError("a ledger's schema is never taken back; restore the file from a copy instead")
