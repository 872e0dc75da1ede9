"""Law 1 as a check: every span of every claim found again, every hash and id recomputed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection, Row, select

from dateline.ledger import chain, derived, rows, stored
from dateline.ledger.tables import CLAIMS, DOCUMENTS, INCIDENTS, LOG, PASSAGES, READINGS, RULINGS
from dateline.model import Claim, Moment, Ruling, Value
from dateline.model.errors import LedgerDamaged
from dateline.resolving import resolve


class Problem(Value):
    """One thing that does not hold. ``id`` names the document, claim or ruling; ``what`` says what was found and what was expected."""

    id: str
    what: str


class Erased(Value):
    """A document whose content was erased by law: what is left of it."""

    id: str
    time: Moment
    author: str
    reason: str


class VerifyReport(Value):
    """What was checked, and what does not hold.

    Args:
        documents, claims, spans, rulings, incidents, entries: how many were checked.
        erased: documents whose content was erased, and so cannot be checked any more.
        head: hash of the newest entry of the log. Who notes it down elsewhere can see later that nothing was cut off.
        problems: empty where all is well.
    """

    documents: int
    claims: int
    spans: int
    rulings: int
    incidents: int
    entries: int
    erased: tuple[Erased, ...] = ()
    head: str
    problems: tuple[Problem, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether everything holds."""
        return not self.problems


def verify(connection: Connection, head: str | None = None) -> VerifyReport:
    """Check a whole ledger: the database itself, the chain of the log, then document by document, the rulings and the incidents.

    Args:
        connection: to the store.
        head: the hash of an entry that is known from elsewhere, or its beginning, and must be in the log.
    """
    problems = [Problem(id="ledger", what=f"the database says: {told}") for told in _database(connection)]
    log = list(connection.execute(select(LOG).order_by(LOG.c.seq)))
    problems += [Problem(id=name, what=what) for name, what in chain.broken_links(log)]
    if head is not None and not any(row.hash.startswith(head.lower()) for row in log):
        problems.append(Problem(id="log", what=f"has no entry with the hash {head}: entries were cut off or replaced since it was noted"))
    content = {row.seq: row.content for row in log}
    documents = claims = spans = 0
    for document_id in connection.execute(select(DOCUMENTS.c.id).order_by(DOCUMENTS.c.seq)).scalars().all():
        row = connection.execute(select(DOCUMENTS).where(DOCUMENTS.c.id == document_id)).one()
        documents += 1
        claim_rows = connection.execute(select(CLAIMS).where(CLAIMS.c.document_id == document_id).order_by(CLAIMS.c.seq)).all()
        if row.erased is not None:
            problems += _tombstone(connection, row, claim_rows)
            continue
        problems += _document(row)
        problems += _readings(connection, row, claim_rows, content)
        for claim_row in claim_rows:
            claims += 1
            checked, found = _claim(claim_row, row.text)
            spans += checked
            problems += found
    rulings, found = _rulings(connection, content)
    problems += found
    problems += _unstored(connection, log)
    incidents, found = _incidents(connection, sound=not problems)
    return VerifyReport(
        documents=documents,
        claims=claims,
        spans=spans,
        rulings=rulings,
        incidents=incidents,
        entries=len(log),
        erased=tuple(_erased(log)),
        head=log[-1].hash if log else chain.GENESIS,
        problems=(*problems, *found),
    )


def _erased(log: Sequence[Row[Any]]) -> Iterator[Erased]:
    for row in log:
        if row.action == "erase":
            yield Erased(id=row.subject, time=row.time, author=row.author, reason=str(json.loads(row.detail).get("reason")))


def _database(connection: Connection) -> Iterator[str]:
    if connection.dialect.name == "sqlite":
        yield from (told for told in connection.exec_driver_sql("PRAGMA integrity_check").scalars() if told != "ok")


def _document(row: Row[Any]) -> Iterator[Problem]:
    digest = chain.text_digest(row.text)
    if digest != row.sha256:
        yield Problem(id=row.id, what=f"the stored text has SHA-256 {digest}, but {row.sha256} was stored with it: the text was altered")
    else:
        try:
            rows.document_from(row)
        except LedgerDamaged as error:
            yield Problem(id=row.id, what=str(error))


def _readings(connection: Connection, document: Row[Any], claims: Sequence[Row[Any]], content: dict[int, str]) -> Iterator[Problem]:
    """Every reading is what was sealed in the log when it came in, and its passages lie within the text."""
    for reading in connection.execute(select(READINGS).where(READINGS.c.document_id == document.id).order_by(READINGS.c.seq)):
        passages = connection.execute(select(PASSAGES).where(PASSAGES.c.reading_id == reading.id).order_by(PASSAGES.c.position)).all()
        for passage in passages:
            if not 0 <= passage.start <= passage.end <= len(document.text):
                what = f"passage {passage.position} spans {passage.start}:{passage.end}, but the text has {len(document.text)} characters"
                yield Problem(id=document.id, what=what)
        digest = chain.reading_digest(
            document._asdict(),
            reading._asdict(),
            [passage._asdict() for passage in passages],
            [claim.json for claim in claims if claim.reading_id == reading.id],
        )
        if content.get(reading.entry) != digest:
            sealed = f"what {reading.reader} {reading.version} read is not what log entry {reading.entry} sealed"
            yield Problem(id=document.id, what=f"{sealed}: document, passages or claims were altered")


def _tombstone(connection: Connection, document: Row[Any], claims: Sequence[Row[Any]]) -> Iterator[Problem]:
    entry = connection.execute(select(LOG.c.action, LOG.c.subject).where(LOG.c.seq == document.erased)).first()
    if entry is None or (entry.action, entry.subject) != ("erase", document.id):
        yield Problem(id=document.id, what=f"its content is gone, but log entry {document.erased} does not tell of an erasure")
    if document.text or document.title or any(claim.json for claim in claims):
        yield Problem(id=document.id, what="was erased, but part of its content is there. Run `dateline erase` on it again")


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


def _rulings(connection: Connection, content: dict[int, str]) -> tuple[int, list[Problem]]:
    problems = []
    rulings = connection.execute(select(RULINGS).order_by(RULINGS.c.seq)).all()
    for row in rulings:
        if content.get(row.entry) != chain.text_digest(row.json):
            problems.append(Problem(id=row.id, what=f"is not what log entry {row.entry} sealed: the ruling was altered"))
        try:
            ruling = Ruling.from_json(row.json)
        except ValidationError as error:
            problems.append(Problem(id=row.id, what=f"no longer a ruling: {error.errors()[0]['msg']}"))
            continue
        fresh = Ruling.make(**{name: value for name, value in ruling.to_dict().items() if name != "id"})
        if not ruling.id == fresh.id == row.id:
            problems.append(Problem(id=row.id, what=f"its content gives {fresh.id}: the ruling was altered"))
    return len(rulings), problems


def _unstored(connection: Connection, log: Sequence[Row[Any]]) -> Iterator[Problem]:
    """Entries that tell of what is not there."""
    entries = {"add": set(connection.execute(select(READINGS.c.entry)).scalars()), "rule": set(connection.execute(select(RULINGS.c.entry)).scalars())}
    entries["erase"] = set(connection.execute(select(DOCUMENTS.c.erased)).scalars())
    for row in log:
        if row.seq not in entries.get(row.action, ()):
            yield Problem(id=f"log entry {row.seq}", what=f"tells of {row.action} {row.subject}, which is not there: it was removed")


def _incidents(connection: Connection, *, sound: bool) -> tuple[int, list[Problem]]:
    there = list(connection.execute(select(INCIDENTS.c.id, INCIDENTS.c.json).order_by(INCIDENTS.c.id)))
    if not sound or derived.stored_stamp(connection) != derived.stamp(connection):
        return len(there), []  # worked out again when next asked for
    fresh = {incident.id: incident.to_json() for incident in resolve(stored.resolvable(connection), stored.rulings(connection))}
    kept = {row.id: row.json for row in there}
    differing = sorted(incident_id for incident_id in fresh.keys() | kept.keys() if fresh.get(incident_id) != kept.get(incident_id))
    problems = [Problem(id=incident_id, what="differs from what the claims give. Run `dateline rebuild`") for incident_id in differing]
    return len(there), problems
