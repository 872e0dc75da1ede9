"""Weigh what each name of a document may mean against what its other names may mean.

The evidence is that of toponym resolution since Leidner (2007): how populous a candidate is, whether the name is its main
one, how many of the document's other places lie in the same country and first-level unit, how near the others are, and
the containing place in "X, Y". All names are weighed together, in a few rounds, each with the standing of the others.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from dateline.grounding.places.gazetteer import Entry
from dateline.grounding.places.geometry import distance_km
from dateline.grounding.places.groups import Group
from dateline.grounding.places.storage import Kind, Match
from dateline.grounding.places.words import words


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each piece of evidence counts, in the unit of one power of ten of population.

    Args:
        population: per power of ten of people.
        country, country_share: for other places of the document in the same country, by number and by share.
        admin1: the same for the first-level unit, by number.
        named: for lying in a country or first-level unit that the document names.
        near: for other places of the document close by.
        within: for lying in the place that the text puts it in.
        holds: for holding a place that the text puts in it.
        home: for the country of the publisher, as so many other places.
        people: for each word for the people of the country, as so many other places.
        unit: for being of the kind that the text says.
        seat: (negative) for a unit whose seat has the same name, where the text does not say that the unit is meant.
        capital: for being the capital of its country.
        town: (negative) for a town that the document calls "X City" where it says only "X".
        alternate, folded: (negative) for a name that is not the main one, or only like it.
        softness: how much better in score a candidate must be to have ten times the share.
        near_km: how far "close by" reaches.
    """

    population: float = 1.0
    country: float = 0.85
    country_share: float = 2.5
    admin1: float = 1.8
    named: float = 0.35
    near: float = 1.3
    within: float = 6.0
    holds: float = 4.5
    home: float = 1.0
    people: float = 1.25
    unit: float = 2.5
    capital: float = 1.0
    town: float = -3.0
    seat: float = -1.5
    alternate: float = -0.7
    folded: float = -1.5
    softness: float = 1.2
    near_km: float = 130.0
    kind_country: float = 3.0
    kind_continent: float = 3.0
    kind_admin1: float = 0.0
    kind_admin2: float = -1.5
    kind_region: float = 0.5
    rounds: int = 3

    def match(self, match: Match) -> float:
        """What kind of match a name is, as a score."""
        return {"alternate": self.alternate, "folded": self.folded}.get(match, 0.0)

    def kind(self, kind: Kind) -> float:
        """How apt news is to mean a thing of that kind by a name."""
        return {
            "country": self.kind_country,
            "continent": self.kind_continent,
            "admin1": self.kind_admin1,
            "admin2": self.kind_admin2,
            "region": self.kind_region,
            "water": self.kind_region,
            "river": self.kind_region,
        }.get(kind, 0.0)


WEIGHTS = Weights()
"""Set on the development halves of four corpora of news."""
_KNOWN_CAPITAL = 20_000
"""A capital with fewer people (Hamilton, Plymouth, Kingston of Norfolk Island) is no better known for being one."""
_LESSER = 100_000
"""People below which a place is not known by its lesser names alone."""
_BY_ALTERNATE = 500_000
"""People below which a place in a country that nothing else speaks of is not known by a lesser name: "Boni" in Mali is not Bonn."""
_BACKING = 0.3
_SURE = 0.9
"""How much of the belief in a containing place must be for one country to overrule a small place of another."""
_ANCHORS = 60
"""The surest places of a document by which the others are drawn near: enough for any report, and a bound for very long texts."""
_SEAT = 10
"""A unit with more people than so many times its seat (Quebec) is itself what news means by the name."""
_UNITS = frozenset({"country", "admin1", "region"})
_POINTS = frozenset({"settlement", "quarter", "admin2", "site"})


def settle(groups: list[Group], people: Mapping[str, int], home: str | None, weights: Weights = WEIGHTS) -> None:
    """Give every candidate of every group its score and its share of the group's belief.

    Args:
        groups: the names of one document; changed in place.
        people: how often words for the people of each country stand in the text.
        home: country of the publisher, where known.
        weights: how much each piece of evidence counts.
    """
    for group in groups:
        group.base = [_base(entry, group, weights) for entry in group.candidates]
    _part_towns(groups, weights)
    for group in groups:
        group.score = list(group.base)
        group.share = _shares(group.score, weights.softness)
    for _ in range(weights.rounds):
        table = _Table(groups, people, home, weights)
        scores = [table.scores(number) for number in range(len(groups))]
        for group, score in zip(groups, scores, strict=True):
            group.score = score
            group.share = _shares(score, weights.softness)
    table = _Table(groups, people, home, weights)
    for number, group in enumerate(groups):
        group.stranded = table.stranded(number)


def lies_in(inner: Entry, outer: Entry) -> bool:
    """Whether one entry lies in another, by its units or, for regions and towns, by distance."""
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


def _part_towns(groups: list[Group], weights: Weights) -> None:
    """Where a document says "Gaza City" and "Gaza", the bare name is not the town."""
    towns = {group.name.removesuffix(" city"): {entry.id for entry in group.candidates} for group in groups if group.name.endswith(" city")}
    for group in groups:
        town = towns.get(group.name, set())
        if any(entry.id not in town and entry.kind in _UNITS for entry in group.candidates):
            group.base = [base + weights.town * (entry.id in town) for entry, base in zip(group.candidates, group.base, strict=True)]


def _base(entry: Entry, group: Group, weights: Weights) -> float:
    score = weights.population * math.log10(entry.population + 10) + weights.match(entry.match) + weights.kind(entry.kind)
    if entry.capital and entry.population > _KNOWN_CAPITAL:
        score += weights.capital
    if group.unit is None and entry.kind == "admin1" and _has_seat(entry, group):
        score += weights.seat
    wanted = words().units.get(group.unit) if group.unit else None
    if wanted is not None and entry.kind == wanted:
        score += weights.unit
    elif wanted in {"admin1", "admin2"} and entry.kind in {"admin1", "admin2", "region"}:
        score += weights.unit / 2
    return score


def _has_seat(unit: Entry, group: Group) -> bool:
    return any(
        entry.kind == "settlement"
        and entry.match in {"primary", "alternate"}
        and entry.population * _SEAT >= unit.population
        and lies_in(entry, unit)
        for entry in group.candidates
    )


def _shares(scores: list[float], softness: float) -> list[float]:
    if not scores:
        return []
    top = max(scores)
    raw = [10 ** ((score - top) / softness) for score in scores]
    total = sum(raw)
    return [value / total for value in raw]


_Unit = tuple[str, str]


class _Table:
    """The standing of all groups of a document in one round."""

    def __init__(self, groups: list[Group], people: Mapping[str, int], home: str | None, weights: Weights) -> None:
        self.groups = groups
        self.weights = weights
        self.countries: dict[str, float] = defaultdict(float)
        self.units: dict[_Unit, float] = defaultdict(float)
        self.named: dict[str | _Unit, float] = defaultdict(float)
        self.inside: dict[int, list[Group]] = defaultdict(list)
        for number, group in enumerate(groups):
            self._add(group, self.countries, self.units)
            if group.within is not None and group.within != number:
                self.inside[group.within].append(group)
            for entry, share in zip(group.candidates, group.share, strict=True):
                if entry.country and entry.kind == "country":
                    self.named[entry.country] = max(self.named[entry.country], share)
                elif entry.country and entry.admin1 and entry.kind == "admin1":
                    self.named[entry.country, entry.admin1] = max(self.named[entry.country, entry.admin1], share)
        for country, count in people.items():
            self.countries[country] += weights.people * min(count, 4)
        if home:
            self.countries[home] += weights.home
        self.total = sum(self.countries.values())
        sure = [(max(group.share), -number) for number, group in enumerate(groups) if group.candidates and _anchors(group)]
        self.anchors = {-number: (groups[-number].candidates[groups[-number].best], share) for share, number in sorted(sure, reverse=True)[:_ANCHORS]}

    @staticmethod
    def _add(group: Group, countries: dict[str, float], units: dict[_Unit, float]) -> None:
        for entry, share in zip(group.candidates, group.share, strict=True):
            if entry.country:
                countries[entry.country] += share
                if entry.admin1:
                    units[entry.country, entry.admin1] += share

    def scores(self, number: int) -> list[float]:
        """The scores of a group's candidates, in the light of all other groups."""
        group, weights = self.groups[number], self.weights
        own_countries: dict[str, float] = defaultdict(float)
        own_units: dict[_Unit, float] = defaultdict(float)
        self._add(group, own_countries, own_units)
        rest = max(1.0, self.total - sum(own_countries.values()))
        container = self.groups[group.within] if group.within is not None and group.within != number else None
        scores = []
        for entry, base in zip(group.candidates, group.base, strict=True):
            score = base
            if entry.country:
                others = max(0.0, self.countries[entry.country] - own_countries[entry.country])
                score += weights.country_share * min(1.0, others / rest) + weights.country * math.log1p(others)
                if entry.kind != "country":
                    score += weights.named * self.named[entry.country]
            if entry.country and entry.admin1:
                unit = entry.country, entry.admin1
                score += weights.admin1 * math.log1p(max(0.0, self.units[unit] - own_units[unit]))
                if entry.kind != "admin1":
                    score += weights.named * self.named[unit]
            if entry.kind in _POINTS:
                score += weights.near * self._nearness(entry, number)
            if container is not None:
                score += weights.within * sum(
                    share for outer, share in zip(container.candidates, container.share, strict=True) if lies_in(entry, outer)
                )
            for inner in self.inside[number]:
                held = (share for place, share in zip(inner.candidates, inner.share, strict=True) if lies_in(place, entry))
                score += weights.holds * max(held, default=0.0)
            scores.append(score)
        return scores

    def stranded(self, number: int) -> bool:
        """Whether a group's best candidate goes by a lesser name and lies in a country that nothing else in the document is about."""
        group = self.groups[number]
        if not group.candidates:
            return False
        entry = group.candidates[group.best]
        if self._misplaced(group, number, entry):
            return True
        lesser = group.part is not None or entry.match == "folded" or (entry.match == "alternate" and entry.population < _BY_ALTERNATE)
        if not lesser or entry.country is None or (group.part is None and (entry.curated or entry.kind == "country")):
            return False
        own: dict[str, float] = defaultdict(float)
        self._add(group, own, defaultdict(float))
        others = {country: count - own[country] for country, count in self.countries.items()}
        return others[entry.country] < _BACKING and max(others.values(), default=0.0) > 1.0

    def _misplaced(self, group: Group, number: int, entry: Entry) -> bool:
        """Whether the text puts the name in a place abroad of its best candidate: "the Shaab district of Baghdad" is no village of Galilee."""
        outer = self.groups[group.within] if group.within is not None and group.within != number else None
        if outer is None or not outer.candidates or outer.part is not None or entry.country is None or entry.population >= _LESSER:
            return False
        country = outer.candidates[outer.best].country
        if country in (None, entry.country):
            return False
        return sum(share for other, share in zip(outer.candidates, outer.share, strict=True) if other.country == country) >= _SURE

    def _nearness(self, entry: Entry, number: int) -> float:
        total = 0.0
        for other, (anchor, share) in self.anchors.items():
            if other != number and anchor.id != entry.id:
                total += share * math.exp(-distance_km(entry.lat, entry.lon, anchor.lat, anchor.lon) / self.weights.near_km)
        return math.log1p(total)


def _anchors(group: Group) -> bool:
    """Whether what a group most likely means is small enough for others to be near it."""
    kind = group.candidates[group.best].kind
    return kind in _POINTS or kind == "region"
