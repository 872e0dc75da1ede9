"""Feeds: the addresses of reports, oldest first."""

from __future__ import annotations

import pytest

from dateline.model.errors import UnsupportedInput
from dateline.sources import Entry, entries

RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>World</title>
<item><title>Second  report</title><link>https://paper.example/2</link></item>
<item><title>First report</title><link>/1</link></item>
<item><title>Told twice</title><link>https://paper.example/2</link></item>
<item><title>Without an address</title></item></channel></rss>"""

ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>World</title><id>x</id>
<entry><id>1</id><title>Report</title><link href="https://paper.example/1"/></entry></feed>"""


def test_rss_gives_addresses_oldest_first_and_once() -> None:
    found = entries("feed", RSS, "https://paper.example/world.rss")
    assert [entry.url for entry in found] == ["https://paper.example/2", "https://paper.example/1"]
    assert found[1].title == "First report"


def test_atom() -> None:
    assert entries("feed", ATOM) == [Entry("https://paper.example/1", "Report")]


@pytest.mark.parametrize("data", [b"", b"hello", b"<html><body>no feed</body></html>", b"\x00\x01\x02"])
def test_what_is_no_feed_says_so(data: bytes) -> None:
    with pytest.raises(UnsupportedInput, match="no RSS or Atom feed"):
        entries("feed", data)


def test_outside_entities_are_not_read(tmp_path: object) -> None:
    evil = b"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>
<rss version="2.0"><channel><title>t</title><item><title>&x;</title><link>https://paper.example/1</link></item></channel></rss>"""
    for entry in entries("feed", evil):
        assert entry.title in (None, "", "&x;")
