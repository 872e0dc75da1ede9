"""The five tables as CSV and Parquet, read back by others' programs."""

from __future__ import annotations

import csv
import datetime as dt
import json
import sys
from pathlib import Path

import duckdb
import hxl
import pandas as pd
import pyarrow.parquet
import pytest
from pressroom import FOURTH, shelling

from dateline.ledger import Ledger
from dateline.model.errors import ExportError
from dateline.publishing import export
from dateline.publishing.cells import cell
from dateline.publishing.tables import TABLES
from factories import claim, document, reading

NAMES = ["incidents", "claims", "sources", "casualties", "actors"]


@pytest.fixture
def tables(ledger: Ledger, tmp_path: Path) -> Path:
    export(ledger, "csv", tmp_path / "tables")
    return tmp_path / "tables"


def test_pandas_reads_what_the_ledger_holds(ledger: Ledger, tables: Path) -> None:
    frames = {name: pd.read_csv(tables / f"{name}.csv") for name in NAMES}
    incidents = ledger.incidents()
    shelled = frames["incidents"].set_index("incident_id").loc[incidents[1].id]
    assert list(frames["incidents"]["incident_id"]) == [incident.id for incident in incidents]
    assert (shelled["killed_low"], shelled["killed_high"], shelled["injured_low"]) == (12, 15, 30)
    assert pd.isna(shelled["missing_best"]), "unknown is empty, never 0"
    assert (shelled["children_killed_low"], shelled["lat"], shelled["country_name"]) == (3, 36.4, "Syria")
    assert shelled["urls"] == "https://examiner.example/1"
    assert set(frames["claims"]["incident_id"]) == set(frames["incidents"]["incident_id"])
    assert set(frames["claims"]["document_id"]) == set(frames["sources"]["document_id"])
    assert set(frames["actors"]["name"]) == {"Northern rebels", "John Doe", "civilians"}


def test_every_row_of_casualties_has_who_says_so(tables: Path) -> None:
    casualties = pd.read_csv(tables / "casualties.csv", keep_default_na=False)
    total = casualties[(casualties["harm"] == "killed") & (casualties["victim_class"] == "")].iloc[0]
    assert "Syrian military" in total["said_by"]
    assert total["rule"].startswith("latest-official/")
    children = casualties[casualties["victim_class"] == "child"].iloc[0]
    assert (str(children["low"]), str(children["high"])) == ("3", "3")


def test_the_side_file_states_what_was_written(ledger: Ledger, tables: Path) -> None:
    side = json.loads((tables / "export.json").read_text())
    assert side["format"] == "csv"
    assert side["profile"]["name"] == "internal"
    assert side["rows"]["incidents"] == len(ledger.incidents()) == side["incidents"]
    assert sorted(side["files"]) == sorted(f"{name}.csv" for name in NAMES)
    assert side["notes"] == {"place unknown": 1}
    assert side["rules"]["tolls"][0].startswith("latest-official")


def test_a_place_coarser_than_asked_has_no_point(ledger: Ledger, tmp_path: Path) -> None:
    export(ledger, "csv", tmp_path / "fine", place_precision="site")
    frame = pd.read_csv(tmp_path / "fine" / "incidents.csv")
    assert frame["lat"].isna().all()
    assert "no point: the place is known to the settlement only" in frame["warning"].iloc[1]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-The Courier", "@here", "\ttab", "\rreturn"])
def test_what_a_spreadsheet_would_run_is_made_safe(text: str) -> None:
    assert cell(text) == "'" + text
    assert cell([text, "b"]).startswith("'")


def test_numbers_stay_numbers_and_unknown_is_empty() -> None:
    assert (cell(-1.3), cell(None), cell(True), cell(0), cell(())) == (-1.3, "", "yes", 0, "")


def test_titles_that_are_formulas_are_safe_in_the_file(tables: Path) -> None:
    written = (tables / "sources.csv").read_text()
    assert "'=SUM(A1) dead in Redtown." in written
    assert ",=SUM" not in written
    assert "'-The Courier" in written


def tagged(folder: Path, name: str) -> hxl.Dataset:
    # Not by its path: libhxl leaves files open.
    return hxl.data(list(csv.reader((folder / "tagged" / f"{name}.csv").read_text().splitlines())))


def test_libhxl_accepts_the_tagged_tables(ledger: Ledger, tmp_path: Path) -> None:
    export(ledger, "csv", tmp_path / "tagged", hxl=True)
    for name in NAMES:
        problems: list[str] = []
        source = tagged(tmp_path, name)
        assert len(source.columns) == len(next(table for table in TABLES if table.name == name).columns)
        schema = hxl.schema(callback=lambda error, said=problems: said.append(f"{error.rule.description} {error.value}"))
        assert schema.validate(source), problems
    rows = [row.get("#affected+killed+max") for row in tagged(tmp_path, "incidents").with_rows("#country+code=SYR")]
    assert rows == ["15"]


def test_hxl_goes_with_csv_only(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="csv only"):
        export(ledger, "geojson", tmp_path / "x.geojson", hxl=True)


def test_pyarrow_and_duckdb_read_typed_tables(ledger: Ledger, tmp_path: Path) -> None:
    export(ledger, "parquet", tmp_path / "typed")
    read = pyarrow.parquet.read_table(tmp_path / "typed" / "incidents.parquet").to_pylist()[1]
    assert read["start"] == dt.date(2017, 2, 9)
    assert read["perpetrators"] == ["Northern rebels"]
    assert (read["killed_high"], read["missing_low"], read["accidental"]) == (15, None, None)
    found = duckdb.sql(
        f"select i.incident_id, count(*) from '{tmp_path}/typed/incidents.parquet' i join '{tmp_path}/typed/claims.parquet' c using (incident_id) "
        "where i.killed_high >= 12 group by 1"
    ).fetchall()
    assert found == [(ledger.incidents(country="SYR")[0].id, 2)]


def test_parquet_says_what_to_install(ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ExportError, match=r"dateline\[parquet\]"):
        export(ledger, "parquet", tmp_path / "typed")
    assert not (tmp_path / "typed").exists()


def test_an_export_is_the_same_bytes_every_time_whatever_the_order(ledger: Ledger, tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "other.db") as other:
        for document_id in reversed(ledger.document_ids()):
            for made in ledger.readings(document_id):
                other.add(ledger.documents_by_id([document_id])[document_id], made)
        for name in ("csv", "parquet"):
            one, two = export(ledger, name, tmp_path / f"{name}1"), export(other, name, tmp_path / f"{name}2")
            assert one.files == two.files


def test_an_empty_ledger_has_headers_only(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "empty.db") as empty:
        report = export(empty, "csv", tmp_path / "tables")
        assert report.rows == {}
        assert pd.read_csv(tmp_path / "tables" / "incidents.csv").empty
        export(empty, "parquet", tmp_path / "typed")
        assert pyarrow.parquet.read_table(tmp_path / "typed" / "actors.parquet").num_rows == 0


def test_conditions_choose_incidents_and_all_that_hangs_on_them(ledger: Ledger, tmp_path: Path) -> None:
    report = export(ledger, "csv", tmp_path / "some", type="CONSULT")
    assert report.asked == {"type": "CONSULT"}
    assert report.rows == {"incidents": 1, "claims": 1, "sources": 1}
    assert pd.read_csv(tmp_path / "some" / "sources.csv")["document_id"].tolist() == [FOURTH.id]


def test_a_document_of_two_incidents_is_one_source(tmp_path: Path) -> None:
    doc = document("Two attacks were told of in one report.")
    with Ledger.open(tmp_path / "two.db") as ledger:
        ledger.add(doc, reading(doc, shelling(doc), claim(doc, kind="PROTEST/demo", day="2016-01-01")))
        export(ledger, "csv", tmp_path / "tables")
        (only,) = pd.read_csv(tmp_path / "tables" / "sources.csv")["incident_ids"]
        assert sorted(only.split("; ")) == sorted(incident.id for incident in ledger.incidents())
