"""How quickly the desk answers on a large ledger: pages and API over loopback, asked by several at once.

    python benchmarks/web.py [--incidents N] [--seconds S] [--clients N] [--ledger FILE]

Makes a ledger of N incidents (100,000 by default, each with a document and a claim of its own) from a fixed seed, opens ``dateline
serve`` on it, and asks each address first alone and then from several clients at once. Prints milliseconds (the first answer, p50 and
p95) and requests a second; the last line is JSON. Counts over the whole table are kept until the ledger changes, so the first answer is
also what the first page after a decision takes; the addresses with "other" ask something new each time. Nothing is read by a parser: what
is measured is the store and the desk.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import json
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

from sqlalchemy import insert

from dateline.ledger import chain, derived, indexing, rows
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
ADDRESSES = {
    "overview": "/",
    "overview, filtered": "/?country=SYR&since=2016-01-01&until=2016-12-31&killed_min=5",
    "overview, words": "/?q=group+17+town+4",
    "overview, deadliest": "/?sort=deadliest",
    "overview, other filter": "/?since=2013-01-01&killed_max={other}",
    "overview, other words": "/?q=group+{other}+town",
    "map, far": "/api/map?cell=10",
    "map, near": "/api/map?cell=0.3&bbox=35,32,42,37",
    "actors": "/actors",
    "API, 50 incidents": "/api/incidents",
}
BATCH = 5000
_OTHER = itertools.count(100)


def main() -> None:
    """Make the ledger, open the desk, ask."""
    parser = argparse.ArgumentParser(prog="benchmarks/web.py")
    parser.add_argument("--incidents", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=4.0, help="how long each address is asked by several at once")
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--ledger", type=Path, help="keep the ledger here, or use the one that is there")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.ledger or Path(folder, "large.db")
        if not path.exists():
            began = time.monotonic()
            make(path, given.incidents)
            print(f"made {given.incidents:,} incidents in {time.monotonic() - began:.0f} s ({path.stat().st_size / 1e6:.0f} MB)")
        figures = measure(path, given.seconds, given.clients)
    print(json.dumps({name: round(value, 1) for name, value in figures.items()}))


def measure(path: Path, seconds: float, clients: int) -> dict[str, float]:
    """Open the desk and ask every address."""
    words = [sys.executable, "-c", "from dateline.cli import main; main()", "serve", "--ledger", str(path), "--port", "0", "--no-open"]
    figures: dict[str, float] = {}
    with subprocess.Popen(words, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        found = re.search(r"http://[\d.:]+", process.stderr.readline())
        if found is None:
            raise SystemExit(f"the desk did not open: {process.stderr.read()}")
        print(f"{'address':<22} {'first':>7} {'alone p50':>10} {'p95':>7} {'several p50':>12} {'p95':>7} {'a second':>9}   ({clients} clients)")
        try:
            for name, address in {**ADDRESSES, "incident": incident_address(found[0])}.items():
                url = found[0] + address
                first = ask(url)
                alone = [ask(url) for _ in range(15)]
                together, rate = asked_by_several(url, seconds, clients)
                row = (*percentiles(alone), *percentiles(together), rate)
                print(f"{name:<22} {first:>4.0f} ms {row[0]:>7.0f} ms {row[1]:>4.0f} ms {row[2]:>9.0f} ms {row[3]:>4.0f} ms {row[4]:>9.1f}")
                figures |= {f"{name} first ms": first, f"{name} p50 ms": row[0], f"{name} p95 ms": row[1], f"{name} requests/s": row[4]}
        finally:
            process.terminate()
    return figures


def incident_address(base: str) -> str:
    """The page of some incident."""
    with urllib.request.urlopen(f"{base}/api/incidents?limit=1") as answer:
        return f"/incidents/{json.load(answer)['incidents'][0]['id']}"


def ask(url: str) -> float:
    """Milliseconds until a whole answer is there. The desk counts requests of a minute, so too many are waited for and not counted."""
    while True:
        began = time.perf_counter()
        try:
            with urllib.request.urlopen(url.replace("{other}", str(next(_OTHER)))) as answer:
                answer.read()
            return (time.perf_counter() - began) * 1000
        except urllib.error.HTTPError as error:
            if error.code != 429:
                raise
            time.sleep(1)


def asked_by_several(url: str, seconds: float, clients: int) -> tuple[list[float], float]:
    """Milliseconds of each answer when several ask without a pause, and answers a second."""
    took: list[float] = []
    ends = time.monotonic() + seconds

    def client() -> None:
        while time.monotonic() < ends:
            took.append(ask(url))

    threads = [threading.Thread(target=client) for _ in range(clients)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return took, len(took) / (time.monotonic() - began)


def percentiles(milliseconds: list[float]) -> tuple[float, float]:
    """p50 and p95."""
    ordered = sorted(milliseconds)
    return statistics.median(ordered), ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def make(path: Path, count: int) -> None:
    """A ledger of ``count`` incidents, each of one document. The incidents are what resolving makes of each claim alone."""
    chance = random.Random(20170209)
    _, engine = connect(path, create=True)
    store = engine.execution_options(writes=True)
    position = 0
    for start in range(0, count, BATCH):
        told = [one(chance, number) for number in range(start, min(start + BATCH, count))]
        incidents = [incident for document, claim in told for incident in resolve([ResolvableClaim(claim, DocumentFacts.of(document))])]
        with store.begin() as connection:
            made = [rows.document_row(document) for document, _ in told]
            ids = [rows.reading_id(document.id, READER) for document, _ in told]
            read = [
                {"id": reading, "document_id": document.id, "reader": READER.name, "version": READER.version, "model": None}
                for reading, (document, _) in zip(ids, told, strict=True)
            ]
            entries = [
                chain.append(
                    connection,
                    action="add",
                    subject=document.id,
                    content=chain.reading_digest(row, reading, [], [claim.to_json()]),
                    reading=reading["id"],
                    reader="synthetic 1",
                    claims=1,
                )
                for row, reading, (document, claim) in zip(made, read, told, strict=True)
            ]
            connection.execute(insert(DOCUMENTS), made)
            connection.execute(insert(READINGS), [reading | {"entry": entry.seq} for reading, entry in zip(read, entries, strict=True)])
            connection.execute(
                insert(CLAIMS),
                [
                    {"id": claim.id, "reading_id": reading, "document_id": document.id, "json": claim.to_json()}
                    for reading, (document, claim) in zip(ids, told, strict=True)
                ],
            )
            connection.execute(insert(INCIDENTS), [rows.incident_row(position + number, incident) for number, incident in enumerate(incidents)])
            connection.execute(insert(MEMBERS), [{"claim_id": incident.claim_ids[0], "incident_id": incident.id} for incident in incidents])
            indexing.write(connection, incidents)
        position += len(incidents)
    with store.begin() as connection:
        connection.execute(insert(DERIVED), {"name": "incidents", "stamp": derived.stamp(connection)})


def one(chance: random.Random, number: int) -> tuple[Document, Claim]:
    """A document that tells of one event, and its claim."""
    killed, group, place = int(chance.expovariate(1 / 6)), chance.randrange(200), chance.randrange(3000)
    day = dt.date(2012, 1, 1) + dt.timedelta(days=chance.randrange(365 * 12))
    country = COUNTRIES[place % len(COUNTRIES)]
    text = f"Group {group} struck Town {place} and killed {killed} people. Report {number}."
    document = Document(text=text, title=f"Report {number}", publisher=f"Outlet {chance.randrange(400)}", published=str(day + dt.timedelta(days=1)))
    ground = {"evidence": (document.quote(0, 5),), "rule": "synthetic"}
    kind, mode = chance.choice(TYPES)
    spot = random.Random(place)
    precise = chance.random() < 0.85
    where = Place(
        name=f"Town {place}" if precise else f"Province {place % 80}",
        id=f"test:{place if precise else f'p{place % 80}'}",
        country=country,
        lat=spot.uniform(-35, 60),
        lon=spot.uniform(-90, 120),
        precision="settlement" if precise else "province",
        radius_km=5 if precise else 80,
    )
    source = Actor(id=f"group:{group}", name=f"Group {group}", kind="group", sector="REB")
    claim = Claim.make(
        document_id=document.id,
        reader=READER,
        event=EventType(type=kind, mode=mode, **ground),
        status=StatusLabel(label="actual", **ground),
        actors=(ActorRole(role="source", actor=source, words=source.name, responsibility="stated", **ground),),
        tolls=(Toll(harm="killed", count=Count(low=killed, high=killed, kind="exact", words=str(killed)), **ground),),
        place=ClaimPlace(place=where, words=where.name, **ground),
        time=ClaimTime(span=TimeSpan.day(day), words="then", **ground),
        summary=text,
        evidence=(document.quote(0, len(text)),),
    )
    return document, claim


if __name__ == "__main__":
    main()
