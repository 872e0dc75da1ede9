"""Finding incidents page by page: filters, counts, days, places on a map. Nothing here loads more incidents than are shown."""

from __future__ import annotations

import datetime as dt
import itertools
import operator
from collections.abc import Callable, Hashable, Iterable, Sequence
from contextlib import AbstractContextManager
from typing import Any, Literal, TypeVar

from sqlalchemy import ColumnElement, Connection, Engine, Float, Select, and_, case, cast, create_engine, func, insert, literal_column, or_, select
from sqlalchemy.pool import StaticPool

from dateline.ledger import derived, indexing, outlets, rows
from dateline.ledger.outlets import Listed, Standing
from dateline.ledger.remembering import Remembered
from dateline.ledger.tables import DERIVED, FACETS, INCIDENTS, INDEX, MEMBERS, METADATA
from dateline.ledger.troubles import said_clearly
from dateline.ledger.wanted import Bin, Coarse, Counted, Facet, FacetKind, Outline, Page, Sort, Spot, TimeStep, Wanted
from dateline.model import PRECISION_ORDER, Document, Incident, Place, PlacePrecision

Answer = TypeVar("Answer")
ACTOR_KINDS = ("source", "target", "backer")
_LENGTH: dict[TimeStep, int] = {"day": 10, "month": 7, "year": 4}
"""Characters of a day in ISO 8601 that name it, its month, its year."""


class Questions:
    """Questions about the incidents of one ledger. Get one from ``Ledger.ask``."""

    def __init__(self, name: str, engine: Engine, writing: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._name, self._stored, self._writing = name, engine, writing
        self._copy: tuple[str, Engine] | None = None
        self._known = Remembered()

    def page(self, wanted: Wanted, *, sort: Sort = "newest", after: str | None = None, limit: int = 50) -> Page:
        """The incidents that meet all conditions, ``limit`` at most, from the cursor ``after`` on.

        Raises:
            ValueError: if the cursor is none of ours.
        """
        order, later = _ORDERS[sort], after
        query = select(INDEX.c.id, INCIDENTS.c.json, order).join(INCIDENTS, INCIDENTS.c.id == INDEX.c.id).where(*_conditions(wanted))
        falling = sort != "oldest"
        if later is not None:
            value, identity = _cursor(sort, later)
            beyond = order < value if falling else order > value
            query = query.where(or_(beyond, and_(order == value, INDEX.c.id > identity)))
        query = query.order_by(order.desc() if falling else order.asc(), INDEX.c.id).limit(limit + 1)
        found = self._all(query)
        last = found[limit - 1] if len(found) > limit else None
        return Page(incidents=tuple(Incident.from_json(row.json) for row in found[:limit]), next=f"{last[2]}~{last.id}" if last is not None else None)

    def count(self, wanted: Wanted) -> Counted:
        """How many incidents meet all conditions."""
        (row,) = self._kept(
            select(func.count(), func.coalesce(func.sum(INDEX.c.killed), 0), func.count(INDEX.c.killed))
            .select_from(INDEX)
            .where(*_conditions(wanted))
        )
        return Counted(incidents=row[0], killed=row[1], with_killed=row[2])

    def days(self, wanted: Wanted, step: TimeStep) -> list[Bin]:
        """Incidents by first possible day, month or year; those without a day are left out."""
        return [Bin(key=row[0], incidents=row[1], killed=row[2]) for row in self._bins(wanted, step) if row[0]]

    def outline(self, wanted: Wanted, step: Callable[[tuple[str, str]], TimeStep]) -> Outline:
        """How many incidents meet all conditions, when they were and how they lie in time, by going through them once.

        Args:
            wanted: the conditions.
            step: whether to count by days, months or years, given the first and the last day.
        """
        months = self._bins(wanted, "month")
        counted = Counted(incidents=sum(row[1] for row in months), killed=sum(row[2] for row in months), with_killed=sum(row[3] for row in months))
        dated = [row for row in months if row[0]]
        if not dated:
            return Outline(counted=counted)
        extent = dated[0][4], dated[-1][5]
        chosen = step(extent)
        if chosen == "day":
            bins = self.days(wanted, "day")
        else:
            length = _LENGTH[chosen]
            by_key = [(key, list(rows)) for key, rows in itertools.groupby(dated, lambda row: row[0][:length])]
            bins = [Bin(key=key, incidents=sum(row[1] for row in rows), killed=sum(row[2] for row in rows)) for key, rows in by_key]
        return Outline(counted=counted, extent=extent, step=chosen, bins=tuple(bins))

    def _bins(self, wanted: Wanted, step: TimeStep) -> list[Any]:
        """By first possible day, month or year ('' where it is unknown): incidents, killed, how many tell of killed, first and last day."""
        key = func.substr(INDEX.c.day, 1, _LENGTH[step])
        query = select(
            key,
            func.count(),
            func.coalesce(func.sum(INDEX.c.killed), 0),
            func.count(INDEX.c.killed),
            func.min(INDEX.c.day),
            func.max(INDEX.c.day),
        ).where(*_conditions(wanted))
        first: ColumnElement[Any] = literal_column("1")  # the expression itself would be another one to PostgreSQL, with parameters of its own
        return self._kept(query.group_by(first).order_by(first))

    def extent(self, wanted: Wanted) -> tuple[str, str] | None:
        """First and last of the first possible days; None where no incident has one."""
        return self.outline(wanted, lambda _: "month").extent

    def spots(self, wanted: Wanted, *, finest: PlacePrecision = "near", cell: float = 1.0, limit: int = 2000) -> list[Spot]:
        """Incidents on the map, those in one cell of ``cell`` degrees together. Places coarser than ``finest`` have no spot."""
        lat, lon = func.round(cast(INDEX.c.lat, Float) / cell), func.round(cast(INDEX.c.lon, Float) / cell)
        query = (
            select(
                func.avg(INDEX.c.lat),
                func.avg(INDEX.c.lon),
                func.count(),
                func.sum(INDEX.c.killed),
                func.min(INDEX.c.id),
                func.min(INDEX.c.place_name),
            )
            .where(INDEX.c.lat.is_not(None), INDEX.c.precision <= PRECISION_ORDER.index(finest), *_conditions(wanted))
            .group_by(lat, lon)
            .order_by(func.count().desc(), func.min(INDEX.c.id))
            .limit(limit)
        )
        found = self._kept(query)
        single = {incident.id: incident for incident in self.some([row[4] for row in found if row[2] == 1])}
        return [_spot(row, single.get(row[4]) if row[2] == 1 else None) for row in found]

    def coarse(self, wanted: Wanted, *, finest: PlacePrecision = "near", limit: int = 200) -> list[Coarse]:
        """Incidents without a spot on the map, by place: those with no place, an unknown one, or one coarser than ``finest``."""
        no_spot = or_(INDEX.c.lat.is_(None), INDEX.c.precision > PRECISION_ORDER.index(finest))
        columns = (INDEX.c.place_name, INDEX.c.place_id, INDEX.c.country, INDEX.c.precision)
        query = select(*columns, func.count(), func.sum(INDEX.c.killed), func.min(INDEX.c.id)).where(no_spot, *_conditions(wanted)).group_by(*columns)
        found = self._kept(query.order_by(func.count().desc(), INDEX.c.place_name).limit(limit))
        examples = {incident.id: incident.place for incident in self.some(row[6] for row in found)}
        return [_coarse(row, examples.get(row[6])) for row in found]

    def facets(
        self, kinds: Sequence[FacetKind], wanted: Wanted | None = None, *, text: str | None = None, limit: int = 100, skip: int = 0
    ) -> list[Facet]:
        """Actors, outlets, origins or places by how many incidents they have; ``text`` keeps to those whose name has it."""
        # An actor that is both source and target of an incident is in it once.
        one = (FACETS.c.value, FACETS.c.incident_id)
        each = select(*one, func.min(FACETS.c.label).label("label"), func.min(FACETS.c.detail).label("detail")).where(FACETS.c.kind.in_(kinds))
        if text:
            each = each.where(func.lower(FACETS.c.label).contains(text.lower(), autoescape=True))
        table = each.group_by(*one).subquery()
        query = (
            select(table.c.value, func.min(table.c.label), func.min(table.c.detail), func.count(), func.sum(INDEX.c.killed))
            .join(INDEX, INDEX.c.id == table.c.incident_id)
            .where(*_conditions(wanted or Wanted()))
            .group_by(table.c.value)
            .order_by(func.count().desc(), table.c.value)
        )
        found = self._kept(query.limit(limit).offset(skip))
        return [Facet(value=row[0], label=row[1], detail=row[2], incidents=row[3], killed=row[4]) for row in found]

    def meant(self, kinds: Sequence[FacetKind], given: str) -> tuple[str, str] | None:
        """The id and name of an actor, outlet, origin or place, given the one or the other; of equal names the one with most incidents."""
        for same in (FACETS.c.value == given, func.lower(FACETS.c.label) == given.lower()):
            query = select(FACETS.c.value, func.min(FACETS.c.label)).where(FACETS.c.kind.in_(kinds), same)
            for row in self._kept(query.group_by(FACETS.c.value).order_by(func.count().desc(), FACETS.c.value).limit(1)):
                return row[0], row[1]
        return None

    def choices(self, column: Literal["country", "type", "grade"]) -> list[tuple[str, int]]:
        """The values that incidents have, with how many of them."""
        chosen = INDEX.c[column]
        return [(row[0], row[1]) for row in self._kept(select(chosen, func.count()).where(chosen.is_not(None)).group_by(chosen).order_by(chosen))]

    def queue(self, wanted: Wanted, *, skip: Iterable[str] = (), limit: int = 1) -> list[tuple[str, Incident]]:
        """Incidents that wait for a person, most pressing first, each with the reason."""
        query = select(INDEX.c.queue, INCIDENTS.c.json).join(INCIDENTS, INCIDENTS.c.id == INDEX.c.id)
        query = query.where(INDEX.c.queue.is_not(None), INDEX.c.id.not_in(list(skip)), *_conditions(wanted))
        query = query.order_by(INDEX.c.queue, INDEX.c.dead.desc(), INDEX.c.id).limit(limit)
        return [(indexing.QUEUES[row.queue], Incident.from_json(row.json)) for row in self._all(query)]

    def waiting(self) -> dict[str, int]:
        """How many incidents wait for a person, by reason."""
        query = select(INDEX.c.queue, func.count()).where(INDEX.c.queue.is_not(None)).group_by(INDEX.c.queue).order_by(INDEX.c.queue)
        return {indexing.QUEUES[row[0]]: row[1] for row in self._kept(query)}

    def near(self, incident: Incident, *, days: int = 3, limit: int = 8) -> list[Incident]:
        """Incidents that could be the same one: in the same country within some days; of the same type, the nearest first."""
        time, place = incident.time, incident.place
        conditions: list[ColumnElement[bool]] = [INDEX.c.id != incident.id]
        if time is not None and (time.start or time.end):
            first, last = time.start or time.end, time.end or time.start
            assert first is not None
            assert last is not None
            window = dt.timedelta(days=days)
            conditions += [INDEX.c.day >= str(first - window), INDEX.c.day <= str(last + window)]
        if place is not None and place.country is not None:
            conditions.append(INDEX.c.country == place.country)
        if len(conditions) == 1:
            return []
        away: list[ColumnElement[Any]] = [case((INDEX.c.type == incident.type, 0), else_=1)]
        if place is not None and place.lat is not None:
            away.append(func.abs(func.coalesce(INDEX.c.lat, 999) - place.lat) + func.abs(func.coalesce(INDEX.c.lon, 999) - place.lon))
        query = select(INCIDENTS.c.json).join(INDEX, INCIDENTS.c.id == INDEX.c.id).where(*conditions).order_by(*away, INDEX.c.id).limit(limit)
        return [Incident.from_json(json) for json in self._scalars(query)]

    def some(self, ids: Iterable[str]) -> list[Incident]:
        """The incidents with these ids, in the order of their ids; those that are not there are left out."""
        wanted = sorted(set(ids))
        found = []
        for start in range(0, len(wanted), 500):
            query = select(INCIDENTS.c.json).where(INCIDENTS.c.id.in_(wanted[start : start + 500])).order_by(INCIDENTS.c.id)
            found += [Incident.from_json(json) for json in self._scalars(query)]
        return found

    def holding(self, claim_ids: Iterable[str]) -> dict[str, str]:
        """The incident of each claim; claims that are in none are left out."""
        query = select(MEMBERS.c.claim_id, MEMBERS.c.incident_id).where(MEMBERS.c.claim_id.in_(list(claim_ids)))
        return {row.claim_id: row.incident_id for row in self._all(query)}

    def standing(self, names: Sequence[str], kind: Literal["outlet", "origin"] = "outlet") -> dict[str, Standing]:
        """How each of these outlets or origins stands beside the others; those that tell of no incident are left out."""

        def counted(connection: Connection) -> dict[str, Standing]:
            reports = self._documents(lambda stored: outlets.reports(stored, names)) if kind == "outlet" else {}
            return outlets.standing(connection, names, reports, kind)

        return dict(self._remembered(("standing", kind, *names), counted))

    def documents_of(self, outlet: str, *, limit: int = 200) -> list[Listed]:
        """An outlet's documents, newest first."""
        return self._documents(lambda connection: outlets.documents_of(connection, outlet, limit))

    def versions(self, document: Document) -> list[Document]:
        """All versions of a document, itself among them, in order of publication."""
        return self._documents(lambda connection: outlets.versions(connection, document))

    def _documents(self, asked: Callable[[Connection], Answer]) -> Answer:
        with said_clearly(self._name), self._stored.connect() as connection:
            return asked(connection)

    def _all(self, query: Select[Any]) -> list[Any]:
        with said_clearly(self._name), self._fresh().connect() as connection:
            return list(connection.execute(query))

    def _kept(self, query: Select[Any]) -> list[Any]:
        """The rows of a question that goes through the whole table; asked once for each state of the ledger."""
        made = query.compile()
        question = (str(made), *(tuple(value) if isinstance(value, list) else value for value in made.params.values()))
        return self._remembered(question, lambda connection: list(connection.execute(query)))

    def _remembered(self, question: Hashable, work: Callable[[Connection], Answer]) -> Answer:
        with said_clearly(self._name), self._fresh().connect() as connection:
            state = derived.stored_stamp(connection) or (self._copy[0] if self._copy is not None else "")
            return self._known.answer(state, question, lambda: work(connection))

    def _scalars(self, query: Select[Any]) -> list[Any]:
        return [row[0] for row in self._all(query)]

    def _fresh(self) -> Engine:
        """Where up-to-date rows are: the ledger itself, or, where it cannot be written to and lags behind, a copy of them in memory."""
        with self._stored.connect() as connection:
            now = derived.stamp(connection)
            if derived.stored_stamp(connection) == now:
                return self._stored
        if self._copy is not None and self._copy[0] == now:
            return self._copy[1]
        unkept = derived.refresh(self._stored, self._writing)
        if unkept is None:
            return self._stored
        self._copy = (now, _in_memory(unkept))
        return self._copy[1]


def _in_memory(found: Sequence[Incident]) -> Engine:
    engine = create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})
    METADATA.create_all(engine, [INCIDENTS, INDEX, FACETS, MEMBERS, DERIVED])
    with engine.begin() as connection:
        if found:
            connection.execute(insert(INCIDENTS), [rows.incident_row(position, incident) for position, incident in enumerate(found)])
            members = [{"claim_id": claim_id, "incident_id": incident.id} for incident in found for claim_id in incident.claim_ids]
            connection.execute(insert(MEMBERS), members)
            indexing.write(connection, found)
    return engine


_ORDERS: dict[Sort, ColumnElement[Any]] = {"newest": INDEX.c.day, "oldest": INDEX.c.day, "deadliest": INDEX.c.dead}


def _cursor(sort: Sort, after: str) -> tuple[str | int, str]:
    value, separator, identity = after.partition("~")
    try:
        if not separator:
            raise ValueError
        return (int(value) if sort == "deadliest" else value), identity
    except ValueError:
        raise ValueError(f"got the cursor {after!r}, expected one that an earlier page of the same order gave") from None


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = [INDEX.c.words.contains(word, autoescape=True) for word in (wanted.text or "").casefold().split()]
    if not wanted.discounted:
        asked.append(func.coalesce(INDEX.c.verdict, "") != "discounted")
    if wanted.since is not None:
        asked += [INDEX.c.day != "", func.coalesce(INDEX.c.last_day, "9999") >= wanted.since.isoformat()]
    if wanted.until is not None:
        asked += [INDEX.c.day != "", INDEX.c.day <= wanted.until.isoformat()]
    for values, column in ((wanted.country, INDEX.c.country), (wanted.type, INDEX.c.type), (wanted.grade, INDEX.c.grade)):
        if values:
            asked.append(column.in_(values))
    for value, column, test in (
        (wanted.mode, INDEX.c.mode, operator.eq),
        (wanted.place, INDEX.c.place_id, operator.eq),
        (wanted.killed_at_least, INDEX.c.killed, operator.ge),
        (wanted.killed_at_most, INDEX.c.killed, operator.le),
        (wanted.injured_at_least, INDEX.c.injured, operator.ge),
    ):
        if value is not None:
            asked.append(test(column, value))
    if wanted.contested is not None:
        asked.append(INDEX.c.contested == int(wanted.contested))
    if wanted.waiting is not None:
        asked.append(INDEX.c.queue.is_not(None) if wanted.waiting else INDEX.c.queue.is_(None))
    if wanted.actor is not None:
        asked.append(_has((wanted.role,) if wanted.role else ACTOR_KINDS, wanted.actor))
    if wanted.outlet is not None:
        asked.append(_has(("outlet",), wanted.outlet))
    if wanted.origin is not None:
        asked.append(_has(("origin",), wanted.origin))
    if wanted.bbox is not None:
        west, south, east, north = wanted.bbox
        asked += [INDEX.c.lat >= south, INDEX.c.lat <= north, INDEX.c.lon >= west, INDEX.c.lon <= east]
    return asked


def _has(kinds: Sequence[str], value: str) -> ColumnElement[bool]:
    return INDEX.c.id.in_(select(FACETS.c.incident_id).where(FACETS.c.kind.in_(kinds), FACETS.c.value == value))


def _coarse(row: Any, place: Place | None) -> Coarse:
    return Coarse(
        place=row[0],
        place_id=row[1],
        country=row[2],
        precision=PRECISION_ORDER[row[3]] if row[3] is not None else None,
        incidents=row[4],
        killed=row[5],
        lat=place.lat if place is not None else None,
        lon=place.lon if place is not None else None,
        radius_km=place.radius_km if place is not None else None,
    )


def _spot(row: Any, incident: Incident | None) -> Spot:
    place = incident.place if incident is not None else None
    return Spot(
        lat=round(row[0], 5),
        lon=round(row[1], 5),
        incidents=row[2],
        killed=row[3],
        id=incident.id if incident is not None else None,
        summary=incident.summary if incident is not None else None,
        place=row[5],
        radius_km=place.radius_km if place is not None else None,
    )
