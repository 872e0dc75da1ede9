"""Every value with the words it was read from, and who says so."""

from __future__ import annotations

from sqlalchemy import Connection, select

from dateline.ledger import rows
from dateline.ledger.stored import standing_readings
from dateline.ledger.tables import CLAIMS, DOCUMENTS
from dateline.model import (
    ActorRole,
    Claim,
    ClaimPlace,
    ClaimTime,
    Document,
    EventType,
    Flag,
    Grounded,
    Incident,
    Moment,
    Ruling,
    Speaker,
    StatusLabel,
    Toll,
    Value,
    Weapon,
)
from dateline.model.errors import UnknownId
from dateline.resolving import speaker_name


class Quote(Value):
    """One value of one claim with the words it was read from.

    Args:
        claim_id, document_id: where it stands.
        title, publisher, published: of the document.
        field: which value (``killed``, ``place``, ``source`` ...).
        value: the value, for people.
        words: the document's words.
        start, end: where they stand in the stored text, in Unicode code points.
        said_by: who says so; empty where the document itself does.
        rule: what read it.
        inferred: whether it was concluded from the words rather than said by them.
    """

    claim_id: str
    document_id: str
    title: str | None = None
    publisher: str | None = None
    published: Moment | None = None
    field: str
    value: str
    words: str
    start: int
    end: int
    said_by: tuple[str, ...] = ()
    rule: str
    inferred: bool = False


def value_words(value: Grounded) -> str:
    """A value of a claim, written for people."""
    match value:
        case EventType():
            return value.type + (f"/{value.mode}" if value.mode else "")
        case StatusLabel():
            return value.label
        case ActorRole():
            return value.actor.name + (f" ({value.responsibility.replace('_', ' ')})" if value.responsibility else "")
        case Toll():
            scope = "" if value.scope == "incident" else f" ({value.scope})"
            return f"{value.count} {value.harm}" + (f": {value.victims}" if value.victims else "") + scope
        case ClaimPlace():
            return value.place.name + (f", {value.place.country}" if value.place.country else "") + f" ({value.place.precision})"
        case ClaimTime():
            return str(value.span)
        case Weapon():
            return value.code
        case Flag():
            return "yes" if value.value else "no"
        case Speaker():
            return speaker_name(value)
        case _:
            return value.rule


def claim_quotes(document: Document, claim: Claim) -> list[Quote]:
    """Every value of one claim with its words, in the claim's order."""
    speakers = tuple(value_words(speaker) for speaker in claim.speakers)
    return [
        Quote(
            claim_id=claim.id,
            document_id=document.id,
            title=document.title,
            publisher=document.publisher,
            published=document.published,
            field=field,
            value=value_words(value),
            words=span.text,
            start=span.start,
            end=span.end,
            said_by=speakers,
            rule=value.rule,
            inferred=value.inferred,
        )
        for field, value in claim.values()
        for span in value.evidence
    ]


def quotes(connection: Connection, shown: Incident | Claim | Document | Ruling, upto: int | None = None) -> list[Quote]:
    """The quotes of an incident (by publication), of a claim, or of all claims of a document, as of an entry of the log.

    Raises:
        UnknownId: if it is a ruling, which quotes nobody.
    """
    query = select(CLAIMS.c.id, CLAIMS.c.json, CLAIMS.c.reading_id, CLAIMS.c.seq, CLAIMS.c.document_id)
    match shown:
        case Incident():
            wanted = set(shown.claim_ids)
            found = [row for row in connection.execute(query.where(CLAIMS.c.document_id.in_(shown.document_ids))) if row.id in wanted]
        case Claim():
            found = list(connection.execute(query.where(CLAIMS.c.id == shown.id)))
        case Document():
            standing = standing_readings(connection, upto, (shown.id,))
            found = [row for row in connection.execute(query.where(CLAIMS.c.document_id == shown.id)) if row.reading_id in standing]
        case _:
            raise UnknownId(f"{shown.id} is a ruling and quotes nobody; give the id of an incident, a claim or a document.")
    ids = sorted({row.document_id for row in found})
    documents = {row.id: rows.document_from(row) for row in connection.execute(select(DOCUMENTS).where(DOCUMENTS.c.id.in_(ids)))}
    found.sort(key=lambda row: (documents[row.document_id].published or "", row.document_id, row.seq))
    return [quote for row in found for quote in claim_quotes(documents[row.document_id], rows.claim_from(row.json, row.id))]
