"""The overview: what happened, by filters, on a map, over time and as a table."""

from __future__ import annotations

import re
from typing import Any, cast, get_args

from fastapi import APIRouter
from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from dateline.ledger import Coarse, FacetKind, Hit, Questions, Wanted
from dateline.model import Role
from dateline.web import plots, wording
from dateline.web.asking import Question
from dateline.web.desk import Desk
from dateline.web.pages.showing import desk_of, page, visitor_of

router = APIRouter(include_in_schema=False)
_LISTS = ("country", "type", "grade")
_ID = re.compile(r"[dcir]-[0-9a-f]{4,16}")
PER_PAGE = 50


def question_of(request: Request) -> tuple[Question, list[str]]:
    """What an address asks, and what of it could not be understood."""
    given = request.query_params
    data: dict[str, Any] = {name: given.getlist(name) if name in _LISTS else given[name] for name in given if name in Question.model_fields}
    problems: list[str] = []
    while True:
        try:
            return Question.model_validate(data), problems
        except ValidationError as error:
            wrong = {str(one["loc"][0]) if one["loc"] else "" for one in error.errors()}
            problems += [f"{str(one['loc'][0]) if one['loc'] else 'question'}: {one['msg'].removeprefix('Value error, ')}" for one in error.errors()]
            data = {name: value for name, value in data.items() if name not in wrong} if wrong - {""} else {}


@router.get("/")
def overview(request: Request) -> Response:
    """The first page."""
    question, problems = question_of(request)
    if question.q and _ID.fullmatch(question.q.strip().lower()):
        return RedirectResponse(f"/go/{question.q.strip().lower()}", 303)
    return page(request, "overview.html", title="Incidents", problems=problems, **listing(request, question, path="/"))


@router.get("/search")
def search(request: Request) -> HTMLResponse:
    """Full-text search in reports, claims and incidents."""
    visitor_of(request)
    words = request.query_params.get("q", "").strip()[:200]
    problem, hits = "", []
    if words:
        try:
            hits = desk_of(request).ledger.search(words, limit=50)
        except ValueError as error:
            problem = str(error)
    return page(request, "search.html", title="Search", words_asked=words, problem=problem, hits=_shown(desk_of(request), hits))


def _shown(desk: Desk, hits: list[Hit]) -> list[dict[str, Any]]:
    """Hits as the page shows them; incidents by their headline."""
    incidents = {one.id: wording.sentence(one) for one in desk.ledger.ask.some(hit.id for hit in hits if hit.kind == "incident")}
    return [{**dict(hit), "title": incidents.get(hit.id, hit.title), "pieces": marked_words(hit)} for hit in hits]


def marked_words(hit: Hit) -> list[tuple[str, bool]]:
    """The words of a hit in pieces, each with whether it is what was found."""
    pieces, last = [], 0
    for start, end in hit.matches:
        pieces += [(hit.words[last:start], False), (hit.words[start:end], True)]
        last = end
    return [piece for piece in (*pieces, (hit.words[last:], False)) if piece[0]]


_KINDS: dict[str, tuple[FacetKind, ...]] = {"actor": get_args(Role), "place": ("place",), "outlet": ("outlet",), "origin": ("origin",)}


def with_ids(ask: Questions, question: Question) -> tuple[Question, dict[str, str | None]]:
    """The question with ids where people gave names, and the names of what it asks for. What nobody knows stays as it was given."""
    named: dict[str, str | None] = {"actor": None, "place": None}
    changes = {}
    for field, kinds in _KINDS.items():
        given = getattr(question, field)
        if given is not None:
            changes[field], named[field] = ask.meant(kinds, given.strip()) or (given, given)
    return question.model_copy(update=changes), named


def listing(request: Request, question: Question, *, path: str, fixed: Wanted | None = None, with_map: bool = True) -> dict[str, Any]:
    """What a list of incidents shows.

    Args:
        request: for its cursor.
        question: the filters.
        path: the page's own path, for its links.
        fixed: what is asked instead, on pages that are about one thing.
        with_map: whether places are needed too.
    """
    ask = desk_of(request).ledger.ask
    question, named = with_ids(ask, question)
    wanted = fixed or question.wanted()
    after = request.query_params.get("after") or None
    problem = None
    try:
        found = ask.page(wanted, sort=question.sort, after=after, limit=PER_PAGE)
    except ValueError as error:
        problem, found, after = str(error), ask.page(wanted, sort=question.sort, limit=PER_PAGE), None
    outline = ask.outline(wanted, plots.step_for)
    return {
        "question": question,
        "named": named,
        "list_path": path,
        "counted": outline.counted,
        "incidents": [(incident, wording.headline(incident)) for incident in found.incidents],
        "cursor_problem": problem,
        "first_page": after is None,
        "next_link": question.link(path, after=found.next) if found.next else None,
        "timeline": plots.timeline(outline.bins, outline.step, question),
        "extent": outline.extent,
        "coarse": ask.coarse(wanted, limit=60) if with_map else cast("list[Coarse]", []),
        "map_query": question.link("/api/map"),
        "country_choices": ask.choices("country"),
        "type_choices": ask.choices("type"),
        "grade_choices": ask.choices("grade"),
    }
