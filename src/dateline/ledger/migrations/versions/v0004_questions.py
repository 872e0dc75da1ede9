"""What incidents are found by: a narrow table, and one for what they have several of."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make both tables, and have the incidents worked out again, which fills them."""
    op.create_table(
        "incident_index",
        sa.Column("id", sa.String(20), primary_key=True),
        sa.Column("type", sa.String(40), nullable=False),
        sa.Column("mode", sa.String(40)),
        sa.Column("country", sa.String(3), index=True),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("last_day", sa.String(10)),
        sa.Column("dead", sa.Integer, nullable=False),
        sa.Column("killed", sa.Integer),
        sa.Column("injured", sa.Integer),
        sa.Column("lat", sa.Float),
        sa.Column("lon", sa.Float),
        sa.Column("precision", sa.Integer),
        sa.Column("place_id", sa.Text),
        sa.Column("place_name", sa.Text),
        sa.Column("documents", sa.Integer, nullable=False),
        sa.Column("origins", sa.Integer, nullable=False),
        sa.Column("contested", sa.Integer, nullable=False),
        sa.Column("grade", sa.String(20)),
        sa.Column("verdict", sa.String(20)),
        sa.Column("queue", sa.Integer),
        sa.Column("words", sa.Text, nullable=False),
    )
    op.create_index("incident_index_days", "incident_index", ["day", "id"])
    op.create_index("incident_index_dead", "incident_index", ["dead", "id"])
    op.create_table(
        "incident_facets",
        sa.Column("kind", sa.String(12), primary_key=True),
        sa.Column("value", sa.Text, primary_key=True),
        sa.Column("incident_id", sa.String(20), primary_key=True),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("detail", sa.Text),
    )
    op.create_index("incident_facets_incidents", "incident_facets", ["incident_id"])
    op.execute("DELETE FROM derived")
