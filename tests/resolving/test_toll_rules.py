"""The named rules on one and the same series."""

from __future__ import annotations

import pytest

from dateline.model import IncidentToll
from dateline.resolving import TOLL_RULES
from dateline.resolving.tolls import merge_tolls
from factories import claim, document, pair, speaker, toll


def series(*told: tuple[str, object, str | None, str]) -> IncidentToll:
    """Publisher, figure, official speaker, day."""
    pairs = []
    for number, (publisher, killed, official, day) in enumerate(told):
        doc = document(f"Report {number} of the blast.", publisher=publisher, published=day)
        pairs.append(pair(doc, claim(doc, killed=killed, said=[speaker(doc, official)] if official else [])))
    return merge_tolls(pairs)[0]


GREW = (
    ("The Post", (8, None), None, "2017-02-09"),
    ("The Post", 21, None, "2017-02-11"),
    ("The Courier", 24, None, "2017-02-10"),
    ("The Examiner", 22, "the ministry", "2017-02-10"),
)


@pytest.mark.parametrize(
    ("rule", "low", "best", "high"),
    [("latest-official", 8, 22, 24), ("lowest", 21, 21, 24), ("range", 21, None, 24)],
)
def test_each_rule_answers_in_its_own_manner(rule: str, low: int, best: int | None, high: int) -> None:
    pick = series(*GREW).pick(rule)
    assert pick is not None
    assert (pick.low, pick.best, pick.high) == (low, best, high)


def test_every_published_rule_is_applied_and_named_with_its_version() -> None:
    made = series(*GREW)
    assert [pick.rule for pick in made.picks] == list(TOLL_RULES)
    assert made.pick("lowest/1") == made.pick("lowest")
    assert made.pick("lowest/9") is None
    assert made.rule in TOLL_RULES


def test_words_without_a_number_are_no_lowest_figure() -> None:
    pick = series(("The Post", "dozens", None, "2017-02-09")).pick("lowest")
    assert pick is not None
    assert (pick.low, pick.best) == (24, None)


def test_a_sum_over_sides_says_what_was_added() -> None:
    doc = document("Seventeen soldiers and four attackers died.")
    made = claim(doc, tolls=[toll(doc, "killed", 17, "military", quoted="Seventeen"), toll(doc, "killed", 4, "militant", quoted="four")])
    (report,) = merge_tolls([pair(doc, made)])[0].series
    assert (report.low, [(part.victim_class, part.low) for part in report.parts]) == (21, [("military", 17), ("militant", 4)])


def test_killed_and_injured_are_never_summed() -> None:
    doc = document("Five died and nine were hurt.")
    tolls = merge_tolls([pair(doc, claim(doc, killed=5, injured=9))])
    assert [(made.harm, made.best) for made in tolls] == [("killed", 5), ("injured", 9)]
