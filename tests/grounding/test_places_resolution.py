from __future__ import annotations

import pytest

from dateline.grounding.places import annotate, find_places, resolve
from dateline.grounding.places.geometry import distance_km, middle, moved
from dateline.model.places import Place


def ground(text: str, *names: str) -> dict[str, Place | None]:
    """The places of the names, in the order in which they stand."""
    spans = [(text.index(name), text.index(name) + len(name), "GPE") for name in names]
    return dict(zip(names, resolve(annotate(text, spans), text), strict=True))


def identity(place: Place | None) -> str | None:
    assert place is not None
    return place.id


def test_a_famous_town_is_itself() -> None:
    assert identity(ground("He flew to Paris.", "Paris")["Paris"]) == "geonames:2988507"


def test_x_in_y_outranks_fame() -> None:
    paris = ground("A fire broke out in Paris, Texas.", "Paris", "Texas")["Paris"]
    assert paris is not None
    assert (paris.country, paris.admin1) == ("USA", "Texas")
    assert paris.reason is not None
    assert "Texas" in paris.reason


@pytest.mark.parametrize(
    ("text", "names", "precision", "admin1"),
    [
        ("Troops took the village of Makiivka in the Luhansk region.", ("Makiivka", "Luhansk"), "province", "Luhansk Oblast"),
        ("Troops took the town of Makiivka in the Donetsk region.", ("Makiivka", "Donetsk"), "settlement", "Donetsk Oblast"),
        ("Gunmen raided Farin Gida in Nigeria's restive northwestern Zamfara state.", ("Farin Gida", "Nigeria", "Zamfara"), "province", "Zamfara"),
    ],
    ids=["the only towns of that name lie elsewhere", "the town of that name lies there", "the part of a country"],
)
def test_a_village_lies_in_the_province_that_the_text_says(text: str, names: tuple[str, ...], precision: str, admin1: str) -> None:
    village = ground(text, *names)[names[0]]
    assert village is not None
    assert (village.name.startswith(names[0][:3]), village.precision, village.admin1) == (True, precision, admin1)
    assert (village.id is None) == (precision == "province"), "a village that the gazetteer does not know has no pin of another"


def test_a_list_of_countries_is_no_nest() -> None:
    text = "The envoy visited Mexico, the United States, Georgia, Armenia and Azerbaijan."
    found = ground(text, "Mexico", "United States", "Georgia", "Armenia", "Azerbaijan")
    assert [identity(place) for place in found.values()] == ["country:MEX", "country:USA", "country:GEO", "country:ARM", "country:AZE"]


def test_the_other_places_decide() -> None:
    american = ground("Police in Georgia said the road from Atlanta to Savannah was closed.", "Georgia", "Atlanta", "Savannah")
    caucasian = ground("Georgia said troops had left Gori and Poti on the road from Tbilisi.", "Georgia", "Gori", "Poti", "Tbilisi")
    assert identity(american["Georgia"]) == "geonames:4197000"
    assert identity(caucasian["Georgia"]) == "country:GEO"


def test_words_for_people_decide_too() -> None:
    tripoli = "Tripoli was calm."
    libyan, lebanese = f"Libyan militias pulled back. Libyan officials agreed. {tripoli}", f"Lebanese soldiers came. Lebanese police left. {tripoli}"
    assert [place.country for text in (libyan, lebanese) for place in ground(text, "Tripoli").values() if place] == ["LBY", "LBN"]


def test_the_seat_is_meant_unless_the_unit_is_named() -> None:
    city = ground("A shell hit a market in Idlib.", "Idlib")["Idlib"]
    province = ground("Shells hit villages across Idlib province.", "Idlib")["Idlib"]
    assert city is not None
    assert province is not None
    assert (city.precision, province.precision) == ("settlement", "province")
    assert province.reason == "the text says 'province'"


def test_an_unknown_name_stays_unknown_and_disturbs_nothing() -> None:
    text = "They fled Zzyxobad for Aleppo and Homs."
    found = ground(text, "Zzyxobad", "Aleppo", "Homs")
    unknown = found["Zzyxobad"]
    assert unknown is not None
    assert (unknown.precision, unknown.id, unknown.lat, unknown.name) == ("unknown", None, None, "Zzyxobad")
    assert {name: place for name, place in found.items() if name != "Zzyxobad"} == ground(text, "Aleppo", "Homs")


def test_an_unknown_village_lies_in_what_the_text_puts_it_in() -> None:
    village = ground("Gunmen burned houses in Zzyxobad, Borno state.", "Zzyxobad", "Borno")["Zzyxobad"]
    assert village is not None
    assert (village.name, village.id, village.country, village.admin1, village.precision) == ("Zzyxobad", None, "NGA", "Borno", "province")


def test_a_building_lies_about_the_town_it_is_named_after() -> None:
    hall = ground("They were taken to Aleppo Central Hospital.", "Aleppo Central Hospital")["Aleppo Central Hospital"]
    assert hall is not None
    assert (hall.precision, hall.country, hall.id) == ("near", "SYR", None)


def test_people_are_no_place() -> None:
    text = "Syrian forces withdrew."
    assert resolve(find_places(text, [], demonyms=True), text) == [None]


def test_others_that_the_name_could_mean_are_kept() -> None:
    place = ground("He flew to Paris.", "Paris")["Paris"]
    assert place is not None
    assert any(candidate.country == "USA" for candidate in place.candidates)
    assert [candidate.score for candidate in place.candidates] == sorted((candidate.score for candidate in place.candidates), reverse=True)


def test_the_publishers_country_breaks_a_tie() -> None:
    text = "London police arrested two men in Woodstock."
    mentions = annotate(text, [(text.index("Woodstock"), text.index("Woodstock") + 9, "GPE")])
    countries = [place.country for home in ("CAN", "GBR") for place in resolve(mentions, text, home=home) if place]
    assert countries[0] == "CAN"
    assert countries[1] == "GBR"


def test_nothing_gives_nothing() -> None:
    assert resolve([], "") == []


@pytest.mark.parametrize(("bearing", "north", "east"), [(0, 1, 0), (90, 0, 1), (180, -1, 0), (270, 0, -1)])
def test_bearings(bearing: float, north: int, east: int) -> None:
    lat, lon = moved(36.0, 37.0, bearing, 50)
    assert distance_km(36.0, 37.0, lat, lon) == pytest.approx(50, rel=0.01)
    assert ((lat > 36.01) - (lat < 35.99), (lon > 37.01) - (lon < 36.99)) == (north, east)


def test_the_middle_across_the_date_line() -> None:
    assert middle(0, 179, 0, -179)[1] == pytest.approx(-180)


def test_a_like_name_far_from_the_story_is_not_taken() -> None:
    text = "In Kabul, Afghan officials said people in Haska fled to Jalalabad and Kandahar."
    haska = ground(text, "Kabul", "Haska", "Jalalabad", "Kandahar")["Haska"]
    assert haska is not None
    assert (haska.precision, haska.lat) == ("unknown", None)
    assert haska.reason is not None
    assert "far from" in haska.reason
