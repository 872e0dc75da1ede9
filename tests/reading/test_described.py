"""Who the dead and hurt were, and who is only dressed as somebody."""

from __future__ import annotations

import pytest
from workbench import lay_out

from dateline.reading.described import described_victims, wearer


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("The dead were cousins.", ["cousins"]),
        ("Most of the victims were labourers and cooks.", ["labourers", "cooks"]),
        ("The dead include a mayor.", ["mayor"]),
        ("The dead were buried.", []),
        ("Nurses treated the wounded.", []),
    ],
)
def test_described_victims(text: str, nouns: list[str]) -> None:
    (sentence,) = lay_out(text).sentences
    assert [noun.text for found in described_victims(sentence.span) for noun in found.nouns] == nouns


@pytest.mark.parametrize(
    ("text", "noun", "person"),
    [
        ("Men dressed as policemen killed nine villagers.", "policemen", "Men"),
        ("Men dressed in army uniforms killed nine villagers.", "uniforms", "Men"),
        ("Policemen killed nine villagers.", "Policemen", "Policemen"),
    ],
)
def test_wearer(text: str, noun: str, person: str) -> None:
    assert wearer(lay_out(text).word(noun)).text == person
