"""Places named by what they are: capitals and borders; and places between two named ones."""

from __future__ import annotations

from workbench import lay_out

from dateline.reading.landmarks import PlaceHere


def places(text: str) -> list[PlaceHere]:
    return [here for found in lay_out(text).places.by_sentence.values() for here in found]


def test_a_border_is_a_region_of_no_country_with_its_direction_and_distance() -> None:
    (here,) = places("Rebels ambushed a patrol 30 km south of the Turkish border.")
    offset = here.place.offset
    assert offset is not None
    assert (here.words.text, here.place.id, here.place.country, here.place.precision) == (
        "30 km south of the Turkish border",
        "country:TUR",
        None,
        "region",
    )
    assert (offset.relation, offset.direction, offset.distance_km) == ("along", "S", 30.0)
    assert not here.place.at_least("district")


def test_border_guards_are_no_place() -> None:
    assert not [here for here in places("The Turkish border guards shot two men.") if here.place.offset is not None]


def test_a_capital_with_its_country_in_any_form() -> None:
    for text in (
        "A bomb went off in the Afghan capital.",
        "A bomb went off in Afghanistan's capital.",
        "A bomb went off in the capital of Afghanistan.",
    ):
        assert "Kabul" in [here.place.name for here in places(text)], text


def test_between_two_towns_the_point_lies_between_them() -> None:
    first = next(here for here in places("Gunmen killed two men between Homs and Hama.") if here.name.text == "Homs")
    assert first.place.precision == "region"
    assert first.place.lat is not None
    assert 34.8 < first.place.lat < 35.1
    road = next(here for here in places("A bomb went off on the highway linking Homs with Palmyra.") if here.name.text == "Homs")
    assert road.words.text == "on the highway linking Homs with Palmyra"
    assert road.place.lon is not None
    assert 37.0 < road.place.lon < 38.0


def test_a_name_after_a_distance_or_a_border_is_a_place() -> None:
    assert [here.name.text for here in places("Gunmen killed two men a few kilometres from Gao.")] == ["Gao"]
    assert [here.name.text for here in places("Gunmen killed two men along the border with Chad.")] == ["Chad"]
