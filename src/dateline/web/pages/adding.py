"""Adding reports: pasted, as files, with progress and with the claims that were read."""

from __future__ import annotations

import datetime as dt

from fastapi import APIRouter
from pydantic import ValidationError
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from dateline.ledger import claim_quotes
from dateline.model import Document
from dateline.model.errors import UnknownId
from dateline.web.pages.forms import edit_form
from dateline.web.pages.showing import desk_of, page, visitor_of

router = APIRouter(include_in_schema=False)


@router.get("/add")
def add_page(request: Request) -> HTMLResponse:
    """The forms."""
    visitor_of(request)
    return page(request, "add.html", title="Add reports", problem="", given={}, may_fetch=desk_of(request).intake.may_fetch)


@router.post("/add")
async def add(request: Request) -> Response:
    """Take pasted text, files or an address, and begin to read."""
    visitor, form = await edit_form(request)
    by = visitor.user.name if visitor.user is not None else ""
    intake = desk_of(request).intake
    given = {name: str(form.get(name) or "").strip() for name in ("text", "title", "publisher", "url", "published")}
    files = [(one.filename, await one.read()) for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]
    await form.close()
    try:
        if files:
            job = intake.files(by, files, moment_of(given["published"]))
        elif form.get("what") == "page":
            job = intake.page(by, given["url"], moment_of(given["published"]))
        else:
            job = intake.paste(by, document_of(**given))
    except ValueError as error:
        told = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
        return page(
            request, "add.html", status=422, title="Add reports", problem=told.removeprefix("Value error, "), given=given, may_fetch=intake.may_fetch
        )
    return RedirectResponse(f"/add/{job.id}", 303)


@router.get("/add/{job_id}")
def added(request: Request, job_id: str) -> HTMLResponse:
    """How far a job is, and what came of it."""
    visitor_of(request)
    desk = desk_of(request)
    job = desk.intake.job(job_id)
    if job is None:
        raise UnknownId(f"{job_id}: the desk does not remember having read this. What was stored is in the ledger; look for it there.")
    read = []
    state = job.state  # the reading goes on meanwhile: what is shown must be of one moment
    if state == "done":
        documents = desk.ledger.documents_by_id(taken.document_id for taken in job.taken)
        for taken in job.taken:
            claims = list(desk.ledger.claims(document_id=taken.document_id))
            holding = desk.ledger.ask.holding(claim.id for claim in claims)
            quoted = [(number, claim, claim_quotes(documents[taken.document_id], claim)) for number, claim in enumerate(claims, start=1)]
            read.append((taken, documents[taken.document_id], quoted, holding))
    return page(request, "added.html", title="What was added", job=job, state=state, read=read)


def moment_of(given: str) -> str | None:
    """A publication time as it was typed; None where nothing was.

    Raises:
        ValueError: if it is no time.
    """
    if not given:
        return None
    try:
        return (dt.date if len(given) == 10 else dt.datetime).fromisoformat(given).isoformat()
    except ValueError:
        raise ValueError(f"published: got {given!r}, expected a day such as 2017-02-10 or a time such as 2017-02-10T08:30") from None


def document_of(text: str, title: str = "", publisher: str = "", url: str = "", published: str = "") -> Document:
    """A document of what was typed. A title that does not stand in the text is put on top of it, as readers expect it there.

    Raises:
        ValueError: if there is no text, or a value cannot be used.
    """
    body = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not body:
        raise ValueError("text: got nothing, expected the words of a report. Paste them, or choose a file")
    whole = body if not title or title in body else f"{title}\n\n{body}"
    moment = moment_of(published)
    return Document(
        text=whole, title=title or None, publisher=publisher or None, url=url or None, published=moment, published_from="given" if moment else None
    )
