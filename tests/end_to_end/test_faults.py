"""kill -9 at any moment, two at once, a disk that is full or may not be written: nothing acknowledged is lost, nothing half-written is seen."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from running import command

import dateline
from dateline.ledger import Ledger
from factories import claim, document, reading, town
from tearing import moments

COUNT = 16


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(COUNT):
        (folder / f"{number:02}.txt").write_text(f"Report {number} from Redtown\n\nShells fell again.\nToll: {number + 1}\n")
    return folder


def test_kill_at_random_moments_of_add_rule_and_rebuild_loses_nothing(store: str) -> None:
    torn = moments(store, count=6, seed=11)
    assert torn.killed == 6
    assert torn.kept > 0
    assert torn.held, torn


def test_two_processes_adding_at_once_lose_and_duplicate_nothing(store: str, reports: Path, environment: dict[str, str]) -> None:
    environment |= {"DATELINE_LEDGER": store}
    words = command("add", str(reports), "--json", "--published", "2017-02-10", quick=True, pause=0.01)
    both = [subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    told = []
    for process in both:
        out, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
        told.append(json.loads(out))
    assert sum(one["stored"] for one in told) == COUNT
    assert all(one["stored"] + one["already"] == COUNT for one in told)
    with dateline.open(store) as ledger:
        assert len(list(ledger.documents())) == COUNT
        assert ledger.verify().ok
        assert [step.entry.seq for step in ledger.log()] == list(range(1, COUNT + 1))


def test_two_people_ruling_at_once_are_both_on_record(store: str) -> None:
    doc = document("First report from Redtown.")
    with dateline.open(store) as one, dateline.open(store) as other:
        one.add(doc, reading(doc, claim(doc, killed=1, place=town())))
        for number in range(5):
            one.decide("note", doc.id, because=f"note {number}", author="Ann")
            other.decide("note", doc.id, because=f"note {number}", author="Ben")
        assert len(one.rulings()) == 10
        assert [step.entry.author for step in one.log()[1:]] == ["Ann", "Ben"] * 5
        assert one.verify().ok


_AS_A_STRANGER = """
import os, sys
import dateline
from dateline.ledger import Ledger
from dateline.model.errors import LedgerReadOnly
with Ledger.open(sys.argv[2]) as ledger:  # loads all that is loaded late, while it can be
    ledger.incidents(), ledger.verify()
if os.geteuid() == 0:
    os.setuid(65534)
with Ledger.open(sys.argv[1], create=False) as ledger:
    print(len(ledger.incidents()), ledger.verify().ok)
    try:
        ledger.decide("note", next(ledger.documents()).id, because="seen", author="Ann")
    except LedgerReadOnly as error:
        print(error)
"""


def test_a_file_that_may_not_be_written_can_be_asked_and_says_so(empty_file: Path, tmp_path: Path) -> None:
    folder = Path(tempfile.mkdtemp(prefix="dateline-"))
    path = Path(shutil.copy(empty_file, folder / "test.db"))
    doc = document("First report from Redtown.")
    with Ledger.open(path) as ledger:
        ledger.add(doc, reading(doc, claim(doc, killed=1, place=town())))
        ledger.incidents()
    path.chmod(0o444)
    folder.chmod(0o555)
    try:
        words = [sys.executable, "-c", _AS_A_STRANGER, str(path), str(shutil.copy(empty_file, tmp_path / "other.db"))]
        done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=60)
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)
    assert done.returncode == 0, done.stderr
    first, second = done.stdout.splitlines()
    assert first == "1 True"
    assert "it cannot be written to" in second
