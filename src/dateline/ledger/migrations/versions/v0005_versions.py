"""When a document was got, which tells versions of a page apart; documents found by their address."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for it, unknown for what is stored; have the incidents worked out again."""
    op.add_column("documents", sa.Column("retrieved", sa.String(40)))
    if op.get_bind().dialect.name == "sqlite":
        op.create_index("documents_url", "documents", ["url"])
    else:
        op.execute("CREATE INDEX documents_url ON documents USING hash (url)")  # an address may be longer than a B-tree takes
    op.execute("DELETE FROM derived")
