"""What each side itself says of an incident: whether it owns to the deed, the figures it gives, and its statements with their dates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

from dateline.model import ActorRole, Incident, IncidentActor, IncidentToll, TollReport
from dateline.web import wording
from dateline.web.citing import Citations, Cited

Words = Callable[[IncidentToll, TollReport], tuple[Cited, ...]]
OWN = {"claimed": "claims it", "admitted": "admits it", "denied": "denies it"}
"""How a side stands to a deed, by what ties it to it in its own words."""


@dataclass(frozen=True)
class Position:
    """One side's own word.

    Args:
        name, link: the side.
        says: how it stands to the deed, in a few words.
        figures: the harm that it concedes or tells of, each with its words.
        statements: its statements on the deed, in order of publication.
    """

    name: str
    link: str
    says: str
    figures: tuple[tuple[str, tuple[Cited, ...]], ...]
    statements: tuple[Cited, ...]


def positions(cites: Citations, incident: Incident, words_of: Words) -> tuple[Position, ...]:
    """The position of each named side that is said to have done it, and of each other side that speaks for itself.

    Args:
        cites: the incident's claims.
        incident: what is shown.
        words_of: finds the words of one figure of a series.
    """
    found: dict[str, Position] = {}
    for part in incident.actors:
        if part.actor.kind == "generic" or part.actor.id in found:
            continue
        own = [stance for stance in part.stances if stance.attribution in OWN]
        figures = tuple(_figures(incident, part, words_of))
        if part.role != "source" and not figures:
            continue
        statements = _statements(cites, part, [claim_id for stance in own for claim_id in stance.claim_ids])
        says = " and ".join(dict.fromkeys(OWN[stance.attribution] for stance in own)) if own else "is not heard on it in these reports"
        if not own and figures:
            says = "gives figures" if part.role != "source" else "gives figures, and says neither yes nor no to the deed"
        found[part.actor.id] = Position(part.actor.name, f"/actors/{part.actor.id}", says, figures, statements)
    return tuple(found.values())


def _figures(incident: Incident, part: IncidentActor, words_of: Words) -> list[tuple[str, tuple[Cited, ...]]]:
    """Lowest and highest of the figures that a side gives, by kind of harm."""
    name = part.actor.name.casefold()
    found = []
    for toll in incident.tolls:
        # A figure that several are named for is nobody's own word.
        given = [one for one in toll.series if [speaker.casefold() for speaker in one.said_by] == [name]]
        lows, highs = [one.low for one in given if one.low is not None], [one.high for one in given]
        if toll.victim_class is None and lows:
            top = None if None in highs else max(high for high in highs if high is not None)
            cited = tuple(words for one in given for words in words_of(toll, one))
            found.append((f"{wording.figure(min(lows), top)} {toll.harm}", cited))
    return found


def _statements(cites: Citations, part: IncidentActor, claim_ids: Sequence[str]) -> tuple[Cited, ...]:
    def own(value: object) -> bool:
        told = cast("ActorRole", value)
        return told.actor.id == part.actor.id and told.responsibility in OWN

    return cites.where("source", own, claim_ids) if claim_ids else ()
