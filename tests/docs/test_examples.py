"""The examples are what their table says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.model import Document
from dateline.reading import RuleReader
from dateline.resolving import DocumentFacts, ResolvableClaim, resolve
from dateline.sources import Failed, Loaded, read_inputs

EXAMPLES = Path(__file__).parent.parent.parent / "examples"


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    outcomes = list(read_inputs([str(EXAMPLES)]))
    assert not [outcome for outcome in outcomes if isinstance(outcome, Failed)]
    return {str(outcome.document.publisher): outcome.document for outcome in outcomes if isinstance(outcome, Loaded)}


def table() -> list[list[str]]:
    rows = [line.strip("|").split("|") for line in (EXAMPLES / "README.md").read_text().splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in row] for row in rows]


def test_nine_reports_by_nine_outlets(documents: dict[str, Document]) -> None:
    assert sorted(documents) == sorted(row[1] for row in table())
    assert len(documents) == 9


def test_each_report_was_published_when_the_table_says_and_tells_that_toll(documents: dict[str, Document]) -> None:
    words = {"70": "Seventy", "50": "50"}
    for _, outlet, published, killed, _ in table():
        document = documents[outlet]
        assert document.title
        assert (document.published or "").startswith(published[:10])
        number = re.findall(r"\d+", killed)[0]
        assert number in document.text or words[number] in document.text


def test_five_reports_tell_of_garissa_and_four_of_kramatorsk(documents: dict[str, Document]) -> None:
    readings = {document.id: reading for document, reading in zip(documents.values(), RuleReader().read_many(list(documents.values())), strict=True)}
    facts = {document.id: DocumentFacts.of(document) for document in documents.values()}
    made = resolve(ResolvableClaim(claim, facts[key]) for key, reading in readings.items() for claim in reading.claims)
    told = {incident.place.name: incident for incident in made if incident.type == "ASSAULT" and incident.place is not None}
    assert {name: told[name].counts.documents for name in ("Garissa", "Kramatorsk")} == {"Garissa": 5, "Kramatorsk": 4}
    assert all(toll.low == 15 and toll.best == 148 for toll in [told["Garissa"].total("killed")] if toll)


def test_the_demo_shows_both_attacks_with_their_words(tmp_path: Path) -> None:
    environment = {**os.environ, "BIN": str(Path(sys.executable).parent), "LEDGER": str(tmp_path / "demo.db")}
    done = subprocess.run(["sh", str(EXAMPLES / "demo.sh")], env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "9 documents stored, 0 already there, 0 failed" in done.stderr
    shown = " ".join(done.stdout.split())
    for words in ("Garissa", "Kramatorsk", "al-Shabaab", "147", "57", "“Seventy people were killed”", "all found"):
        assert words in shown, words


def test_what_is_not_the_report_is_left_out(documents: dict[str, Document]) -> None:
    assert "300 dead" not in documents["Valley Courier"].text
    assert "Record field" not in documents["Evening Dispatch"].text
    assert "4,000 jobs" in documents["Daily Buzz"].text, "the stitched paragraph is for the reader to find, the page does not mark it"
