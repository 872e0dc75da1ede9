"""A stored text cut at every quoted span, so that a page can mark the words behind each value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")


@dataclass(frozen=True, slots=True)
class Mark:
    """A quoted span.

    Args:
        start, end: code points of the text, end exclusive.
        field: which value rests on it.
        anchor: the id under which a page links to it.
    """

    start: int
    end: int
    field: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Segment:
    """Words between two cuts.

    Args:
        text: the words.
        fields: the values that rest on them; empty where none does.
        anchors: ids of the marks that begin here.
    """

    text: str
    fields: tuple[str, ...]
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the text; ``gap`` where something before it is left out."""

    segments: tuple[Segment, ...]
    gap: bool


def paragraphs(text: str, marks: Sequence[Mark], *, whole: bool) -> tuple[list[Paragraph], bool]:
    """The paragraphs of a text with their marks; and whether something after the last one is left out.

    Args:
        text: the stored text.
        marks: quoted spans of it; they may overlap.
        whole: every paragraph; otherwise only those in which something is quoted.
    """
    made: list[Paragraph] = []
    gap = False
    for start, end in _blocks(text):
        inside = [mark for mark in marks if mark.start < end and mark.end > start]
        if inside or whole:
            made.append(Paragraph(tuple(_segments(text, start, end, inside)), gap))
            gap = False
        else:
            gap = True
    return made, gap


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    start = len(text) - len(text.lstrip())
    last = len(text.rstrip())
    for found in _PARAGRAPH.finditer(text, start, last):
        yield start, found.start()
        start = found.end()
    if start < last:
        yield start, last


def _segments(text: str, start: int, end: int, marks: Iterable[Mark]) -> Iterator[Segment]:
    marks = sorted(marks, key=lambda mark: (mark.start, mark.end, mark.field))
    cuts = sorted({start, end, *(cut for mark in marks for cut in (mark.start, mark.end) if start < cut < end)})
    for left, right in pairwise(cuts):
        over = [mark for mark in marks if mark.start < right and mark.end > left]
        begin = [mark.anchor for mark in over if mark.start == left or (mark.start < start and left == start)]
        yield Segment(text[left:right], tuple(dict.fromkeys(mark.field for mark in over)), tuple(dict.fromkeys(begin)))
