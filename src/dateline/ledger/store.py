"""The ledger: documents, readings and rulings kept for good, and the incidents derived from them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, insert, select

from dateline.ledger import chain, deciding, derived, erasing, finding, rows, searching, verifying, wording
from dateline.ledger.asking import Asking, PastLedger, entry_at
from dateline.ledger.connecting import connect, writing_options
from dateline.ledger.derived import Conditions
from dateline.ledger.questions import Questions
from dateline.ledger.searching import KINDS, Hit, Kind
from dateline.ledger.tables import CLAIMS, DOCUMENTS, PASSAGES, READINGS, RULINGS
from dateline.ledger.troubles import said_clearly
from dateline.ledger.verifying import VerifyReport
from dateline.model import Claim, Document, Incident, ReaderName, Reading, Ruling, RulingKind
from dateline.model.errors import LedgerError, UnknownId
from dateline.resolving import Why


class Ledger(Asking):
    """A store of documents and claims, append-only, with the incidents derived from them.

    Open one with :func:`dateline.open`. Safe to use from several threads and processes; one writes at a time. A document and all that
    was read from it are stored in one transaction: what :meth:`add` has returned from is on the disk.
    """

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
            True if something was stored, False if this reader's reading of this document was there already, or the document was erased.

        Raises:
            LedgerError: if the reading is of another document, or a quote of it is not in the text, or the store refuses.
        """
        _check(document, reading)
        reading_id = rows.reading_id(document.id, reading.reader)
        with self._writing() as connection:
            if connection.execute(select(READINGS.c.id).where(READINGS.c.id == reading_id)).first() is not None:
                return False
            stored_document = connection.execute(select(DOCUMENTS).where(DOCUMENTS.c.id == document.id)).first()
            if stored_document is not None and stored_document.erased is not None:
                return False
            row = rows.document_row(document) if stored_document is None else stored_document._asdict()
            reader = reading.reader
            reading_row = {"id": reading_id, "document_id": document.id, "reader": reader.name, "version": reader.version, "model": reader.model}
            passages = [rows.passage_row(reading_id, passage) for passage in reading.passages]
            claims = {claim.id: claim.to_json() for claim in reading.claims}
            entry = chain.append(
                connection,
                action="add",
                subject=document.id,
                content=chain.reading_digest(row, reading_row, passages, claims.values()),
                reading=reading_id,
                reader=f"{reader.name} {reader.version}",
                claims=len(claims),
            )
            if stored_document is None:
                seq = connection.execute(insert(DOCUMENTS).returning(DOCUMENTS.c.seq), row).scalar_one()
                wording.index_document(connection, seq, row)
            connection.execute(insert(READINGS), reading_row | {"entry": entry.seq})
            if passages:
                connection.execute(insert(PASSAGES), passages)
            if claims:
                made = [{"id": claim_id, "reading_id": reading_id, "document_id": document.id, "json": json} for claim_id, json in claims.items()]
                connection.execute(insert(CLAIMS), made)
                of_reading = select(CLAIMS.c.seq, CLAIMS.c.id).where(CLAIMS.c.reading_id == reading_id)
                numbers = {row.id: row.seq for row in connection.execute(of_reading)}
                wording.index_claims(connection, ((numbers[claim.id], claim) for claim in {one.id: one for one in reading.claims}.values()))
        return True

    def rule(self, ruling: Ruling) -> bool:
        """Store a ruling as it is, such as one that comes from another ledger; False if it was there already. See :meth:`decide`.

        Raises:
            UnknownId: if a subject is not in the ledger.
            LedgerError: if the store refuses.
        """
        for subject in ruling.subjects:
            if not subject.startswith(deciding.OUTLET):
                self.show(subject)
        with self._writing() as connection:
            if connection.execute(select(RULINGS.c.id).where(RULINGS.c.id == ruling.id)).first() is not None:
                return False
            json = ruling.to_json()
            entry = chain.append(
                connection, action="rule", subject=ruling.id, author=ruling.author, content=chain.text_digest(json), kind=ruling.kind
            )
            connection.execute(insert(RULINGS), {"id": ruling.id, "json": json, "entry": entry.seq})
        return True

    def decide(self, kind: RulingKind, *subjects: str, because: str, author: str, field: str | None = None, value: object = None) -> Ruling:
        """Make a ruling and store it.

        Args:
            kind: ``same``, ``apart``, ``correct``, ``class``, ``discount``, ``confirm``, ``retract``, ``withhold``, ``note`` or ``undo``.
            subjects: ids, or their beginnings, of what is judged; an outlet as ``outlet:`` and its name.
            because: why.
            author: who decides.
            field, value: for ``correct`` what to set, see :data:`dateline.ledger.correcting.FIELDS`, and to what (``23``, ``20-25``,
                ``unknown``, a day, a name); for ``class`` a harm (or ``killed.militant``) and the victim class that those people were.

        Raises:
            UnknownId: if a subject is not in the ledger.
            RulingRefused: if the ruling does not make sense.
            LedgerError: if the store refuses.
        """
        with self._reading() as connection:
            ruling = deciding.make(connection, self.show, kind, subjects, reason=because, author=author, field=field, value=value)
        self.rule(ruling)
        return ruling

    def erase(self, document_id: str, *, because: str, author: str) -> int:
        """Erase a document by law: its content and all that was read from it go, a tombstone in the log stays. It cannot be undone.

        Args:
            document_id: the id in full.
            because: by which law or order.
            author: who decides.

        Returns:
            How many claims were erased with it; 0 where it was erased already.

        Raises:
            UnknownId: if there is no such document.
            RulingRefused: if there is no reason or author.
        """
        with self._writing() as connection:
            count = erasing.erase(connection, document_id, reason=because, author=author)
        with said_clearly(self.name):
            erasing.sweep(self._engine)
        return count

    def has(self, document_id: str, reader: ReaderName) -> bool:
        """Whether this reader's reading of this document is stored, or the document was erased and must not come back."""
        with self._reading() as connection:
            wanted = rows.reading_id(document_id, reader)
            erased = select(DOCUMENTS.c.id).where(DOCUMENTS.c.id == document_id, DOCUMENTS.c.erased.is_not(None))
            return connection.execute(select(READINGS.c.id).where(READINGS.c.id == wanted).union(erased)).first() is not None

    def search(self, words: str, *, kinds: Sequence[Kind] = KINDS, limit: int = 20) -> list[Hit]:
        """Find incidents, claims and documents by their words.

        Args:
            words: words, ``"phrases"`` and beginnings (``shell*``); all must be found. Case, accents and endings do not matter.
            kinds: what to look for.
            limit: how many of each kind at most.

        Raises:
            ValueError: if there are no words, or a kind is unknown.
        """
        with self._shelf() as (connection, shelf):
            return searching.search(connection, shelf, words, kinds=kinds, limit=limit)

    def why(self, id: str) -> tuple[Incident, Why]:  # noqa: A002 - what users call it
        """An incident, why its reports are one, and why the nearest others are apart.

        Args:
            id: of the incident, or of a claim that it holds, or the beginning of it.

        Raises:
            UnknownId: if there is no such incident.
            LedgerError: if the store refuses.
        """
        shown = self.show(id)
        incident = self.show("i-" + shown.id[2:]) if isinstance(shown, Claim) else shown
        if not isinstance(incident, Incident):
            raise UnknownId(f"{id}: only an incident is held together by reasons; give an id that begins with i-.")
        with self._reading() as connection:
            return incident, derived.reasons(connection, incident)

    def as_of(self, moment: dt.date | str) -> PastLedger:
        """The ledger as it was at a moment (ISO 8601; UTC where no zone is told), of a bare day at its end: everything can be asked of it.

        Its incidents are worked out by today's rules from what was stored then.

        Raises:
            ValueError: if the moment is not ISO 8601.
        """
        with self._reading() as connection:
            return PastLedger(self.name, self._engine, entry_at(connection, moment))

    @cached_property
    def ask(self) -> Questions:
        """Incidents page by page, with counts, days and places, for ledgers of any size."""
        return Questions(self.name, self._engine, self._writing)

    def verify(self, *, head: str | None = None) -> VerifyReport:
        """Find every span of every claim again in its stored document, check every hash and id, and the chain of the log.

        Args:
            head: hash of a log entry that was noted down before (see :class:`VerifyReport`), or its beginning; it must be there.

        Raises:
            LedgerDamaged: if the database itself cannot be read.
        """
        with self._reading() as connection:
            return verifying.verify(connection, head)

    def rebuild(self) -> int:
        """Forget the derived incidents and work them out again from the claims and rulings; how many there are."""
        with said_clearly(self.name):
            return derived.rebuild(self._writing)

    def _incidents(self, wanted: Conditions) -> list[Incident]:
        with said_clearly(self.name):
            return derived.incidents(self._engine, self._writing, wanted)

    @contextmanager
    def _shelf(self) -> Iterator[tuple[Connection, finding.Shelf]]:
        with said_clearly(self.name):
            unkept = derived.refresh(self._engine, self._writing)
        with self._reading() as connection:
            yield connection, finding.StoredShelf(connection) if unkept is None else finding.MemoryShelf(unkept)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        options = writing_options(self._engine)
        with said_clearly(self.name), self._engine.connect().execution_options(**options) as connection, connection.begin():
            yield connection


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
