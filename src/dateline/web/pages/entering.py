"""Signing in and out."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from dateline.web.pages.forms import checked_form
from dateline.web.pages.showing import SESSION, desk_of, page, session_of

router = APIRouter(include_in_schema=False)


@router.get("/sign-in")
def sign_in_page(request: Request) -> HTMLResponse:
    """The form."""
    return page(request, "sign_in.html", title="Sign in", signed_in=False, wrong=False)


@router.post("/sign-in")
async def sign_in(request: Request) -> Response:
    """Check name and password, and begin a new session."""
    form = await checked_form(request)
    access = desk_of(request).access
    session = await run_in_threadpool(access.sign_in, str(form.get("name") or ""), str(form.get("secret") or ""))
    if session is None:
        return page(request, "sign_in.html", status=401, title="Sign in", signed_in=False, wrong=True)
    response = RedirectResponse("/", 303)
    response.set_cookie(SESSION, session, httponly=True, samesite="strict", secure=request.url.scheme == "https", path="/")
    return response


@router.post("/sign-out")
async def sign_out(request: Request) -> RedirectResponse:
    """End the session."""
    await checked_form(request)
    desk_of(request).access.sign_out(session_of(request))
    response = RedirectResponse("/sign-in", 303)
    response.delete_cookie(SESSION, path="/")
    return response
