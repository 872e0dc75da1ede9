"""A codebook of one's own by the real command line: check, read, add, list."""

from __future__ import annotations

import json
from pathlib import Path

from running import Run

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "codebook.toml"
REPORT = """Soldiers clear riverside

Soldiers evicted forty families from the riverside quarter of Nairobi on Monday. They torched their huts. Two men were killed in a shooting
in Garissa.
"""


def test_the_example_codebook_reads_its_own_examples(real: Run) -> None:
    done = real("codebook", "check", str(EXAMPLE))
    assert (done.returncode, done.stdout) == (0, "")
    assert "4 types, 12 examples, 0 not read as defined" in done.stderr


def test_an_example_that_is_not_read_as_defined_is_listed(real: Run, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(EXAMPLE.read_text().replace('verbs = ["evict", "dispossess"]', 'verbs = ["dispossess"]'))
    done = real("codebook", "check", str(path))
    assert done.returncode == 1
    assert "EVICTION example: “Soldiers evicted forty families" in done.stdout
    assert "no EVICTION was found" in done.stdout
    told = json.loads(real("codebook", "check", str(path), "--json").stdout)
    assert told["wrong"] == len([one for one in told["examples"] if one["faults"]]) > 0


def test_claims_and_incidents_of_a_ledger_have_the_types_of_the_codebook(real: Run, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(REPORT)
    read = json.loads(real("read", str(report), "--codebook", str(EXAMPLE), "--json", "--published", "2020-05-07").stdout)
    assert {claim["event"]["type"] for claim in read["claims"]} == {"EVICTION", "HOME_DESTROYED"}
    assert {claim["event"]["like"] for claim in read["claims"]} == {"COERCE", "ASSAULT"}
    assert {claim["reader"]["name"] for claim in read["claims"]} == {"rules/homes-and-hospitals"}
    added = real("add", str(report), "--codebook", str(EXAMPLE), "--published", "2020-05-07")
    assert (added.returncode, "1 document stored" in added.stderr) == (0, True)
    listed = [json.loads(line) for line in real("incidents", "--jsonl").stdout.splitlines()]
    assert {(one["type"], one["like"]) for one in listed} == {("EVICTION", "COERCE"), ("HOME_DESTROYED", "ASSAULT")}
    assert real("verify").returncode == 0


def test_a_raised_version_reads_the_reports_again(real: Run, tmp_path: Path) -> None:
    report, book = tmp_path / "report.txt", tmp_path / "mine.toml"
    report.write_text(REPORT)
    book.write_text(EXAMPLE.read_text())
    real("add", str(report), "--codebook", str(book))
    assert "0 documents stored, 1 already there" in real("add", str(report), "--codebook", str(book)).stderr
    text = EXAMPLE.read_text().replace('version = "1"', 'version = "2"')
    book.write_text(text[: text.index('[[type]]\ncode = "HOME_DESTROYED"')])
    assert "1 document stored, 0 already there" in real("add", str(report), "--codebook", str(book)).stderr
    listed = [json.loads(line)["type"] for line in real("incidents", "--jsonl").stdout.splitlines()]
    assert listed == ["EVICTION"]


def test_a_wrong_codebook_is_one_clear_error(real: Run, tmp_path: Path) -> None:
    book = tmp_path / "mine.toml"
    book.write_text(EXAMPLE.read_text().replace('like = "COERCE/seize"', 'like = "STEAL"'))
    for words in (("read", "-"), ("codebook", "check")):
        done = real(*(words if words[0] == "codebook" else ()), *([str(book)] if words[0] == "codebook" else ["read", "-", "--codebook", str(book)]))
        assert done.returncode == 1
        assert done.stderr.startswith("dateline: mine.toml: type 'CATTLE_RAID', key 'like': got 'STEAL', expected one of PLOVER's types")
        assert "Traceback" not in done.stderr


def test_the_types_of_a_codebook_are_shown(real: Run) -> None:
    shown = real("codebook", "show").stdout
    assert "ASSAULT" in shown
    assert "suicide-attack" in shown
    assert real("codebook", "show", str(EXAMPLE)).stdout.startswith("Homes, herds and hospitals (version 1)\n")
    assert json.loads(real("codebook", "show", str(EXAMPLE), "--json").stdout)["types"][0]["code"] == "EVICTION"
