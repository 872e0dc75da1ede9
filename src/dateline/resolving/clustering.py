"""From weighed pairs to groups: agglomerative, average link, contradictions win, the same for any order of the claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from dateline.resolving.blocking import candidate_pairs
from dateline.resolving.items import Item
from dateline.resolving.tellings import Told
from dateline.resolving.weighing import judge
from dateline.resolving.weights import Weights


def cluster(
    items: Sequence[Item], weights: Weights, ruled: Told = lambda _one, _other: None, same: Sequence[tuple[str, str]] = ()
) -> list[list[Item]]:
    """Group the claims that tell of one incident.

    Pairs are taken from the strongest down; two groups join when their claims have ``average`` points on average and no two of them
    contradict each other. Claims that one reader kept apart within one document stay apart unless everything tells that they are the same.

    Args:
        items: the claims, each once.
        weights: the points table.
        ruled: what people decided about a pair; it outranks the points.
        same: pairs of claim ids that were ruled to be the same.

    Returns:
        Groups sorted by their smallest claim id, the claims of each sorted by id.
    """
    items = sorted(items, key=lambda item: item.id)
    known: dict[tuple[int, int], tuple[float, bool]] = {}

    def look(one: int, other: int) -> tuple[float, bool]:
        pair = (one, other) if one < other else (other, one)
        if pair not in known:
            points = judge(items[pair[0]], items[pair[1]], weights)
            verdict = _verdict(items[pair[0]], items[pair[1]], ruled)
            apart = keeps_apart(items[pair[0]], items[pair[1]], points, weights) if verdict is None else not verdict
            known[pair] = (points if points is not None else 0.0, apart)
        return known[pair]

    group_of = list(range(len(items)))
    groups: dict[int, list[int]] = {position: [position] for position in group_of}

    def join(one: int, other: int) -> None:
        keep, gone = sorted((group_of[one], group_of[other]))
        for position in groups[gone]:
            group_of[position] = keep
        groups[keep] += groups.pop(gone)

    positions = {claim.id: position for position, item in enumerate(items) for claim in item.claims}
    for first, second in sorted(same):
        if first in positions and second in positions and group_of[positions[first]] != group_of[positions[second]]:
            join(positions[first], positions[second])

    edges = []
    partners: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for one, other in candidate_pairs(items, weights.kinds.verbal):
        points, apart = look(one, other)
        if points >= weights.decide.link and not apart:
            edges.append((-points, one, other))
            partners[one].append((points, other))
            partners[other].append((points, one))

    def torn(one: int, other: int, points: float) -> bool:
        """Whether ``one`` fits a rival of ``other`` about as well: a claim that could be about either of two events is given to neither."""
        return any(
            rival_points > points - weights.decide.margin and group_of[rival] != group_of[other] and look(other, rival)[1]
            for rival_points, rival in partners[one]
        )

    for minus, one, other in sorted(edges):
        if group_of[one] == group_of[other] or not _agree(groups[group_of[one]], groups[group_of[other]], look, weights):
            continue
        if -minus < weights.decide.sure and (torn(one, other, -minus) or torn(other, one, -minus)):
            continue
        join(one, other)
    return [[items[position] for position in sorted(group)] for _, group in sorted(groups.items())]


def _verdict(one: Item, other: Item, ruled: Told) -> bool | None:
    """What people ruled about any claim of the one and any of the other."""
    verdicts = {ruled(mine.id, theirs.id) for mine in one.claims for theirs in other.claims}
    return True if True in verdicts else False if False in verdicts else None


def _agree(first: list[int], second: list[int], look: Callable[[int, int], tuple[float, bool]], weights: Weights) -> bool:
    total = 0.0
    for one in first:
        for other in second:
            points, apart = look(one, other)
            if apart:
                return False
            total += points
    return total >= weights.decide.average * len(first) * len(second)


def keeps_apart(one: Item, other: Item, points: float | None, weights: Weights) -> bool:
    """Whether two tellings may never share a group: they contradict each other, or they were kept apart within one document."""
    if points is None:
        return True
    return one.document.id == other.document.id and one.reader == other.reader and points < weights.decide.same_document
