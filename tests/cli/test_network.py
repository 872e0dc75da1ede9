"""Verbs that go to the network: only when they are told to, and what they keep of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import dateline
from dateline.cli import main, network
from dateline.model.errors import InputNotFound
from dateline.sources import Loaded, Web, keep, read_inputs
from factories import FakeReader
from web_server import Answer, Site, serving

STORY = """<html><body><article><h1>Blast in Redtown kills {n}</h1><p>A bomb went off beside a bus in the town on Thursday, the police said,
and the hospital counted those who were brought in.</p><p>Toll: {n}</p></article></body></html>"""

FEED = """<rss version="2.0"><channel><title>World</title>
<item><title>Second</title><link>/2</link></item><item><title>First</title><link>/1</link></item></channel></rss>"""


def pages() -> dict[str, Answer]:
    feed = Answer(FEED.encode(), headers={"Content-Type": "application/rss+xml"})
    return {"/feed": feed, "/1": Answer(STORY.format(n=12).encode()), "/2": Answer(STORY.format(n=3).encode())}


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    monkeypatch.setattr("dateline.cli.intake.reader_for", lambda *_: FakeReader())
    monkeypatch.setattr("dateline.cli.watching.reader_for", lambda *_: FakeReader())
    monkeypatch.setenv("DATELINE_LEDGER", str(tmp_path / "test.db"))

    def call(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stopped:
            main(arguments)
        return (int(stopped.value.code or 0), *capsys.readouterr())

    return call


def let_through(monkeypatch: pytest.MonkeyPatch, site: Site) -> None:
    """Verbs reach the test's site instead of the internet."""

    def reach(archive: Path | None) -> Web:
        return Web(site.fetcher(), (lambda page: keep(archive, page)) if archive else lambda _: None)

    monkeypatch.setattr(network, "reach", reach)
    monkeypatch.setattr("dateline.cli.watching.reach", reach)


def test_without_leave_nothing_is_fetched(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_network(*_: object, **__: object) -> None:
        raise AssertionError("the network was to be left alone")

    monkeypatch.setattr("socket.getaddrinfo", no_network)
    code, _, told = run("read", "https://paper.example/1")
    assert code == 1
    assert "Add --fetch" in told


def test_with_leave_a_page_is_read_stored_and_archived(run: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    archive = tmp_path / "pages.warc.gz"
    with serving(pages()) as site:
        let_through(monkeypatch, site)
        code, _, _ = run("add", "--fetch", "--archive", str(archive), "http://paper.example/1")
    assert code == 0
    with dateline.open(tmp_path / "test.db") as ledger:
        assert [document.url for document in ledger.documents()] == ["http://paper.example/1"]
        assert ledger.incidents()[0].total("killed").best == 12
    (kept,) = read_inputs([str(archive)])
    assert isinstance(kept, Loaded)
    assert kept.document.url == "http://paper.example/1"


def test_an_archive_without_leave_is_wrong_usage(run: Any) -> None:
    code, _, told = run("read", "--archive", "x.warc.gz", "report.txt")
    assert code == 2
    assert "give --fetch as well" in told


def test_watching_reads_what_is_new_and_only_that(run: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with serving(pages()) as site:
        let_through(monkeypatch, site)
        code, _, told = run("watch", "--once", "http://paper.example/feed")
        assert code == 0
        assert "round 1: 2 reports in 1 feed, 2 documents stored" in told
        code, _, told = run("watch", "--once", "http://paper.example/feed")
        assert "0 documents stored" in told
        assert site.asked.count("/1") == 1


def test_a_feed_that_fails_does_not_stop_the_others(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving({**pages(), "/2": Answer(b"gone", 410)}) as site:
        let_through(monkeypatch, site)
        code, _, told = run("watch", "--once", "http://paper.example/none", "http://paper.example/feed")
    assert code == 1
    assert "1 document stored" in told
    assert "2 inputs could not be read" in told
    assert "404" in told
    assert "410" in told


def test_a_feed_from_a_file(run: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    saved = tmp_path / "feed.xml"
    saved.write_text(FEED.replace("<link>/", "<link>http://paper.example/"))
    with serving(pages()) as site:
        let_through(monkeypatch, site)
        code, _, _ = run("watch", "--once", str(saved))
        assert code == 0
        with pytest.raises(InputNotFound, match="cannot be opened"):
            network.listed(str(tmp_path / "none.xml"), site.fetcher())


def test_rounds_rest_in_between(monkeypatch: pytest.MonkeyPatch) -> None:
    rests: list[float] = []
    monkeypatch.setattr("time.sleep", rests.append)
    going = network.rounds(15, once=False)
    assert [next(going), next(going), next(going)] == [1, 2, 3]
    assert rests == [900, 900]
    assert list(network.rounds(15, once=True)) == [1]
