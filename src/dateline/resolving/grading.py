"""Grades: published, versioned rules that print their reasons. The rules are data: ``grades.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple, get_args

from pydantic import BaseModel, ConfigDict, ValidationError

from dateline.model import PRECISION_ORDER, Grade, Incident, TimePrecision
from dateline.model.errors import CodebookError

_TIMES: tuple[TimePrecision, ...] = get_args(TimePrecision)


class Fact(NamedTuple):
    """One fact about an incident that a rule may ask for: its value, and a sentence that tells it."""

    value: Any
    says: str


class _Profile(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    rule: str
    toll_rule: str
    grade: tuple[dict[str, Any], ...]


def grade_names() -> tuple[str, ...]:
    """Every grade that a profile can give, in the order of the rules; no two profiles share one."""
    return tuple(entry["grade"] for profile in load_profiles() for entry in profile.grade)


def grades(incident: Incident) -> tuple[Grade, ...]:
    """What every profile makes of an incident.

    Raises:
        CodebookError: if the file of rules is broken.
    """
    facts = {name: fact(incident) for name, fact in FACTS.items()}
    return tuple(_grade(profile, facts) for profile in load_profiles())


def _grade(profile: _Profile, facts: Mapping[str, Fact]) -> Grade:
    asked: dict[str, None] = {}
    for entry in profile.grade:
        conditions = _conditions(entry)
        asked |= dict.fromkeys(conditions)
        if all(_holds(facts[name], wanted, name) for name, wanted in conditions.items()):
            # What the grades before it asked for is a reason too: it is why those were not given.
            reasons = tuple(facts[name].says for name in asked) or ("No condition has to be met.",)
            return Grade(
                profile=profile.name, rule=profile.rule, grade=entry["grade"], meaning=entry["meaning"], reasons=reasons, toll_rule=profile.toll_rule
            )
    raise CodebookError(f"grades.toml: no grade of the profile {profile.name!r} fits; end it with a grade without conditions.")


def _conditions(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {name: wanted for name, wanted in entry.items() if name not in ("grade", "meaning")}


def _holds(fact: Fact, wanted: Any, name: str) -> bool:
    if isinstance(wanted, dict):
        return fact.value is not None and all(_compare(fact.value, bound, side, name) for side, bound in wanted.items())
    return bool(fact.value in wanted if isinstance(wanted, list) else fact.value == wanted)


def _compare(value: Any, bound: Any, side: str, name: str) -> bool:
    """Numbers by size; precisions from coarse to fine."""
    if name == "time_precision":
        value, bound = -_TIMES.index(value), -_TIMES.index(bound)
    elif name == "place_precision":
        value, bound = -PRECISION_ORDER.index(value), -PRECISION_ORDER.index(bound)
    return bool(value >= bound if side == "at_least" else value <= bound)


@cache
def load_profiles() -> tuple[_Profile, ...]:
    """The rules that come with dateline.

    Raises:
        CodebookError: if the file breaks its own rules.
    """
    try:
        raw = tomllib.loads(files("dateline.resolving").joinpath("grades.toml").read_text(encoding="utf-8"))
        profiles = tuple(_Profile.model_validate(entry) for entry in raw["profile"])
    except (tomllib.TOMLDecodeError, ValidationError, KeyError) as error:
        raise CodebookError(f"resolving/grades.toml: {error}. Restore the file that came with dateline, or correct the entry named above.") from error
    for profile in profiles:
        for entry in profile.grade:
            unknown = [name for name in _conditions(entry) if name not in FACTS]
            if unknown:
                raise CodebookError(
                    f"resolving/grades.toml, profile {profile.name!r}: got the fact {unknown[0]!r}, expected one of {', '.join(FACTS)}."
                )
    return profiles


def _type(incident: Incident) -> Fact:
    return Fact(incident.type, f"The event is of type {incident.type}.")


def _status(incident: Incident) -> Fact:
    return Fact(incident.status, "It happened, as told." if incident.status == "actual" else "It was tried and failed.")


def _harmful(incident: Incident) -> Fact:
    """Whether anybody was harmed, or it was an attack: of an attack without figures it is not known."""
    harmed = any(value != 0 for toll in incident.tolls for value in (toll.low, toll.best, toll.high) if value is not None)
    attack = incident.type == "ASSAULT"
    return Fact(harmed or attack, "Harm is told." if harmed else "It was an attack; no harm is told." if attack else "No harm is told.")


def _attribution(incident: Incident) -> Fact:
    named = [part for part in incident.actors if part.role == "source" and part.actor.kind != "generic" and part.stances]
    if incident.attribution is None:
        return Fact(None, "Nobody is named who did it.")
    told = [
        f"{part.actor.name}: {stance.attribution}" + (f" by {', '.join(stance.said_by)}" if stance.said_by else "")
        for part in named
        for stance in part.stances
    ]
    return Fact(incident.attribution, f"Who did it is {incident.attribution} ({'; '.join(told)}).")


def _origins(incident: Incident) -> Fact:
    """Origins that are not the perpetrator itself."""
    accused = [part.actor.name for part in incident.actors if part.role == "source" and part.actor.kind != "generic"]
    others = [origin.name for origin in incident.origins if not {origin.name, *origin.names} & set(accused)]
    many = "origin that is not the perpetrator tells" if len(others) == 1 else "origins that are not the perpetrator tell"
    return Fact(len(others), f"{len(others)} {many} it" + (f": {', '.join(others)}." if others else "."))


def _civilians(incident: Incident) -> Fact:
    told = [
        f"{word.says} by word of {', '.join(word.said_by) or 'a report'}" + (" (the perpetrator's own word)" if word.own_word else "")
        for word in incident.civilian_words
    ]
    return Fact(incident.civilian_status, f"Those harmed: {incident.civilian_status}" + (f" ({'; '.join(told)})." if told else "."))


def _killed(incident: Incident) -> Fact:
    toll = incident.total("killed")
    number = None if toll is None else toll.low if toll.low is not None else toll.best
    return Fact(number, "No report tells how many were killed." if number is None else f"At least {number} killed by the lowest figure told.")


def _organised(incident: Incident) -> Fact:
    kinds = ("country", "agent", "group")
    names = [part.actor.name for part in incident.actors if part.role == "source" and part.actor.kind in kinds and _stands(part.stances)]
    return Fact(bool(names), f"Organised and named: {', '.join(names)}." if names else "No organised actor is named.")


def _stands(told: Any) -> bool:
    return any(stance.attribution != "denied" for stance in told)


def _time(incident: Incident) -> Fact:
    if incident.time is None:
        return Fact(None, "The time is unknown.")
    return Fact(incident.time.precision, f"The time is {incident.time}, to the precision of: {incident.time.precision.replace('_', ' ')}.")


def _place(incident: Incident) -> Fact:
    if incident.place is None:
        return Fact(None, "The place is unknown.")
    return Fact(incident.place.precision, f"The place is {incident.place.name}, to the precision of: {incident.place.precision}.")


FACTS: dict[str, Callable[[Incident], Fact]] = {
    "type": _type,
    "status": _status,
    "harmful": _harmful,
    "attribution": _attribution,
    "origins": _origins,
    "civilian_status": _civilians,
    "killed": _killed,
    "organised": _organised,
    "time_precision": _time,
    "place_precision": _place,
}
"""Every fact that a rule may ask for."""
