"""Claims as people corrected them: what counts from then on. The claim that was read is kept unchanged in the store."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args

from dateline.model import Actor, ActorRole, Claim, ClaimPlace, ClaimTime, Count, Flag, Harm, Place, Role, Ruling, TimeSpan, Toll, Weapon
from dateline.resolving.facts import ResolvableClaim

_ROLES = get_args(Role)
_HARMS = get_args(Harm)


def ruling_rule(ruling_id: str) -> str:
    """What stands as the rule of a value that a person set."""
    return f"ruling:{ruling_id}"


def corrected(pair: ResolvableClaim, rulings: Iterable[Ruling]) -> ResolvableClaim:
    """A claim with the values that people set on it; they rest on the words of the value they replace, else on the claim's own."""
    claim = pair.claim
    for ruling in rulings:
        if ruling.kind == "correct" and ruling.subjects == (claim.id,) and ruling.field is not None:
            claim = claim.model_copy(update=_update(claim, ruling.field, ruling))
    return ResolvableClaim(claim, pair.document)


def _update(claim: Claim, field: str, ruling: Ruling) -> dict[str, Any]:
    value = ruling.value
    ground = {"evidence": claim.evidence, "rule": ruling_rule(ruling.id)}

    def on(old: Any) -> dict[str, Any]:
        return ground | ({"evidence": old.evidence} if old is not None else {})

    harm, _, victim_class = field.partition(".")
    if harm in _HARMS:
        return {"tolls": _tolls(claim, harm, victim_class or None, value, ground)}
    if field in _ROLES:
        actors = [ActorRole.model_validate(ground | {"role": field, "actor": one, "words": Actor.model_validate(one).name}) for one in value or ()]
        return {"actors": (*(part for part in claim.actors if part.role != field), *actors)}
    if field == "type" and value != claim.event.type:
        return {"event": claim.event.model_copy(update={"type": value, "mode": None, "like": None, "rule": ground["rule"]})}
    if field in ("type", "mode"):
        return {"event": claim.event.model_copy(update={field: value, "rule": ground["rule"]})}
    if field == "status":
        return {"status": claim.status.model_copy(update={"label": value, "rule": ground["rule"]})}
    if value is None:
        return {field: None}
    made: Any
    if field == "place":
        old_place = claim.place
        place = Place.model_validate(value)
        made = ClaimPlace.model_validate(on(old_place) | {"place": place, "words": old_place.words if old_place else place.name})
    elif field == "time":
        old_time = claim.time
        span = TimeSpan.model_validate(value)
        made = ClaimTime.model_validate(on(old_time) | {"span": span, "words": old_time.words if old_time else str(span)})
    elif field == "weapon":
        made = Weapon.model_validate(on(claim.weapon) | {"code": value, "words": claim.weapon.words if claim.weapon else value})
    else:
        made = Flag.model_validate(on(claim.accidental) | {"value": value})
    return {field: made}


def _tolls(claim: Claim, harm: str, victim_class: str | None, value: Any, ground: dict[str, Any]) -> tuple[Toll, ...]:
    """The figures of one harm (of one class, where told) replaced by one figure; none where it is unknown."""
    scopes = ("incident",) if victim_class is None else ("incident", "part")

    def replaced(toll: Toll) -> bool:
        return toll.harm == harm and toll.scope in scopes and victim_class in (None, toll.victim_class)

    old = [toll for toll in claim.tolls if replaced(toll)]
    kept = tuple(toll for toll in claim.tolls if not replaced(toll))
    if value is None:
        return kept
    low, high = value.get("low"), value.get("high")
    kind = "exact" if low == high else "at_least" if high is None else "at_most" if low is None else "between"
    words = f"{low if low is not None else ''}{'' if low == high else f'–{high}' if high is not None else '+'}"
    toll = Toll.model_validate(
        ground
        | ({"evidence": old[0].evidence} if old else {})
        | {
            "harm": harm,
            "count": Count.model_validate({"low": low, "high": high, "kind": kind, "words": old[0].count.words if old else words}),
            "victims": old[0].victims if old else None,
            "victim_class": victim_class or "undetermined",
            "scope": "incident" if victim_class is None else "part",
        }
    )
    return (toll, *kept)
