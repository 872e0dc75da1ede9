"""The published rules that make low, best and high of a series of figures. Each has a name and a version, and they read the same series."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

from dateline.model import Moment, TollPick
from dateline.resolving.facts import instant
from dateline.resolving.figures import Figure

_LAST_HOURS = dt.timedelta(hours=3)


@dataclass(frozen=True, slots=True)
class Telling:
    """One figure as the rules see it.

    Args:
        claim_id: the claim that tells it.
        figure: the figure.
        published: when the report came out.
        official: whether an official, the military, the police or medical staff said it.
        origin: who it goes back to.
    """

    claim_id: str
    figure: Figure
    published: Moment | None
    official: bool
    origin: str


Rule = Callable[[Sequence[Telling]], tuple[int | None, int | None, int | None]]
"""A series to low, best and high."""


def span(told: Sequence[Telling]) -> tuple[int | None, int | None]:
    """The range over all figures; open above where "at least" outgrows every upper bound."""
    lows = [one.figure.low for one in told if one.figure.low is not None]
    highs = [one.figure.high for one in told if one.figure.high is not None]
    low, high = min(lows, default=None), max(highs, default=None)
    return low, None if high is not None and lows and max(lows) > high else high


def latest_official(told: Sequence[Telling]) -> tuple[int | None, int | None, int | None]:
    """``latest-official/2``.

    Figures that give one number count ("12", "some 12", "at least 12", the lower of "10 to 12"; not "up to 12", not "dozens"), of each claim
    its highest. Those said by an official, the military, the police or medical staff go before all others, unless others came out more than
    a day after the last of them; of these the one published last wins, days compared. On the last day, where all tell the clock and the time
    zone, only its last three hours count; then the number that most claims tell, then the higher. A figure whose publication day is unknown
    is older than any known one. A number below half the median of all is taken for a partial count and not picked; it stays in the range and
    the series. Which side an official is on is not weighed.
    """
    low, high = span(told)
    by_claim: dict[str, Telling] = {}
    for one in told:
        if one.figure.number is not None:
            by_claim[one.claim_id] = max(by_claim.get(one.claim_id, one), one, key=lambda other: other.figure.number or 0)
    numbered = list(by_claim.values())
    middle = median(one.figure.number or 0 for one in numbered) if numbered else 0
    whole = [one for one in numbered if (one.figure.number or 0) * 2 >= middle]
    if not whole:
        return low, None, high
    official = [one for one in whole if one.official]
    choice = official if official and _fresh(official, whole) else whole
    last_day = max(_day(one.published) for one in choice)
    newest = _last_hours([one for one in choice if _day(one.published) == last_day])
    counts = Counter(one.figure.number for one in newest)
    return low, max(counts, key=lambda number: (counts[number], number or 0)), high


def lowest(told: Sequence[Telling]) -> tuple[int | None, int | None, int | None]:
    """``lowest/1``, in ACLED's manner: the most careful figure that still stands.

    Of each origin only its last report counts, so that an early count gives way to what the same speaker said later. The lowest number of
    these is the best figure. Words without a number ("dozens") give none.
    """
    standing = _standing(told)
    numbers = [one.figure.number for one in standing if one.figure.number is not None]
    return span(standing)[0], min(numbers, default=None), span(standing)[1]


def full_range(told: Sequence[Telling]) -> tuple[int | None, int | None, int | None]:
    """``range/1``, in the manner of UCDP and Airwars: from the lowest to the highest of each origin's last figures, and no best one."""
    low, high = span(_standing(told))
    return low, None, high


RULES: dict[str, Rule] = {"latest-official/2": latest_official, "lowest/1": lowest, "range/1": full_range}
BEST_RULE = "latest-official/2"
"""The rule behind ``best`` of an incident's toll."""


def picks(told: Sequence[Telling]) -> tuple[TollPick, ...]:
    """What every rule makes of a series."""
    made = ((name, rule(told)) for name, rule in RULES.items())
    return tuple(TollPick(rule=name, low=low, best=best, high=high) for name, (low, best, high) in made)


def _fresh(official: Sequence[Telling], every: Sequence[Telling]) -> bool:
    """Whether no figure came out more than a day after the last official one, by reports whose day is known."""
    last, newest = (max(_day(one.published) for one in told) for told in (official, every))
    return not last or not newest or (dt.date.fromisoformat(newest) - dt.date.fromisoformat(last)).days <= 1


def _standing(told: Sequence[Telling]) -> list[Telling]:
    """Of each origin, the figures of its last day."""
    last: dict[str, str] = {}
    for one in told:
        last[one.origin] = max(last.get(one.origin, ""), _day(one.published))
    return [one for one in told if _day(one.published) == last[one.origin]]


def _last_hours(told: list[Telling]) -> list[Telling]:
    instants = {one.claim_id: moment for one in told if (moment := instant(one.published)) is not None}
    if len(instants) < len({one.claim_id for one in told}):
        return told
    last = max(instants.values())
    return [one for one in told if last - instants[one.claim_id] <= _LAST_HOURS]


def _day(published: Moment | None) -> str:
    return published[:10] if published else ""
