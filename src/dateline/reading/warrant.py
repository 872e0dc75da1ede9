"""Whether an event may stand in a report that has no word of violence: by who did it to whom.

Real reports of conflict have such words somewhere, and there everything is believed. Where a text has none, "hit", "killed" and "fought"
mostly speak of games, markets, accidents and animals; they stand only where people are told to have done it to people.
"""

from __future__ import annotations

from dateline.model import NEWS
from dateline.reading.cast import Cast, Party
from dateline.reading.drafts import VIOLENT, Draft
from dateline.reading.literal import accident_beside, by_a_thing, by_nature, can_be_attacked, is_weak, tells_of_force
from dateline.reading.told import ToldEvent
from dateline.reading.toll_words import harm_nouns

_STATE_OR_ARMED = frozenset(("GOV", "MIL", "COP", "SPY", "JUD", "LEG", "REB", "UAF", "PRM", "CRM"))
_PRIVATE = frozenset(("BUS", None))
_TWO = 2
"""Nobody consults alone, and it takes two to be at odds."""

_TAKEN = frozenset(("detained", "displaced", "released"))


def powers(cast: Cast) -> frozenset[str]:
    """The ids of the armed groups and branches of states that a report names."""
    return frozenset(
        actor.id for party in cast.everybody() for actor in party.actors() if actor.kind in ("agent", "group") and actor.sector in _STATE_OR_ARMED
    )


def powers_meet(cast: Cast) -> bool:
    """Whether a report names two armed groups or branches of states: then it is a report on politics, and no game."""
    return len(powers(cast)) >= _TWO


def is_power(party: Party) -> bool:
    """Whether a party is a branch of a state, an armed group or somebody of either."""
    return any(actor.sector in _STATE_OR_ARMED or actor.kind in ("group", "agent") for actor in party.actors())


def warranted(event: ToldEvent) -> bool:
    """Whether the parties of an event make it believable without a word of violence in the report."""
    drafts = event.drafts
    if all(draft.status.label not in NEWS for draft in drafts):
        return True  # what is not counted needs no warrant
    if drafts[0].type == VIOLENT:
        return any(_violence(draft) for draft in drafts)
    if drafts[0].type == "COERCE":
        return any(_force(draft) for draft in drafts)
    return any(_said_or_done(draft) for draft in drafts)


def _said_or_done(draft: Draft) -> bool:
    """Whether somebody who is more than a business says or does it; who acts must be told where the verb has a subject."""
    if draft.event is not None and draft.event.entry.own is not None:
        return True
    doers = draft.sources or (draft.targets if draft.event is not None and draft.event.form not in ("active", "participial") else ())
    if draft.type == "CONSULT" and draft.place is None and len(draft.sources) + len(draft.targets) < _TWO:
        return False
    return any(not _private(party) for party in doers)


def between_powers(event: ToldEvent) -> bool:
    """Whether two states, armed groups or bodies of states have to do with each other: what a text on trade or nature may tell of that counts."""
    return any(
        len(
            {
                actor.id
                for party in (*draft.sources, *draft.targets)
                for actor in party.actors()
                if actor.kind in ("country", "group", "agent") or actor.sector in _STATE_OR_ARMED
            }
        )
        >= _TWO
        for draft in event.drafts
    )


def people_hurt_by_force(events: list[ToldEvent]) -> bool:
    """Whether one event of a report harms people, and a word of force stands beside it: "killed in the raid", "a shell hit ..., wounding three"."""
    return any(
        any(map(_harms_people, event.drafts))
        and any(tells_of_force(draft.sentence.span) and not accident_beside(draft.sentence.span) for draft in event.drafts)
        and not any(draft.event is not None and by_nature(draft.event) for draft in event.drafts)
        for event in events
    )


def _harms_people(draft: Draft) -> bool:
    harm = draft.event is not None and draft.event.entry.harm is not None
    return bool(draft.tolls) or (harm and any(map(_human, draft.targets)))


def _violence(draft: Draft) -> bool:
    if draft.event is None:
        return any(toll.harm == "killed" for toll in draft.tolls) and (not _counts_things(draft)) and not accident_beside(draft.sentence.span)
    if not is_weak(draft.event):
        return True
    suffers = any(map(_human, draft.targets)) or any(can_be_attacked(token) for token in draft.event.targets)
    if suffers and (draft.event.form == "nominal" or any(map(_acts, draft.sources)) or any(token.tag_ == "PRP" for token in draft.event.sources)):
        return True
    killed = draft.event.entry.harm == "killed" or any(toll.harm == "killed" for toll in draft.tolls)
    people = any(map(_human, draft.targets)) or (bool(draft.tolls) and not _counts_things(draft))
    return killed and people and not by_a_thing(draft.event) and not accident_beside(draft.sentence.span)


def _counts_things(draft: Draft) -> bool:
    """Whether what is counted is no people: "thousands of chickens"."""
    known = [party for party in draft.targets if party.actors()]  # "57" alone says nothing of what it counts
    if known:
        return not any(map(_human, known))
    return all(toll.anchor.tag_ in ("NN", "NNS") and toll.anchor.lower_ not in harm_nouns() for toll in draft.tolls)


def _force(draft: Draft) -> bool:
    if draft.event is None or draft.event.entry.own is not None:
        return draft.event is not None
    if draft.sources:
        return any(
            actor.sector in _STATE_OR_ARMED or actor.kind in ("country", "group", "agent") for party in draft.sources for actor in party.actors()
        )
    return draft.event.entry.harm in _TAKEN and any(map(_human, draft.targets))


def _acts(party: Party) -> bool:
    """Whether a party can have meant it: people and bodies, not things that a text gives a name."""
    return _human(party) or any(actor.kind in ("country", "group", "agent", "organisation") for actor in party.actors())


def _human(party: Party) -> bool:
    return any(actor.kind in ("person", "group", "agent") or (actor.kind == "generic" and actor.sector is not None) for actor in party.actors())


def _private(party: Party) -> bool:
    """Whether a party is only a business, or described by a word that no list knows."""
    return all(actor.kind == "generic" and actor.sector in _PRIVATE for actor in party.actors())
