"""Who is said to have done it: how each actor is tied to the deed, by whom, and whether the claims contest one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Literal

from dateline.grounding.actors import same_actor
from dateline.model import ActorRole, Attribution, Claim, IncidentActor, Stance
from dateline.resolving.facts import ResolvableClaim, only_heard
from dateline.resolving.speakers import said_by

ORDER: tuple[Attribution, ...] = ("admitted", "claimed", "stated", "blamed", "suspected", "denied")
"""Surest first: what the actor itself owns up to, what is told as a fact, what others say."""

_CLASS: dict[str, Attribution] = {
    "stated": "stated",
    "accused_by_authorities": "blamed",
    "accused": "blamed",
    "suspected": "suspected",
    "possible": "suspected",
    "denied": "denied",
    "cleared": "denied",
}
_STATE_SECTORS = frozenset(("GOV", "MIL", "COP", "SPY"))


def attribution(part: ActorRole, claim: Claim) -> Attribution:
    """How one claim ties one source to the deed.

    A claim of responsibility is an admission where a state or its branch makes it, or where the harm was not meant.
    """
    if part.responsibility == "claimed":
        state = part.actor.kind == "country" or part.actor.sector in _STATE_SECTORS
        accident = claim.accidental is not None and claim.accidental.value
        return "admitted" if state or accident else "claimed"
    return _CLASS[part.responsibility or "stated"]


def stances(pairs: Sequence[ResolvableClaim]) -> dict[str, tuple[Stance, ...]]:
    """By actor id: how the claims tie each source to the deed, surest first."""
    names: dict[tuple[str, Attribution], set[str]] = defaultdict(set)
    ids: dict[tuple[str, Attribution], set[str]] = defaultdict(set)
    for claim, document in pairs:
        for part in claim.role("source"):
            if part.responsibility is None and only_heard(part):
                continue  # how sure the report is of them, nobody read
            kind = attribution(part, claim)
            key = (part.actor.id, kind)
            ids[key].add(claim.id)
            if part.said_by is not None:
                names[key].add(part.said_by)
            elif kind in ("claimed", "admitted"):
                names[key].add(part.actor.name)
            else:
                names[key].update(said_by(claim, document))
    found: dict[str, list[Stance]] = defaultdict(list)
    for actor_id, kind in sorted(ids, key=lambda key: (key[0], ORDER.index(key[1]))):
        key = (actor_id, kind)
        found[actor_id].append(Stance(attribution=kind, said_by=tuple(sorted(names[key])), claim_ids=tuple(sorted(ids[key]))))
    return {actor_id: tuple(made) for actor_id, made in found.items()}


def overall(actors: Sequence[IncidentActor]) -> Attribution | Literal["contested"] | None:
    """How the deed is tied to named actors, over all claims; see ``Incident.attribution``."""
    named = [part for part in actors if part.role == "source" and part.actor.kind != "generic" and part.stances]
    if not named:
        return None
    accused = [part for part in named if any(stance.attribution != "denied" for stance in part.stances)]
    if not accused:
        return "denied"
    if any(stance.attribution == "denied" for part in accused for stance in part.stances) or _rivals(accused):
        return "contested"
    return min((stance.attribution for part in accused for stance in part.stances), key=ORDER.index)


def _rivals(accused: Sequence[IncidentActor]) -> bool:
    """Whether two of them exclude one another and no claim names both as acting together."""
    return any(
        one.actor.id < other.actor.id and same_actor(one.actor, other.actor) == "different" and not set(one.claim_ids) & set(other.claim_ids)
        for one in accused
        for other in accused
    )
