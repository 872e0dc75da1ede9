"""Full-text indexes: what of a document and of a claim can be searched for, kept beside them by the database itself (FTS5, tsvector)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, text

from dateline.grounding.places import Gazetteer
from dateline.model import Claim

INDEXED = 200_000
"""Characters of a document that PostgreSQL indexes: its index entries may not grow beyond 1 MB. SQLite indexes all."""

SQLITE = (
    "CREATE VIRTUAL TABLE document_words USING fts5(title, text, content='documents', content_rowid='seq', "
    "tokenize='porter unicode61 remove_diacritics 2')",
    "CREATE VIRTUAL TABLE claim_words USING fts5(words, tokenize='porter unicode61 remove_diacritics 2')",
)
POSTGRESQL = (
    "CREATE TABLE document_words (seq BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)",
    "CREATE INDEX document_words_index ON document_words USING gin (words)",
    "CREATE TABLE claim_words (seq BIGINT PRIMARY KEY, told TEXT NOT NULL, words TSVECTOR NOT NULL)",
    "CREATE INDEX claim_words_index ON claim_words USING gin (words)",
)
TABLES = ("document_words", "claim_words")
"""Tables that the database's own search makes or that hold its index; SQLite adds some of its own that begin like these."""

_ADD = {
    ("sqlite", "document"): "INSERT INTO document_words (rowid, title, text) VALUES (:seq, :title, :text)",
    ("sqlite", "claim"): "INSERT INTO claim_words (rowid, words) VALUES (:seq, :told)",
    ("postgresql", "document"): "INSERT INTO document_words (seq, words) VALUES (:seq, to_tsvector('english', CAST(:plain AS TEXT)))",
    ("postgresql", "claim"): "INSERT INTO claim_words (seq, told, words) VALUES (:seq, :told, to_tsvector('english', CAST(:plain AS TEXT)))",
}


def claim_text(claim: Claim) -> str:
    """What of a claim can be searched for: its summary and words, and the names of what they were tied to."""
    told: list[str | None] = [claim.summary, claim.event.type, claim.event.mode, *(span.text for span in claim.evidence)]
    told += [name for part in claim.actors for name in (part.actor.name, part.words)]
    told += [speaker.name for speaker in claim.speakers]
    if claim.place is not None:
        place = claim.place.place
        told += [claim.place.words, place.name, place.admin1, place.country, _country_name(place.country) if place.country else None]
    if claim.weapon is not None:
        told += [claim.weapon.words, claim.weapon.code]
    return " · ".join(dict.fromkeys(one.replace("\x00", " ") for one in told if one))


@lru_cache(maxsize=512)
def _country_name(code: str) -> str | None:
    found = Gazetteer.default().country(code)
    return found.name if found is not None else None


def unaccented(words: str) -> str:
    """Letters without their accents; SQLite's index does this by itself, PostgreSQL's does not."""
    return "".join(letter for letter in unicodedata.normalize("NFD", words) if not unicodedata.combining(letter))


def index_document(connection: Connection, seq: int, row: Mapping[str, Any]) -> None:
    """Make a stored document findable."""
    values = {"seq": seq, "title": row["title"], "text": row["text"]}
    if connection.dialect.name != "sqlite":
        values = {"seq": seq, "plain": unaccented(f"{row['title'] or ''} {row['text']}"[:INDEXED].replace("\x00", " "))}
    connection.execute(text(_ADD[connection.dialect.name, "document"]), values)


def index_claims(connection: Connection, claims: Iterable[tuple[int, Claim]]) -> None:
    """Make stored claims findable."""
    values = [{"seq": seq, "told": claim_text(claim)} for seq, claim in claims]
    if connection.dialect.name != "sqlite":
        values = [row | {"plain": unaccented(str(row["told"]))} for row in values]
    if values:
        connection.execute(text(_ADD[connection.dialect.name, "claim"]), values)


def forget(connection: Connection, seq: int, document: Mapping[str, Any], claims: Iterable[int]) -> None:
    """Take a document and its claims out of the indexes, and leave no trace in them."""
    numbers = [{"seq": claim} for claim in claims]
    if connection.dialect.name == "sqlite":
        told = {"seq": seq, "title": document["title"], "text": document["text"]}
        connection.execute(text("INSERT INTO document_words (document_words, rowid, title, text) VALUES ('delete', :seq, :title, :text)"), told)
        if numbers:
            connection.execute(text("DELETE FROM claim_words WHERE rowid = :seq"), numbers)
        for table in TABLES:  # what was deleted stays in the index until its parts are merged
            connection.execute(text(f"INSERT INTO {table} ({table}) VALUES ('optimize')"))  # noqa: S608 - our own names
        return
    connection.execute(text("DELETE FROM document_words WHERE seq = :seq"), {"seq": seq})
    if numbers:
        connection.execute(text("DELETE FROM claim_words WHERE seq = :seq"), numbers)
