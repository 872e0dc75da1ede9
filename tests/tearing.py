"""kill -9 at random moments of a process that adds, rules and rebuilds; and what is found afterwards.

As a program: ``python tests/tearing.py sqlite|postgresql COUNT`` kills that many times, 25 times in each new ledger, and prints what it found.
"""

from __future__ import annotations

import itertools
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, fields
from pathlib import Path

import dateline
import postgres_server

LASTS = {"add": 0.008, "rule": 0.12, "rebuild": 0.03}
"""About how long each thing takes, in seconds."""
TESTS = Path(__file__).parent
LEDGER = 25
"""Kills in one ledger: in a large one the time would go into checking it."""

_WORK = """
import sys
sys.path.insert(0, {tests!r})
import dateline
from factories import claim, document, reading, town
number = int(sys.argv[2])
with dateline.open(sys.argv[1], create=False) as ledger:
    ledger.rebuild()  # loads what is loaded late
    while True:
        print("begins add", flush=True)
        doc = document(f"Report number {{number}} of shells.", published="2017-02-10")
        ledger.add(doc, reading(doc, claim(doc, killed=number, place=town()), claim(doc, kind="PROTEST/demo", day="2017-02-08", quoted="shells")))
        print("add", doc.id, flush=True)
        if number % 3 == 1:
            print("begins rule", flush=True)
            ruling = ledger.decide("note", doc.id, because="seen", author="Ann")
            print("rule", ruling.id, flush=True)
        if number % 3 == 2:
            print("begins rebuild", flush=True)
            ledger.rebuild()
        number += 1
"""


@dataclass
class Torn:
    """What was found.

    Args:
        killed: how often the process was killed.
        during: what it was doing then.
        kept: things that it had acknowledged.
        lost: those that were gone.
        half: documents without all of their claims.
        unsound: how often `verify` found something.
    """

    killed: int = 0
    during: Counter[str] = field(default_factory=Counter)
    kept: int = 0
    lost: int = 0
    half: int = 0
    unsound: int = 0

    def __add__(self, other: Torn) -> Torn:
        return Torn(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))

    @property
    def held(self) -> bool:
        """Nothing lost, nothing half-written, nothing unsound."""
        return not (self.lost or self.half or self.unsound)


def moments(store: str, *, count: int, seed: int) -> Torn:
    """Kill a working process ``count`` times, each at a random moment of an add, a rule or a rebuild in turn, and check the ledger after each."""
    chance = random.Random(seed)
    torn = Torn()
    acknowledged: set[str] = set()
    for number in range(count):
        aim = list(LASTS)[number % len(LASTS)]
        words = [sys.executable, "-c", _WORK.format(tests=str(TESTS)), store, str(len(acknowledged) * 10)]
        with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            told = []
            for line in process.stdout:
                if line.endswith("\n"):  # the last one may be cut off
                    told.append(line.split())
                if told[-1] == ["begins", aim]:
                    time.sleep(chance.uniform(0.0, LASTS[aim]))
                    process.send_signal(signal.SIGKILL)
                    aim = "killed"
        torn.killed += process.returncode == -signal.SIGKILL
        torn.during[next((thing for verb, thing in reversed(told) if verb == "begins"), "opening")] += 1
        acknowledged |= {thing for verb, thing in told if verb in ("add", "rule")}
        with dateline.open(store, create=False) as ledger:
            there = {document.id for document in ledger.documents()} | {ruling.id for ruling in ledger.rulings()}
            torn.lost += len(acknowledged - there)
            torn.half += sum(len(list(ledger.claims(document_id=document_id))) != 2 for document_id in ledger.document_ids())
            torn.unsound += not ledger.verify().ok
    torn.kept = len(acknowledged)
    return torn


def stores(kind: str) -> Iterator[str]:
    """Addresses of new ledgers of one kind, without end."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        server = stack.enter_context(postgres_server.server()) if kind == "postgresql" else None
        for number in itertools.count():
            yield postgres_server.create_database(server, f"torn{number}") if server else f"{folder}/{number}.db"


def main(kind: str, count: int) -> None:
    """Kill so many times and print what was found."""
    found = Torn()
    for number, store in zip(range(0, count, LEDGER), stores(kind), strict=False):
        dateline.open(store).close()
        found += moments(store, count=min(LEDGER, count - number), seed=number)
        print(found, flush=True)  # noqa: T201
    raise SystemExit(not found.held)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
