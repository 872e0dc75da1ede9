"""Whether two parties of a document can be the same people, by their names and by the words for them."""

from __future__ import annotations

from dateline.grounding.actors import Likeness, same_actor
from dateline.model import Actor
from dateline.reading import cues
from dateline.reading.cast import Party

ARMED = frozenset(("REB", "UAF", "PRM"))
"""Sectors of those who fight, and are no state's forces."""


def likeness(some: tuple[Party, ...], others: tuple[Party, ...]) -> Likeness | None:
    """The best likeness between any of the one and any of the other; None where either side names nobody known."""
    best: Likeness | None = None
    for party in some:
        for other in others:
            if _anyone(party) or _anyone(other):
                continue
            if _same_noun(party, other):
                return "same"
            if other is party or (party.stands_for and other in party.stands_for):
                return "same"
            if _somebody_armed(party, other) or _somebody_armed(other, party):
                best = "compatible"
                continue
            for actor in party.actors():
                for known in other.actors():
                    alike = _described_alike(actor, known) or same_actor(actor, known)
                    if alike == "same":
                        return "same"
                    if alike == "compatible" or best is None:
                        best = alike
    return best


def _somebody_armed(party: Party, other: Party) -> bool:
    """ "A man", "the driver", "bandits" beside armed men or a group: a word for anybody can mean them."""
    anybody = party.head.lower_ in cues.load("coreference")["somebody"]["nouns"] and party.actor is not None and party.actor.kind == "generic"
    return anybody and any(actor.sector in ARMED for actor in other.actors())


_UNARMED = frozenset(("CVL", "LAB", "REL", "EDU", "MED", "BUS", "AGR", "JRN", "REF", "CRM", None))


def _described_alike(one: Actor, other: Actor) -> Likeness | None:
    """ "the bomber", "gunmen" can be of any armed group, "workers" and "Christians" the same people; None where that is not the question."""
    if one.kind != "generic" and other.kind != "generic":
        return None
    if one.id == other.id:
        return None
    if one.sector in ARMED and other.sector in ARMED:
        return "compatible"
    unarmed = "group" not in (one.kind, other.kind) and one.sector in _UNARMED and other.sector in _UNARMED
    return "compatible" if unarmed else None


def _same_noun(party: Party, other: Party) -> bool:
    """ "a university" and "Garissa University College": unarmed parties that are called by the same noun."""
    if not all(actor.sector in _UNARMED and actor.kind in ("generic", "organisation") for one in (party, other) for actor in one.actors()):
        return False
    nouns = {token.lower_ for token in party.span if token.tag_.startswith("NN") and len(token) > 3}
    return party.head.lower_ in {token.lower_ for token in other.span} or other.head.lower_ in nouns


def _anyone(party: Party) -> bool:
    """ "people", "others", "the dead": whoever was there; they tell no two events apart."""
    return party.head.lower_ in cues.load("coreference")["anyone"]["nouns"] and not party.stands_for
