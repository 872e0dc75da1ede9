"""How quickly the desk answers on a large ledger: pages and API over loopback, asked by several at once.

    python benchmarks/web.py [--incidents N] [--seconds S] [--clients N] [--ledger FILE] [--write]

Makes a ledger of N incidents (100,000 by default, each with a document and a claim of its own) from a fixed seed, opens ``dateline
serve`` on it, and asks each address first alone and then from several clients at once. Prints milliseconds (the first answer, p50 and
p95) and requests a second; the last line is JSON. Counts over the whole table are kept until the ledger changes, so the first answer is
also what the first page after a decision takes; the addresses with "other" ask something new each time. Nothing is read by a parser: what
is measured is the store and the desk. ``--write`` writes its section of docs/performance.md.
"""

from __future__ import annotations

import argparse
import itertools
import json
import re
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

import common
import synthetic

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
    "sources": "/sources",
    "queue": "/queue",
    "API, 50 incidents": "/api/incidents",
}
_OTHER = itertools.count(100)


def main() -> None:
    """Make the ledger, open the desk, ask."""
    parser = argparse.ArgumentParser(prog="benchmarks/web.py")
    parser.add_argument("--incidents", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=4.0, help="how long each address is asked by several at once")
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--ledger", type=Path, help="keep the ledger here, or use the one that is there")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.ledger or Path(folder, "large.db")
        if not path.exists():
            began = time.monotonic()
            synthetic.build(path, given.incidents)
            print(f"made {given.incidents:,} incidents in {time.monotonic() - began:.0f} s ({path.stat().st_size / 1e6:.0f} MB)")
        figures = measure(path, given.seconds, given.clients)
    if given.write:
        common.write_section("desk", section(figures, given.incidents, given.clients))
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
                row = (*common.percentiles(alone), *common.percentiles(together), rate)
                print(f"{name:<22} {first:>4.0f} ms {row[0]:>7.0f} ms {row[1]:>4.0f} ms {row[2]:>9.0f} ms {row[3]:>4.0f} ms {row[4]:>9.1f}")
                figures |= {f"{name} first ms": first, f"{name} p50 ms": row[0], f"{name} p95 ms": row[1]}
                figures |= {f"{name} several p50 ms": row[2], f"{name} several p95 ms": row[3], f"{name} requests/s": row[4]}
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


def section(figures: dict[str, float], incidents: int, clients: int) -> str:
    """The figures as a table for docs/performance.md."""
    names = [name.removesuffix(" first ms") for name in figures if name.endswith(" first ms")]
    rows = [
        f"| {name} | {figures[f'{name} first ms']:.0f} | {figures[f'{name} p50 ms']:.0f} | {figures[f'{name} p95 ms']:.0f} "
        f"| {figures[f'{name} several p50 ms']:.0f} | {figures[f'{name} several p95 ms']:.0f} | {figures[f'{name} requests/s']:.0f} |"
        for name in names
    ]
    table = "\n".join(rows)
    return f"""Written by `python benchmarks/web.py --write` on {common.measured_on()}.
A made-up ledger of {incidents:,} incidents, over loopback; milliseconds. *First* is the first answer after a change, when nothing is counted yet.

| page | first | p50 | p95 | p50, {clients} at once | p95, {clients} at once | answers a second |
|---|---|---|---|---|---|---|
{table}"""


if __name__ == "__main__":
    main()
