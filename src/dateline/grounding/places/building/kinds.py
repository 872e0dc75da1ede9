"""What GeoNames' feature codes mean here, and which features of a dump are wanted; read from ``kinds.toml`` once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dateline.grounding.places.storage import KINDS, Kind, settlement_radius
from dateline.model.errors import CodebookError, ReaderError

_FILE = Path(__file__).resolve().parent / "kinds.toml"
CLASSES = "AHLPRSTUV"
"""GeoNames' feature classes."""


@dataclass(frozen=True, slots=True)
class Kinds:
    """The lists of ``kinds.toml``; what each means is said there."""

    default: tuple[str, ...]
    never: frozenset[str]
    kinds: dict[str, tuple[Kind, int]]

    def of(self, feature_class: str, code: str, population: int) -> tuple[Kind, int]:
        """The kind and the reach in kilometres of a feature."""
        kind, radius = self.kinds.get(f"{feature_class}.{code}") or self.kinds[feature_class]
        return kind, settlement_radius(population) if kind == "settlement" else radius


@lru_cache(maxsize=1)
def kinds() -> Kinds:
    """The kinds, checked.

    Raises:
        CodebookError: if a feature is given a kind that does not exist, or a class is missing.
    """
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    table: dict[str, tuple[Kind, int]] = {}
    for feature, row in data["kinds"].items():
        if row["kind"] not in KINDS:
            raise CodebookError(f"{_FILE.name}: {feature} is given the kind {row['kind']!r}; write one of {', '.join(KINDS)}")
        table[feature] = row["kind"], row["radius_km"]
    missing = [letter for letter in CLASSES if letter not in table]
    if missing:
        raise CodebookError(f"{_FILE.name}: no kind is given for the class {', '.join(missing)}; give each class one")
    return Kinds(tuple(data["default"]), frozenset(data["never"]), table)


@dataclass(frozen=True, slots=True)
class Selection:
    """Which features of a dump are wanted.

    Args:
        countries: ISO 3166-1 alpha-2 codes; None for all.
        classes: classes (``P``) and single codes (``S.AIRP``).
    """

    countries: frozenset[str] | None
    classes: frozenset[str]

    @classmethod
    def of(cls, countries: Iterable[str], classes: Iterable[str], iso3: dict[str, str]) -> Selection:
        """Check what a user asked for.

        Args:
            countries: ISO 3166-1 codes of two or three letters; none means all.
            classes: classes and single codes; none means the list of ``kinds.toml``.
            iso3: alpha-3 codes by alpha-2 code.

        Raises:
            ReaderError: if one of them does not exist.
        """
        iso2 = {three: two for two, three in iso3.items()}
        wanted = set()
        for given in countries:
            code = given.strip().upper()
            if code not in iso3 and code not in iso2:
                raise ReaderError(f"got the country {given!r}, expected ISO 3166-1 codes such as SYR,IRQ or SY,IQ")
            wanted.add(iso2.get(code, code))
        features = [feature.strip().upper() for feature in classes] or list(kinds().default)
        for feature in features:
            if feature[:1] not in CLASSES or (len(feature) > 1 and (feature[1] != "." or not feature[2:].isalnum())) or not feature:
                raise ReaderError(f"got the class {feature!r}, expected GeoNames' feature classes ({', '.join(CLASSES)}) or codes such as S.AIRP")
        return cls(frozenset(wanted) or None, frozenset(features))

    def wants(self, country: str, feature_class: str, code: str) -> bool:
        """Whether a feature is wanted."""
        if self.countries is not None and country not in self.countries:
            return False
        return (feature_class in self.classes or f"{feature_class}.{code}" in self.classes) and code not in kinds().never
