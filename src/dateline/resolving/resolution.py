"""Claims to incidents, and why."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

from dateline.model import NEWS, Claim, Incident, Ruling
from dateline.resolving.clustering import cluster
from dateline.resolving.corrected import corrected
from dateline.resolving.decisions import decide
from dateline.resolving.facts import DocumentFacts, ResolvableClaim
from dateline.resolving.items import make_item
from dateline.resolving.merging import merge
from dateline.resolving.ruled import ruled
from dateline.resolving.tellings import tellings, thin
from dateline.resolving.weighing import Weight, weigh
from dateline.resolving.weights import load_weights


@cache
def rules_id() -> str:
    """Names the rules by which claims become incidents: changes whenever a module or the points table of this room does."""
    room = files("dateline.resolving")
    digest = hashlib.sha256()
    for name in sorted(entry.name for entry in room.iterdir() if entry.name.endswith((".py", ".toml"))):
        digest.update(name.encode() + b"\0" + room.joinpath(name).read_bytes())
    return digest.hexdigest()[:16]


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
    weights = load_weights()
    each = {claim.id: ResolvableClaim(claim, document) for claim, document in claims}
    decisions = decide(rulings)
    amended = {claim_id: corrected(pair, decisions.corrections.get(claim_id, ())) for claim_id, pair in each.items()}
    pairs = {
        claim_id: pair
        for claim_id, pair in amended.items()
        if pair.claim.status.label in NEWS and claim_id not in decisions.struck and pair.document.id not in decisions.retracted
    }
    items = tellings((make_item(pairs[claim_id], weights) for claim_id in sorted(pairs)), weights, decisions.told)
    fullest: dict[str, float] = {}
    for item in items:
        fullest[item.document.id] = max(item.substance, fullest.get(item.document.id, 0.0))
    clusters = [group for group in cluster(items, weights, decisions.told, sorted(decisions.same)) if not thin(group, fullest.__getitem__, weights)]
    groups = [[pairs[claim.id] for item in group for claim in item.claims] for group in clusters]
    bearing = decisions.bearing(pairs)
    incidents = [ruled(merge(group), group, bearing) for group in groups]
    return sorted(incidents, key=_first_day)


def _first_day(incident: Incident) -> tuple[str, str]:
    day = (incident.time.start or incident.time.end) if incident.time is not None else None
    return (day.isoformat() if day is not None else "9999", incident.id)


def explain(one: ResolvableClaim | tuple[Claim, DocumentFacts], other: ResolvableClaim | tuple[Claim, DocumentFacts]) -> Weight:
    """The evidence for and against two claims being about one incident, reason by reason."""
    weights = load_weights()
    return weigh(make_item(ResolvableClaim(*one), weights), make_item(ResolvableClaim(*other), weights), weights)
