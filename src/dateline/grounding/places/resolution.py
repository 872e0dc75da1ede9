"""Decide what the names of one document mean, all of them together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dateline.grounding.places.disputed import disputes
from dateline.grounding.places.gazetteer import Entry, Gazetteer
from dateline.grounding.places.geometry import distance_km
from dateline.grounding.places.groups import Group, group
from dateline.grounding.places.mentions import PlaceMention
from dateline.grounding.places.tokens import demonyms_in
from dateline.grounding.places.weighing import WEIGHTS, Weights, lies_in, settle
from dateline.grounding.places.words import words
from dateline.model.places import Place, PlaceCandidate, PlacePrecision

_NAMED_OTHERS = 4
_AROUND_KM = 10.0
"""How much farther than the town itself a hall, camp or field may lie that is only known to be named after it."""

_SURELY_OUT = 0.6
"""A town of another unit is taken for another town from this part of the named unit's radius on; nearer, the two may only be drawn differently."""


@dataclass(frozen=True, slots=True)
class Grounded:
    """What a mention was grounded to.

    Args:
        entry: the entry.
        how: ``name`` where the name is the entry's; ``part`` where only a part of an unknown name is ("Mosul" of "University
            of Mosul"); ``container`` where the name is unknown and the entry is what the text puts it in.
    """

    entry: Entry
    how: Literal["name", "part", "container"]


def resolve(
    mentions: Sequence[PlaceMention],
    text: str,
    *,
    gazetteer: Gazetteer | None = None,
    home: str | None = None,
) -> list[Place | None]:
    """Ground all mentions of one document together.

    Args:
        mentions: what :func:`find_places` or :func:`annotate` gave for ``text``.
        text: the text of the document; words for people ("Syrian") in it count as hints of the country.
        gazetteer: the gazetteer; the embedded one where None is given.
        home: ISO 3166-1 alpha-3 code of the country of the publisher, where known.

    Returns:
        A place for each mention, in order: with precision ``unknown`` and no point where the gazetteer knows no such name
        and the text does not say what it lies in; None for a mention that is no place at all (a word for people).
    """
    known = gazetteer or Gazetteer.default()
    groups, group_of = group(mentions, known)
    settle(groups, demonyms_in(text, known), home)
    results: list[Place | None] = []
    for mention, number in zip(mentions, group_of, strict=True):
        grounded = _grounded(groups, number)
        if mention.label == "NORP" or (grounded is not None and grounded.entry.match == "demonym"):
            results.append(None)
        elif grounded is None:
            results.append(Place(name=mention.text, precision="unknown", reason=_why_unknown(groups[number])))
        elif grounded.how == "name":
            results.append(_place(groups, number))
        else:
            results.append(_around(mention, grounded, groups[number].part))
    return results


def ground(
    mentions: Sequence[PlaceMention],
    text: str,
    *,
    gazetteer: Gazetteer | None = None,
    home: str | None = None,
    weights: Weights = WEIGHTS,
) -> list[Grounded | None]:
    """As :func:`resolve`, but the gazetteer's entries, and words for people grounded to their country."""
    known = gazetteer or Gazetteer.default()
    groups, group_of = group(mentions, known)
    settle(groups, demonyms_in(text, known), home, weights)
    return [_grounded(groups, number) for number in group_of]


def _why_unknown(this: Group) -> str:
    if this.candidates:
        entry = this.candidates[this.best]
        return f"the gazetteer knows only {entry.name} in {entry.country}, far from all else in the document"
    return "no such name in the gazetteer"


def _grounded(groups: list[Group], number: int) -> Grounded | None:
    this = groups[number]
    if this.candidates and not this.stranded and not _elsewhere(groups, number):
        return Grounded(this.candidates[this.best], "part" if this.part else "name")
    if this.within is not None and groups[this.within].candidates and not groups[this.within].part and not groups[this.within].stranded:
        outer = groups[this.within]
        return Grounded(outer.candidates[outer.best], "container")
    return None


def _elsewhere(groups: list[Group], number: int) -> bool:
    """Whether the text puts the place in a province or district and the only ones of that name lie outside it: then it is another place."""
    this = groups[number]
    if this.within is None or not groups[this.within].candidates or groups[this.within].stranded:
        return False
    outer, inner = groups[this.within].candidates[groups[this.within].best], this.candidates[this.best]
    if outer.kind not in ("admin1", "admin2") or inner.kind != "settlement" or lies_in(inner, outer):
        return False
    return distance_km(inner.lat, inner.lon, outer.lat, outer.lon) > _SURELY_OUT * outer.radius_km


def _place(groups: list[Group], number: int) -> Place:
    this = groups[number]
    best = this.best
    entry = this.candidates[best]
    order = sorted(
        (index for index in range(len(this.candidates)) if index != best), key=lambda index: (-this.score[index], this.candidates[index].id)
    )
    reason = "; ".join(filter(None, (_reason(groups, number), disputes().get(entry.id))))
    others = tuple(_candidate(this.candidates[index], this.score[index]) for index in order[:_NAMED_OTHERS])
    return entry.place(reason).model_copy(update={"candidates": others})


def _candidate(entry: Entry, score: float) -> PlaceCandidate:
    return PlaceCandidate(id=entry.id, name=entry.name, country=entry.country, lat=entry.lat, lon=entry.lon, score=round(score, 2))


def _around(mention: PlaceMention, grounded: Grounded, part: str | None) -> Place:
    """A place that the gazetteer does not know, somewhere in or near one that it knows."""
    entry = grounded.entry
    small = entry.precision in ("site", "settlement")
    precision: PlacePrecision = "near" if small else entry.precision
    reason = (
        f"not in the gazetteer; taken to be in {entry.name}, after the name's part {part!r}"
        if part
        else f"not in the gazetteer; in {entry.name}, as the text says"
    )
    radius = entry.radius_km + (_AROUND_KM if small else 0.0)
    return entry.place(reason).model_copy(update={"name": mention.text, "id": None, "precision": precision, "radius_km": radius})


def _reason(groups: list[Group], number: int) -> str:
    this = groups[number]
    entry = this.candidates[this.best]
    if len(this.candidates) == 1:
        return "the only place of that name" if entry.match != "folded" else "the only place of a like name"
    if this.within is not None and groups[this.within].candidates:
        outer = groups[this.within].candidates[groups[this.within].best]
        if lies_in(entry, outer):
            return f"in {outer.name}, as the text says"
    if this.unit and words().units.get(this.unit) == entry.kind:
        return f"the text says {this.unit!r}"
    if this.base[this.best] >= max(this.base):
        return "the best known place of that name"
    return "nearest to the document's other places"
