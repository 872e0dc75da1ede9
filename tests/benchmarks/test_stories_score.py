from __future__ import annotations

from typing import Any

import pytest
from story_cases import event, events, gold_claim, story

from dateline.model import Claim, Count, Passage, Place, Speaker, TimeSpan, Toll
from stories_align import Story, align, place_right, total
from stories_score import document_figures, expected_status, splice_figures, toll_verdicts, unread_paragraphs

QUOTE = "Gunmen fired on a bus near Takhar on Monday"


def figures(one: Story) -> dict[str, float]:
    pairs, _ = align(one)
    return document_figures([one], pairs)


def remade(claim: Claim, **changes: Any) -> Claim:
    values = {name: getattr(claim, name) for name in type(claim).model_fields if name != "id"}
    return Claim.make(**(values | changes))


def main_claim_with(**changes: Any) -> Story:
    first, *others = (gold_claim(gold) for gold in events())
    return story(claims=(remade(first, **changes), *others))


def toll(claim: Claim, low: int | None, high: int | None, kind: Any, words: str, **changes: Any) -> Toll:
    return claim.tolls[0].model_copy(update={"count": Count(low=low, high=high, kind=kind, words=words), **changes})


def test_gold_fed_back_is_right_in_everything() -> None:
    got = figures(story())
    assert got.pop("body_lost") == 0
    assert set(got.values()) == {100.0}, got


def test_no_claims_are_wrong_in_everything_that_was_asked() -> None:
    got = figures(story(claims=()))
    assert {got[name] for name in ("killed_exact", "injured_exact", "perpetrator", "victim", "type", "speaker", "place_25km", "date", "status")} == {
        0.0
    }


@pytest.mark.parametrize(
    ("measure", "changes"),
    [
        ("perpetrator", {"actors": ()}),
        ("victim", {"actors": (), "tolls": ()}),
        ("speaker", {"speakers": ()}),
        ("place_25km", {"place": None}),
        ("date", {"time": None}),
    ],
)
def test_a_value_that_is_missing_costs_its_measure(measure: str, changes: dict[str, Any]) -> None:
    assert figures(main_claim_with(**changes))[measure] == 0
    assert figures(main_claim_with())[measure] == 100


def test_a_wrong_type_or_status_costs_its_measure() -> None:
    claim = gold_claim(events()[0])
    got = figures(
        main_claim_with(event=claim.event.model_copy(update={"type": "COERCE"}), status=claim.status.model_copy(update={"label": "planned"}))
    )
    assert got["type"] == 0
    assert got["status"] == pytest.approx(100 * 2 / 3), "three aligned events, background among them, one of them wrong"


def test_a_toll_is_exact_in_both_bounds() -> None:
    claim = gold_claim(events()[0])
    assert figures(main_claim_with(tolls=(toll(claim, 6, 6, "exact", "6"),)))["killed_exact"] == 0
    assert figures(main_claim_with(tolls=(toll(claim, 6, None, "at_least", "at least 6"),)))["killed_exact"] == 100


def test_a_figure_that_the_document_does_not_tell_costs_precision() -> None:
    claim = gold_claim(events()[0])
    one = main_claim_with(tolls=(*claim.tolls, toll(claim, 7, 7, "exact", "7")))
    assert [verdict for _, _, verdict in toll_verdicts(one)] == [True, False, True], "background claims are not asked"
    vague = main_claim_with(tolls=(toll(claim, 3, None, "vague", "several"),))
    assert toll_verdicts(vague) == [], "several is no figure"
    part = main_claim_with(tolls=(*claim.tolls, toll(claim, 7, 7, "exact", "7", scope="part")))
    assert figures(part)["toll_precision"] == 100, "a part is not told as the figure of the event"


def test_a_figure_within_a_span_of_figures_shares_one_of_its_ends() -> None:
    gold = (event("t_bus", QUOTE, killed=[6, 21]),)
    claim = gold_claim(event("t_bus", QUOTE, injured=None))
    verdicts = {}
    for number in (6, 12, 21):
        one = story(gold=gold, claims=(remade(claim, tolls=(toll(claim, number, number, "exact", str(number)),)),))
        verdicts[number] = toll_verdicts(one)[0][2]
    assert verdicts == {6: True, 12: False, 21: True}


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([(82, 82, "exact", "undetermined"), (140, None, "at_least", "undetermined")], (82, 140)),
        ([(36, 36, "exact", "undetermined"), (36, None, "at_least", "undetermined")], (36, None)),
        ([(17, 17, "exact", "military"), (4, 4, "exact", "perpetrator")], (21, 21)),
        ([(None, 30, "at_most", "undetermined")], (30, 30)),
        ([(24, None, "vague", "undetermined"), (31, 31, "exact", "undetermined")], (31, 31)),
        ([(24, None, "vague", "undetermined")], (24, None)),
        ([(45, 51, "between", "undetermined"), (32, 32, "exact", "undetermined")], (32, 51)),
    ],
)
def test_the_total_of_several_figures(told: list[tuple[int | None, int | None, Any, str]], expected: tuple[int, int | None]) -> None:
    claim = gold_claim(events()[0])
    tolls = tuple(toll(claim, low, high, kind, "so many", victim_class=group) for low, high, kind, group in told)
    assert total(remade(claim, tolls=tolls), "killed") == expected


def test_where_the_gold_names_nobody_a_named_source_is_wrong_and_a_described_one_is_not() -> None:
    nobody = {"perpetrator": [], "victim": ["farm hands"]}
    gold = (event("t_bus", QUOTE, actors=nobody),)
    claim = gold_claim(event("t_bus", QUOTE))
    named = claim.actors[0].model_copy(update={"actor": claim.actors[0].actor.model_copy(update={"kind": "group"})})
    assert figures(story(gold=gold, claims=(remade(claim, actors=(named,)),)))["perpetrator"] == 0
    assert figures(story(gold=gold, claims=(claim,)))["perpetrator"] == 100
    suspect = named.model_copy(update={"responsibility": "suspected"})
    suspected = (event("t_bus", QUOTE, actors=nobody, suspected=["Red Valley Front"]),)
    assert figures(story(gold=suspected, claims=(remade(claim, actors=(suspect,)),)))["perpetrator"] == 100


def test_a_cleared_source_does_not_count() -> None:
    claim = gold_claim(events()[0])
    cleared = claim.actors[0].model_copy(update={"responsibility": "cleared"})
    assert figures(main_claim_with(actors=(cleared, claim.actors[1])))["perpetrator"] == 0


def test_a_speaker_where_the_gold_has_none_is_wrong() -> None:
    gold = (event("t_bus", QUOTE, attributed_to=[]),)
    claim = gold_claim(gold[0])
    speaker = Speaker(evidence=claim.evidence, rule="x", name="a monitor", kind="monitor")
    assert figures(story(gold=gold, claims=(remade(claim, speakers=(speaker,)),)))["speaker"] == 0
    assert figures(story(gold=gold, claims=(claim,)))["speaker"] == 100


def located(lat: float, lon: float, **changes: Any) -> Claim:
    claim = gold_claim(events()[0])
    assert claim.place is not None
    values: dict[str, Any] = {"name": "Elsewhere", "country": "AFG", "lat": lat, "lon": lon, "precision": "settlement"}
    return remade(claim, place=claim.place.model_copy(update={"place": Place(**(values | changes)), "words": "Elsewhere"}))


def test_a_place_is_right_within_25_km_and_its_own_precision() -> None:
    gold = events()[0]
    coarse = gold | {"place": gold["place"] | {"precision_km": 30}}
    assert place_right(located(36.9, 69.5), gold), "22 km off"
    assert not place_right(located(37.1, 69.5), gold), "44 km off"
    assert place_right(located(37.1, 69.5), coarse)


def test_a_region_or_country_is_right_by_its_name_or_country() -> None:
    gold = events()[0]
    region = gold | {"place": gold["place"] | {"name": "Takhar province", "precision": "region"}}
    assert place_right(located(33.0, 69.5, name="Takhar", precision="province"), region)
    assert not place_right(located(33.0, 69.5, name="Kandahar", precision="province"), region)
    sea = gold | {"place": gold["place"] | {"name": "Narrow Strait", "at_sea": True}}
    assert place_right(located(37.5, 69.5, precision="sea"), sea), "89 km off"
    assert not place_right(located(40.0, 69.5, precision="sea"), sea)
    country = gold | {"place": gold["place"] | {"name": "Afghanistan", "precision": "country"}}
    assert place_right(located(33.0, 65.5, precision="country"), country)
    assert not place_right(located(33.0, 65.5, country="PAK", precision="country"), country)


def test_a_date_wider_than_the_gold_is_wrong() -> None:
    claim = gold_claim(events()[0])
    assert claim.time is not None

    def dated(first: str, last: str) -> float:
        span = TimeSpan.model_validate({"start": first, "end": last, "precision": "days"})
        return figures(main_claim_with(time=claim.time.model_copy(update={"span": span})))["date"]  # type: ignore[union-attr]

    assert dated("2021-05-02", "2021-05-04") == 100
    assert dated("2021-05-01", "2021-05-31") == 0
    assert dated("2021-05-05", "2021-05-06") == 0


def test_what_status_is_right_for_what() -> None:
    pairs, _ = align(story(gold=(*events(), event("t_plan", "Eleven others", modality="planned"), event("t_no", "The army", modality="denied"),
                                 event("t_arrest", "Gunmen", foreground=False))))  # fmt: skip
    assert [sorted(expected_status(pair)) for pair in pairs] == [
        ["actual", "attempted"],
        ["background"],
        ["cumulative"],
        ["hypothetical", "planned", "threatened"],
        ["denied", "negated"],
        ["actual", "attempted", "background"],
    ]


def test_paragraphs_wrongly_read_or_lost() -> None:
    one = story()
    assert unread_paragraphs(one) == ({2}, 4)
    kinds = {0: "body", 1: "body", 2: "off_topic", 3: "body", 4: "off_topic"}
    passages = tuple(Passage(index=p.index, start=p.start, end=p.end, kind=kinds[p.index]) for p in one.reading.passages)  # type: ignore[arg-type]
    got = splice_figures([Story(one.name, one.document, one.body, one.gold, one.spliced, one.reading.model_copy(update={"passages": passages}))])
    assert got == {"offtopic_f1": 0.0, "body_lost": pytest.approx(100 * 2 / 3)}


def test_an_event_gets_the_claim_that_shares_its_words() -> None:
    claims = tuple(gold_claim(gold) for gold in reversed(events()))
    pairs, spare = align(story(claims=claims))
    assert [pair.claim.summary for pair in pairs if pair.claim] == ["t_bus", "t_bomb", "t_war"]
    assert spare == []
    again = remade(claims[-1], summary="told twice")
    _, spare = align(story(claims=(*claims, again)))
    assert len(spare) == 1, "one claim for one event"
