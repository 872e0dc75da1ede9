"""What happened to an incident, and why: the log, told for one thing, with what each step changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from dateline.ledger import rows, stored
from dateline.ledger.chain import Entry, entry_from
from dateline.ledger.tables import CLAIMS, DOCUMENTS, LOG, READINGS
from dateline.model import Claim, Document, Incident, Ruling, Value
from dateline.resolving import DocumentFacts, ResolvableClaim, place_words, range_words, resolve

_AT_ONCE = 500
"""Ids in one question; databases allow no more than some thousands."""

_MOST_STEPS = 200
"""Steps of one incident beyond which they are listed without what each changed: working that out grows with their square."""


class Change(Value):
    """One field before and after a step, written for people; None is unknown or not there."""

    field: str
    before: str | None = None
    after: str | None = None


class Step(Value):
    """One entry of the log, told.

    Args:
        entry: the entry.
        says: what was done, in one line.
        reason: why, where a person did it.
        incident_ids: for the history of an incident: the incidents that its claims made after this step.
        changes: for the history of an incident: what became different.
    """

    entry: Entry
    says: str
    reason: str | None = None
    incident_ids: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()


def entries(connection: Connection, upto: int | None = None, subjects: Iterable[str] | None = None) -> list[Entry]:
    """All entries, or those on some documents and rulings, oldest first."""
    query = select(LOG).order_by(LOG.c.seq)
    if upto is not None:
        query = query.where(LOG.c.seq <= upto)
    if subjects is None:
        return [entry_from(row) for row in connection.execute(query)]
    wanted = sorted(set(subjects))
    found = [
        row
        for start in range(0, len(wanted), _AT_ONCE)
        for row in connection.execute(query.where(LOG.c.subject.in_(wanted[start : start + _AT_ONCE])))
    ]
    return sorted((entry_from(row) for row in found), key=lambda entry: entry.seq)


def history(connection: Connection, shown: Incident | Claim | Document | Ruling | None, upto: int | None = None) -> list[Step]:
    """The log, oldest first.

    Args:
        connection: to the store.
        shown: what to tell the history of; None for everything.
        upto: number of the last entry that is looked at; None for all.

    Returns:
        For an incident, how its claims came in and what was ruled on them, with what each step changed. What an incident was before is
        worked out by today's rules from the claims that it holds now, as far as they were known then.
    """
    rulings = {ruling.id: ruling for ruling in stored.made_rulings(connection, upto)}
    if shown is None:
        return [_step(connection, entry, rulings) for entry in entries(connection, upto)]
    documents = set(_documents(shown))
    claims = set(shown.claim_ids) if isinstance(shown, Incident) else {shown.id} if isinstance(shown, Claim) else set()
    if isinstance(shown, Document):
        claims = set(connection.execute(select(CLAIMS.c.id).where(CLAIMS.c.document_id == shown.id)).scalars())
    about = _about(rulings.values(), {*claims, *documents, shown.id})
    steps = [_step(connection, entry, rulings) for entry in entries(connection, upto, documents | about)]
    return _with_changes(connection, shown, steps, list(rulings.values()), upto) if isinstance(shown, Incident) else steps


def _documents(shown: Incident | Claim | Document | Ruling) -> Iterable[str]:
    match shown:
        case Incident():
            return shown.document_ids
        case Claim():
            return (shown.document_id,)
        case Document():
            return (shown.id,)
    return ()


def _about(rulings: Iterable[Ruling], things: set[str]) -> set[str]:
    """Ids of rulings on any of these things, and of those that undid them."""
    ordered = sorted(rulings, key=lambda ruling: ruling.order)
    found: set[str] = set()
    for ruling in ordered:
        named = {"c-" + subject[2:] if subject.startswith("i-") else subject for subject in ruling.subjects}
        if named & (things | found) or ruling.id in things or any(set(held) & things for held in ruling.held or ()):
            found.add(ruling.id)
    return found


def _step(connection: Connection, entry: Entry, rulings: dict[str, Ruling]) -> Step:
    if entry.action == "rule" and entry.subject in rulings:
        ruling = rulings[entry.subject]
        return Step(entry=entry, says=ruling_words(ruling), reason=ruling.reason)
    if entry.action == "erase":
        return Step(entry=entry, says=f"erased {entry.subject}", reason=str(entry.detail.get("reason") or "") or None)
    claims = entry.detail.get("claims")
    return Step(
        entry=entry, says=f"added {_title(connection, entry.subject)}: {claims} claim{'s' if claims != 1 else ''} by {entry.detail.get('reader')}"
    )


def _title(connection: Connection, document_id: str) -> str:
    columns = (DOCUMENTS.c.publisher, DOCUMENTS.c.title, DOCUMENTS.c.published)
    row = connection.execute(select(*columns).where(DOCUMENTS.c.id == document_id)).first()
    told = " · ".join(part for part in (row or ()) if part)
    return f"{document_id} ({told})" if told else document_id


def ruling_words(ruling: Ruling) -> str:
    """What a ruling does, in one line."""
    subjects = " and ".join(ruling.subjects)
    match ruling.kind:
        case "same":
            return f"ruled that {subjects} are the same"
        case "apart":
            return f"ruled that {subjects} are not the same"
        case "correct":
            return f"corrected {ruling.field} of {subjects} to {value_text(ruling.value) or 'unknown'}"
        case "class":
            return f"ruled that those in {ruling.field} of {subjects} were: {str(ruling.value).replace('_', ' ')}"
        case "note":
            return f"noted on {subjects}"
        case "undo":
            return f"undid {subjects}"
    done = {"discount": "discounted", "confirm": "confirmed", "retract": "retracted", "withhold": "withheld"}
    return f"{done[ruling.kind]} {subjects}"


def value_text(value: Any) -> str | None:
    """A ruled value, for people."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(str(one.get("name")) for one in value)
    if not isinstance(value, dict):
        return None if value is None else str(value)
    if "name" in value:
        return str(value["name"])
    if "precision" in value:
        return "..".join(dict.fromkeys(str(value.get(end, "")) for end in ("start", "end")))
    low, best, high = (value.get(name) for name in ("low", "best", "high"))
    if low is None and high is None:
        return str(best)
    span = f"≤{high}" if low is None else f"{low}+" if high is None else f"{low}" if low == high else f"{low}–{high}"
    return span if best is None or str(best) == span else f"{best} ({span})"


def _with_changes(connection: Connection, shown: Incident, steps: Sequence[Step], made: Sequence[Ruling], upto: int | None) -> list[Step]:
    known = _arrivals(connection, shown)
    ruled = {step.entry.subject: step.entry.seq for step in steps if step.entry.action == "rule"}
    bearing = [ruling for ruling in stored.moved_rulings(connection, made, upto) if ruling.id in ruled]
    if len(steps) > _MOST_STEPS:
        return list(steps)
    told: list[Step] = []
    before: dict[str, str] = {}
    for step in steps:
        claims = [pair for entry, pair in known if entry <= step.entry.seq]
        incidents = resolve(claims, [ruling for ruling in bearing if ruled[ruling.id] <= step.entry.seq])
        after = _described(incidents, shown)
        changes = tuple(
            Change(field=field, before=before.get(field), after=after.get(field))
            for field in dict.fromkeys((*after, *before))
            if before.get(field) != after.get(field)
        )
        told.append(step.model_copy(update={"incident_ids": tuple(incident.id for incident in incidents), "changes": changes}))
        before = after
    return told


def _arrivals(connection: Connection, shown: Incident) -> list[tuple[int, ResolvableClaim]]:
    """The incident's claims, each with the entry under which it came in."""
    documents = {row.id: DocumentFacts(row.id, row.publisher, row.url, row.published) for row in _rows_of(connection, shown)}
    query = select(CLAIMS.c.id, CLAIMS.c.json, CLAIMS.c.document_id, READINGS.c.entry).join(READINGS, READINGS.c.id == CLAIMS.c.reading_id)
    wanted = set(shown.claim_ids)
    return [
        (row.entry, ResolvableClaim(rows.claim_from(row.json, row.id), documents[row.document_id]))
        for row in connection.execute(query.where(CLAIMS.c.document_id.in_(shown.document_ids)))
        if row.id in wanted
    ]


def _rows_of(connection: Connection, shown: Incident) -> Iterable[Row[Any]]:
    columns = (DOCUMENTS.c.id, DOCUMENTS.c.publisher, DOCUMENTS.c.url, DOCUMENTS.c.published)
    return connection.execute(select(*columns).where(DOCUMENTS.c.id.in_(shown.document_ids)))


def _described(incidents: Sequence[Incident], shown: Incident) -> dict[str, str]:
    """The incident of this id among those that its claims made, field by field, for people; the others by their ids."""
    if not incidents:
        return {}
    anchor = "c-" + shown.id[2:]
    main = max(incidents, key=lambda incident: (anchor in incident.claim_ids, len(incident.claim_ids), incident.id))
    told = {"incidents": ", ".join(incident.id for incident in incidents)} if len(incidents) > 1 else {}
    told["event"] = main.type + (f"/{main.mode}" if main.mode else "") + ("" if main.status == "actual" else f" ({main.status})")
    if main.time is not None:
        told["time"] = str(main.time)
    if main.place is not None:
        told["place"] = place_words(main.place) + (f", {main.place.country}" if main.place.country else "")
    for role in ("source", "target", "backer"):
        names = list(dict.fromkeys(part.actor.name for part in main.actors if part.role == role))
        if names:
            told[role] = ", ".join(names)
    for toll in main.tolls:
        told[toll.harm + (f" ({toll.victim_class})" if toll.victim_class else "")] = range_words(toll)
    if main.weapon is not None:
        told["weapon"] = main.weapon
    if main.accidental is not None:
        told["accidental"] = "yes" if main.accidental else "no"
    if (grade := main.grade("airwars")) is not None:
        told["grade"] = grade.grade
    if main.verdict is not None:
        told["verdict"] = main.verdict
    for number, flag in enumerate(main.flags, 1):
        told[f"flag {number}"] = flag.says
    return told
