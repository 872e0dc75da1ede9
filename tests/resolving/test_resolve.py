"""Claims to incidents: what joins, what stays apart, and the laws of order and repetition."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import Incident, Ruling
from dateline.resolving import explain, resolve
from factories import GUNMEN, REBELS, SOLDIERS, claim, document, pair, town

FIRST = document("First report. Toll: 12", publisher="The Examiner", published="2017-02-09")
SECOND = document("Second report. Toll: 57", publisher="The Courier", published="2017-02-10")
THIRD = document("Third report.", publisher="The Post", published="2017-02-11")


def as_bytes(incidents: list[Incident]) -> bytes:
    return json.dumps([incident.to_dict() for incident in incidents], ensure_ascii=False).encode()


def test_two_reports_of_one_event_become_one_incident() -> None:
    early = pair(FIRST, claim(FIRST, killed=(12, None), place=town()))
    late = pair(SECOND, claim(SECOND, killed=57, place=town(lat=36.42), source=[REBELS]))
    (incident,) = resolve([early, late])
    assert incident.document_ids == tuple(sorted((FIRST.id, SECOND.id)))
    total = incident.total("killed")
    assert total is not None
    assert (total.low, total.best, total.high) == (12, 57, 57)


@pytest.mark.parametrize(
    "other",
    [
        {"day": "2017-02-01", "place": town()},
        {"place": town("Bluetown", 33.5, 36.3)},
        {"place": town("Fartown", 50.0, 30.0, country="UKR")},
        {"kind": "PROTEST/demo", "place": town()},
        {"place": None},
    ],
    ids=["eight days before", "another town", "another country", "another family", "place not told and nothing else to go by"],
)
def test_reports_that_do_not_fit_stay_apart(other: dict[str, object]) -> None:
    made = resolve([pair(FIRST, claim(FIRST, place=town())), pair(SECOND, claim(SECOND, **other))])  # type: ignore[arg-type]
    assert len(made) == 2


def test_a_contradiction_outweighs_all_agreement() -> None:
    same = {"source": [REBELS], "target": [SOLDIERS], "killed": 44, "injured": 100}
    made = resolve([pair(FIRST, claim(FIRST, place=town(), **same)), pair(SECOND, claim(SECOND, place=town("Bluetown", 33.5, 36.3), **same))])
    assert len(made) == 2


def test_without_a_place_the_day_the_actor_and_the_figure_join() -> None:
    same = {"source": [REBELS], "killed": 44}
    assert len(resolve([pair(FIRST, claim(FIRST, place=town(), **same)), pair(SECOND, claim(SECOND, **same))])) == 1


def test_one_reader_keeps_two_events_of_one_document_apart() -> None:
    quarry = document("Morning blast here. Evening blast there.")
    made = resolve([pair(quarry, claim(quarry, place=town(), killed=3)), pair(quarry, claim(quarry, place=town(), killed=5, quoted="Evening"))])
    assert len(made) == 2


def test_only_news_makes_incidents() -> None:
    labels = ("denied", "negated", "planned", "threatened", "hypothetical", "background", "cumulative", "exercise", "fiction", "figurative")
    assert resolve([pair(FIRST, claim(FIRST, status=label, place=town())) for label in labels]) == []
    (attempted,) = resolve([pair(FIRST, claim(FIRST, status="attempted", place=town()))])
    assert attempted.status == "attempted"


def test_undated_reports_meet_only_at_the_same_place() -> None:
    undated = document("Undated.", published=None)
    there = pair(undated, claim(undated, day=None, place=town(), killed=8))
    assert len(resolve([there, pair(FIRST, claim(FIRST, place=town(), killed=8))])) == 1
    assert len(resolve([there, pair(FIRST, claim(FIRST, killed=8))])) == 2


def test_talks_are_joined_by_actors_and_day() -> None:
    call = {"kind": "CONSULT", "source": [SOLDIERS], "target": [REBELS]}
    turned = {"kind": "CONSULT", "source": [REBELS], "target": [SOLDIERS]}
    assert len(resolve([pair(FIRST, claim(FIRST, **call)), pair(SECOND, claim(SECOND, **turned))])) == 1
    assert len(resolve([pair(FIRST, claim(FIRST, **call)), pair(SECOND, claim(SECOND, kind="CONSULT"))])) == 2


def test_the_id_comes_from_a_claim_of_the_incident() -> None:
    (incident,) = resolve([pair(FIRST, claim(FIRST, place=town())), pair(SECOND, claim(SECOND, place=town()))])
    assert "c-" + incident.id[2:] == min(incident.claim_ids)


def test_people_outrank_points() -> None:
    one, other = pair(FIRST, claim(FIRST, place=town())), pair(SECOND, claim(SECOND, place=town()))
    far = pair(THIRD, claim(THIRD, place=town("Fartown", 50.0, 30.0, country="UKR")))

    def ruling(kind: str, *subjects: str, time: str = "2020-01-01") -> Ruling:
        return Ruling.make(kind=kind, subjects=subjects, author="an analyst", time=time, reason="looked at the footage")

    apart = ruling("apart", one.claim.id, other.claim.id)
    assert len(resolve([one, other], [apart])) == 2
    assert len(resolve([one, other], [apart, ruling("undo", apart.id, time="2020-01-02")])) == 1
    assert len(resolve([one, far], [ruling("same", one.claim.id, "i-" + far.claim.id[2:])])) == 1
    assert [incident.document_ids for incident in resolve([one, far], [ruling("retract", FIRST.id)])] == [(THIRD.id,)]


def test_the_reasons_can_be_told() -> None:
    weight = explain(pair(FIRST, claim(FIRST, place=town())), pair(SECOND, claim(SECOND, place=town("Bluetown", 33.5, 36.3))))
    assert weight.conflict
    assert {reason.about: reason.points for reason in weight.reasons}["place"] is None


PLACES = (None, town(), town(lat=36.45), town("Bluetown", 33.5, 36.3), town("The north", 36.0, 37.0, precision="province", radius_km=80.0))
DAYS = (None, "2017-02-08", "2017-02-09", "2017-02-10", "2017-03-01")
PUBLISHED = (None, "2017-02-09", "2017-02-10T06:00:00", "2017-02-12")
KINDS = ("ASSAULT", "ASSAULT/aerial", "ASSAULT/firearms", "CONSULT", "PROTEST/riot")


@st.composite
def pairs(draw: st.DrawFn) -> list:
    made = []
    for number in range(draw(st.integers(2, 9))):
        doc = document(
            f"Report {number}. And more of it.", publisher=draw(st.sampled_from(("A", "B", None))), published=draw(st.sampled_from(PUBLISHED))
        )
        for quoted in draw(st.sampled_from((("Report",), ("Report", "more")))):
            made.append(
                pair(
                    doc,
                    claim(
                        doc,
                        kind=draw(st.sampled_from(KINDS)),
                        day=draw(st.sampled_from(DAYS)),
                        place=draw(st.sampled_from(PLACES)),
                        source=draw(st.lists(st.sampled_from((SOLDIERS, REBELS, GUNMEN)), max_size=2, unique=True)),
                        killed=draw(st.sampled_from((None, 0, 3, 12, (10, None), "dozens"))),
                        status=draw(st.sampled_from(("actual", "actual", "attempted", "denied"))),
                        accidental=draw(st.sampled_from((None, True, False))),
                        quoted=quoted,
                    ),
                )
            )
    return made


@settings(max_examples=60, deadline=None)
@given(pairs(), st.randoms(use_true_random=False))
def test_any_order_gives_the_same_bytes(made: list, random: object) -> None:
    shuffled = list(made)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert as_bytes(resolve(made)) == as_bytes(resolve(iter(shuffled)))


@settings(max_examples=30, deadline=None)
@given(pairs())
def test_a_repeated_claim_changes_nothing_and_no_claim_is_in_two_incidents(made: list) -> None:
    incidents = resolve(made)
    assert as_bytes(resolve(made + made[:3])) == as_bytes(incidents)
    held = [claim_id for incident in incidents for claim_id in incident.claim_ids]
    news = {one.claim.id: one.claim.document_id for one in made if one.claim.status.label in ("actual", "attempted")}
    assert len(held) == len(set(held))
    assert set(held) <= set(news)
    assert {news[claim_id] for claim_id in held} == set(news.values()), "every document with news has an incident"


def test_a_claim_that_fits_two_events_equally_is_given_to_neither() -> None:
    here, there = town(), town("Bluetown", 33.5, 36.3)
    one = pair(FIRST, claim(FIRST, place=here, source=[REBELS]))
    other = pair(SECOND, claim(SECOND, place=there, source=[REBELS]))
    torn = pair(THIRD, claim(THIRD, source=[REBELS]))
    assert len(resolve([one, torn])) == 1
    assert len(resolve([one, other, torn])) == 3
