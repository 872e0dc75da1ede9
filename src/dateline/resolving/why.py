"""Why reports are one incident, and why the nearest others are not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from dateline.resolving.clustering import look
from dateline.resolving.items import Item
from dateline.resolving.resolution import Rules
from dateline.resolving.weighing import Reason, weigh

_NEAREST = 5


class Match(NamedTuple):
    """Two tellings compared.

    Args:
        one, other: the first claim of each.
        points: the sum of the reasons' points.
        joined: whether it holds the incident together.
        verdict: what follows, in a sentence.
        reasons: each piece of evidence; points None for a contradiction.
    """

    one: str
    other: str
    points: float
    joined: bool
    verdict: str
    reasons: tuple[Reason, ...]

    def to_dict(self) -> dict[str, Any]:
        """The match as plain JSON types."""
        return self._asdict() | {"points": round(self.points, 2), "reasons": [reason._asdict() for reason in self.reasons]}


class Why(NamedTuple):
    """Why an incident is one.

    Args:
        told_again: groups of claims of one document that tell one event, the main one first; only where there are several.
        matches: the strongest chain of matches that holds its tellings together.
        near_misses: the nearest tellings outside it, and why they are apart.
    """

    told_again: tuple[tuple[str, ...], ...]
    matches: tuple[Match, ...]
    near_misses: tuple[Match, ...]

    def to_dict(self) -> dict[str, Any]:
        """The explanation as plain JSON types."""
        return {
            "told_again": [list(group) for group in self.told_again],
            "matches": [match.to_dict() for match in self.matches],
            "near_misses": [match.to_dict() for match in self.near_misses],
        }


def why(items: Sequence[Item], near: Iterable[Sequence[Item]], rules: Rules) -> Why:
    """Explain an incident.

    Args:
        items: its tellings.
        near: the tellings of each other incident that it was compared with, or that is told in passing near it.
        rules: the points and rulings by which it was made.
    """
    items = sorted(items, key=lambda item: item.id)
    again = tuple(item.claim_ids for item in items if len(item.claim_ids) > 1)
    missed = [_missed(items, sorted(group, key=lambda item: item.id), rules) for group in near if items and group]
    missed.sort(key=lambda match: (-match.points, match.one, match.other))
    strong = sum(match.points >= rules.weights.decide.link for match in missed)
    return Why(again, tuple(_chain(items, rules)), tuple(missed[: max(_NEAREST, strong)]))


def _missed(items: Sequence[Item], group: Sequence[Item], rules: Rules) -> Match:
    """The pair that comes nearest to joining two incidents, and what keeps them apart."""
    pairs = []
    for item in items:
        for other in group:
            points, apart = look(item, other, rules.weights, rules.decisions.told)
            pairs.append((apart, -points if not apart else -weigh(item, other, rules.weights).points, item.id, other.id, item, other))
    apart, minus, _, _, one, other = min(pairs)
    weight = weigh(one, other, rules.weights)
    verdict = _verdict(one, other, rules)
    decide = rules.weights.decide
    if not apart and -minus >= decide.link:
        barred = next(((mine, theirs) for no, _, _, _, mine, theirs in sorted(pairs, key=lambda pair: pair[2:4]) if no), None)
        average = -sum(pair[1] for pair in pairs) / len(pairs)
        if barred is not None:
            verdict = f"{-minus:.1f} points, but {barred[0].claim_ids[0]} and {barred[1].claim_ids[0]} keep them apart: {_verdict(*barred, rules)}"
        elif average < decide.average:
            verdict = (
                f"{-minus:.1f} points, but all reports of the one and the other have {average:.1f} on average, {decide.average:g} would be enough"
            )
        else:
            verdict = f"{-minus:.1f} points, but one of the two fits another incident, which contradicts this one, about as well"
    return Match(one.claim_ids[0], other.claim_ids[0], weight.points, joined=False, verdict=verdict, reasons=weight.reasons)


def _chain(items: Sequence[Item], rules: Rules) -> list[Match]:
    """A spanning tree of the strongest matches (Kruskal 1956)."""
    pairs = []
    for at, one in enumerate(items):
        for other in items[at + 1 :]:
            points, apart = look(one, other, rules.weights, rules.decisions.told)
            if not apart:
                pairs.append((-points, one.id, other.id))
    of, leader = {item.id: item for item in items}, {item.id: item.id for item in items}

    def lead(one: str) -> str:
        while leader[one] != one:
            one = leader[one]
        return one

    found = []
    for _, first, second in sorted(pairs):
        if lead(first) != lead(second):
            leader[lead(second)] = lead(first)
            one, other = of[first], of[second]
            weight = weigh(one, other, rules.weights)
            ruled = True in {rules.decisions.told(mine, theirs) for mine in one.claim_ids for theirs in other.claim_ids}
            verdict = "people ruled that they are the same" if ruled else f"{weight.points:.1f} points, {rules.weights.decide.link:g} are enough"
            found.append(Match(one.claim_ids[0], other.claim_ids[0], weight.points, joined=True, verdict=verdict, reasons=weight.reasons))
    return found


def _verdict(one: Item, other: Item, rules: Rules) -> str:
    """Why two tellings that were compared are not joined, as far as these two alone tell."""
    decide, weight = rules.weights.decide, weigh(one, other, rules.weights)
    if False in {rules.decisions.told(mine, theirs) for mine in one.claim_ids for theirs in other.claim_ids}:
        return "people ruled that they are apart"
    if weight.conflict:
        against = next(reason for reason in weight.reasons if reason.points is None)
        return f"they contradict each other on {against.about}: {against.found}"
    if one.document.id == other.document.id and weight.points < decide.same_document:
        return "one report tells them as two events"
    return f"{weight.points:.1f} points, {decide.link:g} would be enough"
