"""Opening the desk on an address of this computer."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Callable
from pathlib import Path

import uvicorn

from dateline.ledger import Ledger
from dateline.sources import Web
from dateline.web.access import Access, AccessError, read_users
from dateline.web.app import create_app
from dateline.web.guarding import LOOPBACK
from dateline.web.intake import Intake

TOKEN = "DATELINE_TOKEN"  # noqa: S105 - the name of a variable, not a secret


def access_for(address: str, users: Path | None, owner: str | None = None) -> Access:
    """Who may use a desk at an address.

    Args:
        address: where it listens.
        users: a user file, or None. A token in the environment variable ``DATELINE_TOKEN`` does as well.
        owner: name for rulings on a desk that is open to its own computer.

    Raises:
        AccessError: if others could reach the desk and nothing says who they are, or the user file cannot be used.
    """
    token = os.environ.get(TOKEN) or None
    if users is not None:
        return Access(users=read_users(users))
    if token is not None:
        return Access(token=token)
    if not is_loopback(address):
        raise AccessError(
            f"{address}: other computers could reach the desk there, and nothing says who may use it. Make users with "
            f"`dateline users add NAME --users users.toml` and give --users users.toml, or set {TOKEN}, or leave --host out."
        )
    return Access(owner=owner)


def is_loopback(address: str) -> bool:
    """Whether only this computer can reach an address."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"


def serve(
    ledger: Ledger,
    *,
    host: str = "127.0.0.1",
    port: int = 8321,
    users: Path | None = None,
    owner: str | None = None,
    web: Web | None = None,
    ready: Callable[[str], None] = lambda _: None,
) -> None:
    """Serve the desk until it is stopped.

    Args:
        ledger: the ledger that it shows.
        host: the address to listen on.
        port: the port; 0 for any that is free.
        users: a user file.
        owner: name for rulings on a desk that is open to its own computer.
        web: how pages are fetched; None where the desk must leave the network alone.
        ready: called with the address once the desk answers.

    Raises:
        AccessError: if others could reach the desk and nothing says who they are.
    """
    access = access_for(host, users, owner)
    app = create_app(ledger, access, hosts=LOOPBACK if is_loopback(host) else None, intake=Intake(ledger, web=web))
    config = uvicorn.Config(
        app, host=host, port=port, log_level="warning", server_header=False, date_header=False, access_log=False, proxy_headers=False
    )
    _Server(config, ready).run()


class _Server(uvicorn.Server):
    """Says where it listens as soon as it does."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[str], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
        """Listen, and say where."""
        await super().startup(sockets)  # type: ignore[arg-type]
        if self.started:
            name, port = self.servers[0].sockets[0].getsockname()[:2]
            self._ready(f"http://{f'[{name}]' if ':' in name else name}:{port}/")
