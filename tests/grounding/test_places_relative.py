from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.grounding.places import find_places, in_part, locate, relative, relative_phrase, resolve
from dateline.grounding.places.geometry import distance_km
from dateline.model.places import PRECISION_ORDER, Offset, Place

HOMS = Place(name="Homs", id="geonames:1", country="SYR", lat=34.73, lon=36.71, precision="settlement", radius_km=8.0)
HAMA = Place(name="Hama", id="geonames:2", country="SYR", lat=35.13, lon=36.75, precision="settlement", radius_km=6.0)
SYRIA = Place(name="Syria", id="country:SYR", country="SYR", lat=35.0, lon=38.0, precision="country", radius_km=316.0)


@pytest.mark.parametrize(
    ("text", "name", "relation", "direction", "km", "words"),
    [
        ("a farm 30 km south of Aleppo", "Aleppo", "direction", "S", 30.0, "30 km south of Aleppo"),
        ("the western outskirts of al-Bab", "al-Bab", "outskirts", "W", None, "the western outskirts of al-Bab"),
        ("a bridge near Kirkuk", "Kirkuk", "near", None, None, "near Kirkuk"),
        ("strikes in northern Syria", "Syria", "part", "N", None, "in northern Syria"),
        ("raids in the north of Mali", "Mali", "part", "N", None, "in the north of Mali"),
        ("somewhere between Homs and Hama", "Homs", "between", None, None, "between Homs and Hama"),
        ("somewhere between Homs and Hama", "Hama", "between", None, None, "between Homs and Hama"),
        ("ambushed on the road from Kabul to Jalalabad", "Kabul", "along", None, None, "on the road from Kabul to Jalalabad"),
        ("a boat off the coast of Libya", "Libya", "off_coast", None, None, "off the coast of Libya"),
        ("less than three kilometres from al-Bab", "al-Bab", "near", None, 3.0, "less than three kilometres from al-Bab"),
        (
            "about 30 km (20 miles) south of the Turkish town of Kilis",
            "Kilis",
            "direction",
            "S",
            30.0,
            "about 30 km (20 miles) south of the Turkish town of Kilis",
        ),
        ("about 10 miles north-east of the city of Ramadi", "Ramadi", "direction", "NE", 16.09, "about 10 miles north-east of the city of Ramadi"),
        ("20 to 30 kilometres from Goma", "Goma", "near", None, 25.0, "20 to 30 kilometres from Goma"),
        ("south of Krasnohorivka", "Krasnohorivka", "direction", "S", None, "south of Krasnohorivka"),
        ("a post on the border with Syria", "Syria", "along", None, None, "on the border with Syria"),
        ("on the outskirts of the capital, Mogadishu", "Mogadishu", "outskirts", None, None, "the outskirts of the capital, Mogadishu"),
        ("western Mosul was shelled", "Mosul", "part", "W", None, "western Mosul"),
    ],
)
def test_relations(text: str, name: str, relation: str, direction: str | None, km: float | None, words: str) -> None:
    start = text.index(name)
    phrase = relative_phrase(text, start, start + len(name))
    assert phrase is not None
    assert (phrase.offset.relation, phrase.offset.direction, phrase.offset.distance_km) == (relation, direction, km)
    assert text[phrase.start : phrase.end] == words == phrase.offset.words


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ten people died in Mosul.", "Mosul"),
        ("The front is near. Aleppo was quiet.", "Aleppo"),
        ("They came close to a deal; Homs rejoiced.", "Homs"),
        ("Shells fell in the eastern province of Diyala.", "Diyala"),
    ],
)
def test_a_place_itself_is_not_relative(text: str, name: str) -> None:
    assert relative(text, text.index(name), text.index(name) + len(name)) is None


def test_a_direction_moves_the_point() -> None:
    place = locate(HOMS, Offset(relation="direction", words="30 km south of Homs", direction="S", distance_km=30))
    assert place.lat is not None
    assert place.lon is not None
    assert place.lat < 34.6
    assert distance_km(34.73, 36.71, place.lat, place.lon) == pytest.approx(30, abs=0.5)
    assert (place.precision, place.name, place.id) == ("near", "Homs", "geonames:1")


def test_part_of_a_country_is_a_region() -> None:
    place = locate(SYRIA, Offset(relation="part", words="northern Syria", direction="N"))
    assert place.precision == "region"
    assert place.lat is not None
    assert place.lat > 35.5
    assert place.radius_km is not None
    assert place.radius_km < 316


def test_between_lies_half_way() -> None:
    place = locate(HOMS, Offset(relation="between", words="between Homs and Hama"), HAMA)
    assert place.lat == pytest.approx(34.93, abs=0.01)
    assert place.precision == "region"


def test_off_the_coast_is_at_sea() -> None:
    assert locate(HOMS, Offset(relation="off_coast", words="off Homs")).precision == "sea"


def test_a_place_without_a_point_gets_none() -> None:
    unknown = Place(name="Zzyxobad", precision="unknown")
    place = locate(unknown, Offset(relation="near", words="near Zzyxobad"))
    assert (place.lat, place.precision) == (None, "unknown")
    assert place.offset is not None


RELATIONS = st.builds(
    Offset,
    relation=st.sampled_from(["near", "outskirts", "direction", "part", "between", "along", "off_coast"]),
    words=st.just("words"),
    direction=st.sampled_from([None, "N", "NE", "E", "SE", "S", "SW", "W", "NW"]),
    distance_km=st.one_of(st.none(), st.floats(0, 500)),
)


@given(st.sampled_from([HOMS, HAMA, SYRIA]), RELATIONS, st.sampled_from([None, HAMA]))
def test_a_relation_never_makes_a_false_pin(place: Place, offset: Offset, other: Place | None) -> None:
    located = locate(place, offset, other)
    assert located.offset == offset
    assert located.radius_km is not None
    assert located.radius_km >= 1.0
    if not (offset.relation == "part" and place.precision == "settlement"):
        assert PRECISION_ORDER.index(located.precision) >= PRECISION_ORDER.index("near")
    assert Place.from_json(located.to_json()) == located


def test_the_whole_road_from_words_to_place() -> None:
    text = "A convoy was hit 30 km south of Aleppo, in northern Syria."
    mentions = find_places(text, [])
    assert [mention.text for mention in mentions] == ["Aleppo", "Syria"]
    places = resolve(mentions, text)
    phrase = relative_phrase(text, mentions[0].start, mentions[0].end)
    assert phrase is not None
    assert places[0] is not None
    assert locate(places[0], phrase.offset).precision == "near"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The boats were held near the Kerch Strait in May, and ten crew stay in Odesa.", "Odesa"),
        ("He waited on the outskirts of Homs, and Hama was calm.", "Hama"),
        ("They met south of the river. Kherson was quiet.", "Kherson"),
        ("Rebels hold the road from Goma to Sake, and Bukavu is cut off.", "Bukavu"),
        ("Shelling between the army and men near Homs and Hama went on.", "Hama"),
        ("Mosul\n\nSuburbs were quiet.", "Mosul"),
        ("Troops were seen near\n\nMosul stayed quiet.", "Mosul"),
    ],
)
def test_no_relation_reaches_across_the_end_of_a_clause(text: str, name: str) -> None:
    start = text.index(name)
    assert relative(text, start, start + len(name)) is None


@pytest.mark.parametrize("noun", ["war", "talks", "ceasefire", "border dispute"])
@pytest.mark.parametrize("name", ["Sudan", "Ethiopia"])
def test_parties_are_not_a_place_between(noun: str, name: str) -> None:
    text = f"A {noun} between Sudan and Ethiopia came to nothing."
    start = text.index(name)
    assert relative(text, start, start + len(name)) is None


@pytest.mark.parametrize("where", ["a village between Homs and Hama", "fighting raged between Homs and Hama", "the road between Homs and Hama"])
def test_a_place_between_is_one(where: str) -> None:
    start = where.index("Hama")
    offset = relative(where, start, start + 4)
    assert offset is not None
    assert offset.relation in ("between", "along")


def test_what_can_lie_in_a_part_of_a_country() -> None:
    mali, kidal, sikasso = (resolve(find_places(f"It was in {name}.", []), f"It was in {name}.")[0] for name in ("Mali", "Kidal", "Sikasso"))
    assert mali is not None
    assert kidal is not None
    assert sikasso is not None
    north = locate(mali, Offset(relation="part", words="northern Mali", direction="N"))
    assert in_part(kidal, north)
    assert not in_part(sikasso, north)
    assert not in_part(kidal.model_copy(update={"country": "NER"}), north)
