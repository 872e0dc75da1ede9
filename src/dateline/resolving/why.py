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


def why(items: Sequence[Item], near: Iterable[Item], rules: Rules) -> Why:
    """Explain an incident.

    Args:
        items: its tellings.
        near: tellings outside it that it was compared with.
        rules: the points and rulings by which it was made.
    """
    items = sorted(items, key=lambda item: item.id)
    again = tuple(item.claim_ids for item in items if len(item.claim_ids) > 1)
    missed = [_match(min(items, key=lambda item: _rank(item, other, rules)), other, rules, joined=False) for other in near] if items else []
    missed.sort(key=lambda match: (-match.points, match.one, match.other))
    return Why(again, tuple(_chain(items, rules)), tuple(missed[:_NEAREST]))


def _rank(item: Item, other: Item, rules: Rules) -> tuple[float, str]:
    return -weigh(item, other, rules.weights).points, item.id


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
            found.append(_match(of[first], of[second], rules, joined=True))
    return found


def _match(one: Item, other: Item, rules: Rules, *, joined: bool) -> Match:
    weight = weigh(one, other, rules.weights)
    return Match(one.claim_ids[0], other.claim_ids[0], weight.points, joined, _verdict(one, other, rules, joined=joined), weight.reasons)


def _verdict(one: Item, other: Item, rules: Rules, *, joined: bool) -> str:
    decide, weight = rules.weights.decide, weigh(one, other, rules.weights)
    ruled = {rules.decisions.told(mine, theirs) for mine in one.claim_ids for theirs in other.claim_ids}
    if joined:
        return "people ruled that they are the same" if True in ruled else f"{weight.points:.1f} points, {decide.link:g} are enough"
    if False in ruled:
        return "people ruled that they are apart"
    if weight.conflict:
        against = next(reason for reason in weight.reasons if reason.points is None)
        return f"they contradict each other on {against.about}: {against.found}"
    if one.document.id == other.document.id and weight.points < decide.same_document:
        return "one report tells them as two events"
    if weight.points < decide.link:
        return f"{weight.points:.1f} points, {decide.link:g} would be enough"
    return f"{weight.points:.1f} points, but the rest of the incident contradicts it or agrees too little, or it fits another incident as well"
