"""A claim as resolving sees it: what pairs are weighed on, worked out once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import get_args

from dateline.model import Actor, Claim, Harm, Place, Role, TimeSpan, moment_date
from dateline.resolving.facts import DocumentFacts, ResolvableClaim, only_heard
from dateline.resolving.figures import main_bounds
from dateline.resolving.names import countries_in, names_in
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
    """One telling of an event by one document, ready to be weighed against others.

    Args:
        claim_ids: the claims that make it, the fullest first.
        document: where it stands.
        reader: who read it, as one text.
        family, type, root, mode: of the event; ``root`` is the PLOVER type that a user's own type is like.
        window: when it can have been; None where unknown or too vague to match by.
        clock: hours of the day in which it was, first and last, where told.
        published: day of publication (proleptic ordinal).
        place, place_words, place_inferred, radius_km: where.
        sources, targets: who, to whom.
        sides: which sides the harmed are of.
        tolls: bounds by harm.
        accidental: whether harm was not meant.
        countries: ISO codes of the countries that its place and its words name.
        names: names in its words that few events share, lower case.
        substance: how much it tells, in points of ``weights.toml``.
        start: where in the document it begins, in code points.
        points_back: whether its event is "the attack": one that the document has told before.
        of_another: whether its words say that it is another event than those before.
        in_passing: whether it tells too little to make an incident of its own beside what else its document tells.
    """

    claim_ids: tuple[str, ...]
    document: DocumentFacts
    reader: str
    family: str
    type: str
    root: str
    mode: str | None
    window: Window | None
    clock: tuple[float, float] | None
    published: int | None
    place: Place | None
    place_words: str
    place_inferred: bool
    radius_km: float
    sources: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    sides: frozenset[str]
    tolls: tuple[tuple[Harm, tuple[int | None, int | None]], ...]
    accidental: bool | None
    countries: frozenset[str]
    names: frozenset[str]
    substance: float
    start: int
    points_back: bool
    of_another: bool
    in_passing: bool = False

    @property
    def id(self) -> str:
        """The first of its claims' ids in alphabetical order."""
        return min(self.claim_ids)

    @property
    def dated(self) -> bool:
        """Whether it tells its own time."""
        return self.window is not None and self.window.told and not self.window.inferred

    @property
    def placed(self) -> bool:
        """Whether it tells its own place."""
        return self.place is not None and not self.place_inferred


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
    tolls = tuple((harm, told) for harm in HARMS if (told := main_bounds(claim, harm)) is not None)
    window = _window(claim, published, weights.decide.vague_days)
    sources, targets = _actors(claim, "source"), _actors(claim, "target")
    return Item(
        claim_ids=(claim.id,),
        document=document,
        reader=claim.reader.to_json(),
        family=weights.family(claim.event.root),
        type=claim.event.type,
        root=claim.event.root,
        mode=claim.event.mode,
        window=window,
        clock=hours(claim.time.span) if claim.time is not None else None,
        published=published,
        place=place,
        place_words=claim.place.words.casefold().removeprefix("the ") if claim.place else "",
        place_inferred=claim.place.inferred if claim.place else False,
        radius_km=radius,
        sources=sources,
        targets=targets,
        sides=frozenset(side for toll in claim.tolls if (side := weights.side(toll.victim_class))),
        tolls=tolls,
        accidental=claim.accidental.value if claim.accidental is not None else None,
        countries=countries_in(claim),
        names=names_in(claim),
        substance=_substance(claim, weights),
        start=min(span.start for span in claim.evidence),
        points_back=_points_back(claim),
        of_another=_others(weights.telling.others).search(" ".join(span.text for span in claim.evidence)) is not None,
    )


_DEFINITE = re.compile(r"\b(?:the|that|this|its|their)\s+(?:\w+\s+)?$", re.IGNORECASE)


def _points_back(claim: Claim) -> bool:
    """Whether the word of its event is definite ("the attack"), and it counts nobody."""
    word = claim.event.evidence[0]
    definite = any(span.start < word.start < span.end and _DEFINITE.search(span.text[: word.start - span.start]) for span in claim.evidence)
    return definite and not any(toll.scope == "incident" for toll in claim.tolls)


@cache
def _others(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


def _substance(claim: Claim, weights: Weights) -> float:
    """How much a claim tells; parties that were only heard do not make a telling in passing an incident of its own."""
    table = weights.substance
    read = claim.model_copy(update={"actors": tuple(part for part in claim.actors if not only_heard(part))})
    told = [table.toll] if any(toll.scope == "incident" and not only_heard(toll) for toll in claim.tolls) else []
    if claim.event.type != claim.event.root:
        told.append(table.own_type)
    if claim.place is not None and not only_heard(claim.place):
        told.append(table.inferred if claim.place.inferred else table.place)
    if claim.time is not None and not only_heard(claim.time):
        told.append(table.inferred if claim.time.inferred else table.time)
    for role in ("source", "target"):
        kinds = {actor.kind for actor in _actors(read, role)}
        if kinds:
            told.append(table.described if kinds == {"generic"} else table.named)
    return sum(told)


_HOURS = {"dawn": (3, 8), "morning": (4, 12), "noon": (11, 14), "afternoon": (12, 19), "evening": (16, 24), "night": (0, 24), "midnight": (0, 24)}
"""Hours that the words for parts of a day allow; a night belongs to either end of its day."""


def hours(span: TimeSpan) -> tuple[float, float] | None:
    """First and last hour of the day in which it was, where the words tell; None where any hour may be meant."""
    if span.clock is not None:
        hour = int(span.clock[:2]) + int(span.clock[3:5]) / 60
        return hour, hour
    found = _HOURS.get(span.part.split()[-1]) if span.part else None
    return found if found is not None and found != (0, 24) else None
