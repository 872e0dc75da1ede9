"""Templates, and what every page gets: who looks, how many incidents wait, and words for codes."""

from __future__ import annotations

import itertools
import re
import secrets
import unicodedata
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse

from dateline.web import naming, wording
from dateline.web.access import Visitor
from dateline.web.desk import Desk

HERE = Path(__file__).resolve().parent.parent
SESSION = "dateline_session"


class SignInNeeded(Exception):
    """The page is for users, and nobody is signed in."""


class NotAllowed(Exception):
    """The user may look and not change, or the form does not come from the desk."""


_UNSEEN = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u00ad\\u200b\\u200e\\u200f\\u2028\\u2029\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u2069\\ufeff\\ufff9-\\ufffb]"
)
"""Characters that nobody sees and that can turn the words around them: a document may hold them, a page shows none as they are."""


def _seen(value: Any) -> Any:
    return _UNSEEN.sub("", value) if isinstance(value, str) and not isinstance(value, Markup) else value


def revealed(text: str) -> Markup:
    """A document's own words: what nobody would see is shown by its name."""

    def named(found: re.Match[str]) -> str:
        name = unicodedata.name(found[0], "control character")
        return f'<span class="unseen" title="U+{ord(found[0]):04X} {name}">{"".join(word[0] for word in name.split())}</span>'

    return Markup(_UNSEEN.sub(named, str(escape(text))))  # noqa: S704 - escaped first; what is put in is ours


def web_address(url: str | None) -> str | None:
    """An address that a browser may be sent to; None for all that is not of the web."""
    return url if url is not None and url.lower().startswith(("https://", "http://")) else None


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=_seen
    )
    made.globals.update(words=wording, names=naming)
    made.filters.update(
        {
            "moment": wording.moment,
            "day": wording.day,
            "span": wording.span,
            "spoken": naming.spoken,
            "called": lambda code, table: naming.called(table, code),
            "country": naming.country_name,
            "web": web_address,
            "km": wording.kilometres,
            "listed": wording.listed,
            "revealed": revealed,
            "number": lambda value: "–" if value is None else f"{value:,}",
        }
    )
    return made


TEMPLATES = _environment()


def desk_of(request: Request) -> Desk:
    """The desk that a request is for."""
    desk: Desk = request.app.state.desk
    return desk


def session_of(request: Request) -> str:
    """The session that a request belongs to; a new one where it has none. :func:`page` gives it to the browser."""
    session = getattr(request.state, "session", None) or request.cookies.get(SESSION) or secrets.token_urlsafe(32)
    request.state.session = session
    return str(session)


def visitor_of(request: Request) -> Visitor:
    """Who sends a request.

    Raises:
        SignInNeeded: if the desk is for users and this is none.
    """
    access = desk_of(request).access
    header = request.headers.get("authorization")
    user = access.of_header(header) if header is not None else access.of_session(request.cookies.get(SESSION))
    if user is None:
        raise SignInNeeded
    return Visitor(user, access.form_token(session_of(request)))


def page(request: Request, template: str, *, status: int = 200, signed_in: bool = True, **values: Any) -> HTMLResponse:
    """Answer with a page.

    Args:
        request: what is answered.
        template: a file of ``templates/``.
        status: of HTTP.
        signed_in: whether the page is for users only; those for everybody show no ledger.
        values: what the template shows.
    """
    desk = desk_of(request)
    visitor = visitor_of(request) if signed_in else Visitor(None, desk.access.form_token(session_of(request)))
    waiting = sum(desk.ledger.ask.waiting().values()) if signed_in else 0
    html = TEMPLATES.get_template(template).render(
        visitor=visitor,
        tick=itertools.count(1).__next__,
        guarded=desk.access.guarded,
        by_token=desk.access.by_token,
        waiting=waiting,
        ledger_name=Path(desk.ledger.name).name,
        path=request.url.path,
        here=request.url.path + (f"?{request.url.query}" if request.url.query else ""),
        done=request.query_params.get("done", "") if signed_in else "",
        **values,
    )
    response = HTMLResponse(html, status)
    keep_session(request, response)
    return response


def keep_session(request: Request, response: HTMLResponse | RedirectResponse) -> None:
    """Give the browser the session, if it does not have it."""
    session = session_of(request)
    if request.cookies.get(SESSION) != session:
        response.set_cookie(SESSION, session, httponly=True, samesite="strict", secure=request.url.scheme == "https", path="/")
