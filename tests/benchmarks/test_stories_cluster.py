from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from story_cases import event, story

from dateline.model import Claim, Incident, IncidentToll, TollReport
from stories_align import align
from stories_cluster import b_cubed, ceaf_e, cluster_figures, gold_clusters, in_range, response_clusters

BUS, BOMB = "Gunmen fired on a bus near Takhar on Monday", "In March 2019 a bomb killed 9 people"
GOLD = (event("t_bus", BUS), event("t_bomb", BOMB, event_type="ASSAULT/explosives", date=["2021-05-01", "2021-05-02"]))


def incident(number: int, *claims: Claim, tolls: tuple[IncidentToll, ...] = ()) -> Incident:
    ids = tuple(sorted(claim.id for claim in claims))
    return Incident(id=f"i-{number:016x}", type="ASSAULT", status="actual", claim_ids=ids, document_ids=("d",), tolls=tolls, summary="x")


def two_documents() -> tuple[list[Any], list[Claim], list[Claim]]:
    pairs = [pair for number in (1, 2) for pair in align(story(number, gold=GOLD))[0]]
    by_event = {name: [pair.claim for pair in pairs if pair.gold["event_id"] == name and pair.claim] for name in ("t_bus", "t_bomb")}
    return pairs, by_event["t_bus"], by_event["t_bomb"]


def test_the_right_incidents_score_100() -> None:
    pairs, bus, bomb = two_documents()
    got = response_clusters(pairs, [], [incident(1, *bus), incident(2, *bomb)])
    assert b_cubed(gold_clusters(pairs), got) == pytest.approx(100)
    assert ceaf_e(gold_clusters(pairs), got) == pytest.approx(100)


def test_one_incident_of_all_costs_precision_and_one_each_costs_recall() -> None:
    pairs, bus, bomb = two_documents()
    gold = gold_clusters(pairs)
    heap = response_clusters(pairs, [], [incident(1, *bus, *bomb)])
    assert b_cubed(gold, heap) == pytest.approx(100 * 2 * 0.5 / 1.5)
    alone = response_clusters(pairs, [], [])
    assert len(alone) == 4
    assert b_cubed(gold, alone) == pytest.approx(100 * 2 * 0.5 / 1.5)
    assert ceaf_e(gold, alone) == pytest.approx(100 * 2 * (4 / 3 / 4) * (4 / 3 / 2) / (4 / 3 / 4 + 4 / 3 / 2))


def test_a_spurious_incident_costs_precision_and_a_second_telling_does_not() -> None:
    pairs, bus, bomb = two_documents()
    gold = gold_clusters(pairs)
    spare = bus[0].model_copy(update={"id": "c-" + "f" * 16})
    beside = response_clusters(pairs, [spare], [incident(1, *bus), incident(2, *bomb), incident(3, spare)])
    assert b_cubed(gold, beside) == pytest.approx(100 * 2 * 0.8 / 1.8)
    assert ceaf_e(gold, beside) == pytest.approx(100 * 2 * (2 / 3) / (5 / 3))
    within = response_clusters(pairs, [spare], [incident(1, *bus, spare), incident(2, *bomb)])
    assert b_cubed(gold, within) == pytest.approx(100)


def test_statements_that_the_gold_leaves_out_do_not_count() -> None:
    pairs, bus, bomb = two_documents()
    spare = bus[0].model_copy(update={"id": "c-" + "f" * 16, "event": bus[0].event.model_copy(update={"type": "ACCUSE"})})
    got = response_clusters(pairs, [spare], [incident(1, *bus), incident(2, *bomb), incident(3, spare)])
    assert b_cubed(gold_clusters(pairs), got) == pytest.approx(100)


def toll(low: int | None, best: int | None, high: int | None) -> IncidentToll:
    return IncidentToll(harm="killed", low=low, best=best, high=high, rule="x", series=(TollReport(claim_id="c", words="six"),))


@pytest.mark.parametrize(
    ("figure", "right"),
    [
        (toll(6, 8, 9), True),
        (toll(6, 8, None), True),
        (toll(5, 8, 9), False),
        (toll(6, 8, 10), False),
        (toll(6, 6, 9), False),
        (toll(6, None, 9), False),
    ],
)
def test_best_lies_in_the_total_and_the_bounds_in_what_was_reported(figure: IncidentToll, right: bool) -> None:
    record = {"total_killed": [7, 8, 9], "reported_range": {"killed": [6, 9]}}
    _, bus, _ = two_documents()
    assert in_range(incident(1, *bus, tolls=(figure,)), record, "killed") is right


def test_a_bound_without_a_number_is_not_judged() -> None:
    record = {"total_killed": [7, 8, 9], "reported_range": {"killed": [6, 9]}}
    _, bus, _ = two_documents()
    reports = (TollReport(claim_id="c", low=8, high=8, words="eight"), TollReport(claim_id="c", low=3, words="several"))
    wide = IncidentToll(harm="killed", low=3, best=8, high=8, rule="x", series=reports)
    assert in_range(incident(1, *bus, tolls=(wide,)), record, "killed")
    numbered = wide.model_copy(update={"series": (reports[0], reports[1].model_copy(update={"words": "three"}))})
    assert not in_range(incident(1, *bus, tolls=(numbered,)), record, "killed")


def test_no_figure_is_right_only_where_the_truth_is_none() -> None:
    _, bus, _ = two_documents()
    none: dict[str, Any] = {"total_killed": [0, 0, 0], "reported_range": {}}
    assert in_range(incident(1, *bus), none, "killed")
    assert not in_range(None, none, "killed"), "an incident that was not found has no toll"
    assert not in_range(incident(1, *bus), {"total_killed": [1, 1, 1], "reported_range": {}}, "killed")


def test_the_merged_incident_is_the_one_with_most_of_the_claims() -> None:
    pairs, bus, bomb = two_documents()
    record = {"event_id": "t_bus", "docs": ["t/1", "t/2"], "total_killed": [6, 6, 6], "total_injured": None, "reported_range": {"killed": [6, 6]}}
    right = incident(1, *bus, tolls=(toll(6, 6, 6),))
    got = cluster_figures(pairs, [], [right, incident(2, *bomb, tolls=(toll(9, 9, 9),))], [record])
    assert got["merged_killed_in_range"] == 100
    assert got["merged_injured_in_range"] == 0, "no record tells a total"


@st.composite
def partitions(draw: st.DrawFn) -> list[frozenset[str]]:
    names = [f"m{number}" for number in range(draw(st.integers(1, 8)))]
    groups: dict[int, set[str]] = {}
    for name in names:
        groups.setdefault(draw(st.integers(0, 4)), set()).add(name)
    return [frozenset(group) for group in groups.values()]


@given(partitions())
def test_clusters_equal_to_the_gold_score_100_and_none_exceeds_it(gold: list[frozenset[str]]) -> None:
    heap = [frozenset().union(*gold)]
    for measure in (b_cubed, ceaf_e):
        assert measure(gold, gold) == pytest.approx(100)
        assert measure(gold, heap) == pytest.approx(measure(heap, gold))
        assert measure(gold, heap) <= 100 + 1e-9
        assert (measure(gold, heap) == pytest.approx(100)) == (len(gold) == 1)
