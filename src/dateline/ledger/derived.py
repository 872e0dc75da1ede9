"""Incidents as derived rows: worked out from claims and rulings when asked for, kept until one of these changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from sqlalchemy import ColumnElement, Connection, Engine, delete, func, insert, select

from dateline.ledger import indexing, rows
from dateline.ledger.stored import resolvable, rulings
from dateline.ledger.tables import DERIVED, INCIDENTS, LOG, MEMBERS, WORKED_OUT
from dateline.model import Incident
from dateline.model.errors import LedgerReadOnly
from dateline.resolving import resolve, rules_id

Writing = Callable[[], AbstractContextManager[Connection]]
Conditions = list[tuple[ColumnElement[bool], Callable[[dict[str, object]], bool]]]
"""Each condition in SQL, and as a test of an incident's row for a ledger that cannot keep derived rows."""

_NAME = "incidents"


def stamp(connection: Connection) -> str:
    """What the incidents depend on; a stored stamp that differs means that they have to be worked out again."""
    entries = connection.execute(select(func.max(LOG.c.seq))).scalar() or 0
    return f"rules {rules_id()}; log {entries}"


def stored_stamp(connection: Connection) -> str | None:
    """The stamp of the stored incidents; None where there are none."""
    return connection.execute(select(DERIVED.c.stamp).where(DERIVED.c.name == _NAME)).scalar()


def _work_out(engine: Engine) -> tuple[str, list[Incident]] | None:
    with engine.connect() as connection, connection.begin():
        now = stamp(connection)
        if stored_stamp(connection) == now:
            return None
        return now, resolve(resolvable(connection), rulings(connection))


def _keep(connection: Connection, now: str, found: Sequence[Incident]) -> None:
    for table in WORKED_OUT:
        connection.execute(delete(table))
    if found:
        connection.execute(insert(INCIDENTS), [rows.incident_row(position, incident) for position, incident in enumerate(found)])
        members = [{"claim_id": claim_id, "incident_id": incident.id} for incident in found for claim_id in incident.claim_ids]
        connection.execute(insert(MEMBERS), members)
        indexing.write(connection, found)
    connection.execute(insert(DERIVED), {"name": _NAME, "stamp": now})


def refresh(engine: Engine, writing: Writing) -> list[Incident] | None:
    """Bring the stored incidents up to date.

    Returns:
        None where the stored rows are right; the incidents themselves where the ledger cannot be written to.
    """
    fresh = _work_out(engine)
    if fresh is None:
        return None
    try:
        with writing() as connection:
            _keep(connection, *fresh)
    except LedgerReadOnly:
        return fresh[1]
    return None


def rebuild(writing: Writing) -> int:
    """Work the incidents out again whatever is stored; how many there are."""
    with writing() as connection:
        found = resolve(resolvable(connection), rulings(connection))
        _keep(connection, stamp(connection), found)
    return len(found)


def conditions(
    *, country: str | None, event_type: str | None, since: str | None, until: str | None, killed_at_least: int | None, discounted: bool
) -> Conditions:
    """What to ask of incidents. A column that is unknown meets no condition; an open end of a time has no limit."""
    made: Conditions = []
    if not discounted:
        made.append((func.coalesce(INCIDENTS.c.verdict, "") != "discounted", lambda row: row["verdict"] != "discounted"))
    if country is not None:
        code = country.upper()
        made.append((INCIDENTS.c.country == code, lambda row: row["country"] == code))
    if event_type is not None:
        wanted = event_type.upper()
        made.append((INCIDENTS.c.type == wanted, lambda row: row["type"] == wanted))
    if since is not None or until is not None:
        dated = INCIDENTS.c.first_day.is_not(None) | INCIDENTS.c.last_day.is_not(None)
        made.append((dated, lambda row: row["first_day"] is not None or row["last_day"] is not None))
    if since is not None:
        made.append((func.coalesce(INCIDENTS.c.last_day, "9999") >= since, lambda row: str(row["last_day"] or "9999") >= since))
    if until is not None:
        made.append((func.coalesce(INCIDENTS.c.first_day, "") <= until, lambda row: str(row["first_day"] or "") <= until))
    if killed_at_least is not None:
        made.append((INCIDENTS.c.killed >= killed_at_least, lambda row: isinstance(row["killed"], int) and row["killed"] >= killed_at_least))
    return made


def incidents(engine: Engine, writing: Writing, wanted: Conditions) -> list[Incident]:
    """The incidents that meet all conditions, in their order."""
    unkept = refresh(engine, writing)
    if unkept is not None:
        return meeting(unkept, wanted)
    query = select(INCIDENTS.c.json).where(*(condition for condition, _ in wanted)).order_by(INCIDENTS.c.position)
    with engine.connect() as connection:
        return [Incident.from_json(json) for json in connection.execute(query).scalars()]


def meeting(found: Sequence[Incident], wanted: Conditions) -> list[Incident]:
    """Those of incidents in memory that meet all conditions, in their order."""
    numbered = ((rows.incident_row(position, incident), incident) for position, incident in enumerate(found))
    return [incident for row, incident in numbered if all(test(row) for _, test in wanted)]
