"""Getting pages: what is asked for, what is followed, and what stops it."""

from __future__ import annotations

import gzip
import hashlib

import pytest

from dateline.model.errors import AddressRefused, FetchFailed, TooLarge
from dateline.sources.fetching import Limits
from web_server import Answer, serving


def moved(to: str, status: int = 302) -> Answer:
    return Answer(status=status, headers={"Location": to})


def test_a_page_comes_with_what_the_server_said_of_it() -> None:
    with serving({"/a": Answer(b"<p>Words</p>")}) as site:
        page = site.fetcher().fetch("http://paper.example/a")
    assert (page.status, page.body, page.url, page.asked) == (200, b"<p>Words</p>", "http://paper.example/a", "http://paper.example/a")
    assert page.header("Content-Type") == "text/html; charset=utf-8"
    assert page.sha256 == hashlib.sha256(b"<p>Words</p>").hexdigest()
    assert site.asked == ["/robots.txt", "/a"]
    assert site.headers[1]["Host"] == "paper.example"
    assert not {"Cookie", "Authorization", "Referer"} & set(site.headers[1])


def test_packed_pages_are_unpacked() -> None:
    packed = Answer(gzip.compress(b"<p>Words</p>"), headers={"Content-Encoding": "gzip"})
    with serving({"/a": packed}) as site:
        assert site.fetcher().fetch("http://paper.example/a").body == b"<p>Words</p>"


def test_redirects_are_followed_and_the_last_address_is_told() -> None:
    with serving({"/a": moved("/b", 301), "/b": moved("http://other.example/c#part"), "/c": Answer(b"there")}) as site:
        page = site.fetcher().fetch("http://paper.example/a")
    assert (page.url, page.body) == ("http://other.example/c", b"there")


def test_a_redirect_inside_is_refused_like_a_first_address() -> None:
    with serving({"/a": moved("http://inside.example/secret"), "/secret": Answer(b"secret")}) as site:
        with pytest.raises(AddressRefused, match=r"10\.0\.0\.1"):
            site.fetcher().fetch("http://paper.example/a")
        assert "/secret" not in site.asked


def test_a_redirect_to_another_scheme_is_refused() -> None:
    with serving({"/a": moved("file:///etc/passwd")}) as site, pytest.raises(AddressRefused, match="scheme"):
        site.fetcher().fetch("http://paper.example/a")


def test_circles_end() -> None:
    with serving({"/a": moved("/a")}) as site:
        with pytest.raises(FetchFailed, match="more than 3 times"):
            site.fetcher(Limits(redirects=3)).fetch("http://paper.example/a")
        assert site.asked.count("/a") == 4


@pytest.mark.parametrize("status", [404, 410, 500, 503])
def test_an_error_of_the_server_is_an_error(status: int) -> None:
    with serving({"/a": Answer(b"sorry", status)}) as site, pytest.raises(FetchFailed, match=str(status)) as caught:
        site.fetcher().fetch("http://paper.example/a")
    assert caught.value.status == status


def test_too_many_bytes_stop_it() -> None:
    with serving({"/a": Answer(b"x" * 300_000)}) as site, pytest.raises(TooLarge):
        site.fetcher(Limits(wire_bytes=100_000)).fetch("http://paper.example/a")


def test_a_bomb_is_not_unpacked() -> None:
    bomb = Answer(gzip.compress(b"\0" * 30_000_000), headers={"Content-Encoding": "gzip"})
    with serving({"/a": bomb}) as site, pytest.raises(TooLarge):
        site.fetcher().fetch("http://paper.example/a")


def test_damaged_and_cut_packing_is_named() -> None:
    cut = Answer(gzip.compress(bytes(range(256)) * 40)[:200], headers={"Content-Encoding": "gzip"})
    with serving({"/a": cut, "/b": Answer(b"no gzip", headers={"Content-Encoding": "gzip"})}) as site:
        with pytest.raises(FetchFailed, match="ends too early"):
            site.fetcher().fetch("http://paper.example/a")
        with pytest.raises(FetchFailed, match="damaged"):
            site.fetcher().fetch("http://paper.example/b")


def test_packing_that_was_not_asked_for_is_refused() -> None:
    with serving({"/a": Answer(b"?", headers={"Content-Encoding": "br"})}) as site, pytest.raises(FetchFailed, match="'br'"):
        site.fetcher().fetch("http://paper.example/a")


def test_robots_are_respected_and_asked_once() -> None:
    rules = Answer(b"User-agent: *\nDisallow: /private/\n", headers={"Content-Type": "text/plain"})
    with serving({"/robots.txt": rules, "/a": Answer(b"a"), "/private/b": Answer(b"b")}) as site:
        fetcher = site.fetcher()
        assert fetcher.fetch("http://paper.example/a").body == b"a"
        with pytest.raises(AddressRefused, match=r"robots\.txt"):
            fetcher.fetch("http://paper.example/private/b")
        assert site.asked.count("/robots.txt") == 1
        assert "/private/b" not in site.asked


def test_rules_that_cannot_be_got_forbid() -> None:
    with serving({"/robots.txt": Answer(b"", 503), "/a": Answer(b"a")}) as site, pytest.raises(FetchFailed, match="503"):
        site.fetcher().fetch("http://paper.example/a")


def test_a_server_that_hangs_up_is_one_error() -> None:
    with serving({}) as site:
        fetcher = site.fetcher()
    with pytest.raises(FetchFailed, match="did not answer"):
        fetcher.fetch("http://paper.example/a")


def test_time_is_limited() -> None:
    with serving({"/a": Answer(b"a")}) as site, pytest.raises(FetchFailed, match="longer than 0 seconds"):
        site.fetcher(Limits(seconds=0)).fetch("http://paper.example/a")
