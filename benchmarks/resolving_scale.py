"""How the cost of bringing incidents up to date grows with the ledger.

    python benchmarks/resolving_scale.py [--claims N ...]

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
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from dateline.ledger import Ledger
from dateline.model import Claim, ClaimPlace, ClaimTime, Count, Document, EventType, Place, ReaderName, Reading, StatusLabel, TimeSpan, Toll

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
    """Seconds of a rebuild and of one more document, peak memory in MB, and the share of true incidents in per cent."""
    truth: dict[int, set[str]] = {}
    with Ledger.open(folder / f"{claims}.db") as ledger:
        for event, document, reading in reports(claims):
            ledger.add(document, reading)
            truth.setdefault(event, set()).add(reading.claims[0].id)
        begun = time.perf_counter()
        ledger.rebuild()
        rebuilt = time.perf_counter() - begun
        found = {frozenset(incident.claim_ids) for incident in ledger.incidents()}
        right = sum(frozenset(ids) in found for ids in truth.values()) / len(truth)
        begun = time.perf_counter()
        for number in range(_ADDED):
            document, reading = report(claims + number, 10**7 + number, dt.date(1990, 1, 2), 33.0, 36.0 + number, 9)
            ledger.add(document, reading)
            ledger.show("i-" + reading.claims[0].id[2:])
        added = (time.perf_counter() - begun) / _ADDED
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"rebuild_s": rebuilt, "add_one_s": added, "memory_mb": memory, "right": 100 * right}


def exponent(sizes: list[int], values: list[float]) -> float:
    """The slope of log value over log size, by least squares."""
    xs, ys = [math.log(size) for size in sizes], [math.log(value) for value in values]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)) / sum((x - mean_x) ** 2 for x in xs)


def main() -> None:
    """Measure every size and print the table, the exponents, and the figures as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--claims", type=int, nargs="+", default=[1_000, 10_000])
    sizes = sorted(parser.parse_args().claims)
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            found[size] = measure(size, Path(folder))
            print(size, {name: round(value, 4) for name, value in found[size].items()}, file=sys.stderr)
    figures = {f"{name}_{size}": value for size in sizes for name, value in found[size].items()}
    if len(sizes) > 1:
        figures |= {f"exponent_{name}": exponent(sizes, [found[size][f"{name}_s"] for size in sizes]) for name in ("rebuild", "add_one")}
    print(json.dumps({name: round(value, 4) for name, value in figures.items()}))


if __name__ == "__main__":
    main()
