"""Who did it: the classes, who says so, and when the claims contest one another."""

from __future__ import annotations

import pytest

from dateline.model import Actor, Incident
from dateline.resolving.merging import merge
from factories import GUNMEN, REBELS, SOLDIERS, claim, document, pair, speaker

OTHERS = Actor(id="group:hill-front", name="Hill Front", kind="group", country="SYR", sector="REB")


def incident(*told: tuple[list[Actor], str | None]) -> Incident:
    pairs = []
    for number, (source, responsibility) in enumerate(told):
        doc = document(f"Report {number}.", publisher=f"Paper {number}")
        pairs.append(pair(doc, claim(doc, source=source, responsibility=responsibility)))
    return merge(pairs)


@pytest.mark.parametrize(
    ("actor", "responsibility", "attribution"),
    [
        (REBELS, "stated", "stated"),
        (REBELS, "claimed", "claimed"),
        (SOLDIERS, "claimed", "admitted"),
        (REBELS, "accused_by_authorities", "blamed"),
        (REBELS, "accused", "blamed"),
        (REBELS, "suspected", "suspected"),
        (REBELS, "possible", "suspected"),
        (REBELS, "denied", "denied"),
    ],
)
def test_each_class_of_responsibility_has_its_attribution(actor: Actor, responsibility: str, attribution: str) -> None:
    made = incident(([actor], responsibility))
    assert made.attribution == attribution
    assert [stance.attribution for stance in made.actors[0].stances] == [attribution]


def test_an_incident_may_have_no_perpetrator() -> None:
    assert incident(([], None)).attribution is None
    described = incident(([GUNMEN], "stated"))
    assert described.attribution is None
    assert described.actors[0].stances[0].attribution == "stated"


def test_harm_that_was_not_meant_is_admitted_and_not_claimed() -> None:
    doc = document("Report.")
    made = merge([pair(doc, claim(doc, source=[REBELS], responsibility="claimed", accidental=True))])
    assert made.attribution == "admitted"


def test_each_stance_has_its_speaker() -> None:
    blaming, claiming = document("Blame.", publisher="The Post"), document("Claim.", publisher="The Courier")
    made = merge(
        [
            pair(blaming, claim(blaming, source=[REBELS], responsibility="accused", said=[speaker(blaming, "the governor")])),
            pair(claiming, claim(claiming, source=[REBELS], responsibility="claimed")),
        ]
    )
    assert [(stance.attribution, stance.said_by) for stance in made.actors[0].stances] == [("claimed", (REBELS.name,)), ("blamed", ("the governor",))]


@pytest.mark.parametrize(
    "told",
    [
        [([REBELS], "claimed"), ([OTHERS], "claimed")],
        [([REBELS], "accused"), ([REBELS], "denied")],
        [([REBELS], "stated"), ([SOLDIERS], "accused")],
    ],
    ids=["two groups claim it", "the one who is blamed denies", "two sides"],
)
def test_claims_that_exclude_one_another_are_contested(told: list[tuple[list[Actor], str]]) -> None:
    assert incident(*told).attribution == "contested"


def test_two_who_are_told_to_have_acted_together_are_not_contested() -> None:
    assert incident(([REBELS, OTHERS], "stated"), ([OTHERS], "stated")).attribution == "stated"


def test_who_only_denies_is_not_an_author() -> None:
    assert incident(([REBELS], "stated"), ([OTHERS], "denied")).attribution == "stated"


def test_of_whoever_is_only_heard_nobody_says_how_sure_it_is() -> None:
    doc = document("Report.")
    read = claim(doc, source=[REBELS])
    heard = read.model_copy(update={"actors": tuple(part.model_copy(update={"rule": "hearing.doer:0.98", "inferred": True}) for part in read.actors)})
    assert [stance.attribution for stance in merge([pair(doc, read)]).actors[0].stances] == ["stated"]
    made = merge([pair(doc, heard)])
    assert made.actors[0].actor == REBELS
    assert made.actors[0].stances == ()
    assert made.attribution is None
