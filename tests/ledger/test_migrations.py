"""A ledger of the first version, brought up to date with all that is in it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from dateline.ledger import Ledger
from dateline.ledger.connecting import APPLICATION_ID

FIRST_VERSION = Path(__file__).parent / "data" / "first_version.sql"
"""What dateline 0.1 with schema 0001 wrote: two documents, three readings, two rulings."""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript(FIRST_VERSION.read_text(encoding="utf-8"))
        raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    return path


def test_a_ledger_of_the_first_version_keeps_everything_and_gets_its_chain(old: Path) -> None:
    with closing(sqlite3.connect(old)) as raw:
        claims = {row[0] for row in raw.execute("SELECT json FROM claims")}
        times = [row[0] for row in raw.execute("SELECT time FROM log ORDER BY seq")]
    with Ledger.open(old) as ledger:
        assert {made.to_json() for made in ledger.claims(superseded=True)} == claims
        (incident,) = ledger.incidents()
        assert incident.total("killed").series[0].low == 13
        report = ledger.verify()
        assert report.problems == ()
        assert (report.documents, report.claims, report.rulings, report.entries) == (2, 4, 2, 5)
        log = [step.entry for step in ledger.log()]
        assert [entry.time for entry in log] == times
        assert [entry.action for entry in log] == ["add", "add", "add", "rule", "rule"]
        assert log[3].author == "Ann"
        assert len(ledger.as_of("2000-01-01").incidents()) == 0


def test_a_migrated_ledger_is_guarded_and_goes_on(old: Path) -> None:
    with Ledger.open(old) as ledger:
        incident = ledger.incidents()[0]
        ledger.decide("confirm", incident.id, because="checked", author="Ben")
        assert ledger.verify().ok
    with closing(sqlite3.connect(old)) as raw, pytest.raises(sqlite3.IntegrityError, match="append-only"):
        raw.execute("UPDATE log SET author = 'Eve'")
