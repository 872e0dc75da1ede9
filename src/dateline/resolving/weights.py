"""The points table of ``weights.toml``, checked on loading."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, ValidationError

from dateline.model.errors import CodebookError


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Decide(_Table):
    """When points are enough."""

    link: float
    sure: float
    margin: float
    average: float
    same_document: float
    vague_days: int


class Telling(_Table):
    """When a claim only tells again, in passing, what another claim of its document tells."""

    passing: float
    placed_or_dated: float
    both: float
    thin: float
    thin_nowhere: float
    others: tuple[str, ...]


class Substance(_Table):
    """How much a claim tells."""

    toll: float
    place: float
    time: float
    inferred: float
    named: float
    described: float
    own_type: float


class Kinds(_Table):
    """Kinds of event family and type."""

    verbal: frozenset[str]
    symmetric: frozenset[str]


class TypePoints(_Table):
    """Points for event type and mode."""

    same_mode: float
    same_type: float
    other_mode: float
    other_type: float


class Modes(_Table):
    """Groups of modes that reports of one event mix up."""

    alike: tuple[frozenset[str], ...]


class TimePoints(_Table):
    """Points for time."""

    same_day: float
    within_3_days: float
    within_week: float
    within_month: float
    next_day: float
    inferred_apart: float
    hours: float
    hours_apart: float
    publication_fits: float
    publication_near: float
    publication_far: float
    published_same_day: float
    published_close: float
    published_week: float
    published_far: float


class PlacePoints(_Table):
    """Points for place."""

    same_point: float
    same_name: float
    near: float
    near_km: float
    apart: float
    same_area: float
    inside: float
    inside_small: float
    small_km: float
    same_country: float
    other_country_near: float
    names_country: float
    names_others: float
    nowhere: float


class ActorPoints(_Table):
    """Points for actors."""

    same_named: float
    same_country: float
    same_generic: float
    compatible: float
    different: float
    verbal_factor: float


class TollPoints(_Table):
    """Points for figures of harm."""

    equal_base: float
    equal_per_doubling: float
    equal_most: float
    overlap: float
    grown: float
    grown_ratio: float
    grown_much: float
    shrunk: float
    shrunk_ratio: float
    apart: float
    none_against_some: float
    least: float


class Victims(_Table):
    """Points for the side of those harmed, and which classes make a side."""

    same_side: float
    other_side: float
    civilian: frozenset[str]
    state: frozenset[str]
    militant: frozenset[str]


class Names(_Table):
    """Points for names that few events share."""

    each: float
    most: float


class Accident(_Table):
    """Points for whether harm was meant."""

    contradicted: float


class Weights(_Table):
    """The whole table."""

    version: int
    decide: Decide
    telling: Telling
    substance: Substance
    families: dict[str, tuple[str, ...]]
    kinds: Kinds
    type: TypePoints
    modes: Modes
    time: TimePoints
    place: PlacePoints
    radius: dict[str, float]
    actors: ActorPoints
    tolls: TollPoints
    victims: Victims
    accident: Accident
    names: Names

    def family(self, event_type: str) -> str:
        """The family of an event type; a type that no family names is a family of its own."""
        return next((name for name, types in self.families.items() if event_type in types), event_type)

    def alike(self, one: str, other: str) -> bool:
        """Whether two modes are often taken for one another."""
        return any(one in group and other in group for group in self.modes.alike)

    def side(self, victim_class: str) -> str | None:
        """The side that a victim class belongs to; None where it tells none."""
        for side in ("civilian", "state", "militant"):
            if victim_class in getattr(self.victims, side):
                return side
        return None


@cache
def load_weights() -> Weights:
    """The table that comes with dateline.

    Raises:
        CodebookError: if the file breaks its own rules.
    """
    try:
        return Weights.model_validate(tomllib.loads(files("dateline.resolving").joinpath("weights.toml").read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise CodebookError(
            f"resolving/weights.toml: {error}. Restore the file that came with dateline, or correct the entry named above."
        ) from error
