"""The page of one document: its text with passages and claims marked, and how it differs from other versions."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse

from dateline.ledger import claim_quotes
from dateline.model import Document, Reading
from dateline.model.errors import UnknownId
from dateline.web.desk import Desk
from dateline.web.marking import difference, marked
from dateline.web.pages.showing import desk_of, page, visitor_of, web_address

router = APIRouter(include_in_schema=False)


@router.get("/documents/{document_id}")
def document(request: Request, document_id: str) -> HTMLResponse:
    """One document, opened at the words that were asked for."""
    visitor_of(request)
    desk = desk_of(request)
    shown = found_document(desk, document_id)
    claims = list(desk.ledger.claims(document_id=shown.id))
    asked = [(_offset(request, "from"), _offset(request, "to"))] if "from" in request.query_params else []
    chosen = request.query_params.get("claim")
    asked += [(span.start, span.end) for claim in claims if claim.id == chosen for span in claim.evidence]
    versions = desk.ledger.ask.versions(shown)
    older = request.query_params.get("older")
    compared = next((one for one in versions if one.id == older), None)
    readings = desk.ledger.readings(shown.id)
    passages = newest(readings).passages if readings else ()
    title = next((shown.text[one.start : one.end].strip() for one in passages if one.kind == "title"), None)
    return page(
        request,
        "document.html",
        title=shown.title or shown.id,
        document=shown,
        titled=compared is None and title is not None and title == (shown.title or "").strip(),
        web_address=web_address(shown.url),
        parts_of=marked(shown.text, passages, claims, asked),
        claims=[(number, claim, claim_quotes(shown, claim)) for number, claim in enumerate(claims, start=1)],
        holding=desk.ledger.ask.holding(claim.id for claim in claims),
        versions=versions,
        compared=compared,
        changes=difference(compared.text, shown.text) if compared is not None else None,
        retracted=any(ruling.kind == "retract" and shown.id in ruling.subjects for ruling in desk.standing_rulings()),
    )


def newest(readings: list[Reading]) -> Reading:
    """The reading whose passages are shown: the rule reader's where there is one, and of its versions the last."""
    return max(readings, key=lambda reading: (reading.reader.name == "rules", bool(reading.passages), reading.reader.version))


def found_document(desk: Desk, document_id: str) -> Document:
    """The document of an id.

    Raises:
        UnknownId: if there is none.
    """
    shown = desk.ledger.show(document_id)
    if not isinstance(shown, Document):
        raise UnknownId(f"{document_id}: this is no document's id; those begin with d-.")
    return shown


def _offset(request: Request, name: str) -> int:
    given = request.query_params.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0
