"""ACLED's columns: the cross-walk, the policies, and what is refused."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from pressroom import ARMY, CIVILIANS, FIRST, SECOND, case, exported, rows, shelling

from dateline.ledger import Ledger
from dateline.model import Actor, Count, TimeSpan, Toll
from dateline.publishing.acled import COLUMNS, row
from dateline.publishing.cases import Options
from dateline.publishing.tally import Refusal
from factories import REBELS, SOLDIERS, claim, town, words


def coded(*claims: Any, options: Options | None = None) -> dict[str, Any]:
    made = row(case(*claims), options)
    assert isinstance(made, dict), made
    return made


def refused(*claims: Any, options: Options | None = None) -> str:
    made = row(case(*claims), options)
    assert isinstance(made, Refusal), made
    assert made.detail
    return made.reason


def with_time(precision: str, start: str | None, end: str | None) -> Any:
    span = TimeSpan(start=start and dt.date.fromisoformat(start), end=end and dt.date.fromisoformat(end), precision=precision)
    made = shelling()
    assert made.time is not None
    values = {name: getattr(made, name) for name in type(made).model_fields if name != "id"}
    return type(made).make(**values | {"time": made.time.model_copy(update={"span": span})})


def test_a_row_has_the_31_columns_in_order(ledger: Ledger) -> None:
    text, report = exported(ledger, "acled-style")
    assert len(COLUMNS) == 31
    assert text.splitlines()[0] == ",".join(COLUMNS)
    (only,) = rows(text)
    assert only["event_date"] == "2017-02-09"
    assert (only["year"], only["time_precision"], only["geo_precision"]) == ("2017", "1", "1")
    assert (only["iso"], only["country"], only["region"]) == ("760", "Syria", "Middle East")
    assert (only["event_type"], only["sub_event_type"]) == ("Explosions/Remote violence", "Shelling/artillery/missile attack")
    assert only["disorder_type"] == "Political violence"
    assert (only["actor1"], only["inter1"]) == ("Northern rebels", "Rebel group")
    assert "url=https://examiner.example/1" in only["tags"]
    assert only["event_id_cnty"] == ledger.incidents(country="SYR")[0].id
    assert (only["timestamp"], only["source_scale"], only["admin3"]) == ("", "", ""), "what is not known stays empty"
    assert report.rows == {"events": 1}
    assert {refusal.reason for refusal in report.refused} == {"place-unknown"}


@pytest.mark.parametrize(
    ("precision", "start", "end", "day", "code"),
    [
        ("clock", "2017-02-09", "2017-02-09", "2017-02-09", 1),
        ("days", "2017-02-06", "2017-02-09", "2017-02-07", 2),
        ("week", "2017-02-06", "2017-02-12", "2017-02-09", 2),
        ("month", "2017-03-01", "2017-03-31", "2017-03-16", 3),
        ("month", "2017-03-01", "2017-03-10", "2017-03-01", 3),
        ("month", "2017-03-21", "2017-03-31", "2017-03-31", 3),
    ],
)
def test_time_by_the_cross_walk(precision: str, start: str, end: str, day: str, code: int) -> None:
    made = coded(with_time(precision, start, end))
    assert (made["event_date"].isoformat(), made["time_precision"]) == (day, code)


@pytest.mark.parametrize(
    ("precision", "start", "end"),
    [
        ("year", "2017-01-01", "2017-12-31"),
        ("season", "2017-06-01", "2017-08-31"),
        ("longer", "2016-01-01", "2017-12-31"),
        ("month", "2017-02-01", None),
    ],
)
def test_no_row_for_a_year_or_an_open_time(precision: str, start: str, end: str | None) -> None:
    assert refused(with_time(precision, start, end)) == "time-too-coarse"


@pytest.mark.parametrize(
    ("precision", "code"), [("site", 1), ("settlement", 1), ("near", 2), ("district", 2), ("province", 3), ("region", 3), ("sea", 3)]
)
def test_place_by_the_cross_walk(precision: str, code: int) -> None:
    assert coded(shelling(place=town(precision=precision)))["geo_precision"] == code


def test_no_row_for_a_country_a_place_unknown_and_what_did_not_happen() -> None:
    assert refused(shelling(place=town("Syria", precision="country"))) == "country-level-place"
    assert refused(shelling(place=None)) == "place-unknown"
    assert refused(shelling(day=None)) == "time-unknown"
    assert refused(shelling(status="attempted")) == "not-done"
    assert refused(shelling(kind="CONSULT/visit")) == "no-acled-type"
    unknown = town().model_copy(update={"lat": None, "lon": None, "precision": "unknown"})
    assert refused(shelling(place=unknown)) == "place-not-found"


def test_a_place_coarser_than_asked_is_refused() -> None:
    near = shelling(place=town(precision="near"))
    assert coded(near, options=Options(place_precision="near"))["geo_precision"] == 2
    assert refused(near, options=Options(place_precision="settlement")) == "place-too-coarse"


def test_the_lowest_figure_stands() -> None:
    assert coded(shelling(FIRST, killed=12), shelling(SECOND, killed=15))["fatalities"] == 12


def test_unknown_deaths_stay_empty_and_no_deaths_are_zero() -> None:
    assert coded(shelling(killed=None))["fatalities"] is None
    assert coded(shelling(killed=0))["fatalities"] == 0


@pytest.mark.parametrize(("said", "number"), [("dozens", 12), ("several", 3), ("hundreds", 100), ("Dozens", 12)])
def test_words_that_are_no_number_have_acleds_number_and_a_note(said: str, number: int) -> None:
    vague = Toll(harm="killed", count=Count(low=2, kind="vague", words=said), evidence=words(FIRST), rule="hand")
    made = coded(shelling(killed=None, tolls=[vague]))
    assert made["fatalities"] == number
    assert f"note={said!r} counted as {number}" in made["tags"]


def test_a_number_goes_before_words() -> None:
    vague = Toll(harm="killed", count=Count(low=24, kind="vague", words="dozens"), evidence=words(FIRST), rule="hand")
    assert coded(shelling(FIRST, killed=None, tolls=[vague]), shelling(SECOND, killed=40))["fatalities"] == 40


def test_whom_the_sides_are_counted_to() -> None:
    abroad = coded(shelling(source=[SOLDIERS], target=[CIVILIANS]))
    assert (abroad["inter1"], abroad["inter2"]) == ("External/Other forces", "Civilians")
    assert abroad["interaction"] == "Civilians-External/Other forces"
    assert abroad["civilian_targeting"] == "Civilian targeting"
    home = coded(shelling(source=[ARMY], target=[REBELS]))
    assert (home["inter1"], home["inter2"], home["interaction"]) == ("State forces", "Rebel group", "State forces-Rebel group")
    assert home["civilian_targeting"] is None


def test_nobody_is_named_where_nobody_is_known() -> None:
    made = coded(shelling(source=[], target=[]))
    assert (made["actor1"], made["inter1"], made["actor2"], made["interaction"]) == (None, None, None, None)


def test_protesters_are_protesters() -> None:
    crowd = Actor(id="generic:residents", name="residents", kind="generic", sector="CVL")
    made = coded(claim(FIRST, kind="PROTEST/demo", place=town(), source=[crowd]))
    assert (made["event_type"], made["inter1"], made["interaction"], made["disorder_type"]) == (
        "Protests",
        "Protesters",
        "Protesters only",
        "Demonstrations",
    )


def test_others_on_a_side_are_its_associates() -> None:
    made = coded(shelling(source=[REBELS, ARMY]))
    assert sorted([made["actor1"], *made["assoc_actor_1"]]) == ["Northern rebels", "Syrian military"]


def test_rulings_outrank_the_machine(ledger: Ledger) -> None:
    (incident,) = ledger.incidents(country="SYR")
    ledger.decide("correct", incident.id, field="killed", value="20-25 (23)", because="hospital list", author="Ann")
    (only,) = rows(exported(ledger, "acled-style")[0])
    assert only["fatalities"] == "20"
    assert "note=deaths set by a ruling" in only["tags"]
    (only,) = rows(exported(ledger, "ucdp-style")[0])
    assert (only["low"], only["best"], only["high"]) == ("20", "23", "25")
    ledger.decide("discount", incident.id, because="told twice", author="Ann")
    assert rows(exported(ledger, "acled-style")[0]) == []
    for name in ("acled-style", "ucdp-style"):
        assert "discounted" in {refusal.reason for refusal in exported(ledger, name, discounted=True)[1].refused}
