from __future__ import annotations

import pytest

from dateline.grounding.places import annotate, resolve
from dateline.model import Place
from dateline.reading.surroundings import beside, guessed, surrounded, unlisted


def around(text: str, *names: str) -> dict[str, Place | None]:
    mentions = annotate(text, [(text.index(name), text.index(name) + len(name), "RULE") for name in names])
    return dict(zip(names, surrounded(text, mentions, resolve(mentions, text)), strict=True))


def test_an_unknown_village_lies_in_the_province_told_before_it() -> None:
    place = around("Raids went on in Zamfara state, Nigeria. Six people died at Torvamel on Monday.", "Zamfara", "Nigeria", "Torvamel")["Torvamel"]
    assert place is not None
    assert (place.name, place.precision, place.country, place.id) == ("Torvamel", "province", "NGA", None)
    assert guessed(place)
    assert unlisted(place)


def test_without_a_province_it_lies_in_the_country_and_without_that_nowhere() -> None:
    place = around("Six people died at Torvamel, the army of Chad said.", "Torvamel", "Chad")["Torvamel"]
    alone = around("Six people died at Torvamel.", "Torvamel")["Torvamel"]
    assert alone is not None
    assert alone.precision == "unknown"
    assert not guessed(alone)
    assert place is not None
    assert place.precision in ("country", "unknown")


@pytest.mark.parametrize(("words", "precision"), [("the Torvamel junction", "near"), ("Torvamel", "unknown")])
def test_only_what_is_part_of_a_town_is_put_in_one(words: str, precision: str) -> None:
    place = around(f"Shops shut in Mogadishu. A lorry blew up at {words} at noon.", "Mogadishu", "Torvamel")["Torvamel"]
    assert place is not None
    assert place.precision == precision


def test_a_place_that_nothing_is_told_around_is_put_near_the_scene_of_the_story() -> None:
    scene = around("A lorry blew up in Mogadishu.", "Mogadishu")["Mogadishu"]
    assert scene is not None
    near = beside(Place(name="Torvamel", precision="unknown"), scene)
    assert (near.name, near.precision, near.lat, near.id) == ("Torvamel", "near", scene.lat, None)
    assert unlisted(near)
    assert near.radius_km is not None
    assert near.radius_km > (scene.radius_km or 0.0)
