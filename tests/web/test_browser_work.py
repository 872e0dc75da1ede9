"""What an analyst does at the desk all day, in a real browser: adding, deciding by keys, looking at words and places, signing in."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import Watched, browsing, chromium, faults, hosting
from desks import fill
from playwright.sync_api import Browser, Page, expect

from dateline.ledger import Ledger
from dateline.model import Document, Reading
from dateline.sources import Web
from dateline.web import create_app
from dateline.web.access import Access
from dateline.web.intake import Intake
from factories import FakeReader
from web_server import Answer, serving

STORY = b"<html><body><article><h1>Market hit</h1><p>Shells fell on it at noon.</p><p>Toll: 8 people died there.</p></article></body></html>"
FILES = """() => { const given = new DataTransfer();
    given.items.add(new File(["Market hit\\n\\nToll: 5 people died."], "market.txt", {type: "text/plain"}));
    given.items.add(new File([""], "empty.txt", {type: "text/plain"}));
    return given; }"""


class SlowReader(FakeReader):
    """Takes long enough for its progress to be seen."""

    def read(self, doc: Document) -> Reading:
        time.sleep(0.6)
        return super().read(doc)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as opened:
        yield opened


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Ledger]]:
    chromium()
    path: Path = tmp_path_factory.mktemp("work") / "work.db"
    with serving({"/story": Answer(STORY)}) as site, Ledger.open(path) as ledger:
        fill(ledger)
        with hosting(create_app(ledger, Access(owner="Amal"), intake=Intake(ledger, SlowReader, Web(site.fetcher())))) as base:
            yield base, ledger


@pytest.fixture
def page(browser: Browser, served: tuple[str, Ledger]) -> Iterator[Page]:
    opened = browser.new_page(base_url=served[0], viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    watched = Watched(opened, served[0])
    yield opened
    opened.close()
    assert watched.seen == []


def total(page: Page) -> int:
    return int(page.evaluate("fetch('/api/count').then(a => a.json()).then(c => c.incidents)"))


def test_every_value_of_an_incident_shows_its_words_when_pointed_at_and_when_moved_to(page: Page) -> None:
    page.goto("/?killed_min=1")
    page.locator("table.list a").first.click()
    page.wait_for_url(re.compile("/incidents/"))
    shown = [value for value in page.locator("main .v").all() if value.is_visible()]
    assert len(shown) >= 8
    for value in shown:
        tip = value.get_by_role("tooltip")
        value.locator("> a").hover()
        expect(tip).to_be_visible()
        told = tip.locator("mark").first.inner_text()
        assert told.strip()
        page.mouse.move(0, 0)
        expect(tip).to_be_hidden()
        value.locator("> a").focus()
        expect(tip).to_be_visible()
        box = tip.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 1280
        found = re.match(r"/documents/(d-\w+)\?from=(\d+)&to=(\d+)#words", value.locator("> a").get_attribute("href") or "")
        assert found
        text = page.evaluate(f"fetch('/api/documents/{found[1]}').then(a => a.json()).then(d => d.document.text)")
        assert text[int(found[2]) : int(found[3])].split() == told.split()
        page.evaluate("document.activeElement.blur()")


def test_a_place_that_is_too_coarse_has_no_pin_is_listed_and_its_region_is_shaded(page: Page) -> None:
    page.goto("/")
    expect(page.locator(".map-count")).to_have_count(1)
    listed = page.locator(".coarse-list li", has_text="Hill Province")
    expect(listed).to_contain_text("province")
    shapes = page.locator(".leaflet-overlay-pane svg path")
    expect(shapes).to_have_count(2)
    lit = page.locator('.leaflet-overlay-pane svg path[fill-opacity="0.35"]')
    expect(lit).to_have_count(0)
    listed.hover()
    expect(lit).to_have_count(1)
    page.goto("/?place=test:hills")
    expect(page.locator(".chips")).to_contain_text("Hill Province")
    page.locator("table.list a").first.click()
    expect(page.locator(".precision")).to_contain_text("province, no finer")
    expect(shapes).to_have_count(1)
    words, coordinates = page.locator(".precision").bounding_box(), page.locator(".coords").bounding_box()
    assert words
    assert coordinates
    assert words["y"] < coordinates["y"], "precision is said before the coordinates"


def test_the_map_names_towns_around_a_point_and_draws_how_uncertain_it_is(page: Page) -> None:
    page.goto("/?killed_min=1")
    page.locator("table.list a").first.click()
    circle = page.locator(".leaflet-overlay-pane svg path").first
    expect(circle).to_be_attached()
    expect(page.locator(".map-town").first).to_be_attached()
    box = circle.bounding_box()
    assert box
    assert box["width"] > 16


def test_the_queue_splits_merges_and_undoes_by_single_keys(page: Page) -> None:
    page.goto("/queue")
    before = total(page)
    first = page.locator(".decision .sentence").inner_text()
    reports = page.locator(".split input[type=checkbox]")
    for undone in (True, False):
        page.keyboard.press("s")
        expect(reports.first).to_be_focused()
        expect(reports).to_have_count(3)
        page.keyboard.press("3")
        expect(reports.nth(2)).to_be_checked()
        page.keyboard.press("Enter")
        expect(page.locator(".done")).to_be_visible()
        assert total(page) == before + 1
        if undone:
            page.keyboard.press("u")
            expect(page.locator(".decision .sentence")).to_have_text(first)
            expect(reports).to_have_count(3)
            assert total(page) == before
    page.goto("/queue")
    expect(page.locator(".candidates li").first).to_be_visible()
    page.keyboard.press("m")
    expect(page.locator(".done")).to_be_visible()
    assert total(page) == before
    expect(page.locator(".candidates li")).to_have_count(0)
    page.keyboard.press("m")
    expect(page.get_by_label("The other")).to_be_focused()
    page.goto("/log?all=1")
    expect(page.locator(".everything")).to_contain_text("added")
    expect(page.locator(".everything")).to_contain_text("The same event, judged at the desk")


def test_dropped_files_are_read_with_progress_and_bad_ones_are_told(page: Page) -> None:
    page.goto("/add")
    dropped = page.evaluate_handle(FILES)
    page.dispatch_event(".drop", "dragover", {"dataTransfer": dropped})
    expect(page.locator(".drop.over")).to_be_visible()
    page.dispatch_event(".drop", "drop", {"dataTransfer": dropped})
    expect(page.locator("[data-chosen]")).to_have_text("market.txt, empty.txt")
    page.locator("form", has=page.locator("[data-drop]")).get_by_role("button", name="Read and store").click()
    expect(page.get_by_role("status")).to_contain_text("of 2 done")
    expect(page.get_by_role("heading", name="What was added")).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("empty.txt")
    value = page.locator(".claim .v", has_text="5 killed").first
    value.locator("a").focus()
    expect(value.get_by_role("tooltip")).to_contain_text("5 people died")


def test_a_page_is_fetched_with_progress_and_one_inside_the_network_is_refused(page: Page) -> None:
    page.goto("/add")
    form = page.get_by_role("form", name="Fetch a page")
    form.get_by_label("Web address").fill("http://news.example/story")
    form.get_by_role("button").click()
    expect(page.get_by_role("status")).to_contain_text("news.example/story")
    expect(page.get_by_role("heading", name="What was added")).to_be_visible()
    expect(page.locator(".claim").first).to_contain_text("8 killed")
    page.goto("/add")
    form.get_by_label("Web address").fill("http://inside.example/story")
    form.get_by_role("button").click()
    expect(page.get_by_role("alert")).to_contain_text("inside.example")


def test_names_do_as_well_as_ids_in_the_filters_and_nothing_found_helps_on(page: Page) -> None:
    page.goto("/?actor=GUNMEN")
    expect(page.locator("table.list tbody tr")).to_have_count(1)
    expect(page.locator(".chips")).to_contain_text("gunmen")
    page.goto("/?q=zebra")
    expect(page.locator("#map")).to_have_count(0)
    page.get_by_role("link", name="look in the words of all reports").click()
    expect(page.get_by_text("Nothing has all of these words")).to_be_visible()


def test_a_reader_looks_and_cannot_change_and_signs_out(browser: Browser, served: tuple[str, Ledger], guarded: Access) -> None:
    with hosting(create_app(served[1], guarded)) as base:
        page = browser.new_page(base_url=base)
        page.goto("/queue")
        expect(page).to_have_url(re.compile("/sign-in$"))
        assert faults(page) == []
        page.get_by_label("Name").fill("Ruth")
        page.get_by_label("Password").fill("not her password")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_contain_text("do not go together")
        page.get_by_label("Name").fill("Ruth")
        page.get_by_label("Password").fill("long enough for all")
        page.keyboard.press("Enter")
        expect(page.locator(".who")).to_contain_text("Ruth · reader")
        for path in ("/queue", "/log", "/add"):
            page.goto(path)
            expect(page.locator("main")).to_be_visible()
            expect(page.locator("main form[method=post]")).to_have_count(0)
        page.goto("/")
        page.locator("table.list a").first.click()
        expect(page.locator("#told-title")).to_be_visible()
        expect(page.locator("#decide")).to_have_count(0)
        page.get_by_role("button", name="Sign out").click()
        expect(page).to_have_url(re.compile("/sign-in$"))
        page.goto("/")
        expect(page).to_have_url(re.compile("/sign-in$"))
        page.close()
