"""Within one document: which claims tell the same event, the main ones and those that only tell it again in passing.

A reader gives a claim for every clause that tells of an event and joins those that it is sure of. What it leaves apart is put together here
where nothing speaks against it: a document tells its event in the headline, in the first sentence, and as "the attack" further down.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from dateline.model import Actor, Harm
from dateline.resolving.items import HARMS, Item
from dateline.resolving.weighing import DIFFERENT, reasons
from dateline.resolving.weights import Weights

Told = Callable[[str, str], bool | None]
"""What people ruled about two claims: True same, False apart, None nothing."""

_NEW_DAYS = 4
"""Days before publication within which an event is news whose day need not be told."""


def tellings(items: Iterable[Item], weights: Weights, ruled: Told = lambda _one, _other: None) -> list[Item]:
    """Put the claims of each document and reader together that tell one event.

    From the fullest claim down, each claim goes to the fuller one that it fits best, the fullest of equals, or stands for itself.

    Args:
        items: single claims.
        weights: the points table.
        ruled: what people decided about a pair of claims; it outranks the points.

    Returns:
        One item for each telling, sorted by id.
    """
    documents: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for item in items:
        documents[item.document.id, item.reader].append(item)
    made = [telling for _, claims in sorted(documents.items()) for telling in _in_passing(_of_document(claims, weights, ruled), weights, ruled)]
    return sorted(made, key=lambda item: item.id)


def _of_document(items: Sequence[Item], weights: Weights, ruled: Told) -> list[Item]:
    groups: list[list[Item]] = []
    for item in sorted(items, key=lambda item: (-item.substance, item.start, item.id)):
        fits = [
            (fit, -abs(group[0].start - item.start), -number)
            for number, group in enumerate(groups)
            if (fit := _fit(item, group, weights, ruled)) is not None
        ]
        if fits:
            groups[-max(fits)[2]].append(item)
        else:
            groups.append([item])
    return [combine(group) for group in groups]


def _fit(item: Item, group: Sequence[Item], weights: Weights, ruled: Told) -> float | None:
    """How well a claim fits a fuller one and what was put to it before; None where it tells something else."""
    verdicts = {ruled(item.id, other.id) for other in group}
    if False in verdicts:
        return None
    points = [_points(item, other, weights) for other in group]
    if points[0] is None or any(one is None for one in points[1:]):
        return 0.0 if True in verdicts else None
    return points[0]


def _points(item: Item, head: Item, weights: Weights) -> float | None:
    if item.family != head.family or (item.of_another and item.start > head.start) or _only_one_is_old(item, head):
        return None
    if _mishap_beside_fight(item, head):
        return None
    points = 0.0
    points_back = item.points_back
    for reason in reasons(item, head, weights):
        if reason.points is None or (reason.about == "place" and reason.points <= weights.place.apart):
            if not (points_back and reason.about == "place"):
                return None
        elif reason.points >= 0:
            if reason.about != "place" or points_back or not (item.place_inferred or head.place_inferred):
                points += reason.points
        elif reason.about == "source" and reason.found == DIFFERENT and not points_back and _named(item.sources) and _named(head.sources):
            return None
        elif reason.about == "source":
            points += 0.0 if points_back else reason.points  # who says "we did the attack" adds an author, and contradicts nobody
        elif reason.about not in ("target", "toll"):  # a part of the victims is told apart from the whole; tolls are judged below
            points += reason.points
    own = 0 if points_back else item.dated + item.placed
    if _counts_differ(item, head) and (own or not _smaller(item, head)):
        return None
    table = weights.telling
    return points if points >= (table.passing, table.placed_or_dated, table.both)[own] else None


def _mishap_beside_fight(item: Item, head: Item) -> bool:
    """Whether one is harm that was not meant, and the other is somebody's deed that harmed another side, or whose doer the mishap does not name."""
    if (item.accidental is True) == (head.accidental is True):
        return False
    if item.sides and head.sides and not item.sides & head.sides:
        return True
    mishap, deed = (item, head) if item.accidental else (head, item)
    return not item.points_back and _named(deed.sources) and not mishap.sources


def _counts_differ(item: Item, head: Item) -> bool:
    """Whether both tell a figure of one harm and the two share no number."""
    whole = dict(head.tolls)
    return any(
        (high is not None and whole[harm][0] is not None and high < (whole[harm][0] or 0))
        or (low is not None and whole[harm][1] is not None and low > (whole[harm][1] or 0))
        for harm, (low, high) in item.tolls
        if harm in whole
    )


def _smaller(item: Item, head: Item) -> bool:
    """Whether its figures may count a part of those that the head counts."""
    whole = dict(head.tolls)
    return all((low if low is not None else high or 0) <= (whole[harm][1] or 10**9) for harm, (low, high) in item.tolls if harm in whole)


def _only_one_is_old(item: Item, head: Item) -> bool:
    """Whether one tells a day well before the report and the other no day: news without a day is new."""
    told = [one.window for one in (item, head) if one.window is not None and one.window.told]
    return len(told) == 1 and item.published is not None and item.published - told[0].last > _NEW_DAYS


def combine(group: Sequence[Item]) -> Item:
    """One telling of several claims, the fullest first: what it leaves open is taken from the others in their order."""
    head = group[0]
    if len(group) == 1:
        return head
    rest = sorted(group[1:], key=lambda item: (item.start, item.id))
    every = [head, *rest]
    timed = next((item for item in every if item.window is not None and item.window.told), head)
    placed = next((item for item in every if item.place is not None), head)
    return replace(
        head,
        claim_ids=tuple(claim_id for item in every for claim_id in item.claim_ids),
        mode=next((item.mode for item in every if item.mode is not None and item.type == head.type), None),
        window=timed.window,
        clock=timed.clock,
        place=placed.place,
        place_words=placed.place_words,
        place_inferred=placed.place_inferred,
        radius_km=placed.radius_km,
        sources=tuple({actor.id: actor for item in every for actor in item.sources}.values()),
        targets=tuple({actor.id: actor for item in every for actor in item.targets}.values()),
        sides=frozenset(side for item in every for side in item.sides),
        tolls=tuple((harm, bounds) for harm in HARMS if (bounds := _whole(every, harm)) is not None),
        accidental=next((item.accidental for item in every if item.accidental is not None), None),
        countries=frozenset(country for item in every for country in item.countries),
        names=frozenset(name for item in every for name in item.names),
        substance=sum(item.substance for item in every),
        start=min(item.start for item in every),
    )


def _whole(every: Sequence[Item], harm: Harm) -> tuple[int | None, int | None] | None:
    """The figure of the claim that counts most; the others' are taken for parts."""
    told = [bounds for item in every for about, bounds in item.tolls if about == harm]
    return max(told, key=lambda bounds: (bounds[0] if bounds[0] is not None else bounds[1] or 0, bounds[1] is None, bounds[1] or 0), default=None)


def _in_passing(every: list[Item], weights: Weights, ruled: Told) -> list[Item]:
    """Mark the tellings of one document that tell too little to make an incident of their own beside a fuller one."""
    floor = weights.telling.thin
    fuller = [item for item in every if item.substance >= floor and not _nowhere(item, weights)]
    if not fuller:
        fuller = [item for item in every if item.substance >= floor]
        return [replace(item, in_passing=bool(fuller) and item.substance < floor) for item in every]
    return [replace(item, in_passing=item.substance < floor or (_nowhere(item, weights) and _a_part(item, fuller, ruled))) for item in every]


def _nowhere(item: Item, weights: Weights) -> bool:
    """Whether a deed is told with neither a day nor a place of its own, and with little else; of a user's own type none is a detail."""
    verbal, own = item.family in weights.kinds.verbal, item.type != item.root
    return not (item.dated or item.placed or item.of_another or verbal or own) and item.substance < weights.telling.thin_nowhere


def _a_part(item: Item, fuller: Sequence[Item], ruled: Told) -> bool:
    """Whether it tells no more dead or hurt than a fuller telling of its kind, and nobody ruled that they are apart."""
    apart = any(ruled(mine, theirs) is False for other in fuller for mine in item.claim_ids for theirs in other.claim_ids)
    alike = [other for other in fuller if other.family == item.family]
    return not apart and (not alike or any(_smaller(item, other) for other in alike))


def _named(actors: Sequence[Actor]) -> bool:
    return bool(actors) and all(actor.kind != "generic" for actor in actors)
