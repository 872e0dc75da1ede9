"""How the cost of bringing incidents up to date grows with the ledger.

    python benchmarks/resolving_scale.py [--claims N ...] [--write]

Builds ledgers of made-up claims with known truth (two to six reports of each event, over the towns and days of many years), works them out
once, and adds documents one at a time. Prints seconds and memory, whether the incidents are the true ones, and the fitted exponents.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import math
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import select

from common import measured_on, write_section
from dateline.ledger import Ledger
from dateline.ledger.tables import INCIDENTS
from dateline.model import Claim, ClaimPlace, ClaimTime, Count, Document, EventType, Incident, Place, ReaderName, Reading, StatusLabel, TimeSpan, Toll

READER = ReaderName(name="made-up", version="1")
_EACH_DAY = 8
"""Events of one day, so that a larger ledger covers more time and is no denser."""

_ADDED = 20


def reports(claims: int, seed: int = 7) -> Iterator[tuple[int, Document, Reading]]:
    """The number of the event, a report and its reading, one claim each."""
    chance = random.Random(seed)
    made = event = 0
    while made < claims:
        day = dt.date(1990, 1, 1) + dt.timedelta(days=event // _EACH_DAY)
        lat, lon, killed = chance.uniform(30, 40), chance.uniform(35, 45), chance.randint(3, 60)
        for _ in range(min(chance.randint(2, 6), claims - made)):
            yield event, *report(made, event, day, lat, lon, killed)
            made += 1
        event += 1


def report(number: int, event: int, day: dt.date, lat: float, lon: float, killed: int) -> tuple[Document, Reading]:
    """One report of one event."""
    text = f"Shells killed {killed} people in Town{event}. Report {number}."
    document = Document(text=text, publisher=f"Outlet {number % 50}", published=(day + dt.timedelta(days=number % 2)).isoformat())
    ground = {"evidence": (document.quote(0, text.index(".")),), "rule": "made-up"}
    place = Place(name=f"Town{event}", id=f"made:{event}", country="SYR", lat=lat, lon=lon, precision="settlement", radius_km=5)
    claim = Claim.make(
        document_id=document.id,
        reader=READER,
        event=EventType(type="ASSAULT", mode="heavy-weapons", **ground),
        status=StatusLabel(label="actual", **ground),
        tolls=(Toll(harm="killed", count=Count(low=killed, high=killed, kind="exact", words=str(killed)), **ground),),
        place=ClaimPlace(place=place, words=place.name, **ground),
        time=ClaimTime(span=TimeSpan.day(day), words="that day", **ground),
        summary=text,
        evidence=ground["evidence"],
    )
    return document, Reading(document_id=document.id, reader=READER, claims=(claim,))


def measure(claims: int, folder: Path) -> dict[str, float]:
    """Seconds of building, of a rebuild, of one more document and of looking an address up; peak memory; the share of true incidents."""
    truth: dict[int, set[str]] = {}
    with Ledger.open(folder / f"{claims}.db") as ledger:
        begun = time.perf_counter()
        with _unsafe(ledger):
            for event, document, reading in reports(claims):
                ledger.add(document, reading)
                truth.setdefault(event, set()).add(reading.claims[0].id)
        stored = time.perf_counter() - begun
        begun, processor = time.perf_counter(), time.process_time()
        ledger.rebuild()
        rebuilt, worked = time.perf_counter() - begun, time.process_time() - processor
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        with ledger._engine.connect() as connection:  # noqa: SLF001 - what is stored is looked at, not the ledger's answers
            found = {frozenset(Incident.from_json(json).claim_ids) for json in connection.execute(select(INCIDENTS.c.json)).scalars()}
        right = sum(frozenset(ids) in found for ids in truth.values()) / len(truth)
        del found, truth
        alone = [_timed(ledger, *report(claims + n, 10**7 + n, dt.date(1990, 1, 2), 33.0, 36.0 + n / 10, 9)) for n in range(_ADDED)]
        more = [_timed(ledger, *one) for _, *one in _further(claims)]
        begun = time.perf_counter()
        for number in range(_ADDED):
            ledger.has_address(f"https://example.org/{number}")
        looked = (time.perf_counter() - begun) / _ADDED
    return {
        "store_s": stored,
        "rebuild_s": rebuilt,
        "rebuild_processor_s": worked,
        "add_one_s": statistics.median(alone),
        "add_to_known_s": statistics.median(more),
        "address_s": looked,
        "memory_mb": memory,
        "right": 100 * right,
    }


def _timed(ledger: Ledger, document: Document, reading: Reading) -> float:
    """Seconds of storing a document and having the incidents brought up to date."""
    begun = time.perf_counter()
    ledger.add(document, reading)
    ledger.show("i-" + reading.claims[0].id[2:])
    return time.perf_counter() - begun


def _further(claims: int) -> Iterator[tuple[int, Document, Reading]]:
    """One more report of each of some events of the ledger."""
    chance = random.Random(7)
    for event in range(_ADDED):
        day = dt.date(1990, 1, 1) + dt.timedelta(days=event // _EACH_DAY)
        lat, lon, killed = chance.uniform(30, 40), chance.uniform(35, 45), chance.randint(3, 60)
        chance.randint(2, 6)
        yield event, *report(claims + 10_000 + event, event, day, lat, lon, killed)


@contextmanager
def _unsafe(ledger: Ledger) -> Iterator[None]:
    """Store without waiting for the disk, so that building a large ledger takes minutes; what is measured afterwards waits."""
    for mode in ("OFF", "FULL"):
        with closing(ledger._engine.raw_connection()) as connection:  # noqa: SLF001
            connection.cursor().execute(f"PRAGMA synchronous = {mode}")
        if mode == "OFF":
            yield


def exponent(sizes: list[int], values: list[float]) -> float:
    """The slope of log value over log size, by least squares."""
    xs, ys = [math.log(size) for size in sizes], [math.log(value) for value in values]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)) / sum((x - mean_x) ** 2 for x in xs)


ROWS = {
    "rebuild_s": "`rebuild`: working all incidents out anew, seconds",
    "rebuild_processor_s": "the same, seconds of processor time",
    "add_one_s": "one more document of an event of its own, stored and its incident shown, milliseconds",
    "add_to_known_s": "one more document of an event that is known, milliseconds",
    "address_s": "looking up whether an address is known, milliseconds",
    "memory_mb": "peak memory of `rebuild`, MB",
    "right": "incidents that hold the true reports, per cent",
}


def page(sizes: list[int], found: dict[int, dict[str, float]]) -> str:
    """The table for docs/performance.md."""
    lines = [
        f"Written by `python benchmarks/resolving_scale.py --claims {' '.join(map(str, sizes))} --write` on {measured_on()}.",
        "Made-up ledgers in SQLite with known truth: two to six reports of each event, eight events a day; one process, one core.",
        "",
        "| figure | " + " | ".join(f"{size:,} claims" for size in sizes) + " | exponent |",
        "|---|" + "---|" * (len(sizes) + 1),
    ]
    for name, title in ROWS.items():
        scale = 1000 if name in ("add_one_s", "add_to_known_s", "address_s") else 1
        values = [found[size][name] * scale for size in sizes]
        grows = f"{exponent(sizes, values):.2f}" if name.startswith(("rebuild", "add_", "memory")) and len(sizes) > 1 else ""
        lines.append(f"| {title} | " + " | ".join(f"{value:,.1f}" for value in values) + f" | {grows} |")
    return "\n".join(lines)


def main() -> None:
    """Measure every size and print the table, the exponents, and the figures as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--claims", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    chosen = parser.parse_args()
    sizes = sorted(chosen.claims)
    found = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            found[size] = measure(size, Path(folder))
        print(size, {name: round(value, 4) for name, value in found[size].items()}, file=sys.stderr, flush=True)
    figures = {f"{name}_{size}": value for size in sizes for name, value in found[size].items()}
    if len(sizes) > 1:
        names = ("rebuild", "rebuild_processor", "add_one", "add_to_known")
        figures |= {f"exponent_{name}": exponent(sizes, [found[size][f"{name}_s"] for size in sizes]) for name in names}
        print(page(sizes, found))
    if chosen.write:
        write_section("resolving", page(sizes, found))
    print(json.dumps({name: round(value, 4) for name, value in figures.items()}))


if __name__ == "__main__":
    main()
