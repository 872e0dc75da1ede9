"""Read all the times of a text in order, with the story's own time carried along."""

from __future__ import annotations

from dataclasses import replace

from dateline.grounding.times.anchor import Anchor, ResolvedTime
from dateline.grounding.times.direction import direction_of
from dateline.grounding.times.meaning import Bound, Range
from dateline.grounding.times.resolve import resolve_time
from dateline.grounding.times.tagger import TimeMention, find_times


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
        resolved = resolve_time(mention, anchor, direction=direction_of(text, mention))
        found.append((mention, resolved))
        if resolved is not None and resolved.span is not None and not isinstance(mention.meaning, Bound | Range):
            anchor = replace(anchor, narrative=resolved.span)
    return found
