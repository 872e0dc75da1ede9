"""Distances and bearings on the globe, good to a few tenths of a per cent."""

from __future__ import annotations

import math

_EARTH_KM = 12742.0
"""Diameter of the Earth."""
_DEGREE_KM = 111.2


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in kilometres between two points in degrees."""
    x = (
        math.sin(math.radians(lat2 - lat1) / 2) ** 2
        + math.cos(math.radians(lat1)) * math.cos(math.radians(lat2)) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    )
    return _EARTH_KM * math.asin(min(1.0, math.sqrt(x)))


def moved(lat: float, lon: float, bearing: float, km: float) -> tuple[float, float]:
    """The point ``km`` kilometres away at a bearing in degrees clockwise from north."""
    north = km * math.cos(math.radians(bearing)) / _DEGREE_KM
    east = km * math.sin(math.radians(bearing)) / (_DEGREE_KM * max(0.05, math.cos(math.radians(lat))))
    return max(-90.0, min(90.0, lat + north)), (lon + east + 180.0) % 360.0 - 180.0


def middle(lat1: float, lon1: float, lat2: float, lon2: float) -> tuple[float, float]:
    """The point half-way between two points, across the date line where that is shorter."""
    gap = (lon2 - lon1 + 180.0) % 360.0 - 180.0
    return (lat1 + lat2) / 2, (lon1 + gap / 2 + 180.0) % 360.0 - 180.0
