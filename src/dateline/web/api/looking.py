"""Questions: incidents, claims, documents, places on the map, days, actors, sources, the queue, rulings, schemas."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, cast, get_args

from fastapi import APIRouter, Path, Query, Request
from pydantic import Field

from dateline.grounding.places import Gazetteer
from dateline.ledger import QUEUES, Bin, Coarse, Counted, Facet, Hit, Quote, Spot, Standing, Step, TimeStep, Wanted
from dateline.model import NOUNS, Actor, Claim, Document, Incident, Passage, Place, Reading, Role, Ruling, Value, json_schema
from dateline.model.errors import LedgerError, UnknownId
from dateline.web import plots
from dateline.web.asking import Finest, Question, box_of
from dateline.web.marking import difference
from dateline.web.pages.directories import names_of, naming_actor, naming_place
from dateline.web.pages.documents import found_document
from dateline.web.pages.showing import desk_of, visitor_of

router = APIRouter(tags=["looking"])

Id = Annotated[str, Path(max_length=40, description="An id, or its beginning where that is unique.")]
After = Annotated[str | None, Query(max_length=100, description="The `next` of the page before.")]
Limit = Annotated[int, Query(ge=1, le=500, description="How many at most.")]
Skip = Annotated[int, Query(ge=0, le=1_000_000, description="How many to pass over.")]
Text = Annotated[str | None, Query(max_length=200, description="Part of a name.")]
Asked = Annotated[Question, Query()]


class Problem(Value):
    """What is answered when something is wrong."""

    error: str


class IncidentPage(Value):
    """Some incidents. ``next`` is the cursor of the page after; absent on the last."""

    total: int
    incidents: tuple[Incident, ...]
    next: str | None = None


class MapPage(Value):
    """Incidents on the map, and those without a point fine enough for it, by place."""

    spots: tuple[Spot, ...]
    without: tuple[Coarse, ...]


class Town(Value):
    """A town of the gazetteer."""

    name: str
    lat: float
    lon: float
    population: int


class TimePage(Value):
    """Incidents over time."""

    step: TimeStep
    bins: tuple[Bin, ...]


class QueueItem(Value):
    """An incident that waits for a person, and why."""

    reason: str
    incident: Incident


class QueuePage(Value):
    """How many incidents wait, by reason, and the most pressing."""

    waiting: dict[str, int]
    items: tuple[QueueItem, ...]


class DocumentPage(Value):
    """A document with what was read from it, and the ids of other versions of it."""

    document: Document
    passages: tuple[Passage, ...]
    claims: tuple[Claim, ...]
    versions: tuple[str, ...] = Field(description="Ids of all versions, this one among them, in order of publication.")


class Changed(Value):
    """Words that two versions share, or that only one of them has."""

    kind: Literal["same", "gone", "new"]
    text: str


class ActorPage(Value):
    """An actor, its other names in the catalogue, the words of the reports for it, and its incidents by role."""

    actor: Actor
    names: tuple[str, ...]
    called: tuple[str, ...]
    incidents: dict[Role, int]


class PlacePage(Value):
    """A place, the words of the reports for it, and how many incidents it has."""

    place: Place
    called: tuple[str, ...]
    incidents: int


class Me(Value):
    """Who asks, and what they may do."""

    name: str
    role: Literal["reader", "editor"]


_WRONG: dict[int | str, dict[str, Any]] = {
    401: {"model": Problem, "description": "Nobody is signed in."},
    404: {"model": Problem, "description": "Nothing has that id."},
    413: {"description": "Too large."},
    421: {"description": "The desk is not called by that name."},
    422: {"model": Problem, "description": "The question was not understood."},
    429: {"description": "Too many requests."},
    503: {"model": Problem, "description": "Another process is writing to the ledger."},
}
_GET: dict[str, Any] = {"responses": _WRONG, "response_model_exclude_none": True}


@router.get("/me", **_GET)
def me(request: Request) -> Me:
    """Who asks."""
    user = visitor_of(request).user
    assert user is not None
    return Me(name=user.name, role=user.role)


@router.get("/incidents", **_GET)
def incidents(request: Request, question: Asked, after: After = None, limit: Limit = 50) -> IncidentPage:
    """Incidents that meet all conditions, page by page."""
    visitor_of(request)
    ask, wanted = desk_of(request).ledger.ask, question.wanted()
    try:
        found = ask.page(wanted, sort=question.sort, after=after, limit=limit)
    except ValueError as error:
        raise UnknownId(f"after: {error}") from error
    return IncidentPage(total=ask.count(wanted).incidents, incidents=found.incidents, next=found.next)


@router.get("/incidents/{incident_id}", **_GET)
def incident(request: Request, incident_id: Id) -> Incident:
    """One incident. The id of one that was merged into another gives that one."""
    visitor_of(request)
    return desk_of(request).incident(incident_id)


@router.get("/incidents/{incident_id}/claims", **_GET)
def claims_of_incident(request: Request, incident_id: Id) -> list[Claim]:
    """The claims that an incident rests on."""
    visitor_of(request)
    desk = desk_of(request)
    found = desk.ledger.claims_by_id(desk.incident(incident_id).claim_ids)
    return [found[claim_id] for claim_id in sorted(found)]


@router.get("/incidents/{incident_id}/rulings", **_GET)
def rulings_on_incident(request: Request, incident_id: Id) -> list[Ruling]:
    """The decisions that bear on an incident, as they were made."""
    visitor_of(request)
    desk = desk_of(request)
    return desk.ledger.rulings(desk.incident(incident_id).id)


@router.get("/log", **_GET)
def log(request: Request, of: Annotated[str | None, Query(max_length=40, description="Id of what to tell the history of.")] = None) -> list[Step]:
    """What was done to the ledger, oldest first; for an incident with what each step changed."""
    visitor_of(request)
    return desk_of(request).ledger.log(of)


@router.get("/incidents/{incident_id}/near", **_GET)
def near(request: Request, incident_id: Id, limit: Annotated[int, Query(ge=1, le=50)] = 8) -> list[Incident]:
    """Incidents that could be the same one, the likeliest first."""
    visitor_of(request)
    desk = desk_of(request)
    return desk.ledger.ask.near(desk.incident(incident_id), limit=limit)


@router.get("/quotes/{wanted}", **_GET)
def quotes(request: Request, wanted: Id) -> list[Quote]:
    """Every value of an incident, claim or document with the words that it was read from, and who says so."""
    visitor_of(request)
    return desk_of(request).ledger.quotes(wanted)


@router.get("/search", **_GET)
def search(request: Request, q: Annotated[str, Query(min_length=1, max_length=200)], limit: Annotated[int, Query(ge=1, le=100)] = 20) -> list[Hit]:
    """Incidents, claims and documents by their words: all must be found; "phrases" and beginnings* too."""
    visitor_of(request)
    try:
        return desk_of(request).ledger.search(q, limit=limit)
    except ValueError as error:
        raise LedgerError(f"q: {error}") from error


@router.get("/claims/{claim_id}", **_GET)
def claim(request: Request, claim_id: Id) -> Claim:
    """One claim."""
    visitor_of(request)
    shown = desk_of(request).ledger.show(claim_id)
    if not isinstance(shown, Claim):
        raise UnknownId(f"{claim_id}: this is no claim's id; those begin with c-.")
    return shown


@router.get("/documents/{document_id}", **_GET)
def document(request: Request, document_id: Id) -> DocumentPage:
    """One document, with its passages and claims."""
    visitor_of(request)
    ledger = desk_of(request).ledger
    shown = ledger.show(document_id)
    if not isinstance(shown, Document):
        raise UnknownId(f"{document_id}: this is no document's id; those begin with d-.")
    readings: list[Reading] = ledger.readings(shown.id)
    versions = tuple(one.id for one in ledger.ask.versions(shown))
    passages = readings[-1].passages if readings else ()
    return DocumentPage(document=shown, passages=passages, claims=tuple(ledger.claims(document_id=shown.id)), versions=versions)


@router.get("/documents/{document_id}/changes", **_GET)
def changes(request: Request, document_id: Id, since: Annotated[str, Query(max_length=40, description="Id of another version.")]) -> list[Changed]:
    """What changed in a document since another version of it, word by word."""
    visitor_of(request)
    desk = desk_of(request)
    shown, older = found_document(desk, document_id), found_document(desk, since)
    found = difference(older.text, shown.text)
    if found is None:
        raise LedgerError("the versions are too long to be compared. Get both documents and compare them there.")
    return [Changed(kind=one.kind, text=one.text) for one in found]


@router.get("/count", **_GET)
def count(request: Request, question: Asked) -> Counted:
    """How many incidents meet all conditions, and the sum of those killed in them by their figures."""
    visitor_of(request)
    return desk_of(request).ledger.ask.count(question.wanted())


@router.get("/map", **_GET)
def on_the_map(
    request: Request,
    question: Asked,
    cell: Annotated[float, Query(ge=0.0005, le=60, description="Degrees; incidents in one cell are one spot.")] = 1.0,
    finest: Annotated[Finest, Query(description="Places coarser than this get no spot.")] = "near",
    limit: Annotated[int, Query(ge=1, le=5000)] = 1500,
) -> MapPage:
    """Incidents on the map. Those with a place that is coarser than asked are listed without a spot."""
    visitor_of(request)
    ask, wanted = desk_of(request).ledger.ask, question.wanted()
    return MapPage(spots=tuple(ask.spots(wanted, finest=finest, cell=cell, limit=limit)), without=tuple(ask.coarse(wanted, finest=finest)))


@router.get("/towns", **_GET)
def towns(
    request: Request,
    bbox: Annotated[str, Query(max_length=100, description="West, south, east, north in degrees, with commas.")],
    limit: Annotated[int, Query(ge=1, le=100)] = 25,
) -> list[Town]:
    """The most populous towns in a part of the world, for the names on the map."""
    visitor_of(request)
    try:
        west, south, east, north = box_of(bbox)
    except ValueError as error:
        raise LedgerError(f"bbox: {error}") from error
    found = Gazetteer.default().settlements_in(west, south, east, north, limit)
    return [Town(name=one.name, lat=one.lat, lon=one.lon, population=one.population) for one in found]


@router.get("/timeline", **_GET)
def timeline(request: Request, question: Asked, step: TimeStep | None = None) -> TimePage:
    """Incidents by their first possible day, month or year."""
    visitor_of(request)
    found = desk_of(request).ledger.ask.outline(question.wanted(), (lambda _: step) if step else plots.step_for)
    return TimePage(step=step or found.step, bins=found.bins)


@router.get("/actors", **_GET)
def actors(request: Request, q: Text = None, role: Role | None = None, limit: Limit = 100, skip: Skip = 0) -> list[Facet]:
    """Who took part, by how many incidents."""
    visitor_of(request)
    kinds = (role,) if role else get_args(Role)
    return desk_of(request).ledger.ask.facets(kinds, text=q, limit=limit, skip=skip)


@router.get("/actors/{actor_id:path}", **_GET)
def actor(request: Request, actor_id: Annotated[str, Path(max_length=200)]) -> ActorPage:
    """One actor that takes part in incidents: its other names, and in how many incidents it has which role."""
    visitor_of(request)
    desk = desk_of(request)
    who, called = naming_actor(desk, actor_id)
    counts = {role: desk.ledger.ask.count(Wanted(actor=actor_id, role=role)).incidents for role in cast("tuple[Role, ...]", get_args(Role))}
    return ActorPage(actor=who, names=tuple(names_of(actor_id)), called=tuple(called), incidents={role: n for role, n in counts.items() if n})


@router.get("/places", **_GET)
def places(request: Request, q: Text = None, limit: Limit = 100, skip: Skip = 0) -> list[Facet]:
    """Where it happened, by how many incidents."""
    visitor_of(request)
    return desk_of(request).ledger.ask.facets(("place",), text=q, limit=limit, skip=skip)


@router.get("/places/{place_id:path}", **_GET)
def place(request: Request, place_id: Annotated[str, Path(max_length=200)]) -> PlacePage:
    """One place of incidents, and how the reports call it."""
    visitor_of(request)
    desk = desk_of(request)
    where, called = naming_place(desk, place_id)
    return PlacePage(place=where, called=tuple(called), incidents=desk.ledger.ask.count(Wanted(place=place_id)).incidents)


@router.get("/outlets", **_GET)
def outlets(request: Request, q: Text = None, limit: Limit = 100, skip: Skip = 0) -> dict[str, Standing]:
    """Who tells of it, and how that stands beside what others tell."""
    visitor_of(request)
    ask = desk_of(request).ledger.ask
    return ask.standing([facet.value for facet in ask.facets(("outlet",), text=q, limit=limit, skip=skip)])


@router.get("/origins", **_GET)
def origins(request: Request, q: Text = None, limit: Limit = 100, skip: Skip = 0) -> dict[str, Standing]:
    """Whom the reports go back to, and how that stands beside what others tell."""
    visitor_of(request)
    ask = desk_of(request).ledger.ask
    return ask.standing([facet.value for facet in ask.facets(("origin",), text=q, limit=limit, skip=skip)], "origin")


@router.get("/queue", **_GET)
def queue(
    request: Request,
    skip: Annotated[list[str], Query(max_length=200, description="Ids to pass over.")] = [],  # noqa: B006 - FastAPI copies it
    limit: Annotated[int, Query(ge=1, le=100)] = 10,
) -> QueuePage:
    """Incidents that wait for a person: contested, then with a high toll, then of low confidence, then flagged."""
    visitor_of(request)
    ask = desk_of(request).ledger.ask
    items = tuple(QueueItem(reason=reason, incident=one) for reason, one in ask.queue(Wanted(), skip=skip, limit=limit))
    return QueuePage(waiting={name: ask.waiting().get(name, 0) for name in QUEUES}, items=items)


@router.get("/rulings", **_GET)
def rulings(request: Request, limit: Limit = 100, skip: Skip = 0) -> list[Ruling]:
    """Decisions of people, newest first."""
    visitor_of(request)
    return desk_of(request).ledger.rulings()[::-1][skip : skip + limit]


@router.get("/schemas", responses=_WRONG)
def schemas(request: Request) -> list[str]:
    """The nouns that have a published schema."""
    visitor_of(request)
    return sorted(NOUNS)


@router.get("/schemas/{noun}", responses=_WRONG)
def schema(request: Request, noun: Annotated[str, Path(max_length=20)]) -> dict[str, Any]:
    """The JSON Schema of a noun."""
    visitor_of(request)
    if not re.fullmatch(r"[a-z]+", noun) or noun not in NOUNS:
        raise UnknownId(f"{noun}: there is no schema of that name; there are {', '.join(sorted(NOUNS))}.")
    return json_schema(noun)
