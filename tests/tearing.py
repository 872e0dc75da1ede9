"""kill -9 at random moments of a process that adds, rules and rebuilds; and what is found afterwards.

As a program: ``python tests/tearing.py STORE COUNT`` tears that many times and prints what it found.
"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

TESTS = Path(__file__).parent

_WORK = """
import sys
sys.path.insert(0, {tests!r})
import dateline
from factories import claim, document, reading, town
number = int(sys.argv[2])
with dateline.open(sys.argv[1], create=False) as ledger:
    print("ready", flush=True)
    while True:
        doc = document(f"Report number {{number}} of shells.", published="2017-02-10")
        ledger.add(doc, reading(doc, claim(doc, killed=number, place=town()), claim(doc, kind="PROTEST/demo", day="2017-02-08", quoted="shells")))
        print("add", doc.id, flush=True)
        ruling = ledger.decide("note", doc.id, because="seen", author="Ann")
        print("rule", ruling.id, flush=True)
        if number % 3 == 0:
            print("rebuild", ledger.rebuild(), flush=True)
        number += 1
"""


@dataclass
class Torn:
    """What was found: how often the process was killed, things lost that were acknowledged, documents without their claims, unsound ledgers."""

    killed: int = 0
    lost: int = 0
    half: int = 0
    unsound: int = 0


def moments(store: str, *, count: int, seed: int) -> Torn:
    """Kill a working process ``count`` times at random moments, and check the ledger after each."""
    import dateline

    chance = random.Random(seed)
    torn = Torn()
    acknowledged: set[str] = set()
    for _ in range(count):
        words = [sys.executable, "-c", _WORK.format(tests=str(TESTS)), store, str(len(acknowledged) * 10)]
        with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
            time.sleep(chance.uniform(0.0, 0.4))
            process.send_signal(signal.SIGKILL)
            told = [line.split() for line in process.stdout if line.endswith("\n")]
        torn.killed += process.returncode == -signal.SIGKILL
        acknowledged |= {thing for verb, thing in told if verb in ("add", "rule")}
        with dateline.open(store, create=False) as ledger:
            there = {document.id for document in ledger.documents()} | {ruling.id for ruling in ledger.rulings()}
            torn.lost += len(acknowledged - there)
            torn.half += sum(len(list(ledger.claims(document_id=document_id))) != 2 for document_id in ledger.document_ids())
            torn.unsound += not ledger.verify().ok
    return torn


if __name__ == "__main__":
    import dateline

    sys.path.insert(0, str(TESTS))
    dateline.open(sys.argv[1]).close()
    print(moments(sys.argv[1], count=int(sys.argv[2]), seed=1))  # noqa: T201
