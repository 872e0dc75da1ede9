"""Web archives: what is kept can be read again; what is no page is left."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.sources import Failed, Fetched, Fetcher, Loaded, Web, keep, read_inputs
from dateline.sources.addresses import Target
from web_server import Answer, serving

PAGE = b"""<html><head><title>Bomb kills five in Kabul</title><meta property="article:published_time" content="2017-02-10T08:00:00+00:00"></head>
<body><article><h1>Bomb kills five in Kabul</h1><p>A bomb killed five people at a market in Kabul on Thursday, the police said.</p>
<p>Nobody has said that they did it. The market was open again on Friday, traders said.</p></article></body></html>"""


def fetched(url: str, body: bytes = PAGE, content_type: str = "text/html") -> Fetched:
    return Fetched(url, url, 200, (("content-type", content_type), ("content-encoding", "gzip")), body, "2017-02-10T09:00:00+00:00", "0" * 64)


def test_kept_pages_are_read_with_their_addresses(tmp_path: Path) -> None:
    archive = tmp_path / "pages.warc.gz"
    keep(archive, fetched("https://paper.example/1"))
    keep(archive, fetched("https://paper.example/picture", b"\x89PNG", "image/png"))
    keep(archive, fetched("https://paper.example/2"))
    read = list(read_inputs([str(archive)]))
    assert [outcome.name for outcome in read] == [f"{archive}#https://paper.example/1", f"{archive}#https://paper.example/2"]
    documents = [outcome.document for outcome in read if isinstance(outcome, Loaded)]
    assert [document.url for document in documents] == ["https://paper.example/1", "https://paper.example/2"]
    assert all(str(document.published).startswith("2017-02-10") for document in documents)
    assert {document.retrieved for document in documents} == {"2017-02-10T09:00:00+00:00"}


def test_one_bad_page_does_not_stop_the_rest(tmp_path: Path) -> None:
    archive = tmp_path / "pages.warc.gz"
    keep(archive, fetched("https://paper.example/empty", b"<html><body></body></html>"))
    keep(archive, fetched("https://paper.example/2"))
    bad, good = read_inputs([str(archive)])
    assert isinstance(bad, Failed)
    assert isinstance(good, Loaded)


def test_an_archive_without_pages_says_so(tmp_path: Path) -> None:
    archive = tmp_path / "pages.warc.gz"
    keep(archive, fetched("https://paper.example/picture", b"\x89PNG", "image/png"))
    (outcome,) = read_inputs([str(archive)])
    assert isinstance(outcome, Failed)
    assert "no pages" in str(outcome.error)


@pytest.mark.parametrize("data", [b"hello, I am no archive at all\n" * 20, b"\x1f\x8b\x08\x00 damaged", b""])
def test_what_is_no_archive_says_so(tmp_path: Path, data: bytes) -> None:
    archive = tmp_path / "pages.warc.gz"
    archive.write_bytes(data)
    (outcome,) = read_inputs([str(archive)])
    assert isinstance(outcome, Failed)


def test_a_cut_archive_gives_what_is_whole_and_one_error(tmp_path: Path) -> None:
    archive = tmp_path / "pages.warc.gz"
    keep(archive, fetched("https://paper.example/1"))
    whole = archive.stat().st_size
    keep(archive, fetched("https://paper.example/2"))
    archive.write_bytes(archive.read_bytes()[: whole + 150])
    outcomes = list(read_inputs([str(archive)]))
    assert isinstance(outcomes[0], Loaded)
    assert any(isinstance(outcome, Failed) for outcome in outcomes[1:])


def test_an_archive_that_cannot_be_written_names_itself(tmp_path: Path) -> None:
    from dateline.model.errors import InputError

    with pytest.raises(InputError, match="cannot be written"):
        keep(tmp_path / "missing" / "pages.warc.gz", fetched("https://paper.example/1"))


def test_a_web_address_needs_leave() -> None:
    (outcome,) = read_inputs(["https://paper.example/1"])
    assert isinstance(outcome, Failed)
    assert "Add --fetch" in str(outcome.error)


def test_a_fetched_page_is_kept_and_then_read() -> None:
    kept: list[Fetched] = []
    with serving({"/1": Answer(PAGE), "/2": Answer(b"{}", headers={"Content-Type": "application/pdf"})}) as site:
        outcomes = list(read_inputs(["http://paper.example/1", "http://paper.example/2"], web=Web(site.fetcher(), kept.append)))
    assert isinstance(outcomes[0], Loaded)
    assert outcomes[0].document.url == "http://paper.example/1"
    assert isinstance(outcomes[1], Failed)
    assert "application/pdf" in str(outcomes[1].error)
    assert [page.url for page in kept] == ["http://paper.example/1", "http://paper.example/2"]


def test_a_fetcher_left_alone_goes_nowhere_inside() -> None:
    def pool(_target: Target, _seconds: float) -> None:
        raise AssertionError("no connection was to be made")

    (outcome,) = read_inputs(["http://127.0.0.1/"], web=Web(Fetcher(pool=pool)))  # type: ignore[arg-type]
    assert isinstance(outcome, Failed)
    assert "public internet" in str(outcome.error)
