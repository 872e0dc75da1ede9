from __future__ import annotations

import pytest

from stories_names import countries, forms, same_actor


@pytest.mark.parametrize(
    ("read", "gold", "country"),
    [
        ("Red Valley Front", "Red Valley Front (RVF)", None),
        ("RVF", "Red Valley Front", None),
        ("the rebels of the Red Valley Front", "Red Valley Front", None),
        ("Houthi rebels", "Houthis", "YEM"),
        ("troops", "Iraqi security forces", "IRQ"),
        ("Ankara", "Turkish military", "TUR"),
        ("medics", "a doctor", None),
        ("police", "a parent and the police", None),
        ("health officials", "officials", None),
        ("U.N. official", "UN official (110, withdrawn)", None),
    ],
)
def test_one_actor_under_two_names(read: str, gold: str, country: str | None) -> None:
    assert same_actor([read], gold, country)


@pytest.mark.parametrize(
    ("read", "gold", "country"),
    [
        ("Syrian soldiers", "Turkish soldiers", "SYR"),
        ("health ministry", "interior ministry", None),
        ("police", "police cadets", "COL"),
        ("Iraqi civilians", "Iraqi security forces", "IRQ"),
        ("Italy", "Italian ambassador Anna Rossi", "ITA"),
        ("the group", "Red Valley Front", None),
        ("Niger", "Nigerian army", "NER"),
        ("farm workers", "quarry workers", None),
    ],
)
def test_two_actors_with_like_names(read: str, gold: str, country: str | None) -> None:
    assert not same_actor([read], gold, country)


def test_brackets_hold_an_alias_only_where_they_begin_with_a_capital() -> None:
    assert "RVF" in forms("Red Valley Front (RVF)")
    assert forms("bandits (governor)") == {"bandits"}


def test_countries_by_people_and_by_seat_of_government() -> None:
    assert countries("Kenyan and Somali officers in Nairobi") == {"KEN", "SOM"}
    assert countries("South Sudan's army") == {"SSD"}
