"""The queue, and decisions: each one is a ruling with an author and a reason, and another ruling can undo it."""

from __future__ import annotations

from typing import cast, get_args
from urllib.parse import urlsplit

from fastapi import APIRouter
from pydantic import ValidationError
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from dateline.ledger import QUEUES
from dateline.model import RulingKind
from dateline.model.errors import DatelineError
from dateline.web import plots, wording
from dateline.web.access import User
from dateline.web.asking import Question
from dateline.web.desk import Desk
from dateline.web.incident_view import IncidentView, view
from dateline.web.pages.forms import edit_form
from dateline.web.pages.showing import desk_of, page, visitor_of
from dateline.web.telling import in_short

router = APIRouter(include_in_schema=False)
WHY = {
    QUEUES[0]: "The reports contradict one another.",
    QUEUES[1]: "Many are said to have died. A wrong figure weighs most here.",
    QUEUES[2]: "One origin only, and the place or the time is not known.",
    QUEUES[3]: "Something came up after a ruling that speaks against it, or somebody asked for a second look.",
}
_MOST_SKIPPED = 200
_MOST_STEPS = 300


@router.get("/queue")
def queue(request: Request) -> HTMLResponse:
    """The next incident that waits for a person, with the reason."""
    visitor_of(request)
    desk = desk_of(request)
    ask = desk.ledger.ask
    skipped = [one for one in request.query_params.get("skip", "").split(",") if one][-_MOST_SKIPPED:]
    waiting = ask.waiting()
    found = ask.queue(Question().wanted(), skip=skipped)
    if not found:
        return page(request, "queue_empty.html", title="Queue", counts=waiting, skipped=skipped)
    reason, shown = found[0]
    documents = desk.ledger.documents_by_id(shown.document_ids)
    put_together = view(shown, desk.ledger.claims_by_id(shown.claim_ids).values(), documents)
    last = next((ruling for ruling in reversed(desk.standing_rulings()) if ruling.author == _name(request)), None)
    return page(
        request,
        "queue.html",
        title="Queue",
        counts=waiting,
        reason=reason,
        why=WHY[reason],
        view=put_together,
        incident=shown,
        headline=wording.headline(shown),
        tolls=[(toll, plots.series_plot(toll)) for toll in put_together.tolls],
        near=ask.near(shown, limit=3),
        told=in_short(shown, documents),
        pieces=_pieces(put_together),
        back="/queue" + (f"?skip={','.join(skipped)}" if skipped else ""),
        skipped=skipped,
        skip_link="/queue?skip=" + ",".join([*skipped, shown.id]),
        last=last,
    )


def _pieces(shown: IncidentView) -> list[tuple[str, str, str]]:
    """What an incident can be split into: its reports, or, where it is one report's, the claims. Id, name and a hint for each."""
    if len(shown.sources) > 1:
        told = [
            (source.document, f"{source.document.publisher or 'Unknown publisher'}, {wording.moment(source.document.published)}")
            for source in shown.sources
        ]
        return [(document.id, document.title or document.id, hint) for document, hint in told]
    return [(claim.id, claim.summary, "") for source in shown.sources for claim in source.claims]


def _name(request: Request) -> str:
    user = visitor_of(request).user
    return user.name if user is not None else ""


@router.post("/rulings")
async def decide(request: Request) -> Response:
    """Store a decision and go back to where it was made."""
    visitor, form = await edit_form(request)
    desk = desk_of(request)
    back = _local(str(form.get("back") or "/queue"))
    try:
        ruling_id = _rule(desk, cast("User", visitor.user), form)
    except (DatelineError, ValidationError, ValueError) as error:
        told = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
        return page(
            request,
            "problem.html",
            status=422,
            title="Not decided",
            heading="This was not decided",
            message=told.removeprefix("Value error, "),
            back=back,
        )
    mark = "&" if "?" in back else "?"
    path, hash_mark, part = back.partition("#")
    return RedirectResponse(f"{path}{mark}done={ruling_id}{hash_mark}{part}", 303)


def _rule(desk: Desk, user: User, form: FormData) -> str:
    kind = str(form.get("kind") or "")
    if kind not in get_args(RulingKind):
        raise ValueError(f"got the decision {kind!r}, expected one of {', '.join(get_args(RulingKind))}")
    reason = str(form.get("reason") or "").strip()
    if not reason:
        raise ValueError("the reason is empty; every decision needs one, so that others can follow it")
    subjects = [str(one) for one in form.getlist("subject") if one]
    if kind == "apart":
        return _split(desk, user, subjects, [str(one) for one in form.getlist("out")], reason)
    field, value = (str(form.get("field") or "") or None), _value(form) if kind in ("correct", "class") else None
    return desk.rule(user, cast("RulingKind", kind), subjects, reason, field=field, value=value).id


def _split(desk: Desk, user: User, subjects: list[str], out: list[str], reason: str) -> str:
    """Part the claims of some documents from the rest of an incident, one ruling for each claim; those that go stay together."""
    if not out:
        return desk.rule(user, "apart", subjects, reason).id
    claims = desk.ledger.claims_by_id(desk.incident(subjects[0]).claim_ids)
    going = sorted(claim_id for claim_id, claim in claims.items() if claim_id in out or claim.document_id in out)
    staying = sorted(set(claims) - set(going))
    if not going or not staying:
        raise ValueError("all or none of the reports were chosen; choose some of them, so that some go and some stay")
    made = []
    for claim_id in going:
        # An incident's id goes with one of its claims, so the one that stays behind is looked up each time.
        rest = desk.ledger.ask.holding(staying[:1])[staying[0]]
        made.append(desk.rule(user, "apart", (rest, claim_id), reason).id)
    if len(going) > 1:
        made.append(desk.rule(user, "same", going, reason).id)
    return ",".join(made)


def _value(form: FormData) -> str | None:
    """A value as it was typed; nothing means unknown."""
    return str(form.get("value") or "").strip() or None


def _local(address: str) -> str:
    """A path on this desk; anything else leads to the queue."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not address.startswith("/") or address.startswith(("//", "/\\")) or not address.isprintable():
        return "/queue"
    kept = "&".join(one for one in parts.query.split("&") if one and not one.startswith("done="))
    return parts.path + (f"?{kept}" if kept else "") + (f"#{parts.fragment}" if parts.fragment else "")


@router.get("/log")
def log(request: Request) -> HTMLResponse:
    """What was decided, newest first; ``of`` keeps to one thing, ``all`` adds the reports that came in."""
    visitor_of(request)
    desk = desk_of(request)
    of = request.query_params.get("of", "")
    if "all" in request.query_params and not of:
        return page(request, "log_all.html", title="Log", steps=desk.ledger.log()[::-1][:_MOST_STEPS], undone=desk.undone())
    rulings = desk.ledger.rulings(of or None)
    return page(request, "log.html", title="Log", rulings=rulings[::-1][:500], undone=desk.undone(), of=of)
