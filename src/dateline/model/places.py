"""Places with their precision: a place coarser than asked gets no pin."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from dateline.model._base import Value

PlacePrecision = Literal["site", "settlement", "near", "district", "province", "region", "country", "sea", "unknown"]
"""site: a building, camp or street · settlement: a named town or city district · near: around or in some direction of a
named place · district: second-level unit · province: first-level unit · region: wider or not an administrative unit ·
country · sea: water or international airspace · unknown: named, but not found in the gazetteer."""

PRECISION_ORDER: tuple[PlacePrecision, ...] = ("site", "settlement", "near", "district", "province", "region", "sea", "country", "unknown")
"""From finest to coarsest."""


class Offset(Value):
    """How an event's place relates to a named one.

    Args:
        relation: ``near``, ``outskirts``, ``direction`` ("south of"), ``part`` ("northern Syria"), ``between``,
            ``along`` (a road or border), ``off_coast``.
        words: the words that say so.
        direction: compass point (``N``, ``NE`` ... ``NW``) from the named place, where told.
        distance_km: distance from the named place in kilometres, where told.
    """

    relation: Literal["near", "outskirts", "direction", "part", "between", "along", "off_coast"]
    words: str = Field(min_length=1)
    direction: Literal["N", "NE", "E", "SE", "S", "SW", "W", "NW"] | None = None
    distance_km: float | None = Field(default=None, ge=0)


class PlaceCandidate(Value):
    """A place that the name could also have meant."""

    id: str
    name: str
    country: str | None = None
    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)
    score: float


class Place(Value):
    """A place of the world, or a name that no gazetteer knows (precision ``unknown``).

    Args:
        name: the gazetteer's main name; the words of the text where the place is unknown.
        id: ``geonames:NUMBER``, ``conflict:SLUG`` or ``country:ISO3``; None where unknown.
        country: ISO 3166-1 alpha-3 (Kosovo XKX); None at sea or where unknown.
        admin1: name of the first-level unit.
        admin2: name of the second-level unit.
        lat, lon: representative point in WGS 84 degrees.
        precision: see ``PlacePrecision``.
        radius_km: distance from the point within which the event may lie.
        offset: relation to the named place ("30 km south of", "outskirts of").
        reason: why this candidate was chosen among several.
        candidates: the others, best first.
    """

    name: str = Field(min_length=1)
    id: str | None = None
    country: str | None = Field(default=None, pattern=r"^[A-Z]{3}$")
    admin1: str | None = None
    admin2: str | None = None
    lat: float | None = Field(default=None, ge=-90, le=90)
    lon: float | None = Field(default=None, ge=-180, le=180)
    precision: PlacePrecision
    radius_km: float | None = Field(default=None, ge=0)
    offset: Offset | None = None
    reason: str | None = None
    candidates: tuple[PlaceCandidate, ...] = ()

    @model_validator(mode="after")
    def _point_is_whole(self) -> Self:
        if (self.lat is None) != (self.lon is None):
            raise ValueError(f"the place {self.name!r} has half a point: lat {self.lat}, lon {self.lon}")
        if self.precision == "unknown" and self.lat is not None:
            raise ValueError(f"the place {self.name!r} is unknown and cannot have a point")
        return self

    def at_least(self, precision: PlacePrecision) -> bool:
        """Whether the place is as fine as ``precision`` or finer: the test for putting a pin on a map."""
        return PRECISION_ORDER.index(self.precision) <= PRECISION_ORDER.index(precision)
