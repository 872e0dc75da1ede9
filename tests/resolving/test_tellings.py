"""Within one document: what only tells the main event again, and what stands for itself."""

from __future__ import annotations

import pytest

from dateline.model import Grounded, Ruling
from dateline.resolving import resolve
from factories import GUNMEN, REBELS, SOLDIERS, claim, document, pair, toll, town

DOC = document(
    "Shells hit the market of Redtown. Twelve people died there. The shooting lasted an hour. A second raid hit Bluetown. "
    "Rebels claimed the attack. One guard was shot. The court fined a baker.",
    published="2017-02-10",
)
MAIN = {"place": town(), "killed": 12, "quoted": "Shells hit the market of Redtown"}
TROOPS, MILITANTS = toll(DOC, "killed", 12, "military"), toll(DOC, "killed", 1, "militant", quoted="One guard was shot")


def count(*told: dict[str, object]) -> int:
    return len(resolve([pair(DOC, claim(DOC, **values)) for values in told]))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "again",
    [
        {"day": None, "quoted": "The shooting lasted an hour"},
        {"day": None, "source": [REBELS], "quoted": "Rebels claimed the attack"},
        {"day": None, "killed": 1, "quoted": "One guard was shot"},
        {"place": town(), "quoted": "The shooting lasted an hour"},
        {"place": town(), "killed": 12, "quoted": "Twelve people died there"},
    ],
    ids=["no time and no place", "a claim of the attack", "one of the dead", "the same place and day, no figure", "the same place, day and figure"],
)
def test_what_only_tells_the_event_again_is_no_second_incident(again: dict[str, object]) -> None:
    assert count(MAIN, again) == 1


ALIKE = {"place": town(), "day": None, "quoted": "The shooting lasted an hour"}


def test_two_deeds_of_two_named_sides_in_one_town_are_two() -> None:
    assert count({**MAIN, "source": [REBELS]}, {**ALIKE, "source": [SOLDIERS]}) == 2
    assert count({**MAIN, "source": [REBELS]}, {**ALIKE, "source": [REBELS]}) == 1


@pytest.mark.parametrize(
    ("other", "incidents"),
    [
        ({**ALIKE, "kind": "ASSAULT/heavy-weapons", "tolls": [MILITANTS]}, 2),
        ({**ALIKE, "source": [SOLDIERS]}, 2),
        (ALIKE, 1),
    ],
    ids=["another side's dead", "somebody's deed", "nothing that speaks against it"],
)
def test_harm_to_friends_by_mistake_is_no_part_of_the_fight_around_it(other: dict[str, object], incidents: int) -> None:
    mishap = {"place": town(), "tolls": [TROOPS], "accidental": True, "quoted": "Shells hit the market of Redtown"}
    assert count(mishap, other) == incidents


@pytest.mark.parametrize(
    "other",
    [
        {"place": town("Bluetown", 33.5, 36.3), "quoted": "A second raid hit Bluetown"},
        {"day": None, "killed": 3, "quoted": "A second raid hit Bluetown"},
        {"day": "2017-01-02", "killed": 3, "quoted": "One guard was shot"},
        {"place": town(), "killed": 5, "quoted": "The shooting lasted an hour"},
        {"kind": "ASSAULT/firearms", "day": None, "killed": 20, "quoted": "One guard was shot"},
        {"kind": "COERCE/restrict", "source": [SOLDIERS], "target": [REBELS], "place": town(), "quoted": "The court fined a baker"},
    ],
    ids=["another place", "words that say another", "another day", "the same place and day, another figure", "more dead", "another kind of event"],
)
def test_what_contradicts_stands_for_itself(other: dict[str, object]) -> None:
    assert count(MAIN, other) == 2


def test_a_telling_takes_what_it_lacks_from_the_others_of_its_document() -> None:
    elsewhere = document("Market shelled.", published="2017-02-10", publisher="The Courier")
    told = pair(elsewhere, claim(elsewhere, place=town(), killed=12))
    bare, placed = (
        claim(DOC, killed=12, day=None, quoted="Twelve people died there"),
        claim(DOC, place=town(), day=None, quoted="The shooting lasted"),
    )
    (incident,) = resolve([told, pair(DOC, bare), pair(DOC, placed)])
    assert len(incident.claim_ids) == 3


def test_what_is_told_in_passing_makes_no_incident_of_its_own() -> None:
    passing = {"kind": "COERCE", "day": None, "source": [GUNMEN], "quoted": "The court fined a baker"}
    assert count(MAIN, passing) == 1
    assert count(passing) == 1


def test_people_outrank_the_telling() -> None:
    main, again = claim(DOC, **MAIN), claim(DOC, day=None, quoted="The shooting lasted an hour", killed=2)  # type: ignore[arg-type]
    apart = Ruling.make(kind="apart", subjects=(main.id, again.id), author="an analyst", time="2020-01-01", reason="another street")
    assert len(resolve([pair(DOC, main), pair(DOC, again)], [apart])) == 2


def test_a_detail_with_no_day_and_place_makes_no_incident_beside_the_main_event() -> None:
    main = {**MAIN, "source": [REBELS]}
    detail = {"day": None, "source": [SOLDIERS], "quoted": "One guard was shot"}
    assert count(main, {**detail, "killed": 1}) == 1
    assert count(main, {**detail, "killed": 40}) == 2, "more dead than the main event has are no detail of it"


def test_what_is_only_heard_makes_no_incident_of_what_is_told_in_passing() -> None:
    """Parties that a rule reads make the court's fine an event of its own; those that a trained network adds do not."""
    main = pair(DOC, claim(DOC, **MAIN))  # type: ignore[arg-type]
    fine = claim(DOC, kind="COERCE", source=[SOLDIERS], target=[REBELS], quoted="The court fined a baker")
    heard = fine.model_copy(update={"actors": tuple(part.model_copy(update={"rule": "hearing.doer:0.98", "inferred": True}) for part in fine.actors)})
    assert len(resolve([main, pair(DOC, fine)])) == 2
    assert len(resolve([main, pair(DOC, heard)])) == 1


def test_figures_place_and_day_that_are_only_heard_make_no_incident_either() -> None:
    main = pair(DOC, claim(DOC, **MAIN))  # type: ignore[arg-type]
    read = claim(DOC, kind="COERCE", quoted="The court fined a baker", killed=2, place=town("Bluetown"))

    def heard(field: str, value: Grounded) -> Grounded:
        return value.model_copy(update={"rule": f"hearing.{field}:0.98", "inferred": True})

    assert read.place is not None
    assert read.time is not None
    added = {"tolls": tuple(heard("figure", toll) for toll in read.tolls), "place": heard("place", read.place), "time": heard("time", read.time)}
    assert len(resolve([main, pair(DOC, read)])) == 2
    assert len(resolve([main, pair(DOC, read.model_copy(update=added))])) == 1
