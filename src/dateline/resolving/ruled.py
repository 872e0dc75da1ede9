"""Incidents as people ruled on them: verdicts, corrections beside the machine's reading, and what has come up since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, get_args

from dateline.model import (
    Actor,
    Claim,
    Correction,
    Harm,
    Incident,
    IncidentActor,
    IncidentToll,
    Place,
    Role,
    Ruling,
    RulingFlag,
    TimeSpan,
    TollPick,
    VictimClass,
)
from dateline.resolving.corrected import ruling_rule
from dateline.resolving.facts import ResolvableClaim
from dateline.resolving.figures import bounds
from dateline.resolving.grading import grades
from dateline.resolving.perpetrators import overall
from dateline.resolving.summaries import summarise
from dateline.resolving.toll_rules import RULES
from dateline.resolving.weighing import distance_km

_HARMS: tuple[Harm, ...] = get_args(Harm)
_ROLES: tuple[Role, ...] = get_args(Role)
_CLASSES: tuple[VictimClass, ...] = get_args(VictimClass)
_ELSEWHERE_KM = 10.0
"""Kilometres that a later claim's place may lie from a ruled one, beyond the radius of both, before it speaks against it."""


def ruled(incident: Incident, pairs: Sequence[ResolvableClaim], bearing: Mapping[str, Sequence[Ruling]]) -> Incident:
    """Apply the rulings that bear on an incident.

    Args:
        incident: what the claims give.
        pairs: its claims.
        bearing: by claim id, the rulings that bear on it; see :meth:`dateline.resolving.decisions.Decisions.bearing`.
    """
    found = {ruling.id: ruling for claim_id in incident.claim_ids for ruling in bearing.get(claim_id, ())}
    rulings = sorted(found.values(), key=lambda ruling: ruling.order)
    if not rulings:
        return incident
    flags: list[RulingFlag] = []
    corrections: dict[str, Correction] = {}
    changed = incident
    verdict: Ruling | None = None
    for ruling in rulings:
        if ruling.kind in ("discount", "confirm") and any(subject.startswith("i-") for subject in ruling.subjects):
            verdict = ruling
        elif ruling.kind == "class":
            changed, correction = _classed(changed, ruling)
            corrections[correction.field] = correction
        elif ruling.kind == "correct" and ruling.field is not None and ruling.subjects[0].startswith("i-"):
            machine = corrections[ruling.field].machine if ruling.field in corrections else machine_value(incident, ruling.field)
            changed = _set(changed, ruling.field, ruling.value, ruling)
            corrections[ruling.field] = Correction(ruling_id=ruling.id, field=ruling.field, value=ruling.value, machine=machine)
    for correction in corrections.values():
        flags += _against(found[correction.ruling_id], pairs)
    if verdict is not None:
        flags += _since(verdict, pairs)
    changed = changed.model_copy(
        update={
            "verdict": None if verdict is None else "confirmed" if verdict.kind == "confirm" else "discounted",
            "corrections": tuple(corrections[field] for field in sorted(corrections)),
            "flags": tuple(sorted(flags, key=lambda flag: (found[flag.ruling_id].order, flag.claim_ids))),
            "ruling_ids": tuple(ruling.id for ruling in rulings),
            "previous_ids": _previous(incident, rulings),
        }
    )
    if corrections:
        changed = changed.model_copy(update={"attribution": overall(changed.actors)})
        changed = changed.model_copy(update={"grades": grades(changed)})
    return changed.model_copy(update={"summary": summarise(changed)})


def _previous(incident: Incident, rulings: Sequence[Ruling]) -> tuple[str, ...]:
    mine = set(incident.claim_ids)
    named = {subject for ruling in rulings for subject in ruling.subjects if subject.startswith("i-")}
    return tuple(sorted(one for one in named if one != incident.id and "c-" + one[2:] in mine))


def machine_value(incident: Incident, field: str) -> Any:
    """A field of an incident as a ruling writes it; None where it is unknown."""
    harm, _, victim_class = field.partition(".")
    if harm in _HARMS:
        toll = next((toll for toll in incident.tolls if toll.harm == harm and toll.victim_class == (victim_class or None)), None)
        if toll is None:
            return None
        return {name: number for name in ("low", "best", "high") if (number := getattr(toll, name)) is not None}
    if field in _ROLES:
        return [part.actor.to_dict() for part in incident.actors if part.role == field] or None
    value = getattr(incident, field)
    return value.to_dict() if isinstance(value, Place | TimeSpan) else value


def _set(incident: Incident, field: str, value: Any, ruling: Ruling) -> Incident:
    harm, _, victim_class = field.partition(".")
    if harm in _HARMS:
        return incident.model_copy(update={"tolls": _with_toll(incident.tolls, harm, victim_class or None, value, ruling)})
    if field in _ROLES:
        return incident.model_copy(update={"actors": _with_actors(incident.actors, field, value or ())})
    if field == "type":
        return incident if value == incident.type else incident.model_copy(update={"type": value, "mode": None, "like": None})
    made = (
        None if value is None else Place.model_validate(value) if field == "place" else TimeSpan.model_validate(value) if field == "time" else value
    )
    return incident.model_copy(update={field: made})


def _with_toll(
    tolls: tuple[IncidentToll, ...], harm: str, victim_class: str | None, value: dict[str, int] | None, ruling: Ruling
) -> tuple[IncidentToll, ...]:
    old = next((toll for toll in tolls if (toll.harm, toll.victim_class) == (harm, victim_class)), None)
    others = [toll for toll in tolls if toll is not old]
    numbers = {name: (value or {}).get(name) for name in ("low", "best", "high")}
    rule = ruling_rule(ruling.id)
    picks = tuple(_ruled_pick(name, numbers) for name in RULES)
    if old is not None:
        others.append(old.model_copy(update={**numbers, "rule": rule, "picks": picks}))
    elif value is not None:
        others.append(IncidentToll.model_validate({"harm": harm, "victim_class": victim_class, "rule": rule, "picks": picks, **numbers}))
    return tuple(sorted(others, key=_toll_order))


def _ruled_pick(rule: str, numbers: Mapping[str, int | None]) -> TollPick:
    """What a published rule makes of a figure that a person set: that figure; of a range without a best one the rule of the lowest takes the low."""
    lowest = numbers["low"] if rule.startswith("lowest/") else None
    return TollPick(rule=rule, low=numbers["low"], best=lowest if numbers["best"] is None else numbers["best"], high=numbers["high"])


def _toll_order(toll: IncidentToll) -> tuple[int, int]:
    return (_HARMS.index(toll.harm), -1 if toll.victim_class is None else _CLASSES.index(toll.victim_class))


def _with_actors(actors: tuple[IncidentActor, ...], role: str, value: Sequence[Any]) -> tuple[IncidentActor, ...]:
    """One role's actors replaced; what claims say of an actor that stays is kept."""
    old = {part.actor.id: part for part in actors if part.role == role}
    wanted = [Actor.model_validate(one) for one in value]
    parts = [old[actor.id] if actor.id in old else IncidentActor(role=role, actor=actor) for actor in wanted]
    return tuple(sorted([*(part for part in actors if part.role != role), *parts], key=lambda part: _ROLES.index(part.role)))


def _classed(incident: Incident, ruling: Ruling) -> tuple[Incident, Correction]:
    """The people of one figure put into another class: those of ``killed``, or of the class in ``killed.militant``."""
    harm, _, old_class = str(ruling.field).partition(".")
    old = next((toll for toll in incident.tolls if (toll.harm, toll.victim_class) == (harm, old_class or None)), None)
    field = f"{harm}.{ruling.value}"
    correction = Correction(
        ruling_id=ruling.id, field=field, value=machine_value(incident, str(ruling.field)), machine=machine_value(incident, field)
    )
    if old is None:
        return incident, correction
    gone = {(harm, ruling.value), *({(harm, old_class)} if old_class else set())}
    kept = [toll for toll in incident.tolls if (toll.harm, toll.victim_class) not in gone]
    moved = old.model_copy(update={"victim_class": ruling.value, "rule": ruling_rule(ruling.id)})
    return incident.model_copy(update={"tolls": tuple(sorted([*kept, moved], key=_toll_order))}), correction


def newcomers(ruling: Ruling, pairs: Sequence[ResolvableClaim]) -> list[ResolvableClaim]:
    """Claims of documents of which the ruling knew no claim; none where it does not tell what it knew."""
    if ruling.held is None:
        return []
    known = {claim_id for held in ruling.held for claim_id in held}
    documents = {pair.document.id for pair in pairs if pair.claim.id in known}
    return [pair for pair in pairs if pair.claim.id not in known and pair.document.id not in documents]


def _since(verdict: Ruling, pairs: Sequence[ResolvableClaim]) -> list[RulingFlag]:
    new = newcomers(verdict, pairs)
    if not new:
        return []
    done = "confirmed" if verdict.kind == "confirm" else "discounted"
    reports = len({pair.document.id for pair in new})
    says = f"{reports} report{'s' if reports > 1 else ''} came in after it was {done}"
    return [RulingFlag(ruling_id=verdict.id, says=says, claim_ids=tuple(sorted(pair.claim.id for pair in new)))]


def _against(ruling: Ruling, pairs: Sequence[ResolvableClaim]) -> list[RulingFlag]:
    """One flag for each thing that later claims say against a correction."""
    told: dict[str, list[str]] = {}
    for pair in newcomers(ruling, pairs):
        says = _objection(ruling, pair.claim)
        if says is not None:
            told.setdefault(says, []).append(pair.claim.id)
    return [RulingFlag(ruling_id=ruling.id, says=says, claim_ids=tuple(sorted(ids))) for says, ids in sorted(told.items())]


def _objection(ruling: Ruling, claim: Claim) -> str | None:
    field, value = str(ruling.field), ruling.value
    if ruling.kind == "class":
        told = sorted({toll.victim_class for toll in claim.tolls if toll.harm == field.partition(".")[0]} - {value, "undetermined"})
        return f"a later report tells of {', '.join(told)}" if told else None
    if field in _HARMS:
        span = bounds(claim, field)
        return None if span is None else _other_figure(field, value, span)
    if field == "place" and claim.place is not None and value is not None:
        ruled_place, told_place = Place.model_validate(value), claim.place.place
        distance = distance_km(ruled_place, told_place)
        reach = _ELSEWHERE_KM + (ruled_place.radius_km or 0) + (told_place.radius_km or 0)
        far = (
            distance > reach
            if distance is not None
            else None not in (ruled_place.country, told_place.country) and (ruled_place.country != told_place.country)
        )
        return f"a later report has {told_place.name}, not {ruled_place.name}" if far else None
    if field == "time" and claim.time is not None and value is not None:
        ruled_time = TimeSpan.model_validate(value)
        return None if ruled_time.overlaps(claim.time.span) else f"a later report has {claim.time.span}, not {ruled_time}"
    if field in ("type", "mode"):
        said = claim.event.type if field == "type" else claim.event.mode
        return f"a later report has the {field} {said}, not {value}" if said not in (None, value) else None
    if field in _ROLES:
        known = {actor["id"] for actor in value or ()}
        others = sorted(part.actor.name for part in claim.role(field) if part.actor.kind != "generic" and part.actor.id not in known)
        return f"a later report names {', '.join(dict.fromkeys(others))} as {field}" if others else None
    if field == "accidental" and claim.accidental is not None and claim.accidental.value != value:
        return f"a later report says that it was {'' if claim.accidental.value else 'not '}an accident"
    if field == "weapon" and claim.weapon is not None and claim.weapon.code != value:
        return f"a later report has {claim.weapon.code}, not {value}"
    return None


def _other_figure(field: str, value: dict[str, int] | None, span: tuple[int | None, int | None]) -> str | None:
    low, high = span
    said = f"at most {high}" if low is None else f"at least {low}" if high is None else str(low) if low == high else f"{low} to {high}"
    if value is None:
        return f"a later report tells of {said} {field}"
    first = value.get("low", value.get("best"))
    last = value.get("high", value.get("best"))
    below = high is not None and first is not None and high < first
    above = low is not None and last is not None and low > last
    ruled_words = f"{first}" if first == last else f"{'' if first is None else first}–{'' if last is None else last}"
    return f"a later report tells of {said} {field}, not {ruled_words}" if below or above else None
