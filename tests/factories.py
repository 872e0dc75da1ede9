"""Short ways to make nouns for tests. Every value quotes real words of the document it is made from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

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
    Flag,
    Passage,
    Place,
    ReaderName,
    Reading,
    Speaker,
    StatusLabel,
    TimeSpan,
    Toll,
)
from dateline.resolving import DocumentFacts, ResolvableClaim

READER = ReaderName(name="hand", version="1")

SOLDIERS = Actor(id="TUR-MIL", name="Turkish military", kind="agent", country="TUR", sector="MIL")
REBELS = Actor(id="group:northern-rebels", name="Northern rebels", kind="group", country="SYR", sector="REB")
GUNMEN = Actor(id="generic:gunmen", name="gunmen", kind="generic", sector="UAF")

TEXT = "Shelling in Redtown\n\nAt least 12 people were killed in Redtown on Thursday, the ministry said. Gunmen fired at the market and 30 were hurt."


def document(text: str = TEXT, *, publisher: str | None = "The Examiner", published: str | None = "2017-02-10", **more: Any) -> Document:
    return Document(text=text, title=more.pop("title", text.split("\n", 1)[0]), publisher=publisher, published=published, **more)


def words(doc: Document, quoted: str | None = None) -> tuple[Evidence, ...]:
    """The first place where ``quoted`` stands in the document; by default its first word."""
    quoted = quoted if quoted is not None and quoted in doc.text else doc.text.split()[0]
    start = doc.text.index(quoted)
    return (doc.quote(start, start + len(quoted)),)


def town(
    name: str = "Redtown", lat: float = 36.4, lon: float = 37.5, *, country: str | None = "SYR", precision: str = "settlement", **more: Any
) -> Place:
    return Place(name=name, id=f"test:{name.lower()}", country=country, lat=lat, lon=lon, precision=precision, **more)


def count(told: int | str | tuple[int | None, int | None]) -> Count:
    if isinstance(told, int):
        return Count(low=told, high=told, kind="exact", words=str(told))
    if isinstance(told, str):
        return Count(low=24, kind="vague", words=told)
    low, high = told
    kind = "at_least" if high is None else "at_most" if low is None else "between"
    return Count(low=low, high=high, kind=kind, words=f"{low} to {high}")


def claim(
    doc: Document,
    *,
    kind: str = "ASSAULT/heavy-weapons",
    status: str = "actual",
    day: str | None = "2017-02-09",
    until: str | None = None,
    place: Place | None = None,
    source: Sequence[Actor] = (),
    target: Sequence[Actor] = (),
    responsibility: str | None = None,
    killed: Any = None,
    injured: Any = None,
    tolls: Sequence[Toll] = (),
    said: Sequence[Speaker] = (),
    accidental: bool | None = None,
    reader: ReaderName = READER,
    quoted: str | None = None,
) -> Claim:
    """A claim of ``doc``; figures, places and actors are evidenced by its first words unless ``quoted`` says otherwise."""
    ground: dict[str, Any] = {"evidence": words(doc, quoted), "rule": "hand"}
    event_type, _, mode = kind.partition("/")
    figures = [Toll(harm=harm, count=count(told), **ground) for harm, told in (("killed", killed), ("injured", injured)) if told is not None]
    span = None
    if day is not None:
        start, end = dt.date.fromisoformat(day), dt.date.fromisoformat(until or day)
        days = (end - start).days
        span = TimeSpan(start=start, end=end, precision="day" if days == 0 else "days" if days < 6 else "month")
    return Claim.make(
        document_id=doc.id,
        reader=reader,
        event=EventType(type=event_type, mode=mode or None, **ground),
        status=StatusLabel(label=status, **ground),
        actors=tuple(
            ActorRole(role=role, actor=actor, words=actor.name, responsibility=responsibility if role == "source" else None, **ground)
            for role, actors in (("source", source), ("target", target))
            for actor in actors
        ),
        tolls=(*figures, *tolls),
        place=ClaimPlace(place=place, words=place.name, **ground) if place is not None else None,
        time=ClaimTime(span=span, words="on Thursday", **ground) if span is not None else None,
        accidental=Flag(value=accidental, **ground) if accidental is not None else None,
        speakers=tuple(said),
        summary=f"{event_type.lower()} told by {doc.publisher}",
        evidence=words(doc, quoted),
    )


def speaker(doc: Document, name: str, kind: str = "official", actor: Actor | None = None) -> Speaker:
    return Speaker(name=name, kind=kind, actor=actor, evidence=words(doc), rule="hand")


def toll(doc: Document, harm: str, told: Any, victim_class: str = "undetermined", *, scope: str = "incident", quoted: str | None = None) -> Toll:
    return Toll(harm=harm, count=count(told), victim_class=victim_class, scope=scope, evidence=words(doc, quoted), rule="hand")


def pair(doc: Document, made: Claim) -> ResolvableClaim:
    return ResolvableClaim(made, DocumentFacts.of(doc))


def reading(doc: Document, *claims: Claim, reader: ReaderName = READER) -> Reading:
    passages = (Passage(index=0, start=0, end=len(doc.text), kind="body"),)
    return Reading(document_id=doc.id, reader=reader, passages=passages, claims=claims)


class FakeReader:
    """Reads the number in the last sentence that starts with "Toll:" and knows nothing else."""

    name = READER

    def read(self, doc: Document) -> Reading:
        lines = [line for line in doc.text.splitlines() if line.startswith("Toll:")]
        return reading(doc, *(claim(doc, killed=int(line.split()[1]), place=town(), quoted=line) for line in lines[-1:]))

    def read_many(self, documents: Any) -> Any:
        return (self.read(doc) for doc in documents)
