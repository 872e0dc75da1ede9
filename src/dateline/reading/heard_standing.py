"""What an event is to its report, by ear: its news, the past, a sum over many events, planned, denied."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from dateline.reading.drafts import Draft
from dateline.reading.hearing.asking import MOST, stands

_PAST = ("background", "total")


def standing_of(drafts: Sequence[Draft]) -> Mapping[str, float]:
    """Chances of what an event is to its report, each the mean over its tellings; empty where nothing was heard."""
    heard = [standing for draft in drafts if (standing := stands(draft.anchor)) is not None]
    return {group: sum(one[group] for one in heard) / len(heard) for group in heard[0]} if heard else {}


def past(standing: Mapping[str, float]) -> float:
    """The chance that an event is told as past; 0 where nothing was heard."""
    return sum(standing.get(group, 0.0) for group in _PAST)


def past_odds(drafts: Sequence[Draft]) -> float | None:
    """Log-odds that an event is told as past, no more than ``MOST`` either way; None where nothing was heard."""
    standing = standing_of(drafts)
    if not standing:
        return None
    chance = min(max(past(standing), 1e-6), 1 - 1e-6)
    return max(-MOST, min(MOST, math.log(chance / (1 - chance))))
