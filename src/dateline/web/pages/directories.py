"""Actors, places and sources: who and what the incidents are about, and who tells of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, Literal, cast, get_args

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from dateline.grounding.actors import ActorCatalogue
from dateline.ledger import Facet, Wanted
from dateline.model import Actor, Claim, Incident, Place, Role
from dateline.model.errors import UnknownId
from dateline.web.asking import Question
from dateline.web.desk import Desk
from dateline.web.pages.overview import listing
from dateline.web.pages.showing import desk_of, page, visitor_of

router = APIRouter(include_in_schema=False)
_PER_PAGE = 100
_NAMES = 30
_ROLES: tuple[Role, ...] = get_args(Role)


def _directory(request: Request, template: str, title: str, found: list[Facet], skip: int, **more: Any) -> HTMLResponse:
    text = request.query_params.get("q", "")
    shown, rest = found[:_PER_PAGE], len(found) > _PER_PAGE
    return page(request, template, title=title, found=shown, text=text, skip=skip, more=rest, per_page=_PER_PAGE, **more)


def _called(desk: Desk, incidents: Iterable[Incident], values: Callable[[Claim], Iterable[tuple[str | None, str]]], wanted: str) -> list[str]:
    """The words by which the reports of some incidents name a thing; ``values`` gives ids and words of a claim."""
    claims = desk.ledger.claims_by_id(claim_id for incident in incidents for claim_id in incident.claim_ids)
    found = Counter(words for claim in claims.values() for identity, words in values(claim) if identity == wanted)
    once = {words.casefold(): words for words, _ in sorted(found.items(), key=lambda pair: (pair[1], pair[0]))}
    return sorted(once.values(), key=str.casefold)[:_NAMES]


def _asked(request: Request) -> tuple[str | None, int]:
    given = request.query_params.get("skip", "0")
    skip = int(given) if given.isascii() and given.isdigit() and len(given) < 7 else 0
    return request.query_params.get("q", "")[:200] or None, skip


@cache
def _names() -> dict[str, list[str]]:
    """Names in the catalogue by actor, those of a capital or a demonym left out."""
    found: dict[str, list[str]] = {}
    for name, known, _ in ActorCatalogue.default().data.names:
        if known.via in ("country", "group", "organisation", "person", "part"):
            found.setdefault(known.actor.id, []).append(name)
    return found


def names_of(actor_id: str) -> list[str]:
    """The names under which the catalogue knows an actor."""
    return sorted(set(_names().get(actor_id, [])))


@router.get("/actors")
def actors(request: Request) -> HTMLResponse:
    """All who took part in anything."""
    visitor_of(request)
    text, skip = _asked(request)
    found = desk_of(request).ledger.ask.facets(_ROLES, text=text, limit=_PER_PAGE + 1, skip=skip)
    return _directory(request, "actors.html", "Actors", found, skip)


@router.get("/actors/{actor_id:path}")
def actor(request: Request, actor_id: str) -> HTMLResponse:
    """One actor: names, roles, incidents."""
    visitor_of(request)
    desk = desk_of(request)
    who, called = naming_actor(desk, actor_id)
    shown = listing(request, Question(actor=actor_id, discounted=True), path="/", with_map=False)
    roles = [(role, desk.ledger.ask.count(Wanted(actor=actor_id, role=role))) for role in _ROLES]
    names = [one for one in names_of(actor_id) if one.casefold() != who.name.casefold()]
    return page(request, "actor.html", title=who.name, actor=who, names=names, called=called, roles=roles, **shown)


def naming_actor(desk: Desk, actor_id: str) -> tuple[Actor, list[str]]:
    """An actor that takes part in incidents, and how the reports of the newest of them call it.

    Raises:
        UnknownId: if no incident names it.
    """
    some = desk.ledger.ask.page(Wanted(actor=actor_id, discounted=True)).incidents
    if not some:
        raise UnknownId(f"{actor_id}: no incident of this ledger names this actor. /actors lists those that are named.")
    who = next(part.actor for part in some[0].actors if part.actor.id == actor_id)
    return who, _called(desk, some, lambda claim: ((part.actor.id, part.words) for part in claim.actors), actor_id)


@router.get("/places")
def places(request: Request) -> HTMLResponse:
    """All places where anything happened."""
    visitor_of(request)
    text, skip = _asked(request)
    found = desk_of(request).ledger.ask.facets(("place",), text=text, limit=_PER_PAGE + 1, skip=skip)
    return _directory(request, "places.html", "Places", found, skip)


@router.get("/places/{place_id:path}")
def place(request: Request, place_id: str) -> HTMLResponse:
    """One place and its incidents."""
    visitor_of(request)
    where, called = naming_place(desk_of(request), place_id)
    shown = listing(request, Question(place=place_id, discounted=True), path="/", with_map=False)
    return page(
        request, "place.html", title=where.name, place=where, names=[one for one in called if one.casefold() != where.name.casefold()], **shown
    )


def naming_place(desk: Desk, place_id: str) -> tuple[Place, list[str]]:
    """A place of incidents, and how the reports of the newest of them call it.

    Raises:
        UnknownId: if no incident is there.
    """
    some = desk.ledger.ask.page(Wanted(place=place_id, discounted=True)).incidents
    if not some:
        raise UnknownId(f"{place_id}: no incident of this ledger is at this place. /places lists the places.")
    called = _called(desk, some, lambda claim: ((claim.place.place.id, claim.place.words),) if claim.place else (), place_id)
    return cast("Place", some[0].place), called


def _standings(request: Request, kind: Literal["outlet", "origin"]) -> HTMLResponse:
    visitor_of(request)
    text, skip = _asked(request)
    ask = desk_of(request).ledger.ask
    found = ask.facets((kind,), text=text, limit=_PER_PAGE + 1, skip=skip)
    standing = ask.standing([facet.value for facet in found[:_PER_PAGE]], kind)
    return _directory(request, "sources.html", "Sources", found, skip, kind=kind, standing=standing)


@router.get("/sources")
def sources(request: Request) -> HTMLResponse:
    """Outlets, by how much they tell and how often they tell it alone."""
    return _standings(request, "outlet")


@router.get("/origins")
def origins(request: Request) -> HTMLResponse:
    """Those whom the reports go back to, however many outlets relay them."""
    return _standings(request, "origin")


@router.get("/sources/{name:path}")
def source(request: Request, name: str) -> HTMLResponse:
    """One outlet: its incidents, its documents, and how what it tells stands beside what others tell."""
    visitor_of(request)
    ask = desk_of(request).ledger.ask
    standing = ask.standing([name]).get(name)
    documents = ask.documents_of(name, limit=200)
    if standing is None and not documents:
        raise UnknownId(f"{name}: no document of this ledger is by this publisher. /sources lists the publishers.")
    told = listing(request, Question(outlet=name, discounted=True), path="/", with_map=False)
    return page(request, "source.html", title=name, kind="outlet", names=[], standing=standing, documents=documents, **told)


@router.get("/origins/{name:path}")
def origin(request: Request, name: str) -> HTMLResponse:
    """One origin: its incidents, its other names, and how what it tells stands beside what others tell."""
    visitor_of(request)
    standing = desk_of(request).ledger.ask.standing([name], "origin").get(name)
    if standing is None:
        raise UnknownId(f"{name}: no incident of this ledger goes back to anybody of this name. /origins lists those that they go back to.")
    told = listing(request, Question(origin=name, discounted=True), path="/", with_map=False)
    names = {other for incident, _ in told["incidents"] for one in incident.origins if one.name == name for other in one.names}
    return page(request, "source.html", title=name, kind="origin", names=sorted(names), standing=standing, documents=[], **told)
