"""ACLED's and UCDP's types of a claim or incident: the cross-walk of words, and what only the parties and the means can tell."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dateline.codebook.acled import AcledType, classify, load_walk
from dateline.codebook.facts import EventFacts, Side, side_of
from dateline.codebook.tomlfile import HERE, read_toml, tables, text, words
from dateline.model.errors import CodebookError

_ARMED: frozenset[Side] = frozenset(("state", "organised"))
_CLASH = "Armed clash"
_ATTACK = "Attack"
_REGAINS, _OVERTAKES = "Government regains territory", "Non-state actor overtakes territory"
_FORCE, _INTERVENTION, _PEACEFUL = "Excessive force against protesters", "Protest with intervention", "Peaceful protest"
_VIOLENT, _MOB = "Violent demonstration", "Mob violence"
_DEMONSTRATIONS = frozenset((_FORCE, _INTERVENTION, _PEACEFUL, _VIOLENT))


@dataclass(frozen=True, slots=True)
class UcdpType:
    """One of UCDP's three types of organised violence, and the rule that chose it. Whether anybody died is not asked here."""

    code: int
    name: str
    rule: str


def acled_type(facts: EventFacts) -> AcledType | None:
    """ACLED's event and sub-event type of an event.

    The cross-walk of words goes first. Then the parties decide what words leave open: a battle has armed people on both sides, an attack has
    civilians on one; ground is regained by the forces of the country that it lies in, and overtaken by anybody else, a foreign army among them;
    a protest at which the state harms protesters is met with excessive force, and one at which it holds some is intervened in
    (ACLED codebook, sections on event types and on actors).

    Returns:
        None where ACLED has no place for such an event, as for talks, statements and threats.
    """
    if facts.type not in _book().types:
        return None
    found = _by_words(facts)
    only = _book().only.get(facts.type)
    if only is not None:
        return found if found is not None and found.sub_event in only else None
    protest = _protest(facts, found)
    if protest is not None:
        return protest
    if facts.type != "ASSAULT":
        return _territory(facts, found)
    return _territory(facts, _by_sides(facts, _by_means(facts, found)))


def _by_words(facts: EventFacts) -> AcledType | None:
    """What the cross-walk makes of the words; names stand for pronouns, and for a group's name the word "rebels" where ground is taken."""
    told = " ".join((*(actor.name for actor in facts.sources), facts.words, *(actor.name for actor in facts.targets)))
    mode = facts.mode or _mode_of(facts.weapon)
    found = classify(facts.type, mode, told)
    if facts.source_sides() == {"organised"} and (found is None or found.sub_event not in (_REGAINS, _OVERTAKES)):
        taken = classify(facts.type, mode, f"rebels {told}")
        return taken if taken is not None and taken.sub_event == _OVERTAKES else found
    return found


def ucdp_type(facts: EventFacts) -> UcdpType | None:
    """UCDP's type of violence of an event: state-based, non-state or one-sided.

    Returns:
        None where the event is no use of armed force, or a side is unknown: UCDP needs to know who stood on both.
    """
    source, target = facts.source_sides(), facts.target_sides()
    if facts.type not in _ucdp_events() or not source & _ARMED or not target:
        return None
    if not target & _ARMED:
        return _kind(3, "an armed side against civilians")
    if "state" in source | target:
        return _kind(1, "two armed sides, a state among them")
    return _kind(2, "two armed sides, none a state")


def _protest(facts: EventFacts, found: AcledType | None) -> AcledType | None:
    """What a demonstration met with, where parties and harm tell it; None where it is no demonstration, or they do not."""
    protesters_harmed = {harm for harm, victims in facts.harmed if victims == "protester"}
    by_state = "state" in facts.source_sides()
    if facts.type == "ASSAULT" and by_state and protesters_harmed & {"killed", "injured"}:
        return _as(_FORCE, "state against protesters")
    if facts.type == "COERCE" and by_state and "detained" in protesters_harmed:
        return _as(_INTERVENTION, "protesters held")
    if facts.type == "PROTEST" and found is not None and found.sub_event == _PEACEFUL and facts.mode == "riot":
        return _as(_VIOLENT, "riot")
    if facts.type in ("ASSAULT", "PROTEST") and (found is None or found.sub_event not in _DEMONSTRATIONS) and _is_mob(facts):
        return _as(_MOB, "a crowd did it")
    return found if found is not None and found.sub_event in _DEMONSTRATIONS else None


def _by_sides(facts: EventFacts, found: AcledType | None) -> AcledType | None:
    """Battle or one-sided: by who stood on the two sides, where both are known."""
    source, target = facts.source_sides(), facts.target_sides()
    if found is None or found.sub_event not in (_CLASH, _ATTACK) or not source or not target:
        return found
    if source & _ARMED and target <= {"civilian"}:
        return _as(_ATTACK, "armed side against civilians")
    if source & _ARMED and target & _ARMED and "civilian" not in target:
        return _as(_CLASH, "armed on both sides")
    return found


def _territory(facts: EventFacts, found: AcledType | None) -> AcledType | None:
    """Whose the ground is now: the government's only where its own forces took it."""
    if found is None or found.sub_event not in (_REGAINS, _OVERTAKES) or not facts.source_sides() & _ARMED:
        return found
    at_home = any(side_of(actor) == "state" and (facts.country is None or actor.country in (None, facts.country)) for actor in facts.sources)
    return _as(_REGAINS if at_home else _OVERTAKES, "who took the ground")


def _by_means(facts: EventFacts, found: AcledType | None) -> AcledType | None:
    """What was fired decides, but in a fight on the ground, which is a battle whatever was fired."""
    means = _means(facts)
    if _book().melee.search(facts.words.lower()):
        shelled = found is not None and means is not None and found.sub_event == means
        return _as(_CLASH, "a fight on the ground") if shelled and _ARMED & facts.source_sides() and _ARMED & facts.target_sides() else found
    finer = facts.weapon is not None and facts.weapon in _book().means and ":" in facts.weapon
    if means is not None and (finer or found is None or found.sub_event in (_ATTACK, _CLASH)):
        return _as(means, "means")
    return found


def _means(facts: EventFacts) -> str | None:
    """The sub-event type of the weapon, finest code first, else of the mode."""
    code = facts.weapon
    while code:
        if code in _book().means:
            return _book().means[code]
        code = code.rpartition(":")[0]
    return _book().means.get(facts.mode or "")


def _mode_of(weapon: str | None) -> str | None:
    return weapon.partition(":")[0] if weapon else None


def _is_mob(facts: EventFacts) -> bool:
    return bool(facts.sources) and any(actor.kind == "generic" and actor.id.removeprefix("generic:") in _book().crowds for actor in facts.sources)


def _as(sub_event: str, why: str) -> AcledType:
    return AcledType(load_walk().events[sub_event], sub_event, f"parties: {why}")


def _kind(code: int, why: str) -> UcdpType:
    for entry in tables(read_toml(HERE / "ucdp.toml"), "kind", "ucdp.toml"):
        if entry.get("code") == code:
            return UcdpType(code, text(entry, "name", "ucdp.toml"), f"parties: {why}")
    raise CodebookError(f"ucdp.toml: no [[kind]] with the code {code}; restore the file that came with dateline")


@dataclass(frozen=True, slots=True)
class _Book:
    types: frozenset[str]
    means: Mapping[str, str]
    crowds: frozenset[str]
    melee: re.Pattern[str]
    only: Mapping[str, frozenset[str]]


@cache
def _book() -> _Book:
    raw = read_toml(HERE / "acled.toml")
    events = load_walk().events
    parties = raw.get("parties", {})
    means = raw.get("means", {})
    for code, sub_event in means.items():
        if sub_event not in events:
            raise CodebookError(f"acled.toml, [means], key {code!r}: got {sub_event!r}, expected one of {', '.join(events)}")
    melee = "|".join(map(re.escape, words(parties, "melee", "acled.toml, [parties]")))
    only = raw.get("only", {})
    return _Book(
        types=frozenset(words(parties, "types", "acled.toml, [parties]")),
        means=means,
        crowds=frozenset(words(parties, "crowds", "acled.toml, [parties]")),
        melee=re.compile(rf"\b(?:{melee})"),
        only={kind: frozenset(words(only, kind, "acled.toml, [only]")) for kind in only},
    )


@cache
def _ucdp_events() -> frozenset[str]:
    return frozenset(words(read_toml(HERE / "ucdp.toml"), "types", "ucdp.toml"))
