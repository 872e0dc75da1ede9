"""What resolving may know of a document: where it comes from, never what it says."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple, Self

from dateline.model import Claim, Document, Grounded, Moment, moment_date
from dateline.resolving.copies import sketch


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """The provenance of one document.

    Args:
        id: the document's id.
        publisher: who published it, where known.
        url: where, where known.
        published: when (ISO 8601), where known.
        sketch: what near copies of its text have in common with it; see :func:`dateline.resolving.copies.sketch`.
        superseded: whether a newer version of the page, or its withdrawal, took its place.
    """

    id: str
    publisher: str | None = None
    url: str | None = None
    published: Moment | None = None
    sketch: tuple[int, ...] = ()
    superseded: bool = False

    @classmethod
    def of(cls, document: Document) -> Self:
        """The facts of one document."""
        return cls(document.id, document.publisher, document.url, document.published, sketch(document.text))


class ResolvableClaim(NamedTuple):
    """A claim with the provenance of its document."""

    claim: Claim
    document: DocumentFacts


def instant(moment: Moment | None) -> dt.datetime | None:
    """The point in time of a moment that tells the clock and its time zone; None for any other."""
    if moment is None or len(moment) == 10:
        return None
    read = dt.datetime.fromisoformat(moment)
    return read if read.tzinfo is not None else None


def later(one: Moment | None, other: Moment | None) -> int:
    """Which of two reports came out later.

    Returns:
        1 where ``other`` is the later one, -1 where ``one`` is, 0 where nobody knows: on one day without clock and time zone on both.
    """
    if one is None or other is None:
        return 0
    exact = (instant(one), instant(other))
    first, second = exact if exact[0] is not None and exact[1] is not None else (moment_date(one), moment_date(other))
    if first == second:
        return 0
    return 1 if second > first else -1  # type: ignore[operator]


def only_heard(value: Grounded) -> bool:
    """Whether only a reader's trained network gives a value, and no rule: its rules are called ``hearing.``, and it concludes."""
    return value.inferred and value.rule.startswith("hearing.")
