"""How fast a ledger leaves the house: incidents exported per second, by format.

The ledger is made up: each incident has a few claims by different outlets, with texts of ordinary length. Usage:

    python benchmarks/publishing.py [INCIDENTS]
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
import time
from pathlib import Path

from dateline.ledger import Ledger
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
    Reading,
    StatusLabel,
    TimeSpan,
    Toll,
)
from dateline.publishing import FORMATS, export

READER = ReaderName(name="benchmark", version="1")
REBELS = Actor(id="group:benchmark", name="Benchmark Front", kind="group", country="SYR", sector="REB")
CIVILIANS = Actor(id="generic:civilians", name="civilians", kind="generic", sector="CVL")
REPORTS = 3
FILLER = "The road to the market was closed until the evening, and the shops stayed shut. " * 20


def fill(ledger: Ledger, incidents: int) -> None:
    """Incidents on days and in towns of their own, each told by three outlets."""
    for number in range(incidents):
        day = dt.date(2015, 1, 1) + dt.timedelta(days=7 * (number % 500))
        place = Place(
            name=f"Town {number}",
            id=f"test:{number}",
            country="SYR",
            admin1="Aleppo",
            lat=30 + number % 97 / 10,
            lon=35 + number % 89 / 10,
            precision="settlement",
            radius_km=5,
        )
        for outlet in range(REPORTS):
            killed = 3 + (number + outlet) % 20
            text = f"Shells hit Town {number}.\n\nShelling killed {killed} civilians in Town {number} on that day.\n\n{FILLER}"
            document = Document(
                text=text, title=f"Shells hit Town {number}.", publisher=f"Outlet {outlet}", published=(day + dt.timedelta(days=1)).isoformat()
            )
            ground = {"evidence": (document.quote(0, 6),), "rule": "benchmark"}
            claim = Claim.make(
                document_id=document.id,
                reader=READER,
                event=EventType(type="ASSAULT", mode="heavy-weapons", **ground),
                status=StatusLabel(label="actual", **ground),
                actors=(
                    ActorRole(role="source", actor=REBELS, words="the Front", responsibility="stated", **ground),
                    ActorRole(role="target", actor=CIVILIANS, words="civilians", **ground),
                ),
                tolls=(
                    Toll(harm="killed", count=Count(low=killed, high=killed, kind="exact", words=str(killed)), victim_class="civilian", **ground),
                ),
                place=ClaimPlace(place=place, words=place.name, **ground),
                time=ClaimTime(span=TimeSpan.day(day), words="on that day", **ground),
                summary=f"shelling of {place.name}",
                evidence=ground["evidence"],
            )
            ledger.add(document, Reading(document_id=document.id, reader=READER, passages=(), claims=(claim,)))


def main() -> None:
    """Print a line for each format."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "bench.db") as ledger:
        fill(ledger, wanted)
        incidents = len(ledger.incidents())
        print(f"{incidents} incidents, {incidents * REPORTS} reports")
        for name in FORMATS:
            begun = time.perf_counter()
            report = export(ledger, name, Path(folder) / name)
            seconds = time.perf_counter() - begun
            print(f"{name:<12} {incidents / seconds:>8.0f} incidents/s   {sum(report.rows.values())} rows, {len(report.refused)} refused")


if __name__ == "__main__":
    main()
