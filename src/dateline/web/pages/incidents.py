"""The page of one incident: everything that is said of it, with the words."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from dateline.model import Claim, Document, Incident, Ruling
from dateline.web import plots, wording
from dateline.web.incident_view import view
from dateline.web.pages.showing import desk_of, page, visitor_of
from dateline.web.telling import in_short

router = APIRouter(include_in_schema=False)

SHORT_HISTORY = 12
"""Reports up to which an incident's history is shown at once: working out what each step changed grows with their square."""


@router.get("/go/{wanted}")
def go(request: Request, wanted: str) -> RedirectResponse:
    """From any id, or its beginning, to the page of the thing."""
    visitor_of(request)
    found = desk_of(request).ledger.show(wanted)
    match found:
        case Incident():
            return RedirectResponse(f"/incidents/{found.id}", 303)
        case Document():
            return RedirectResponse(f"/documents/{found.id}", 303)
        case Claim():
            return RedirectResponse(f"/documents/{found.document_id}?claim={found.id}#words", 303)
        case Ruling():
            return RedirectResponse(f"/log?of={found.id}", 303)


@router.get("/incidents/{incident_id}")
def incident(request: Request, incident_id: str) -> Response:
    """One incident. An id that was merged into another leads there."""
    visitor_of(request)
    desk = desk_of(request)
    shown = desk.incident(incident_id)
    if shown.id != incident_id:
        # After a merge that makes this the other's id, the way to undo it comes along.
        kept = {"from": incident_id} | ({"done": request.query_params["done"]} if "done" in request.query_params else {})
        return RedirectResponse(f"/incidents/{shown.id}?{urlencode(kept)}", 303 if "done" in kept else 308)
    claims = desk.ledger.claims_by_id(shown.claim_ids)
    documents = desk.ledger.documents_by_id(shown.document_ids)
    put_together = view(shown, claims.values(), documents)
    undone = desk.undone()
    standing = [ruling for ruling in desk.ledger.rulings(shown.id) if ruling.id not in undone and ruling.kind != "undo"]
    tolls = [(toll, plots.series_plot(toll)) for toll in put_together.tolls]
    return page(
        request,
        "incident.html",
        title=wording.sentence(shown).rstrip("."),
        view=put_together,
        incident=shown,
        headline=wording.headline(shown),
        tolls=tolls,
        came_from=request.query_params.get("from", ""),
        steps=desk.ledger.log(shown.id) if len(shown.document_ids) <= SHORT_HISTORY or "history" in request.query_params else None,
        undone=undone,
        decided=[ruling for ruling in standing if ruling.kind != "note"],
        notes=[ruling for ruling in standing if ruling.kind == "note"],
        told=in_short(shown, documents),
        near=desk.ledger.ask.near(shown, limit=5),
    )
