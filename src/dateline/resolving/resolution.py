"""Claims to incidents, and why."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Self

from dateline.model import NEWS, Claim, Incident, Ruling
from dateline.resolving.clustering import Edge, cluster, components, edges, same_tellings
from dateline.resolving.corrected import corrected
from dateline.resolving.decisions import Decisions, decide
from dateline.resolving.facts import DocumentFacts, ResolvableClaim
from dateline.resolving.items import Item, make_item
from dateline.resolving.merging import merge
from dateline.resolving.ruled import ruled
from dateline.resolving.tellings import tellings
from dateline.resolving.weighing import Weight, weigh
from dateline.resolving.weights import Weights, load_weights


@cache
def rules_id() -> str:
    """Names the rules by which claims become incidents: changes whenever a module or the points table of this room does."""
    room = files("dateline.resolving")
    digest = hashlib.sha256()
    for name in sorted(entry.name for entry in room.iterdir() if entry.name.endswith((".py", ".toml"))):
        digest.update(name.encode() + b"\0" + room.joinpath(name).read_bytes())
    return digest.hexdigest()[:16]


@dataclass(frozen=True)
class Rules:
    """What the resolving of any part depends on beside its claims: the points table, and what people decided."""

    weights: Weights
    decisions: Decisions

    @classmethod
    def of(cls, rulings: Sequence[Ruling]) -> Self:
        """The points table that comes with dateline, and the rulings that stand.

        Raises:
            CodebookError: if the points table is broken.
        """
        return cls(load_weights(), decide(rulings))

    def counted(self, claims: Iterable[ResolvableClaim | tuple[Claim, DocumentFacts]]) -> dict[str, ResolvableClaim]:
        """By id, the claims that make incidents: news that nobody retracted, with the values that people set."""
        each = {claim.id: ResolvableClaim(claim, document) for claim, document in claims}
        amended = {claim_id: corrected(pair, self.decisions.corrections.get(claim_id, ())) for claim_id, pair in each.items()}
        return {
            claim_id: pair
            for claim_id, pair in amended.items()
            if pair.claim.status.label in NEWS
            and claim_id not in self.decisions.struck
            and pair.document.id not in self.decisions.retracted
            and not pair.document.superseded
        }

    def tellings(self, pairs: Mapping[str, ResolvableClaim]) -> list[Item]:
        """The tellings that counted claims make; all claims of a document have to be given at once."""
        return tellings((make_item(pairs[claim_id], self.weights) for claim_id in sorted(pairs)), self.weights, self.decisions.told)

    def same(self, telling_of: Mapping[str, str]) -> list[tuple[str, str]]:
        """Pairs of tellings that people ruled to be the same, by the claims that tellings hold."""
        return same_tellings(self.decisions.same, telling_of)

    def groups(self, items: Sequence[Item], found: Sequence[Edge], same: Iterable[tuple[str, str]]) -> list[list[Item]]:
        """The groups of one component that make incidents: not those that are told only in passing."""
        made = cluster(items, found, self.weights, self.decisions.told, same)
        return [group for group in made if not all(item.in_passing for item in group)]

    def incident(self, group: Sequence[ResolvableClaim], bearing: Mapping[str, Sequence[Ruling]]) -> Incident:
        """The incident that a group of claims tells of, as people ruled on it."""
        return ruled(merge(group), group, bearing)


def resolve(claims: Iterable[ResolvableClaim | tuple[Claim, DocumentFacts]], rulings: Sequence[Ruling] = ()) -> list[Incident]:
    """Work out the incidents that claims tell of: a pure function, the same for any order and for repeated claims.

    Only claims of news (``dateline.model.NEWS``) make incidents. All others stay claims.

    Args:
        claims: the claims, each with the provenance of its document.
        rulings: what people decided.

    Returns:
        Incidents by first possible day (unknown last), then id.

    Raises:
        CodebookError: if the points table is broken.
    """
    rules = Rules.of(rulings)
    pairs = rules.counted(claims)
    items = rules.tellings(pairs)
    of = {item.id: item for item in items}
    found = edges(items, rules.weights, rules.decisions.told)
    same = rules.same({claim_id: item.id for item in items for claim_id in item.claim_ids})
    bearing = rules.decisions.bearing(pairs)
    incidents = []
    parts = components(of, [(one.one, one.other) for one in found] + same)
    by_part = {one: number for number, part in enumerate(parts) for one in part}
    edges_of: list[list[Edge]] = [[] for _ in parts]
    for one in found:
        edges_of[by_part[one.one]].append(one)
    same_of: list[list[tuple[str, str]]] = [[] for _ in parts]
    for pair in same:
        same_of[by_part[pair[0]]].append(pair)
    for part, part_edges, part_same in zip(parts, edges_of, same_of, strict=True):
        for group in rules.groups([of[one] for one in part], part_edges, part_same):
            incidents.append(rules.incident([pairs[claim_id] for item in group for claim_id in item.claim_ids], bearing))
    return sorted(incidents, key=first_day)


def first_day(incident: Incident) -> tuple[str, str]:
    """What incidents are sorted by: the first possible day (unknown last), then the id."""
    day = (incident.time.start or incident.time.end) if incident.time is not None else None
    return (day.isoformat() if day is not None else "9999", incident.id)


def explain(one: ResolvableClaim | tuple[Claim, DocumentFacts], other: ResolvableClaim | tuple[Claim, DocumentFacts]) -> Weight:
    """The evidence for and against two claims being about one incident, reason by reason."""
    weights = load_weights()
    return weigh(make_item(ResolvableClaim(*one), weights), make_item(ResolvableClaim(*other), weights), weights)
