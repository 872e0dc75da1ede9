"""The pages as they are sent: every value with its words, every decision kept, nothing of a document run."""

from __future__ import annotations

import re
import time
from html import unescape

import pytest
from desks import DENIED, HILLS, LATER, RED, Desk, fill, incident_of, open_desk

from dateline.ledger import Ledger
from dateline.web.access import Access
from factories import claim, document, reading, town


def told(html: str) -> str:
    """The words of a page, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


PAGES = [
    "/",
    "/queue",
    "/actors",
    "/places",
    "/sources",
    "/log",
    "/add",
    "/actors/group:northern-rebels",
    "/places/test:redtown",
    "/sources/The%20Examiner",
]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers_and_needs_nothing_from_elsewhere(desk: Desk, path: str) -> None:
    answer = desk.get(path)
    assert answer.status_code == 200
    assert not re.search(r'(?:src|href|action)="(?:https?:)?//', answer.text)
    assert not re.search(r"<script(?![^>]* src=)|\sstyle=|\son\w+=", answer.text), "the policy would stop it"


def test_pages_of_an_empty_ledger(tmp_path: object) -> None:
    with Ledger.open(tmp_path / "empty.db") as ledger, open_desk(ledger) as desk:  # type: ignore[operator]
        for path in ("/", "/queue", "/actors", "/places", "/sources", "/log"):
            assert desk.get(path).status_code == 200


def test_the_overview_keeps_to_what_is_asked_and_links_carry_it(desk: Desk) -> None:
    assert "2 incidents" in told(desk.get("/").text)
    some = desk.get("/?killed_min=1&country=SYR&q=redtown").text
    assert "1 incident," in told(some)
    assert "/?country=SYR&amp;killed_min=1" in some, "the chip that takes the words away keeps the rest"
    nothing = desk.get("/?since=2030-01-01")
    assert "No incident meets all of these" in nothing.text


def test_all_words_of_reports_are_searched(desk: Desk) -> None:
    html = desk.get("/search?q=hospital").text
    assert "<mark>hospital</mark>" in html
    assert f"/go/{LATER.id}" in html
    assert "Nothing has all of these words" in desk.get("/search?q=hospital+xyzzy").text
    for odd in ("%22", "*", "%00", "%22a", "a*b*", "-", "%F0%9F%92%A3"):
        assert desk.get(f"/search?q={odd}").status_code == 200
    assert [one["id"] for one in desk.get("/api/search?q=hospital").json() if one["kind"] == "document"] == [LATER.id]


def test_what_cannot_be_understood_is_said_and_left_out(desk: Desk) -> None:
    answer = desk.get("/?since=soon&country=SYR")
    assert answer.status_code == 200
    assert "since:" in told(answer.text)
    assert "left out" in answer.text
    assert desk.get("/?after=nonsense").status_code == 200


def test_a_place_coarser_than_a_point_has_no_pin_and_is_listed(desk: Desk) -> None:
    html = desk.get("/").text
    row = re.search(r"<li[^>]*data-lat[^>]*>.*?</li>", html, re.DOTALL)
    assert row
    assert "Hill Province" in row[0]
    assert "province" in row[0]
    spots = desk.get("/api/map").json()["spots"]
    assert [spot["place"] for spot in spots] == ["Redtown"]


def test_the_incident_page_has_each_value_with_its_words(desk: Desk, ledger: Ledger) -> None:
    html = desk.get(f"/incidents/{incident_of(ledger, RED)}").text
    words = told(html)
    for expected in (
        "The place is known to the level of a named town",
        "anywhere within 4 km of the point",
        "First reported on 10 February 2017 by The Examiner",
        "3 documents 3 outlets",
        "Where the reports contradict one another",
        "On whether they did it",
        "Northern rebels did not do it",
    ):
        assert expected in words, expected
    assert words.index("The place is known") < words.index("36.40° N"), "precision in words before the coordinates"
    assert "<svg" in html
    best = re.search(r'class="best"><dt>best</dt><dd>\s*<span class="v ">\s*<a href="([^"]+)" aria-describedby="(t\d+)">(\d+)</a>', html)
    assert best
    href, tip, number = best.groups()
    quote = re.search(rf'role="tooltip" id="{tip}">(.*?)</span>\s*</span>', html, re.DOTALL)
    assert quote
    assert number in told(quote[1])
    opened = desk.get(unescape(href).partition("#")[0]).text
    marked = re.search(r'<mark class="asked" id="words"[^>]*>([^<]+)</mark>', opened)
    assert marked
    assert number in marked[1]


def test_an_unknown_value_is_unknown_and_not_zero(desk: Desk, ledger: Ledger) -> None:
    words = told(desk.get(f"/incidents/{incident_of(ledger, HILLS)}").text)
    assert "No figure is told. That is unknown, not zero." in words
    assert "It happened approximately in March 2017" in words


def test_the_document_page_marks_claims_and_passages(desk: Desk) -> None:
    html = desk.get(f"/documents/{RED.id}").text
    assert re.search(r"<mark[^>]*>12 people</mark>", html)
    assert "2016" not in html
    assert desk.get(f"/documents/{RED.id}?from=9999&to=99999").status_code == 200
    assert desk.get(f"/documents/{RED.id}?from=x&to=-1").status_code == 200


def test_versions_of_one_address_can_be_compared(desk: Desk, ledger: Ledger) -> None:
    newer = document(RED.text.replace("12 people", "17 people"), publisher="The Examiner", url=RED.url, published="2017-02-11")
    ledger.add(newer, reading(newer, claim(newer, killed=17, place=town(), quoted="17 people")))
    html = desk.get(f"/documents/{newer.id}?older={RED.id}").text
    assert re.search(r"<del>12 </del>\s*<ins>17 </ins>", html)


@pytest.mark.parametrize(
    "path",
    [
        "/incidents/i-ffff",
        "/incidents/d-0",
        "/documents/i-0",
        "/documents/x",
        "/go/zzz",
        "/actors/no:body",
        "/places/none",
        "/sources/Nobody",
        "/add/nothing",
        "/nothing",
    ],
)
def test_what_is_not_there_is_said_so(desk: Desk, path: str) -> None:
    answer = desk.get(path)
    assert answer.status_code == 404
    assert "There is nothing here" in answer.text


def test_ids_lead_to_their_pages(desk: Desk, ledger: Ledger) -> None:
    incident_id = incident_of(ledger, RED)
    for wanted, there in ((incident_id[:8], f"/incidents/{incident_id}"), (RED.id, f"/documents/{RED.id}")):
        assert desk.get(f"/go/{wanted}", follow_redirects=False).headers["location"] == there
    assert desk.get(f"/?q={incident_id}", follow_redirects=False).headers["location"] == f"/go/{incident_id}"


def test_a_correction_is_kept_with_its_author_and_can_be_taken_back(desk: Desk, ledger: Ledger) -> None:
    incident_id = incident_of(ledger, RED)
    page = f"/incidents/{incident_id}"
    answer = desk.submit("/rulings", page, kind="correct", subject=incident_id, field="killed", value="21", reason="The register lists 21", back=page)
    assert answer.status_code == 303
    ruling_id = re.search(r"done=(r-[0-9a-f]{16})", answer.headers["location"])
    assert ruling_id
    words = told(desk.get(page).text)
    assert "Killed set to 21 by a person" in words
    assert "The register lists 21" in words
    assert ledger.incidents()[0].total("killed").best == 21
    log = told(desk.get("/log").text)
    assert "Amal" in log
    assert "corrected : killed" in log
    assert desk.submit("/rulings", "/log", kind="undo", subject=ruling_id[1], reason="Wrong register", back="/log").status_code == 303
    assert ledger.incidents()[0].total("killed").best != 21
    assert "undone by" in told(desk.get("/log").text)


def test_incidents_merge_and_the_old_id_leads_on(desk: Desk, ledger: Ledger) -> None:
    one, other = incident_of(ledger, RED), incident_of(ledger, HILLS)
    assert desk.submit("/rulings", "/queue", kind="same", subject=[one, other], reason="One battle", back="/queue").status_code == 303
    merged = incident_of(ledger, RED)
    gone = one if merged == other else other
    answer = desk.get(f"/incidents/{gone}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (308, f"/incidents/{merged}?from={gone}")
    assert gone in told(desk.get(f"/incidents/{merged}").text), "a previous code"


def test_reports_are_split_off_and_stay_together(desk: Desk, ledger: Ledger) -> None:
    incident_id = incident_of(ledger, RED)
    answer = desk.submit(
        "/rulings", f"/incidents/{incident_id}", kind="apart", subject=incident_id, out=[LATER.id, DENIED.id], reason="A second strike"
    )
    assert answer.status_code == 303
    assert incident_of(ledger, LATER) == incident_of(ledger, DENIED) != incident_of(ledger, RED)
    all_of_them = {"kind": "apart", "subject": incident_of(ledger, LATER), "out": [LATER.id, DENIED.id], "reason": "x"}
    refused = desk.submit("/rulings", "/queue", **all_of_them)
    assert refused.status_code == 422
    assert "choose some of them" in told(refused.text)


def test_the_queue_says_why_and_a_decision_takes_the_incident_off(desk: Desk, ledger: Ledger) -> None:
    words = told(desk.get("/queue").text)
    assert "The reports contradict one another" in words
    incident_id = incident_of(ledger, RED)
    desk.submit("/rulings", "/queue", kind="confirm", subject=incident_id, reason="Checked", back="/queue")
    assert "Nothing waits" in told(desk.get("/queue").text)
    assert ledger.incidents()[0].verdict == "confirmed"


def test_passing_over_leads_to_the_end(desk: Desk, ledger: Ledger) -> None:
    html = desk.get("/queue").text
    skip = re.search(r'href="(/queue\?skip=[^"]+)"', html)
    assert skip
    assert "passed over all" in told(desk.get(skip[1]).text)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"kind": "confirm", "reason": " "}, "every decision needs one"),
        ({"kind": "crown", "reason": "x"}, "expected one of"),
        ({"kind": "same", "reason": "x"}, "two subjects or more"),
        ({"kind": "correct", "field": "mood", "value": "x", "reason": "x"}, "got the field"),
        ({"kind": "correct", "field": "killed", "value": "many", "reason": "x"}, "many"),
    ],
)
def test_a_decision_that_makes_no_sense_is_refused_and_not_kept(desk: Desk, ledger: Ledger, fields: dict[str, str], says: str) -> None:
    answer = desk.submit("/rulings", "/queue", subject=incident_of(ledger, RED), **fields)
    assert answer.status_code == 422
    assert says in told(answer.text)
    assert ledger.rulings() == []


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "evil"])
def test_a_decision_never_leads_to_another_site(desk: Desk, ledger: Ledger, back: str) -> None:
    answer = desk.submit("/rulings", "/queue", kind="note", subject=incident_of(ledger, RED), reason="x", back=back)
    assert answer.headers["location"].startswith("/queue?done=")


def test_forms_from_elsewhere_are_refused(desk: Desk, ledger: Ledger) -> None:
    fields = {"kind": "confirm", "subject": incident_of(ledger, RED), "reason": "x"}
    assert desk.post("/rulings", data=fields).status_code == 403
    assert desk.post("/rulings", data=fields | {"form_token": "0" * 64}).status_code == 403
    token = re.search(r'name="form_token" value="([^"]+)"', desk.get("/queue").text)
    assert token
    good = fields | {"form_token": token[1]}
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"origin": "null"}):
        assert desk.post("/rulings", data=good, headers=headers).status_code == 403
    assert ledger.rulings() == []
    assert desk.post("/rulings", data=good, headers={"origin": "http://localhost"}, follow_redirects=False).status_code == 303


def test_a_guarded_desk_shows_nothing_before_signing_in(ledger: Ledger, guarded: Access) -> None:
    with open_desk(ledger, guarded) as desk:
        for path in (*PAGES, f"/documents/{RED.id}", f"/incidents/{incident_of(ledger, RED)}", "/go/" + RED.id):
            answer = desk.get(path, follow_redirects=False)
            assert (answer.status_code, answer.headers.get("location")) == (303, "/sign-in"), path
            assert "Redtown" not in answer.text
        assert desk.submit("/sign-in", "/sign-in", name="Ruth", secret="long enough for all").status_code == 303
        assert "Ruth" in desk.get("/").text
        assert desk.submit("/sign-out", "/").status_code == 303
        assert desk.get("/", follow_redirects=False).status_code == 303


def test_readers_look_and_change_nothing(ledger: Ledger, guarded: Access) -> None:
    with open_desk(ledger, guarded) as desk:
        desk.submit("/sign-in", "/sign-in", name="Ruth", secret="long enough for all")
        page = desk.get(f"/incidents/{incident_of(ledger, RED)}").text
        assert 'name="kind"' not in page
        assert desk.submit("/rulings", "/log", kind="confirm", subject=incident_of(ledger, RED), reason="x").status_code == 403
        assert desk.submit("/add", "/log", text="Toll: 3 died").status_code == 403
        assert ledger.rulings() == []


def test_rulings_carry_the_name_of_who_signed_in(ledger: Ledger, guarded: Access) -> None:
    with open_desk(ledger, guarded) as desk:
        desk.submit("/sign-in", "/sign-in", name="Amal", secret="long enough for all")
        desk.submit("/rulings", "/queue", kind="confirm", subject=incident_of(ledger, RED), reason="Checked", author="Somebody else")
    assert [ruling.author for ruling in ledger.rulings()] == ["Amal"]


def finished(desk: Desk, address: str) -> str:
    for _ in range(200):
        html = desk.get(address).text
        if "data-job=" not in html:
            return html
        time.sleep(0.02)
    raise AssertionError("the reading never ended")


def test_a_pasted_report_is_read_and_its_claims_are_shown(desk: Desk, ledger: Ledger) -> None:
    answer = desk.submit("/add", "/add", text="Shelling\n\nToll: 7 people died in Redtown.", publisher="The Herald", published="2017-02-09")
    assert answer.status_code == 303
    words = told(finished(desk, answer.headers["location"]))
    assert "1 stored" in words
    assert "7 killed" in words
    again = desk.submit("/add", "/add", text="Shelling\n\nToll: 7 people died in Redtown.", publisher="The Herald", published="2017-02-09")
    assert "1 already there" in told(finished(desk, again.headers["location"]))


def test_files_are_read_and_a_bad_one_stops_nothing(desk: Desk) -> None:
    token = re.search(r'name="form_token" value="([^"]+)"', desk.get("/add").text)
    assert token
    files = [
        ("files", ("../../good.txt", b"News\n\nToll: 3 people died.", "text/plain")),
        ("files", ("empty.txt", b"", "text/plain")),
        ("files", ("<b>odd</b>.html", b"<html><body><p>Shells fell on the town and people ran away from it.</p>", "text/html")),
    ]
    answer = desk.post("/add", data={"form_token": token[1]}, files=files, follow_redirects=False)
    html = finished(desk, answer.headers["location"])
    assert "3 killed" in told(html)
    assert "empty.txt" in told(html)
    assert "<b>odd</b>" not in html


@pytest.mark.parametrize(("fields", "says"), [({"text": " "}, "got nothing"), ({"text": "x", "published": "soon"}, "expected a day")])
def test_what_cannot_be_added_is_said(desk: Desk, fields: dict[str, str], says: str) -> None:
    answer = desk.submit("/add", "/add", **fields)
    assert answer.status_code == 422
    assert says in told(answer.text)


def test_pages_are_fetched_only_where_that_is_asked_for_and_never_from_inside(desk: Desk, ledger: Ledger) -> None:
    assert "Fetch a page" not in desk.get("/add").text
    refused = desk.submit("/add", "/add", what="page", url="https://example.org/")
    assert refused.status_code == 422
    assert "--fetch" in told(refused.text)
    with open_desk(ledger, fetch=True) as fetching:
        assert "Fetch a page" in fetching.get("/add").text
        assert fetching.submit("/add", "/add", what="page", url="file:///etc/passwd").status_code == 422
        answer = fetching.submit("/add", "/add", what="page", url="http://127.0.0.1:1/secret")
        words = told(finished(fetching, answer.headers["location"]))
        assert "0 stored" in words
        assert "127.0.0.1" in words


HOSTILE = (
    "<script>document.title='run'</script> & <img src=x onerror=\"document.title='run'\">\n\n"
    "Toll: 5 people\u202e were killed\u200b </mark></p><a href=\"javascript:document.title='run'\">link</a> {{ 7*7 }} {% raw %} ]]> --> '\"`"
)


def test_nothing_of_a_hostile_document_is_markup(desk: Desk, ledger: Ledger) -> None:
    doc = document(HOSTILE, publisher="<script>evil()</script>\u202eTeh", url="javascript:alert(document.domain)", title="<svg onload=alert(1)>")
    ledger.add(doc, reading(doc, claim(doc, killed=5, place=town("<b>Red</b>"), quoted="5 people")))
    incident_id = incident_of(ledger, doc)
    for path in (
        "/",
        f"/incidents/{incident_id}",
        f"/documents/{doc.id}",
        "/sources",
        "/queue",
        "/places",
        "/?q=%3Cscript%3E",
        "/?outlet=%3Cimg%20src%3Dx%20onerror%3D1%3E",
    ):
        html = desk.get(path).text
        assert "<script>" not in html
        assert "<svg onload" not in html
        assert "<img" not in html
        assert "<b>Red" not in html
        assert 'href="javascript:' not in html.lower()
        assert "49" not in told(html) or "{{ 7*7 }}" in told(html)
        assert "\u202e" not in html
        assert "\u200b" not in html
    page = desk.get(f"/documents/{doc.id}").text
    assert 'title="U+202E RIGHT-TO-LEFT OVERRIDE"' in page, "what nobody would see is shown by its name"


def test_filling_twice_changes_nothing(desk: Desk, ledger: Ledger) -> None:
    before = desk.get("/api/incidents").json()
    fill(ledger)
    assert desk.get("/api/incidents").json() == before
