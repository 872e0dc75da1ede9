"""A document to passages: what is title, dateline, body, quotation, teaser or furniture, by the shape of the lines alone.

Whether a paragraph belongs to another story needs its words: see :mod:`dateline.reading.continuity`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dateline.model import Document, Passage, PassageKind
from dateline.reading import cues

_LINE = re.compile(r"[^\n]+")
_MONTH = r"(?i:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w{0,6}\.?"
_FILED_ON = rf"(?:,?\s(?:{_MONTH}\s\d{{1,2}}|\d{{1,2}}\s{_MONTH})(?:,?\s\d{{2,4}})?)"
_AGENCY = r"(?:\s?\([^()\n]{2,60}\))"
_REGION = r"(?:,\s[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){0,2}|\s\([A-Z][\w.'’ -]{2,30}\))"
_RULE = r"\s?(?:--|—|–|-|:)\s"
_DATELINE = re.compile(rf"[A-Z][A-Z.'’ -]{{3,30}}(?:/[A-Z][A-Z.' -]{{2,30}})?{_REGION}?{_FILED_ON}?{_AGENCY}?{_RULE}")
"""BEIRUT, Lebanon, June 2 (Agency) -- · BOGOTA, 30 AUG 89 (RADIO) -- · KYIV -"""
_AGENCY_DATELINE = re.compile(rf"[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){{0,3}}{_REGION}?(?:{_FILED_ON}{_AGENCY}?|{_AGENCY})\s?(?:--|—|–|-)\s")
"""Beirut, Lebanon, June 2 — · Beirut (Agency) -: a city that is not in capitals needs a day or an agency."""
_CITY = r"[A-Z][\w.'’-]*(?:\s[A-Z][\w.'’-]*){0,2}"
_BARE_DATELINE = re.compile(rf"{_CITY}(?:/{_CITY}|{_REGION})?\s(?:--|—|–|-)\s(?=[\"“A-Z])")
"""Kano - Gunmen ..., Kano/Port Sudan - ...: only where one paragraph, the first, begins so; where more do it is a list by place."""
_TERMINAL = re.compile(r"[.!?…:;][\"'”’)\]]*\s*$")
_QUOTED = re.compile(r"""^\s*["“«„'‘][^"”»]{20,}["”»'’][.,]?\s*$""")
_WRAPPED_MIN, _WRAPPED_MAX = 45, 110
_LONGEST = 2500
"""Code points of the longest piece that is parsed at once; few real paragraphs are longer."""
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+")


def split(document: Document) -> tuple[Passage, ...]:
    """The passages of a document in text order; blank space between them belongs to none.

    A paragraph is a line, unless the text is hard-wrapped: then it is a block of lines between blank ones.
    """
    return tuple(
        Passage(index=index, start=start, end=end, kind=kind, reason=reason) for index, (start, end, kind, reason) in enumerate(_pieces(document))
    )


def _pieces(document: Document) -> Iterator[tuple[int, int, PassageKind, str | None]]:
    text = document.text
    body = 0
    if document.title:
        lead = len(text) - len(text.lstrip())
        if text.startswith(document.title, lead):
            body = lead + len(document.title)
            yield lead, body, "title", None
    first = True
    paragraphs = list(_paragraphs(text, body))
    bare = sum(_BARE_DATELINE.match(text, start, end) is not None for start, end in paragraphs) == 1 and body > 0
    for start, end in paragraphs:
        kind, reason = _furniture(text[start:end])
        if kind is not None:
            yield start, end, kind, reason
            continue
        filed = _dateline_end(text[start:end], bare=bare and first)
        if filed:
            yield start, start + filed, "dateline", "where and when the story was filed"
            start += filed
        for piece_start, piece_end in _cut(text, start, end):
            yield piece_start, piece_end, "quotation" if not first and _QUOTED.match(text[start:end]) else "body", None
        first = False


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A paragraph in pieces that a parser can bear: at the end of a sentence, or between words where a text has no sentences."""
    while end - start > _LONGEST:
        window = text[start : start + _LONGEST]
        ends = [match.end() for match in _SENTENCE_END.finditer(window)]
        at = ends[-1] if ends else window.rfind(" ") + 1 or _LONGEST
        trimmed = _trim(text, start, start + at)
        if trimmed is not None:
            yield trimmed
        start += at
    trimmed = _trim(text, start, end)
    if trimmed is not None:
        yield trimmed


def _paragraphs(text: str, start: int) -> Iterator[tuple[int, int]]:
    block: list[tuple[int, int]] = []
    previous_end = start
    for line in _LINE.finditer(text, start):
        if block and text[previous_end : line.start()].count("\n") > 1:
            yield from _block(text, block)
            block = []
        trimmed = _trim(text, line.start(), line.end())
        if trimmed is None:
            yield from _block(text, block)
            block = []
        else:
            block.append(trimmed)
        previous_end = line.end()
    yield from _block(text, block)


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _block(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    if len(lines) > 1 and _hard_wrapped([text[start:end] for start, end in lines]):
        return [(lines[0][0], lines[-1][1])]
    return lines


def _hard_wrapped(lines: list[str]) -> bool:
    if any(len(line) > _WRAPPED_MAX for line in lines):
        return False
    if any(line[:1].islower() for line in lines[1:]):
        return True
    longest = max(map(len, lines))
    inner = lines[:-1]
    return (
        len(lines) > 2
        and longest >= _WRAPPED_MIN
        and all(len(line) >= 0.7 * longest for line in inner)
        and sum(not _TERMINAL.search(line) for line in inner) >= 0.6 * len(inner)
    )


@cache
def _starts() -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], int]:
    data = cues.load("passages")
    boilerplate = data["boilerplate"]
    return tuple(data["teaser"]["starts"]), tuple(boilerplate["starts"]), tuple(boilerplate["short_starts"]), boilerplate["short_words"]


def _furniture(line: str) -> tuple[PassageKind | None, str | None]:
    teasers, boilerplate, short, words = _starts()
    low = line.lower().lstrip("*-•>[( ")
    if low.startswith(teasers):
        return "teaser", f"begins like a pointer to another story: {line[:24]!r}"
    if low.startswith(boilerplate):
        long = len(line.split()) > words
        if not (low.startswith(short) and (long or _TERMINAL.search(line))):
            return "boilerplate", f"begins like the page's own furniture: {line[:24]!r}"
    if not any(char.isalnum() for char in line):
        return "boilerplate", "no words"
    return None, None


def _dateline_end(paragraph: str, *, bare: bool) -> int:
    match = _DATELINE.match(paragraph) or _AGENCY_DATELINE.match(paragraph) or (_BARE_DATELINE.match(paragraph) if bare else None)
    return match.end() if match else 0
