"""A small web server on the loopback, and a fetcher that is let through to it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import urllib3

from dateline.sources.addresses import Target
from dateline.sources.fetching import Fetcher, Limits


@dataclass
class Answer:
    """What the server says to one path."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})


@dataclass
class Site:
    """A running server: its answers by path, and the paths and headers that were asked for."""

    port: int
    answers: dict[str, Answer]
    asked: list[str]
    headers: list[dict[str, str]]

    def fetcher(self, limits: Limits | None = None, **options: Any) -> Fetcher:
        def pool(target: Target, seconds: float) -> urllib3.HTTPConnectionPool:
            return urllib3.HTTPConnectionPool(target.ip, self.port, timeout=seconds, retries=False)

        public = {"allowed": lambda ip: ip == "127.0.0.1", "resolver": lambda host, _port: ["10.0.0.1" if host == "inside.example" else "127.0.0.1"]}
        return Fetcher(limits, pool=pool, **{**public, **options})


@contextmanager
def serving(answers: dict[str, Answer]) -> Iterator[Site]:
    """A site on the loopback for as long as the block runs."""
    asked: list[str] = []
    headers: list[dict[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            headers.append(dict(self.headers.items()))
            answer = answers.get(self.path, Answer(b"not here", 404))
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield Site(server.server_address[1], answers, asked, headers)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
