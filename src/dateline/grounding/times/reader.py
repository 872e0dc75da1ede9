"""Read all the times of a text in order, with the story's own time carried along."""

from __future__ import annotations

from dataclasses import replace

from dateline.grounding.times.anchor import Anchor, Direction, ResolvedTime
from dateline.grounding.times.direction import direction_of
from dateline.grounding.times.meaning import Bound, Expression, Range, Shift, Window, yearless
from dateline.grounding.times.resolve import resolve_time
from dateline.grounding.times.tagger import TimeMention, find_times

_DAY_LIMITS, _MONTH_LIMITS = (290, 75), (300, 62)
"""A date without its year that a guess puts farther off than the first number of days is put the other way round where that brings it
nearer than the second. Months are named from farther off than days are."""


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
        if resolved is not None and resolved.span is not None and not _aside(mention.meaning):
            anchor = replace(anchor, narrative=resolved.span)
    return found


def _aside(meaning: Expression) -> bool:
    """Whether the story stays where it is: stretches of time and looks back ("a year earlier") do not move it."""
    return isinstance(meaning, Bound | Range | Window) or (isinstance(meaning, Shift) and meaning.base == "narrative" and meaning.sign < 0)


def _resolve(mention: TimeMention, anchor: Anchor, direction: Direction) -> ResolvedTime | None:
    resolved = resolve_time(mention, anchor, direction=direction)
    if resolved is None or not yearless(mention.meaning):
        return resolved
    far, near = _MONTH_LIMITS if resolved.span is not None and resolved.span.precision in ("month", "season") else _DAY_LIMITS
    if _distance(resolved, anchor) <= far:
        return resolved
    other = resolve_time(mention, anchor, direction="past" if direction == "future" else "future")
    return other if _distance(other, anchor) < near else resolved


def _distance(resolved: ResolvedTime | None, anchor: Anchor) -> int:
    """Days between publication and the nearest side of a span; 0 where that cannot be told."""
    if resolved is None or resolved.span is None or anchor.published is None:
        return 0
    sides = [side for side in (resolved.span.start, resolved.span.end) if side is not None]
    return min(abs((side - anchor.published).days) for side in sides)
