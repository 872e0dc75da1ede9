"""Incidents: the thing in the world, computed from claims, never stored as truth."""

from __future__ import annotations

from typing import Any, Literal, Self

from pydantic import Field, model_validator

from dateline.model._base import Value
from dateline.model.actors import Actor
from dateline.model.claims import Harm, Responsibility, Role, SpeakerKind, Status, VictimClass
from dateline.model.counts import CountKind
from dateline.model.places import Place
from dateline.model.times import Moment, TimeSpan

Attribution = Literal["stated", "claimed", "admitted", "blamed", "suspected", "denied"]
"""How somebody ties an actor to the deed. stated: told as a fact · claimed: a group says it was its own doing · admitted: a state, or whoever
did harm that was not meant, says so · blamed: accused by another · suspected · denied: the actor, or another, says it was not them.
MUC-4's (1992) classes of confidence, with claiming and admitting parted and denial added."""

CivilianStatus = Literal["civilian", "combatant", "mixed", "disputed", "unknown"]
"""Who those harmed were, by claim. mixed: some of each, and nobody disagrees · disputed: others than the perpetrator disagree, or only the
perpetrator's own word makes them combatants."""


class TollPart(Value):
    """One side of a figure that was added up from what a report tells of different people."""

    victim_class: VictimClass
    country: str | None = None
    low: int | None = None
    high: int | None = None
    words: str


class TollReport(Value):
    """One figure of the series: what one claim said, when, and who said it.

    Args:
        claim_id, document_id: where it stands.
        low, high: its bounds; None where the words leave a side open.
        kind: how it was said; None for incidents made before this was kept.
        words: the words of the count; parts of a sum joined by " + ".
        published: when the report came out.
        said: when the speaker said it, where told.
        said_by: who said it; the publisher where the document speaks for itself.
        parts: where the figure is a sum over people told apart ("17 soldiers and four attackers"): what was added up. Empty otherwise.
        aside: whether it is no version of the total, so that no rule takes it: it counts only some of those whom another claim of the
            report counts, or the dead of many events.
    """

    claim_id: str
    document_id: str | None = None
    low: int | None = None
    high: int | None = None
    kind: CountKind | None = None
    words: str
    published: Moment | None = None
    said: TimeSpan | None = None
    said_by: tuple[str, ...] = ()
    parts: tuple[TollPart, ...] = ()
    aside: bool = False


class TollPick(Value):
    """What one named rule makes of a series."""

    rule: str
    low: int | None = None
    best: int | None = None
    high: int | None = None


class IncidentToll(Value):
    """Harm of one kind over all claims.

    Args:
        harm: what happened to them.
        victim_class: None for the incident's total, else the class that this figure is about.
        low, high: range over all claims that stand; None where no claim sets that bound.
        best: the figure that ``rule`` picks; None where it picks none.
        rule: name and version of the rule that picked ``best``; ``ruling:`` and an id where a person set the figures.
        picks: what each published rule makes of the series.
        series: every figure told, in order of publication; empty only where a person set a figure that no claim tells.
    """

    harm: Harm
    victim_class: VictimClass | None = None
    low: int | None = None
    best: int | None = None
    high: int | None = None
    rule: str
    picks: tuple[TollPick, ...] = ()
    series: tuple[TollReport, ...] = ()

    def pick(self, rule: str) -> TollPick | None:
        """What the rule of this name makes of it, whatever its version (``lowest`` or ``lowest/1``)."""
        return next((pick for pick in self.picks if rule in (pick.rule, pick.rule.partition("/")[0])), None)


class Stance(Value):
    """One way in which claims tie an actor to the deed, and who says so."""

    attribution: Attribution
    said_by: tuple[str, ...] = ()
    claim_ids: tuple[str, ...] = Field(min_length=1)


class IncidentActor(Value):
    """One actor's part in the incident, and the claims that say so.

    Args:
        role: see ``Role``.
        actor: who.
        responsibility: the surest that any claim is.
        stances: for a source: how it is tied to the deed and by whom, surest first.
        claim_ids: the claims that name it in this role; none where only a person does.
    """

    role: Role
    actor: Actor
    responsibility: Responsibility | None = None
    stances: tuple[Stance, ...] = ()
    claim_ids: tuple[str, ...] = ()


class Version(Value):
    """One of several answers to the same question, and the claims that give it."""

    says: str
    claim_ids: tuple[str, ...] = Field(min_length=1)


class Contradiction(Value):
    """A question that the claims answer differently; all answers are kept."""

    about: str
    versions: tuple[Version, ...] = Field(min_length=2)


class Origin(Value):
    """Who some of the reports go back to, however many outlets relay them.

    Args:
        name: the speaker, or the publisher of the first report that speaks for itself.
        kind: what kind of speaker; ``media`` for reports that speak for themselves.
        names: other names under which it is quoted.
        document_ids: the reports that go back to it.
    """

    name: str
    kind: SpeakerKind
    names: tuple[str, ...] = ()
    document_ids: tuple[str, ...] = Field(min_length=1)


class Counts(Value):
    """On how much an incident rests: three numbers that must not be taken for one another."""

    documents: int = Field(ge=1)
    outlets: int = Field(ge=0)
    origins: int = Field(ge=0)


class CivilianWord(Value):
    """Who says what those harmed were.

    Args:
        says: what they are called by claim.
        said_by: by whom.
        own_word: whether only the perpetrator says so; its own word never decides alone.
        claim_ids: where.
    """

    says: Literal["civilian", "combatant"]
    said_by: tuple[str, ...] = ()
    own_word: bool = False
    claim_ids: tuple[str, ...] = Field(min_length=1)


class Grade(Value):
    """What a published rule makes of the evidence.

    Args:
        profile: in whose manner ("airwars", "acled", "ucdp").
        rule: name and version of the rule.
        grade: its answer.
        meaning: what that answer means, in one sentence.
        reasons: the facts that led to it, in sentences.
        toll_rule: the toll rule that belongs to this profile.
    """

    profile: str
    rule: str
    grade: str
    meaning: str
    reasons: tuple[str, ...] = Field(min_length=1)
    toll_rule: str


Verdict = Literal["confirmed", "discounted"]


class Correction(Value):
    """A value that a person set, beside the machine's reading of it.

    Args:
        ruling_id: the ruling that set it.
        field: which value: a field of an incident, or a harm such as ``killed`` or ``killed.civilian``.
        value: what the person says; None for unknown.
        machine: what follows from the claims alone; None for unknown.
    """

    ruling_id: str
    field: str
    value: Any = None
    machine: Any = None


class RulingFlag(Value):
    """What came up after a ruling and speaks against it, or asks for a second look. The ruling stands.

    Args:
        ruling_id: the ruling.
        says: what came up, for people.
        claim_ids: the claims that tell it.
    """

    ruling_id: str
    says: str
    claim_ids: tuple[str, ...] = ()


class Incident(Value):
    """One incident: a pure function of the claims about it and the rulings on them.

    Args:
        id: taken from one of its claims, so that an id once shown always leads to the incident that holds that claim.
        type, mode: as most claims have it.
        like: for a type of a user's own codebook, the PLOVER type that it is a kind of.
        status: ``actual`` where any claim says that it happened, else ``attempted``.
        time: the days on which it can have been, by the finest claims that agree.
        place: by the finest claims that agree.
        actors: who did it, to whom, with what help.
        attribution: how the deed is tied to those who did it, over all claims; ``contested`` where named actors exclude one another or one
            who is named denies; None where no claim names anybody.
        civilian_status: who those harmed were; see ``CivilianStatus``.
        civilian_words: who says so.
        tolls: totals first, then by victim class.
        weapon: means, as most claims have it.
        accidental: None where no claim tells.
        claim_ids, document_ids, publishers: what it rests on, sorted.
        counts: documents, outlets and origins as three numbers.
        origins: who the reports go back to, sorted by name.
        copies: groups of its documents that are copies or rewrites of one text.
        contradictions: what the claims disagree on.
        grades: what each profile's rule makes of it, with its reasons.
        verdict: what people decided on it as a whole; None where nobody did. A discounted incident is kept and not counted.
        corrections: values that people set, with the machine's readings.
        flags: what speaks against rulings on it.
        ruling_ids: all rulings that stand on it or on its claims, in the order in which they were made.
        previous_ids: other ids under which people have ruled on it; they lead here. Those of its other claims do too.
        summary: one line for people.
    """

    id: str = Field(pattern=r"^i-[0-9a-f]{16}$")
    type: str
    mode: str | None = None
    like: str | None = None
    status: Status
    time: TimeSpan | None = None
    place: Place | None = None
    actors: tuple[IncidentActor, ...] = ()
    attribution: Attribution | Literal["contested"] | None = None
    civilian_status: CivilianStatus = "unknown"
    civilian_words: tuple[CivilianWord, ...] = ()
    tolls: tuple[IncidentToll, ...] = ()
    weapon: str | None = None
    accidental: bool | None = None
    claim_ids: tuple[str, ...] = Field(min_length=1)
    document_ids: tuple[str, ...] = Field(min_length=1)
    publishers: tuple[str, ...] = ()
    counts: Counts = Counts(documents=1, outlets=0, origins=0)
    origins: tuple[Origin, ...] = ()
    copies: tuple[tuple[str, ...], ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    grades: tuple[Grade, ...] = ()
    verdict: Verdict | None = None
    corrections: tuple[Correction, ...] = ()
    flags: tuple[RulingFlag, ...] = ()
    ruling_ids: tuple[str, ...] = ()
    previous_ids: tuple[str, ...] = ()
    summary: str = Field(min_length=1)

    @model_validator(mode="after")
    def _counted(self) -> Self:
        counts = Counts(documents=len(self.document_ids), outlets=len(self.publishers), origins=len(self.origins))
        if "counts" not in self.model_fields_set:
            self.__dict__["counts"] = counts  # frozen: what follows from the rest is filled in once, here
        elif self.counts != counts:
            raise ValueError(f"the counts {self.counts} do not follow from the incident, which gives {counts}: the incident was altered")
        return self

    def parties(self, role: Role) -> tuple[IncidentActor, ...]:
        """Who had a role, for people to read.

        "People" and "the dead" are left out where others are told; so is a doer who is only accused where the deed is told as another's, unless
        that is contested.
        """
        every = tuple(part for part in self.actors if part.role == role)
        if role == "source" and self.attribution != "contested":
            every = tuple(part for part in every if part.responsibility in ("stated", "claimed")) or every
        told = tuple(part for part in every if not part.actor.vague)
        return told or tuple(part for part in every if part.actor.sector is not None) or every

    def total(self, harm: Harm) -> IncidentToll | None:
        """The incident's own figure for one kind of harm, not that of a victim class."""
        return next((toll for toll in self.tolls if toll.harm == harm and toll.victim_class is None), None)

    def grade(self, profile: str) -> Grade | None:
        """What one profile makes of it."""
        return next((grade for grade in self.grades if grade.profile == profile), None)
