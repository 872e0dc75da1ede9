"""A browser of this machine, driven by Playwright, which brings none of its own."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect, sync_playwright
from starlette.types import ASGIApp

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HOW = "no chromium was found, so nothing is tested in a browser. Install it (Debian: apt-get install chromium), or set DATELINE_CHROMIUM to its path"
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
"""axe-core 4.14.1 by Deque (MPL-2.0, see axe-core-LICENSE beside it), as published on npm."""


def chromium() -> str:
    """The browser's path. Where there is none, tests fail in CI, and are passed over loudly elsewhere."""
    found = os.environ.get("DATELINE_CHROMIUM") or next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        if os.environ.get("CI"):
            pytest.fail(HOW)
        pytest.skip(HOW)
    return found


expect.set_options(timeout=20_000)
"""Milliseconds that anything may take to show on the page: machines that test are busy ones."""


@contextmanager
def browsing() -> Iterator[Browser]:
    """A browser without a screen."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"])
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def hosting(app: ASGIApp) -> Iterator[str]:
    """A desk on a free port of this machine for as long as the block runs; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)


class Watched:
    """What a page does that nobody asked for: errors, messages of the policy, dialogs, requests to elsewhere."""

    def __init__(self, page: Page, base: str) -> None:
        self.seen: list[str] = []
        page.on("pageerror", lambda error: self.seen.append(f"error: {error}"))
        page.on(
            "console", lambda message: self.seen.append(message.text) if message.type in ("error", "warning") and "404" not in message.text else None
        )
        page.on("dialog", lambda dialog: (self.seen.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on(
            "request", lambda request: self.seen.append(f"request: {request.url}") if not request.url.startswith((base, "data:", "blob:")) else None
        )


def faults(page: Page) -> list[str]:
    """Serious and critical accessibility faults that axe finds on a page."""
    # The policy of the page stops scripts that are put into it; the debugger's own way is not stopped.
    page.evaluate(AXE.read_text(encoding="utf-8") + ";0")
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']} ({one['impact']}): {one['nodes'][0]['html'][:200]} {one['nodes'][0]['failureSummary'][:300]}"
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
    ]
