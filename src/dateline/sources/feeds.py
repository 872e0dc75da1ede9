"""RSS and Atom feeds: the addresses of new reports."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin

from dateline.model import errors


@dataclass(frozen=True)
class Entry:
    """One entry of a feed: the address of a report and its headline."""

    url: str
    title: str | None


def entries(name: str, data: bytes, base: str = "") -> list[Entry]:
    """The entries of a feed, oldest first, each address once.

    Args:
        name: the input as the user knows it.
        data: RSS 0.9 to 2.0, RDF or Atom.
        base: the address of the feed, for addresses that are told from there.

    Raises:
        UnsupportedInput: if this is no feed.
    """
    import feedparser

    feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    if not feed.get("version"):
        raise errors.UnsupportedInput(name, "this is no RSS or Atom feed", "Give the address or file of a feed")
    found: dict[str, Entry] = {}
    for entry in reversed(feed.entries):
        link = entry.get("link")
        if link:
            url = urljoin(base, link)
            found.setdefault(url, Entry(url, " ".join(entry["title"].split()) if entry.get("title") else None))
    return list(found.values())
