"""An incident as its page shows it: every value with its words. Nothing is worked out here that the incident does not say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import cast

from dateline.model import (
    ActorRole,
    Claim,
    ClaimPlace,
    ClaimTime,
    Document,
    EventType,
    Flag,
    Grade,
    Incident,
    IncidentActor,
    IncidentToll,
    Moment,
    Origin,
    Role,
    Toll,
    TollReport,
    Weapon,
)
from dateline.web import naming, wording
from dateline.web.citing import Citations, Cited
from dateline.web.positions import Position, positions


@dataclass(frozen=True)
class Shown:
    """A value on the page, its words, and what else is to be said of it."""

    text: str
    cited: tuple[Cited, ...] = ()
    note: str = ""
    link: str | None = None


@dataclass(frozen=True)
class Reported:
    """One figure of a series."""

    text: str
    low: int | None
    high: int | None
    published: Moment | None
    said_by: tuple[str, ...]
    publisher: str | None
    parts: tuple[str, ...]
    cited: tuple[Cited, ...]


@dataclass(frozen=True)
class ShownToll:
    """Harm of one kind: low, best, high, and how it was told over time."""

    harm: str
    victims: str | None
    low: Shown
    best: Shown
    high: Shown
    rule: str
    series: tuple[Reported, ...]
    picks: tuple[tuple[str, str], ...] = ()
    toll: IncidentToll | None = None


@dataclass(frozen=True)
class ShownActor:
    """Somebody's part, how it is tied to them and by whom."""

    role: Role
    name: str
    link: str
    kind: str
    stances: tuple[Shown, ...]


@dataclass(frozen=True)
class Answer:
    """One of several answers to a question that the claims disagree on."""

    says: str
    cited: tuple[Cited, ...]


@dataclass(frozen=True)
class Disagreement:
    """A question with its answers side by side."""

    about: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Source:
    """One document with what it says of the incident, and the document that it is a copy of, where it is one."""

    document: Document
    claims: tuple[Claim, ...]
    cited: tuple[Cited, ...]
    copy_of: Document | None = None


@dataclass(frozen=True)
class IncidentView:
    """All that the page of an incident shows."""

    incident: Incident
    kind: Shown
    when: Shown
    where: Shown
    weapon: Shown | None
    accidental: Shown | None
    doers: tuple[ShownActor, ...]
    others: tuple[ShownActor, ...]
    tolls: tuple[ShownToll, ...]
    classes: tuple[ShownToll, ...]
    disagreements: tuple[Disagreement, ...]
    positions: tuple[Position, ...]
    sources: tuple[Source, ...]
    first: Document | None
    called: tuple[Shown, ...] = ()
    elsewhere: tuple[Shown, ...] = ()
    origins: tuple[Origin, ...] = ()
    grades: tuple[Grade, ...] = ()
    civilian: str = ""
    civilian_words: tuple[Shown, ...] = ()


def view(incident: Incident, claims: Iterable[Claim], documents: dict[str, Document]) -> IncidentView:
    """Put together what the page shows.

    Args:
        incident: what is shown.
        claims: those that it rests on.
        documents: theirs, by id.
    """
    cites = Citations(claims, documents)
    tolls = [_toll(cites, toll) for toll in incident.tolls]
    parts = [_actor(cites, part) for part in incident.actors]
    dated = [document for document in documents.values() if document.published]
    return IncidentView(
        incident=incident,
        kind=Shown(naming.event_name(incident.type, incident.mode), cites.where("event", lambda value: _is_type(value, incident))),
        when=_when(cites, incident),
        where=_where(cites, incident),
        weapon=Shown(naming.weapon_name(incident.weapon), cites.where("weapon", lambda value: cast("Weapon", value).code == incident.weapon))
        if incident.weapon
        else None,
        accidental=Shown(
            "not meant" if incident.accidental else "meant", cites.where("accidental", lambda value: cast("Flag", value).value == incident.accidental)
        )
        if incident.accidental is not None
        else None,
        doers=tuple(part for part in parts if part.role == "source"),
        others=tuple(part for part in parts if part.role != "source"),
        tolls=tuple(toll for toll in tolls if toll.victims is None),
        classes=tuple(toll for toll in tolls if toll.victims is not None),
        disagreements=_disagreements(cites, incident),
        positions=positions(cites, incident, lambda toll, report: _words_of(cites, toll, report)),
        sources=_sources(cites, incident),
        first=min(dated, key=lambda document: (document.published or "", document.id)) if dated else None,
        called=_called(cites, incident),
        elsewhere=_elsewhere(cites, incident),
        origins=incident.origins,
        grades=incident.grades,
        civilian=naming.spoken(incident.civilian_status),
        civilian_words=tuple(
            Shown(one.says, tuple(cites.of_claim(claim) for claim in cites.claims if claim.id in one.claim_ids), wording.listed(one.said_by))
            for one in incident.civilian_words
        ),
    )


def _is_type(value: object, incident: Incident) -> bool:
    return isinstance(value, EventType) and value.type == incident.type and (incident.mode is None or value.mode == incident.mode)


def _when(cites: Citations, incident: Incident) -> Shown:
    if incident.time is None:
        return Shown("unknown")
    same = cites.where("time", lambda value: cast("ClaimTime", value).span == incident.time)
    near = same or cites.where("time", lambda value: incident.time is not None and cast("ClaimTime", value).span.overlaps(incident.time))
    return Shown(wording.span(incident.time), near, wording.TIME_PRECISION[incident.time.precision])


def _where(cites: Citations, incident: Incident) -> Shown:
    place = incident.place
    if place is None:
        return Shown("unknown")
    same = cites.where("place", lambda value: _same_place(cast("ClaimPlace", value), incident))
    name = place.name
    if place.offset is not None:
        words = place.offset.words.removeprefix("in ")
        name = words if any(character.isupper() for character in words) else f"{words} {place.name}"
    wider = [part for part in (place.admin2, place.admin1) if part and part != place.name]
    return Shown(name, same, ", ".join(dict.fromkeys(wider)), f"/places/{place.id}" if place.id else None)


def _same_place(value: ClaimPlace, incident: Incident) -> bool:
    place = incident.place
    return place is not None and (value.place.id == place.id if place.id is not None else value.place.name == place.name)


def _actor(cites: Citations, part: IncidentActor) -> ShownActor:
    def cited(claim_ids: Sequence[str]) -> tuple[Cited, ...]:
        return cites.where(part.role, lambda value: cast("ActorRole", value).actor.id == part.actor.id, claim_ids)

    stances = [
        Shown(wording.RESPONSIBILITY.get(stance.attribution, stance.attribution), cited(stance.claim_ids), wording.listed(stance.said_by))
        for stance in part.stances
    ]
    if not stances:
        reports = len({one.document_id for one in cited(part.claim_ids)})
        told = f"named in {reports} report{'s' if reports != 1 else ''}" if reports else "named by a person"
        stances = [Shown(wording.RESPONSIBILITY.get(part.responsibility or "", told), cited(part.claim_ids))]
    return ShownActor(part.role, part.actor.name, f"/actors/{part.actor.id}", part.actor.kind, tuple(stances))


def _toll(cites: Citations, toll: IncidentToll) -> ShownToll:
    series = tuple(_reported(cites, toll, report) for report in toll.series)

    def bound(number: int | None, side: str) -> Shown:
        telling = [one for one in series if number is not None and getattr(one, side) == number]
        return Shown(_number(number), tuple(cited for one in telling for cited in one.cited))

    best = [one for one in series if toll.best is not None and toll.best in (one.low, one.high)]
    return ShownToll(
        harm=toll.harm,
        victims=naming.spoken(toll.victim_class) if toll.victim_class else None,
        low=bound(toll.low, "low"),
        best=Shown(_number(toll.best), tuple(cited for one in reversed(best) for cited in one.cited)),
        high=bound(toll.high, "high"),
        rule=toll.rule,
        series=series,
        picks=tuple((pick.rule, _number(pick.best) if pick.best is not None else wording.figure(pick.low, pick.high)) for pick in toll.picks),
        toll=toll,
    )


def _number(value: int | None) -> str:
    return "–" if value is None else f"{value:,}"


def _words_of(cites: Citations, toll: IncidentToll, report: TollReport) -> tuple[Cited, ...]:
    """The claim's toll that a figure was read from: the same words where there are such, else any of that harm."""

    def of_harm(value: object) -> bool:
        return isinstance(value, Toll) and value.harm == toll.harm and toll.victim_class in (None, value.victim_class)

    def in_words(value: object) -> bool:
        return of_harm(value) and cast("Toll", value).count.words in report.words

    return cites.where(toll.harm, in_words, (report.claim_id,)) or cites.where(toll.harm, of_harm, (report.claim_id,))


def _reported(cites: Citations, toll: IncidentToll, report: TollReport) -> Reported:
    """A figure of the series with its words."""
    cited = _words_of(cites, toll, report)
    return Reported(
        text=wording.figure(report.low, report.high),
        low=report.low,
        high=report.high,
        published=report.published,
        said_by=report.said_by,
        publisher=cited[0].publisher if cited else None,
        parts=tuple(f"{wording.figure(part.low, part.high)} {naming.spoken(part.victim_class)}" for part in report.parts),
        cited=cited,
    )


def _disagreements(cites: Citations, incident: Incident) -> tuple[Disagreement, ...]:
    fields = {"perpetrator": "source", "responsibility": "source", "accidental": "accidental", "time": "time"}
    found = []
    for contradiction in incident.contradictions:
        name = fields.get(contradiction.about, contradiction.about)
        about = wording.ABOUT.get(contradiction.about, f"how many {contradiction.about}")
        answers = tuple(Answer(version.says, _telling(cites, name, version.says, version.claim_ids)) for version in contradiction.versions)
        found.append(Disagreement(about, answers))
    return tuple(found)


def _telling(cites: Citations, name: str, says: str, claim_ids: Sequence[str]) -> tuple[Cited, ...]:
    """The values behind one answer: for actors only that actor's, for all else the first of each claim."""
    if name == "source":
        denied = says.endswith("did not do it")

        def meant(value: object) -> bool:
            part = cast("ActorRole", value)
            return part.actor.name in says and (says == part.actor.name or (part.responsibility in ("denied", "cleared")) == denied)

        named = cites.where(name, meant, claim_ids)
        if named:
            return named
    first: dict[str, Cited] = {}
    for cited in cites.where(name, lambda _: True, claim_ids):
        first.setdefault(cited.claim_id, cited)
    return tuple(first.values())


def _sources(cites: Citations, incident: Incident) -> tuple[Source, ...]:
    by_document: dict[str, list[Claim]] = {}
    for claim in cites.claims:
        by_document.setdefault(claim.document_id, []).append(claim)
    original: dict[str, Document] = {}
    for group in incident.copies:
        # The claims are in order of publication, so the first of a group is the one that the others are copies of.
        first, *others = [document_id for document_id in by_document if document_id in group] or [""]
        original |= dict.fromkeys(others, cites.documents[first])
    return tuple(
        Source(cites.documents[document_id], tuple(claims), tuple(cites.of_claim(claim) for claim in claims), original.get(document_id))
        for document_id, claims in by_document.items()
    )


def _called(cites: Citations, incident: Incident) -> tuple[Shown, ...]:
    """The place's names in the reports, each with its words, where they are not the gazetteer's: local spellings and scripts, parts of a town."""
    if incident.place is None:
        return ()
    found: dict[str, list[Cited]] = {}
    for claim in cites.claims:
        told = claim.place
        if told is not None and _same_place(told, incident) and told.words.casefold() != incident.place.name.casefold():
            found.setdefault(told.words, []).append(cites.of_value(claim, told))
    return tuple(Shown(words, tuple(cited)) for words, cited in found.items())


def _elsewhere(cites: Citations, incident: Incident) -> tuple[Shown, ...]:
    """Other places that claims give, with how precisely."""
    found: dict[str, tuple[Shown, list[Cited]]] = {}
    for claim in cites.claims:
        told = claim.place
        if told is not None and not _same_place(told, incident):
            link = f"/places/{told.place.id}" if told.place.id else None
            shown = Shown(told.place.name, (), naming.called("precision", told.place.precision), link)
            found.setdefault(told.place.id or told.place.name, (shown, []))[1].append(cites.of_value(claim, told))
    return tuple(replace(shown, cited=tuple(cited)) for shown, cited in found.values())
