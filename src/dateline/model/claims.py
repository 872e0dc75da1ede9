"""Claims: what one document says about one event, every value with its words."""

from __future__ import annotations

from typing import Any, Literal, Self

from pydantic import Field, model_validator

from dateline.model._base import Value, content_id
from dateline.model.actors import Actor
from dateline.model.counts import Count
from dateline.model.documents import Passage
from dateline.model.evidence import Evidence, Grounded
from dateline.model.places import Place
from dateline.model.times import TimeSpan

Status = Literal[
    "actual",
    "denied",
    "negated",
    "planned",
    "threatened",
    "attempted",
    "hypothetical",
    "background",
    "cumulative",
    "exercise",
    "fiction",
    "figurative",
]
"""``actual`` is news of something done; ``attempted`` was tried and failed. Only these two make incidents; all others are labelled, never counted.
``background``: history, anniversaries, earlier events told as context · ``cumulative``: a total over many events."""

NEWS: frozenset[Status] = frozenset(("actual", "attempted"))
"""The statuses from which incidents are made."""

Role = Literal["source", "target", "backer"]
"""``source`` did it (the perpetrator, where harm is done) · ``target`` had it done to them (the victim) · ``backer`` helped the source."""

Responsibility = Literal["stated", "claimed", "accused_by_authorities", "accused", "suspected", "possible", "denied", "cleared"]
"""How sure the document is that the source did it; MUC-4's (1992) confidence classes and two that its data lacked."""

Harm = Literal["killed", "injured", "missing", "abducted", "detained", "released", "displaced"]

VictimClass = Literal[
    "civilian",
    "child",
    "woman",
    "man",
    "journalist",
    "health_worker",
    "aid_worker",
    "educator",
    "student",
    "human_rights_defender",
    "trade_unionist",
    "protester",
    "official",
    "police",
    "military",
    "militant",
    "hors_de_combat",
    "perpetrator",
    "undetermined",
]
"""Who was harmed, after the classes of Airwars and SDG 16.1.2. ``perpetrator`` is the attacker's own dead, such as a suicide bomber."""

TollScope = Literal["incident", "part", "cumulative", "superseded"]
"""incident: the figure for the whole event · part: "including three children", never added · cumulative: a total over many events or a period ·
superseded: an earlier figure that the same document replaces ("rose to 57 from 40")."""

SpeakerKind = Literal["party", "official", "military", "police", "witness", "medic", "monitor", "media", "document", "expert", "unnamed"]


class EventType(Grounded):
    """What happened, in the codebook's terms.

    Args:
        type: a type of the codebook (PLOVER: ``ASSAULT``).
        mode: a mode of that type, where the words tell one.
        like: for a type of a user's own codebook, the PLOVER type that it is a kind of; None for PLOVER's own.
    """

    type: str = Field(min_length=1)
    mode: str | None = None
    like: str | None = None

    @property
    def root(self) -> str:
        """The PLOVER type: the type itself, or what a user's own type is like."""
        return self.like or self.type


class StatusLabel(Grounded):
    """Whether it happened, with the words that say so ("denied", "planned to"). For plain news the evidence is the event's own words."""

    label: Status


class ActorRole(Grounded):
    """One actor's part in the event.

    Args:
        role: see ``Role``.
        actor: who, as far as the words allow.
        words: how the document calls them, in full ("Turkish-backed Syrian rebels").
        responsibility: for a source only; how sure the document is.
        said_by: who names them as the source, where this is not the document itself.
    """

    role: Role
    actor: Actor
    words: str = Field(min_length=1)
    responsibility: Responsibility | None = None
    said_by: str | None = None


class Toll(Grounded):
    """One figure of harm.

    Args:
        harm: what happened to them.
        count: how many, as said.
        victims: who they were, in the document's words ("soldiers"), where told.
        victim_class: see ``VictimClass``; ``undetermined`` where the words do not tell.
        country: ISO 3166-1 alpha-3 of the victims, where told.
        scope: see ``TollScope``.
    """

    harm: Harm
    count: Count
    victims: str | None = None
    victim_class: VictimClass = "undetermined"
    country: str | None = Field(default=None, pattern=r"^[A-Z]{3}$")
    scope: TollScope = "incident"


class ClaimPlace(Grounded):
    """Where the event was. ``words`` are the document's ("the western outskirts of al-Bab")."""

    place: Place
    words: str = Field(min_length=1)


class ClaimTime(Grounded):
    """When the event was. ``words`` are the document's ("on Thursday")."""

    span: TimeSpan
    words: str = Field(min_length=1)


class Weapon(Grounded):
    """By what means; ``code`` is a PLOVER ASSAULT mode or finer, ``words`` are the document's ("car bomb")."""

    code: str = Field(min_length=1)
    words: str = Field(min_length=1)


class Flag(Grounded):
    """A yes or no that the document tells, such as whether harm was meant."""

    value: bool


class Speaker(Grounded):
    """Who says that it happened.

    Args:
        name: the speaker in the document's words ("the Turkish military").
        kind: see ``SpeakerKind``.
        actor: the speaker as an actor, where known.
        relayed_by: outlets that pass the statement on, nearest to the reader last.
        said: when it was said; not when it happened.
    """

    name: str = Field(min_length=1)
    kind: SpeakerKind
    actor: Actor | None = None
    relayed_by: tuple[str, ...] = ()
    said: TimeSpan | None = None


class ReaderName(Value):
    """Which reader made a claim: its name, its version and the language model under it."""

    name: str = Field(min_length=1)
    version: str = Field(min_length=1)
    model: str | None = None


class Claim(Value):
    """What one document says about one event. Never edited: a better reading is a new claim.

    Args:
        id: follows from all the rest; make claims with :meth:`make`.
        document_id: the document that says it.
        reader: who read it.
        event: type and mode.
        status: whether it happened.
        actors: who did it, to whom, with what help.
        tolls: harm, one entry per figure told.
        place, time, weapon: where, when, by what means; None where not told.
        accidental: whether the harm was not meant for those it hit; None where not told.
        speakers: who says so; empty where the document itself does.
        summary: one line for people, made of the document's words.
        evidence: the clauses that tell the event, in text order.
    """

    id: str = Field(pattern=r"^c-[0-9a-f]{16}$")
    document_id: str
    reader: ReaderName
    event: EventType
    status: StatusLabel
    actors: tuple[ActorRole, ...] = ()
    tolls: tuple[Toll, ...] = ()
    place: ClaimPlace | None = None
    time: ClaimTime | None = None
    weapon: Weapon | None = None
    accidental: Flag | None = None
    speakers: tuple[Speaker, ...] = ()
    summary: str = Field(min_length=1)
    evidence: tuple[Evidence, ...] = Field(min_length=1)

    @classmethod
    def make(cls, **values: Any) -> Self:
        """Make a claim and give it the id that follows from its content.

        Raises:
            pydantic.ValidationError: if a value breaks the model.
        """
        draft = cls(id="c-" + "0" * 16, **values)
        return draft.model_copy(update={"id": draft._content_id()})

    def _content_id(self) -> str:
        return content_id("c", {name: value for name, value in self.to_dict().items() if name != "id"})

    @model_validator(mode="after")
    def _id_follows(self) -> Self:
        if self.id != "c-" + "0" * 16 and self.id != self._content_id():
            raise ValueError(f"the claim id {self.id} does not follow from its content ({self._content_id()}): the claim was altered")
        return self

    def role(self, role: Role) -> tuple[ActorRole, ...]:
        """The actors in one role, in text order."""
        return tuple(part for part in self.actors if part.role == role)

    def toll(self, harm: Harm) -> tuple[Toll, ...]:
        """The figures for one kind of harm that count for the event as a whole."""
        return tuple(toll for toll in self.tolls if toll.harm == harm and toll.scope == "incident")

    def values(self) -> tuple[tuple[str, Grounded], ...]:
        """Every value with its name, in a fixed order: what ``verify`` and ``quotes`` go through."""
        named: list[tuple[str, Grounded]] = [("event", self.event), ("status", self.status)]
        named += [(part.role, part) for part in self.actors]
        named += [(toll.harm, toll) for toll in self.tolls]
        optional = {"place": self.place, "time": self.time, "weapon": self.weapon, "accidental": self.accidental}
        named += [(name, value) for name, value in optional.items() if value is not None]
        named += [("speaker", speaker) for speaker in self.speakers]
        return tuple(named)

    def spans(self) -> tuple[Evidence, ...]:
        """Every span the claim rests on, its own first."""
        return self.evidence + tuple(span for _, value in self.values() for span in value.evidence)


class Reading(Value):
    """What a reader made of one document."""

    document_id: str
    reader: ReaderName
    passages: tuple[Passage, ...] = ()
    claims: tuple[Claim, ...] = ()
