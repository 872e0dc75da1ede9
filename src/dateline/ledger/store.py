"""The ledger: documents, readings and rulings kept for good, and the incidents derived from them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, func, insert, select

from dateline.ledger import browsing, derived, finding, quoting, rows, verifying
from dateline.ledger.connecting import connect
from dateline.ledger.quoting import Quote
from dateline.ledger.tables import CLAIMS, DOCUMENTS, LOG, PASSAGES, READINGS, RULINGS
from dateline.ledger.troubles import said_clearly
from dateline.ledger.verifying import VerifyReport
from dateline.model import Claim, Document, Incident, ReaderName, Reading, Ruling
from dateline.model.errors import LedgerError

_BATCH = 200


class Ledger:
    """A store of documents and claims, append-only, with the incidents derived from them.

    Open one with :func:`dateline.open`. Safe to use from several threads and processes; one writes at a time. A document and all that
    was read from it are stored in one transaction: what :meth:`add` has returned from is on the disk.
    """

    def __init__(self, name: str, engine: Engine) -> None:
        self.name = name
        self._engine = engine

    @classmethod
    def open(cls, where: str | Path, *, create: bool = True) -> Self:
        """Open a ledger.

        Args:
            where: path of a SQLite file, or a database URL.
            create: whether to make one where there is none.

        Raises:
            LedgerNotFound: if there is none and ``create`` is false, or its folder does not exist.
            LedgerDamaged: if the file is not a ledger.
            LedgerError: for all else that the database refuses.
        """
        return cls(*connect(where, create=create))

    def close(self) -> None:
        """Let go of the store."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def add(self, document: Document, reading: Reading) -> bool:
        """Store a document and what a reader made of it, in one transaction.

        Returns:
            True if something was stored, False if this reader's reading of this document was there already.

        Raises:
            LedgerError: if the reading is of another document, or a quote of it is not in the text, or the store refuses.
        """
        _check(document, reading)
        reading_id = rows.reading_id(document.id, reading.reader)
        with self._writing() as connection:
            if connection.execute(select(READINGS.c.id).where(READINGS.c.id == reading_id)).first() is not None:
                return False
            if connection.execute(select(DOCUMENTS.c.id).where(DOCUMENTS.c.id == document.id)).first() is None:
                connection.execute(insert(DOCUMENTS), rows.document_row(document))
            reader = reading.reader
            connection.execute(
                insert(READINGS),
                {"id": reading_id, "document_id": document.id, "reader": reader.name, "version": reader.version, "model": reader.model},
            )
            if reading.passages:
                connection.execute(insert(PASSAGES), [rows.passage_row(reading_id, passage) for passage in reading.passages])
            claims = {claim.id: claim for claim in reading.claims}
            if claims:
                connection.execute(
                    insert(CLAIMS),
                    [{"id": claim.id, "reading_id": reading_id, "document_id": document.id, "json": claim.to_json()} for claim in claims.values()],
                )
            _log(connection, "add", document.id, f"{len(claims)} claims by {reader.name} {reader.version}")
        return True

    def rule(self, ruling: Ruling) -> bool:
        """Store a decision of people; False if it was there already.

        Raises:
            UnknownId: if a subject is not in the ledger.
            LedgerError: if the store refuses.
        """
        for subject in ruling.subjects:
            self.show(subject)
        with self._writing() as connection:
            if connection.execute(select(RULINGS.c.id).where(RULINGS.c.id == ruling.id)).first() is not None:
                return False
            connection.execute(insert(RULINGS), {"id": ruling.id, "json": ruling.to_json()})
            _log(connection, "rule", ruling.id, ruling.kind)
        return True

    def has(self, document_id: str, reader: ReaderName) -> bool:
        """Whether this reader's reading of this document is stored."""
        with self._reading() as connection:
            wanted = rows.reading_id(document_id, reader)
            return connection.execute(select(READINGS.c.id).where(READINGS.c.id == wanted)).first() is not None

    def has_address(self, url: str) -> bool:
        """Whether a document from this web address is stored."""
        with self._reading() as connection:
            return connection.execute(select(DOCUMENTS.c.id).where(DOCUMENTS.c.url == url).limit(1)).first() is not None

    def documents(self) -> Iterator[Document]:
        """All documents, by publication time (unknown first), then id."""
        order = (func.coalesce(DOCUMENTS.c.published, ""), DOCUMENTS.c.id)
        with self._reading() as connection:
            for row in connection.execution_options(yield_per=_BATCH).execute(select(DOCUMENTS).order_by(*order)):
                yield rows.document_from(row)

    def document_ids(self) -> list[str]:
        """The ids of all documents, sorted."""
        with self._reading() as connection:
            return browsing.document_ids(connection)

    def documents_by_id(self, ids: Iterable[str]) -> dict[str, Document]:
        """The documents with these ids; ids of nothing are left out."""
        with self._reading() as connection:
            return browsing.documents_by_id(connection, ids)

    def claims_by_id(self, ids: Iterable[str]) -> dict[str, Claim]:
        """The claims with these ids; ids of nothing are left out."""
        with self._reading() as connection:
            return browsing.claims_by_id(connection, ids)

    def readings(self, document_id: str) -> list[Reading]:
        """All that readers made of one document, with passages and claims, older versions too.

        Raises:
            UnknownId: if there is no such document.
            LedgerDamaged: if what is stored is not what was read.
        """
        with self._reading() as connection:
            return browsing.readings(connection, document_id)

    def rulings(self) -> list[Ruling]:
        """All rulings, in the order in which they were made."""
        with self._reading() as connection:
            return derived.rulings(connection)

    def claims(self, *, document_id: str | None = None, superseded: bool = False) -> Iterator[Claim]:
        """All claims of the readings that stand, by document id, in the reader's order.

        Args:
            document_id: only those of this document.
            superseded: also those of a reader's older versions.
        """
        with self._reading() as connection:
            standing = None if superseded else derived.standing_readings(connection)
            query = select(CLAIMS).order_by(CLAIMS.c.document_id, CLAIMS.c.seq)
            if document_id is not None:
                query = query.where(CLAIMS.c.document_id == document_id)
            for row in connection.execution_options(yield_per=_BATCH).execute(query):
                if standing is None or row.reading_id in standing:
                    yield rows.claim_from(row.json, row.id)

    def incidents(
        self,
        *,
        country: str | None = None,
        type: str | None = None,  # noqa: A002 - the codebook's word
        since: dt.date | str | None = None,
        until: dt.date | str | None = None,
        killed_at_least: int | None = None,
    ) -> list[Incident]:
        """Incidents by first possible day (unknown last), then id. What is unknown meets no condition.

        Args:
            country: ISO 3166-1 alpha-3 code of the country where it happened.
            type: event type of the codebook, such as ``ASSAULT``.
            since, until: days (ISO 8601), inclusive; incidents whose possible days touch the period.
            killed_at_least: number of people killed, by the best figure, else the low one.

        Raises:
            ValueError: if a day is not ISO 8601.
            LedgerError: if the store refuses.
        """
        conditions = derived.conditions(country=country, event_type=type, since=_day(since), until=_day(until), killed_at_least=killed_at_least)
        with said_clearly(self.name):
            return derived.incidents(self._engine, self._writing, conditions)

    def show(self, id: str) -> Incident | Claim | Document | Ruling:  # noqa: A002 - what users call it
        """The thing that an id names.

        Args:
            id: the id of an incident, claim, document or ruling, or its beginning where that is unique. The id of an incident that was
                since merged or split leads to the incident that now holds the claim it was named after.

        Raises:
            UnknownId: if nothing has that id, or several things begin with it.
        """
        with said_clearly(self.name):
            derived.refresh(self._engine, self._writing)
            with self._reading() as connection:
                return finding.find(connection, id)

    def quotes(self, id: str) -> list[Quote]:  # noqa: A002 - what users call it
        """Every value of an incident, claim or document with the words it was read from and who says so.

        Raises:
            UnknownId: if nothing has that id, or it is a ruling's.
        """
        shown = self.show(id)
        with self._reading() as connection:
            return quoting.quotes(connection, shown)

    def verify(self) -> VerifyReport:
        """Find every span of every claim again in its stored document, and check every hash and id.

        Raises:
            LedgerDamaged: if the database itself cannot be read.
        """
        with self._reading() as connection:
            return verifying.verify(connection)

    def rebuild(self) -> int:
        """Forget the derived incidents and work them out again from the claims and rulings; how many there are."""
        with said_clearly(self.name):
            return derived.rebuild(self._writing)

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with said_clearly(self.name), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with said_clearly(self.name), self._engine.connect().execution_options(writes=True) as connection, connection.begin():
            yield connection


def _day(day: dt.date | str | None) -> str | None:
    if day is None:
        return None
    return (day if isinstance(day, dt.date) else dt.date.fromisoformat(day)).isoformat()[:10]


def _log(connection: Connection, action: str, subject: str, detail: str) -> None:
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    connection.execute(insert(LOG), {"time": now, "action": action, "subject": subject, "detail": detail})


def _check(document: Document, reading: Reading) -> None:
    if reading.document_id != document.id:
        raise LedgerError(f"the reading is of document {reading.document_id}, expected one of {document.id}. Read the document again.")
    for claim in reading.claims:
        if claim.document_id != document.id or claim.reader != reading.reader:
            raise LedgerError(f"the claim {claim.id} is of another document or reader than its reading. Make claims for the document that was read.")
        for span in claim.spans():
            if not span.found_in(document.text):
                raise LedgerError(
                    f"the claim {claim.id} quotes {span.text!r} at {span.start}:{span.end}, where the document {document.id} has "
                    f"{document.text[span.start : span.end]!r}. Correct the reader {reading.reader.name}: it must quote the stored text"
                )
