"""The tables of a ledger, in portable SQL. Everything but ``WORKED_OUT`` is append-only."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Dialect, Float, ForeignKey, Index, Integer, MetaData, String, Table, Text, TypeDecorator

METADATA = MetaData()


class AnyText(TypeDecorator[str]):
    """Any text, also with the character NUL, which PostgreSQL cannot keep: there it is written as an escape, and read back unchanged."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """See :class:`sqlalchemy.types.TypeDecorator`."""
        if value is None or dialect.name == "sqlite":
            return value
        return value.replace(_ESCAPE, _ESCAPE + "1").replace("\x00", _ESCAPE + "0")

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """See :class:`sqlalchemy.types.TypeDecorator`."""
        if value is None or dialect.name == "sqlite":
            return value
        return value.replace(_ESCAPE + "0", "\x00").replace(_ESCAPE + "1", _ESCAPE)


_ESCAPE = "\uf8fe"
"""A private character that begins an escape in PostgreSQL."""

_SEQUENCE = BigInteger().with_variant(Integer, "sqlite")
"""A running number in order of arrival; on SQLite it has to be INTEGER to count by itself."""


def _sequence() -> Column[int]:
    return Column("seq", _SEQUENCE, primary_key=True, autoincrement=True)


DOCUMENTS = Table(
    "documents",
    METADATA,
    _sequence(),
    Column("id", String(20), nullable=False, unique=True),
    Column("sha256", String(64), nullable=False),
    Column("text", AnyText, nullable=False),
    Column("title", AnyText),
    Column("publisher", AnyText),
    Column("url", AnyText),
    Column("published", String(40)),
    Column("published_from", String(20)),
    Column("language", String(3)),
    Column("external_id", AnyText),
    Column("retrieved", String(40)),
    Column("erased", Integer),
)
"""``erased``: the log entry by which the content was erased; a tombstone is left."""

READINGS = Table(
    "readings",
    METADATA,
    _sequence(),
    Column("id", String(20), nullable=False, unique=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False, index=True),
    Column("reader", String(200), nullable=False),
    Column("version", String(200), nullable=False),
    Column("model", String(200)),
    Column("entry", Integer),
)
"""``entry``: the log entry under which it was stored, as for rulings."""

PASSAGES = Table(
    "passages",
    METADATA,
    _sequence(),
    Column("reading_id", ForeignKey("readings.id"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("reason", Text),
)

CLAIMS = Table(
    "claims",
    METADATA,
    _sequence(),
    Column("id", String(20), nullable=False, unique=True),
    Column("reading_id", ForeignKey("readings.id"), nullable=False, index=True),
    Column("document_id", ForeignKey("documents.id"), nullable=False, index=True),
    Column("json", Text, nullable=False),
)

RULINGS = Table(
    "rulings",
    METADATA,
    _sequence(),
    Column("id", String(20), nullable=False, unique=True),
    Column("json", Text, nullable=False),
    Column("entry", Integer),
)

LOG = Table(
    "log",
    METADATA,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("time", String(40), nullable=False),
    Column("action", String(20), nullable=False),
    Column("subject", String(40), nullable=False),
    Column("author", Text),
    Column("detail", Text, nullable=False),
    Column("content", String(64), nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
)
"""See :class:`dateline.ledger.chain.Entry`."""

APPEND_ONLY = (DOCUMENTS, READINGS, PASSAGES, CLAIMS, RULINGS, LOG)

INCIDENTS = Table(
    "incidents",
    METADATA,
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("id", String(20), nullable=False, unique=True),
    Column("type", String(40), nullable=False, index=True),
    Column("country", String(3), index=True),
    Column("first_day", String(10)),
    Column("last_day", String(10)),
    Column("killed", Integer),
    Column("verdict", String(20)),
    Column("json", Text, nullable=False),
)

MEMBERS = Table(
    "incident_claims",
    METADATA,
    Column("claim_id", String(20), primary_key=True),
    Column("incident_id", String(20), nullable=False),
)

INDEX = Table(
    "incident_index",
    METADATA,
    Column("id", String(20), primary_key=True),
    Column("type", String(40), nullable=False),
    Column("mode", String(40)),
    Column("country", String(3), index=True),
    Column("day", String(10), nullable=False),
    Column("last_day", String(10)),
    Column("dead", Integer, nullable=False),
    Column("killed", Integer),
    Column("injured", Integer),
    Column("lat", Float),
    Column("lon", Float),
    Column("precision", Integer),
    Column("place_id", AnyText),
    Column("place_name", AnyText),
    Column("documents", Integer, nullable=False),
    Column("origins", Integer, nullable=False),
    Column("contested", Integer, nullable=False),
    Column("grade", String(20)),
    Column("verdict", String(20)),
    Column("queue", Integer),
    Column("words", AnyText, nullable=False),
)
"""What incidents are found by, narrow enough to be gone through whole. ``day`` and ``dead`` are sorted by: unknown is '' and -1."""

FACETS = Table(
    "incident_facets",
    METADATA,
    Column("kind", String(12), primary_key=True),
    Column("value", AnyText, primary_key=True),
    Column("incident_id", String(20), primary_key=True),
    Column("label", AnyText, nullable=False),
    Column("detail", AnyText),
)
"""What an incident has several of: actors by role, outlets, origins."""

DERIVED = Table(
    "derived",
    METADATA,
    Column("name", String(20), primary_key=True),
    Column("stamp", Text, nullable=False),
)

Index("incidents_days", INCIDENTS.c.first_day, INCIDENTS.c.last_day)
Index("documents_url", DOCUMENTS.c.url, postgresql_using="hash")  # an address may be longer than a B-tree takes
Index("readings_entry", READINGS.c.entry)
Index("log_subject", LOG.c.subject)
Index("incident_index_days", INDEX.c.day, INDEX.c.id)
Index("incident_index_dead", INDEX.c.dead, INDEX.c.id)
Index("incident_facets_incidents", FACETS.c.incident_id)

WORKED_OUT = (MEMBERS, INCIDENTS, INDEX, FACETS, DERIVED)
"""Tables that follow from the others and can be emptied at any time."""
