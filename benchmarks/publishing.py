"""How fast a ledger leaves the house: incidents exported per second, by format.

    python benchmarks/publishing.py [--incidents N] [--write]

The ledger is made up: each incident is told by three outlets, in reports of ordinary length. ``--write`` writes a section of
docs/performance.md. Seconds are of processor time, which other work on the machine disturbs least. The last line is JSON.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from pathlib import Path

import common
import synthetic
from dateline.ledger import Ledger
from dateline.publishing import FORMATS, export

REPORTS = 3


def measure(incidents: int) -> dict[str, tuple[float, int, int]]:
    """By format: incidents per second, rows written and rows refused."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.db"
        synthetic.build(path, incidents, reports=REPORTS, filler=synthetic.FILLER)
        with Ledger.open(path) as ledger:
            for name in FORMATS:
                began = time.process_time()
                report = export(ledger, name, Path(folder) / name)
                seconds = time.process_time() - began
                found[name] = (incidents / seconds, sum(report.rows.values()), len(report.refused))
    return found


def section(figures: dict[str, tuple[float, int, int]], incidents: int) -> str:
    """A section of docs/performance.md, in Markdown."""
    rows = "\n".join(f"| `{name}` | {speed:,.0f} | {written:,} | {refused:,} |" for name, (speed, written, refused) in figures.items())
    return f"""Written by `python benchmarks/publishing.py --write` on {common.measured_on()}.
A made-up ledger of {incidents:,} incidents, each told by {REPORTS} reports, in SQLite; seconds of processor time.
Refused are rows that a format cannot state, such as an incident of which no side is a named actor.

| format | incidents a second | rows written | rows refused |
|---|---|---|---|
{rows}
"""


def main() -> None:
    """Print a line for each format."""
    parser = argparse.ArgumentParser(prog="benchmarks/publishing.py")
    parser.add_argument("--incidents", type=int, default=1000)
    parser.add_argument("--write", action="store_true", help="write the section of docs/performance.md")
    given = parser.parse_args()
    figures = measure(given.incidents)
    print(f"{given.incidents:,} incidents, {given.incidents * REPORTS:,} reports")
    for name, (speed, written, refused) in figures.items():
        print(f"{name:<12} {speed:>8,.0f} incidents/s   {written:,} rows, {refused:,} refused")
    if given.write:
        common.write_section("exports", section(figures, given.incidents))
    print(json.dumps({name: round(speed, 1) for name, (speed, _, _) in figures.items()}))


if __name__ == "__main__":
    main()
