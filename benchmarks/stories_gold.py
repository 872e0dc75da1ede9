"""The story bench's gold written as claims, as a perfect reader would: fed back it must score about 100, and it measures resolving alone."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.model import (
    Actor,
    ActorRole,
    Claim,
    ClaimPlace,
    ClaimTime,
    Count,
    Document,
    EventType,
    Evidence,
    Passage,
    Place,
    PlacePrecision,
    ReaderName,
    Reading,
    Role,
    Speaker,
    Status,
    StatusLabel,
    Toll,
)
from stories_align import Gold, gold_actors, gold_span
from stories_names import countries

READER = ReaderName(name="gold", version="1")


def _status(gold: Gold) -> Status:
    if gold["modality"] == "planned":
        return "planned"
    if gold["modality"] == "denied":
        return "denied"
    if gold.get("aggregate"):
        return "cumulative"
    return "actual" if gold["foreground"] else "background"


def _roles(gold: Gold, role: Role, evidence: tuple[Evidence, ...]) -> Iterator[ActorRole]:
    for name in gold_actors(gold, role):
        told = countries(name)
        slug = name.casefold().replace(" ", "-")
        actor = Actor(id=f"generic:{slug}", name=name, kind="generic", country=next(iter(told)) if len(told) == 1 else None)
        yield ActorRole(evidence=evidence, rule="gold", role=role, actor=actor, words=name)


def _tolls(gold: Gold, evidence: tuple[Evidence, ...]) -> Iterator[Toll]:
    for harm in ("killed", "injured"):
        if gold[harm] is None:
            continue
        low, high = gold[harm]
        kind = "exact" if low == high else "at_least" if high is None else "between"
        words = str(low) if low == high else f"at least {low}" if high is None else f"{low} to {high}"
        yield Toll(evidence=evidence, rule="gold", harm=harm, count=Count(low=low, high=high, kind=kind, words=words))


def _place(gold: Gold, evidence: tuple[Evidence, ...]) -> ClaimPlace | None:
    told = gold["place"]
    if told is None:
        return None
    precision: PlacePrecision = told.get("precision") or ("sea" if told.get("at_sea") else "settlement")
    place = Place(name=told["name"], country=None if told.get("at_sea") else told["country"], lat=told["lat"], lon=told["lon"], precision=precision)
    return ClaimPlace(evidence=evidence, rule="gold", place=place, words=told["name"])


def claim_of(gold: Gold, document: Document, body: str) -> Claim:
    """One gold event as the claim a perfect reader would make of it."""
    text = document.text
    spans = [(text.index(quote, len(text) - len(body)), len(quote)) for quote in gold["evidence"]]
    evidence = tuple(document.quote(start, start + length) for start, length in sorted(spans))
    kind, _, mode = gold["event_type"].partition("/")
    span = gold_span(gold)
    return Claim.make(
        document_id=document.id,
        reader=READER,
        event=EventType(evidence=evidence, rule="gold", type=kind, mode=mode or None),
        status=StatusLabel(evidence=evidence, rule="gold", label=_status(gold)),
        actors=(*_roles(gold, "source", evidence), *_roles(gold, "target", evidence)),
        tolls=tuple(_tolls(gold, evidence)),
        place=_place(gold, evidence),
        time=ClaimTime(evidence=evidence, rule="gold", span=span, words=" to ".join(gold["date"])) if span else None,
        speakers=tuple(Speaker(evidence=evidence, rule="gold", name=name, kind="unnamed") for name in gold["attributed_to"]),
        summary=gold["event_id"],
        evidence=evidence,
    )


def reading_of(document: Document, body: str, events: tuple[Gold, ...], spliced: frozenset[int]) -> Reading:
    """The gold of one document as a reading."""
    passages, start, index = [], len(document.text) - len(body), 0
    if start and document.title:
        passages.append(Passage(index=0, start=0, end=len(document.title), kind="title"))
    for line in body.split("\n"):
        if line.strip():
            passages.append(Passage(index=len(passages), start=start, end=start + len(line), kind="off_topic" if index in spliced else "body"))
            index += 1
        start += len(line) + 1
    claims = tuple(claim_of(gold, document, body) for gold in events)
    return Reading(document_id=document.id, reader=READER, passages=tuple(passages), claims=claims)
