"""Hostile documents in a real browser: nothing of them runs, loads, or turns the page around."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from browser import Watched, browsing, chromium
from playwright.sync_api import Browser, Page

from dateline.ledger import Ledger
from dateline.model import Document
from dateline.web import create_app
from dateline.web.access import Access
from dateline.web.intake import Intake
from factories import FakeReader, claim, reading, speaker, town

ATTACKS = {
    "script": "<script>window.ran=1;alert(1)</script><script src=https://evil.example/x.js></script>",
    "handlers": "<img src=x onerror='window.ran=1'><svg onload='window.ran=1'><body onload=window.ran=1><details open ontoggle=window.ran=1>",
    "links": '<a href="javascript:window.ran=1">click</a> [click](javascript:window.ran=1) https://evil.example/" onmouseover="window.ran=1',
    "breaking out": "</p></mark></main></body></html><iframe src=//evil.example></iframe>\"'><style>*{color:red}</style><base href=//evil.example>",
    "templates": "{{ ''.__class__.__mro__ }} {% for x in (1,) %}x{% endfor %} ${window.ran=1} <%= 1 %>",
    "hidden": "kil\u200bled \u202edenrut\u202c \u2066isolated\u2069 \ufeff\u00ad\x00\x08 zero\u200bwidth",
    "combining": "Z" + "\u0301\u0316" * 400 + " algo",
    "table": "<table>" + "<tr>" + "<td>cell</td>" * 300 + "</tr>" * 100 + "</table>",
    "long": "x" * 60_000,
    "arabic": "قتل خمسة أشخاص في السوق <script>window.ran=1</script> قال شهود",
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as opened:
        yield opened


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """A desk on hostile documents only: its address, and id of document and incident for each."""
    chromium()
    path: Path = tmp_path_factory.mktemp("hostile") / "hostile.db"
    ids = []
    with Ledger.open(path) as ledger:
        for number, (name, attack) in enumerate(ATTACKS.items()):
            text = f"{attack}\n\nAt least {number + 5} people were killed there, {attack[:200]} said.\n\n{attack}"
            doc = Document(
                text=text, title=attack[:400], publisher=f"{name} {attack[:120]}", url=f"javascript:window.ran={number}", published="2017-02-10"
            )
            words = f"{number + 5} people"
            said = (speaker(doc, attack[:200]),)
            made = claim(
                doc,
                killed=number + 5,
                place=town(attack[:80] or "x", lat=float(number)),
                said=said,
                quoted=words,
                kind=f"ASSAULT/{name.replace(' ', '-')}",
            )
            ledger.add(doc, reading(doc, made))
            ids.append((doc.id, "i-" + made.id[2:]))
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        app = create_app(ledger, Access(owner="<script>window.ran=1</script>"), intake=Intake(ledger, FakeReader))
        server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{port}", ids
        server.should_exit = True
        thread.join(timeout=10)


@pytest.mark.parametrize("number", range(len(ATTACKS)), ids=list(ATTACKS))
def test_a_hostile_document_does_nothing_on_its_pages(browser: Browser, served: tuple[str, list[tuple[str, str]]], number: int) -> None:
    base, ids = served
    document_id, incident_id = ids[number]
    page = browser.new_page(base_url=base)
    watched = Watched(page, base)
    for path in (f"/documents/{document_id}", f"/documents/{document_id}?from=0&to=40#words", f"/incidents/{incident_id}"):
        look(page, path)
    page.close()
    assert watched.seen == []


def test_hostile_documents_do_nothing_on_lists(browser: Browser, served: tuple[str, list[tuple[str, str]]]) -> None:
    base, _ = served
    page = browser.new_page(base_url=base)
    watched = Watched(page, base)
    for path in (
        "/",
        "/queue",
        "/sources",
        "/places",
        "/actors",
        "/log",
        "/?q=%3Cscript%3Ewindow.ran%3D1%3C%2Fscript%3E",
        "/?outlet=%22%3E%3Cscript%3Ewindow.ran%3D1%3C/script%3E",
    ):
        look(page, path)
    page.goto("/")
    page.locator(".map-count").first.hover()
    assert page.evaluate("window.ran") is None
    page.close()
    assert watched.seen == []


def look(page: Page, path: str) -> None:
    page.goto(path)
    assert page.evaluate("window.ran") is None
    assert page.locator("main").is_visible()
    assert page.locator("header.top").is_visible()
    assert page.locator("iframe, base, main script, main style, main img").count() == 0
    assert page.evaluate(
        "[...document.querySelectorAll('a[href]')].every(a => ['http:', 'https:'].includes(new URL(a.getAttribute('href'), location).protocol))"
    )
    hidden = page.evaluate(r"document.body.innerText.match(/[\u200b\u202a-\u202e\u2066-\u2069\ufeff]/)")
    assert hidden is None
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1"), "nothing pushes the page aside"
