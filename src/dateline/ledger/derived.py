"""Incidents as derived rows: brought up to date when asked for, by what has changed since, and never more.

What is stored is what working everything out again would give; ``rebuild`` does just that.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager

from sqlalchemy import ColumnElement, Connection, Engine, delete, func, insert, inspect, select

from dateline.ledger import indexing, pages, rows, stored, workings
from dateline.ledger.tables import CLAIMS, DERIVED, FACETS, INCIDENTS, INDEX, LOG, MEMBERS, WORKED_OUT
from dateline.model import Incident, Ruling
from dateline.model.errors import LedgerFull, LedgerReadOnly
from dateline.resolving import Edge, Item, Rules, Why, components, edge, pairs_to_weigh, resolve, rules_id, why

Writing = Callable[[], AbstractContextManager[Connection]]
Conditions = list[tuple[ColumnElement[bool], Callable[[dict[str, object]], bool]]]
"""Each condition in SQL, and as a test of an incident's row for a ledger that cannot keep derived rows."""

_NAME = "incidents"
_LAYOUT = 1
"""Raised when the tables of the workings change."""

_MANY = 2000
"""Documents changed at once from which on working everything out again is quicker."""

_BATCH = 500


def stamp(connection: Connection) -> str:
    """What the incidents depend on; a stored stamp that differs means that they have to be brought up to date."""
    return f"{_rules()}; log {_newest(connection)}"


def stored_stamp(connection: Connection) -> str | None:
    """The stamp of the stored incidents; None where there are none."""
    return connection.execute(select(DERIVED.c.stamp).where(DERIVED.c.name == _NAME)).scalar()


def _rules() -> str:
    return f"rules {rules_id()}.{_LAYOUT}"


def _newest(connection: Connection) -> int:
    return connection.execute(select(func.max(LOG.c.seq))).scalar() or 0


def refresh(engine: Engine, writing: Writing) -> list[Incident] | None:
    """Bring the stored incidents up to date.

    Returns:
        None where the stored rows are right; the incidents themselves where the ledger cannot be written to.
    """
    with engine.connect() as connection, connection.begin():
        if stored_stamp(connection) == stamp(connection):
            return None
    try:
        with writing() as connection:
            _bring_up_to_date(connection)
    except (LedgerReadOnly, LedgerFull):
        with engine.connect() as connection, connection.begin():
            return resolve(stored.resolvable(connection), stored.rulings(connection))
    return None


def rebuild(writing: Writing) -> int:
    """Work the incidents out again whatever is stored; how many there are."""
    with writing() as connection, _collecting_rarely():
        _rebuild(connection)
        return connection.execute(select(func.count()).select_from(INCIDENTS)).scalar_one()


@contextmanager
def _collecting_rarely() -> Iterator[None]:
    """Let Python look for cycles rarely: all tellings are held, and looking through them again and again takes a fifth of the time and more."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 50, 1_000)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def drop(connection: Connection) -> None:
    """Forget the incidents and all workings behind them; they are worked out again when next asked for."""
    workings.WORKINGS.drop_all(connection)
    for table in WORKED_OUT:
        connection.execute(delete(table))


def _bring_up_to_date(connection: Connection) -> None:
    before = stored_stamp(connection)
    rules, _, log = (before or "").partition("; log ")
    if rules != _rules() or not inspect(connection).has_table(workings.TELLINGS.name):
        _rebuild(connection)
        return
    changed = list(connection.execute(select(LOG.c.action, LOG.c.subject).where(LOG.c.seq > int(log))))
    rulings = stored.rulings(connection)
    touched = {row.subject for row in changed if row.action != "rule"}
    touched |= pages.versions_of(connection, touched)
    pages.file_pages(connection, touched)
    touched |= pages.versions_of(connection, touched)
    made = {row.subject for row in changed if row.action == "rule"}
    touched |= _concerned(connection, rulings, made, touched)
    if len(touched) > _MANY:
        _rebuild(connection)
        return
    if touched:
        _replace(connection, touched, rulings)
    _set_stamp(connection)


def _concerned(connection: Connection, rulings: Sequence[Ruling], made: set[str], touched: set[str]) -> set[str]:
    """Documents named by new rulings, by those that these undo, and by those that name a claim of a touched document."""
    by_id = {ruling.id: ruling for ruling in rulings}
    concerned = {ruling_id: by_id[ruling_id] for ruling_id in made if ruling_id in by_id}
    pending = list(concerned.values())
    while pending:
        for subject in pending.pop().subjects:
            if subject in by_id and subject not in concerned:
                concerned[subject] = by_id[subject]
                pending.append(by_id[subject])
    named = {ruling.id: stored.named(ruling) for ruling in rulings}
    homes = stored.homes(connection, {claim_id for claims in named.values() for claim_id in claims})
    near = {homes[claim_id] for ruling in concerned.values() for claim_id in named[ruling.id] if claim_id in homes}
    near |= {subject for ruling in concerned.values() for subject in ruling.subjects if subject.startswith("d-")} | touched
    grown = True
    while grown:  # a ruling that names a claim of a touched document may now bear on another incident
        more = {homes[one] for claims in named.values() if any(homes.get(one) in near for one in claims) for one in claims if one in homes}
        grown = not more <= near
        near |= more
    return near


def _replace(connection: Connection, documents: set[str], rulings: Sequence[Ruling]) -> None:
    """Work out again the tellings of these documents, and the incidents of every component that they were or are part of."""
    rules = Rules.of(rulings)
    gone = workings.of_documents(connection, documents)
    around = workings.neighbours(connection, gone) - gone
    stale = set(around)
    for one in _with_same(connection, rules, gone):
        stale.add(one)
    workings.remove(connection, gone)
    items = rules.tellings(rules.counted(stored.resolvable(connection, document_ids=documents)))
    workings.put(connection, items)
    new = {item.id for item in items}
    weighed = set()
    for item in items:
        found = []
        for other in workings.partners(connection, item):
            pair = (min(item.id, other.id), max(item.id, other.id))
            if pair not in weighed:
                weighed.add(pair)
                found.append(edge(item, other, rules.weights, rules.decisions.told))
        workings.put_edges(connection, [one for one in found if one is not None])
    part = _closure(connection, rules, (stale - gone) | new)
    _forget(connection, documents, part)
    _make(connection, rules, workings.load(connection, part))


def _with_same(connection: Connection, rules: Rules, ids: set[str]) -> set[str]:
    """Tellings that a ruling joins with any of these."""
    held = workings.of_claims(connection, (claim_id for pair in rules.decisions.same for claim_id in pair))
    return {one for pair in rules.same(held) for one in pair if ids & set(pair)}


def _closure(connection: Connection, rules: Rules, ids: set[str]) -> set[str]:
    """All tellings that hang together with these by edges and rulings."""
    held = workings.of_claims(connection, (claim_id for pair in rules.decisions.same for claim_id in pair))
    joined: dict[str, set[str]] = {}
    for one, other in rules.same(held):
        joined.setdefault(one, set()).add(other)
        joined.setdefault(other, set()).add(one)
    found, fresh = set(ids), set(ids)
    while fresh:
        reached = workings.neighbours(connection, fresh) | {other for one in fresh for other in joined.get(one, ())}
        fresh = reached - found
        found |= fresh
    return found


def _forget(connection: Connection, documents: Iterable[str], part: Iterable[str]) -> None:
    """Take out the incidents that hold a claim of these documents or tellings."""
    claims = {row.id for row in workings.every(connection, select(CLAIMS.c.id), CLAIMS.c.document_id, documents)}
    claims |= {row.claim_id for row in workings.every(connection, select(workings.TOLD.c.claim_id), workings.TOLD.c.telling_id, part)}
    old = {row.incident_id for row in workings.every(connection, select(MEMBERS.c.incident_id), MEMBERS.c.claim_id, claims)}
    for some in workings.portions(old):
        connection.execute(delete(MEMBERS).where(MEMBERS.c.incident_id.in_(some)))
        connection.execute(delete(INCIDENTS).where(INCIDENTS.c.id.in_(some)))
        connection.execute(delete(INDEX).where(INDEX.c.id.in_(some)))
        connection.execute(delete(FACETS).where(FACETS.c.incident_id.in_(some)))


def _make(connection: Connection, rules: Rules, items: Sequence[Item]) -> None:
    """Work out and store the incidents of whole components."""
    of = {item.id: item for item in items}
    telling_of = {claim_id: item.id for item in items for claim_id in item.claim_ids}
    found, same = workings.edges(connection, of), rules.same(telling_of)
    bearing = rules.decisions.bearing(_Present(connection))
    parts = components(of, [(one.one, one.other) for one in found] + same)
    number = {one: at for at, part in enumerate(parts) for one in part}
    edges_of: list[list[Edge]] = [[] for _ in parts]
    for one in found:
        edges_of[number[one.one]].append(one)
    groups = [
        group
        for at, part in enumerate(parts)
        for group in rules.groups([of[one] for one in part], edges_of[at], [pair for pair in same if number[pair[0]] == at])
    ]
    position = (connection.execute(select(func.max(INCIDENTS.c.position))).scalar() or 0) + 1
    for first in range(0, len(groups), _BATCH):
        some = groups[first : first + _BATCH]
        documents = {item.document.id for group in some for item in group}
        pairs = rules.counted(stored.resolvable(connection, document_ids=documents))
        made = [rules.incident([pairs[claim_id] for item in group for claim_id in item.claim_ids], bearing) for group in some]
        _keep(connection, made, position + first)


def _keep(connection: Connection, made: Sequence[Incident], position: int) -> None:
    if made:
        connection.execute(insert(INCIDENTS), [rows.incident_row(position + at, incident) for at, incident in enumerate(made)])
        members = [{"claim_id": claim_id, "incident_id": incident.id} for incident in made for claim_id in incident.claim_ids]
        connection.execute(insert(MEMBERS), members)
        indexing.write(connection, made)


def _rebuild(connection: Connection) -> None:
    """Work everything out: tellings document by document, edges in memory, incidents component by component."""
    workings.clear(connection)
    for table in WORKED_OUT:
        connection.execute(delete(table))
    rules = Rules.of(stored.rulings(connection))
    items: list[Item] = []
    for some in stored.document_portions(connection, _BATCH):
        pages.file_pages(connection, some)
    for some in stored.document_portions(connection, _BATCH):
        made = rules.tellings(rules.counted(stored.resolvable(connection, document_ids=some)))
        workings.put(connection, made)
        items += made
    items.sort(key=lambda item: item.id)
    batch: list[Edge] = []
    for one, other in pairs_to_weigh(items):
        found = edge(items[one], items[other], rules.weights, rules.decisions.told)
        if found is not None:
            batch.append(found)
        if len(batch) >= _BATCH:
            workings.put_edges(connection, batch)
            batch = []
    workings.put_edges(connection, batch)
    _make(connection, rules, items)
    _set_stamp(connection)


def _set_stamp(connection: Connection) -> None:
    connection.execute(delete(DERIVED))
    connection.execute(insert(DERIVED), {"name": _NAME, "stamp": stamp(connection)})


class _Present:
    """The claims that make incidents now, as the workings hold them."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def __contains__(self, claim_id: object) -> bool:
        query = select(workings.TOLD.c.claim_id).where(workings.TOLD.c.claim_id == claim_id)
        return self._connection.execute(query).first() is not None


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
    query = select(INCIDENTS.c.json).where(*(condition for condition, _ in wanted)).order_by(*in_order())
    with engine.connect() as connection:
        return [Incident.from_json(json) for json in connection.execute(query).scalars()]


def reasons(connection: Connection, incident: Incident) -> Why:
    """Why an incident is one, by the workings; where the ledger keeps none because it cannot be written to, by working them out."""
    rules = Rules.of(stored.rulings(connection))
    held = set(incident.claim_ids)
    if stored_stamp(connection) == stamp(connection):
        items = workings.load(connection, workings.of_claims(connection, held).values())
        near = _whole(connection, {other.id for item in items for other in workings.partners(connection, item)})
    else:
        every = rules.tellings(rules.counted(stored.resolvable(connection)))
        items = [item for item in every if held & set(item.claim_ids)]
        pairs = list(pairs_to_weigh(every))
        ids = {item.id for item in items}
        met = {every[at].id for pair in pairs for at in pair if ids & {every[pair[0]].id, every[pair[1]].id}}
        home = {one: made.id for made in resolve(stored.resolvable(connection), stored.rulings(connection)) for one in made.claim_ids}
        whole: dict[str, list[Item]] = {}
        for item in every:
            whole.setdefault(home.get(item.claim_ids[0], item.id), []).append(item)
        near = [group for group in whole.values() if met & {item.id for item in group}]
    return why(items, [group for group in near if not held & set(group[0].claim_ids)], rules)


def _whole(connection: Connection, tellings: set[str]) -> list[list[Item]]:
    """The tellings of each incident that one of these is of; one that is of none alone."""
    told = select(workings.TOLD.c.telling_id, MEMBERS.c.incident_id).join(MEMBERS, MEMBERS.c.claim_id == workings.TOLD.c.claim_id)
    home = {row.telling_id: row.incident_id for row in workings.every(connection, told, workings.TOLD.c.telling_id, tellings)}
    all_of: dict[str, set[str]] = {one: {one} for one in tellings if one not in home}
    for row in workings.every(connection, told, MEMBERS.c.incident_id, home.values()):
        all_of.setdefault(row.incident_id, set()).add(row.telling_id)
    return [workings.load(connection, ids) for _, ids in sorted(all_of.items())]


def in_order() -> tuple[ColumnElement[str], ...]:
    """Incidents by first possible day (unknown last), then id."""
    return (func.coalesce(INCIDENTS.c.first_day, INCIDENTS.c.last_day, "9999"), INCIDENTS.c.id)


def meeting(found: Sequence[Incident], wanted: Conditions) -> list[Incident]:
    """Those of incidents in memory that meet all conditions, in their order."""
    numbered = ((rows.incident_row(position, incident), incident) for position, incident in enumerate(found))
    return [incident for row, incident in numbered if all(test(row) for _, test in wanted)]
