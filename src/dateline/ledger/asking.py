"""Asking a ledger: what can be asked of it as it is now can be asked of it as it was."""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property

from sqlalchemy import Connection, Engine, collate, func, select

from dateline.ledger import browsing, derived, finding, history, pages, quoting, redacting, rows, stored
from dateline.ledger.derived import Conditions
from dateline.ledger.history import Step
from dateline.ledger.quoting import Quote
from dateline.ledger.redacting import Redaction
from dateline.ledger.tables import CLAIMS, DOCUMENTS, LOG, READINGS
from dateline.ledger.troubles import said_clearly
from dateline.model import Claim, Document, Incident, Reading, Ruling
from dateline.model.errors import UnknownId
from dateline.resolving import grade_names, resolve

_BATCH = 200


class Asking(ABC):
    """What can be asked of a ledger.

    Args:
        name: the ledger as the user knows it.
        engine: its store.
        upto: number of the last entry of the log that is looked at; None for all.
    """

    def __init__(self, name: str, engine: Engine, upto: int | None = None) -> None:
        self.name = name
        self._engine = engine
        self._upto = upto

    def documents(self) -> Iterator[Document]:
        """All documents that were not erased, by publication time (unknown first), then id."""
        order = (collate(func.coalesce(DOCUMENTS.c.published, ""), "BINARY" if self._engine.dialect.name == "sqlite" else "C"), DOCUMENTS.c.id)
        query = select(DOCUMENTS).where(DOCUMENTS.c.erased.is_(None)).order_by(*order)
        if self._upto is not None:
            query = query.where(DOCUMENTS.c.id.in_(select(READINGS.c.document_id).where(READINGS.c.entry <= self._upto)))
        with self._reading() as connection, connection.execution_options(yield_per=_BATCH).execute(query) as found:
            for row in found:
                yield rows.document_from(row)

    def has_address(self, url: str) -> bool:
        """Whether a document from this web address is stored."""
        with self._reading() as connection:
            return connection.execute(select(DOCUMENTS.c.id).where(DOCUMENTS.c.url == url).limit(1)).first() is not None

    def document_ids(self) -> list[str]:
        """The ids of all documents that were not erased, sorted."""
        with self._reading() as connection:
            return browsing.document_ids(connection, self._upto)

    def documents_by_id(self, ids: Iterable[str]) -> dict[str, Document]:
        """The documents with these ids; ids of nothing, or of what was erased, are left out."""
        with self._reading() as connection:
            return browsing.documents_by_id(connection, ids)

    def claims_by_id(self, ids: Iterable[str]) -> dict[str, Claim]:
        """The claims with these ids; ids of nothing, or of what was erased, are left out."""
        with self._reading() as connection:
            return browsing.claims_by_id(connection, ids)

    def readings(self, document_id: str) -> list[Reading]:
        """All that readers made of one document, with passages and claims, older versions too.

        Raises:
            UnknownId: if there is no such document.
            ErasedContent: if it was erased.
            LedgerDamaged: if what is stored is not what was read.
        """
        with self._reading() as connection:
            return browsing.readings(connection, document_id, self._upto)

    def claims(self, *, document_id: str | None = None, superseded: bool = False) -> Iterator[Claim]:
        """All claims of the readings that stand, by document id, in the reader's order.

        Args:
            document_id: only those of this document.
            superseded: also those of a reader's older versions.
        """
        with self._reading() as connection:
            of = None if document_id is None else (document_id,)
            standing = None if superseded else stored.standing_readings(connection, self._upto, of)
            query = select(CLAIMS).where(CLAIMS.c.json != "").order_by(CLAIMS.c.document_id, CLAIMS.c.seq)
            if document_id is not None:
                query = query.where(CLAIMS.c.document_id == document_id)
            with connection.execution_options(yield_per=_BATCH).execute(query) as found:
                for row in found:
                    if standing is None or row.reading_id in standing:
                        yield rows.claim_from(row.json, row.id)

    def rulings(self, about: str | None = None) -> list[Ruling]:
        """All rulings in the order in which they were made, also those that were undone.

        Args:
            about: only those on this incident, claim or document, and those that undid them.

        Raises:
            UnknownId: if nothing has that id.
        """
        if about is None:
            with self._reading() as connection:
                return stored.made_rulings(connection, self._upto)
        return [ruling for step in self.log(about) if step.entry.action == "rule" and isinstance(ruling := self.show(step.entry.subject), Ruling)]

    def log(self, id: str | None = None) -> list[Step]:  # noqa: A002 - what users call it
        """Who did what, when and why, oldest first.

        Args:
            id: only what bears on this incident, claim, document or ruling; for an incident with what each step changed.

        Raises:
            UnknownId: if nothing has that id.
        """
        try:
            shown = None if id is None else self.show(id)
        except UnknownId:
            return self._log_of_what_is_gone(str(id))
        with self._reading() as connection:
            return history.history(connection, shown, self._upto)

    def _log_of_what_is_gone(self, wanted: str) -> list[Step]:
        """An erased document has a history too."""
        with self._reading() as connection:
            steps = [step for step in history.history(connection, None, self._upto) if step.entry.subject == wanted]
        if not steps:
            self.show(wanted)  # says why it is unknown
        return steps

    def incidents(
        self,
        *,
        country: str | None = None,
        type: str | None = None,  # noqa: A002 - the codebook's word
        since: dt.date | str | None = None,
        until: dt.date | str | None = None,
        killed_at_least: int | None = None,
        grade: Sequence[str] = (),
        discounted: bool = False,
    ) -> list[Incident]:
        """Incidents by first possible day (unknown last), then id. What is unknown meets no condition.

        Args:
            country: ISO 3166-1 alpha-3 code of the country where it happened.
            type: event type of the codebook, such as ``ASSAULT``.
            since, until: days (ISO 8601), inclusive; incidents whose possible days touch the period.
            killed_at_least: number of people killed, by the best figure, else the low one.
            grade: grades such as ``fair``, any of them, whichever profile gives them; see ``docs/methods.md``.
            discounted: also those that people ruled not to count.

        Raises:
            ValueError: if a day is not ISO 8601, or there is no such grade.
            LedgerError: if the store refuses.
        """
        unknown = [name for name in grade if name not in grade_names()]
        if unknown:
            raise ValueError(f"got the grade {unknown[0]!r}, expected one of {', '.join(grade_names())}")
        found = self._incidents(
            derived.conditions(
                country=country,
                event_type=type,
                since=_day(since),
                until=_day(until),
                killed_at_least=killed_at_least,
                discounted=discounted,
            )
        )
        return [one for one in found if any(given.grade in grade for given in one.grades)] if grade else found

    def show(self, id: str) -> Incident | Claim | Document | Ruling:  # noqa: A002 - what users call it
        """The thing that an id names.

        Args:
            id: the id of an incident, claim, document or ruling, or its beginning where that is unique. The id of an incident that was
                since merged or split leads to the incident that now holds the claim it was named after: compare the ids to see it.

        Raises:
            UnknownId: if nothing has that id, or several things begin with it.
            ErasedContent: if it was erased.
        """
        with self._shelf() as (connection, shelf):
            return finding.find(connection, shelf, id, self._upto)

    def versions(self, document_id: str) -> list[Document]:
        """The versions of a document's page, from the oldest to the newest: the same address read again with other words. The newest counts.

        Raises:
            UnknownId: if there is no such document.
        """
        shown = self.show(document_id)
        if not isinstance(shown, Document):
            raise UnknownId(f"{document_id}: versions are those of a document; give an id that begins with d-.")
        with self._reading() as connection:
            ids = pages.all_versions(connection, shown.id)
            found = browsing.documents_by_id(connection, ids)
        return [found[one] for one in ids if one in found]

    def quotes(self, id: str) -> list[Quote]:  # noqa: A002 - what users call it
        """Every value of an incident, claim or document with the words it was read from and who says so.

        Raises:
            UnknownId: if nothing has that id, or it is a ruling's.
        """
        shown = self.show(id)
        with self._reading() as connection:
            return quoting.quotes(connection, shown, self._upto)

    def redaction(self, profile: str) -> Redaction:
        """What is left out for whom; apply it to all that is published.

        Args:
            profile: ``internal``, ``public`` or ``strict``; see :func:`dateline.ledger.redacting.profiles`.

        Raises:
            ValueError: if there is no such profile.
        """
        with self._reading() as connection:
            outlets = ((row.id, row.publisher) for row in connection.execute(select(DOCUMENTS.c.id, DOCUMENTS.c.publisher)))
            return redacting.make(profile, stored.made_rulings(connection, self._upto), outlets)

    @abstractmethod
    def _incidents(self, wanted: Conditions) -> list[Incident]: ...

    @abstractmethod
    def _shelf(self) -> AbstractContextManager[tuple[Connection, finding.Shelf]]: ...

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with said_clearly(self.name), self._engine.connect() as connection:
            yield connection


class PastLedger(Asking):
    """A ledger as it was after some entry of its log. Nothing can be stored in it.

    The incidents are worked out by today's rules from the claims and rulings that there were then.
    """

    @cached_property
    def _then(self) -> Sequence[Incident]:
        with self._reading() as connection:
            return resolve(stored.resolvable(connection, self._upto), stored.rulings(connection, self._upto))

    def _incidents(self, wanted: Conditions) -> list[Incident]:
        return derived.meeting(self._then, wanted)

    @contextmanager
    def _shelf(self) -> Iterator[tuple[Connection, finding.Shelf]]:
        with self._reading() as connection:
            yield connection, finding.MemoryShelf(self._then)


def entry_at(connection: Connection, moment: dt.date | str) -> int:
    """The number of the last entry made up to a moment; of a bare day (UTC), up to its end. 0 where there was none yet.

    Raises:
        ValueError: if the moment is not ISO 8601.
    """
    told = moment if isinstance(moment, str) else moment.isoformat()
    if len(told) == len("2017-02-10"):
        until = dt.datetime.combine(dt.date.fromisoformat(told) + dt.timedelta(days=1), dt.time(), dt.UTC)
    else:
        given = dt.datetime.fromisoformat(told)
        until = (given if given.tzinfo else given.replace(tzinfo=dt.UTC)).astimezone(dt.UTC) + dt.timedelta(microseconds=1)
    binary = "BINARY" if connection.dialect.name == "sqlite" else "C"
    query = select(func.max(LOG.c.seq)).where(collate(LOG.c.time, binary) < until.isoformat(timespec="microseconds"))
    return connection.execute(query).scalar() or 0


def _day(day: dt.date | str | None) -> str | None:
    if day is None:
        return None
    return (day if isinstance(day, dt.date) else dt.date.fromisoformat(day)).isoformat()[:10]
