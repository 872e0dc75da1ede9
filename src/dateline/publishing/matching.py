"""Which of our incidents is which row of another set: one to one, the best pair first.

Two are compared if their days are at most a number of days apart and their places at most a number of kilometres, both widened by what each side
says of its own precision; where one has no point, the country has to be the same. Their types have to agree by the cross-walk, or at least both be
violence or both be demonstrations. Of all such pairs the one with the highest score is taken, then the next whose two sides are still free, and so
on (greedy matching; of equal scores the one with the first id). The score adds how near they are in time (up to 35 points) and place (35), how well
the types agree (15), the tolls (10) and the kinds of actor (5).

The windows and the taxonomies are those of MELTT (Donnay, Dunford, McGrath, Backer and Cunningham 2019, Journal of Conflict Resolution), which
joins event sets with them; the greedy order and the points are ours.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.codebook import acled
from dateline.grounding.places.geometry import distance_km
from dateline.model import Incident
from dateline.publishing.foreign import ForeignEvent

_OUR_SLACK_KM = 10.0
"""Kilometres around a place of ours whose radius is not known."""
_TIME, _PLACE, _TYPE, _TOLL, _SIDES = 35.0, 35.0, 15.0, 10.0, 5.0
_LONGEST = 62
"""Days beyond which a time is too coarse to match by."""
_VIOLENT = frozenset(("Battles", "Explosions/Remote violence", "Violence against civilians"))
_VIOLENT_CROWDS = frozenset(("Mob violence", "Excessive force against protesters"))
_CROWDS = frozenset(("Protests", "Riots"))
_SAME, _SAME_EVENT, _SAME_FAMILY = 1.0, 0.8, 0.5


@dataclass(frozen=True, slots=True)
class Windows:
    """How far apart two records of one event may be."""

    days: int = 2
    km: float = 50.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """An incident of ours, ready to be compared.

    Args:
        incident: the incident.
        start, end: the days on which it can have been.
        kind: its ACLED type.
        violence: its UCDP type of violence.
        sides: ACLED's numbers for its kinds of actor.
    """

    incident: Incident
    start: dt.date
    end: dt.date
    kind: acled.AcledType | None
    violence: int | None
    sides: frozenset[int]


@dataclass(frozen=True, slots=True)
class Pair:
    """An incident and a row that are taken for the same event.

    Args:
        candidate, event: the two.
        score: 0 to 100.
        days: days between them; 0 where they can be the same day.
        km: kilometres between their points; None where one has none.
    """

    candidate: Candidate
    event: ForeignEvent
    score: float
    days: int
    km: float | None


def match(candidates: Sequence[Candidate], events: Sequence[ForeignEvent], windows: Windows) -> list[Pair]:
    """The pairs, in the order in which they were taken."""
    by_day = _by_day(events)
    found: list[Pair] = []
    for candidate in candidates:
        near: dict[str, ForeignEvent] = {}
        for offset in range(-windows.days, (candidate.end - candidate.start).days + windows.days + 1):
            near |= {event.id: event for event in by_day.get(candidate.start + dt.timedelta(days=offset), ())}
        found += [pair for event in near.values() if (pair := weigh(candidate, event, windows)) is not None]
    found.sort(key=lambda pair: (-pair.score, pair.candidate.incident.id, pair.event.id))
    ours: set[str] = set()
    theirs: set[str] = set()
    taken = []
    for pair in found:
        if pair.candidate.incident.id not in ours and pair.event.id not in theirs:
            ours.add(pair.candidate.incident.id)
            theirs.add(pair.event.id)
            taken.append(pair)
    return taken


def _by_day(events: Iterable[ForeignEvent]) -> Mapping[dt.date, list[ForeignEvent]]:
    days: dict[dt.date, list[ForeignEvent]] = defaultdict(list)
    for event in events:
        if (event.end - event.start).days <= _LONGEST:
            for offset in range((event.end - event.start).days + 1):
                days[event.start + dt.timedelta(days=offset)].append(event)
    return days


def weigh(candidate: Candidate, event: ForeignEvent, windows: Windows) -> Pair | None:
    """How well two go together; None where they cannot be the same event."""
    types = type_agreement(candidate, event)
    days = max(0, (candidate.start - event.end).days, (event.start - candidate.end).days)
    if types == 0 or days > windows.days:
        return None
    place = _place(candidate.incident, event, windows)
    if place is None:
        return None
    nearness, km = place
    width = max((candidate.end - candidate.start).days, (event.end - event.start).days)
    time = (1 - days / (windows.days + 1)) / (1 + width / 14)
    sides = candidate.sides & event.sides
    score = _TIME * time + _PLACE * nearness + _TYPE * types + _TOLL * _toll_likeness(candidate.incident, event) + _SIDES * bool(sides)
    return Pair(candidate, event, round(score, 1), days, None if km is None else round(km, 1))


def _place(incident: Incident, event: ForeignEvent, windows: Windows) -> tuple[float, float | None] | None:
    """Nearness between 0 and 1, and kilometres; None where they are too far apart."""
    place = incident.place
    if place is None:
        return None
    if place.lat is None or place.lon is None or place.precision == "country" or event.lat is None or event.lon is None:
        return (0.2, None) if place.country is not None and place.country == event.country else None
    km = distance_km(place.lat, place.lon, event.lat, event.lon)
    slack = (place.radius_km if place.radius_km is not None else _OUR_SLACK_KM) + event.slack_km
    if km > windows.km + slack:
        return None
    fineness = 1 / (1 + slack / 100)
    return fineness * (1 - km / (windows.km + slack)), km


def type_agreement(candidate: Candidate, event: ForeignEvent) -> float:
    """1 same type, less for the same family, 0 where the types exclude one another."""
    kind = candidate.kind
    if event.violence is not None:
        if candidate.violence == event.violence:
            return _SAME
        return _SAME_FAMILY if kind is not None and _is_violent(kind.event, kind.sub_event) else 0.0
    if kind is None or event.event is None:
        return 0.0
    if (kind.event, kind.sub_event) == (event.event, event.sub_event):
        return _SAME
    if kind.event == event.event:
        return _SAME_EVENT
    if _is_violent(kind.event, kind.sub_event) and _is_violent(event.event, event.sub_event or ""):
        return _SAME_FAMILY
    return _SAME_FAMILY if kind.event in _CROWDS and event.event in _CROWDS else 0.0


def _is_violent(event: str, sub_event: str) -> bool:
    return event in _VIOLENT or sub_event in _VIOLENT_CROWDS


def _toll_likeness(incident: Incident, event: ForeignEvent) -> float:
    """1 where the ranges meet, else the smaller number by the larger; half where one is not known."""
    killed = incident.total("killed")
    theirs = event.best
    if killed is None or theirs is None or (killed.low is None and killed.high is None):
        return 0.5
    low = killed.low if killed.low is not None else 0
    high = killed.high
    if low <= theirs and (high is None or theirs <= high):
        return 1.0
    nearest = low if theirs < low else high if high is not None else low
    return min(nearest, theirs) / max(nearest, theirs)
