"""Whether an event happened, and the words that say so."""

from __future__ import annotations

import pytest
from workbench import lay_out

from dateline.reading.status import StatusMention, status_of


def status(text: str, trigger: str) -> StatusMention:
    event = lay_out(text).event(trigger)
    return status_of(event, event.sentence)


@pytest.mark.parametrize(
    ("text", "trigger", "label", "cue"),
    [
        ("Rebels attacked the town.", "attacked", "actual", "attacked"),
        ("Rebels did not attack the town.", "attack", "negated", "not"),
        ("Nobody fired on the crowd.", "fired", "negated", "Nobody"),
        ("No soldiers fired on the crowd.", "fired", "negated", "No"),
        ("The march ended without an attack.", "attack", "negated", "without"),
        ("If rebels attack the town, it will fall.", "attack", "hypothetical", "If"),
        ("Rebels could attack the town.", "attack", "hypothetical", "could"),
        ("Did the rebels attack the town?", "attack", "hypothetical", "?"),
        ("Rebels will attack the town.", "attack", "planned", "will"),
        ("Rebels plan to attack the town.", "attack", "planned", "plan"),
        ("Rebels threatened to attack the town.", "attack", "threatened", "threatened"),
        ("Rebels tried to attack the town.", "attack", "attempted", "tried"),
        ("Troops attacked the village in a drill.", "attacked", "exercise", "drill"),
        ("In the film gunmen attack a town.", "attack", "fiction", "film"),
        ("Two years ago rebels attacked the town.", "attacked", "background", "years ago"),
    ],
)
def test_label_and_the_words_that_set_it(text: str, trigger: str, label: str, cue: str) -> None:
    found = status(text, trigger)
    assert (found.label, found.cue.text) == (label, cue)
    assert not found.hedged


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Officials fear that gunmen killed the pilots.", "killed"),
        ("The shelling may have killed ten people.", "killed"),
    ],
)
def test_a_reserve_is_no_hypothesis(text: str, trigger: str) -> None:
    found = status(text, trigger)
    assert (found.label, found.hedged) == ("actual", True)


def test_what_governs_one_clause_does_not_reach_the_next() -> None:
    text = "Rebels who threatened to march on the capital attacked the town."
    assert status(text, "attacked").label == "actual"


def test_revenge_vowed_after_an_attack_leaves_the_attack_done() -> None:
    assert status("The army vowed revenge after the attack on its base.", "attack").label == "actual"
