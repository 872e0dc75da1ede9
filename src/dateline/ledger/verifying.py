"""Law 1 as a check: every span of every claim found again, every hash and id recomputed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection, Row, select

from dateline.ledger import derived, rows
from dateline.ledger.tables import CLAIMS, DOCUMENTS, INCIDENTS, PASSAGES, READINGS, RULINGS
from dateline.model import Claim, Ruling, Value
from dateline.model.errors import LedgerDamaged
from dateline.resolving import resolve


class Problem(Value):
    """One thing that does not hold. ``id`` names the document, claim or ruling; ``what`` says what was found and what was expected."""

    id: str
    what: str


class VerifyReport(Value):
    """What was checked, and what does not hold.

    Args:
        documents, claims, spans, incidents: how many were checked.
        problems: empty where all is well.
    """

    documents: int
    claims: int
    spans: int
    incidents: int
    problems: tuple[Problem, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether everything holds."""
        return not self.problems


def verify(connection: Connection) -> VerifyReport:
    """Check a whole ledger, document by document."""
    problems = [Problem(id="ledger", what=f"the database says: {told}") for told in _database(connection)]
    documents = claims = spans = 0
    for document_id in connection.execute(select(DOCUMENTS.c.id).order_by(DOCUMENTS.c.seq)).scalars().all():
        row = connection.execute(select(DOCUMENTS).where(DOCUMENTS.c.id == document_id)).one()
        documents += 1
        problems += _document(row)
        problems += _passages(connection, row)
        for claim_row in connection.execute(select(CLAIMS).where(CLAIMS.c.document_id == document_id).order_by(CLAIMS.c.seq)):
            claims += 1
            checked, found = _claim(claim_row, row.text)
            spans += checked
            problems += found
    problems += _rulings(connection)
    incidents, found = _incidents(connection, sound=not problems)
    return VerifyReport(documents=documents, claims=claims, spans=spans, incidents=incidents, problems=(*problems, *found))


def _database(connection: Connection) -> Iterator[str]:
    if connection.dialect.name == "sqlite":
        yield from (told for told in connection.exec_driver_sql("PRAGMA integrity_check").scalars() if told != "ok")


def _document(row: Row[Any]) -> Iterator[Problem]:
    digest = hashlib.sha256(row.text.encode()).hexdigest()
    if digest != row.sha256:
        yield Problem(id=row.id, what=f"the stored text has SHA-256 {digest}, but {row.sha256} was stored with it: the text was altered")
    else:
        try:
            rows.document_from(row)
        except LedgerDamaged as error:
            yield Problem(id=row.id, what=str(error))


def _passages(connection: Connection, row: Row[Any]) -> Iterator[Problem]:
    query = select(PASSAGES).join(READINGS, READINGS.c.id == PASSAGES.c.reading_id).where(READINGS.c.document_id == row.id)
    for passage in connection.execute(query):
        if not 0 <= passage.start <= passage.end <= len(row.text):
            yield Problem(
                id=row.id, what=f"passage {passage.position} spans {passage.start}:{passage.end}, but the text has {len(row.text)} characters"
            )


def _claim(row: Row[Any], text: str) -> tuple[int, list[Problem]]:
    try:
        claim = Claim.from_json(row.json)
    except ValidationError as error:
        return 0, [Problem(id=row.id, what=f"no longer a claim: {error.errors()[0]['msg']}")]
    problems = []
    if (claim.id, claim.document_id) != (row.id, row.document_id):
        problems.append(Problem(id=row.id, what=f"calls itself {claim.id} of document {claim.document_id}, but is stored under {row.document_id}"))
    named = [("event", span) for span in claim.evidence] + [(field, span) for field, value in claim.values() for span in value.evidence]
    problems += [
        Problem(
            id=row.id,
            what=f"{field}: {span.text!r} was read at {span.start}:{span.end} of {row.document_id}, "
            f"where the text now has {text[span.start : span.end]!r}",
        )
        for field, span in named
        if not span.found_in(text)
    ]
    return len(named), problems


def _rulings(connection: Connection) -> Iterator[Problem]:
    for row in connection.execute(select(RULINGS)):
        try:
            ruling = Ruling.from_json(row.json)
        except ValidationError as error:
            yield Problem(id=row.id, what=f"no longer a ruling: {error.errors()[0]['msg']}")
            continue
        fresh = Ruling.make(**{name: value for name, value in ruling.to_dict().items() if name != "id"})
        if not ruling.id == fresh.id == row.id:
            yield Problem(id=row.id, what=f"its content gives {fresh.id}: the ruling was altered")


def _incidents(connection: Connection, *, sound: bool) -> tuple[int, list[Problem]]:
    stored = list(connection.execute(select(INCIDENTS.c.id, INCIDENTS.c.json).order_by(INCIDENTS.c.position)))
    if not sound or derived.stored_stamp(connection) != derived.stamp(connection):
        return len(stored), []  # worked out again when next asked for
    fresh = {incident.id: incident.to_json() for incident in resolve(derived.resolvable(connection), derived.rulings(connection))}
    kept = {row.id: row.json for row in stored}
    differing = sorted(incident_id for incident_id in fresh.keys() | kept.keys() if fresh.get(incident_id) != kept.get(incident_id))
    problems = [Problem(id=incident_id, what="differs from what the claims give. Run `dateline rebuild`") for incident_id in differing]
    return len(stored), problems
