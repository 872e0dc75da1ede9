"""Grades: the same claims under three rules, and the reasons that they print."""

from __future__ import annotations

import pytest

from dateline.model import Incident
from dateline.resolving.grading import grade_names, load_profiles
from dateline.resolving.merging import merge
from factories import GUNMEN, REBELS, SOLDIERS, claim, document, pair, speaker, toll, town


def incident(*told: dict[str, object]) -> Incident:
    """Each report as the claim's values; ``classes`` and ``speaks`` are short for tolls and a speaker."""
    pairs = []
    for number, values in enumerate(told):
        values = {"killed": 5, "place": town(), **values}
        doc = document(f"Report {number}.", publisher=str(values.pop("publisher", f"Paper {number}")))
        victims = values.pop("victims", None)
        if victims:
            values |= {"killed": None, "tolls": [toll(doc, "killed", 5, str(victims))]}
        speaks = values.pop("speaks", None)
        if speaks:
            values["said"] = [speaker(doc, str(speaks))]
        pairs.append(pair(doc, claim(doc, **values)))  # type: ignore[arg-type]
    return merge(pairs)


def grade(made: Incident, profile: str) -> str:
    found = made.grade(profile)
    assert found is not None
    return found.grade


BLAMED = {"source": [REBELS], "responsibility": "accused"}


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ([{**BLAMED, "responsibility": "claimed", "victims": "civilian"}], "confirmed"),
        ([BLAMED, BLAMED], "fair"),
        ([BLAMED], "weak"),
        ([{**BLAMED, "speaks": "the monitor"}] * 3, "weak"),
        ([{"source": [GUNMEN]}, {"source": [GUNMEN]}], "weak"),
        ([{}, {}], "weak"),
        ([BLAMED, {"source": [SOLDIERS], "responsibility": "accused"}], "contested"),
        ([BLAMED, {**BLAMED, "responsibility": "denied"}], "contested"),
        ([{**BLAMED, "victims": "military"}], "discounted"),
        ([{**BLAMED, "kind": "ACCUSE", "killed": None}], "not graded"),
        ([{**BLAMED, "kind": "ACCUSE", "killed": 0}], "not graded"),
        ([{**BLAMED, "kind": "COERCE"}], "weak"),
        ([{**BLAMED, "killed": None}], "weak"),
    ],
    ids=[
        "claimed",
        "two papers, blamed",
        "one paper",
        "three papers, one monitor",
        "nobody named",
        "no perpetrator",
        "two blamed",
        "denied",
        "soldiers killed",
        "words only",
        "nobody hurt",
        "killed otherwise than by an attack",
        "an attack without figures",
    ],
)
def test_in_the_manner_of_airwars(told: list[dict[str, object]], wanted: str) -> None:
    assert grade(incident(*told), "airwars") == wanted


def test_the_perpetrators_own_word_of_militants_does_not_discount() -> None:
    doc = document("The army said it killed five militants.")
    own = claim(
        doc,
        source=[SOLDIERS],
        responsibility="claimed",
        tolls=[toll(doc, "killed", 5, "militant")],
        said=[speaker(doc, "army", "military", SOLDIERS)],
    )
    assert grade(merge([pair(doc, own)]), "airwars") == "confirmed"


@pytest.mark.parametrize(
    ("values", "acled", "ucdp"),
    [
        ({"source": [REBELS]}, "recorded", "included"),
        ({"source": [GUNMEN]}, "recorded", "unclear"),
        ({"source": [REBELS], "killed": None}, "recorded", "not included"),
        ({"source": [REBELS], "killed": 0}, "recorded", "not included"),
        ({"source": [REBELS], "place": None}, "not recorded", "unclear"),
        ({"source": [REBELS], "place": town("Syria", precision="country")}, "not recorded", "included"),
        ({"source": [REBELS], "day": None}, "not recorded", "unclear"),
        ({"source": [REBELS], "status": "attempted"}, "not recorded", "not included"),
        ({"kind": "CONSULT", "killed": None}, "not recorded", "not included"),
    ],
)
def test_in_the_manner_of_acled_and_ucdp(values: dict[str, object], acled: str, ucdp: str) -> None:
    made = incident(values)
    assert (grade(made, "acled"), grade(made, "ucdp")) == (acled, ucdp)


def test_a_grade_prints_the_facts_it_rests_on() -> None:
    found = incident({**BLAMED, "speaks": "the governor"}, BLAMED).grade("airwars")
    assert found is not None
    assert found.rule == "airwars-style/2"
    text = " ".join(found.reasons)
    assert "Northern rebels: blamed by Paper 1, the governor" in text
    assert "2 origins that are not the perpetrator tell it: Paper 1, the governor." in text


def test_the_perpetrator_is_no_origin_that_counts() -> None:
    doc = document("Claimed.")
    made = merge([pair(doc, claim(doc, source=[REBELS], responsibility="accused", said=[speaker(doc, "Northern rebels", "party", REBELS)]))])
    found = made.grade("airwars")
    assert found is not None
    assert "0 origins that are not the perpetrator" in " ".join(found.reasons)


def test_a_grade_is_of_one_profile() -> None:
    assert len(set(grade_names())) == len(grade_names())


def test_every_profile_ends_with_a_grade_that_always_fits_and_names_a_toll_rule() -> None:
    made = incident({})
    for profile in load_profiles():
        assert set(profile.grade[-1]) == {"grade", "meaning"}
        assert made.tolls[0].pick(profile.toll_rule) is not None
