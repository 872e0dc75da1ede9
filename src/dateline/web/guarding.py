"""What every request passes and every answer carries: hosts, sizes, rates, and headers that keep hostile documents harmless."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "geolocation=(), camera=(), microphone=()",
}
LOOPBACK = frozenset(("localhost", "127.0.0.1", "::1"))
_WRITES = frozenset(("POST", "PUT", "PATCH", "DELETE"))
_CLIENTS = 10_000


@dataclass(frozen=True)
class Limits:
    """How much the desk takes.

    Args:
        body: bytes of one request.
        requests: requests of one client in a minute.
        writes: of these, those that change something.
        sign_ins: of these, those that give a password.
    """

    body: int = 25 * 2**20
    requests: int = 1200
    writes: int = 120
    sign_ins: int = 10


class TooLarge(Exception):
    """More bytes came than were announced or are allowed."""


class Rates:
    """Counts what each client does in a minute: a bucket that fills evenly and is emptied by requests."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._buckets: OrderedDict[tuple[str, str], tuple[float, float]] = OrderedDict()

    def allows(self, client: str, kind: str, a_minute: int) -> bool:
        """Whether ``client`` may do one more of ``kind`` now."""
        now = self._clock()
        left, seen = self._buckets.pop((client, kind), (float(a_minute), now))
        left = min(float(a_minute), left + (now - seen) * a_minute / 60)
        allowed = left >= 1
        self._buckets[client, kind] = (left - 1 if allowed else left, now)
        while len(self._buckets) > _CLIENTS:
            self._buckets.popitem(last=False)
        return allowed


class Guard:
    """The door of the desk, around the whole application.

    Args:
        app: what it guards.
        hosts: names by which the desk may be called; None for any. Against sites that point their own name at this computer.
        limits: see :class:`Limits`.
    """

    def __init__(self, app: ASGIApp, hosts: frozenset[str] | None, limits: Limits) -> None:
        self._app, self._hosts, self._limits, self._rates = app, hosts, limits, Rates()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it here."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        refusal = self._refusal(scope, headers)
        counter = _Counter(receive, self._limits.body)
        refused = False

        async def send_counted(message: Message) -> None:
            # Whoever reads the body may take the error for one of their own: what is sent then is not what is meant.
            nonlocal refused
            if counter.exceeded and message["type"] == "http.response.start" and not refused:
                refused = True
                await _too_large(self._limits.body)(scope, receive, send_marked)
            elif not refused:
                await send_marked(message)

        async def send_marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                there = {name.lower() for name, _ in message["headers"]}
                extra = [(name.encode(), value.encode()) for name, value in HEADERS.items() if name.encode() not in there]
                cached = [] if b"cache-control" in there else [(b"cache-control", b"no-store")]
                message = {**message, "headers": [*message["headers"], *extra, *cached]}
            await send(message)

        if refusal is not None:
            await refusal(scope, receive, send_marked)
            return
        try:
            await self._app(scope, counter.receive, send_counted)
        except TooLarge:
            if not refused:
                await _too_large(self._limits.body)(scope, receive, send_marked)

    def _refusal(self, scope: Scope, headers: dict[bytes, str]) -> PlainTextResponse | None:
        name = host_name(headers.get(b"host", ""))
        if self._hosts is not None and name not in self._hosts:
            return PlainTextResponse(f"The desk is not called {name!r}. Open it by the address that `dateline serve` printed.", 421)
        length = headers.get(b"content-length", "0")
        if not length.isdigit() or int(length) > self._limits.body:
            return _too_large(self._limits.body)
        client = (scope.get("client") or ("unknown", 0))[0]
        kinds = [("requests", self._limits.requests)]
        if scope["method"] in _WRITES:
            kinds.append(("sign_ins", self._limits.sign_ins) if scope["path"] == "/sign-in" else ("writes", self._limits.writes))
        if not all(self._rates.allows(client, kind, most) for kind, most in kinds):
            return PlainTextResponse("Too many requests. Wait a minute, then go on.", 429, {"retry-after": "60"})
        return None


def host_name(host: str) -> str:
    """The name in a ``Host`` header, without the port."""
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.partition(":")[0].lower()


def _too_large(most: int) -> PlainTextResponse:
    return PlainTextResponse(f"This is more than the {most / 2**20:.0f} MB that the desk takes at once. Use `dateline add` on the command line.", 413)


class _Counter:
    """Counts what comes, and stops at the limit."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive, self._most, self._taken = receive, most, 0

    @property
    def exceeded(self) -> bool:
        """Whether more came than is allowed."""
        return self._taken > self._most

    async def receive(self) -> Message:
        """The next part of a request.

        Raises:
            TooLarge: if it is too much.
        """
        message = await self._receive()
        self._taken += len(message.get("body", b""))
        if self.exceeded:
            raise TooLarge
        return message
