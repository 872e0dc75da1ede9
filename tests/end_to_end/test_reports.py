"""Small reports through the real command line and the rule reader: from files to incidents, quotes and checks."""

from __future__ import annotations

import csv
import io
import json
import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from running import Run, command

REPORTS = [
    {
        "id": "examiner-1",
        "publisher": "The Examiner",
        "published": "2021-05-03",
        "title": "Car bomb kills nine in Mosul market",
        "text": "Car bomb kills nine in Mosul market\n\n"
        "A car bomb exploded at a market in Mosul on Monday, killing at least nine people and wounding 20 others, police said.\n\n"
        "Nobody claimed responsibility for the attack.\n",
    },
    {
        "id": "courier-7",
        "publisher": "The Courier",
        "published": "2021-05-04",
        "title": "Fourteen dead in Mosul bombing",
        "text": "Fourteen dead in Mosul bombing\n\n"
        "Fourteen people were killed and 31 were wounded when a car bomb exploded at a market in Mosul on Monday, "
        "the health ministry said on Tuesday.\n",
    },
    {
        "id": "post-3",
        "publisher": "The Post",
        "published": "2021-05-10",
        "title": "Aid workers abducted in Nigeria",
        "text": "Aid workers abducted in Nigeria\n\n"
        "Gunmen abducted five aid workers near Maiduguri in north-eastern Nigeria on Sunday, a local official said.\n",
    },
]


def write(path: Path, reports: list[dict[str, str]]) -> Path:
    path.write_text("".join(json.dumps(report) + "\n" for report in reports), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Run]:
    """A ledger to which the reports were added once, and the command line on it."""
    folder = tmp_path_factory.mktemp("told")
    environment = {name: value for name, value in os.environ.items() if name not in ("FORCE_COLOR", "COLUMNS")}
    environment |= {"DATELINE_LEDGER": str(folder / "test.db")}

    def run(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command(*arguments), env=environment | more, capture_output=True, text=True, timeout=120, check=False)

    done = run("add", str(write(folder / "reports.jsonl", REPORTS)))
    assert (done.returncode, done.stdout) == (0, "")
    return folder, run


def test_two_reports_of_one_bombing_are_one_incident_with_its_range(told: tuple[Path, Run]) -> None:
    _, run = told
    bombings = [one for one in json.loads(run("incidents", "--country", "IRQ", "--json").stdout) if one["type"] == "ASSAULT"]
    assert len(bombings) == 1
    (bombing,) = bombings
    killed = next(toll for toll in bombing["tolls"] if toll["harm"] == "killed" and "victim_class" not in toll)
    assert (killed["low"], killed["best"], killed["high"]) == (9, 14, 14)
    assert (bombing["time"]["start"], bombing["time"]["end"], bombing["place"]["name"]) == ("2021-05-03", "2021-05-03", "Mosul")
    assert bombing["publishers"] == ["The Courier", "The Examiner"]
    assert len(bombing["origins"]) == 2


def test_another_event_is_another_incident(told: tuple[Path, Run]) -> None:
    _, run = told
    (row,) = csv.DictReader(io.StringIO(run("incidents", "--country", "NGA", "--csv").stdout))
    assert (row["start"], row["abducted_best"], row["killed_best"]) == ("2021-05-09", "5", "")


def test_every_figure_leads_to_its_words(told: tuple[Path, Run]) -> None:
    _, run = told
    (bombing,) = (one for one in json.loads(run("incidents", "--killed-at-least", "14", "--json").stdout))
    quotes = json.loads(run("quotes", bombing["id"], "killed", "--json").stdout)
    texts = {report["title"]: report["text"] for report in REPORTS}
    assert {quote["publisher"] for quote in quotes} == {"The Examiner", "The Courier"}
    assert all(texts[quote["title"]][quote["start"] : quote["end"]] == quote["words"] for quote in quotes)
    assert all(quote["said_by"] for quote in quotes)


def test_adding_twice_and_in_another_order_gives_the_same_bytes(told: tuple[Path, Run], tmp_path: Path) -> None:
    folder, run = told
    other = str(tmp_path / "other.db")
    done = run("add", str(write(tmp_path / "turned.jsonl", REPORTS[::-1])), str(folder / "reports.jsonl"), DATELINE_LEDGER=other)
    assert "3 documents stored, 3 already there" in done.stderr
    assert run("incidents", "--json", DATELINE_LEDGER=other).stdout == run("incidents", "--json").stdout


def test_verify_names_the_words_that_were_altered_by_hand(told: tuple[Path, Run], tmp_path: Path) -> None:
    folder, run = told
    assert run("verify").returncode == 0
    copy = tmp_path / "copy.db"
    with closing(sqlite3.connect(folder / "test.db")) as original, closing(sqlite3.connect(copy)) as altered, altered:
        original.backup(altered)
        altered.execute("DROP TRIGGER documents_no_update")
        altered.execute("UPDATE documents SET text = replace(text, 'Fourteen people', 'Nineteen people')")
    done = run("verify", DATELINE_LEDGER=str(copy))
    assert done.returncode == 1
    assert "'Fourteen" in done.stdout
    assert "'Nineteen" in done.stdout


def test_hostile_inputs_each_give_one_clear_error_or_a_correct_reading(tmp_path: Path, real: Run) -> None:
    folder = tmp_path / "inputs"
    folder.mkdir()
    (folder / "empty.txt").write_bytes(b"")
    (folder / "blank.txt").write_bytes(b" \n\t\n")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "cut.json").write_bytes(b'{"title": "Cut", "text": "Shells fell on')
    (folder / "huge.txt").write_bytes(b"Shells fell on the town again. " * (52 * 2**20 // 31))
    (folder / "latin1.txt").write_bytes("Explosión en Bogotá\n\nA bomb killed three people in Bogotá on Monday, the mayor said.\n".encode("latin-1"))
    (folder / "arabic.txt").write_bytes("انفجار في الموصل\n\nقتل تسعة أشخاص في انفجار سيارة مفخخة في سوق بالموصل يوم الاثنين.\n".encode())
    (folder / "good.txt").write_bytes(REPORTS[0]["text"].encode())
    done = real("read", str(folder), "--jsonl", "--published", "2021-05-03")
    documents = [json.loads(line)["document"] for line in done.stdout.splitlines()]
    texts = " ".join(document["text"] for document in documents)
    assert done.returncode == 1
    assert "5 inputs could not be read" in done.stderr
    for name in ("empty.txt", "blank.txt", "binary.txt", "cut.json", "huge.txt"):
        assert done.stderr.count(name) == 1
    assert len(documents) == 3
    for words in ("Explosión en Bogotá", "انفجار في الموصل", "Car bomb kills nine"):
        assert words in texts
