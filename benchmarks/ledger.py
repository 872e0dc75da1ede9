"""How fast a ledger is checked and searched: spans verified per second, and the latency of full-text search.

    python benchmarks/ledger.py [--claims N] [--verified N] [--ledger FILE|URL] [--postgresql] [--write]

Searched is a made-up ledger of ``--claims`` claims (a million by default; that takes half an hour to make and 5 GB; 30,000 take a minute),
three reports of each incident, five incidents in a report. ``--ledger`` keeps it, or takes one that is there. Each kind of question is asked
``--rounds`` times, each time for other words. Verified is a ledger of ``--verified`` claims: `verify` also works all incidents out again, to
compare them with those stored. ``--postgresql`` starts a server for the tests and takes a database in it. ``--write`` writes a section of
docs/performance.md. The last line is JSON.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import common
import dateline
import synthetic

QUESTIONS = {
    "a word that few have": "{event}",
    "a group": "group {group}",
    "a word that all have": "killed",
    "a place and a word that all have": "town {town} killed",
    "a phrase": '"struck town {town}"',
    "a beginning": "{beginning}*",
}
"""What is asked for, in order of growing numbers of words; each round fills in other numbers."""
REPORTS, TELLS = 3, 5
LIMIT_MS = 200
"""What a search should take at most, in the median."""


@contextmanager
def places(given: argparse.Namespace) -> Iterator[tuple[str, str]]:
    """Where the ledger that is searched lies, and the one that is verified."""
    with tempfile.TemporaryDirectory() as folder:
        if not given.postgresql:
            yield given.ledger or str(Path(folder) / "searched.db"), str(Path(folder) / "verified.db")
            return
        sys.path.insert(0, str(common.ROOT / "tests"))
        import postgres_server

        with postgres_server.server() as address:
            yield postgres_server.create_database(address, "searched"), postgres_server.create_database(address, "verified")


def build(where: str, claims: int) -> None:
    """Make a ledger of so many claims."""
    began = time.monotonic()
    incidents = -(-claims // REPORTS)
    synthetic.build(where if "://" in where else Path(where), incidents, reports=REPORTS, tells=TELLS)
    print(f"made {incidents * REPORTS:,} claims in {time.monotonic() - began:.0f} s")


def clock(where: str) -> Callable[[], float]:
    """What time is measured by: the processor's for a file, which other work disturbs least; the wall's where a server does the work."""
    return time.perf_counter if "://" in where else time.process_time


def verified(where: str) -> dict[str, float]:
    """Spans found again per second, with everything else that `verify` does."""
    now = clock(where)
    with dateline.open(where, create=False) as ledger:
        ledger.rebuild()
        began = now()
        report = ledger.verify()
        seconds = now() - began
    if not report.ok:
        raise SystemExit(f"the made-up ledger does not hold: {report.problems[0]}")
    print(f"verify: {report.spans:,} spans of {report.claims:,} claims in {seconds:.1f} s, {report.spans / seconds:,.0f} spans a second")
    return {"verify spans/s": report.spans / seconds, "verify claims": report.claims}


def searched(where: str, rounds: int) -> dict[str, float]:
    """Milliseconds of a search for incidents, claims and documents together, by what is asked."""
    chance, now = random.Random(7), clock(where)
    figures: dict[str, float] = {}
    with dateline.open(where, create=False) as ledger:
        claims = synthetic.claims_in(where)
        print(f"search in {claims:,} claims             p50 ms    p95 ms   hits")
        figures["search claims"] = claims
        for what, pattern in QUESTIONS.items():
            took, hits = [], []
            for _ in range(rounds):
                event = chance.randrange(claims // REPORTS)
                asked = pattern.format(event=event, group=chance.randrange(200), town=chance.randrange(3000), beginning=str(event)[:3])
                began = now()
                hits.append(len(ledger.search(asked)))
                took.append((now() - began) * 1000)
            if not any(hits):
                raise SystemExit(f"nothing was found for {what}: what was measured is no search")
            middle, worst = common.percentiles(took)
            print(f"  {what:<34} {middle:>8.1f} {worst:>9.1f} {statistics.mean(hits):>6.1f}")
            figures |= {f"search, {what}, p50 ms": middle, f"search, {what}, p95 ms": worst}
    return figures


def section(figures: dict[str, float], store: str) -> str:
    """A section of docs/performance.md, in Markdown."""
    by = "seconds of processor time" if store == "SQLite" else "seconds as they pass, on a busy machine"
    rows = "\n".join(f"| {what} | {figures[f'search, {what}, p50 ms']:,.0f} | {figures[f'search, {what}, p95 ms']:,.0f} |" for what in QUESTIONS)
    return f"""Written by `python benchmarks/ledger.py --write` on {common.measured_on()}.
{store}, made-up reports; {by}. `dateline verify` finds **{figures["verify spans/s"]:,.0f} spans a second** again, on a ledger of
{figures["verify claims"]:,.0f} claims; in that time it also checks every hash and works all incidents out again.

Full-text search for incidents, claims and documents together, in a ledger of **{figures["search claims"]:,.0f} claims**
(goal: {LIMIT_MS} milliseconds in the median):

| what is asked | p50, ms | p95, ms |
|---|---|---|
{rows}
"""


def main() -> None:
    """Build, check, search; print the figures."""
    parser = argparse.ArgumentParser(prog="benchmarks/ledger.py")
    parser.add_argument("--claims", type=int, default=1_000_000, help="claims of the ledger that is searched")
    parser.add_argument("--verified", type=int, default=30_000, help="claims of the ledger that is verified")
    parser.add_argument("--rounds", type=int, default=40, help="how often each kind of question is asked")
    parser.add_argument("--ledger", help="keep the searched ledger here, or use the one that is there")
    parser.add_argument("--postgresql", action="store_true", help="measure on PostgreSQL, on a server of its own")
    parser.add_argument("--write", action="store_true", help="write the section of docs/performance.md")
    given = parser.parse_args()
    with places(given) as (search, verify):
        build(verify, given.verified)
        figures = verified(verify)
        if given.ledger is None or not Path(search).exists():
            build(search, given.claims)
        figures |= searched(search, given.rounds)
    if given.write:
        store = "PostgreSQL" if given.postgresql else "SQLite"
        common.write_section(f"ledger-{store.lower()}", section(figures, store))
    print(json.dumps({name: round(value, 1) for name, value in figures.items()}))


if __name__ == "__main__":
    main()
