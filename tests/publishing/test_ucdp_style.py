"""UCDP's columns: the cross-walk, the sides, the dead by side, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from pressroom import ARMY, CIVILIANS, FIRST, SECOND, case, exported, rows, shelling

from dateline.ledger import Ledger
from dateline.publishing.tally import Refusal
from dateline.publishing.ucdp import COLUMNS, row
from factories import GUNMEN, REBELS, SOLDIERS, toll, town


def coded(*claims: Any) -> dict[str, Any]:
    made = row(case(*claims))
    assert isinstance(made, dict), made
    return made


def refused(*claims: Any) -> str:
    made = row(case(*claims))
    assert isinstance(made, Refusal), made
    assert made.detail
    return made.reason


def test_a_row_has_the_49_columns_in_order(ledger: Ledger) -> None:
    text, report = exported(ledger, "ucdp-style")
    assert len(COLUMNS) == 49
    assert text.splitlines()[0] == ",".join(COLUMNS)
    (only,) = rows(text)
    assert (only["type_of_violence"], only["side_a"], only["side_b"]) == ("3", "Northern rebels", "Civilians")
    assert (only["where_prec"], only["date_prec"], only["event_clarity"]) == ("1", "1", "1")
    assert (only["country"], only["country_id"], only["region"]) == ("Syria", "652", "Middle East")
    assert (only["date_start"], only["date_end"], only["year"]) == ("2017-02-09", "2017-02-09", "2017")
    assert only["geom_wkt"] == "POINT (37.5 36.4)"
    assert (only["low"], only["best"], only["high"]) == ("12", "12", "15")
    assert (only["number_of_sources"], only["conflict_name"], only["active_year"]) == ("2", "", "")
    assert "https://examiner.example/1" in only["source_article"]
    assert report.rows == {"events": 1}
    assert {refusal.reason for refusal in report.refused} == {"deaths-unknown"}


def test_the_grid_cell_counts_half_degrees_from_the_south_west() -> None:
    assert coded(shelling(place=town(lat=-90, lon=-180)))["priogrid_gid"] == 1
    assert coded(shelling(place=town(lat=-89.4, lon=-179.4)))["priogrid_gid"] == 722
    assert coded(shelling(place=town(lat=90, lon=180)))["priogrid_gid"] == 259200


@pytest.mark.parametrize(
    ("precision", "code"), [("site", 1), ("settlement", 1), ("near", 2), ("district", 3), ("province", 4), ("region", 5), ("country", 6), ("sea", 7)]
)
def test_place_by_the_cross_walk(precision: str, code: int) -> None:
    assert coded(shelling(place=town(precision=precision)))["where_prec"] == code


def test_three_kinds_of_violence() -> None:
    assert coded(shelling(source=[ARMY], target=[REBELS]))["type_of_violence"] == 1
    others = REBELS.model_copy(update={"id": "group:southern-rebels", "name": "Southern rebels"})
    assert coded(shelling(source=[REBELS], target=[others]))["type_of_violence"] == 2
    assert coded(shelling(source=[ARMY], target=[CIVILIANS]))["type_of_violence"] == 3


def test_the_state_is_side_a_whoever_attacked() -> None:
    made = coded(shelling(source=[REBELS], target=[ARMY], tolls=[toll(FIRST, "killed", 2, "perpetrator", scope="part")]))
    assert (made["side_a"], made["side_b"], made["gwnoa"], made["gwnob"]) == ("Syrian military", "Northern rebels", 652, None)
    assert made["dyad_name"] == "Syrian military - Northern rebels"
    assert made["deaths_b"] == 2, "the attackers' own dead"


def test_the_dead_by_side_add_up_to_best() -> None:
    classes = [toll(FIRST, "killed", 5, "military", scope="part"), toll(FIRST, "killed", 3, "civilian", scope="part")]
    made = coded(shelling(source=[REBELS], target=[ARMY], killed=12, tolls=classes))
    assert (made["deaths_a"], made["deaths_b"], made["deaths_civilians"], made["deaths_unknown"], made["best"]) == (5, None, 3, 4, 12)


def test_parts_beyond_the_total_are_left_out() -> None:
    made = coded(shelling(source=[REBELS], target=[ARMY], killed=4, tolls=[toll(FIRST, "killed", 9, "military", scope="part")]))
    assert (made["deaths_a"], made["deaths_unknown"], made["best"]) == (None, 4, 4)


def test_low_best_and_high() -> None:
    made = coded(shelling(FIRST, killed=(10, None)), shelling(SECOND, killed=(12, 20)))
    assert made["low"] <= made["best"] <= made["high"] == 20
    assert coded(shelling(killed="dozens"))["best"] == 24, "with no best figure the lowest"


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"killed": None}, "deaths-unknown"),
        ({"killed": (None, 20)}, "deaths-unknown"),
        ({"killed": 0}, "no-death"),
        ({"day": None}, "time-unknown"),
        ({"place": None}, "place-unknown"),
        ({"status": "attempted"}, "not-done"),
        ({"source": []}, "no-organised-violence"),
        ({"kind": "PROTEST/demo"}, "no-organised-violence"),
        ({"source": [GUNMEN]}, "side-not-named"),
        ({"source": [SOLDIERS], "target": [GUNMEN]}, "side-not-named"),
    ],
)
def test_what_ucdp_has_no_row_for(more: dict[str, Any], reason: str) -> None:
    assert refused(shelling(**more)) == reason


def test_claims_that_exclude_one_another_on_who_did_it_make_no_row() -> None:
    made = case(shelling(FIRST, source=[ARMY], responsibility="accused"), shelling(SECOND, source=[SOLDIERS], responsibility="accused"))
    assert made.incident.attribution == "contested"
    refusal = row(made)
    assert isinstance(refusal, Refusal)
    assert refusal.reason == "perpetrator-contested"
