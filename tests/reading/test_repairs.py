"""Misread turns of phrase are put right, and what looks like them is left alone."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from dateline.reading.parsing import language, parse


def hangs(text: str) -> dict[str, tuple[str, str]]:
    """Each word of a text with its relation and the word it hangs on."""
    (doc,) = parse([text])
    return {token.text: (token.dep_, token.head.text) for token in doc}


def test_who_most_of_them_are_is_no_subject() -> None:
    read = hangs("More than 60 villagers, most of them women, have been killed by gunmen in Plateau since Monday.")
    assert read["villagers"] == ("nsubjpass", "killed")
    assert read["most"] != ("nsubjpass", "killed")


def test_those_killed_before_a_comma_told_nobody_anything() -> None:
    read = hangs("Raiders stormed the village early on Monday, killing at least 30 people, a spokesman for the elders told local radio.")
    assert read["people"] == ("dobj", "killing")
    assert read["spokesman"] == ("nsubj", "told")


def test_what_stands_before_the_colon_of_a_headline_does_nothing() -> None:
    read = hangs("Philippines: four soldiers, six rebels die in Leyte clash")
    assert read["Philippines"][0] != "nsubj"


@pytest.mark.parametrize(
    "text",
    [
        "Most of the villagers fled, a teacher told reporters.",
        "Ann Hill, a spokeswoman for the hospital, told reporters that six people had died.",
        "After shelling the town, the rebels, a loose band of deserters, said they would pull back.",
        "Some of them were killed.",
    ],
)
def test_what_is_read_well_stays_as_it_is(text: str) -> None:
    def arcs(doc: Doc) -> list[tuple[str, int]]:
        return [(token.dep_, token.head.i) for token in doc]

    assert [arcs(doc) for doc in parse([text])] == [arcs(language()(text))]


def test_the_day_before_the_doer_is_no_part_of_its_name() -> None:
    read = hangs("On Tuesday rockets from the hills hit the ward of a hospital.")
    assert read["rockets"] == ("nsubj", "hit")
    assert read["Tuesday"] == ("pobj", "On")
    assert hangs("On 12 May shells from the hills killed six traders.")["shells"] == ("nsubj", "killed")
