"""Civilian status by claim: the perpetrator's own word never decides alone."""

from __future__ import annotations

from dateline.model import Actor, Incident, Speaker
from dateline.resolving.merging import merge
from factories import REBELS, SOLDIERS, claim, document, pair, speaker, toll

VILLAGERS = Actor(id="generic:villagers", name="villagers", kind="generic", sector="CVL")


def report(number: int, classes: list[str], said_by: Actor | str | None = None, **more: object) -> object:
    doc = document(f"Report {number}: one two three.", publisher=f"Paper {number}")
    said: list[Speaker] = []
    if isinstance(said_by, Actor):
        said = [speaker(doc, said_by.name, "military", said_by)]
    elif said_by:
        said = [speaker(doc, said_by)]
    words = ("one", "two", "three")
    tolls = [toll(doc, "killed", 4, victims, quoted=word) for victims, word in zip(classes, words, strict=False)]
    return pair(doc, claim(doc, source=[SOLDIERS], tolls=tolls, said=said, **more))  # type: ignore[arg-type]


def incident(*reports: object) -> Incident:
    return merge(list(reports))  # type: ignore[arg-type]


def test_the_perpetrators_own_word_never_decides_alone() -> None:
    made = incident(report(0, ["militant"], SOLDIERS))
    assert made.civilian_status == "disputed"
    assert [(word.says, word.own_word) for word in made.civilian_words] == [("combatant", True)]


def test_others_say_civilian_and_the_perpetrator_militant() -> None:
    made = incident(report(0, ["militant"], SOLDIERS), report(1, ["civilian"], "a doctor"))
    assert made.civilian_status == "civilian"
    assert {(word.says, word.own_word) for word in made.civilian_words} == {("combatant", True), ("civilian", False)}


def test_an_admission_that_civilians_were_harmed_counts() -> None:
    assert incident(report(0, ["child"], SOLDIERS)).civilian_status == "civilian"


def test_others_alone_decide() -> None:
    assert incident(report(0, ["military"], "the ministry")).civilian_status == "combatant"
    assert incident(report(0, ["military", "civilian"])).civilian_status == "mixed"
    assert incident(report(0, ["militant"], "the ministry"), report(1, ["woman"], "a doctor")).civilian_status == "disputed"


def test_police_and_undetermined_say_nothing() -> None:
    assert incident(report(0, ["police"])).civilian_status == "unknown"
    assert incident(report(0, ["undetermined"])).civilian_status == "unknown"


def test_where_no_figure_has_a_class_the_target_tells() -> None:
    assert incident(report(0, [], target=[VILLAGERS])).civilian_status == "civilian"
    assert incident(report(0, [], target=[REBELS])).civilian_status == "combatant"
