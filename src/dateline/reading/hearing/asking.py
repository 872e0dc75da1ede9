"""How the rules ask what was heard: by tokens of a parse. Every answer is None where nothing was heard of the page."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Span, Token

from dateline.model import READ_KINDS
from dateline.reading.hearing.network import Ear, Heard
from dateline.reading.page import Page, offset_of

_KEY = "dateline_heard"
_MOST = 4.0
"""Log-odds beyond which the network is not believed more."""


def listen(page: Page, ear: Ear) -> None:
    """Lay what is heard of a page beside the parses of its passages, for the questions below."""
    read = [passage for passage in page.passages if passage.kind in READ_KINDS]
    lines = [" ".join(page.document.text[passage.start : passage.end].split("\n")) for passage in read]
    if any(line.strip() for line in lines):
        heard = ear.hear(lines, [passage.start for passage in read])
        for doc in page.docs.values():
            doc.user_data[_KEY] = heard


def heard_of(doc: Doc) -> Heard | None:
    """What was heard of the page that a parse is of."""
    found: Heard | None = doc.user_data.get(_KEY)
    return found


def tells(words: Span | Token) -> dict[str, float] | None:
    """Chance of each thing that words can tell, by its letter in ``training/marked_reports``."""
    heard = heard_of(words.doc)
    return heard.chances(*_place(words)) if heard is not None else None


def stands(words: Span | Token) -> dict[str, float] | None:
    """Chances of what the event of words is to the report: first, news, background, unreal, aside."""
    heard = heard_of(words.doc)
    return heard.standing(*_place(words)) if heard is not None else None


def together(words: Span | Token, others: Iterable[Span | Token]) -> float | None:
    """Log-odds that words tell of the event that others tell of: the mean over these, no more than ``_MOST`` either way."""
    heard = heard_of(words.doc)
    if heard is None:
        return None
    odds = [odd for other in others if (odd := heard.same(_place(words), _place(other))) is not None]
    return max(-_MOST, min(_MOST, sum(odds) / len(odds))) if odds else None


def aside(doc: Doc) -> float | None:
    """Chance that a passage belongs to another story."""
    heard = heard_of(doc)
    pieces = heard.at(*_place(doc[:])) if heard is not None else ()
    return float(heard.asides[pieces].mean()) if heard is not None and len(pieces) else None


def _place(words: Span | Token) -> tuple[int, int]:
    offset = offset_of(words.doc)
    if isinstance(words, Token):
        return offset + words.idx, offset + words.idx + len(words)
    return offset + words.start_char, offset + words.end_char
