"""Hostile documents in a real browser: nothing of them runs, loads, or turns the page around."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import Watched, browsing, chromium, hosting
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


HOSTILE_PAGE = "https://evil.example/page?\"onmouseover='window.ran=1'"


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
                text=text,
                title=attack[:400],
                publisher=f"{name} {attack[:120]}",
                url=f"javascript:window.ran={number}" if number else HOSTILE_PAGE,
                published="2017-02-10",
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
            if number == 0:  # another version of the same page
                earlier = Document(text=text + attack, title=attack[:400], publisher=doc.publisher, url=doc.url, published="2017-02-09")
                ledger.add(earlier, reading(earlier))
        app = create_app(ledger, Access(owner="<script>window.ran=1</script>"), intake=Intake(ledger, FakeReader))
        with hosting(app) as base:
            yield base, ids


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
        "/origins",
        "/log",
        "/log?all=1",
        "/add",
        "/search?q=killed",
        "/search?q=%3Cimg%20src%3Dx%20onerror%3Dwindow.ran%3D1%3E",
        "/incidents/%3Cscript%3Ewindow.ran=1%3C%2Fscript%3E",
        "/?q=%3Cscript%3Ewindow.ran%3D1%3C%2Fscript%3E",
        "/?outlet=%22%3E%3Cscript%3Ewindow.ran%3D1%3C/script%3E",
    ):
        look(page, path)
    page.goto("/")
    page.locator(".map-count").first.hover()
    assert page.evaluate("window.ran") is None
    page.close()
    assert watched.seen == []


def test_hostile_documents_do_nothing_where_one_follows_the_links(browser: Browser, served: tuple[str, list[tuple[str, str]]]) -> None:
    base, ids = served
    page = browser.new_page(base_url=base)
    watched = Watched(page, base)
    found = []
    for path in ("/sources", "/origins", "/places", "/actors"):
        page.goto(path)
        found += page.evaluate("[...document.querySelectorAll('table.list .what a')].map(a => a.getAttribute('href'))")
    assert len(found) > 2 * len(ATTACKS)
    first, _ = ids[0]
    others = page.evaluate(f"fetch('/api/documents/{first}').then(a => a.json()).then(d => d.versions)")
    assert len(others) == 2
    found += [f"/documents/{others[1]}?older={others[0]}", f"/incidents/{ids[1][1]}?history=1&from=%3Cscript%3E&done=%22%3E%3Cscript%3E"]
    for path in found:
        look(page, path)
    page.close()
    assert watched.seen == []


def test_a_hostile_text_that_is_pasted_and_a_hostile_decision_do_nothing(browser: Browser, served: tuple[str, list[tuple[str, str]]]) -> None:
    base, ids = served
    page = browser.new_page(base_url=base)
    watched = Watched(page, base)
    page.goto("/add")
    hostile = [ATTACKS[name] for name in ("script", "handlers", "breaking out", "hidden")]
    page.get_by_label("Text").fill("\n\n".join([*hostile, "Toll: 9 people died."]))
    page.get_by_label("Headline").fill(ATTACKS["breaking out"])
    page.get_by_role("button", name="Read and store").first.click()
    page.get_by_role("heading", name="What was added").wait_for()
    look(page, page.url)
    page.goto(f"/incidents/{ids[1][1]}")
    page.get_by_text("Leave a note").click()
    form = page.locator("form", has=page.get_by_role("button", name="Keep the note"))
    form.get_by_label("Note").fill(ATTACKS["handlers"] + ATTACKS["script"])
    form.get_by_role("button").click()
    page.locator(".done").wait_for()
    for path in (page.url, "/log", "/log?all=1"):
        look(page, path)
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
