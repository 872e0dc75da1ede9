"""Which place of the dump is one that the shipped gazetteer already has, and which were taken in."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from dataclasses import dataclass

from dateline.grounding.places.building.records import Feature
from dateline.grounding.places.geometry import distance_km
from dateline.grounding.places.names import plain
from dateline.grounding.places.storage import FLAGS, FOLDED_COUNTRIES, KINDS, MATCHES, Kind, unpack_codes
from dateline.model.errors import ReaderError

FIRST_NEW = 1_000_000
"""A place that only the dump has gets its GeoNames id and so much as its number, so that no table of numbers is needed."""
_CLASSES: dict[Kind, str] = {
    "settlement": "P",
    "quarter": "P",
    "site": "LRS",
    "region": "LTV",
    "water": "HU",
    "river": "H",
    "admin1": "A",
    "admin2": "A",
}
"""The feature classes in which a place of the project's own list can be found again."""
_NEAR_KM = 15.0
_KEPT, _KEPT_FOLDED = 1, 2


@dataclass(frozen=True, slots=True)
class _Own:
    """A shipped place without an id of GeoNames."""

    number: int
    kind: Kind
    country: str | None
    lat: float
    lon: float
    radius: float


class Identities:
    """The numbers of places.

    Args:
        shipped: the shipped gazetteer.

    Raises:
        ReaderError: if its numbers leave no room.
    """

    def __init__(self, shipped: sqlite3.Connection) -> None:
        self._numbers: dict[int, int] = dict(shipped.execute("SELECT gid, number FROM place WHERE gid IS NOT NULL"))
        self._settlements = {
            number for (number,) in shipped.execute("SELECT number FROM place WHERE gid IS NOT NULL AND kind = ?", (KINDS.index("settlement"),))
        }
        if max(self._numbers.values(), default=0) >= FIRST_NEW:
            raise ReaderError(f"the shipped gazetteer has places numbered above {FIRST_NEW}; raise FIRST_NEW of identities.py")
        self._own = _own(shipped)
        self._kept = bytearray(1 << 24)

    def number(self, gid: int) -> int:
        """The number of the place with that id of GeoNames, whether it is in the dump or not."""
        return self._numbers.get(gid, gid + FIRST_NEW)

    def identify(self, feature: Feature) -> int:
        """The number of a feature: that of a shipped place where it is one, by id, or by name, kind and nearness."""
        if feature.gid not in self._numbers:
            own = self._like(feature)
            if own is not None:
                self._numbers[feature.gid] = own.number
        return self.number(feature.gid)

    def _like(self, feature: Feature) -> _Own | None:
        found = {own.number: own for key in {plain(feature.name), plain(feature.ascii)} for own in self._own.get(key, ())}
        for own in found.values():
            reach = max(_NEAR_KM, 2 * own.radius) if own.kind != "site" else 2 * own.radius + 2
            if (
                feature.feature_class in _CLASSES.get(own.kind, "")
                and own.country in (None, feature.country)
                and distance_km(own.lat, own.lon, feature.lat, feature.lon) <= reach
            ):
                return own
        return None

    def refreshes(self, number: int) -> bool:
        """Whether the dump's point and population replace those of the shipped place: towns only, the others' were chosen with care."""
        return number in self._settlements

    def keep(self, gid: int, country: str) -> None:
        """Remember that a place was taken in."""
        if gid >= len(self._kept):
            self._kept.extend(bytes(gid + (1 << 20) - len(self._kept)))
        self._kept[gid] = _KEPT_FOLDED if country in FOLDED_COUNTRIES else _KEPT

    def kept(self, gid: int) -> bool:
        """Whether a place was taken in."""
        return gid < len(self._kept) and self._kept[gid] != 0

    def is_folded(self, gid: int) -> bool:
        """Whether the spellings of a place's names are levelled."""
        return self._kept[gid] == _KEPT_FOLDED

    def restore(self, gid: int, number: int, country: str) -> None:
        """Remember again what an interrupted build had taken in."""
        if number < FIRST_NEW:
            self._numbers[gid] = number
        self.keep(gid, country)


def _own(shipped: sqlite3.Connection) -> dict[str, list[_Own]]:
    rows = shipped.execute("SELECT number, kind, country, lat, lon, radius FROM place WHERE gid IS NULL")
    places = {
        number: _Own(number, KINDS[kind], country, lat / 10_000, lon / 10_000, radius)
        for number, kind, country, lat, lon, radius in rows
        if KINDS[kind] in _CLASSES
    }
    found: dict[str, list[_Own]] = defaultdict(list)
    for key, packed in shipped.execute("SELECT key, places FROM name"):
        for code in unpack_codes(packed):
            place, flag = divmod(code, len(MATCHES))
            if place in places and flag <= FLAGS["alternate"]:
                found[key].append(places[place])
    return dict(found)
