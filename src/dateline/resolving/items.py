"""A claim as resolving sees it: what pairs are weighed on, worked out once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from dateline.model import Actor, Claim, Harm, Place, Role, moment_date
from dateline.resolving.facts import DocumentFacts, ResolvableClaim
from dateline.resolving.figures import bounds
from dateline.resolving.weights import Weights

HARMS: tuple[Harm, ...] = get_args(Harm)
_REPORTED_WITHIN = 3
"""Days before publication within which an event is looked for whose time is not told."""


@dataclass(frozen=True, slots=True)
class Window:
    """Days (proleptic ordinals, inclusive) on which the event can have been.

    Args:
        first, last: the days.
        told: whether the document tells the time; otherwise the window follows from the publication day.
        inferred: whether the time was inferred rather than read.
    """

    first: int
    last: int
    told: bool
    inferred: bool = False

    @property
    def days(self) -> int:
        """How many days the window spans."""
        return self.last - self.first + 1

    def gap(self, other: Window) -> int:
        """Days between two windows; 0 where they share one."""
        return max(0, self.first - other.last, other.first - self.last)


@dataclass(frozen=True, slots=True, eq=False)
class Item:
    """One claim, ready to be weighed against others."""

    claim: Claim
    document: DocumentFacts
    family: str
    window: Window | None
    published: int | None
    place: Place | None
    place_words: str
    place_inferred: bool
    radius_km: float
    sources: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    sides: frozenset[str]
    tolls: tuple[tuple[Harm, tuple[int | None, int | None]], ...]

    @property
    def id(self) -> str:
        """The claim's id."""
        return self.claim.id


def _window(claim: Claim, published: int | None, vague_days: int) -> Window | None:
    if claim.time is not None:
        span = claim.time.span
        if span.start is None or span.end is None or (span.end - span.start).days >= vague_days:
            return None
        return Window(span.start.toordinal(), span.end.toordinal(), told=True, inferred=claim.time.inferred)
    if published is not None:
        return Window(published - _REPORTED_WITHIN, published, told=False)
    return None


def _actors(claim: Claim, role: Role) -> tuple[Actor, ...]:
    parts = (part for part in claim.role(role) if part.responsibility not in ("denied", "cleared"))
    return tuple({part.actor.id: part.actor for part in parts}.values())


def make_item(pair: ResolvableClaim, weights: Weights) -> Item:
    """Work out what a claim is weighed on."""
    claim, document = pair
    published = moment_date(document.published).toordinal() if document.published else None
    place = claim.place.place if claim.place else None
    radius = 0.0
    if place is not None:
        radius = place.radius_km if place.radius_km is not None else weights.radius.get(place.precision, 0.0)
    tolls = ((harm, bounds(claim, harm)) for harm in HARMS)
    return Item(
        claim=claim,
        document=document,
        family=weights.family(claim.event.root),
        window=_window(claim, published, weights.decide.vague_days),
        published=published,
        place=place,
        place_words=claim.place.words.casefold().removeprefix("the ") if claim.place else "",
        place_inferred=claim.place.inferred if claim.place else False,
        radius_km=radius,
        sources=_actors(claim, "source"),
        targets=_actors(claim, "target"),
        sides=frozenset(side for toll in claim.tolls if (side := weights.side(toll.victim_class))),
        tolls=tuple((harm, told) for harm, told in tolls if told is not None),
    )
