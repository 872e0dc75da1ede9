"""Whether two actors can be one: what resolving asks of every pair of claims."""

from __future__ import annotations

from typing import Literal

from dateline.grounding.actors.data import NON_STATE
from dateline.model.actors import Actor

Likeness = Literal["same", "compatible", "different"]
"""compatible: one may be a vaguer word for the other ("militants" and the Islamic State)."""

_ARMED_OPPOSITION = frozenset(("REB", "UAF", "PRM", "CRM", "OPP", "PTY"))
_STATE_ORGANS = frozenset(("GOV", "MIL", "COP", "SPY"))
_UNARMED = frozenset(("CVL", "REF", "AGR", "LAB", "BUS", "EDU", "MED", "JRN", "REL", "SOC", "ELI", "OPP"))


def same_actor(left: Actor, right: Actor) -> Likeness:
    """Compare two actors.

    Returns:
        ``same`` where they have one id; ``compatible`` where one may be a vaguer word for the other, or a part of it
        ("Turkey" and the Turkish military, a president and the government); ``different`` where they exclude each other.
    """
    if left.id == right.id:
        return "same"
    if left.kind == right.kind and left.kind in ("group", "person", "organisation"):
        return "different"
    if _other_country(left, right):
        return "different"
    return "compatible" if _fits(left, right) else "different"


def _other_country(left: Actor, right: Actor) -> bool:
    states = {code for code in (left.country, right.country) if code is not None}
    return len(states) == 2 and not states & NON_STATE


def _fits(left: Actor, right: Actor) -> bool:
    for one, other in ((left, right), (right, left)):
        if one.kind == "country":
            return other.sector is None or other.sector in _STATE_ORGANS
    if left.sector is None or right.sector is None or left.sector == right.sector:
        return True
    pair = {left.sector, right.sector}
    return pair <= _ARMED_OPPOSITION or pair <= _STATE_ORGANS or pair <= _UNARMED
