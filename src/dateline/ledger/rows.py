"""Nouns to rows and back."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError
from sqlalchemy import Row

from dateline.model import Claim, Document, Incident, Passage, ReaderName, content_id
from dateline.model.errors import LedgerDamaged

DOCUMENT_FIELDS = ("text", "title", "publisher", "url", "published", "published_from", "language", "external_id", "retrieved")


def reading_id(document_id: str, reader: ReaderName) -> str:
    """The id of what one reader made of one document."""
    return content_id("g", document_id, reader.to_dict())


def document_row(document: Document) -> dict[str, Any]:
    """A document as a row."""
    return {"id": document.id, "sha256": document.sha256, **{name: getattr(document, name) for name in DOCUMENT_FIELDS}}


def document_from(row: Row[Any]) -> Document:
    """A row as the document that was stored.

    Raises:
        LedgerDamaged: if what is stored is not what was read.
    """
    try:
        document = Document(**{name: getattr(row, name) for name in DOCUMENT_FIELDS})
    except ValidationError as error:
        raise LedgerDamaged(f"the document {row.id} is no longer a document: {error}. Run `dateline verify`.") from error
    if document.id != row.id:
        raise LedgerDamaged(f"the document {row.id} was altered in the store (its content gives {document.id}). Run `dateline verify`.")
    return document


def claim_from(json: str, claim_id: str) -> Claim:
    """A stored claim.

    Raises:
        LedgerDamaged: if what is stored is not what was read.
    """
    try:
        claim = Claim.from_json(json)
    except ValidationError as error:
        raise LedgerDamaged(f"the claim {claim_id} was altered in the store: {error}. Run `dateline verify`.") from error
    if claim.id != claim_id:
        raise LedgerDamaged(f"the claim {claim_id} was altered in the store: it now calls itself {claim.id}. Run `dateline verify`.")
    return claim


def passage_row(reading: str, passage: Passage) -> dict[str, Any]:
    """A passage as a row."""
    row = passage.to_dict() | {"reading_id": reading, "reason": passage.reason}
    row["position"] = row.pop("index")
    return row


def incident_row(position: int, incident: Incident) -> dict[str, Any]:
    """An incident as a row, with what is asked for in columns. ``killed`` is the best figure, else the low one; None where unknown."""
    killed = incident.total("killed")
    number = None if killed is None else killed.best if killed.best is not None else killed.low
    time = incident.time
    return {
        "position": position,
        "id": incident.id,
        "type": incident.type,
        "country": incident.place.country if incident.place else None,
        "first_day": time.start.isoformat() if time and time.start else None,
        "last_day": time.end.isoformat() if time and time.end else None,
        "killed": number,
        "verdict": incident.verdict,
        "json": incident.to_json(),
    }
