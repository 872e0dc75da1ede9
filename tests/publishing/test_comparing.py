"""The ledger beside files in the columns of ACLED and UCDP. All rows are made up."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from pressroom import shelling

from dateline.cli import main
from dateline.ledger import Ledger
from dateline.model.errors import InputNotFound, UnsupportedInput
from dateline.publishing import Windows, acled, compare, export, ucdp
from dateline.publishing.comparing import toll_verdict
from dateline.publishing.foreign import read_foreign
from factories import claim, document, reading, town

ACLED: dict[str, Any] = {
    "event_id_cnty": "SYR1",
    "event_date": "2017-02-09",
    "year": 2017,
    "time_precision": 1,
    "event_type": "Explosions/Remote violence",
    "sub_event_type": "Shelling/artillery/missile attack",
    "actor1": "Rebels of the North",
    "inter1": "Rebel group",
    "actor2": "Civilians (Syria)",
    "inter2": "Civilians",
    "interaction": "Rebel group-Civilians",
    "iso": 760,
    "country": "Syria",
    "location": "Redtown",
    "latitude": 36.41,
    "longitude": 37.51,
    "geo_precision": 1,
    "source": "A newspaper",
    "fatalities": 12,
}
UCDP: dict[str, Any] = {
    "id": "900001",
    "type_of_violence": 3,
    "side_a": "Rebels of the North",
    "side_b": "Civilians",
    "where_prec": 1,
    "where_coordinates": "Redtown town",
    "latitude": 36.4,
    "longitude": 37.5,
    "country": "Syria",
    "country_id": 652,
    "date_start": "2017-02-09 00:00:00.000",
    "date_end": "2017-02-09 00:00:00.000",
    "best": 14,
    "high": 15,
    "low": 12,
}


def sheet(path: Path, *rows: dict[str, Any], base: dict[str, Any] = ACLED, delimiter: str = ",", bom: bool = False) -> Path:
    columns = acled.COLUMNS if base is ACLED else ucdp.COLUMNS
    with path.open("w", encoding="utf-8-sig" if bom else "utf-8", newline="") as out:
        writer = csv.DictWriter(out, columns, delimiter=delimiter)
        writer.writeheader()
        writer.writerows(base | row for row in rows)
    return path


def outcomes(found: Any) -> list[tuple[str, str | None]]:
    return [(row["outcome"], row["event_id"]) for row in found.rows()]


def test_in_both_only_here_and_only_there(ledger: Ledger, tmp_path: Path) -> None:
    extra = document("Another blast in Redtown.", publisher="The Globe", published="2017-02-20")
    ledger.add(extra, reading(extra, shelling(extra, day="2017-02-19", killed=2)))
    found = compare(ledger, sheet(tmp_path / "a.csv", {}, {"event_id_cnty": "SYR2", "event_date": "2017-02-25"}))
    assert outcomes(found) == [("matched", "SYR1"), ("only here", None), ("only there", "SYR2")]
    (pair,) = found.matched
    assert (pair.days, pair.km, toll_verdict(pair)) == (0, pytest.approx(1.4, abs=0.2), "same")
    assert pair.score > 80
    assert [(one.reason, one.id[:2]) for one in found.not_comparable] == [("place-unknown", "i-")]


@pytest.mark.parametrize(("there", "verdict"), [(12, "same"), (14, "within"), (5, "lower"), (40, "higher"), ("", "unknown there")])
def test_tolls_beside_one_another(ledger: Ledger, tmp_path: Path, there: Any, verdict: str) -> None:
    found = compare(ledger, sheet(tmp_path / "a.csv", {"fatalities": there}))
    assert [toll_verdict(pair) for pair in found.matched] == [verdict]
    assert len(found.differing) == (verdict in ("lower", "higher"))


@pytest.mark.parametrize(
    "row",
    [
        {"event_date": "2017-02-13"},
        {"latitude": 38.5},
        {"event_type": "Protests", "sub_event_type": "Peaceful protest"},
        {"event_type": "Strategic developments", "sub_event_type": "Arrests"},
    ],
)
def test_beyond_a_window_or_of_another_kind_is_no_match(ledger: Ledger, tmp_path: Path, row: dict[str, Any]) -> None:
    assert not compare(ledger, sheet(tmp_path / "a.csv", row)).matched


def test_windows_can_be_set(ledger: Ledger, tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.csv", {"event_date": "2017-02-13", "latitude": 37.4})
    assert not compare(ledger, path).matched
    assert compare(ledger, path, windows=Windows(days=5, km=150)).matched


def test_their_precision_widens_the_windows(ledger: Ledger, tmp_path: Path) -> None:
    assert compare(ledger, sheet(tmp_path / "a.csv", {"event_date": "2017-02-22", "time_precision": 3})).matched
    assert compare(ledger, sheet(tmp_path / "b.csv", {"latitude": 37.6, "geo_precision": 3})).matched
    assert compare(ledger, sheet(tmp_path / "c.csv", {"latitude": "", "longitude": ""})).matched, "by country where there is no point"


def test_one_to_one_and_the_best_first(tmp_path: Path) -> None:
    docs = [document(f"Blast {number} in Redtown.", publisher=f"Paper {number}", published="2017-02-12") for number in (1, 2)]
    with Ledger.open(tmp_path / "x.db") as ledger:
        ledger.add(docs[0], reading(docs[0], shelling(docs[0], killed=3, day="2017-02-09")))
        ledger.add(docs[1], reading(docs[1], shelling(docs[1], killed=30, day="2017-02-11", place=town("Bluetown", 36.6, 37.6))))
        rows = (
            {"event_id_cnty": "B", "event_date": "2017-02-10", "fatalities": 30, "latitude": 36.6, "longitude": 37.6, "location": "Bluetown"},
            {"event_id_cnty": "A", "fatalities": 3},
        )
        for order in (rows, rows[::-1]):
            found = compare(ledger, sheet(tmp_path / "a.csv", *order))
            assert {(pair.event.id, pair.event.best) for pair in found.matched if toll_verdict(pair) == "same"} == {("A", 3), ("B", 30)}


@pytest.mark.parametrize("day", ["2017-02-09", "09 February 2017", "9 Feb 2017", "09-02-2017", "09-Feb-2017", "2017-02-09 00:00:00.000"])
def test_old_and_new_forms_of_dates(ledger: Ledger, tmp_path: Path, day: str) -> None:
    assert [pair.days for pair in compare(ledger, sheet(tmp_path / "a.csv", {"event_date": day})).matched] == [0]


@pytest.mark.parametrize("day", ["0025-02-09", "02/09/2017", "soon", "", "31-02-2017"])
def test_a_date_that_cannot_be_or_be_told_is_refused_alone(ledger: Ledger, tmp_path: Path, day: str) -> None:
    found = compare(ledger, sheet(tmp_path / "a.csv", {"event_id_cnty": "BAD", "event_date": day}, {}))
    assert [(one.id, one.detail[:7]) for one in found.refused] == [("BAD", "line 2:")]
    assert len(found.matched) == 1


@pytest.mark.parametrize(
    "row",
    [
        {"inter1": "Rebel group", "inter2": "Civilians", "interaction": ""},
        {"inter1": 2, "inter2": 7, "interaction": 27},
        {"inter1": "", "inter2": "", "interaction": 27},
        {"inter1": "", "inter2": "", "interaction": "Rebel group-Civilians"},
        {"inter1": "Rebel Groups", "inter2": "Civilians", "interaction": "Rebel Groups-Civilians"},
    ],
)
def test_interaction_codes_in_words_and_numbers(tmp_path: Path, row: dict[str, Any]) -> None:
    (event,) = read_foreign(sheet(tmp_path / "a.csv", row)).events
    assert event.sides == {2, 7}


@pytest.mark.parametrize(("delimiter", "bom"), [(",", True), (";", False), ("\t", True)])
def test_bytes_before_the_header_and_other_delimiters(tmp_path: Path, delimiter: str, bom: bool) -> None:
    (event,) = read_foreign(sheet(tmp_path / "a.csv", {}, delimiter=delimiter, bom=bom)).events
    assert (event.id, event.country, event.best, event.slack_km) == ("SYR1", "SYR", 12, 5.0)


def test_a_country_by_name_where_it_has_no_number(tmp_path: Path) -> None:
    (event,) = read_foreign(sheet(tmp_path / "a.csv", {"iso": "", "country": "Kosovo"})).events
    assert event.country == "XKX"


def test_ucdp_by_type_of_violence_days_and_point(ledger: Ledger, tmp_path: Path) -> None:
    found = compare(ledger, sheet(tmp_path / "u.csv", {}, {"id": "900002", "date_start": "2017-02-20", "date_end": "2017-02-21"}, base=UCDP))
    assert outcomes(found) == [("matched", "900001"), ("only there", "900002")]
    (pair,) = found.matched
    assert (toll_verdict(pair), pair.event.country, pair.event.violence) == ("within", "SYR", 3)


def test_a_ucdp_point_that_stands_for_a_country_is_no_point(tmp_path: Path) -> None:
    (event,) = read_foreign(sheet(tmp_path / "u.csv", {"where_prec": 6}, base=UCDP)).events
    assert (event.lat, event.lon) == (None, None)


def test_what_the_file_does_not_cover_is_not_only_here(ledger: Ledger, tmp_path: Path) -> None:
    far = document("A shelling in Greentown.", publisher="The Globe", published="2019-05-02")
    ledger.add(far, reading(far, shelling(far, day="2019-05-01", place=town("Greentown", 15.6, 32.5, country="SDN"))))
    path = sheet(tmp_path / "a.csv", {})
    found = compare(ledger, path)
    assert (len(found.only_here), found.outside) == (0, 1)
    assert len(compare(ledger, path, everywhere=True).only_here) == 1


def test_our_own_exports_match_themselves(ledger: Ledger, tmp_path: Path) -> None:
    for name in ("acled-style", "ucdp-style"):
        export(ledger, name, tmp_path / name)
        found = compare(ledger, tmp_path / name)
        assert [pair.candidate.incident.id == pair.event.id for pair in found.matched] == [True]
        assert not found.only_here
        assert not found.only_there


def test_a_file_of_neither_set_names_the_columns_it_looked_for(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("date,place\n2017-02-09,Redtown\n")
    with pytest.raises(UnsupportedInput, match="its columns are date, place …, expected event_id_cnty"):
        compare(ledger, tmp_path / "x.csv")
    with pytest.raises(InputNotFound):
        compare(ledger, tmp_path / "none.csv")


def test_a_file_without_rows(ledger: Ledger, tmp_path: Path) -> None:
    found = compare(ledger, sheet(tmp_path / "a.csv"))
    assert (found.matched, found.only_there, found.only_here, found.outside) == ((), (), (), 1)


def test_the_verb_prints_a_table_json_and_csv(
    ledger: Ledger, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    path = sheet(
        tmp_path / "a.csv", {"fatalities": 40}, {"event_id_cnty": "=SYR2", "event_date": "2017-02-25"}, {"event_id_cnty": "BAD", "event_date": "x"}
    )

    def run(*arguments: str) -> tuple[str, str]:
        with pytest.raises(SystemExit) as stopped:
            main(["compare", str(path), "--ledger", str(tmp_path / "press.db"), *arguments])
        assert not stopped.value.code
        shown = capsys.readouterr()
        return shown.out, shown.err

    out, err = run()
    for words in (
        "In both, here and in ACLED: 1",
        "Only in ACLED: 1",
        "12 (12–15)",
        "higher",
        "1 in both, of which 1 with other tolls",
        "1 place unknown",
    ):
        assert words in out, words
    assert "ACLED BAD: line 4: got the date 'x'" in err
    made = json.loads(run("--json")[0])
    assert made["counts"]["matched"] == made["counts"]["tolls_differ"] == 1
    table = list(csv.DictReader(run("--csv")[0].splitlines()))
    assert [row["outcome"] for row in table] == ["matched", "only there"]
    assert table[1]["event_id"] == "'=SYR2"


def test_protests_match_riots_and_not_battles(tmp_path: Path) -> None:
    doc = document("A protest in Redtown.", published="2017-02-10")
    with Ledger.open(tmp_path / "x.db") as ledger:
        ledger.add(doc, reading(doc, claim(doc, kind="PROTEST/demo", place=town())))
        riot = {"event_type": "Riots", "sub_event_type": "Violent demonstration", "fatalities": 0}
        assert compare(ledger, sheet(tmp_path / "a.csv", riot)).matched
        assert not compare(ledger, sheet(tmp_path / "b.csv", {})).matched
