"""Claims, blame, suspicion and denial."""

from __future__ import annotations

import pytest
from workbench import lay_out

from dateline.reading.responsibility import Blame, find_blame, part_nouns


def blame(text: str) -> list[Blame]:
    bench = lay_out(text)
    return list(find_blame(bench.sentences[-1].span, frozenset(event.trigger.i for event in bench.events[0])))


def told(text: str) -> list[tuple[list[str], str | None, str]]:
    return [([head.text for head in each.accused], each.by.text if each.by is not None else None, each.kind) for each in blame(text)]


@pytest.mark.parametrize(
    ("text", "accused", "by", "kind"),
    [
        ("The Taliban claimed responsibility for the attack.", ["Taliban"], "Taliban", "claimed"),
        ("Responsibility for the attack was claimed by the Taliban.", ["Taliban"], "Taliban", "claimed"),
        ("The Taliban said it was behind the attack.", ["Taliban"], "Taliban", "claimed"),
        ("The army blamed the ELN for the attack.", ["ELN"], "army", "accused"),
        ("Residents accused the army of the attack.", ["army"], "Residents", "accused"),
        ("The Taliban denied responsibility for the attack.", ["Taliban"], "Taliban", "denied"),
        ("The Taliban denied involvement.", ["Taliban"], "Taliban", "denied"),
        ("The police attributed the attack to the ELN.", ["ELN"], "police", "accused"),
        ("The army believes the ELN was responsible for the murder.", ["ELN"], "army", "suspected"),
        ("The Taliban said it was responsible for the attack.", ["Taliban"], "Taliban", "claimed"),
        ("The crime was the work of the ELN, police said.", ["ELN"], "police", "accused"),
        ("The mayor pointed to the ELN as the authors of the attack.", ["ELN"], "mayor", "accused"),
        ("The attack bore the hallmarks of the Taliban.", ["Taliban"], None, "suspected"),
        ("The Taliban denied it was responsible for the attack.", ["Taliban"], "Taliban", "denied"),
        ("The ELN was responsible for the attack.", ["ELN"], None, "stated"),
        ("The ELN may be responsible for the attack.", ["ELN"], None, "possible"),
        ("The ELN is believed to be responsible for the attack.", ["ELN"], None, "suspected"),
    ],
)
def test_statements_about_who_did_it(text: str, accused: list[str], by: str | None, kind: str) -> None:
    assert told(text) == [(accused, by, kind)]


def test_the_event_that_is_meant_is_kept() -> None:
    (claimed,) = blame("The Taliban claimed responsibility for the attack.")
    assert claimed.event is not None
    assert claimed.event.text == "attack"
    assert claimed.cue.text == "claimed responsibility"


def test_the_act_that_is_claimed_is_kept_where_a_word_stands_between() -> None:
    (claimed,) = blame("The Taliban claimed responsibility today for detonating three bombs.")
    assert claimed.event is not None
    assert claimed.event.text == "detonating"


def test_suspicion_has_no_accuser_where_none_is_told() -> None:
    assert told("The PKK is suspected of the attack.") == [(["PKK"], None, "suspected")]


@pytest.mark.parametrize(
    "text",
    [
        "No group claimed responsibility for the attack.",
        "Nobody has claimed the attack.",
        "The Taliban did not claim responsibility.",
        "The Taliban claimed a victory.",
        "The army did not blame anyone.",
        "The rebels held the town.",
        "The minister is responsible for finance.",
        "The army was not responsible for the attack.",
        "The bridge was the work of an engineer.",
    ],
)
def test_where_nobody_is_named(text: str) -> None:
    assert told(text) == []


def test_a_part_in_it_is_not_the_event() -> None:
    assert {"responsibility", "involvement", "role"} <= part_nouns()
    assert "attack" not in part_nouns()


@pytest.mark.parametrize("word", ["CLAIMED", "ADMITTED", "BLAMED", "DENIED", "SUSPECTED"])
def test_capitals_confuse_the_parser_and_stop_nothing(word: str) -> None:
    assert all(found.accused for found in blame(f"AL-SHABAAB {word} RESPONSIBILITY FOR THE ATTACK."))
