"""Saved web pages: the report without its page."""

from __future__ import annotations

import copy
import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from dateline.model import errors
from dateline.model.documents import Document
from dateline.model.times import Moment
from dateline.sources import publication
from dateline.sources.assembly import language_code, make_document
from dateline.sources.quiet import quiet

_Tree = Any
"""An lxml element; lxml has no types."""

_BEGINS_A_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|main|div|section|title|meta|p)\b", re.IGNORECASE | re.DOTALL
)
_WHOLE_PAGE = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_NOT_MARKUP = re.compile(r"<!--.*?-->|<script\b.*?</script|<style\b.*?</style", re.DOTALL)
_HIDES = (("<!--", "-->"), ("<script", "</script"), ("<style", "</style"))
_MUST_CLOSE = re.compile(r"<(/?)(article|main|section|div|script|style|title|table|ul|ol|blockquote|span|a)\b[^<>]*?(/?)>", re.IGNORECASE)
_UNFINISHED_TAG = re.compile(r"<[A-Za-z/!][^<>]*\Z")
_ENDS_A_PAGE = re.compile(r"</(?:html|body)\s*>", re.IGNORECASE)

_NOT_ITS_OWN = "//nav|//footer|//aside|//figure|//img|//table|//a|//title|//comment()"
_STORY = "//p|//h1|//h2|//h3|//h4|//h5|//h6|//li|//blockquote"
"""Parts of a page whose dates are not its own: those of a related story or a picture, and those of the events it tells."""

_DECLARED = re.compile(
    r"""["']datePublished["']\s*:\s*["'](?P<json>[^"']{8,40})["']"""
    r"""|<meta\s[^<>]{0,400}?(?:property|name|itemprop)\s*=\s*["']?(?:article:published_time|og:published_time|datePublished|date\.created|dc\.date\.issued|parsely-pub-date)\b["']?"""
    r"""[^<>]{0,400}?\bcontent\s*=\s*["'](?P<meta>[^"']{8,40})["']""",
    re.IGNORECASE,
)
"""What pages say outright; trafilatura's own search begins in 1995 and loses the time of day."""

_FEWEST_CHARACTERS = 25
"""Less text than this is no report but a leftover of the page's menus."""

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")

_SHORT_STORY = 200
"""Characters; trafilatura's own limit for what it trusts lies at 100 to 250."""
_BLOCK = "self::p or self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6 or self::li or self::blockquote"

_EARLIEST_PAGE = f"{publication.EARLIEST_YEAR}-01-01"


def looks_like_html(beginning: str) -> bool:
    """Whether text begins as a web page does."""
    return _BEGINS_A_PAGE.match(beginning) is not None


def declared_charset(data: bytes) -> str | None:
    """The encoding that a page names in its first 4 kB."""
    found = _CHARSET.search(data[:4096])
    return found[1].decode("ascii") if found else None


def read_page(name: str, html: str, published: str | None = None) -> Document:
    """One report from the HTML of a page: main text, title, publisher, address, language and publication time, by trafilatura.

    Reader comments, menus, teasers and links to other stories are left out as far as the page's markup shows what they are.
    The publication time comes from what the page says of itself (metadata, JSON-LD, ``<time>``) or from a "Posted ..." line, never from
    dates in the story; one in the future counts as unknown.

    Args:
        name: the input as the user knows it.
        html: the decoded page.
        published: publication time that overrides what the page says.

    Raises:
        TruncatedInput: if the page is cut off.
        EmptyInput: if no report is found in the page.
        UnsupportedInput: if the page cannot be parsed.
    """
    _refuse_truncated(name, html)
    with quiet():
        tree = _parsed(name, html)
        text, meta, date = _extracted(name, tree)
    if len(text) < _FEWEST_CHARACTERS:
        raise errors.EmptyInput(name, "no report was found in this page", "Save the words of the report as a .txt file and give that")
    moment, source = _publication(html, text, date, published)
    return make_document(
        name,
        text,
        title=meta.title,
        publisher=meta.sitename,
        url=meta.url,
        published=moment,
        published_from=source,
        language=language_code(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")),
    )


def story_of(name: str, html: str) -> str:
    """The text of a story that is given as HTML: a whole page, or the part of one that holds the story.

    Raises:
        InputError: as :func:`read_page`.
    """
    _refuse_truncated(name, html)
    whole = html if _WHOLE_PAGE.search(html[:4096]) else f"<html><body><article>{html}</article></body></html>"
    with quiet():
        text, _, _ = _extracted(name, _parsed(name, whole))
    if len(text) < _FEWEST_CHARACTERS:
        raise errors.EmptyInput(name, "no story was found in its HTML", "Give the words of the report as plain text")
    return text


def _parsed(name: str, html: str) -> _Tree:
    import trafilatura

    tree = trafilatura.load_html(html)
    if tree is None:
        raise errors.UnsupportedInput(name, "this page cannot be parsed as HTML", "Save the words of the report as a .txt file and give that")
    return tree


def _extracted(name: str, tree: _Tree) -> tuple[str, Any, str | None]:
    import trafilatura
    from trafilatura.metadata import extract_metadata

    try:
        meta = extract_metadata(copy.deepcopy(tree))
        date = extract_metadata(_bare_of_stories(tree), date_config=_date_config()).date
        result: Any = None
        report = _report_part(tree)
        # A page that calls everything by the names of furniture is read as it is.
        for part in (copy.deepcopy(report), tree):
            result = result or trafilatura.bare_extraction(part, include_comments=False, with_metadata=False)
        blocks = _blocks_of(report)
    # Whatever goes wrong inside the extractor on hostile markup is this page's error, and must not stop the others.
    except Exception as error:
        raise errors.UnsupportedInput(
            name,
            f"the page's text cannot be extracted ({type(error).__name__}: {error})",
            "Save the words of the report as a .txt file and give that",
        ) from error
    lines = [line.strip() for line in result.text.split("\n")] if result is not None else []
    if sum(map(len, lines)) < _SHORT_STORY and blocks:
        lines = blocks
    # Every line is a block of the page; an empty line between them says so to any reader of plain text.
    text = "\n\n".join(line for line in lines if line)
    return text, meta, date


def _report_part(tree: _Tree) -> _Tree:
    """The page without the parts that its markup says are not the report; see ``webpage.toml``."""
    elements, words = _furniture()
    page = copy.deepcopy(tree)
    main = [page, *page.xpath("//body|//main"), *page.xpath("(//h1)[1]|(//article)[1]")]
    kept = {part for element in main for part in (element, *element.iterancestors())}
    for element in list(page.iter()):
        if not isinstance(element.tag, str) or element in kept:
            continue
        named = set(_WORD.findall(f"{element.get('class', '')} {element.get('id', '')}"))
        if element.tag in elements or words & {word.lower() for word in named}:
            element.drop_tree()
    return page


def _blocks_of(report: _Tree) -> list[str]:
    """The text of each heading, paragraph and list item, for stories so short that the extractor takes their sentences to pieces."""
    for line_break in report.iter("br"):
        line_break.tail = f"\n{line_break.tail or ''}"
    blocks = report.xpath(f"//body//*[{_BLOCK}][not(.//*[{_BLOCK}])]")
    return [" ".join(block.text_content().split()) for block in blocks]


@cache
def _furniture() -> tuple[frozenset[str], frozenset[str]]:
    data = tomllib.loads(files("dateline.sources").joinpath("webpage.toml").read_text("utf-8"))
    return frozenset(data["elements"]), frozenset(data["comments"] + data["other_stories"] + data["page_furniture"])


def _bare_of_stories(tree: _Tree) -> _Tree:
    """The page without running text, so that a date found in it is the page's own."""
    bare = copy.deepcopy(tree)
    for element in bare.xpath(_NOT_ITS_OWN):
        if element.getparent() is not None:
            element.drop_tree()
    for element in bare.xpath(_STORY):
        kept = element.xpath(".//time|.//*[@itemprop='datePublished']")
        element.text = None
        for child in list(element):
            element.remove(child)
        for time in kept:
            time.tail = None
            element.append(time)
    return bare


def _date_config() -> dict[str, Any]:
    return {"original_date": True, "extensive_search": False, "min_date": _EARLIEST_PAGE, "max_date": publication.today().isoformat()}


def _publication(html: str, text: str, date: str | None, published: str | None) -> tuple[Moment | None, str | None]:
    if published is not None:
        return published, "given"
    if (declared := _declared(html)) is not None:
        return declared, "metadata"
    day = publication.parse(date) if date else None
    if day is not None and publication.plausible(day):
        return _finest(html, day), "metadata"
    moment = publication.in_lines(text.split("\n"))
    return moment, "text" if moment else None


def _declared(html: str) -> Moment | None:
    """The time that the page declares outright, unless it declares several days (those of other stories that it lists)."""
    moments = [moment for found in _DECLARED.finditer(html) if (moment := publication.parse(found["json"] or found["meta"]))]
    days = {moment[:10] for moment in moments}
    return moments[0] if len(days) == 1 and publication.plausible(moments[0]) else None


def _finest(html: str, day: Moment) -> Moment:
    """The day with its time of day, where the page's attributes or JSON-LD tell exactly one for it that has a time zone."""
    stamps = re.findall(rf"""["']({day}T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d))["']""", html)
    moments = {moment for stamp in stamps if (moment := publication.parse(stamp))}
    return moments.pop() if len(moments) == 1 else day


def _refuse_truncated(name: str, html: str) -> None:
    if _ENDS_A_PAGE.search(html):
        return
    lower = html.lower()
    hidden = any(lower.rfind(begin) > lower.rfind(end) for begin, end in _HIDES)
    # With nothing left open, every search below ends where the last one did: time grows with the page and not with its square.
    markup = "" if hidden else _NOT_MARKUP.sub("", lower)
    depth = sum(-1 if closing else 1 for closing, _, empty in _MUST_CLOSE.findall(markup) if not empty)
    if hidden or _UNFINISHED_TAG.search(markup) or depth > 0:
        raise errors.TruncatedInput(name, "this page ends in the middle of its markup", "Save or download the page again, in full")
