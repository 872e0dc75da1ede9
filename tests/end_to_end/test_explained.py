"""`dateline read --explain` by the real command line, in a pipe and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

from running import Run

REPORT = "A bad day\n\nRebels killed three soldiers in Mosul on Monday, police said.\n"


def test_each_value_is_shown_with_its_rule_on_the_sentence(real: Run, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(REPORT)
    done = real("read", str(report), "--explain", "--published", "2017-03-02")
    assert done.returncode == 0
    assert "\x1b" not in done.stdout
    shown = done.stdout.splitlines()
    assert any("[killed]1,2" in line and "[Rebels]" in line and "[police]" in line for line in shown)
    rules = [line.split()[-1] for line in shown if line.strip()[:1].isdigit()]
    for rule in ("lexicon:kill", "status.told", "roles.active", "tolls.slot:kill", "times.weekday", "attribution.said"):
        assert rule in rules
    assert "the words are in the lexicon entry kill (reading/lexicon/assault.toml)" in done.stdout


def test_the_same_as_json(real: Run, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text(REPORT)
    told = json.loads(real("read", str(report), "--explain", "--json", "--published", "2017-03-02").stdout)
    assert [one["claim_id"] for one in told["explanations"]] == [claim["id"] for claim in told["claims"]]
    values = {one["field"]: one for one in told["explanations"][0]["values"]}
    assert values["killed"]["value"] == "3 killed: three soldiers"
    assert values["killed"]["evidence"][0]["text"] == "three soldiers"
    text = told["document"]["text"]
    for one in told["explanations"][0]["sentences"]:
        assert text[one["start"] : one["end"]] == one["text"]
    assert "explanations" not in json.loads(real("read", str(report), "--json").stdout)


def test_a_trigger_of_ones_own_codebook_is_explained_too(real: Run, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("Soldiers evicted forty families on Monday.\n")
    book = Path(__file__).parent.parent.parent / "examples" / "codebook.toml"
    told = json.loads(real("read", str(report), "--explain", "--json", "--codebook", str(book)).stdout)
    event = told["explanations"][0]["values"][0]
    assert event["rule"] == "lexicon:homes-and-hospitals/EVICTION/1"
    assert "homes-and-hospitals" in event["file"]


def test_a_table_of_claims_cannot_be_explained(real: Run, tmp_path: Path) -> None:
    done = real("read", str(tmp_path), "--explain", "--csv")
    assert done.returncode == 2
    assert "--explain and --csv do not go together" in done.stderr
