"""Harm told by the words right beside those counted, and by words for a toll."""

from __future__ import annotations

import pytest
from test_tolls_of_sentences import told

from dateline.model import Harm


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tower post: six die as patrol hits mines.", [("killed", "6", "incident")]),
        ("Rebels slit throats of 21 farm hands in Zamfara.", [("killed", "21", "incident")]),
        ("Six pilgrims were done to death by a mob.", [("killed", "6", "incident")]),
        ("Three deminers sustained injuries when the charge went off.", [("injured", "3", "incident")]),
        ("Nine teachers were led away by masked men.", [("abducted", "9", "incident")]),
        ("Twelve soldiers fell back after the clash.", []),
        ("The chief vowed to neutralise 12 more.", []),
        ("Toll of the Mora market attack is raised to 31.", [("killed", "31", "incident")]),
        ("Two more died overnight, pushing to 31 the number of those killed.", [("killed", "31", "incident")]),
    ],
)
def test_what_happened_stands_beside_those_counted(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [figure for figure in told(text) if figure[1] != "2"] == expected


@pytest.mark.parametrize(
    ("text", "before", "expected"),
    [
        ("The government stands by its figure of 132.", "killed", [("killed", "132", "incident")]),
        ("The army claimed both.", "killed", []),
        ("Residents spoke of two helicopters.", "killed", []),
        ("The council said twelve of its members had resigned.", "killed", []),
    ],
)
def test_a_bare_number_goes_on_with_what_was_counted(text: str, before: Harm, expected: list[tuple[str, str, str]]) -> None:
    assert told(text, before) == expected


@pytest.mark.parametrize(
    "text",
    ["The ministry counted 31 dead, up from 24 dead.", "The ministry counted 31 dead, correcting an earlier count of 24."],
)
def test_a_count_that_is_taken_back_is_superseded(text: str) -> None:
    assert ("killed", "24", "superseded") in told(text)
