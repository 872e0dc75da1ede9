"""What every format is written from: an incident with the claims and documents it rests on, as the profile lets them be seen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice
from typing import TYPE_CHECKING

from dateline.model import Claim, Document, Incident, IncidentActor, Moment, PlacePrecision, Role

if TYPE_CHECKING:
    from dateline.ledger import Asking
    from dateline.publishing.viewing import View

_AT_ONCE = 200
"""Incidents whose claims and documents are asked for together."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document as a publication shows it: a copy, so that a profile can hide words without touching what is stored."""

    id: str
    sha256: str
    text: str
    title: str | None
    publisher: str | None
    url: str | None
    published: Moment | None
    language: str | None

    @classmethod
    def of(cls, document: Document) -> Source:
        """The document with nothing hidden."""
        return cls(
            id=document.id,
            sha256=document.sha256,
            text=document.text,
            title=document.title,
            publisher=document.publisher,
            url=document.url,
            published=document.published,
            language=document.language,
        )


@dataclass(frozen=True, slots=True)
class Case:
    """One incident and all that it rests on.

    Args:
        incident: the incident.
        claims: its claims, in order of their documents.
        sources: its documents by publication (unknown first), then id.
        withheld: how many documents the profile keeps back.
    """

    incident: Incident
    claims: tuple[Claim, ...]
    sources: tuple[Source, ...]
    withheld: int = 0

    @property
    def plover_type(self) -> str:
        """The PLOVER type: the incident's own, or what a type of a user's codebook is like."""
        return self.incident.like or self.incident.type

    @property
    def plover_mode(self) -> str | None:
        """The PLOVER mode; None where the type is a user's own."""
        return None if self.incident.like else self.incident.mode

    def source(self, document_id: str) -> Source:
        """The document of a claim."""
        return next(source for source in self.sources if source.id == document_id)

    def parts(self, role: Role) -> tuple[IncidentActor, ...]:
        """The actors in one role, without those whose part is denied."""
        return parts(self.incident, role)

    @property
    def urls(self) -> tuple[str, ...]:
        """Addresses of the documents."""
        return tuple(dict.fromkeys(source.url for source in self.sources if source.url))


def parts(incident: Incident, role: Role) -> tuple[IncidentActor, ...]:
    """The actors in one role, without those whose part is denied or who were cleared."""
    return tuple(part for part in incident.actors if part.role == role and part.responsibility not in ("denied", "cleared"))


@dataclass(frozen=True, slots=True)
class Options:
    """What a user may ask of a format.

    Args:
        place_precision: the coarsest place that still gets a point; None where each format's own rule holds.
        hxl: a row of HXL tags under the header.
    """

    place_precision: PlacePrecision | None = None
    hxl: bool = False

    @property
    def pin(self) -> PlacePrecision:
        """The coarsest place that gets a point on a map."""
        return self.place_precision or "near"


def cases(ledger: Asking, incidents: Sequence[Incident], view: View) -> Iterator[Case]:
    """Each incident with what it rests on, in the order given."""
    waiting = iter(incidents)
    while some := list(islice(waiting, _AT_ONCE)):
        claims = ledger.claims_by_id(claim_id for incident in some for claim_id in incident.claim_ids)
        documents = ledger.documents_by_id(document_id for incident in some for document_id in incident.document_ids)
        for incident in some:
            sources = [Source.of(documents[document_id]) for document_id in incident.document_ids if document_id in documents]
            sources.sort(key=lambda source: (source.published or "", source.id))
            place = {source.id: number for number, source in enumerate(sources)}
            own = [claims[claim_id] for claim_id in incident.claim_ids if claim_id in claims]
            own.sort(key=lambda claim: (place[claim.document_id], claim.evidence[0].start, claim.id))
            told = [claim for source in sources for reading in ledger.readings(source.id) for claim in reading.claims] if view.hides_names else own
            yield view.apply(Case(incident, tuple(own), tuple(sources)), told)


def other_claims(ledger: Asking, held: frozenset[str], documents: frozenset[str] | None, view: View) -> Iterator[tuple[Claim, Source]]:
    """The claims that no incident holds, each with its document: what is told and not counted.

    Args:
        ledger: where they come from.
        held: ids of the claims that incidents hold.
        documents: only the claims of these; of all documents if None.
        view: what may be seen.
    """
    for document_id, claims in groupby(ledger.claims(), key=lambda claim: claim.document_id):
        if documents is not None and document_id not in documents:
            continue
        told = list(claims)
        source = Source.of(ledger.documents_by_id([document_id])[document_id])
        for claim in told:
            shown = None if claim.id in held else view.apply_to_claim(claim, source, told)
            if shown is not None:
                yield shown
