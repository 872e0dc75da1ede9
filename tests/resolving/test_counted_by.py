"""The same incident by another toll rule; what people set stays."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from dateline import cli
from dateline.ledger import Ledger
from dateline.model import Incident
from dateline.model.errors import ExportError
from dateline.publishing import export
from dateline.resolving import TOLL_RULE_NAMES, TOLL_RULES, counted_by, resolve
from factories import claim, document, pair, reading, town


def told(number: int, killed: int) -> tuple[object, object]:
    doc = document(f"Report {number}. And more.", publisher=f"Paper {number}", published=f"2017-02-1{number}")
    return doc, claim(doc, place=town(), killed=killed)


def incident() -> Incident:
    (made,) = resolve([pair(*told(number, killed)) for number, killed in enumerate((9, 12, 14))])  # type: ignore[arg-type]
    return made


def test_every_rule_can_be_asked_for_by_its_name() -> None:
    assert {name.partition("/")[0] for name in TOLL_RULES} == set(TOLL_RULE_NAMES)
    seen = {}
    for rule in TOLL_RULE_NAMES:
        total = counted_by(incident(), rule).total("killed")
        assert total is not None
        seen[rule] = (total.low, total.best, total.high, total.rule.partition("/")[0])
    assert seen == {"latest-official": (9, 14, 14, "latest-official"), "lowest": (9, 9, 14, "lowest"), "range": (9, None, 14, "range")}


def test_the_line_for_people_tells_the_same_figures() -> None:
    assert "9 (9–14) killed" in counted_by(incident(), "lowest").summary
    assert counted_by(incident(), "latest-official") == incident()


def test_an_unknown_rule_is_refused() -> None:
    with pytest.raises(ValueError, match="latest-official, lowest, range"):
        counted_by(incident(), "highest")


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "l.db"
    with Ledger.open(path) as opened:
        for number, killed in enumerate((9, 12, 14)):
            doc, made = told(number, killed)
            opened.add(doc, reading(doc, made))  # type: ignore[arg-type]
    return path


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int | str | None, str, str]:
    with pytest.raises(SystemExit) as stopped:
        cli.main(words)
    out, err = capsys.readouterr()
    return stopped.value.code, out, err


def test_the_verbs_show_it(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    at = ("--ledger", str(ledger))
    _, out, _ = run(capsys, "incidents", *at, "--toll-rule", "lowest", "--csv")
    (row,) = csv.DictReader(io.StringIO(out))
    assert row["killed_best"] == "9"
    _, out, _ = run(capsys, "show", row["id"], *at, "--toll-rule", "range", "--json")
    assert [toll.get("best") for toll in json.loads(out)["tolls"]] == [None]
    code, _, err = run(capsys, "incidents", *at, "--toll-rule", "highest")
    assert (code, "latest-official, lowest, range" in err) == (2, True)


def test_what_a_person_set_stays(ledger: Path) -> None:
    with Ledger.open(ledger) as opened:
        (made,) = opened.incidents()
        opened.decide("correct", made.id, field="killed", value="11", because="counted", author="Ann")
        total = counted_by(opened.incidents()[0], "lowest").total("killed")
        assert total is not None
        assert total.best == 11


def test_exports_take_the_rule_where_they_have_none_of_their_own(ledger: Path, tmp_path: Path) -> None:
    with Ledger.open(ledger) as opened:
        made = export(opened, "csv", tmp_path / "tables", toll_rule="lowest")
        (row,) = csv.DictReader(io.StringIO((tmp_path / "tables" / "incidents.csv").read_text("utf-8")))
        assert row["killed_best"] == "9"
        assert made.asked["toll_rule"] == "lowest"
        with pytest.raises(ExportError, match="as ACLED counts"):
            export(opened, "acled-style", io.StringIO(), toll_rule="lowest")
