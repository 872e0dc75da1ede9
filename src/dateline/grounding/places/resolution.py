"""Decide what the names of one document mean, all of them together.

The evidence weighed is that of toponym resolution since Leidner (2007): how populous a candidate is, whether the name is
its main one, how many of the document's other places lie in the same country and first-level unit, how near the others
are, and the containing place in "X, Y". Weights were set on development data and hold for every kind of text.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.grounding.places.gazetteer import Entry, Gazetteer
from dateline.grounding.places.mentions import PlaceMention
from dateline.grounding.places.names import plain
from dateline.grounding.places.recognition import demonyms_in
from dateline.grounding.places.storage import Kind, Match
from dateline.grounding.places.words import words
from dateline.model.places import Place, PlaceCandidate


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each piece of evidence counts, in the unit of one power of ten of population."""

    population: float = 1.0
    country: float = 2.0
    admin1: float = 1.5
    near: float = 1.5
    within: float = 6.0
    home: float = 1.0
    unit: float = 4.0
    softness: float = 1.0
    rounds: int = 3


WEIGHTS = Weights()
_MATCH: dict[Match, float] = {"primary": 0.0, "alternate": -1.0, "folded": -1.5, "demonym": 0.0}
_KIND: dict[Kind, float] = {
    "country": 3.0,
    "continent": 2.0,
    "admin1": 0.5,
    "admin2": -2.0,
    "settlement": 0.0,
    "quarter": 0.0,
    "region": 1.0,
    "water": 1.0,
    "river": 1.0,
    "site": 0.0,
}
_NAMED_OTHERS = 4
_NEAR_KM = 150.0


@dataclass(slots=True)
class _Group:
    """All mentions of one name: they mean one place unless the text puts them in different ones."""

    name: str
    unit: str | None
    candidates: tuple[Entry, ...]
    members: list[int] = field(default_factory=list)
    base: list[float] = field(default_factory=list)
    score: list[float] = field(default_factory=list)
    share: list[float] = field(default_factory=list)
    within: int | None = None

    @property
    def best(self) -> int:
        return max(range(len(self.score)), key=lambda index: self.score[index])


def resolve(
    mentions: Sequence[PlaceMention],
    text: str,
    *,
    gazetteer: Gazetteer | None = None,
    home: str | None = None,
    weights: Weights = WEIGHTS,
) -> list[Place | None]:
    """Ground all mentions of one document together.

    Args:
        mentions: what :func:`find_places` or :func:`annotate` gave for ``text``.
        text: the text of the document; words for people ("Syrian") in it count as hints of the country.
        gazetteer: the gazetteer; the embedded one where None is given.
        home: ISO 3166-1 alpha-3 code of the country of the publisher, where known.
        weights: how much each piece of evidence counts.

    Returns:
        A place for each mention, in order: with precision ``unknown`` and no point where the gazetteer knows no such name;
        None for a mention that is no place at all (a word for people).
    """
    known = gazetteer or Gazetteer.default()
    groups, group_of = _groups(mentions, known)
    _settle(groups, demonyms_in(text, known), home, weights)
    results: list[Place | None] = []
    for index, mention in enumerate(mentions):
        group = groups[group_of[index]]
        if mention.label == "NORP":
            results.append(None)
        elif not group.candidates:
            results.append(Place(name=mention.text, precision="unknown", reason="no such name in the gazetteer"))
        else:
            results.append(_place(group, groups))
    return results


def choose(mentions: Sequence[PlaceMention], text: str, *, gazetteer: Gazetteer | None = None, home: str | None = None) -> list[Entry | None]:
    """As :func:`resolve`, but the bare entries, and words for people grounded to their country."""
    known = gazetteer or Gazetteer.default()
    groups, group_of = _groups(mentions, known)
    _settle(groups, demonyms_in(text, known), home, WEIGHTS)
    return [groups[number].candidates[groups[number].best] if groups[number].candidates else None for number in group_of]


def _groups(mentions: Sequence[PlaceMention], gazetteer: Gazetteer) -> tuple[list[_Group], list[int]]:
    groups: list[_Group] = []
    numbers: dict[tuple[str, str | None, str | None], int] = {}
    group_of: list[int] = []
    containers = {(plain(m.text), plain(mentions[m.within].text)) for m in mentions if m.within is not None}
    only: dict[str, str] = {}
    for name, container in sorted(containers):
        only[name] = "" if name in only else container
    for index, mention in enumerate(mentions):
        name = plain(mention.text)
        container = plain(mentions[mention.within].text) if mention.within is not None else only.get(name) or None
        key = (name, mention.unit, container)
        if key not in numbers:
            numbers[key] = len(groups)
            groups.append(_Group(name, mention.unit, _candidates(mention, gazetteer)))
        group_of.append(numbers[key])
        groups[numbers[key]].members.append(index)
    for index, mention in enumerate(mentions):
        if mention.within is not None and groups[group_of[index]].within is None:
            groups[group_of[index]].within = group_of[mention.within]
    return groups, group_of


def _candidates(mention: PlaceMention, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    found = {entry.id: entry for entry in gazetteer.find(mention.text)}
    unit = mention.unit
    if unit and not mention.text.lower().endswith(unit):
        for entry in gazetteer.find(f"{mention.text} {unit}"):
            found.setdefault(entry.id, entry)
    if unit and mention.text.lower().endswith(f" {unit}") and words().units.get(unit) in {"admin1", "admin2", "settlement"}:
        for entry in gazetteer.find(mention.text[: -len(unit) - 1]):
            found.setdefault(entry.id, entry)
    places = [entry for entry in found.values() if entry.match != "demonym"]
    return tuple(places if places else found.values())


def _base(entry: Entry, group: _Group, weights: Weights) -> float:
    score = weights.population * math.log10(entry.population + 10) + _MATCH[entry.match] + _KIND[entry.kind]
    wanted = words().units.get(group.unit) if group.unit else None
    if wanted is not None and entry.kind == wanted:
        score += weights.unit
    elif wanted in {"admin1", "admin2"} and entry.kind in {"admin1", "admin2", "region"}:
        score += weights.unit / 2
    return score


def _settle(groups: list[_Group], people: dict[str, int], home: str | None, weights: Weights) -> None:
    for group in groups:
        group.base = [_base(entry, group, weights) for entry in group.candidates]
        group.score = list(group.base)
        group.share = _shares(group.score, weights.softness)
    for _ in range(weights.rounds):
        countries: dict[str, float] = defaultdict(float)
        units: dict[tuple[str, str], float] = defaultdict(float)
        for group in groups:
            for entry, share in zip(group.candidates, group.share, strict=True):
                if entry.country:
                    countries[entry.country] += share
                    if entry.admin1:
                        units[entry.country, entry.admin1] += share
        for country, count in people.items():
            countries[country] += 0.5 * min(count, 4)
        if home:
            countries[home] += weights.home
        total = sum(countries.values()) or 1.0
        anchors = [(group.candidates[group.best], max(group.share)) if group.candidates else None for group in groups]
        scores = [_scores(number, groups, countries, units, total, anchors, weights) for number in range(len(groups))]
        for group, score in zip(groups, scores, strict=True):
            group.score = score
            group.share = _shares(score, weights.softness)


def _scores(
    number: int,
    groups: list[_Group],
    countries: dict[str, float],
    units: dict[tuple[str, str], float],
    total: float,
    anchors: list[tuple[Entry, float] | None],
    weights: Weights,
) -> list[float]:
    group = groups[number]
    own_countries: dict[str, float] = defaultdict(float)
    own_units: dict[tuple[str, str], float] = defaultdict(float)
    for entry, share in zip(group.candidates, group.share, strict=True):
        if entry.country:
            own_countries[entry.country] += share
            if entry.admin1:
                own_units[entry.country, entry.admin1] += share
    container = groups[group.within] if group.within is not None and group.within != number else None
    contained = [other for other in groups if other.within == number and other is not group]
    scores = []
    for entry, base in zip(group.candidates, group.base, strict=True):
        score = base
        if entry.country:
            others = max(0.0, countries[entry.country] - own_countries[entry.country])
            score += weights.country * min(1.0, others / max(1.0, total - sum(own_countries.values()))) + weights.country * 0.25 * math.log1p(others)
            if entry.admin1:
                score += weights.admin1 * math.log1p(max(0.0, units[entry.country, entry.admin1] - own_units[entry.country, entry.admin1]))
        if entry.kind in {"settlement", "quarter", "admin2", "site"}:
            score += weights.near * _nearness(entry, number, anchors)
        if container is not None:
            score += weights.within * sum(share for outer, share in zip(container.candidates, container.share, strict=True) if _lies_in(entry, outer))
        for other in contained:
            score += (
                weights.within
                * 0.5
                * max((share for inner, share in zip(other.candidates, other.share, strict=True) if _lies_in(inner, entry)), default=0.0)
            )
        scores.append(score)
    return scores


def _nearness(entry: Entry, number: int, anchors: list[tuple[Entry, float] | None]) -> float:
    total = 0.0
    for other, anchor in enumerate(anchors):
        if (
            other == number
            or anchor is None
            or anchor[0].kind not in {"settlement", "quarter", "admin2", "site", "region"}
            or anchor[0].id == entry.id
        ):
            continue
        total += anchor[1] * math.exp(-distance_km(entry.lat, entry.lon, anchor[0].lat, anchor[0].lon) / _NEAR_KM)
    return math.log1p(total)


def _lies_in(inner: Entry, outer: Entry) -> bool:
    if inner.id == outer.id:
        return False
    if outer.kind == "country":
        return inner.country == outer.country
    if outer.kind == "admin1":
        return inner.country == outer.country and inner.admin1 == outer.admin1 and inner.kind != "admin1"
    if outer.kind == "admin2":
        return inner.country == outer.country and inner.admin1 == outer.admin1 and inner.admin2 == outer.admin2
    if outer.kind in {"region", "continent", "settlement"}:
        return distance_km(inner.lat, inner.lon, outer.lat, outer.lon) <= max(outer.radius_km * 1.2, 15.0)
    return False


def _shares(scores: list[float], softness: float) -> list[float]:
    if not scores:
        return []
    top = max(scores)
    raw = [math.exp((score - top) / softness * math.log(10)) for score in scores]
    total = sum(raw)
    return [value / total for value in raw]


def _place(group: _Group, groups: list[_Group]) -> Place:
    best = group.best
    entry = group.candidates[best]
    order = sorted(
        (index for index in range(len(group.candidates)) if index != best), key=lambda index: (-group.score[index], group.candidates[index].id)
    )
    return Place(
        name=entry.name,
        id=entry.id,
        country=entry.country,
        admin1=entry.admin1,
        admin2=entry.admin2,
        lat=entry.lat,
        lon=entry.lon,
        precision=entry.precision,
        radius_km=entry.radius_km,
        reason=_reason(group, groups),
        candidates=tuple(
            PlaceCandidate(
                id=group.candidates[index].id,
                name=group.candidates[index].name,
                country=group.candidates[index].country,
                lat=group.candidates[index].lat,
                lon=group.candidates[index].lon,
                score=round(group.score[index], 2),
            )
            for index in order[:_NAMED_OTHERS]
        ),
    )


def _reason(group: _Group, groups: list[_Group]) -> str:
    entry = group.candidates[group.best]
    if len(group.candidates) == 1:
        return "the only place of that name" if entry.match != "folded" else "the only place of a like name"
    if group.within is not None and groups[group.within].candidates:
        outer = groups[group.within].candidates[groups[group.within].best]
        if _lies_in(entry, outer):
            return f"in {outer.name}, as the text says"
    wanted = words().units.get(group.unit) if group.unit else None
    if wanted == entry.kind:
        return f"the text says {group.unit!r}"
    if group.base[group.best] >= max(group.base):
        return "the best known place of that name"
    return "nearest to the document's other places"


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance in kilometres between two points in degrees."""
    x = (
        math.sin(math.radians(lat2 - lat1) / 2) ** 2
        + math.cos(math.radians(lat1)) * math.cos(math.radians(lat2)) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    )
    return 12742 * math.asin(min(1.0, math.sqrt(x)))
