"""Changes: decisions and new reports. JSON only, from editors only, and never from another site's page."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, UploadFile
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dateline.model import Moment, Ruling, RulingKind, Value
from dateline.model.errors import LedgerError, UnknownId
from dateline.web.access import User
from dateline.web.api.looking import _WRONG, Problem
from dateline.web.intake import MOST_FILES, Job
from dateline.web.pages.adding import document_of
from dateline.web.pages.forms import from_here
from dateline.web.pages.showing import NotAllowed, desk_of, visitor_of

router = APIRouter(tags=["changing"])
_REFUSED: dict[int | str, dict[str, Any]] = {
    **_WRONG,
    403: {"model": Problem, "description": "The user may only look, or the request comes from another site."},
    409: {"model": Problem, "description": "The ledger cannot be written to."},
    415: {"model": Problem, "description": "It is not JSON."},
}


class Decision(BaseModel):
    """A decision to be made; its author is the user who sends it."""

    model_config = ConfigDict(extra="forbid")

    kind: RulingKind
    subjects: list[Annotated[str, Field(max_length=400)]] = Field(min_length=1, max_length=500, description="Ids of what is judged.")
    field: str | None = Field(default=None, max_length=100, description="For `correct`: which field.")
    value: Any = Field(default=None, description="For `correct`: what it should be; null for unknown.")
    reason: str = Field(min_length=1, max_length=5000)


class Report(BaseModel):
    """A report to be read."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(min_length=1, max_length=5_000_000)
    title: str = Field(default="", max_length=1000)
    publisher: str = Field(default="", max_length=300)
    url: str = Field(default="", max_length=2000)
    published: Moment | None = None


class Address(BaseModel):
    """A page to be fetched and read."""

    model_config = ConfigDict(extra="forbid")

    url: str = Field(min_length=1, max_length=2000)
    published: Moment | None = None


class Read(Value):
    """One document that was read."""

    name: str
    document_id: str
    claims: int
    new: bool


class JobState(Value):
    """How far something that was added is."""

    id: str
    state: str
    documents: tuple[Read, ...]
    failed: tuple[str, ...]


def editor(request: Request, *, json: bool = True) -> User:
    """The user of a request that changes something.

    Raises:
        SignInNeeded: if nobody is signed in.
        NotAllowed: if the user may only look, or a browser sends it for another site.
    """
    visitor = visitor_of(request)
    sent_as = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    # A page of another site cannot send JSON, nor headers of its own, without asking first, and the desk never says yes.
    marked = sent_as == "application/json" if json else request.headers.get("x-dateline") is not None
    if not from_here(request) or not marked:
        raise NotAllowed("Send JSON (`Content-Type: application/json`)." if json else "Send the header `X-Dateline: 1`.")
    if visitor.user is None or not visitor.may_edit:
        raise NotAllowed("You may look and not change anything. Ask whoever runs this desk for the role of an editor.")
    return visitor.user


@router.post("/rulings", status_code=201, responses=_REFUSED, response_model_exclude_none=True)
def rule(request: Request, decision: Decision) -> Ruling:
    """Make a decision. It is never deleted; `undo` with its id takes it back."""
    user = editor(request)
    try:
        return desk_of(request).rule(user, decision.kind, decision.subjects, decision.reason, field=decision.field, value=decision.value)
    except (ValidationError, ValueError) as error:
        raise LedgerError(error.errors()[0]["msg"].removeprefix("Value error, ") if isinstance(error, ValidationError) else str(error)) from error


@router.post("/documents", status_code=202, responses=_REFUSED)
def add(request: Request, report: Report) -> JobState:
    """Read a report and store what it tells. Ask for the job to see how far it is."""
    user = editor(request)
    try:
        document = document_of(report.text, report.title, report.publisher, report.url, report.published or "")
    except (ValidationError, ValueError) as error:
        raise LedgerError(error.errors()[0]["msg"].removeprefix("Value error, ") if isinstance(error, ValidationError) else str(error)) from error
    return state_of(desk_of(request).intake.paste(user.name, document))


@router.post("/pages", status_code=202, responses=_REFUSED)
def add_page(request: Request, address: Address) -> JobState:
    """Fetch a page, read it and store what it tells; only where the desk was started with `--fetch`."""
    user = editor(request)
    try:
        return state_of(desk_of(request).intake.page(user.name, address.url, address.published))
    except ValueError as error:
        raise LedgerError(str(error)) from error


@router.post("/files", status_code=202, responses=_REFUSED)
def add_files(request: Request, files: list[UploadFile]) -> JobState:
    """Read files (text, HTML, JSON, JSONL) and store what they tell. Needs the header `X-Dateline: 1`."""
    user = editor(request, json=False)
    if len(files) > MOST_FILES:
        raise LedgerError(f"got {len(files)} files, expected {MOST_FILES} at most. Send them in portions.")
    read = [(one.filename or "file", asyncio.run(one.read())) for one in files]
    return state_of(desk_of(request).intake.files(user.name, read))


@router.get("/jobs/{job_id}", responses=_WRONG)
def job(request: Request, job_id: Annotated[str, Path(max_length=40)]) -> JobState:
    """How far something that was added is."""
    visitor_of(request)
    found = desk_of(request).intake.job(job_id)
    if found is None:
        raise UnknownId(f"{job_id}: the desk does not remember having read this.")
    return state_of(found)


def state_of(found: Job) -> JobState:
    """A job as it is told."""
    documents = tuple(Read(name=one.name, document_id=one.document_id, claims=one.claims, new=one.new) for one in found.taken)
    return JobState(id=found.id, state=found.state, documents=documents, failed=tuple(found.failed))
