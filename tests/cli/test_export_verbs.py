"""`dateline export` and `dateline import` as they are typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.cli import main
from dateline.ledger import Ledger
from dateline.publishing import FORMATS
from factories import claim, document, reading, town

DOC = document("Shells hit Redtown. Twelve died.", url="https://examiner.example/1")

OTHER = document("Crowds gather in Bluetown.", published="2016-01-02")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("DATELINE_LEDGER", str(tmp_path / "test.db"))
    monkeypatch.chdir(tmp_path)
    with Ledger.open(tmp_path / "test.db") as ledger:
        ledger.add(DOC, reading(DOC, claim(DOC, killed=12, place=town())))
        ledger.add(OTHER, reading(OTHER, claim(OTHER, kind="PROTEST/demo", day="2016-01-01")))

    def call(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stopped:
            main(arguments)
        out, err = capsys.readouterr()
        return int(stopped.value.code or 0), out, err

    return call


def test_data_go_to_standard_output_and_talk_to_standard_error(run) -> None:
    code, out, err = run("export", "geojson")
    assert code == 0
    assert len(json.loads(out)["features"]) == 2
    assert "geojson: 2 features, 1 points from 2 incidents; profile internal" in err


def test_what_is_refused_is_said_with_its_reason(run, tmp_path: Path) -> None:
    code, out, err = run("export", "acled-style", "--out", "acled.csv", "--report", "why.json")
    assert code == 0
    assert not out
    assert "acled-style to acled.csv: 1 events from 2 incidents" in err
    assert "1 refused:" in err
    assert "1 place unknown" in err
    assert json.loads((tmp_path / "why.json").read_text()) == json.loads((tmp_path / "acled.csv.export.json").read_text())


def test_conditions_are_those_of_incidents(run) -> None:
    _, out, _ = run("export", "geojson", "--type", "PROTEST", "--until", "2016-12-31")
    assert [feature["properties"]["type"] for feature in json.loads(out)["features"]] == ["PROTEST"]


def test_grades_choose_what_goes_out(run) -> None:
    _, out, _ = run("export", "geojson", "--grade", "not graded", "--report", "side.json")
    assert [feature["properties"]["type"] for feature in json.loads(out)["features"]] == ["PROTEST"]
    assert json.loads(Path("side.json").read_text())["asked"] == {"grade": ["not graded"]}
    assert run("incidents", "--grade", "weak", "--grade", "fair", "--csv")[1].count("\n") == 2
    code, _, err = run("incidents", "--grade", "strong")
    assert code == 2
    assert "got 'strong', expected one of not graded, discounted, contested, confirmed, fair, weak" in err


def test_a_past_state_goes_out_too(run) -> None:
    _, out, _ = run("export", "geojson", "--as-of", "2001-01-01")
    assert json.loads(out)["features"] == []


def test_a_format_of_several_files_needs_a_folder(run) -> None:
    code, _, err = run("export", "csv")
    assert code == 2
    assert "Add --out FOLDER" in err


def test_an_unknown_format_lists_the_formats(run) -> None:
    code, _, err = run("export", "excel")
    assert code == 2
    assert "acled-style" in err


def test_the_help_names_every_format(run) -> None:
    code, out, _ = run("export", "--help")
    assert code == 0
    for one in FORMATS.values():
        assert f"  {one.name:<12} {one.about}" in out
    assert "\n    dateline export csv --out tables/ --ledger syria.db\n" in out


def test_a_ledger_goes_out_and_comes_back(run, tmp_path: Path) -> None:
    assert run("export", "jsonl", "--out", "all.jsonl")[0] == 0
    code, _, err = run("import", "all.jsonl", "--ledger", "copy.db")
    assert code == 0
    assert "2 documents, 2 claims, 0 rulings taken in; 0 already there, 0 failed" in err
    assert run("incidents", "--jsonl", "--ledger", "copy.db")[1] == run("incidents", "--jsonl")[1]
    _, out, _ = run("import", "all.jsonl", "--ledger", "copy.db", "--json")
    assert json.loads(out) == {"documents": 0, "readings": 0, "claims": 0, "rulings": 0, "already": 2, "failed": []}


def test_an_import_with_a_bad_line_exits_with_1(run, tmp_path: Path) -> None:
    run("export", "jsonl", "--out", "all.jsonl")
    with (tmp_path / "all.jsonl").open("a") as out:
        out.write('{"noun": "poem", "value": {}}\n')
    code, _, err = run("import", "all.jsonl", "--ledger", "copy.db")
    assert code == 1
    assert "all.jsonl:6: got the noun 'poem'" in err
