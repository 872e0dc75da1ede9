"""The recorder's day of the examples, on both stores."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import dateline
from dateline.publishing import FORMATS

ROOT = Path(__file__).parent.parent.parent


def test_a_recorders_day(store: str, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "BIN": str(Path(sys.executable).parent),
        "LEDGER": store,
        "OUT": str(tmp_path / "day"),
        "COLUMNS": "160",
        "DATELINE_AUTHOR": "A. Recorder",
    }
    done = subprocess.run(
        ["sh", str(ROOT / "examples" / "recorders_day.sh")], env=environment, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr
    shown = " ".join(done.stdout.split())
    for words in (
        "A. Recorder corrected killed",
        "previous ids: i-",
        "61 (57–61)",
        "[discounted]",
        "A. Recorder undid r-",
        "because: the hospital's list",
        "all found",
        "head ",
    ):
        assert words in shown, words
    with dateline.open(store, create=False) as ledger:
        assert ledger.verify().ok
        assert {ruling.kind for ruling in ledger.rulings()} >= {"correct", "discount", "undo"}
        assert all(incident.verdict is None for incident in ledger.incidents(discounted=True))
    assert {path.name for path in (tmp_path / "day").iterdir()} >= {*FORMATS, "public"}
