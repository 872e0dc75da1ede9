"""Tolls over all claims of an incident: low, best and high, with the series of every figure told."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from statistics import median
from typing import get_args

from dateline.model import Claim, Harm, IncidentToll, Moment, Speaker, TollReport, VictimClass
from dateline.resolving.facts import DocumentFacts, ResolvableClaim, instant
from dateline.resolving.figures import Figure, figures
from dateline.resolving.items import HARMS

BEST_RULE = "latest-official/1"
"""How ``best`` is picked.

Figures that give one number count ("12", "some 12", "at least 12", the lower of "10 to 12"; not "up to 12", not "dozens"), of each claim its
highest. Those said by an official, the military, the police or medical staff go before all others; of these the one published last wins,
days compared. On the last day, where all tell the clock and the time zone, only its last three hours count; then the number that most
claims tell, then the higher. A figure whose publication day is unknown is older than any known one. A number below half the median of all
is taken for a partial count and not picked; it stays in the range and the series. Which side an official is on is not weighed: the series
keeps every figure with who said it, and another rule may be applied to it.
"""

_LAST_HOURS = dt.timedelta(hours=3)
_OFFICIAL = frozenset(("official", "military", "police", "medic"))
_CLASSES: tuple[VictimClass, ...] = get_args(VictimClass)


class _Told:
    """One figure, with what the rule and the series need to know."""

    def __init__(self, pair: ResolvableClaim, figure: Figure) -> None:
        self.claim, self.document, self.figure = pair.claim, pair.document, figure
        self.official = any(speaker.kind in _OFFICIAL for speaker in pair.claim.speakers)

    @property
    def key(self) -> tuple[str, str, int, str]:
        return (self.document.published or "", self.claim.id, self.figure.start, self.figure.words)

    def report(self) -> TollReport:
        return TollReport(
            claim_id=self.claim.id,
            low=self.figure.low,
            high=self.figure.high,
            words=self.figure.words,
            published=self.document.published,
            said_by=said_by(self.claim, self.document),
        )


def speaker_name(speaker: Speaker) -> str:
    """A speaker's name; the document's own words for one who is only described ("a doctor at the main hospital")."""
    return speaker.actor.name if speaker.actor is not None and speaker.actor.kind != "generic" else speaker.name


def said_by(claim: Claim, document: DocumentFacts) -> tuple[str, ...]:
    """Who says what a claim says: its speakers, else the publisher."""
    return tuple(dict.fromkeys(speaker_name(speaker) for speaker in claim.speakers)) or ((document.publisher,) if document.publisher else ())


def merge_tolls(pairs: Sequence[ResolvableClaim]) -> tuple[IncidentToll, ...]:
    """Tolls of an incident: for each harm the total, then the victim classes that any claim tells.

    The range of a total covers every figure that a claim gives for the event as a whole. Parts ("including three children") go to their
    class and are never added up. Cumulative figures and those that a document itself replaces are left out.
    """
    merged = []
    for harm in HARMS:
        totals = [_Told(pair, figure) for pair in pairs for figure in figures(pair.claim, harm)]
        if totals:
            merged.append(_merge(harm, None, totals))
        for victim_class in _CLASSES:
            told = [_Told(pair, figure) for pair in pairs for figure in _class_figures(pair.claim, harm, victim_class)]
            if told and victim_class != "undetermined":
                merged.append(_merge(harm, victim_class, told))
    return tuple(merged)


def _class_figures(claim: Claim, harm: Harm, victim_class: VictimClass) -> list[Figure]:
    return [
        Figure(toll.count.low, toll.count.high, toll.count.kind, toll.count.words, toll.evidence[0].start)
        for toll in claim.tolls
        if toll.harm == harm and toll.victim_class == victim_class and toll.scope in ("incident", "part")
    ]


def _merge(harm: Harm, victim_class: VictimClass | None, told: list[_Told]) -> IncidentToll:
    told = sorted(told, key=lambda one: one.key)
    lows = [one.figure.low for one in told if one.figure.low is not None]
    highs = [one.figure.high for one in told if one.figure.high is not None]
    low = min(lows, default=None)
    high = max(highs, default=None)
    if high is not None and lows and max(lows) > high:
        high = None  # "at least 30" beside 21: nobody says where it ends
    return IncidentToll(
        harm=harm,
        victim_class=victim_class,
        low=low,
        best=_best(told),
        high=high,
        rule=BEST_RULE,
        series=tuple(one.report() for one in told),
    )


def _best(every: list[_Told]) -> int | None:
    by_claim: dict[str, _Told] = {}
    for one in every:
        if one.figure.number is not None:
            by_claim[one.claim.id] = max(by_claim.get(one.claim.id, one), one, key=lambda told: told.figure.number or 0)
    numbered = list(by_claim.values())
    middle = median(one.figure.number or 0 for one in numbered) if numbered else 0
    whole = [one for one in numbered if (one.figure.number or 0) * 2 >= middle]
    choice = [one for one in whole if one.official] or whole
    if not choice:
        return None
    last_day = max(_day(one.document.published) for one in choice)
    newest = _last_hours([one for one in choice if _day(one.document.published) == last_day])
    told = Counter(one.figure.number for one in newest)
    return max(told, key=lambda number: (told[number], number or 0))


def _last_hours(told: list[_Told]) -> list[_Told]:
    instants = {one.claim.id: moment for one in told if (moment := instant(one.document.published)) is not None}
    if len(instants) < len({one.claim.id for one in told}):
        return told
    last = max(instants.values())
    return [one for one in told if last - instants[one.claim.id] <= _LAST_HOURS]


def _day(published: Moment | None) -> str:
    return published[:10] if published else ""
