"""Pairs: the laws of weighing and of blocking, and what single fields tell."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import Actor, Place
from dateline.resolving.blocking import candidate_pairs
from dateline.resolving.items import Item, make_item
from dateline.resolving.weighing import distance_km, judge, weigh
from dateline.resolving.weights import load_weights
from factories import GUNMEN, REBELS, SOLDIERS, claim, document, pair, town

WEIGHTS = load_weights()
COUNTRY = Place(name="Syria", id="country:SYR", country="SYR", lat=35.0, lon=38.0, precision="country")
PROVINCE = town("The north", 36.3, 37.4, precision="province", radius_km=60.0)
PLACES = (None, town(), town(lat=36.45), town("Bluetown", 33.5, 36.3), PROVINCE, COUNTRY, Place(name="Nowhere", precision="unknown"))


@st.composite
def items(draw: st.DrawFn, number: int) -> Item:
    doc = document(f"Report {number}.", published=draw(st.sampled_from((None, "2017-02-09", "2017-02-11T06:00:00+00:00", "2017-02-18"))))
    made = claim(
        doc,
        kind=draw(st.sampled_from(("ASSAULT", "ASSAULT/aerial", "CONSULT", "AGREE", "PROTEST/riot"))),
        day=draw(st.sampled_from((None, "2017-02-08", "2017-02-09", "2017-02-12"))),
        place=draw(st.sampled_from(PLACES)),
        source=draw(st.lists(st.sampled_from((SOLDIERS, REBELS, GUNMEN)), max_size=2, unique=True)),
        target=draw(st.lists(st.sampled_from((SOLDIERS, REBELS)), max_size=1)),
        killed=draw(st.sampled_from((None, 0, 3, 12, (10, None), (None, 5), "dozens"))),
        accidental=draw(st.sampled_from((None, True, False))),
    )
    return make_item(pair(doc, made), WEIGHTS)


@settings(max_examples=150, deadline=None)
@given(items(1), items(2))
def test_the_order_of_a_pair_makes_no_difference_and_haste_changes_nothing(one: Item, other: Item) -> None:
    weight = weigh(one, other, WEIGHTS)
    assert weight == weigh(other, one, WEIGHTS)
    assert judge(one, other, WEIGHTS) == judge(other, one, WEIGHTS) == (None if weight.conflict else pytest.approx(weight.points))


@settings(max_examples=100, deadline=None)
@given(st.tuples(*(items(number) for number in range(6))))
def test_blocking_loses_no_dated_pair_that_would_be_joined(made: tuple[Item, ...]) -> None:
    looked_at = set(candidate_pairs(made))
    for one, other in combinations(range(len(made)), 2):
        points = judge(made[one], made[other], WEIGHTS)
        dated = made[one].window is not None and made[other].window is not None
        if dated and points is not None and points >= WEIGHTS.decide.link:
            assert (one, other) in looked_at


def test_blocking_does_not_compare_all_with_all() -> None:
    docs = [document(f"Report {number}.", published=None) for number in range(60)]
    days = [f"2017-{1 + number // 5:02}-{1 + 5 * (number % 5):02}" for number in range(60)]
    made = [make_item(pair(doc, claim(doc, day=day, place=town())), WEIGHTS) for doc, day in zip(docs, days, strict=True)]
    assert len(list(candidate_pairs(made))) < 200


@pytest.mark.parametrize(
    ("one", "other", "kilometres"),
    [((36.2, 37.16), (33.51, 36.29), 309), ((0.0, 179.5), (0.0, -179.5), 111), ((10.0, 10.0), (10.0, 10.0), 0)],
    ids=["two cities", "across the date line", "the same point"],
)
def test_distances_are_those_of_the_globe(one: tuple[float, float], other: tuple[float, float], kilometres: int) -> None:
    assert distance_km(town("A", *one), town("B", *other)) == pytest.approx(kilometres, rel=0.01)
    assert distance_km(town(), Place(name="Nowhere", precision="unknown")) is None


def points(about: str, one: dict[str, object], other: dict[str, object]) -> float | None:
    first, second = document("One."), document("Two.", published="2017-02-12")
    weight = weigh(make_item(pair(first, claim(first, **one)), WEIGHTS), make_item(pair(second, claim(second, **other)), WEIGHTS), WEIGHTS)  # type: ignore[arg-type]
    found = [reason.points for reason in weight.reasons if reason.about == about]
    return found[0] if found else 0.0


def test_an_equal_large_figure_tells_more_than_an_equal_small_one() -> None:
    assert (points("toll", {"killed": 137}, {"killed": 137}) or 0) > (points("toll", {"killed": 2}, {"killed": 2}) or 0) > 0


def test_an_early_12_and_a_later_30_go_together_a_later_3_does_not() -> None:
    assert points("toll", {"killed": 12}, {"killed": 30}) == 0
    assert (points("toll", {"killed": 12}, {"killed": 3}) or 0) < -1
    assert (points("toll", {"killed": 12}, {"killed": 0}) or 0) < 0


def test_what_one_side_does_not_tell_says_nothing() -> None:
    for about in ("source", "target", "toll", "victims", "accidental"):
        assert points(about, {}, {"place": town(), "source": [REBELS], "target": [SOLDIERS], "killed": 5, "accidental": True}) == 0
    assert -1 <= (points("place", {}, {"place": town()}) or 0) < 0, "where nothing tells of one place, a little more has to agree"


def test_a_town_lies_in_its_province_and_not_in_another_country() -> None:
    assert (points("place", {"place": town()}, {"place": PROVINCE}) or 0) > 0
    assert points("place", {"place": town()}, {"place": town("Fartown", 50.0, 30.0, country="UKR")}) is None
    assert points("place", {"place": town("Bluetown", 33.5, 36.3)}, {"place": PROVINCE}) is None


def test_a_state_and_its_army_may_be_the_same_another_state_is_not() -> None:
    turkey = Actor(id="TUR", name="Turkey", kind="country", country="TUR")
    russia = Actor(id="RUS", name="Russia", kind="country", country="RUS")
    assert (points("source", {"source": [turkey]}, {"source": [SOLDIERS]}) or 0) > 0
    assert (points("source", {"source": [russia]}, {"source": [SOLDIERS]}) or 0) < 0


def test_a_report_cannot_tell_of_a_later_day() -> None:
    early = document("Early.", published="2017-02-07")
    late = document("Late.", published="2017-02-10")
    one = make_item(pair(early, claim(early, day=None, place=town())), WEIGHTS)
    other = make_item(pair(late, claim(late, day="2017-02-09", place=town())), WEIGHTS)
    assert judge(one, other, WEIGHTS) is None
