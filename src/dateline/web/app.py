"""The application: pages, API, static files, and what is said when something is wrong."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from dateline.ledger import Ledger
from dateline.model.errors import DatelineError, LedgerBusy, LedgerReadOnly, UnknownId
from dateline.web import api
from dateline.web.access import Access
from dateline.web.desk import Desk
from dateline.web.guarding import Guard, Limits
from dateline.web.intake import Intake
from dateline.web.pages import adding, deciding, directories, documents, entering, incidents, overview
from dateline.web.pages.showing import HERE, NotAllowed, SignInNeeded, page

_PAGES = (overview, incidents, documents, directories, deciding, adding, entering)


class _Static(StaticFiles):
    """Files that belong to this version of the package, kept by browsers for an hour."""

    def file_response(self, *arguments: object, **more: object) -> Response:
        """A file, with how long it may be kept."""
        response: Response = super().file_response(*arguments, **more)  # type: ignore[arg-type]
        response.headers["cache-control"] = "private, max-age=3600"
        return response


def create_app(
    ledger: Ledger,
    access: Access | None = None,
    *,
    hosts: frozenset[str] | None = None,
    limits: Limits | None = None,
    intake: Intake | None = None,
) -> ASGIApp:
    """The desk as an ASGI application.

    Args:
        ledger: the ledger that it shows.
        access: who may use it; by default whoever sits at this computer, as an editor.
        hosts: the names by which it may be called; None for any.
        limits: sizes and rates.
        intake: what reads added documents.
    """
    desk = Desk(ledger, access or Access(), intake)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        desk.intake.close()

    app = FastAPI(
        title="dateline",
        version=version("dateline"),
        description="Incidents of conflict, each value with the words that it was read from.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        lifespan=lifespan,
        routes=[Mount("/static", GZipMiddleware(_Static(directory=HERE / "static"), minimum_size=2000))],
    )
    app.state.desk = desk
    for module in _PAGES:
        app.include_router(module.router)
    app.include_router(api.router)
    _say_what_is_wrong(app)
    return Guard(app, hosts, limits or Limits())


def _say_what_is_wrong(app: FastAPI) -> None:
    @app.exception_handler(SignInNeeded)
    async def sign_in_needed(request: Request, _: Exception) -> Response:
        if _is_api(request):
            return JSONResponse({"error": "Sign in: send `Authorization: Basic` with name and password, or `Bearer` with the token."}, 401)
        return RedirectResponse("/sign-in", 303)

    @app.exception_handler(NotAllowed)
    async def not_allowed(request: Request, error: Exception) -> Response:
        return _problem(request, 403, "This may not be done", str(error))

    @app.exception_handler(DatelineError)
    async def dateline_error(request: Request, error: Exception) -> Response:
        status = 404 if isinstance(error, UnknownId) else 503 if isinstance(error, LedgerBusy) else 409 if isinstance(error, LedgerReadOnly) else 422
        return _problem(request, status, "There is nothing here" if status == 404 else "This did not work", str(error))

    @app.exception_handler(RequestValidationError)
    async def not_understood(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        told = "; ".join(f"{'.'.join(str(part) for part in one['loc'])}: {one['msg'].removeprefix('Value error, ')}" for one in error.errors()[:10])
        return _problem(request, 422, "This was not understood", told)

    @app.exception_handler(HTTPException)
    async def http_error(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        return _problem(
            request, error.status_code, "There is nothing here" if error.status_code == 404 else "This did not work", str(error.detail), error.headers
        )


def _is_api(request: Request) -> bool:
    return request.url.path.startswith("/api/")


def _problem(request: Request, status: int, heading: str, message: str, headers: object = None) -> Response:
    if _is_api(request):
        extra = headers if isinstance(headers, dict) else None
        return JSONResponse({"error": message}, status, extra)
    return page(request, "problem.html", status=status, signed_in=False, title=heading, heading=heading, message=message, back="/")
