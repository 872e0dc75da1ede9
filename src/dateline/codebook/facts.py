"""What other codebooks ask of an event, drawn from a claim or an incident: who stood on which side, by what means, who was harmed, in which words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal, Self

from dateline.codebook.tomlfile import HERE, read_toml, words
from dateline.model.actors import Actor
from dateline.model.claims import Claim, Harm, VictimClass
from dateline.model.incidents import Incident

Side = Literal["state", "organised", "civilian"]
"""state: a government and its branches · organised: armed or organised and no government's · civilian: everybody else."""


@dataclass(frozen=True, slots=True)
class EventFacts:
    """An event as other codebooks see it.

    Args:
        type: PLOVER type.
        mode: PLOVER mode, where known.
        weapon: weapon code, where known.
        sources, targets: who did it and to whom; those said not to have done it are left out.
        harmed: kind of harm and victim class of every figure that is not zero.
        country: where it was, ISO 3166-1 alpha-3, where known.
        words: the clauses that tell it.
    """

    type: str
    mode: str | None
    weapon: str | None
    sources: tuple[Actor, ...]
    targets: tuple[Actor, ...]
    harmed: frozenset[tuple[Harm, VictimClass]]
    country: str | None
    words: str

    @classmethod
    def of_claim(cls, claim: Claim) -> Self:
        """The facts of one claim."""
        return cls(
            type=claim.event.root,
            mode=claim.event.mode if claim.event.like is None else None,
            weapon=claim.weapon.code if claim.weapon is not None else None,
            sources=tuple(part.actor for part in claim.role("source") if part.responsibility not in ("denied", "cleared")),
            targets=tuple(part.actor for part in claim.role("target")),
            harmed=frozenset((toll.harm, toll.victim_class) for toll in claim.tolls if toll.count.high != 0),
            country=claim.place.place.country if claim.place is not None else None,
            words=" ".join(span.text for span in claim.evidence),
        )

    @classmethod
    def of_incident(cls, incident: Incident, claims: Iterable[Claim] = ()) -> Self:
        """The facts of an incident.

        Args:
            incident: the incident.
            claims: its claims, whose clauses are the words; its summary where none are given.
        """
        told = " ".join(span.text for claim in sorted(claims, key=lambda claim: claim.id) for span in claim.evidence)
        actors = [part for part in incident.actors if part.responsibility not in ("denied", "cleared")]
        return cls(
            type=incident.like or incident.type,
            mode=incident.mode if incident.like is None else None,
            weapon=incident.weapon,
            sources=tuple(part.actor for part in actors if part.role == "source"),
            targets=tuple(part.actor for part in actors if part.role == "target"),
            harmed=frozenset((toll.harm, toll.victim_class or "undetermined") for toll in incident.tolls if toll.high != 0),
            country=incident.place.country if incident.place is not None else None,
            words=told or incident.summary,
        )

    def source_sides(self) -> frozenset[Side]:
        """The sides of those who did it."""
        return frozenset(map(side_of, self.sources))

    def target_sides(self) -> frozenset[Side]:
        """The sides of those it was done to: by who they are, and by the classes of those harmed."""
        harmed = {_side_of_class(victims) for _, victims in self.harmed if victims not in ("undetermined", "perpetrator")}
        return frozenset(map(side_of, self.targets)) | harmed


def side_of(actor: Actor) -> Side:
    """The side an actor stands on; a country as a whole acts through its government, and a person or group of no sector is civilian."""
    sector = actor.sector or ("GOV" if actor.kind == "country" else None)
    return "state" if sector in _sectors("state") else "organised" if sector in _sectors("organised") else "civilian"


def _side_of_class(victims: VictimClass) -> Side:
    return "state" if victims in ("military", "police") else "organised" if victims == "militant" else "civilian"


@cache
def _sectors(side: str) -> frozenset[str]:
    return frozenset(words(read_toml(HERE / "ucdp.toml"), side, "ucdp.toml"))
