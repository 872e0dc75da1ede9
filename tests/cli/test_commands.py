"""The verbs, their forms, their messages and their exit codes, with a reader that is quick and simple."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

import dateline
from dateline.cli import main
from dateline.cli.output import clean
from dateline.model import NOUNS, Claim, Document, Incident, json_schema
from factories import FakeReader, claim, document, reading, speaker, town


class Result:
    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr("dateline.cli.intake.reader_for", lambda *_: FakeReader())
    monkeypatch.setenv("DATELINE_LEDGER", str(tmp_path / "test.db"))
    monkeypatch.setenv("COLUMNS", "200")

    def call(*arguments: str) -> Result:
        with pytest.raises(SystemExit) as stopped:
            main(arguments)
        out, err = capsys.readouterr()
        assert isinstance(stopped.value.code, int)
        return Result(stopped.value.code, out, err)

    return call


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "one.txt").write_text("Shells fall on Redtown\n\nThe market was hit.\nToll: 12\n")
    (folder / "two.txt").write_text("Redtown counts its dead\n\nRescuers went on digging.\nToll: 15\n")
    return folder


def test_read_prints_a_view_for_people_also_in_a_pipe(run, reports: Path) -> None:
    shown = run("read", str(reports / "one.txt"), "--published", "2017-02-10")
    assert shown.code == 0
    for told in ("Shells fall on Redtown", "ASSAULT/heavy-weapons", "Redtown, SYR", "12 killed", "“Toll: 12”", "2017-02-09"):
        assert told in shown.out
    assert "\x1b" not in shown.out


def test_read_stores_nothing(run, reports: Path, tmp_path: Path) -> None:
    run("read", str(reports))
    assert not (tmp_path / "test.db").exists()


def test_read_json_is_one_object_per_document(run, reports: Path) -> None:
    lines = run("read", str(reports), "--jsonl").out.splitlines()
    assert [list(json.loads(line)) for line in lines] == [["document", "passages", "claims", "incidents"]] * 2
    (only,) = [json.loads(run("read", str(reports / "one.txt"), "--json").out)]
    doc = Document.from_dict(only["document"])
    made = [Claim.from_dict(one) for one in only["claims"]]
    assert all(span.found_in(doc.text) for one in made for span in one.spans())
    assert Incident.from_dict(only["incidents"][0]).claim_ids == (made[0].id,)


def test_read_csv_is_one_row_per_claim(run, reports: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("read", str(reports), "--csv").out)))
    assert [(row["type"], row["killed_low"], row["injured_low"], row["quote"]) for row in rows] == [
        ("ASSAULT", "12", "", "Toll: 12"),
        ("ASSAULT", "15", "", "Toll: 15"),
    ]


def test_what_cannot_be_read_is_listed_at_the_end_and_the_rest_is_unharmed(run, reports: Path) -> None:
    (reports / "none.txt").write_bytes(b"")
    (reports / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    shown = run("read", str(reports), str(reports / "missing.txt"), "--jsonl")
    assert shown.code == 1
    assert len(shown.out.splitlines()) == 2
    assert "3 inputs could not be read" in shown.err
    for name in ("none.txt", "picture.txt", "missing.txt"):
        assert shown.err.count(name) == 1


def test_a_document_that_breaks_the_reader_does_not_stop_the_run(run, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (reports / "bad.txt").write_text("This one breaks it\n\nToll: many\n")
    shown = run("add", str(reports))
    assert shown.code == 1
    assert "bad.txt: the reader broke on this document (ValueError" in shown.err
    assert "2 documents stored, 0 already there, 1 failed" in shown.err


def test_adding_twice_changes_nothing(run, reports: Path) -> None:
    assert "2 documents stored, 0 already there" in run("add", str(reports)).err
    before = run("incidents", "--json").out
    again = run("add", str(reports))
    assert (again.code, again.out) == (0, "")
    assert "0 documents stored, 2 already there" in again.err
    assert run("incidents", "--json").out == before


def test_add_reports_each_document_as_it_is_stored(run, reports: Path) -> None:
    lines = [json.loads(line) for line in run("add", str(reports), "--jsonl").out.splitlines()]
    assert [Path(line["name"]).name for line in lines] == ["one.txt", "two.txt"]
    assert json.loads(run("add", str(reports), "--json").out) == {"stored": 0, "already": 2, "failed": []}


def test_incidents_in_every_form(run, reports: Path) -> None:
    run("add", str(reports), "--published", "2017-02-10")
    (incident,) = json.loads(run("incidents", "--json").out)
    assert json.loads(run("incidents", "--jsonl").out) == incident
    (row,) = csv.DictReader(io.StringIO(run("incidents", "--csv").out))
    assert (row["killed_low"], row["killed_best"], row["killed_high"], row["documents"], row["injured_best"]) == ("12", "15", "15", "2", "")
    people = run("incidents").out
    assert "(12–15)" in people
    assert run("incidents", "--killed-at-least", "99").out.strip() == "no incidents"


def test_a_narrow_terminal_gets_lines_instead_of_a_table(run, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("add", str(reports), "--published", "2017-02-10")
    monkeypatch.setenv("COLUMNS", "80")
    lines = run("incidents").out.splitlines()
    assert lines[0].endswith("  2017-02-09  Redtown, SYR")
    assert lines[1:3] == ["  ASSAULT/heavy-weapons", "  15 (12–15) killed; 2 reports, origin unknown"]


def test_show_and_quotes_lead_from_an_incident_to_the_words(run, reports: Path) -> None:
    run("add", str(reports), "--published", "2017-02-10")
    (incident,) = json.loads(run("incidents", "--json").out)
    shown = run("show", incident["id"][:10]).out
    assert incident["summary"] in shown
    assert "latest-official/2" in shown
    assert json.loads(run("show", incident["id"], "--json").out) == incident
    for made in incident["claim_ids"]:
        assert json.loads(run("show", "i-" + made[2:], "--json").out) == incident
        assert "Toll:" in run("show", made).out
    assert "Shells fall on Redtown" in run("show", incident["document_ids"][0]).out + run("show", incident["document_ids"][1]).out
    quotes = json.loads(run("quotes", incident["id"], "killed", "--json").out)
    assert sorted(quote["value"] for quote in quotes) == ["12 killed", "15 killed"]
    assert "“Toll: 12”" in run("quotes", incident["id"]).out
    assert run("quotes", incident["id"], "--csv").out.startswith("claim_id,document_id")
    assert len(run("quotes", incident["id"], "killed", "--jsonl").out.splitlines()) == 2


def test_verify_and_rebuild(run, reports: Path) -> None:
    run("add", str(reports))
    checked = run("verify")
    assert checked.code == 0
    assert re.search(r"2 documents, 2 claims, \d+ spans, 0 rulings, 2 log entries: all found\nhead [0-9a-f]{64}", checked.out)
    assert json.loads(run("verify", "--json").out)["documents"] == 2
    before = run("incidents", "--json").out
    assert run("rebuild").out == "1 incident\n"
    assert run("incidents", "--json").out == before


def test_schema_prints_what_the_model_publishes(run) -> None:
    assert run("schema").out.split() == list(NOUNS)
    assert json.loads(run("schema", "claim").out) == json_schema("claim")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("read",), "Missing argument"),
        (("incidents", "--since", "yesterday"), "expected a day such as 2017-02-10"),
        (("incidents", "--country", "Syria"), "three letters such as SYR"),
        (("incidents", "--killed-at-least", "-1"), "-1"),
        (("schema", "actor"), "choose one of document"),
        (("frobnicate",), "No such command"),
    ],
)
def test_wrong_usage_exits_with_2_and_says_what_is_right(run, arguments: tuple[str, ...], told: str) -> None:
    shown = run(*arguments)
    assert shown.code == 2
    assert told in shown.err


def test_no_ledger_is_wrong_usage_and_a_missing_one_a_failure(run, monkeypatch: pytest.MonkeyPatch) -> None:
    missing = run("incidents")
    assert missing.code == 1
    assert "there is no ledger here" in missing.err
    monkeypatch.delenv("DATELINE_LEDGER")
    shown = run("incidents")
    assert shown.code == 2
    assert "DATELINE_LEDGER" in shown.err


def test_an_unknown_id_and_field_say_what_there_is(run, reports: Path) -> None:
    run("add", str(reports))
    assert run("show", "i-ffff").code == 1
    incident = json.loads(run("incidents", "--json").out)[0]["id"]
    shown = run("quotes", incident, "injured")
    assert shown.code == 2
    assert "it has event, killed" in shown.err


def test_a_wrong_published_is_told_at_once(run, reports: Path) -> None:
    shown = run("read", str(reports), "--published", "last week")
    assert (shown.code, shown.out) == (2, "")
    assert "'last week', expected a day such as 2017-02-10" in " ".join(shown.err.split())
    assert run("read", str(reports), "--published", "2017-02-10T08:30:00+03:00").code == 0


@pytest.mark.parametrize("verb", ["read", "add", "incidents", "show", "quotes", "verify", "rebuild", "schema"])
def test_every_verb_explains_itself_with_examples(run, verb: str) -> None:
    shown = run(verb, "--help")
    assert shown.code == 0
    assert "Example" in shown.out
    assert f"dateline {verb}" in shown.out


def test_the_readme_snippet_works(tmp_path: Path, reports: Path) -> None:
    doc = dateline.Document.from_file(reports / "one.txt", published="2017-02-10")
    with dateline.open(tmp_path / "snippet.db") as ledger:
        ledger.add(doc, FakeReader().read(doc))
        assert [incident.summary for incident in ledger.incidents(country="SYR", killed_at_least=1)] == [
            "2017-02-09; Redtown (SYR); assault (heavy-weapons); 12 killed; 1 report, origin unknown"
        ]


def test_the_public_face_is_sorted_and_complete() -> None:
    assert dateline.__all__ == sorted(dateline.__all__)
    assert all(getattr(dateline, name) is not None for name in dateline.__all__)
    with pytest.raises(AttributeError, match="it offers"):
        dateline.nonsense  # noqa: B018


def test_csv_cells_are_safe_in_a_spreadsheet(run, tmp_path: Path) -> None:
    evil = document("=HYPERLINK(1) in Redtown", publisher="+cmd", published="2017-02-10")
    western = town("@Redtown", 4.7, -74.1, country="COL")
    with dateline.open(tmp_path / "test.db") as ledger:
        ledger.add(evil, reading(evil, claim(evil, place=western, said=[speaker(evil, "-1+1")])))
    (row,) = csv.DictReader(io.StringIO(run("incidents", "--csv").out))
    assert (row["publishers"], row["place"], row["origins"], row["lon"]) == ("'+cmd", "'@Redtown", "'-1+1", "-74.1")


def test_documents_cannot_play_tricks_on_the_terminal(run, tmp_path: Path) -> None:
    evil = document("Redtown \x1b[31mred\x07 \u202ednal", title="Redtown \x1b[31mred\x07 \u202ednal", publisher="[bold]Post[/bold]")
    with dateline.open(tmp_path / "test.db") as ledger:
        ledger.add(evil, reading(evil, claim(evil, quoted="Redtown \x1b[31mred\x07 \u202ednal")))
    for shown in (run("show", evil.id).out, run("quotes", evil.id).out):
        assert "\x1b" not in shown
        assert "\x07" not in shown
        assert "\u202e" not in shown
        assert "[bold]Post[/bold]" in shown
    assert clean("a\r\nb\tc\u2067d") == "a b cd"
