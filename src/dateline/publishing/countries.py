"""Codes of states in the sets that analysts join ours to."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

_UCDP_REGIONS = ((2, 199, "Americas"), (200, 399, "Europe"), (400, 626, "Africa"), (630, 699, "Middle East"), (700, 999, "Asia"))
"""UCDP's regions are ranges of Gleditsch and Ward's numbers (GED codebook, `region`)."""


@dataclass(frozen=True, slots=True)
class Country:
    """A state or territory.

    Args:
        iso3: ISO 3166-1 alpha-3 (Kosovo XKX).
        iso2: ISO 3166-1 alpha-2 (Kosovo XK).
        name: the name to show.
        region: the region to which ACLED counts it.
        iso: ISO 3166-1 numeric; None for Kosovo.
        gw: Gleditsch and Ward's number; None for territories.
    """

    iso3: str
    iso2: str
    name: str
    region: str
    iso: int | None = None
    gw: int | None = None

    @property
    def ucdp_region(self) -> str | None:
        """UCDP's region; None where there is no number."""
        return next((name for first, last, name in _UCDP_REGIONS if self.gw is not None and first <= self.gw <= last), None)


@cache
def countries() -> Mapping[str, Country]:
    """All of them by ISO 3166-1 alpha-3 code."""
    raw = tomllib.loads(files("dateline.publishing").joinpath("countries.toml").read_text("utf-8"))
    return MappingProxyType({code: Country(iso3=code, **entry) for code, entry in raw.items()})


def country(code: str | None) -> Country | None:
    """The country with this alpha-3 code; None where it is unknown or none of these."""
    return countries().get(code) if code is not None else None


@cache
def by_iso() -> Mapping[int, Country]:
    """All that have one by ISO 3166-1 numeric code."""
    return MappingProxyType({one.iso: one for one in countries().values() if one.iso is not None})


@cache
def by_gw() -> Mapping[int, Country]:
    """All that have one by Gleditsch and Ward's number."""
    return MappingProxyType({one.gw: one for one in countries().values() if one.gw is not None})
