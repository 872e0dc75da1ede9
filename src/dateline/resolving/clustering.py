"""From weighed pairs to groups: agglomerative, average link, contradictions win, the same for any order of the claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from dateline.resolving.blocking import candidate_pairs
from dateline.resolving.items import Item
from dateline.resolving.tellings import Told
from dateline.resolving.weighing import judge
from dateline.resolving.weights import Weights


class Edge(NamedTuple):
    """Two tellings, by id, that have points enough to be joined."""

    one: str
    other: str
    points: float


def edge(one: Item, other: Item, weights: Weights, ruled: Told) -> Edge | None:
    """The edge of a pair that meets; None where it has too few points or may never share a group."""
    points, apart = look(one, other, weights, ruled)
    if apart or points < weights.decide.link:
        return None
    return Edge(min(one.id, other.id), max(one.id, other.id), points)


def look(one: Item, other: Item, weights: Weights, ruled: Told) -> tuple[float, bool]:
    """The points of a pair, and whether the two may never share a group: they contradict each other, or their document keeps them apart."""
    points = judge(one, other, weights)
    verdict = _verdict(one, other, ruled)
    if verdict is not None:
        return points or 0.0, not verdict
    if points is None:
        return 0.0, True
    same_reading = one.document.id == other.document.id and one.reader == other.reader
    return points, same_reading and points < weights.decide.same_document


def _verdict(one: Item, other: Item, ruled: Told) -> bool | None:
    """What people ruled about any claim of the one and any of the other."""
    verdicts = {ruled(mine, theirs) for mine in one.claim_ids for theirs in other.claim_ids}
    return True if True in verdicts else False if False in verdicts else None


def edges(items: Sequence[Item], weights: Weights, ruled: Told) -> list[Edge]:
    """The edges between all tellings that meet."""
    made = (edge(items[one], items[other], weights, ruled) for one, other in candidate_pairs(items))
    return [found for found in made if found is not None]


def components(ids: Iterable[str], pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Tellings that hang together by any chain of pairs; each component and the list of them sorted."""
    leader = {one: one for one in ids}

    def lead(one: str) -> str:
        while leader[one] != one:
            leader[one] = leader[leader[one]]
            one = leader[one]
        return one

    for one, other in pairs:
        if one in leader and other in leader:
            first, second = sorted((lead(one), lead(other)))
            leader[second] = first
    groups: dict[str, list[str]] = defaultdict(list)
    for one in sorted(leader):
        groups[lead(one)].append(one)
    return [groups[first] for first in sorted(groups)]


def cluster(items: Sequence[Item], found: Iterable[Edge], weights: Weights, ruled: Told, same: Iterable[tuple[str, str]] = ()) -> list[list[Item]]:
    """Group the tellings of one component that tell of one incident.

    Edges are taken from the strongest down; two groups join when their tellings have ``average`` points on average and no two of them
    contradict each other. Nothing outside the component makes a difference.

    Args:
        items: the tellings, each once.
        found: the edges between them.
        weights: the points table.
        ruled: what people decided about a pair of claims; it outranks the points.
        same: pairs of tellings, by id, that were ruled to be the same.

    Returns:
        Groups sorted by their first id, the tellings of each sorted by id.
    """
    of = {item.id: item for item in sorted(items, key=lambda item: item.id)}
    known: dict[tuple[str, str], tuple[float, bool]] = {}

    def pair(one: str, other: str) -> tuple[float, bool]:
        key = (one, other) if one < other else (other, one)
        if key not in known:
            known[key] = look(of[key[0]], of[key[1]], weights, ruled)
        return known[key]

    groups = _Groups(list(of), pair)
    for one, other in sorted(same):
        if one in of and other in of:
            groups.join(one, other)
    partners: dict[str, list[tuple[float, str]]] = defaultdict(list)
    strongest = sorted((-one.points, one.one, one.other) for one in found)
    for minus, one, other in strongest:
        partners[one].append((-minus, other))
        partners[other].append((-minus, one))

    def torn(one: str, other: str, points: float) -> bool:
        """Whether ``one`` fits a rival of ``other`` about as well: a telling that could be of either of two events is given to neither."""
        return any(
            rival_points > points - weights.decide.margin and groups.of[rival] != groups.of[other] and pair(other, rival)[1]
            for rival_points, rival in partners[one]
        )

    grown = True
    while grown:  # what was too different from a small group may fit it when it has grown
        grown = False
        for minus, one, other in strongest:
            if groups.of[one] == groups.of[other] or not groups.agree(one, other, weights.decide.average):
                continue
            if -minus < weights.decide.sure and (torn(one, other, -minus) or torn(other, one, -minus)):
                continue
            groups.join(one, other)
            grown = True
    return [[of[one] for one in sorted(group)] for _, group in sorted(groups.members.items())]


class _Groups:
    """Groups that grow by joining; the sum of points between two groups is kept, so that each pair is looked at once."""

    def __init__(self, ids: Sequence[str], pair: Callable[[str, str], tuple[float, bool]]) -> None:
        self.of = {one: one for one in ids}
        self.members: dict[str, list[str]] = {one: [one] for one in ids}
        self._pair = pair
        self._sums: dict[tuple[str, str], float | None] = {}

    def join(self, one: str, other: str) -> None:
        """Make one group of the groups of two tellings."""
        keep, gone = sorted((self.of[one], self.of[other]))
        if keep == gone:
            return
        for third in self.members:
            if third not in (keep, gone):
                mine, theirs = self._sums.pop(_ordered(keep, third), _MISSING), self._sums.pop(_ordered(gone, third), _MISSING)
                if mine is None or theirs is None:
                    self._sums[_ordered(keep, third)] = None
                elif mine is not _MISSING and theirs is not _MISSING:
                    self._sums[_ordered(keep, third)] = _number(mine) + _number(theirs)
        for member in self.members[gone]:
            self.of[member] = keep
        self.members[keep] += self.members.pop(gone)

    def agree(self, one: str, other: str, average: float) -> bool:
        """Whether no two of their groups contradict each other and the points are high enough on average."""
        first, second = self.of[one], self.of[other]
        key = _ordered(first, second)
        if key not in self._sums:
            self._sums[key] = self._sum(self.members[first], self.members[second])
        total = self._sums[key]
        return total is not None and total >= average * len(self.members[first]) * len(self.members[second])

    def _sum(self, first: Sequence[str], second: Sequence[str]) -> float | None:
        total = 0.0
        for one in sorted(first):
            for other in sorted(second):
                points, apart = self._pair(one, other)
                if apart:
                    return None
                total += points
        return total


_MISSING = -1e18


def _number(value: float | None) -> float:
    assert value is not None
    return value


def _ordered(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def same_tellings(pairs: Iterable[tuple[str, str]], telling_of: Mapping[str, str]) -> list[tuple[str, str]]:
    """Pairs of claims that were ruled to be the same, as pairs of tellings; those of one telling, and of claims that do not count, left out."""
    made = ((telling_of.get(one), telling_of.get(other)) for one, other in pairs)
    return sorted({_ordered(one, other) for one, other in made if one is not None and other is not None and one != other})
