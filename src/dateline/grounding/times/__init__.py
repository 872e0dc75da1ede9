"""Temporal expressions: found in text, and placed on the calendar by the rules of news.

The tagger is a cascade of finite-state stages over the words of words.toml and the rules of grammar.toml; the normaliser reads what
they mean (:mod:`.meaning`) against an :class:`Anchor`.
"""

from dateline.grounding.times.anchor import Anchor, Direction, ResolvedTime
from dateline.grounding.times.direction import direction_of
from dateline.grounding.times.reader import read_times
from dateline.grounding.times.resolve import resolve_time
from dateline.grounding.times.tagger import TimeMention, TimexType, find_times

__all__ = ["Anchor", "Direction", "ResolvedTime", "TimeMention", "TimexType", "direction_of", "find_times", "read_times", "resolve_time"]
