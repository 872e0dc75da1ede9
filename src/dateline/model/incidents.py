"""Incidents: the thing in the world, computed from claims, never stored as truth."""

from __future__ import annotations

from pydantic import Field

from dateline.model._base import Value
from dateline.model.actors import Actor
from dateline.model.claims import Harm, Responsibility, Role, Status, VictimClass
from dateline.model.places import Place
from dateline.model.times import Moment, TimeSpan


class TollReport(Value):
    """One figure of the series: what one claim said, when it was published, and who said it."""

    claim_id: str
    low: int | None = None
    high: int | None = None
    words: str
    published: Moment | None = None
    said_by: tuple[str, ...] = ()


class IncidentToll(Value):
    """Harm of one kind over all claims.

    Args:
        harm: what happened to them.
        victim_class: None for the incident's total, else the class that this figure is about.
        low, high: range over all claims that stand; None where no claim sets that bound.
        best: the figure that ``rule`` picks; None where it picks none.
        rule: name and version of the rule that picked ``best``.
        series: every figure told, in order of publication.
    """

    harm: Harm
    victim_class: VictimClass | None = None
    low: int | None = None
    best: int | None = None
    high: int | None = None
    rule: str
    series: tuple[TollReport, ...] = Field(min_length=1)


class IncidentActor(Value):
    """One actor's part in the incident, and the claims that say so."""

    role: Role
    actor: Actor
    responsibility: Responsibility | None = None
    claim_ids: tuple[str, ...] = Field(min_length=1)


class Version(Value):
    """One of several answers to the same question, and the claims that give it."""

    says: str
    claim_ids: tuple[str, ...] = Field(min_length=1)


class Contradiction(Value):
    """A question that the claims answer differently; all answers are kept."""

    about: str
    versions: tuple[Version, ...] = Field(min_length=2)


class Incident(Value):
    """One incident: a pure function of the claims about it and the rulings on them.

    Args:
        id: taken from one of its claims, so that an id once shown always leads to the incident that holds that claim.
        type, mode: as most claims have it.
        status: ``actual`` where any claim says that it happened, else ``attempted``.
        time: the days on which it can have been, by the finest claims that agree.
        place: by the finest claims that agree.
        actors: who did it, to whom, with what help.
        tolls: totals first, then by victim class.
        weapon: means, as most claims have it.
        accidental: None where no claim tells.
        claim_ids, document_ids, publishers: what it rests on, sorted.
        origins: who the reports go back to, however many outlets relay them; sorted.
        contradictions: what the claims disagree on.
        summary: one line for people.
    """

    id: str = Field(pattern=r"^i-[0-9a-f]{16}$")
    type: str
    mode: str | None = None
    status: Status
    time: TimeSpan | None = None
    place: Place | None = None
    actors: tuple[IncidentActor, ...] = ()
    tolls: tuple[IncidentToll, ...] = ()
    weapon: str | None = None
    accidental: bool | None = None
    claim_ids: tuple[str, ...] = Field(min_length=1)
    document_ids: tuple[str, ...] = Field(min_length=1)
    publishers: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    summary: str = Field(min_length=1)

    def total(self, harm: Harm) -> IncidentToll | None:
        """The incident's own figure for one kind of harm, not that of a victim class."""
        return next((toll for toll in self.tolls if toll.harm == harm and toll.victim_class is None), None)
