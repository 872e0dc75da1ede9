"""Read all the times of a text in order, with the story's own time carried along."""

from __future__ import annotations

from dataclasses import replace

from dateline.grounding.times.anchor import Anchor, Direction, ResolvedTime
from dateline.grounding.times.direction import direction_of
from dateline.grounding.times.meaning import At, Bound, Calendar, Division, Expression, Range, Within
from dateline.grounding.times.resolve import resolve_time
from dateline.grounding.times.tagger import TimeMention, find_times

_FAR, _NEAR = 240, 120
"""A date without its year that a guess puts more than _FAR days off is put the other way round where that is under _NEAR days off."""


def read_times(text: str, anchor: Anchor) -> list[tuple[TimeMention, ResolvedTime | None]]:
    """Find and resolve every temporal expression of a text, without a parse.

    The direction of each is guessed with :func:`direction_of`; what is counted from the story's own time ("the next day") is counted
    from the last day that the text named before it.

    Args:
        text: any text.
        anchor: the publication day, and the narrative time at the beginning of the text where it is known.
    """
    found: list[tuple[TimeMention, ResolvedTime | None]] = []
    for mention in find_times(text):
        resolved = _resolve(mention, anchor, direction_of(text, mention))
        found.append((mention, resolved))
        if resolved is not None and resolved.span is not None and not isinstance(mention.meaning, Bound | Range):
            anchor = replace(anchor, narrative=resolved.span)
    return found


def _resolve(mention: TimeMention, anchor: Anchor, direction: Direction) -> ResolvedTime | None:
    resolved = resolve_time(mention, anchor, direction=direction)
    if not _yearless(mention.meaning) or _distance(resolved, anchor) <= _FAR:
        return resolved
    other = resolve_time(mention, anchor, direction="past" if direction == "future" else "future")
    return other if _distance(other, anchor) < _NEAR else resolved


def _yearless(meaning: Expression) -> bool:
    match meaning:
        case Calendar(year, month):
            return year is None and month is not None
        case Division(_, year, named_year):
            return year is None and named_year is None
        case At(period) | Within(period) | Bound(period):
            return _yearless(period)
        case Range(first, last):
            return _yearless(first) and _yearless(last)
        case _:
            return False


def _distance(resolved: ResolvedTime | None, anchor: Anchor) -> int:
    """Days between publication and the nearest side of a span; 0 where that cannot be told."""
    if resolved is None or resolved.span is None or anchor.published is None:
        return 0
    sides = [side for side in (resolved.span.start, resolved.span.end) if side is not None]
    return min(abs((side - anchor.published).days) for side in sides)
