"""An analyst's day in a real browser, on a ledger of the examples, through the real command line."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import Watched, browsing, chromium, faults
from playwright.sync_api import Browser, Page, expect

ROOT = Path(__file__).parent.parent.parent
COMMAND = [sys.executable, "-c", "from dateline.cli import main; main()"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as opened:
        yield opened


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *words], capture_output=True, text=True, timeout=120, check=True)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The address of a desk on the examples, and the path of its ledger."""
    chromium()
    ledger = str(tmp_path_factory.mktemp("desk") / "examples.db")
    run("add", str(ROOT / "examples"), "--ledger", ledger)
    words = [*COMMAND, "serve", "--ledger", ledger, "--port", "0", "--no-open", "--as", "Amal"]
    with subprocess.Popen(words, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}) as process:
        assert process.stderr is not None
        line = process.stderr.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+", line)
        assert address, line
        yield address[0], ledger
        process.terminate()


@pytest.fixture
def page(browser: Browser, served: tuple[str, str]) -> Iterator[Page]:
    context = browser.new_context(base_url=served[0], viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    opened = context.new_page()
    opened.set_default_timeout(10_000)
    watched = Watched(opened, served[0])
    yield opened
    context.close()
    assert watched.seen == []


def incidents(base: str, asked: str = "") -> list[dict[str, object]]:
    with urllib.request.urlopen(f"{base}/api/incidents?limit=500&{asked}") as answer:
        return json.load(answer)["incidents"]


def test_find_look_merge_correct_undo_and_read_the_log(page: Page, served: tuple[str, str]) -> None:
    base, ledger = served
    page.goto("/")
    page.get_by_label("Search incidents").fill("Garissa University")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"q=Garissa"))
    page.get_by_label("Killed, at least").fill("100")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile(r"q=Garissa.*killed_min=100"))
    assert "since=" not in page.url, "empty fields stay out of the address"
    page.locator("table.list a").first.click()
    page.wait_for_url(re.compile(r"/incidents/i-"))
    here = page.url

    best = page.locator(".figures .best .v").first
    tip = best.get_by_role("tooltip")
    number = best.locator("a").inner_text()
    expect(tip).to_be_hidden()
    best.hover()
    expect(tip).to_be_visible()
    expect(tip).to_contain_text(number)
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    page.mouse.move(0, 0)
    best.locator("a").focus()
    expect(tip).to_be_visible()
    expect(tip.locator("mark").first).not_to_be_empty()
    words = tip.locator("mark").first.inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/documents/d-.*from=\d+&to=\d+"))
    asked = page.locator("#words")
    expect(asked).to_be_in_viewport()
    assert "".join(page.locator("mark.asked").all_inner_texts()) == words

    page.goto(here)
    page.get_by_text("Correct a value").click()
    form = page.locator("form", has=page.get_by_role("button", name="Correct", exact=True))
    form.get_by_label("What it should be").fill("150")
    form.get_by_label("Why").fill("The last list has 150 names")
    form.get_by_role("button", name="Correct", exact=True).click()
    expect(page.locator(".done")).to_be_visible()
    expect(page.locator(".figures .best").first).to_contain_text("150")
    expect(page.locator("#history")).to_contain_text("The last list has 150 names")
    told = json.loads(run("incidents", "--ledger", ledger, "--json", "--killed-at-least", "150").stdout)
    assert len(told) == 1, "the command line sees what was decided in the browser"

    page.keyboard.press("u")
    expect(page.locator(".figures .best").first).to_contain_text(number)
    assert not incidents(base, "killed_min=150")

    other = next(one for one in incidents(base, "country=SOM"))
    page.get_by_text("Merge with another incident").click()
    form = page.locator("form", has=page.get_by_role("button", name="Merge", exact=True))
    form.get_by_label("The other").fill(str(other["id"]))
    form.get_by_label("Why").fill("One campaign, for this test")
    before = len(incidents(base))
    form.get_by_role("button", name="Merge", exact=True).click()
    expect(page.locator(".done")).to_be_visible()
    assert len(incidents(base)) == before - 1
    page.goto(f"/go/{other['id']}")
    expect(page.locator("#history")).to_contain_text("One campaign, for this test")
    page.goto("/log")
    rows = page.locator("table.list tbody tr")
    expect(rows).to_have_count(3)
    expect(rows.first).to_contain_text("Amal")
    expect(rows.nth(1)).to_contain_text("undo")
    expect(rows.nth(2)).to_contain_text("undone by")
    rows.first.get_by_role("button", name=re.compile("Undo")).click()
    expect(page.locator("table.list tbody tr")).to_have_count(4)
    assert len(incidents(base)) == before
    assert run("verify", "--ledger", ledger).returncode == 0


def test_the_queue_by_single_keys(page: Page, served: tuple[str, str]) -> None:
    page.goto("/queue")
    expect(page.locator(".reason")).to_contain_text("contradict")
    first = page.locator(".decision .sentence").inner_text()
    page.keyboard.press("n")
    expect(page.locator(".decision .sentence")).not_to_have_text(first)
    page.goto("/queue")
    page.get_by_role("form", name="Decision").get_by_label("Why").press("a")
    expect(page.locator(".decision .sentence")).to_have_text(first), "a letter that is typed decides nothing"
    page.locator("h1").click()
    page.keyboard.press("a")
    expect(page.locator(".done")).to_be_visible()
    expect(page.locator(".decision .sentence")).not_to_have_text(first)
    page.keyboard.press("u")
    expect(page.locator(".decision .sentence")).to_have_text(first)
    page.keyboard.press("r")
    expect(page.locator(".done")).to_be_visible()
    page.keyboard.press("u")
    expect(page.locator(".decision .sentence")).to_have_text(first)


def test_a_pasted_report_is_read_and_its_claims_lead_to_their_words(page: Page) -> None:
    page.goto("/add")
    page.get_by_label("Text").fill(
        "Blast kills four in Mosul\n\nA bomb killed four people at a market in Mosul on Monday, police said.\n\n<script>document.title='run'</script>"
    )
    page.get_by_label("Publisher").fill("The Herald")
    page.get_by_label("Published", exact=True).fill("2021-05-03")
    page.get_by_role("button", name="Read and store").first.click()
    expect(page.get_by_role("heading", name="What was added")).to_be_visible(timeout=60_000)
    claim = page.locator(".claim").first
    expect(claim).to_contain_text("4 killed")
    claim.get_by_role("link", name=re.compile("4 killed")).first.click()
    expect(page.locator("#words")).to_be_in_viewport()
    assert "four" in "".join(page.locator("mark.asked").all_inner_texts()).lower()
    assert "run" not in page.title()


def test_map_and_timeline_follow_the_filters(page: Page) -> None:
    page.goto("/?country=UKR")
    markers = page.locator(".map-count")
    expect(markers.first).to_be_visible()
    expect(page.locator(".map canvas").first).to_be_attached()
    page.goto("/?country=KEN&killed_min=100")
    expect(markers).to_have_count(1)
    expect(page.locator(".bars a")).to_have_count(1)
    page.locator(".bars a").first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"country=KEN.*since=2015|since=2015.*country=KEN"))
    markers.first.click()
    page.wait_for_url(re.compile(r"/incidents/i-"))
    expect(page.locator("#map")).to_be_visible()
    page.keyboard.press("?")
    expect(page.locator("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.get_by_label("Search incidents")).to_be_focused()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_no_serious_fault_and_nothing_overflows(browser: Browser, served: tuple[str, str], scheme: str, width: int) -> None:
    base, _ = served
    deadliest = max(incidents(base, "killed_min=1"), key=lambda one: len(one["document_ids"]))  # type: ignore[arg-type]
    context = browser.new_context(base_url=base, viewport={"width": width, "height": 850}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    documents = deadliest["document_ids"]
    assert isinstance(documents, list)
    paths = [
        "/",
        "/?q=garissa&killed_min=3",
        f"/incidents/{deadliest['id']}",
        f"/documents/{documents[0]}",
        "/queue",
        "/actors",
        "/actors/RUS-MIL",
        "/places",
    ]
    paths += [
        "/sources",
        "/sources/City%20Post",
        "/origins",
        "/add",
        "/log",
        "/log?all=1",
        "/search?q=station",
        "/places/geonames:197745",
        "/nothing",
    ]
    found = []
    for path in paths:
        page.goto(path)
        found += [f"{path} {fault}" for fault in faults(page)]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
            found.append(f"{path} is wider than the screen")
    context.close()
    assert not found, "\n".join(found)


def test_the_desk_works_without_scripts_and_prints(browser: Browser, served: tuple[str, str]) -> None:
    context = browser.new_context(base_url=served[0], java_script_enabled=False)
    page = context.new_page()
    page.goto("/?killed_min=100")
    page.locator("table.list a").first.click()
    value = page.locator(".figures .best .v").first
    value.hover()
    expect(value.get_by_role("tooltip")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".top")).to_be_hidden()
    expect(page.locator(".sentence")).to_be_visible()
    context.close()
