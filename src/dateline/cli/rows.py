"""Nouns as flat rows for CSV."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from dateline.publishing.tables import when

if TYPE_CHECKING:
    from dateline.ledger import Quote
    from dateline.model import Claim, Document, Harm, Incident, Place, Role

_HARMS: tuple[Harm, ...] = ("killed", "injured", "missing", "abducted", "detained", "released", "displaced")
_WHEN = ("start", "end", "time_precision")
_WHERE = ("place", "admin1", "country", "lat", "lon", "place_precision", "radius_km")

INCIDENT_COLUMNS = (
    "id",
    "type",
    "mode",
    "status",
    *_WHEN,
    *_WHERE,
    "sources",
    "targets",
    "weapon",
    "accidental",
    *(f"{harm}_{bound}" for harm in _HARMS for bound in ("low", "best", "high")),
    "documents",
    "publishers",
    "origins",
    "contradictions",
    "summary",
)

CLAIM_COLUMNS = (
    "document_id",
    "title",
    "publisher",
    "published",
    "id",
    "type",
    "mode",
    "status",
    *_WHEN,
    *_WHERE,
    "sources",
    "targets",
    "weapon",
    "accidental",
    *(f"{harm}_{bound}" for harm in _HARMS for bound in ("low", "high")),
    "said_by",
    "summary",
    "quote",
)

QUOTE_COLUMNS = (
    "claim_id",
    "document_id",
    "title",
    "publisher",
    "published",
    "field",
    "value",
    "words",
    "start",
    "end",
    "said_by",
    "rule",
    "inferred",
)


def _joined(words: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(words))


def _where(place: Place | None) -> dict[str, Any]:
    if place is None:
        return {}
    return {
        "place": place.name,
        "admin1": place.admin1,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "place_precision": place.precision,
        "radius_km": place.radius_km,
    }


def incident_row(incident: Incident) -> dict[str, Any]:
    """An incident as one row; several actors or outlets in one cell are parted by semicolons."""

    def actors(role: Role) -> str:
        return _joined(part.actor.name for part in incident.actors if part.role == role)

    tolls = {
        f"{toll.harm}_{bound}": getattr(toll, bound) for toll in incident.tolls if toll.victim_class is None for bound in ("low", "best", "high")
    }
    return {
        "id": incident.id,
        "type": incident.type,
        "mode": incident.mode,
        "status": incident.status,
        **when(incident.time),
        **_where(incident.place),
        "sources": actors("source"),
        "targets": actors("target"),
        "weapon": incident.weapon,
        "accidental": incident.accidental,
        **tolls,
        "documents": len(incident.document_ids),
        "publishers": _joined(incident.publishers),
        "origins": _joined(origin.name for origin in incident.origins),
        "contradictions": _joined(contradiction.about for contradiction in incident.contradictions),
        "summary": incident.summary,
    }


def claim_row(document: Document, claim: Claim) -> dict[str, Any]:
    """A claim as one row, with the clauses that tell it."""
    from dateline.ledger import value_words
    from dateline.resolving import claim_bounds

    bounds = {harm: claim_bounds(claim, harm) for harm in _HARMS}
    tolls = {f"{harm}_{name}": value for harm, told in bounds.items() if told for name, value in zip(("low", "high"), told, strict=True)}
    return {
        "document_id": document.id,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published,
        "id": claim.id,
        "type": claim.event.type,
        "mode": claim.event.mode,
        "status": claim.status.label,
        **when(claim.time.span if claim.time else None),
        **_where(claim.place.place if claim.place else None),
        "sources": _joined(part.actor.name for part in claim.role("source")),
        "targets": _joined(part.actor.name for part in claim.role("target")),
        "weapon": claim.weapon.code if claim.weapon else None,
        "accidental": claim.accidental.value if claim.accidental else None,
        **tolls,
        "said_by": _joined(value_words(speaker) for speaker in claim.speakers),
        "summary": claim.summary,
        "quote": " […] ".join(span.text for span in claim.evidence),
    }


def quote_row(quote: Quote) -> dict[str, Any]:
    """A quote as one row."""
    return quote.model_dump() | {"said_by": _joined(quote.said_by)}
