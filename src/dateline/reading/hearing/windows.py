"""A report as a network sees it: word pieces in windows that fit, the title before each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

LONGEST = 510
"""Pieces of a window, its beginning and end among them; MiniLM knows 512 places."""
_HEAD = 60
"""Pieces of the title that are repeated before each window but the first."""

Encode = Callable[[str], tuple[list[int], list[tuple[int, int]]]]
"""A text to the numbers of its pieces and where each stands, in code points."""


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces of one window, and where they stand in the text: (0, 0) for what does not stand there or is only repeated."""

    pieces: list[int]
    spans: list[tuple[int, int]]


def windows(text: str, encode: Encode, begin: int, end: int) -> list[Window]:
    """The windows of a text whose first line is its title; they break between lines or sentences where they can.

    Args:
        text: lines: a title and paragraphs.
        encode: the tokenizer.
        begin, end: numbers of the pieces that begin and end every window.
    """
    lowered = text.lower()
    ids, spans = encode(lowered if len(lowered) == len(text) else text)
    line = text.find("\n")
    head = [piece for piece, (start, _) in zip(ids, spans, strict=True) if start < line][:_HEAD]
    breaks = [at for at in range(1, len(ids)) if _breaks(text, spans[at - 1][1], spans[at][0])]
    found: list[Window] = []
    start = 0
    while start < len(ids):
        before = head if start else []
        room = start + LONGEST - 2 - len(before)
        stop = len(ids) if len(ids) <= room else max((at for at in breaks if start < at <= room), default=room)
        found.append(Window([begin, *before, *ids[start:stop], end], [*[(0, 0)] * (1 + len(before)), *spans[start:stop], (0, 0)]))
        start = stop
    return found


def _breaks(text: str, before: int, after: int) -> bool:
    between = text[before:after]
    return "\n" in between or (text[before - 1] in ".?!" and between.isspace())
