"""Large made-up ledgers, built in bulk: incidents of a fixed seed, each told by as many reports as asked, with its incident worked out beside it.

Nothing is read by a parser: what is measured on them is the store and what stands on it.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, func, insert, select

from dateline.ledger import chain, derived, indexing, rows, wording
from dateline.ledger.connecting import connect
from dateline.ledger.tables import CLAIMS, DERIVED, DOCUMENTS, INCIDENTS, MEMBERS, READINGS
from dateline.model import (
    Actor,
    ActorRole,
    Claim,
    ClaimPlace,
    ClaimTime,
    Count,
    Document,
    EventType,
    Incident,
    Place,
    ReaderName,
    StatusLabel,
    TimeSpan,
    Toll,
)
from dateline.resolving import DocumentFacts, ResolvableClaim, resolve

READER = ReaderName(name="synthetic", version="1")
TYPES = (("ASSAULT", "heavy-weapons"), ("ASSAULT", "aerial"), ("ASSAULT", "explosives"), ("COERCE", "arrest"), ("PROTEST", "demo"))
COUNTRIES = ("SYR", "IRQ", "UKR", "SDN", "MMR", "NGA", "YEM", "COD", "SOM", "AFG")
CIVILIANS = Actor(id="generic:civilians", name="civilians", kind="generic", sector="CVL")
FILLER = "The road to the market was closed until the evening, and the shops stayed shut. " * 20
"""Brings a report to an ordinary length."""
BATCH = 5000
"""Reports stored at once."""


class Happened(NamedTuple):
    """What a made-up event is made of."""

    number: int
    kind: tuple[str, str]
    group: int
    place: Place
    day: dt.date
    killed: int

    def told(self, outlet: int) -> str:
        """The sentence of one outlet; outlets differ by one in the figure."""
        return f"Group {self.group} struck {self.place.name} and killed {self.killed + outlet % 2} civilians there in event {self.number}."


def build(where: Path | str, incidents: int, *, reports: int = 1, tells: int = 1, filler: str = "") -> None:
    """A ledger of ``incidents`` incidents.

    Args:
        where: a file or the address of an empty database.
        incidents: how many.
        reports: how many outlets tell of each.
        tells: of how many incidents a report tells, one after another.
        filler: what stands below in each report.
    """
    chance = random.Random(20170209)
    _, engine = connect(where, create=True)
    store = engine.execution_options(writes=True)
    position = 0
    blocks = [range(start, min(start + tells, incidents)) for start in range(0, incidents, tells)]
    size = max(1, BATCH // reports)
    for start in range(0, len(blocks), size):
        documents: list[tuple[Document, list[Claim]]] = []
        worked_out: list[Incident] = []
        for block in blocks[start : start + size]:
            events = [_happened(chance, number) for number in block]
            told = [_report(events, outlet, filler) for outlet in range(reports)]
            facts = [DocumentFacts.of(document) for document, _ in told]
            for number in range(len(events)):
                worked_out += resolve([ResolvableClaim(claims[number], fact) for (_, claims), fact in zip(told, facts, strict=True)])
            documents += told
        with store.begin() as connection:
            _store(connection, documents)
            connection.execute(insert(INCIDENTS), [rows.incident_row(position + number, one) for number, one in enumerate(worked_out)])
            members = [{"claim_id": claim_id, "incident_id": one.id} for one in worked_out for claim_id in one.claim_ids]
            connection.execute(insert(MEMBERS), members)
            indexing.write(connection, worked_out)
        position += len(worked_out)
    with store.begin() as connection:
        connection.execute(insert(DERIVED), {"name": "incidents", "stamp": derived.stamp(connection)})
    engine.dispose()


def claims_in(where: Path | str) -> int:
    """How many claims there are in a ledger."""
    _, engine = connect(where, create=False)
    with engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(CLAIMS)).scalar_one()


def _happened(chance: random.Random, number: int) -> Happened:
    spot = chance.randrange(3000)
    ground = random.Random(spot)
    precise = chance.random() < 0.85
    place = Place(
        name=f"Town {spot}" if precise else f"Province {spot % 80}",
        id=f"test:{spot if precise else f'p{spot % 80}'}",
        country=COUNTRIES[spot % len(COUNTRIES)],
        admin1=f"Province {spot % 80}",
        lat=ground.uniform(-35, 60),
        lon=ground.uniform(-90, 120),
        precision="settlement" if precise else "province",
        radius_km=5 if precise else 80,
    )
    day = dt.date(2012, 1, 1) + dt.timedelta(days=chance.randrange(365 * 12))
    return Happened(number, chance.choice(TYPES), chance.randrange(200), place, day, 1 + int(chance.expovariate(1 / 6)))


def _report(events: Sequence[Happened], outlet: int, filler: str) -> tuple[Document, list[Claim]]:
    """What one outlet writes of some events, and the claims that it makes."""
    lines = [event.told(outlet) for event in events]
    published = str(max(event.day for event in events) + dt.timedelta(days=1))
    text = "\n\n".join((*lines, filler) if filler else lines)
    first = events[0].number
    document = Document(text=text, title=f"Report {first}-{outlet}", publisher=f"Outlet {(first + 7 * outlet) % 400}", published=published)
    claims, start = [], 0
    for event, line in zip(events, lines, strict=True):
        claims.append(_claim(document, event, start, line, event.killed + outlet % 2))
        start += len(line) + 2
    return document, claims


def _claim(document: Document, event: Happened, start: int, line: str, killed: int) -> Claim:
    def said(words: str) -> dict[str, object]:
        found = start + line.index(words)
        return {"evidence": (document.quote(found, found + len(words)),), "rule": "synthetic"}

    group = f"Group {event.group}"
    source = Actor(id=f"group:{event.group}", name=group, kind="group", sector="REB")
    actors = [ActorRole(role="source", actor=source, words=group, responsibility="stated", **said(group))]
    if event.kind[0] == "ASSAULT":
        actors.append(ActorRole(role="target", actor=CIVILIANS, words="civilians", **said("civilians")))
    count = Count(low=killed, high=killed, kind="exact", words=str(killed))
    return Claim.make(
        document_id=document.id,
        reader=READER,
        event=EventType(type=event.kind[0], mode=event.kind[1], **said("struck")),
        status=StatusLabel(label="actual", **said("struck")),
        actors=tuple(actors),
        tolls=(Toll(harm="killed", count=count, victim_class="civilian", **said("killed")),),
        place=ClaimPlace(place=event.place, words=event.place.name, **said(event.place.name)),
        time=ClaimTime(span=TimeSpan.day(event.day), words="then", **said("there")),
        summary=line,
        evidence=(document.quote(start, start + len(line)),),
    )


def _store(connection: Connection, told: Sequence[tuple[Document, Sequence[Claim]]]) -> None:
    """Documents with their readings and claims, each with its entry in the log and its words in the indexes."""
    newest = {table: connection.execute(select(func.max(table.c.seq))).scalar() or 0 for table in (DOCUMENTS, CLAIMS)}
    made = [rows.document_row(document) for document, _ in told]
    read = [
        {
            "id": rows.reading_id(document.id, READER),
            "document_id": document.id,
            "reader": READER.name,
            "version": READER.version,
            "model": None,
        }
        for document, _ in told
    ]
    entries = [
        chain.append(
            connection,
            action="add",
            subject=document.id,
            content=chain.reading_digest(row, reading, [], [claim.to_json() for claim in claims]),
            reading=reading["id"],
            reader="synthetic 1",
            claims=len(claims),
        )
        for row, reading, (document, claims) in zip(made, read, told, strict=True)
    ]
    connection.execute(insert(DOCUMENTS), made)
    connection.execute(insert(READINGS), [reading | {"entry": entry.seq} for reading, entry in zip(read, entries, strict=True)])
    connection.execute(
        insert(CLAIMS),
        [
            {"id": claim.id, "reading_id": reading["id"], "document_id": document.id, "json": claim.to_json()}
            for reading, (document, claims) in zip(read, told, strict=True)
            for claim in claims
        ],
    )
    numbers = {
        row.id: row.seq for table, before in newest.items() for row in connection.execute(select(table.c.id, table.c.seq).where(table.c.seq > before))
    }
    for row in made:
        wording.index_document(connection, numbers[row["id"]], row)
    wording.index_claims(connection, ((numbers[claim.id], claim) for _, claims in told for claim in claims))
