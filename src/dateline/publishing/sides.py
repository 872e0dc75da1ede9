"""Who stood on which side, as the sets of others see it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from dateline import codebook
from dateline.codebook import EventFacts, acled, side_of
from dateline.model import Actor
from dateline.publishing.cases import Case

RULING = "ruling:"
"""What begins the rule of a figure that a person set."""


def facts(case: Case) -> EventFacts:
    """What the cross-walks to other codebooks ask of an incident."""
    return EventFacts.of_incident(case.incident, case.claims)


def acled_type(case: Case) -> acled.AcledType | None:
    """ACLED's type of an incident: what most of its claims give, each by its own words and the parties of them all; of equals the first by name.

    The words of all claims together would tell more kinds of event than the incident was: reports speak of what came before and after.
    """
    whole = facts(case)
    found = Counter(
        codebook.acled_type(replace(whole, words=one.words, mode=one.mode or whole.mode))
        for claim in case.claims
        if (one := EventFacts.of_claim(claim)).type == whole.type
    )
    if not found:
        return codebook.acled_type(whole)
    return min(found, key=lambda made: (-found[made], made is None, made.sub_event if made else "", made.rule if made else ""))


def sector(actor: Actor) -> str | None:
    """The actor's PLOVER sector; a country as a whole acts through its government."""
    return actor.sector or ("GOV" if actor.kind == "country" else None)


def is_state(actor: Actor) -> bool:
    """Whether the actor is a state or a branch of one."""
    return side_of(actor) == "state"


def names(actors: Sequence[Actor]) -> list[str]:
    """Each name once, in order."""
    return list(dict.fromkeys(actor.name for actor in actors))
