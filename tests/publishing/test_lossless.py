"""The lossless form: out, and back into an empty ledger with the same ids and the same incidents."""

from __future__ import annotations

import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pressroom import FIRST, exported

from dateline.ledger import Ledger
from dateline.model import ReaderName, Ruling, json_schema
from dateline.model.errors import ExportError, InputNotFound, TruncatedInput, UnknownId, UnsupportedInput
from dateline.publishing import export
from dateline.publishing.lossless import restore
from factories import claim, document, reading, town


def dump(ledger: Ledger) -> list[str]:
    return [incident.to_json() for incident in ledger.incidents()]


def copy(ledger: Ledger, folder: Path) -> Ledger:
    export(ledger, "jsonl", folder / "copy.jsonl")
    other = Ledger.open(folder / "copy.db")
    done = restore(other, folder / "copy.jsonl")
    assert not done.failed
    return other


def test_everything_comes_back_with_the_same_ids_and_incidents(ledger: Ledger, tmp_path: Path) -> None:
    older = ReaderName(name="hand", version="0")
    ledger.add(FIRST, reading(FIRST, claim(FIRST, killed=11, reader=older), reader=older))
    one, *_ = ledger.incidents(country="SYR")
    ledger.rule(Ruling.make(kind="note", subjects=(one.id,), author="Ann", time="2024-01-01", reason="seen"))
    with copy(ledger, tmp_path) as other:
        assert dump(other) == dump(ledger)
        assert other.document_ids() == ledger.document_ids()
        assert [other.readings(found) for found in other.document_ids()] == [ledger.readings(found) for found in ledger.document_ids()]
        assert other.rulings() == ledger.rulings()
        assert exported(other, "jsonl")[0] == exported(ledger, "jsonl")[0]
        assert other.verify().ok


def test_rulings_on_ids_that_are_gone_come_back_too(ledger: Ledger, tmp_path: Path) -> None:
    newer = ReaderName(name="hand", version="9")
    shelled, met = (one.id for one in ledger.incidents())
    ledger.decide("same", shelled, met, because="one day", author="Ann")
    ledger.decide("confirm", met, because="by its old id", author="Ann")
    ledger.add(FIRST, reading(FIRST, claim(FIRST, killed=11, place=town(), reader=newer), reader=newer))
    ledger.decide("note", shelled, because="its first claim was replaced", author="Ann")
    with copy(ledger, tmp_path) as other:
        assert other.rulings() == ledger.rulings()
        assert dump(other) == dump(ledger)
        assert other.verify().ok
    chosen = exported(ledger, "jsonl", country="SYR")[0]
    assert sum('"noun":"ruling"' in line for line in chosen.splitlines()) == 3


def test_importing_twice_changes_nothing(ledger: Ledger, tmp_path: Path) -> None:
    with copy(ledger, tmp_path) as other:
        again = restore(other, tmp_path / "copy.jsonl")
        assert (again.documents, again.readings, again.claims, again.rulings, again.already) == (0, 0, 0, 0, 4)


def test_each_line_obeys_the_published_schemas(ledger: Ledger) -> None:
    head, *lines = [json.loads(line) for line in exported(ledger, "jsonl")[0].splitlines()]
    assert head == {"form": "dateline-jsonl", "version": 1}
    for line in lines:
        jsonschema.validate(line["value"], json_schema(line["noun"]))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1).filter(lambda text: bool(text.split())),
    killed=st.integers(0, 10**6),
)
def test_any_text_comes_back(text: str, killed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("any")
    doc = document(text, title=None)
    with Ledger.open(folder / "one.db") as ledger:
        ledger.add(doc, reading(doc, claim(doc, killed=killed, place=town())))
        with copy(ledger, folder) as other:
            assert dump(other) == dump(ledger)
            assert list(other.documents()) == [doc]


def test_with_conditions_only_what_the_incidents_rest_on(ledger: Ledger) -> None:
    text, report = exported(ledger, "jsonl", country="SYR")
    assert report.rows == {"documents": 2, "readings": 2, "claims": 2}
    assert "Bluetown" not in text


def test_a_profile_that_hides_is_refused(ledger: Ledger) -> None:
    with pytest.raises(ExportError, match="loses nothing"):
        exported(ledger, "jsonl", profile="public")


def test_a_damaged_document_is_refused_and_the_others_are_written(ledger: Ledger, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "press.db")) as raw:
        raw.execute("drop trigger documents_no_update")
        raw.execute("update documents set text = text || '!' where id = ?", (FIRST.id,))
        raw.commit()
    out = io.StringIO()
    ledger_again = Ledger.open(tmp_path / "press.db")
    report = export(ledger_again, "jsonl", out)
    ledger_again.close()
    assert [(refusal.id, refusal.reason) for refusal in report.refused] == [(FIRST.id, "damaged")]
    assert report.rows["documents"] == 3


def test_a_bad_line_fails_alone(ledger: Ledger, tmp_path: Path) -> None:
    lines = exported(ledger, "jsonl")[0].splitlines()
    altered = lines[1].replace("Redtown", "Greentown").replace("Bluetown", "Greentown")
    unknown = Ruling.make(kind="note", subjects=("d-0123456789abcdef",), author="Ann", time="2024-01-01", reason="seen")
    extra = [json.dumps({"noun": "ruling", "value": unknown.to_dict()}), json.dumps({"noun": "poem", "value": {}})]
    (tmp_path / "bad.jsonl").write_text("\n".join([lines[0], altered, *lines[2:], *extra]) + "\n")
    with Ledger.open(tmp_path / "bad.db") as other:
        done = restore(other, tmp_path / "bad.jsonl")
        assert done.documents == 3
        kinds = [type(error) for error in done.failed]
        assert len(kinds) == 4
        assert UnknownId in kinds
        assert "altered" in str(done.failed[0])
        assert "bad.jsonl:2" in str(done.failed[0])


def test_a_file_cut_off_says_so_and_keeps_what_came_before(ledger: Ledger, tmp_path: Path) -> None:
    text = exported(ledger, "jsonl")[0]
    (tmp_path / "cut.jsonl").write_text(text[:-20])
    with Ledger.open(tmp_path / "cut.db") as other:
        with pytest.raises(TruncatedInput, match="ends within this line"):
            restore(other, tmp_path / "cut.jsonl")
        assert len(other.document_ids()) == 3


@pytest.mark.parametrize("text", ['{"text": "a report"}\n', '{"form": "dateline-jsonl", "version": 99}\n', "[]\n"])
def test_another_file_is_named_as_such(text: str, tmp_path: Path) -> None:
    (tmp_path / "other.jsonl").write_text(text)
    with Ledger.open(tmp_path / "x.db") as ledger, pytest.raises(UnsupportedInput):
        restore(ledger, tmp_path / "other.jsonl")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "x.db") as ledger, pytest.raises(InputNotFound, match="export jsonl"):
        restore(ledger, tmp_path / "none.jsonl")


def test_the_order_of_arrival_does_not_matter(ledger: Ledger, tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "one.db") as one, Ledger.open(tmp_path / "two.db") as two:
        pairs = [
            (doc, made) for found in ledger.document_ids() for doc in ledger.documents_by_id([found]).values() for made in ledger.readings(found)
        ]
        for doc, made in pairs:
            one.add(doc, made)
        for doc, made in reversed(pairs):
            two.add(doc, made)
        assert exported(one, "jsonl")[0] == exported(two, "jsonl")[0]
