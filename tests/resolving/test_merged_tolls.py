"""Figures of one claim, and their merging over many."""

from __future__ import annotations

from dateline.model import Document, IncidentToll
from dateline.resolving import BEST_RULE, range_words
from dateline.resolving.figures import bounds, figures
from dateline.resolving.merging import merge
from dateline.resolving.tolls import merge_tolls
from factories import claim, document, pair, speaker, toll, town

DOC = document(
    "Three soldiers and five villagers were killed, two of them children. " + "Much later in the text. " * 8 + "Officials counted ten dead."
)


def total(*told: tuple[Document, object]) -> IncidentToll:
    pairs = [
        pair(doc, claim(doc, killed=killed, said=[speaker(doc, "the ministry", kind)] if (kind := doc.publisher) in ("official", "medic") else []))
        for doc, killed in told
    ]
    return merge_tolls(pairs)[0]


def report(number: int, published: str | None, speaker_kind: str | None = None) -> Document:
    return document(f"Report {number}.", publisher=speaker_kind, published=published)


def test_figures_told_in_one_phrase_about_different_people_are_added() -> None:
    made = claim(DOC, tolls=[toll(DOC, "killed", 3, "military", quoted="Three"), toll(DOC, "killed", 5, "civilian", quoted="five")])
    assert bounds(made, "killed") == (8, 8)


def test_figures_told_apart_are_versions_and_never_added() -> None:
    made = claim(DOC, tolls=[toll(DOC, "killed", 8, "civilian", quoted="Three"), toll(DOC, "killed", 10, "military", quoted="ten")])
    assert bounds(made, "killed") == (8, 10)


def test_a_total_hides_its_own_groups_and_parts_are_never_added() -> None:
    made = claim(DOC, tolls=[toll(DOC, "killed", 8), toll(DOC, "killed", 5, "civilian"), toll(DOC, "killed", 2, "child", scope="part")])
    assert bounds(made, "killed") == (8, 8)
    assert figures(claim(DOC, tolls=[toll(DOC, "killed", 2, "child", scope="part")]), "killed") == ()


def test_cumulative_and_replaced_figures_are_not_counted() -> None:
    made = claim(DOC, tolls=[toll(DOC, "killed", 8), toll(DOC, "killed", 900, scope="cumulative"), toll(DOC, "killed", 3, scope="superseded")])
    (merged,) = merge_tolls([pair(DOC, made)])
    assert (merged.low, merged.best, merged.high, len(merged.series)) == (8, 8, 8, 1)


def test_the_attackers_own_dead_are_told_but_not_added() -> None:
    made = claim(DOC, tolls=[toll(DOC, "killed", 5, "civilian", quoted="five"), toll(DOC, "killed", 1, "perpetrator", quoted="Three")])
    merged = {toll.victim_class: toll.best for toll in merge_tolls([pair(DOC, made)])}
    assert merged == {None: 5, "civilian": 5, "perpetrator": 1}


def test_unknown_is_not_zero() -> None:
    assert merge_tolls([pair(DOC, claim(DOC))]) == ()
    zero = merge_tolls([pair(DOC, claim(DOC, killed=0))])[0]
    assert (zero.low, zero.best, zero.high) == (0, 0, 0)


def test_best_is_the_latest_and_an_official_goes_before_the_latest() -> None:
    assert total((report(1, "2017-02-09"), 12), (report(2, "2017-02-11"), 57)).best == 57
    assert total((report(1, "2017-02-09", "official"), 52), (report(2, "2017-02-10"), 57)).best == 52
    assert total((report(1, "2017-02-09", "official"), 52), (report(2, "2017-02-11"), 57)).best == 57
    assert total((report(1, "2017-02-09", "official"), 12), (report(2, "2017-02-11", "medic"), 9)).best == 9


def test_a_partial_count_is_never_best() -> None:
    died_later = total((report(1, "2017-02-09"), 43), (report(2, "2017-02-11", "official"), 1))
    assert (died_later.low, died_later.best, died_later.high) == (43, 43, 43)
    assert [report.aside for report in died_later.series] == [False, True]


def test_of_several_numbers_in_one_claim_the_highest_stands_for_it() -> None:
    doc = document("One diplomat died. One driver died. In all three were killed.")
    made = claim(
        doc, tolls=[toll(doc, "killed", 1, quoted="One"), toll(doc, "killed", 1, quoted="One driver"), toll(doc, "killed", 3, quoted="three")]
    )
    merged = merge_tolls([pair(doc, made)])[0]
    assert (merged.low, merged.best, merged.high, len(merged.series)) == (1, 3, 3, 3)


def test_on_one_day_the_number_most_claims_tell_wins() -> None:
    same_day = "2017-02-11"
    assert total((report(1, same_day), 12), (report(2, same_day + "T09:00:00"), 12), (report(3, same_day + "T18:00:00"), 14)).best == 12


def test_of_one_day_with_clocks_the_last_hours_count() -> None:
    early = [(report(number, f"2017-02-11T0{number}:00:00+03:00"), 12) for number in (1, 2, 3)]
    assert total(*early, (report(9, "2017-02-11T20:00:00+00:00"), 57)).best == 57
    assert total(*early, (report(9, "2017-02-11"), 57)).best == 12


def test_words_without_a_number_set_bounds_but_never_best() -> None:
    vague = total((report(1, "2017-02-09"), "dozens"))
    assert (vague.low, vague.best, vague.high, vague.rule) == (24, None, None, BEST_RULE)
    assert total((report(1, "2017-02-09"), (None, 9))).best is None


def test_the_range_is_open_where_at_least_goes_beyond_all_others() -> None:
    open_end = total((report(1, "2017-02-09"), 21), (report(2, "2017-02-10"), (30, None)))
    assert (open_end.low, open_end.best, open_end.high) == (21, 30, None)
    assert range_words(open_end) == "30 (21+)"


def test_a_range_reads_as_people_write_it() -> None:
    assert range_words(total((report(1, "2017-02-09"), 12))) == "12"
    assert range_words(total((report(1, "2017-02-09"), (12, None)))) == "12+"
    assert range_words(total((report(1, "2017-02-09"), 12), (report(2, "2017-02-10"), 57))) == "57 (12–57)"


def test_the_series_is_in_order_of_publication_and_says_who() -> None:
    one, other = report(1, "2017-02-11", "official"), report(2, "2017-02-09", "The Courier")
    series = total((one, 57), (other, 12)).series
    assert [(entry.low, entry.said_by) for entry in series] == [(12, ("The Courier",)), (57, ("the ministry",))]


def test_the_incident_carries_the_tolls() -> None:
    assert merge([pair(DOC, claim(DOC, killed=12, place=town()))]).tolls[0].best == 12


def test_single_victims_told_beside_the_total_are_no_version_of_it() -> None:
    doc = document("Twenty-five died. One of them was a boy. Nobody else was hurt.")
    whole, one = claim(doc, killed=25), claim(doc, killed=1, quoted="One of them")
    merged = merge_tolls([pair(doc, whole), pair(doc, one)])[0]
    assert (merged.low, merged.best, merged.high) == (25, 25, 25)
    assert sorted((report.low, report.aside) for report in merged.series) == [(1, True), (25, False)]


def test_two_speakers_of_one_report_contradict_each_other() -> None:
    doc = document("The army said twenty died. Rebels counted eight.")
    army, rebels = speaker(doc, "the army", "military"), speaker(doc, "rebels", "party")
    merged = merge_tolls([pair(doc, claim(doc, killed=20, said=[army])), pair(doc, claim(doc, killed=8, said=[rebels], quoted="Rebels"))])[0]
    assert (merged.low, merged.high) == (8, 20)


def test_nobody_killed_is_not_some_of_those_killed() -> None:
    merged = total((report(1, "2017-02-09"), 9), (report(2, "2017-02-11"), 0))
    assert (merged.low, merged.high) == (0, 9)


def test_an_early_count_may_grow_much() -> None:
    merged = total((report(1, "2017-02-09"), 2), (report(2, "2017-02-11"), 43))
    assert (merged.low, merged.best, merged.high) == (2, 43, 43)


def test_figures_with_a_class_that_count_more_are_the_total() -> None:
    made = claim(DOC, tolls=[toll(DOC, "killed", 8, "civilian", quoted="five"), toll(DOC, "killed", 1, quoted="Three")])
    assert bounds(made, "killed") == (8, 8)


def test_a_sum_over_many_events_beside_the_toll_is_no_version_of_it() -> None:
    doc = document("Four boys died on the beach. In ten days 235 people have died.")
    both = claim(doc, tolls=[toll(doc, "killed", 4, quoted="Four"), toll(doc, "killed", 235, quoted="235")])
    other = document("Three boys died.", published="2017-02-09")
    merged = merge_tolls([pair(doc, both), pair(other, claim(other, killed=3))])[0]
    assert (merged.low, merged.best, merged.high) == (3, 4, 4)
