"""Which tellings are compared at all: never all against all.

Two tellings meet when they are of one family of event types, their days come near one another, and they share a key: a cell of the map or
the name of a place; a country, where one of them has no point; an actor or a figure, where one of them names no country at all. Tellings
whose time is unknown meet others only at the same place and with an actor or a figure in common. Each telling files itself under a few keys
and asks for a few, so that adding one costs as much in a large ledger as in a small one.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dateline.resolving.items import Item
from dateline.resolving.weights import load_weights

SLACK = 7
"""Days between two windows up to which a pair is still looked at: inferred days may be off, and follow-ups appear late."""

LONGEST = 50
"""Days that no window exceeds (``vague_days`` of weights.toml)."""

_AREA_KM = 60.0
"""Radius from which a place is an area and no point."""

_CROWD = 3
"""Figures from which on an equal one is rarely equal by chance."""


class Key(NamedTuple):
    """One key under which a telling is filed.

    Args:
        key: the key.
        first: first day of the telling's window; 0 where it has none.
        level: how much of a place it tells: 0 a point, 1 an area or countries, 2 nothing.
    """

    key: str
    first: int
    level: int


class Question(NamedTuple):
    """One key that a telling asks for.

    Args:
        key: the key.
        since, until: first days that are wanted, inclusive.
        level: the least level that is wanted.
    """

    key: str
    since: int
    until: int
    level: int


def level(item: Item) -> int:
    """See :class:`Key`."""
    if _cell(item) is not None:
        return 0
    return 1 if item.countries else 2


def filed(item: Item) -> list[Key]:
    """The keys under which a telling is filed, each once."""
    first, how = (item.window.first if item.window else 0), level(item)
    if item.window is None:
        return [Key(key, first, how) for key in _undated(item)]
    cell = _cell(item)
    keys = [f"F|{item.family}|{cell[0]}|{cell[1]}"] if cell is not None else []
    keys += _named(item)
    if item.family in _verbal():
        keys += [f"V|{item.family}|{mark}" for mark in _marks(item)]
    else:
        keys += [f"C|{item.family}|{country}" for country in sorted(item.countries)]
        keys += [f"A|{item.family}|{feature}" for feature in _features(item)]
        keys += _undated(item)
    return [Key(key, first, how) for key in dict.fromkeys(keys)]


def questions(item: Item) -> list[Question]:
    """The keys that a telling asks for, each once."""
    if item.window is None:
        return [Question(key, 0, 10**7, 0) for key in _undated(item)]
    since, until = item.window.first - SLACK - LONGEST, item.window.last + SLACK
    how, cell = level(item), _cell(item)
    found = [Question(f"F|{item.family}|{lat}|{lon}", since, until, 0) for lat, lon in (_around(cell) if cell is not None else ())]
    found += [Question(key, since, until, 0) for key in _named(item)]
    if item.family in _verbal():
        return found + [Question(f"V|{item.family}|{mark}", since, until, 0) for mark in _marks(item)]
    found += [Question(f"C|{item.family}|{country}", since, until, 0 if how else 1) for country in sorted(item.countries)]
    found += [Question(f"A|{item.family}|{feature}", since, until, 0 if how == 2 else 2) for feature in _features(item)]
    found += [Question(key, 0, 0, 0) for key in _undated(item)]
    return found


def meets(one: Item, other: Item) -> bool:
    """Whether two tellings that share a key come near enough in time."""
    if one.window is None or other.window is None:
        return True
    return one.window.gap(other.window) <= SLACK


def _marks(item: Item) -> tuple[str, ...]:
    """By what a telling of words is known: who spoke, and the figures, names and countries in it."""
    return tuple(dict.fromkeys((*_parties(item), *_features(item), *sorted(item.countries))))


def _verbal() -> frozenset[str]:
    """Families of events that are told by who and when, not by where."""
    return load_weights().kinds.verbal


def _cell(item: Item) -> tuple[int, int] | None:
    """The cell of one degree that a point lies in; None for areas and where there is no point."""
    place = item.place
    if place is None or place.lat is None or place.lon is None or item.radius_km > _AREA_KM or place.precision in ("country", "region", "sea"):
        return None
    return math.floor(place.lat), math.floor(place.lon)


def _around(cell: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Cells within about 100 km, more of them where the meridians draw together."""
    lat, lon = cell
    for row in (lat - 1, lat, lat + 1):
        farthest = min(89, max(abs(lat), abs(row)))  # the same seen from either cell
        wide = min(8, math.ceil(1 / math.cos(math.radians(farthest))))
        for column in range(lon - wide, lon + wide + 1):
            yield row, (column + 180) % 360 - 180


def _named(item: Item) -> list[str]:
    """The name of its place, which may be resolved differently elsewhere, or nowhere."""
    place = item.place
    return (
        []
        if place is None or place.precision == "country"
        else sorted({f"P|{item.family}|{name}" for name in (place.name.casefold(), item.place_words)})
    )


def _parties(item: Item) -> list[str]:
    """Actors as far as they can be the same: by country where they have one, since a minister may speak for a state."""
    return sorted({actor.country or actor.id for actor in (*item.sources, *item.targets)})


def _features(item: Item) -> list[str]:
    """What two tellings of one event share and others rarely do: named actors, large figures, names in their words."""
    actors = {actor.id for actor in (*item.sources, *item.targets) if actor.kind not in ("generic", "country")}
    numbers = {f"{harm}:{low}" for harm, (low, _) in item.tolls if low is not None and low >= _CROWD}
    return sorted(actors | numbers | {f"~{name}" for name in item.names})


def _undated(item: Item) -> list[str]:
    """Keys of tellings whose time is unknown, and of those that they may meet."""
    place = item.place
    if place is None or place.id is None or not place.at_least("district"):
        return []
    return [f"U|{item.family}|{place.id}|{feature}" for feature in (*_features(item), *(f"={harm}:{low}" for harm, (low, _) in item.tolls))]


class Index:
    """Tellings filed under their keys, in memory."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = items
        self._filed: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
        for position, item in enumerate(items):
            for key in filed(item):
                self._filed[key.key].append((key.first, position, key.level))
        for entries in self._filed.values():
            entries.sort()

    def partners(self, position: int) -> list[int]:
        """Positions of the tellings that one meets, sorted."""
        item = self._items[position]
        found: set[int] = set()
        for question in questions(item):
            entries = self._filed.get(question.key, ())
            low, high = bisect_left(entries, (question.since,)), bisect_right(entries, (question.until, math.inf))
            found.update(other for _, other, how in entries[low:high] if how >= question.level and meets(item, self._items[other]))
        found.discard(position)
        return sorted(found)


def candidate_pairs(items: Sequence[Item]) -> Iterator[tuple[int, int]]:
    """Pairs of positions in ``items`` worth weighing, each once: those where one asks for a key of the other."""
    index = Index(items)
    for one in range(len(items)):
        yield from ((one, other) for other in index.partners(one) if other > one)
