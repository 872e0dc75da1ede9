"""Which claims are compared at all: never all against all.

Claims meet within a family of event types when their days come near one another (a sweep over time), country by country where both tell
one. Claims whose time is unknown or too vague meet only at the same place of the gazetteer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from dateline.resolving.items import Item

_SLACK = 7
"""Days between two windows up to which a pair is still looked at: inferred days may be off, and follow-ups appear late."""


def candidate_pairs(items: Sequence[Item], verbal: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Pairs of positions in ``items`` worth weighing, each once, in a fixed order for a given order of ``items``.

    Args:
        items: the claims.
        verbal: families whose events have no place, so that a country keeps nobody apart.
    """
    seen: set[tuple[int, int]] = set()
    for one, other in _meetings(items, verbal):
        pair = (one, other) if one < other else (other, one)
        if pair not in seen:
            seen.add(pair)
            yield pair


def _meetings(items: Sequence[Item], verbal: frozenset[str]) -> Iterator[tuple[int, int]]:
    families: dict[str, list[int]] = defaultdict(list)
    for position, item in enumerate(items):
        families[item.family].append(position)
    for name in sorted(families):
        members = families[name]
        yield from _by_time(items, [member for member in members if items[member].window is not None], countries=name not in verbal)
        yield from _by_place(items, members)


def _by_time(items: Sequence[Item], members: list[int], *, countries: bool) -> Iterator[tuple[int, int]]:
    def first(position: int) -> int:
        window = items[position].window
        return window.first if window else 0

    active: dict[str | None, list[int]] = defaultdict(list)
    for position in sorted(members, key=lambda member: (first(member), items[member].id)):
        country = _country(items[position]) if countries else None
        cells = [country, None] if country is not None else list(active)
        for cell in dict.fromkeys(cells):
            still = [other for other in active.get(cell, ()) if _last(items[other]) + _SLACK >= first(position)]
            if still:
                active[cell] = still
            else:
                active.pop(cell, None)
            for other in still:
                yield other, position
        active[country].append(position)


def _last(item: Item) -> int:
    return item.window.last if item.window else 0


def _country(item: Item) -> str | None:
    return item.place.country if item.place is not None else None


def _by_place(items: Sequence[Item], members: list[int]) -> Iterator[tuple[int, int]]:
    cells: dict[str, list[int]] = defaultdict(list)
    for position in members:
        place = items[position].place
        if place is not None and place.id is not None and place.at_least("district"):
            cells[place.id].append(position)
    for cell in cells.values():
        undated = [position for position in cell if items[position].window is None]
        for one in undated:
            for other in cell:
                if one != other and not (items[other].window is None and other < one):
                    yield one, other
