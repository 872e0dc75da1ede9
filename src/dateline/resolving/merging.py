"""From a group of claims to the incident they tell of."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import get_args

from dateline.model import (
    PRECISION_ORDER,
    Actor,
    Incident,
    IncidentActor,
    Place,
    Responsibility,
    Role,
    TimePrecision,
    TimeSpan,
)
from dateline.resolving.civilians import civilian_status, civilian_words
from dateline.resolving.contradictions import contradictions
from dateline.resolving.facts import ResolvableClaim
from dateline.resolving.grading import grades
from dateline.resolving.origins import origins
from dateline.resolving.perpetrators import overall, stances
from dateline.resolving.summaries import summarise
from dateline.resolving.tolls import merge_tolls
from dateline.resolving.weighing import distance_km

_TIME_ORDER: tuple[TimePrecision, ...] = get_args(TimePrecision)
_ROLES: tuple[Role, ...] = get_args(Role)
_RESPONSIBILITY: tuple[Responsibility, ...] = get_args(Responsibility)
_DAY = _TIME_ORDER.index("day")
_POINT = PRECISION_ORDER.index("near")


def merge(pairs: Sequence[ResolvableClaim]) -> Incident:
    """The incident that these claims tell of; any order of them gives the same."""
    pairs = sorted(pairs, key=lambda pair: pair.claim.id)
    claims = [pair.claim for pair in pairs]
    event_type = _most(claim.event.type for claim in claims)
    assert event_type is not None
    found = origins(pairs)
    actors = _actors(pairs)
    words = civilian_words(pairs)
    documents = sorted({claim.document_id for claim in claims})
    publishers = sorted({pair.document.publisher for pair in pairs if pair.document.publisher})
    draft = Incident(
        id="i-" + claims[0].id.removeprefix("c-"),
        type=event_type,
        mode=_most(claim.event.mode for claim in claims if claim.event.type == event_type),
        like=_most(claim.event.like for claim in claims if claim.event.type == event_type),
        status="actual" if any(claim.status.label == "actual" for claim in claims) else "attempted",
        time=_time([claim.time.span for claim in claims if claim.time is not None]),
        place=_place([claim.place.place for claim in claims if claim.place is not None]),
        actors=actors,
        attribution=overall(actors),
        civilian_status=civilian_status(words),
        civilian_words=words,
        tolls=merge_tolls(pairs, found.of_claim),
        weapon=_most(claim.weapon.code for claim in claims if claim.weapon is not None),
        accidental=_accidental([claim.accidental.value for claim in claims if claim.accidental is not None]),
        claim_ids=tuple(claim.id for claim in claims),
        document_ids=tuple(documents),
        publishers=tuple(publishers),
        origins=found.found,
        copies=found.copies,
        contradictions=contradictions(pairs),
        summary="-",
    )
    return draft.model_copy(update={"grades": grades(draft), "summary": summarise(draft)})


def _most(values: Iterable[str | None]) -> str | None:
    """What most claims have; of equals the first in alphabetical order. None counts only where there is nothing else."""
    counts = Counter(value for value in values if value is not None)
    return min(counts, key=lambda value: (-counts[value], value)) if counts else None


def _accidental(values: Sequence[bool]) -> bool | None:
    """What most claims say; None where none does or where they are split evenly."""
    meant, accident = values.count(False), values.count(True)
    return None if meant == accident else accident > meant


def _time(spans: Sequence[TimeSpan]) -> TimeSpan | None:
    """Of the finest times (days and finer count alike) the one that most claims allow; then the finer, the more often told, the earlier."""
    if not spans:
        return None
    finest = min(max(_DAY, _TIME_ORDER.index(span.precision)) for span in spans)
    fine = [span for span in spans if max(_DAY, _TIME_ORDER.index(span.precision)) == finest]
    told = Counter(span.to_json() for span in spans)
    return min(
        fine,
        key=lambda span: (
            -sum(span.overlaps(other) for other in spans),
            _TIME_ORDER.index(span.precision),
            -told[span.to_json()],
            span.to_json(),
        ),
    )


def _place(places: Sequence[Place]) -> Place | None:
    """Of the finest places (points count alike) the one that most claims allow; then the finer, the more often told, the first by name."""
    if not places:
        return None
    rank = {place.to_json(): max(_POINT, PRECISION_ORDER.index(place.precision)) for place in places}
    finest = min(rank.values())
    fine = [place for place in places if rank[place.to_json()] == finest]
    told = Counter(place.id or place.name for place in places)
    chosen = min(
        fine,
        key=lambda place: (
            -sum(_allows(place, other) for other in places),
            PRECISION_ORDER.index(place.precision),
            -told[place.id or place.name],
            place.name,
            place.to_json(),
        ),
    )
    return chosen.model_copy(update={"candidates": ()})


def _allows(place: Place, other: Place) -> bool:
    if place.id is not None and place.id == other.id:
        return True
    distance = distance_km(place, other)
    if distance is not None and other.precision != "country":
        return distance <= (place.radius_km or 10.0) + (other.radius_km or 10.0)
    return place.country is not None and place.country == other.country


def _actors(pairs: Sequence[ResolvableClaim]) -> tuple[IncidentActor, ...]:
    """Actors by role and id: those that most claims name first, descriptions after names, and those that say next to nothing last."""
    tied = stances(pairs)
    ids: dict[tuple[Role, str], set[str]] = defaultdict(set)
    actors: dict[str, Actor] = {}
    sure: dict[tuple[Role, str], set[Responsibility]] = defaultdict(set)
    for claim, _ in pairs:
        for part in claim.actors:
            key = (part.role, part.actor.id)
            ids[key].add(claim.id)
            actors[part.actor.id] = min(actors.get(part.actor.id, part.actor), part.actor, key=lambda actor: actor.to_json())
            if part.responsibility is not None:
                sure[key].add(part.responsibility)

    def order(key: tuple[Role, str]) -> tuple[int, bool, bool, int, str]:
        actor = actors[key[1]]
        return (_ROLES.index(key[0]), actor.kind == "generic", actor.vague, -len(ids[key]), key[1])

    return tuple(
        IncidentActor(
            role=key[0],
            actor=actors[key[1]],
            responsibility=min(sure[key], key=_RESPONSIBILITY.index) if key in sure else None,
            stances=tied.get(key[1], ()) if key[0] == "source" else (),
            claim_ids=tuple(sorted(ids[key])),
        )
        for key in sorted(ids, key=order)
    )
