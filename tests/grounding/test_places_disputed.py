from __future__ import annotations

import sqlite3

import pytest

from dateline.grounding.places import Gazetteer, find_places, resolve
from dateline.grounding.places.disputed import disputes

CONTESTED = [
    "Crimea", "Nagorno-Karabakh", "Golan Heights", "Western Sahara", "Kashmir", "Abkhazia", "South Ossetia", "Transnistria", "West Bank",
    "Gaza Strip", "Somaliland", "Kosovo", "Northern Cyprus", "Donetsk People's Republic", "Luhansk People's Republic", "Falkland Islands",
    "Senkaku Islands", "Taiwan",
]  # fmt: skip


def test_every_dispute_is_about_a_place_of_the_gazetteer() -> None:
    db = sqlite3.connect(Gazetteer.default().about().file)
    try:
        known = {f"geonames:{gid}" for (gid,) in db.execute("SELECT gid FROM place WHERE gid IS NOT NULL")}
        known |= {f"{kind}:{slug}" for (slug,) in db.execute("SELECT slug FROM place WHERE slug IS NOT NULL") for kind in ("conflict", "country")}
    finally:
        db.close()
    assert set(disputes()) <= known


@pytest.mark.parametrize("name", CONTESTED)
def test_a_contested_territory_says_so(name: str) -> None:
    text = f"Shots were fired in {name} on Monday."
    start = text.index(name)
    places = resolve(find_places(text, [(start, start + len(name), "GPE")]), text)
    assert len(places) == 1
    place = places[0]
    assert place is not None
    assert place.reason is not None
    assert "disputed: called" in place.reason


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nagorno-Karabakh", "Artsakh"),
        ("Senkaku Islands", "Diaoyu Islands"),
        ("Falkland Islands", "Malvinas"),
        ("Northern Cyprus", "Turkish Republic of Northern Cyprus"),
        ("Liancourt Rocks", "Dokdo"),
        ("Liancourt Rocks", "Takeshima"),
        ("South Ossetia", "Tskhinvali region"),
        ("Persian Gulf", "Arabian Gulf"),
    ],
)
def test_both_names_lead_to_one_place(one: str, other: str) -> None:
    gazetteer = Gazetteer.default()
    assert gazetteer.find(one)[0].id == gazetteer.find(other)[0].id


def test_what_nobody_disputes_is_not_said_to_be() -> None:
    place = resolve(find_places("He flew to Paris.", [(12, 17, "GPE")]), "He flew to Paris.")[0]
    assert place is not None
    assert place.reason is not None
    assert "disputed" not in place.reason
