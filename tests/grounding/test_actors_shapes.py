"""Armed groups that no list knows are kept by their name, and what only looks like one is not."""

from __future__ import annotations

import pytest

from dateline.grounding.actors import ActorCatalogue


@pytest.mark.parametrize(
    ("phrase", "name", "sector"),
    [
        ("Harakat al-Nasr", "Harakat al-Nasr", "REB"),
        ("fighters of Jaysh al-Sabr", "Jaysh al-Sabr", "REB"),
        ("Katibat al-Tawba", "Katibat al-Tawba", "REB"),
        ("Lashkar-e-Noor", "Lashkar-e-Noor", "REB"),
        ("Ansar al-Haq", "Ansar al-Haq", "REB"),
        ("the Liberation Army of Zumar", "Liberation Army of Zumar", "REB"),
        ("the Movement for the Liberation of Zumar", "Movement for the Liberation of Zumar", "REB"),
        ("the Zumar Liberation Front", "Zumar Liberation Front", "REB"),
        ("the Lantern Front", "Lantern Front", "UNK"),
        ("Lantern Front fighters", "Lantern Front", "UNK"),
        ("the Tigre Cartel", "Tigre Cartel", "CRM"),
        ("Tigre Cartel gunmen", "Tigre Cartel", "CRM"),
    ],
)
def test_an_unknown_group_is_kept_by_its_name(phrase: str, name: str, sector: str) -> None:
    actor = ActorCatalogue.default().ground(phrase)
    assert actor is not None
    assert (actor.name, actor.kind, actor.sector, actor.country) == (name, "group", sector, None)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Popular Front for the Liberation of Palestine", "group:popular-front-for-the-liberation-of-palestine"),
        ("the People's Republic of China", "CHN"),
        ("the Islamic Republic of Iran", "IRN"),
        ("the People's Army of Vietnam", "VNM-MIL"),
        ("the Movement for Democratic Change", "org:movement-for-democratic-change"),
        ("the Unity Party", "org:unity-party"),
        ("Golani Brigade", "org:golani-brigade"),
        ("the rebel front", None),
    ],
)
def test_known_names_and_other_bodies_stay_what_they_are(phrase: str, expected: str | None) -> None:
    actor = ActorCatalogue.default().ground(phrase)
    assert (actor.id if actor is not None and actor.kind != "generic" else None) == expected


def test_a_person_with_a_name_like_an_opening_word_stays_a_person() -> None:
    actor = ActorCatalogue.default().ground("Ansar Hussain", entity_label="PERSON")
    assert actor is not None
    assert actor.kind == "person"
