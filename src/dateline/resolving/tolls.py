"""Tolls over all claims of an incident: low, best and high by named rules, with the series of every figure told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import get_args

from dateline.model import Claim, Harm, IncidentToll, TollReport, VictimClass
from dateline.resolving.facts import ResolvableClaim
from dateline.resolving.figures import Figure, figures, whole_figure
from dateline.resolving.items import HARMS
from dateline.resolving.origins import origins
from dateline.resolving.speakers import said_by
from dateline.resolving.toll_rules import BEST_RULE, Telling, picks, span

_OFFICIAL = frozenset(("official", "military", "police", "medic"))
_CLASSES: tuple[VictimClass, ...] = get_args(VictimClass)


class _Told:
    """One figure, with what the rules and the series need to know."""

    def __init__(self, pair: ResolvableClaim, figure: Figure, origin: str) -> None:
        self.claim, self.document, self.figure = pair.claim, pair.document, figure
        official = any(speaker.kind in _OFFICIAL for speaker in pair.claim.speakers)
        self.aside = False
        self.telling = Telling(pair.claim.id, figure, pair.document.published, official, origin)

    @property
    def key(self) -> tuple[str, str, int, str]:
        return (self.document.published or "", self.claim.id, self.figure.start, self.figure.words)

    def report(self) -> TollReport:
        said = [speaker.said for speaker in self.claim.speakers if speaker.said is not None]
        return TollReport(
            claim_id=self.claim.id,
            document_id=self.claim.document_id,
            low=self.figure.low,
            high=self.figure.high,
            kind=self.figure.kind,
            words=self.figure.words,
            published=self.document.published,
            said=said[0] if said else None,
            said_by=said_by(self.claim, self.document),
            parts=self.figure.parts,
            aside=self.aside,
        )


def merge_tolls(pairs: Sequence[ResolvableClaim], origin_of: Mapping[str, str] | None = None) -> tuple[IncidentToll, ...]:
    """Tolls of an incident: for each harm the total, then the victim classes that any claim tells.

    The range of a total covers every figure that a claim gives for the event as a whole. Parts ("including three children") go to their
    class and are never added up. Cumulative figures and those that a document itself replaces are left out.

    Args:
        pairs: the claims.
        origin_of: by claim id, the origin that its figures go back to; worked out where not given.
    """
    origin_of = origins(pairs).of_claim if origin_of is None else origin_of
    merged = []
    for harm in HARMS:
        totals = [_Told(pair, figure, origin_of[pair.claim.id]) for pair in pairs for figure in figures(pair.claim, harm)]
        if totals:
            merged.append(_merge(harm, None, totals))
        for victim_class in _CLASSES:
            told = [_Told(pair, figure, origin_of[pair.claim.id]) for pair in pairs for figure in _class_figures(pair.claim, harm, victim_class)]
            if told and victim_class != "undetermined":
                merged.append(_merge(harm, victim_class, told))
    return tuple(merged)


def _class_figures(claim: Claim, harm: Harm, victim_class: VictimClass) -> list[Figure]:
    return [
        whole_figure(toll) for toll in claim.tolls if toll.harm == harm and toll.victim_class == victim_class and toll.scope in ("incident", "part")
    ]


def _merge(harm: Harm, victim_class: VictimClass | None, told: list[_Told]) -> IncidentToll:
    told = sorted(told, key=lambda one: one.key)
    _set_aside(told)
    tellings = [one.telling for one in told if not one.aside]
    low, high = span(tellings)
    made = picks(tellings)
    best = next(pick.best for pick in made if pick.rule == BEST_RULE)
    return IncidentToll(
        harm=harm, victim_class=victim_class, low=low, best=best, high=high, rule=BEST_RULE, picks=made, series=tuple(one.report() for one in told)
    )


_SUM = 10
"""How many times larger than all that other reports tell a figure must be to be taken for a sum over many events."""

_MANY = 4
"""How many times larger a figure must be for a smaller one of the same report, or of a later one, to be taken for a count of some of them."""


def _set_aside(told: Sequence[_Told]) -> None:
    """Set aside figures that are no versions of the total: they count only some of those whom others count, or the dead of many events.

    Within one document the claim that counts most tells the total: a smaller figure that another claim tells by word of the same speakers, and
    one many times smaller by anyone's word, counts some of these people. So does a figure many times smaller than one published on an
    earlier day: early counts grow, and late ones do not shrink that much. A figure very many times larger than any that other documents tell,
    beside a smaller one in its own document, is taken for a sum over many events.
    """
    documents: dict[str, list[_Told]] = defaultdict(list)
    for one in told:
        documents[one.claim.document_id].append(one)
    for document_id, figures_told in documents.items():
        others = max((_size(one) for one in told if one.claim.document_id != document_id), default=0)
        sums = [one for one in figures_told if _size(one) >= others * _SUM > 0]
        if 0 < len(sums) < len(figures_told):
            for one in sums:
                one.aside = True
            figures_told = [one for one in figures_told if not one.aside]
        whole = max(figures_told, key=lambda one: (_size(one), one.claim.id))
        least = min(_size(one) for one in figures_told if one.claim.id == whole.claim.id and not _some_of(one, whole))
        for one in figures_told:
            other_word = bool(one.claim.speakers) and not _names(one) & _names(whole)
            beside = one.claim.id != whole.claim.id and 0 < _size(one) < least and not other_word
            one.aside = beside or _some_of(one, whole)
    for one in told:
        one.aside = one.aside or any(_some_of(one, other) for other in told if _day(other) and _day(other) < _day(one))


def _some_of(one: _Told, other: _Told) -> bool:
    """Whether it is many times smaller; nobody at all is not some of them."""
    return 0 < _size(one) * _MANY <= _size(other)


def _day(one: _Told) -> str:
    return (one.document.published or "")[:10]


def _names(one: _Told) -> set[str]:
    return {speaker.name for speaker in one.claim.speakers}


def _size(one: _Told) -> int:
    return one.figure.low if one.figure.low is not None else one.figure.high or 0
