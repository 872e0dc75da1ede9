"""Sides named only through what is theirs."""

from __future__ import annotations

import pytest
from workbench import lay_out

from dateline.reading.ownership import owners_of_means, stakes_in_target


def owners(text: str) -> list[tuple[str, str]]:
    bench = lay_out(text)
    return [(found.actor.id, found.words.text) for draft in bench.telling().drafts for found in owners_of_means(draft, bench.story())]


def stakes(text: str) -> list[str]:
    bench = lay_out(text)
    return [found.actor.id for draft in bench.telling().drafts for found in stakes_in_target(draft, bench.story())]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Israeli shells killed four farmers near Rafah.", [("ISR-MIL", "Israeli")]),
        ("Four farmers were killed by a Russian missile.", [("RUS-MIL", "Russian")]),
        ("Shells killed four farmers near Rafah.", []),
        ("A car bomb killed four farmers.", []),
        ("Four guards died in the bombing of the Russian consulate.", []),
        ("The bombing of the Russian consulate killed four guards.", []),
        ("A Russian bombing of the market killed four farmers.", [("RUS-MIL", "Russian")] * 2),
    ],
)
def test_whose_arms(text: str, found: list[tuple[str, str]]) -> None:
    assert owners(text) == found


def test_whose_thing_was_hit() -> None:
    assert "RUS" in [actor[:3] for actor in stakes("Rebels shot down a Russian jet.")]
    assert stakes("Rebels shot down a jet.") == []


def test_a_thing_named_after_its_town_is_nobodys() -> None:
    assert stakes("Rebels attacked the Turkish embassy.") == ["TUR"]
    assert stakes("Rebels attacked the Donetsk airport.") == []


def test_who_holds_the_place() -> None:
    assert "group:islamic-state" in stakes("Jets bombed the Islamic State-held town of al-Bab.")
