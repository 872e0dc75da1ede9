"""What incidents are found by: one narrow row for each, and a row for each actor, outlet and origin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, insert

from dateline.ledger.tables import FACETS, INDEX
from dateline.model import PRECISION_ORDER, Incident, IncidentToll

QUEUES = ("contested", "high toll", "low confidence", "flagged")
"""Why an incident waits for a person, most pressing first."""

HIGH_TOLL = 10
"""So many dead by any figure make an incident wait for a person: the machine's errors weigh most there."""

_BATCH = 2000


def write(connection: Connection, found: Sequence[Incident]) -> None:
    """Store the rows of these incidents, of which none may be there yet."""
    for start in range(0, len(found), _BATCH):
        batch = found[start : start + _BATCH]
        connection.execute(insert(INDEX), [index_row(incident) for incident in batch])
        facets = [row for incident in batch for row in facet_rows(incident)]
        if facets:
            connection.execute(insert(FACETS), facets)


def number(toll: IncidentToll | None) -> int | None:
    """The figure that a toll is sorted and filtered by: the best one, else the low one; None where neither is known."""
    return None if toll is None else toll.best if toll.best is not None else toll.low


def index_row(incident: Incident) -> dict[str, Any]:
    """An incident as the row that it is found by."""
    time, place = incident.time, incident.place
    killed = number(incident.total("killed"))
    return {
        "id": incident.id,
        "type": incident.type,
        "mode": incident.mode,
        "country": place.country if place else None,
        "day": str(time.start or time.end) if time else "",
        "last_day": time.end.isoformat() if time and time.end else None,
        "dead": -1 if killed is None else killed,
        "killed": killed,
        "injured": number(incident.total("injured")),
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "precision": PRECISION_ORDER.index(place.precision) if place else None,
        "place_id": place.id if place else None,
        "place_name": place.name if place else None,
        "documents": len(incident.document_ids),
        "origins": len(incident.origins),
        "contested": int(bool(incident.contradictions)),
        "grade": grade.grade if (grade := incident.grade("airwars")) is not None else None,
        "verdict": incident.verdict,
        "queue": waits_for(incident),
        "words": words(incident),
    }


def words(incident: Incident) -> str:
    """What a search by words looks through, in small letters: summary, actors, place, outlets and origins."""
    names = [part.actor.name for part in incident.actors]
    origins = [origin.name for origin in incident.origins]
    place = [name for name in (incident.place.name, incident.place.admin1, incident.place.admin2) if name] if incident.place else []
    return " \n ".join((incident.id, incident.summary, *names, *place, *incident.publishers, *origins)).casefold()


def waits_for(incident: Incident) -> int | None:
    """Why an incident waits for a person, as an index into ``QUEUES``; None where it does not, or a person has decided on it."""
    if incident.verdict is not None:
        return QUEUES.index("flagged") if incident.flags else None
    killed = incident.total("killed")
    most = max((value for value in (killed.low, killed.best, killed.high) if value is not None), default=0) if killed else 0
    if incident.contradictions:
        return QUEUES.index("contested")
    if most >= HIGH_TOLL:
        return QUEUES.index("high toll")
    if len(incident.origins) < 2 and (incident.place is None or incident.time is None):
        return QUEUES.index("low confidence")
    return QUEUES.index("flagged") if incident.flags else None


def facet_rows(incident: Incident) -> list[dict[str, Any]]:
    """A row for each actor in each role, each outlet and each origin."""
    made: dict[tuple[str, str], dict[str, Any]] = {}

    def add(kind: str, value: str, label: str, detail: str | None = None) -> None:
        made.setdefault((kind, value), {"kind": kind, "value": value, "incident_id": incident.id, "label": label, "detail": detail})

    for part in incident.actors:
        add(part.role, part.actor.id, part.actor.name, part.actor.kind)
    for outlet in incident.publishers:
        add("outlet", outlet, outlet)
    for origin in incident.origins:
        add("origin", origin.name, origin.name)
    place = incident.place
    if place is not None and place.id is not None:
        add("place", place.id, place.name, place.country)
    return list(made.values())
