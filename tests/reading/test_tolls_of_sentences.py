"""Which numbers of a sentence are figures of harm, and what each counts."""

from __future__ import annotations

import pytest
from workbench import lay_out

from dateline.model import Harm
from dateline.reading.toll_scope import is_cumulative
from dateline.reading.toll_words import TollMention
from dateline.reading.tolls import find_tolls


def tolls(text: str, before: Harm | None = None) -> tuple[TollMention, ...]:
    bench = lay_out(text)
    sentence = bench.sentences[0].span
    events = tuple(event for event in bench.events[0] if event.sentence.start == sentence.start)
    return find_tolls(sentence, events, bench.cast.is_person, before)


def told(text: str, before: Harm | None = None) -> list[tuple[str, str, str]]:
    return [(toll.harm, str(toll.count), toll.scope) for toll in tolls(text, before)]


def test_a_figure_belongs_to_the_event_whose_victims_it_counts() -> None:
    killed, injured = tolls("Rebels killed three soldiers and wounded 11.")
    assert (killed.event.trigger.text if killed.event else None, killed.span.text, killed.anchor.text) == ("killed", "three soldiers", "soldiers")
    assert (injured.event.trigger.text if injured.event else None, injured.harm, injured.count.low) == ("wounded", "injured", 11)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The blast left 12 people dead.", [("killed", "12", "incident")]),
        ("By noon 12 villagers were reported dead.", [("killed", "12", "incident")]),
        ("Doctors counted 45 bodies.", [("killed", "45", "incident")]),
        ("The bomb claimed nine lives.", [("killed", "9", "incident")]),
        ("Nine people lost their lives.", [("killed", "9", "incident")]),
        ("The death toll rose to 57.", [("killed", "57", "incident")]),
        ("The number of wounded stands at 30.", [("injured", "30", "incident")]),
        ("Thirty people are being treated in hospital.", [("injured", "30", "incident")]),
        ("There were no casualties.", [("killed", "0", "incident"), ("injured", "0", "incident")]),
        pytest.param(
            "No one was killed.",
            [("killed", "0", "incident")],
            marks=pytest.mark.xfail(reason="found as a number and again as a negation", strict=True),
        ),
        ("A soldier was killed.", [("killed", "1", "incident")]),
        ("Farmers were killed.", [("killed", "2+", "incident")]),
    ],
)
def test_ways_of_telling_a_figure(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Rebels burned 14 houses.",
        "The village lies 30 kilometres from the border.",
        "The army deployed 500 soldiers.",
        "The shelling lasted three hours.",
        "The army was attacked.",
        "The ministry said 12 lorries were stopped.",
    ],
)
def test_numbers_that_harm_nobody(text: str) -> None:
    assert told(text) == []


def test_a_figure_that_another_replaces() -> None:
    assert told("The death toll rose to 57 from 40.") == [("killed", "57", "incident"), ("killed", "40", "superseded")]


def test_a_part_is_no_figure_of_its_own() -> None:
    assert told("The strike killed 12 people, among them three children.") == [("killed", "12", "incident"), ("killed", "3", "part")]


def test_a_bare_number_that_is_said_goes_on_with_the_harm_before_it() -> None:
    assert told("The councillors say 160.", before="killed") == [("killed", "160", "incident")]
    assert told("The councillors say 160.") == []


def test_some_of_a_known_group() -> None:
    (known,) = tolls("Three of the soldiers were killed.")
    (fresh,) = tolls("Three soldiers were killed.")
    assert known.of_known
    assert not fresh.of_known


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("More than 350,000 people have been killed since the war began.", True),
        ("Forty journalists have been killed since January.", True),
        ("Rebels have killed 63 people this year.", True),
        ("Rebels killed 63 people on Monday.", False),
        ("Three people have been killed in the shelling.", False),
    ],
)
def test_totals_over_many_events(text: str, total: bool) -> None:
    bench = lay_out(text)
    anchor = tolls(text)[0].anchor
    assert is_cumulative(bench.sentences[0].span, anchor) is total
