"""Who those harmed were, by claim. The perpetrator's own word that they were combatants never decides alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Literal

from dateline.grounding.actors import same_actor
from dateline.model import Actor, CivilianStatus, CivilianWord, Claim
from dateline.resolving.facts import ResolvableClaim
from dateline.resolving.speakers import said_by
from dateline.resolving.weights import load_weights

_Says = Literal["civilian", "combatant"]
_COMBATANT = frozenset(("military", "militant"))
_CIVILIAN_SECTORS = frozenset(("CVL", "REF", "AGR", "LAB", "BUS", "EDU", "MED", "JRN", "REL", "SOC"))
_ARMED_SECTORS = frozenset(("MIL", "REB", "UAF", "PRM"))


def civilian_words(pairs: Sequence[ResolvableClaim]) -> tuple[CivilianWord, ...]:
    """Who says that those harmed were civilians, who that they were combatants; the perpetrator's own word apart.

    Victim classes of the figures say it; where a claim has none, its targets do. Police are neither. The attackers' own dead say nothing.
    """
    accused = [part.actor for claim, _ in pairs for part in claim.role("source") if part.responsibility not in ("denied", "cleared")]
    ids: dict[tuple[_Says, bool], set[str]] = defaultdict(set)
    names: dict[tuple[_Says, bool], set[str]] = defaultdict(set)
    for claim, document in pairs:
        for says in sorted(_said(claim)):
            key = (says, _own_word(claim, accused))
            ids[key].add(claim.id)
            names[key].update(said_by(claim, document))
    return tuple(
        CivilianWord(says=says, said_by=tuple(sorted(names[says, own])), own_word=own, claim_ids=tuple(sorted(ids[says, own])))
        for says, own in sorted(ids)
    )


def civilian_status(words: Sequence[CivilianWord]) -> CivilianStatus:
    """What follows from these words; an admission that civilians were harmed counts, a claim that only combatants were does not."""
    civil = {claim_id for word in words if word.says == "civilian" for claim_id in word.claim_ids}
    armed = {claim_id for word in words if word.says == "combatant" and not word.own_word for claim_id in word.claim_ids}
    if civil and armed:
        return "mixed" if civil & armed else "disputed"
    if civil:
        return "civilian"
    if armed:
        return "combatant"
    return "disputed" if words else "unknown"


def _said(claim: Claim) -> set[_Says]:
    civilian = load_weights().victims.civilian
    classes = {toll.victim_class for toll in claim.tolls if toll.scope in ("incident", "part")}
    said: set[_Says] = set()
    if classes & civilian:
        said.add("civilian")
    if classes & _COMBATANT:
        said.add("combatant")
    if not said and classes <= {"undetermined"}:
        sectors = {part.actor.sector for part in claim.role("target")}
        if sectors & _CIVILIAN_SECTORS:
            said.add("civilian")
        if sectors & _ARMED_SECTORS:
            said.add("combatant")
    return said


def _own_word(claim: Claim, accused: Sequence[Actor]) -> bool:
    """Whether nobody but an accused actor says what the claim says."""
    speakers = [speaker.actor for speaker in claim.speakers]
    return bool(speakers) and all(speaker is not None and any(_same(speaker, actor) for actor in accused) for speaker in speakers)


def _same(speaker: Actor, actor: Actor) -> bool:
    if speaker.kind == "generic" or actor.kind == "generic":
        return False
    likeness = same_actor(speaker, actor)
    return likeness == "same" or (likeness == "compatible" and speaker.country is not None and speaker.country == actor.country)
