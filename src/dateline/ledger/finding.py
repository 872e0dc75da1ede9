"""From an id, or the beginning of one, to the thing it names. Ids never vanish: a merged incident's id leads to where its claim went."""

from __future__ import annotations

import re

from sqlalchemy import Connection, select

from dateline.ledger import rows
from dateline.ledger.derived import standing_readings
from dateline.ledger.tables import CLAIMS, DOCUMENTS, INCIDENTS, MEMBERS, RULINGS
from dateline.model import Claim, Document, Incident, Ruling
from dateline.model.errors import UnknownId

_ID = re.compile(r"([dcir])-([0-9a-f]{1,16})")
_TABLES = {"d": DOCUMENTS, "c": CLAIMS, "i": INCIDENTS, "r": RULINGS}


def find(connection: Connection, wanted: str) -> Incident | Claim | Document | Ruling:
    """What ``wanted`` names.

    Raises:
        UnknownId: if nothing has that id, or several things begin with it.
    """
    match = _ID.fullmatch(wanted.strip().lower())
    if match is None:
        raise UnknownId(
            f"{wanted!r} is not an id; expected one such as i-0123456789abcdef (i incident, c claim, d document, r ruling), or its beginning."
        )
    letter, digits = match.groups()
    if letter == "i":
        return _incident(connection, wanted, digits)
    row = connection.execute(select(_TABLES[letter]).where(_TABLES[letter].c.id == _one(connection, letter, digits, wanted))).one()
    if letter == "d":
        return rows.document_from(row)
    return rows.claim_from(row.json, row.id) if letter == "c" else Ruling.from_json(row.json)


def _beginning(connection: Connection, letter: str, digits: str) -> list[str]:
    column = _TABLES[letter].c.id
    return list(connection.execute(select(column).where(column.like(f"{letter}-{digits}%")).order_by(column).limit(6)).scalars())


def _one(connection: Connection, letter: str, digits: str, wanted: str) -> str:
    found = _beginning(connection, letter, digits)
    if not found:
        raise UnknownId(f"{wanted}: nothing in this ledger has that id. `dateline incidents` lists the incidents.")
    if len(found) > 1:
        raise UnknownId(f"{wanted}: several ids begin like this: {', '.join(found[:5])}{' …' if len(found) > 5 else ''}. Give more of it.")
    return found[0]


def _incident(connection: Connection, wanted: str, digits: str) -> Incident:
    shown = _beginning(connection, "i", digits)
    if len(shown) == 1:
        return _load(connection, shown[0])
    claim_id = _one(connection, "c", digits, wanted)
    holder = _holder(connection, claim_id)
    if holder is None:
        raise UnknownId(
            f"{wanted}: no incident holds that claim now: it is not news, or its document was retracted. `dateline show {claim_id}` shows it."
        )
    return _load(connection, holder)


def _load(connection: Connection, incident_id: str) -> Incident:
    return Incident.from_json(connection.execute(select(INCIDENTS.c.json).where(INCIDENTS.c.id == incident_id)).scalar_one())


def _holder(connection: Connection, claim_id: str) -> str | None:
    """The incident that holds a claim, or the claim of a newer reading that quotes most of the same words."""
    query = select(MEMBERS.c.incident_id).where(MEMBERS.c.claim_id == claim_id)
    holder: str | None = connection.execute(query).scalar()
    if holder is not None:
        return holder
    row = connection.execute(select(CLAIMS).where(CLAIMS.c.id == claim_id)).one()
    if row.reading_id in standing_readings(connection):
        return None
    old = rows.claim_from(row.json, row.id)
    query_newer = (
        select(CLAIMS.c.id, CLAIMS.c.json, MEMBERS.c.incident_id)
        .join(MEMBERS, MEMBERS.c.claim_id == CLAIMS.c.id)
        .where(CLAIMS.c.document_id == row.document_id)
    )
    newer = [(_shared(old, rows.claim_from(other.json, other.id)), other.id, other.incident_id) for other in connection.execute(query_newer)]
    shared, _, successor = max(newer, default=(0, "", None))
    return successor if shared > 0 else None


def _shared(one: Claim, other: Claim) -> int:
    """How many characters both claims rest on."""
    mine = {place for span in one.evidence for place in range(span.start, span.end)}
    return len(mine & {place for span in other.evidence for place in range(span.start, span.end)})
