"""kill -9 while adding: nothing that was reported as stored is lost, and the next run goes on."""

from __future__ import annotations

import json
import resource
import signal
import subprocess
from pathlib import Path

import pytest
from running import Run, command

import dateline

COUNT = 24


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(COUNT):
        (folder / f"{number:02}.txt").write_text(f"Report {number} from Redtown\n\nShells fell again.\nToll: {number + 1}\n")
    return folder


@pytest.mark.parametrize("after", [0, 13])
def test_kill_loses_nothing_that_was_reported(after: int, reports: Path, environment: dict[str, str], quick: Run) -> None:
    words = command("add", str(reports), "--jsonl", "--published", "2017-02-10", quick=True, pause=0.01)
    with subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        reported = [json.loads(process.stdout.readline()) for _ in range(after)]
        process.send_signal(signal.SIGKILL)
        reported += [json.loads(line) for line in process.stdout if line.endswith("\n")]
    assert process.returncode == -signal.SIGKILL
    assert after <= len(reported) < COUNT

    ledger_path = environment["DATELINE_LEDGER"]
    if reported:
        with dateline.open(ledger_path, create=False) as ledger:
            assert {one["document_id"] for one in reported} <= {document.id for document in ledger.documents()}
    went_on = json.loads(quick("add", str(reports), "--json", "--published", "2017-02-10").stdout)
    assert went_on["already"] in (len(reported), len(reported) + 1)  # one may have been stored and not yet reported
    assert went_on["already"] + went_on["stored"] == COUNT
    with dateline.open(ledger_path) as ledger:
        assert ledger.verify().ok
        assert len(list(ledger.documents())) == COUNT


def test_interrupted_with_ctrl_c_it_says_so_and_keeps_what_is_stored(reports: Path, environment: dict[str, str], quick: Run) -> None:
    words = command("add", str(reports), "--jsonl", quick=True, pause=0.1)
    with subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        process.stdout.read()
        told = process.stderr.read()
    assert process.returncode == 130
    assert "interrupted" in told
    assert "Traceback" not in told
    assert json.loads(quick("add", str(reports), "--json").stdout)["already"] >= 1


def test_a_full_disk_is_said_clearly_and_what_was_stored_is_safe(reports: Path, environment: dict[str, str], quick: Run) -> None:
    def small_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, 500_000))

    words = command("add", str(reports), "--jsonl", quick=True)
    done = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=60, check=False, preexec_fn=small_disk)
    reported = [json.loads(line)["document_id"] for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert 0 < len(reported) < COUNT
    assert "disk" in done.stderr
    assert "Traceback" not in done.stderr
    assert json.loads(quick("add", str(reports), "--json").stdout) == {"stored": COUNT - len(reported), "already": len(reported), "failed": []}
