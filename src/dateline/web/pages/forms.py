"""Forms that change something: they must come from the desk itself, and from somebody who may."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import FormData
from starlette.requests import Request

from dateline.web.access import Visitor
from dateline.web.pages.showing import NotAllowed, desk_of, session_of, visitor_of

_MOST_FILES, _MOST_FIELDS, _LONGEST_FIELD = 200, 2000, 5 * 2**20


def from_here(request: Request) -> bool:
    """Whether a browser says that the request comes from the desk's own pages; other clients say nothing."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


async def checked_form(request: Request) -> FormData:
    """A form that carries the token of its session.

    Raises:
        NotAllowed: if it does not, or comes from another site.
    """
    if not from_here(request):
        raise NotAllowed("This form was sent from another site. Open the desk and do it there.")
    form = await request.form(max_files=_MOST_FILES, max_fields=_MOST_FIELDS, max_part_size=_LONGEST_FIELD)
    if not desk_of(request).access.is_form_token(session_of(request), str(form.get("form_token") or "")):
        raise NotAllowed("This form is too old. Go back, load the page again, and send it once more.")
    return form


async def edit_form(request: Request) -> tuple[Visitor, FormData]:
    """A form of somebody who may change things.

    Raises:
        SignInNeeded: if nobody is signed in.
        NotAllowed: if the user may only look, or the form is none of ours.
    """
    visitor = visitor_of(request)
    if not visitor.may_edit:
        raise NotAllowed("You may look and not change anything. Ask whoever runs this desk for the role of an editor.")
    return visitor, await checked_form(request)
