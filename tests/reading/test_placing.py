"""Which place is the event's."""

from __future__ import annotations

from workbench import lay_out

from dateline.model import Place
from dateline.reading.attribution import attributions
from dateline.reading.landmarks import PlaceHere


def happened(text: str, trigger: str) -> PlaceHere | None:
    bench = lay_out(text)
    event = bench.event(trigger)
    sentence = bench.sentence_of(event.trigger)
    others = frozenset(other.trigger.i for other in bench.events[sentence.passage] if other is not event)
    return bench.places.happened(event.trigger, event.sources + event.targets + event.means, sentence, attributions(sentence.span), others)


def where(text: str, trigger: str) -> str | None:
    here = happened(text, trigger)
    return here.words.text if here is not None else None


def test_where_it_was() -> None:
    assert where("Gunmen killed two men in Nairobi on Monday.", "killed") == "Nairobi"


def test_how_it_lies_to_the_named_place_is_kept() -> None:
    here = happened("Rebels attacked a convoy 30 km south of Kidal.", "attacked")
    assert here is not None
    assert here.words.text == "30 km south of Kidal"
    assert here.name.text == "Kidal"
    assert here.place.precision == "near"


def test_the_place_of_a_speaker_is_not_the_place_of_the_event() -> None:
    assert where("Officials in Nairobi said gunmen killed two men in Mandera.", "killed") == "Mandera"
    assert where("Officials in Nairobi said gunmen killed two men.", "killed") is None


def test_where_the_wounded_were_brought_is_not_where_it_was() -> None:
    assert where("Two men were wounded and were flown to Nairobi.", "wounded") is None


def test_the_town_is_the_one_told_before() -> None:
    here = happened("Rebels entered Goma on Monday. Troops shelled the town at noon.", "shelled")
    assert here is not None
    assert (here.words.text, here.name.text, here.role) == ("the town", "Goma", "coreference")


def test_names_of_places_and_of_actors_are_told_apart() -> None:
    bench = lay_out("Rebels attacked Goma, Kenya said.")
    assert bench.places.is_name(bench.word("Goma"))
    assert not bench.places.is_name(bench.word("Rebels"))


def test_the_setting_is_the_finest_place_named_most() -> None:
    places = lay_out("Rebels entered Goma. Goma has an airport. Troops came from Bukavu.").places
    setting = places.setting(None)
    assert setting is not None
    assert setting.name.text == "Goma"
    assert places.setting(Place(name="Kenya", id="country:KEN", country="KEN", precision="country")) is None


def test_the_capital_points_to_the_country_told_before() -> None:
    here = happened("Mali said gunmen killed six people in the capital.", "killed")
    assert here is not None
    assert (here.place.name, here.role, here.source.text if here.source else None) == ("Bamako", "coreference", "Mali")
    assert where("Gunmen killed six people in the capital.", "killed") is None


def test_places_of_the_past_are_no_setting_while_there_are_others() -> None:
    places = lay_out("Rebels entered Goma. Years ago they took Bukavu. They burned Bukavu.").places
    past = tuple(here for found in places.by_sentence.values() for here in found if here.name.text == "Bukavu")
    setting, first = places.setting(None), places.setting(None, past)
    assert setting is not None
    assert first is not None
    assert (setting.name.text, first.name.text) == ("Bukavu", "Goma")


def test_what_the_event_befell_is_where_it_was_and_what_speaks_is_not() -> None:
    assert where("Rebels attacked the embassy in Nairobi on Monday.", "attacked") == "Nairobi"
    assert where("The embassy in Nairobi said rebels attacked a camp.", "attacked") is None
    assert where("Jets bombed a clinic in Taiz.", "bombed") == "Taiz"
    assert where("Three men were shot and a clinic in Taiz took them in.", "shot") is None


def test_a_town_that_suffers_is_a_place_and_one_that_acts_is_none() -> None:
    assert where("Kabul saw two attacks on Monday.", "attacks") == "Kabul"
    assert where("Kabul ordered attacks on Monday.", "attacks") is None


def test_a_place_far_from_a_town_is_told_from_it() -> None:
    assert where("Rebels attacked a convoy not far from Kidal.", "attacked") is not None
