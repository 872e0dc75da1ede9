"""Rulings and the log on the command line."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import dateline
from dateline.cli import main
from factories import REBELS, claim, document, reading, town

FIRST = document("First report from Redtown.", publisher="The Examiner", published="2017-02-09")
SECOND = document("Second report from Redtown.", publisher="The Courier", published="2017-02-10")
ELSEWHERE = document("Bluetown is calm after a protest.", publisher="The Post", published="2017-03-02")


class Result:
    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    path = str(tmp_path / "test.db")
    monkeypatch.setenv("DATELINE_LEDGER", path)
    monkeypatch.setenv("DATELINE_AUTHOR", "Ann Recorder")
    monkeypatch.setenv("COLUMNS", "200")
    with dateline.open(path) as ledger:
        ledger.add(FIRST, reading(FIRST, claim(FIRST, killed=12, place=town())))
        ledger.add(SECOND, reading(SECOND, claim(SECOND, killed=15, place=town(), source=[REBELS])))
        bluetown = town("Bluetown", 33.5, 36.3, country="LBN")
        ledger.add(ELSEWHERE, reading(ELSEWHERE, claim(ELSEWHERE, kind="PROTEST/demo", day="2017-03-01", place=bluetown)))

    def call(*arguments: str) -> Result:
        with pytest.raises(SystemExit) as stopped:
            main(arguments)
        out, err = capsys.readouterr()
        assert isinstance(stopped.value.code, int)
        return Result(stopped.value.code, out, err)

    return call


def ids(run) -> list[str]:
    return [json.loads(line)["id"] for line in run("incidents", "--jsonl").out.splitlines()]


def test_a_correction_is_made_shown_and_taken_back(run) -> None:
    strike = ids(run)[0]
    made = run("rule", "correct", strike[:8], "killed", "20-25 (23)", "--because", "hospital list")
    assert made.code == 0, made.err
    assert re.match(rf"r-[0-9a-f]{{16}} Ann Recorder corrected killed of {strike} to 23 \(20–25\)\n{strike} .*23 \(20–25\) killed", made.out)
    shown = run("show", strike).out
    assert "killed set to 23 (20–25); the machine reads 15 (12–15)" in shown
    assert "Ann Recorder corrected killed" in shown
    ruling = made.out.split()[0]
    undone = run("rule", "undo", ruling, "--because", "another day", "--author", "Ben", "--json")
    assert json.loads(undone.out)["author"] == "Ben"
    assert "killed set to" not in run("show", strike).out
    told = run("log", strike).out
    for words in (
        "added d-",
        "The Examiner",
        "Ann Recorder corrected killed",
        "because: hospital list",
        "killed: 15 (12–15) → 23 (20–25)",
        "Ben undid",
    ):
        assert words in told, words


def test_a_merged_incidents_id_leads_on_and_says_so(run) -> None:
    one, other = ids(run)
    assert run("rule", "same", one, other, "--because", "one event").code == 0
    (now,) = ids(run)
    gone = other if now == one else one
    shown = run("show", gone)
    assert f"{gone} is now part of {now}" in shown.err
    assert now in shown.out
    assert f"previous ids: {gone}" in shown.out
    assert json.loads(run("show", gone, "--json").out)["id"] == now


def test_a_discounted_incident_is_listed_only_when_asked_for(run) -> None:
    strike = ids(run)[0]
    told = run("rule", "discount", strike, "--because", "a film shoot")
    assert f"{strike} [discounted]" in told.out
    assert strike not in ids(run)
    assert strike in run("incidents", "--discounted", "--jsonl").out
    assert "discounted by ruling" in run("show", strike).out


def test_what_was_known_on_a_day(run) -> None:
    assert len(ids(run)) == 2
    assert run("incidents", "--as-of", "2001-01-01", "--json").out == "[]\n"
    assert run("log", "--as-of", "2001-01-01").out == "nothing yet\n"
    strike = ids(run)[0]
    assert run("show", strike, "--as-of", "2001-01-01").code == 1
    assert run("quotes", strike, "killed", "--as-of", "2999-01-01").code == 0


def test_the_whole_log_for_programs(run) -> None:
    run("rule", "note", ELSEWHERE.id, "--because", "a tabloid")
    steps = [json.loads(line) for line in run("log", "--jsonl").out.splitlines()]
    assert [step["entry"]["action"] for step in steps] == ["add", "add", "add", "rule"]
    assert steps == json.loads(run("log", "--json").out)
    assert "noted on" in run("log", ELSEWHERE.id).out


def test_nobody_decides_without_a_name(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATELINE_AUTHOR")
    strike = ids(run)[0]
    refused = run("rule", "confirm", strike, "--because", "seen")
    assert refused.code == 2
    assert "DATELINE_AUTHOR" in refused.err
    assert run("rule", "confirm", strike, "--because", "seen", "--author", "Ann").code == 0


def test_no_ruling_without_a_reason(run) -> None:
    assert run("rule", "confirm", ids(run)[0]).code == 2


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("rule", "correct", "STRIKE", "killed", "many", "--because", "x"), "expected a number"),
        (("rule", "correct", "STRIKE", "colour", "red", "--because", "x"), "expected one of type"),
        (("rule", "retract", "STRIKE", "--because", "x"), "is on documents"),
        (("rule", "same", "STRIKE", "--because", "x"), "two subjects"),
        (("rule", "undo", "r-0000000000000000", "--because", "x"), "nothing in this ledger has that id"),
    ],
)
def test_what_makes_no_sense_is_said_and_exits_with_1(run, arguments: tuple[str, ...], says: str) -> None:
    strike = ids(run)[0]
    refused = run(*(strike if word == "STRIKE" else word for word in arguments))
    assert refused.code == 1
    assert says in refused.err
    assert "Traceback" not in refused.err


@pytest.mark.parametrize("kind", ["same", "apart", "correct", "class", "discount", "confirm", "retract", "withhold", "note", "undo"])
def test_every_ruling_explains_itself(run, kind: str) -> None:
    told = run("rule", kind, "--help").out
    assert "--because" in told
    assert f"dateline rule {kind}" in told


def test_verify_checks_a_noted_head(run) -> None:
    head = run("verify").out.split("head ")[1].strip()
    run("rule", "note", ELSEWHERE.id, "--because", "a tabloid")
    assert run("verify", "--head", head).code == 0
    assert run("verify", "--head", "0123abcd").code == 1
