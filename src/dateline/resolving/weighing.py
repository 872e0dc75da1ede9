"""Evidence for and against two claims being about one incident.

Points after the idea of probabilistic record linkage (Fellegi and Sunter 1969): each field that both claims tell adds or takes away, a
field that one of them leaves out says nothing. Contradictions win: where two claims cannot both be true of one event, no agreement
elsewhere joins them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from dateline.grounding.actors import Likeness, same_actor
from dateline.model import PRECISION_ORDER, Actor, Place
from dateline.resolving.facts import later
from dateline.resolving.items import Item
from dateline.resolving.weights import Weights

DIFFERENT = "different actors"
"""What is found where no two actors can be the same."""
_FINE = frozenset(("site", "settlement", "near"))
_AREA = frozenset(("district", "province", "region", "sea"))


class Reason(NamedTuple):
    """One piece of evidence: what it is about, what was found, and its points (None for a conflict)."""

    about: str
    found: str
    points: float | None


class Weight(NamedTuple):
    """All evidence on one pair."""

    reasons: tuple[Reason, ...]

    @property
    def points(self) -> float:
        """The sum of the points."""
        return sum(reason.points for reason in self.reasons if reason.points is not None)

    @property
    def conflict(self) -> bool:
        """Whether any of it is a contradiction that keeps the two apart."""
        return any(reason.points is None for reason in self.reasons)


def weigh(one: Item, other: Item, weights: Weights) -> Weight:
    """Weigh two claims; the order of the two makes no difference."""
    return Weight(tuple(reasons(one, other, weights)))


def judge(one: Item, other: Item, weights: Weights) -> float | None:
    """The points of a pair, or None for a conflict: what :func:`weigh` gives, without going on after a conflict."""
    points = 0.0
    for reason in reasons(one, other, weights):
        if reason.points is None:
            return None
        points += reason.points
    return points


def reasons(one: Item, other: Item, weights: Weights) -> Iterator[Reason]:
    """Each piece of evidence in turn; the order of the two makes no difference."""
    if one.id > other.id:
        one, other = other, one
    yield _type(one, other, weights)
    for reason in (_time(one, other, weights), _clock(one, other, weights), _place(one, other, weights)):
        if reason is not None:
            yield reason
    yield from _actors(one, other, weights, one.family in weights.kinds.verbal)
    for reason in (_tolls(one, other, weights), _sides(one, other, weights), _accident(one, other, weights), _names(one, other, weights)):
        if reason is not None:
            yield reason


def _type(one: Item, other: Item, weights: Weights) -> Reason:
    table = weights.type
    first, second = one, other
    if one.family != other.family:
        return Reason("type", "types of different families", None)
    if first.type != second.type:
        return Reason("type", "different types of one family", table.other_type)
    if first.mode is not None and first.mode == second.mode:
        return Reason("type", "same type and mode", table.same_mode)
    if first.mode is None or second.mode is None or weights.alike(first.mode, second.mode):
        return Reason("type", "same type", table.same_type)
    return Reason("type", "same type, different modes", table.other_mode)


def _time(one: Item, other: Item, weights: Weights) -> Reason | None:
    first, second = one.window, other.window
    if first is None or second is None:
        return None
    if one.document.id == other.document.id and not (first.told and second.told):
        return None
    if first.told and second.told:
        return _told_times(one, other, weights)
    if first.told != second.told:
        told, untold = (one, other) if first.told else (other, one)
        return _told_and_published(told, untold, weights)
    table = weights.time
    assert one.published is not None
    assert other.published is not None
    days = abs(one.published - other.published)
    points = (
        table.published_same_day if days <= 1 else table.published_close if days <= 4 else table.published_week if days <= 10 else table.published_far
    )
    return Reason("time", f"not told; published {days} days apart", points)


def _clock(one: Item, other: Item, weights: Weights) -> Reason | None:
    """Hours of one day: a strike in the morning and one in the evening."""
    first, second = one.clock, other.clock
    if first is None or second is None or one.window is None or other.window is None or one.window.gap(other.window) > 0:
        return None
    apart = max(first[0], second[0]) - min(first[1], second[1])
    if apart <= weights.time.hours:
        return None
    return Reason("time", f"{apart:.0f} hours of the day apart", weights.time.hours_apart)


def _told_times(one: Item, other: Item, weights: Weights) -> Reason:
    table = weights.time
    first, second = one.window, other.window
    assert first is not None
    assert second is not None
    gap = first.gap(second)
    if gap == 0:
        width = max(first.days, second.days)
        points = table.same_day if width == 1 else table.within_3_days if width <= 3 else table.within_week if width <= 7 else table.within_month
        return Reason("time", "same day" if width == 1 else f"times overlap within {width} days", points)
    if gap == 1:
        return Reason("time", "neighbouring days", table.next_day)
    if gap <= 3 and (first.inferred or second.inferred):
        return Reason("time", f"{gap} days apart, inferred", table.inferred_apart)
    return Reason("time", f"{gap} days apart", None)


def _told_and_published(told: Item, untold: Item, weights: Weights) -> Reason:
    table = weights.time
    window, published = told.window, untold.published
    assert window is not None
    assert published is not None
    if window.first > published + 1:
        return Reason("time", "reported before the other's day", table.inferred_apart if window.inferred else None)
    days = max(0, published - window.last)
    if days <= 4:
        return Reason("time", f"published {days} days after the other's day", table.publication_fits)
    return Reason("time", f"published {days} days after the other's day", table.publication_near if days <= 10 else table.publication_far)


def distance_km(one: Place, other: Place) -> float | None:
    """Great-circle distance between the points of two places in kilometres; None where one has no point."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    lat1, lat2 = math.radians(one.lat), math.radians(other.lat)
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(other.lon - one.lon) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))


def _place(one: Item, other: Item, weights: Weights) -> Reason | None:
    first, second = one.place, other.place
    table = weights.place
    if first is None or second is None:
        return _countries(one, other, weights)
    same_words = one.place_words == other.place_words or first.name.casefold() == second.name.casefold()
    if first.precision == "unknown" or second.precision == "unknown":
        return Reason("place", "the same unknown name", table.same_name) if same_words else _countries(one, other, weights)
    distance = distance_km(first, second)
    near = distance is not None and distance <= table.near_km + one.radius_km + other.radius_km
    if not near and not same_words and (_names_place(one, other) or _names_place(other, one)):
        return Reason("place", "inferred elsewhere, but its words name the other's place", table.same_name)
    if first.country and second.country and first.country != second.country:
        if near or same_words or one.place_inferred or other.place_inferred:
            return Reason("place", "different countries, but near or the same name", table.other_country_near)
        return Reason("place", f"{first.country} and {second.country}", None)
    if first.precision in _FINE and second.precision in _FINE:
        return _points(one, other, distance, same_words, weights)
    return _areas(one, other, distance, weights)


def _names_place(one: Item, other: Item) -> bool:
    """Whether the place of ``one`` was inferred while its words name the place of ``other``."""
    return one.place_inferred and other.place is not None and bool({other.place.name.lower(), other.place_words} & one.names)


def _countries(one: Item, other: Item, weights: Weights) -> Reason | None:
    """Where one of them tells no place, the countries that their words name."""
    if one.document.id == other.document.id:
        return None
    if not one.countries or not other.countries:
        return Reason("place", "one tells nothing of where", weights.place.nowhere)
    shared = sorted(one.countries & other.countries)
    if shared:
        return Reason("place", f"both name {', '.join(shared)}", weights.place.names_country)
    return Reason("place", f"one names {', '.join(sorted(one.countries))}, one {', '.join(sorted(other.countries))}", weights.place.names_others)


def _points(one: Item, other: Item, distance: float | None, same_words: bool, weights: Weights) -> Reason | None:
    table = weights.place
    assert one.place is not None
    assert other.place is not None
    if one.place.id is not None and one.place.id == other.place.id:
        return Reason("place", "same place", table.same_point)
    if distance is None:
        return Reason("place", "same name", table.same_name) if same_words else None
    reach = one.radius_km + other.radius_km
    if distance <= reach:
        return Reason("place", f"{distance:.0f} km apart, within the radii", table.same_point * (1 - 0.5 * distance / reach if reach else 1))
    if same_words:
        return Reason("place", "same name, resolved differently", table.same_name)
    if distance <= table.near_km:
        return Reason("place", f"{distance:.0f} km apart", table.near)
    if one.place_inferred or other.place_inferred:
        return Reason("place", f"{distance:.0f} km apart, inferred", table.apart)
    return Reason("place", f"{distance:.0f} km apart", None)


def _areas(one: Item, other: Item, distance: float | None, weights: Weights) -> Reason | None:
    table = weights.place
    assert one.place is not None
    assert other.place is not None
    fine, coarse = sorted((one, other), key=lambda item: PRECISION_ORDER.index(item.place.precision) if item.place else 0)
    assert fine.place is not None
    assert coarse.place is not None
    if fine.place.id is not None and fine.place.id == coarse.place.id:
        return Reason("place", "same area", table.same_area if coarse.place.precision in _AREA else table.same_country)
    if coarse.place.precision in _AREA:
        same_admin = coarse.place.admin1 is not None and coarse.place.admin1 == fine.place.admin1
        if same_admin and coarse.place.precision == "province":
            return Reason("place", "inside the province", table.inside)
        if distance is not None and coarse.radius_km:
            if distance <= coarse.radius_km + fine.radius_km:
                return Reason("place", "inside the area", table.inside + table.inside_small * max(0.0, 1 - coarse.radius_km / table.small_km))
            if distance > 3 * (coarse.radius_km + fine.radius_km) and not (one.place_inferred or other.place_inferred):
                return Reason("place", f"{distance:.0f} km outside the area", None)
            return Reason("place", f"{distance:.0f} km from the area's middle", table.near)
    if fine.place.country is not None and fine.place.country == coarse.place.country:
        return Reason("place", "same country", table.same_country)
    return None


@lru_cache(maxsize=65536)
def _likeness(one: Actor, other: Actor) -> Likeness:
    return same_actor(one, other)


def _relation(one: Actor, other: Actor, weights: Weights) -> tuple[float, str]:
    table = weights.actors
    match _likeness(one, other):
        case "same" if one.kind == "generic":
            return table.same_generic, "same description"
        case "same" if one.kind == "country":
            return table.same_country, "same country"
        case "same":
            return table.same_named, "same actor"
        case "compatible":
            return table.compatible, "may be the same"
        case _:
            return table.different, DIFFERENT


def _actors(one: Item, other: Item, weights: Weights, verbal: bool) -> list[Reason]:
    factor = weights.actors.verbal_factor if verbal else 1.0
    if one.root in weights.kinds.symmetric and other.root in weights.kinds.symmetric:
        everyone = (one.sources + one.targets, other.sources + other.targets)
        pairs = [("actors", *everyone)]
        factor *= 1.5
    else:
        pairs = [("source", one.sources, other.sources), ("target", one.targets, other.targets)]
    reasons = []
    for about, first, second in pairs:
        if first and second:
            points, found = max(_relation(a, b, weights) for a in first for b in second)
            reasons.append(Reason(about, found, points * factor))
    return reasons


def _tolls(one: Item, other: Item, weights: Weights) -> Reason | None:
    table = weights.tolls
    mine, theirs = dict(one.tolls), dict(other.tolls)
    shared = [harm for harm in mine if harm in theirs]
    if not shared:
        return None
    order = later(one.document.published, other.document.published)
    points = [_figure(mine[harm], theirs[harm], order, weights) for harm in shared]
    return Reason("toll", ", ".join(shared), max(table.least, sum(points)))


def _figure(mine: tuple[int | None, int | None], theirs: tuple[int | None, int | None], order: int, weights: Weights) -> float:
    table = weights.tolls
    if mine == theirs and mine[0] is not None and mine[0] == mine[1]:
        return min(table.equal_most, table.equal_base + table.equal_per_doubling * math.log2(max(1, mine[0])))
    low = max(mine[0] or 0, theirs[0] or 0)
    high = min(math.inf if mine[1] is None else mine[1], math.inf if theirs[1] is None else theirs[1])
    if low <= high:
        return table.overlap
    first, second = _number(mine), _number(theirs)
    if 0 in (first, second):
        return table.none_against_some
    ratio = max(first, second) / min(first, second)
    grown = order == 0 or (second > first) == (order == 1)
    if grown:
        return table.grown if ratio <= table.grown_ratio else table.grown_much if ratio <= 2 * table.grown_ratio else table.apart
    return table.shrunk if ratio <= table.shrunk_ratio else table.apart


def _number(told: tuple[int | None, int | None]) -> int:
    low, high = told
    return low if low is not None else high or 0


def _sides(one: Item, other: Item, weights: Weights) -> Reason | None:
    if not one.sides or not other.sides:
        return None
    if one.sides & other.sides:
        return Reason("victims", "same side", weights.victims.same_side)
    return Reason("victims", "different sides", weights.victims.other_side)


def _accident(one: Item, other: Item, weights: Weights) -> Reason | None:
    first, second = one.accidental, other.accidental
    if first is None or second is None or first == second:
        return None
    return Reason("accidental", "told differently", weights.accident.contradicted)


def _names(one: Item, other: Item, weights: Weights) -> Reason | None:
    shared = sorted(one.names & other.names)
    if not shared or one.document.id == other.document.id:
        return None
    return Reason("names", f"shared: {', '.join(shared[:5])}", min(weights.names.most, weights.names.each * len(shared)))
