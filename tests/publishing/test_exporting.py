"""Where exports go, what stands beside them, and what is refused as a whole."""

from __future__ import annotations

import io
import json
from pathlib import Path

import geojson
import pytest
from pressroom import exported, fill

from dateline.ledger import Ledger
from dateline.model.errors import ExportError
from dateline.publishing import FORMATS, export


def test_an_unknown_format_or_profile_lists_what_there_is(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="expected one of jsonl, csv"):
        export(ledger, "excel", tmp_path / "x")
    with pytest.raises(ExportError, match="expected one of internal, public"):
        export(ledger, "csv", tmp_path / "x", profile="secret")


@pytest.mark.parametrize("name", [one.name for one in FORMATS.values() if one.kind == "text"])
def test_a_file_and_a_stream_get_the_same_words_and_the_file_a_side_file(ledger: Ledger, tmp_path: Path, name: str) -> None:
    streamed, _ = exported(ledger, name)
    report = export(ledger, name, tmp_path / "out.x")
    assert (tmp_path / "out.x").read_text() == streamed
    side = json.loads((tmp_path / "out.x.export.json").read_text())
    assert side["rule"] == FORMATS[name].rule
    assert list(side["files"]) == ["out.x"]
    assert side["refused"]["count"] == len(report.refused) == sum(side["refused"]["by_reason"].values())
    assert sorted(path.name for path in tmp_path.glob("out*")) == ["out.x", "out.x.export.json"]
    assert not list(tmp_path.glob(".out*")), "nothing half-written is left behind"


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_the_same_bytes_from_both_stores(ledger: Ledger, store: str, tmp_path: Path, name: str) -> None:
    with Ledger.open(store) as other:
        fill(other)
        report = export(other, name, tmp_path / "other" if FORMATS[name].kind == "folder" else tmp_path / "same.x")
    again = export(ledger, name, tmp_path / "one" if FORMATS[name].kind == "folder" else tmp_path / "same.x")
    assert report.to_dict() == again.to_dict()
    assert report.files


@pytest.mark.parametrize("name", [one.name for one in FORMATS.values() if one.kind == "folder"])
def test_a_folder_is_replaced_only_where_an_export_stood(ledger: Ledger, tmp_path: Path, name: str) -> None:
    out = tmp_path / "folder"
    first = export(ledger, name, out)
    (out / "left-over.txt").write_text("of an older export")
    assert export(ledger, name, out).files == first.files
    assert not (out / "left-over.txt").exists()
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.txt").write_text("years of work")
    with pytest.raises(ExportError, match="other files"):
        export(ledger, name, mine)
    assert (mine / "thesis.txt").read_text() == "years of work"
    with pytest.raises(ExportError, match="path of a folder"):
        export(ledger, name, io.StringIO())


def test_a_place_that_cannot_be_written_to_is_one_clear_error(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="cannot be written"):
        export(ledger, "geojson", tmp_path / "nowhere" / "x.geojson")
    with pytest.raises(ExportError, match="this is a folder"):
        export(ledger, "geojson", tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportError, match="this is a file"):
        export(ledger, "csv", tmp_path / "file")


def test_a_writer_that_breaks_leaves_the_old_file(ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export(ledger, "geojson", tmp_path / "map.geojson")
    before = (tmp_path / "map.geojson").read_text()

    def broken(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("dateline.publishing.geojson.feature", broken)
    with pytest.raises(ExportError, match="No space left"):
        export(ledger, "geojson", tmp_path / "map.geojson")
    assert (tmp_path / "map.geojson").read_text() == before
    assert not list(tmp_path.glob(".map*"))


def test_geojson_is_valid_and_pins_only_what_is_fine_enough(ledger: Ledger) -> None:
    text, report = exported(ledger, "geojson")
    collection = geojson.loads(text)
    assert collection.is_valid, collection.errors()
    by_id = {feature.id: feature for feature in collection.features}
    shelled = by_id[ledger.incidents(country="SYR")[0].id]
    assert shelled.geometry.coordinates == [37.5, 36.4], "longitude first"
    assert (shelled.properties["place_precision"], shelled.properties["killed_high"]) == ("settlement", 15)
    assert shelled.properties["urls"] == ["https://examiner.example/1"]
    assert "missing_best" not in shelled.properties
    assert [feature.geometry for feature in collection.features].count(None) == 1
    assert report.rows == {"features": 2, "points": 1}
    coarse = geojson.loads(exported(ledger, "geojson", place_precision="site")[0])
    assert [feature.geometry for feature in coarse.features] == [None, None]


def test_an_empty_collection_is_still_one(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "empty.db") as empty:
        assert geojson.loads(exported(empty, "geojson")[0]).features == []
