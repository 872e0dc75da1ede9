"""The pages: everything escaped, nothing remote, every quoted word marked where it stands."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pressroom import FIRST, shelling

from dateline.ledger import Ledger
from dateline.model import TimeSpan
from dateline.publishing import export
from dateline.publishing.dossier import when_words
from dateline.publishing.highlighting import Mark, paragraphs
from factories import claim, document, reading, toll, town

HOSTILE = document(
    '<script>alert("x")</script> & "quotes"\n\nShells hit <b>Redtown</b> and <img src=x onerror=alert(1)> killed 9.\n\nNothing is quoted here.',
    publisher='Mallory" onmouseover="x',
    url="javascript:alert(1)",
)


class Page(HTMLParser):
    """Tags, ids, links and marked words of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.marked: list[str] = []
        self.attributes: set[str] = set()
        self._marking = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        found = dict(attrs)
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if tag == "a":
            self.links.append(str(found["href"]))
        self._marking = tag == "mark"

    def handle_data(self, data: str) -> None:
        if self._marking:
            self.marked.append(data)
            self._marking = False


@pytest.fixture
def dossier(ledger: Ledger, tmp_path: Path) -> Path:
    export(ledger, "dossier", tmp_path / "dossier", profile="internal")
    return tmp_path / "dossier"


def page_of(folder: Path, ledger: Ledger, **conditions: str) -> str:
    (incident,) = ledger.incidents(**conditions)
    return (folder / "incidents" / f"{incident.id}.html").read_text()


def test_an_index_and_a_page_for_each_incident(ledger: Ledger, dossier: Path) -> None:
    index = Page((dossier / "index.html").read_text())
    assert sorted(link for link in index.links if link.startswith("incidents/")) == sorted(
        f"incidents/{incident.id}.html" for incident in ledger.incidents()
    )
    for link in index.links:
        assert (dossier / link).exists()


def test_figures_unknown_and_places_are_told_as_they_are(ledger: Ledger, dossier: Path) -> None:
    shelled = page_of(dossier, ledger, country="SYR")
    for words in ("12 (12–15)", "On 2017-02-09.", "Redtown", "known to: a town, village or quarter", "Syrian military", "airwars-style"):
        assert words in shelled or words in (dossier / "index.html").read_text(), words
    assert "not the same as no harm" in page_of(dossier, ledger, type="CONSULT")
    assert "No report says where it was." in page_of(dossier, ledger, type="CONSULT")


def test_every_link_within_a_page_leads_to_a_mark_of_those_words(ledger: Ledger, dossier: Path) -> None:
    for path in (dossier / "incidents").glob("*.html"):
        page = Page(path.read_text())
        inner = [link[1:] for link in page.links if link.startswith("#")]
        assert inner
        assert set(inner) <= set(page.ids)
        assert len(page.ids) == len(set(page.ids)), "each id once"
        assert page.marked


def test_the_text_comes_out_whole_and_escaped(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "bad.db") as ledger:
        ledger.add(HOSTILE, reading(HOSTILE, claim(HOSTILE, killed=9, place=town("<i>Redtown</i>"), quoted="<img src=x onerror=alert(1)> killed 9")))
        export(ledger, "dossier", tmp_path / "d", profile="internal")
        text = page_of(tmp_path / "d", ledger)
    page = Page(text)
    assert not {"script", "img", "b", "i"} & set(page.tags)
    assert not [name for name in page.attributes if name.startswith("on")]
    assert not [link for link in page.links if link.lower().startswith("javascript")]
    assert page.marked == ["<img src=x onerror=alert(1)> killed 9"]


def test_nothing_is_fetched_and_the_policy_allows_one_style_only(dossier: Path) -> None:
    for path in dossier.rglob("*.html"):
        text = path.read_text()
        assert not {"script", "link", "img", "iframe", "form", "object"} & set(Page(text).tags)
        assert not re.search(r"@import|url\(", text)
        (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert f"default-src 'none'; style-src 'sha256-{digest}'" in text
        assert "prefers-color-scheme: dark" in style
        assert "@media print" in style


def test_in_public_only_quoted_paragraphs_are_shown(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "x.db") as ledger:
        ledger.add(HOSTILE, reading(HOSTILE, claim(HOSTILE, killed=9, quoted="killed 9")))
        export(ledger, "dossier", tmp_path / "public")
        export(ledger, "dossier", tmp_path / "whole", profile="internal")
        assert "Nothing is quoted here." not in page_of(tmp_path / "public", ledger)
        assert "[…]" in page_of(tmp_path / "public", ledger)
        assert "Nothing is quoted here." in page_of(tmp_path / "whole", ledger)


def test_a_coarse_place_has_no_point_and_says_so(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "x.db") as ledger:
        ledger.add(
            FIRST, reading(FIRST, shelling(place=town("Aleppo", precision="province"), tolls=[toll(FIRST, "killed", 2, "child", scope="part")]))
        )
        export(ledger, "dossier", tmp_path / "d")
        page = page_of(tmp_path / "d", ledger)
    assert "province only, and gets no point" in page
    assert "36.4000" not in page
    assert "killed: child" in page


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (None, "No report says when it was."),
        ({"start": "2017-02-09", "end": "2017-02-09", "precision": "clock", "clock": "05:30"}, "On 2017-02-09 at 05:30."),
        ({"start": "2017-02-09", "end": "2017-02-09", "precision": "part_of_day", "part": "morning"}, "On 2017-02-09, morning."),
        ({"start": "2017-03-01", "end": "2017-03-31", "precision": "month"}, "In March 2017; the day is not known."),
        ({"start": "2017-01-01", "end": "2017-12-31", "precision": "year"}, "In 2017; the day is not known."),
        ({"start": "2017-03-06", "end": "2017-03-12", "precision": "week"}, "Between 2017-03-06 and 2017-03-12."),
        ({"start": "2017-03-06", "precision": "longer"}, "Not earlier than 2017-03-06."),
        ({"end": "2017-03-06", "precision": "longer"}, "Not later than 2017-03-06."),
    ],
)
def test_a_time_is_told_with_its_precision(span: dict[str, str] | None, words: str) -> None:
    assert when_words(None if span is None else TimeSpan.model_validate(span)) == words


@given(text=st.text("ab \n<"), spans=st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12)), max_size=6))
def test_cutting_a_text_loses_and_doubles_nothing(text: str, spans: list[tuple[int, int]]) -> None:
    marks = [Mark(start, min(start + size, len(text)), "killed", f"w{number}") for number, (start, size) in enumerate(spans) if start < len(text)]
    made, cut = paragraphs(text, marks, whole=True)
    assert not cut
    assert "".join("".join(segment.text for segment in one.segments) for one in made).split() == text.split() or len(made) > 1
    assert re.sub(r"\s", "", "".join(segment.text for one in made for segment in one.segments)) == re.sub(r"\s", "", text)
    inside = {number for mark in marks for number in range(mark.start, mark.end) if not text[number].isspace()}
    assert sum(not letter.isspace() for one in made for segment in one.segments if segment.fields for letter in segment.text) == len(inside)
