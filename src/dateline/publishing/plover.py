"""PLOVER's JSON, one event a line (manual 2.0): incidents, and claims of non-events with the four labels that the manual asks for.

PLOVER drops events whose actor is not known; ours stay, with an empty list of actors. ``size`` has what PLOVER's manual lists (dead, injured,
arrested), each with the range of what was told.
"""

from __future__ import annotations

import json
from typing import Any, TextIO

from dateline.codebook import load
from dateline.model import NEWS, Actor, Claim, Harm, Place, Status, TimeSpan
from dateline.publishing.cases import Case, Options, Source
from dateline.publishing.countries import country
from dateline.publishing.job import Job
from dateline.publishing.tally import Refusal

LABELS: dict[Status, str] = {
    "background": "historical",
    "planned": "future",
    "threatened": "future",
    "hypothetical": "hypothetical",
    "denied": "negation",
    "negated": "negation",
}
"""Our statuses to PLOVER's labels. What is not here and no news is no event for PLOVER."""

_RESOLUTION = {"site": 5, "settlement": 4, "near": 4, "district": 3, "province": 2, "country": 1}
_SIZE: dict[Harm, str] = {"killed": "dead", "injured": "injured", "detained": "arrested"}
_GEONAMES = "geonames:"


def write(job: Job, out: TextIO) -> None:
    """Write the incidents, in order, then the claims of non-events by document."""
    for case in job.cases():
        _put(job, out, "events", event(case, job.options))
    for claim, source in job.other_claims():
        _put(job, out, "non_events", non_event(claim, source, job.options))


def _put(job: Job, out: TextIO, sheet: str, made: dict[str, Any] | Refusal) -> None:
    if isinstance(made, Refusal):
        job.refuse(made)
        return
    out.write(json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n")
    job.count(sheet)


def event(case: Case, options: Options) -> dict[str, Any] | Refusal:
    """An incident as a PLOVER event, or why there is none."""
    incident = case.incident
    when = _when(incident.time)
    if when is None:
        return Refusal(incident.id, "time-unknown", "no claim says on which day it began; PLOVER needs a date")
    tolls = {name: toll for harm, name in _SIZE.items() if (toll := incident.total(harm)) is not None}
    place_words = next((claim.place.words for claim in case.claims if claim.place is not None), None)
    return {
        "id": incident.id,
        **when,
        "has_event": True,
        "actor": [_entity(part.actor) for part in case.parts("source")],
        "recipient": [_entity(part.actor) for part in case.parts("target")],
        **_kind(case.plover_type, case.plover_mode),
        "event_loc": [_location(incident.place, place_words, options)] if incident.place else [],
        "event_text": incident.summary,
        "size": {name: {key: value for key in ("low", "best", "high") if (value := getattr(toll, key)) is not None} for name, toll in tolls.items()},
        "historical": False,
        "future": False,
        "hypothetical": False,
        "negation": False,
        "link": list(case.urls),
        "text_info": [info for claim in case.claims for info in _text_info(claim)],
        "cite_info": [_cite_info(source) for source in case.sources],
        "coder": "dateline",
        "comment": incident.status,
    }


def non_event(claim: Claim, source: Source, options: Options) -> dict[str, Any] | Refusal:
    """A claim that is no news as a labelled PLOVER event, or why there is none."""
    label = LABELS.get(claim.status.label)
    if claim.status.label in NEWS:
        return Refusal(claim.id, "in-no-incident", "told in passing, retracted, discounted or replaced by another claim")
    if label is None:
        return Refusal(claim.id, "no-single-event", f"{claim.status.label}: PLOVER codes single events")
    when = _when(claim.time.span if claim.time else None)
    if when is None:
        return Refusal(claim.id, "time-unknown", "the claim does not say on which day it began; PLOVER needs a date")
    return {
        "id": claim.id,
        **when,
        "has_event": False,
        "actor": [_entity(part.actor) for part in claim.role("source")],
        "recipient": [_entity(part.actor) for part in claim.role("target")],
        **_kind(claim.event.root, None if claim.event.like else claim.event.mode),
        "event_loc": [_location(claim.place.place, claim.place.words, options)] if claim.place else [],
        "event_text": claim.summary,
        "size": {},
        **{name: name == label for name in ("historical", "future", "hypothetical", "negation")},
        "link": [source.url] if source.url else [],
        "text_info": _text_info(claim),
        "cite_info": [_cite_info(source)],
        "coder": "dateline",
        "comment": claim.status.label,
    }


def _when(span: TimeSpan | None) -> dict[str, str] | None:
    if span is None or span.start is None:
        return None
    made = {"date": span.start.isoformat()}
    if span.end is not None and span.end != span.start:
        made["enddate"] = span.end.isoformat()
    if span.clock:
        made["time"] = span.clock
    return made


def _kind(kind: str, mode: str | None) -> dict[str, Any]:
    return {"event": kind, "quad_code": load("plover").type(kind).quad, **({"mode": mode} if mode else {})}


def _entity(actor: Actor) -> dict[str, str]:
    made = {"entity_text": actor.name, "code": actor.country, "sector": actor.sector, "identifier_id": actor.id}
    return {name: value for name, value in made.items() if value is not None}


def _location(place: Place, words: str | None, options: Options) -> dict[str, Any]:
    known = country(place.country)
    pinned = place.at_least(options.pin)
    made = {
        "extracted_place": words,
        "resolved_place": None if place.precision == "unknown" else place.name,
        "geonameid": place.id.removeprefix(_GEONAMES) if place.id and place.id.startswith(_GEONAMES) else None,
        "lat": place.lat if pinned else None,
        "lon": place.lon if pinned else None,
        "city": place.name if place.precision in ("settlement", "near") else None,
        "district": place.admin2,
        "province": place.admin1,
        "country": known.name if known else None,
        "country_code": place.country,
        "resolution": _RESOLUTION.get(place.precision),
    }
    return {name: value for name, value in made.items() if value is not None}


def _text_info(claim: Claim) -> list[dict[str, Any]]:
    return [
        {"sequence": number, "start": span.start, "end": span.end, "text": span.text, "document": claim.document_id, "claim": claim.id}
        for number, span in enumerate(claim.evidence)
    ]


def _cite_info(source: Source) -> dict[str, str]:
    made = {
        "corpus": source.id,
        "citation": ", ".join(part for part in (source.publisher, source.published, source.title) if part),
        "url": source.url,
        "title": source.title,
        "language": source.language,
        "publication": source.publisher,
        "codebook": "PLOVER",
        "coder": "dateline",
    }
    return {name: value for name, value in made.items() if value}
