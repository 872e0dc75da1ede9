"""FollowTheMoney entities, one a line: events, articles, the named actors, and their mentions. Written as plain JSON in FtM's shape.

FtM's `Mention` has no place for offsets: the words are kept, where they stand is not. Actors who are only described ("gunmen") are no entities,
so that they do not land among people's own records; they stand in the event's notes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, TextIO

from dateline.model import Actor, Claim, TimeSpan, content_id
from dateline.publishing.cases import Case, Source
from dateline.publishing.countries import country
from dateline.publishing.job import Job

_SCHEMA = {"person": "Person", "country": "PublicBody", "agent": "PublicBody", "group": "Organization", "organisation": "Organization"}
_NAME, _STRING, _URL, _TEXT = 380, 1_000, 4_000, 65_000
"""Characters that FtM allows, with a little to spare, in a name, a string, an address and a text."""

_LANGUAGES = {
    "ar": "ara",
    "de": "deu",
    "en": "eng",
    "es": "spa",
    "fa": "fas",
    "fr": "fra",
    "he": "heb",
    "hi": "hin",
    "id": "ind",
    "it": "ita",
    "ja": "jpn",
    "ko": "kor",
    "my": "mya",
    "nl": "nld",
    "pl": "pol",
    "pt": "por",
    "ru": "rus",
    "sw": "swa",
    "tr": "tur",
    "uk": "ukr",
    "ur": "urd",
    "zh": "zho",
}
"""ISO 639-1 to 639-3, which FtM uses; a language that is not here is left out."""


def write(job: Job, out: TextIO) -> None:
    """Write the entities, each once, before what points to it."""
    seen: set[str] = set()
    for case in job.cases():
        for made in entities(case, whole_text=not job.view.redaction.hides):
            if made["id"] not in seen:
                seen.add(made["id"])
                out.write(json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n")
                job.count(made["schema"])


def entities(case: Case, *, whole_text: bool = True) -> Iterator[dict[str, Any]]:
    """The entities of an incident.

    Args:
        case: the incident with what it rests on.
        whole_text: whether articles carry the text of the document.
    """
    for source in case.sources:
        yield _article(source, whole_text=whole_text)
    named = {part.actor.id: part.actor for part in case.incident.actors if part.actor.kind in _SCHEMA}
    for actor in named.values():
        yield _actor(actor)
    yield _event(case, list(named.values()))
    for claim in case.claims:
        yield from _mentions(claim)


def _entity(entity_id: str, schema: str, **properties: Any) -> dict[str, Any]:
    """One entity; properties that are unknown are left out."""
    filled = {name: [value] if isinstance(value, str) else list(dict.fromkeys(value)) for name, value in properties.items() if value}
    return {"id": entity_id, "schema": schema, "properties": filled}


def _article(source: Source, *, whole_text: bool) -> dict[str, Any]:
    return _entity(
        source.id,
        "Article",
        title=source.title and source.title[:_STRING],
        publisher=source.publisher and source.publisher[:_STRING],
        publishedAt=source.published and source.published[:10],
        sourceUrl=source.url and source.url[:_URL],
        language=_LANGUAGES.get(source.language or ""),
        bodyText=source.text.strip()[:_TEXT] if whole_text else None,
    )


def _actor(actor: Actor) -> dict[str, Any]:
    return _entity(_actor_id(actor), _SCHEMA[actor.kind], name=actor.name, country=_country(actor.country))


def _actor_id(actor: Actor) -> str:
    """FtM's ids hold letters, digits, dots and hyphens only."""
    return "a-" + re.sub(r"[^0-9A-Za-z.-]+", "-", actor.id).strip("-.")


def _event(case: Case, named: list[Actor]) -> dict[str, Any]:
    incident = case.incident
    place = incident.place
    words = [f"place known to: {place.precision}"] if place else []
    words += [f"time known to: {incident.time.precision}"] if incident.time else []
    words += [f"{part.role}, described: {part.actor.name}" for part in incident.actors if part.actor.kind not in _SCHEMA]
    words += [
        f"{part.role}, {(part.responsibility or 'stated').replace('_', ' ')}: {part.actor.name}" for part in incident.actors if part.actor in named
    ]
    for toll in incident.tolls:
        who = f" ({toll.victim_class.replace('_', ' ')})" if toll.victim_class else ""
        words.append(f"{toll.harm}{who}: low {_told(toll.low)}, best {_told(toll.best)}, high {_told(toll.high)}; {toll.rule}")
    return _entity(
        incident.id,
        "Event",
        name=incident.summary[:_NAME],
        summary=incident.summary,
        recordId=incident.id,
        keywords=[word for word in (incident.type, incident.mode, incident.weapon, incident.status) if word],
        location=", ".join(part for part in (place.name, place.admin2, place.admin1) if part) if place else None,
        country=_country(place.country) if place else None,
        **_when(incident.time),
        involved=[_actor_id(actor) for actor in named],
        proof=[source.id for source in case.sources],
        publisher=incident.publishers,
        sourceUrl=[url[:_URL] for url in case.urls],
        notes=words,
    )


def _told(number: int | None) -> str:
    return "unknown" if number is None else str(number)


def _when(span: TimeSpan | None) -> dict[str, str]:
    """FtM's dates carry their precision by their length: 2017, 2017-03, 2017-03-05."""
    if span is None:
        return {}
    if span.start is not None and span.start == span.end:
        return {"date": span.start.isoformat()}
    if span.start is not None and span.end is not None and span.precision in ("month", "year"):
        size = 7 if span.precision == "month" else 4
        first, last = span.start.isoformat()[:size], span.end.isoformat()[:size]
        return {"date": first} if first == last else {"startDate": first, "endDate": last}
    days = {"startDate": span.start, "endDate": span.end}
    return {name: day.isoformat() for name, day in days.items() if day is not None}


def _mentions(claim: Claim) -> Iterator[dict[str, Any]]:
    for part in claim.actors:
        if part.actor.kind in _SCHEMA:
            yield _entity(
                content_id("m", claim.document_id, part.actor.id, part.words),
                "Mention",
                document=claim.document_id,
                name=part.words[:_NAME],
                resolved=_actor_id(part.actor),
                detectedSchema=_SCHEMA[part.actor.kind],
                contextCountry=_country(part.actor.country),
            )


def _country(code: str | None) -> str | None:
    """FtM's country codes are ISO alpha-2 in small letters."""
    known = country(code)
    return known.iso2.lower() if known else None
