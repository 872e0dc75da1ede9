from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.grounding.places import PlaceMention, annotate, find_places
from dateline.model.errors import ReaderError


def spans(text: str, **labels: str) -> list[tuple[int, int, str]]:
    """Entities by their words: ``spans(text, GPE="Homs")``."""
    return [(text.index(words), text.index(words) + len(words), label.rstrip("_")) for label, words in labels.items()]


def named(text: str, *entities: tuple[int, int, str]) -> list[str]:
    return [mention.text for mention in find_places(text, entities)]


def only(text: str, name: str, *entities: tuple[int, int, str]) -> PlaceMention:
    found = [mention for mention in find_places(text, entities) if mention.text == name]
    assert len(found) == 1, (text, found)
    return found[0]


def test_the_gazetteer_overrules_a_parser_that_sees_a_person() -> None:
    text = "Shells fell on al-Bab before dawn."
    assert named(text, *spans(text, PERSON="al-Bab")) == ["al-Bab"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Two soldiers died in Manbij.", ["Manbij"]),
        ("A raid near the town of Ramadi failed.", ["Ramadi"]),
        ("Fighting raged across Darfur, aid workers said.", ["Darfur"]),
        ("They fled from Goma to Bukavu.", ["Goma", "Bukavu"]),
        ("The blast in Sirte, Libya, hurt three.", ["Sirte", "Libya"]),
        ("Ghouta was hit again.", ["Ghouta"]),
        ("A convoy reached Helmand province at night.", ["Helmand"]),
        ("The Syrian army and Iraqi police met.", []),
        ("They met in March, before Ramadan.", []),
        ("He spoke of hope and of war.", []),
    ],
)
def test_rules_alone_find_places(text: str, names: list[str]) -> None:
    assert named(text) == names


def test_entities_are_cut_down_to_the_name() -> None:
    text = "Rockets struck northern Syria overnight."
    assert named(text, *spans(text, LOC="northern Syria")) == ["Syria"]


def test_an_unknown_village_that_the_parser_and_the_words_name_is_kept() -> None:
    text = "Gunmen attacked farmers in Zzyxobad."
    assert named(text, *spans(text, GPE="Zzyxobad")) == ["Zzyxobad"]


def test_a_persons_name_that_the_parser_takes_for_a_town_is_left_out() -> None:
    text = "Maria Palma left early. Later Palma said nothing."
    start = text.rindex("Palma")
    assert named(text, (0, 11, "PERSON"), (start, start + 5, "GPE")) == []


def test_demonyms_come_only_when_asked_for() -> None:
    text = "Syrian troops entered the village; many Syrians fled."
    assert find_places(text, []) == []
    found = find_places(text, [], demonyms=True)
    assert [(mention.text, mention.label, mention.role) for mention in found] == [("Syrian", "NORP", "actor")]


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Two people were killed in Mosul.", "Mosul", "event"),
        ("An explosion near Kirkuk wounded four.", "Kirkuk", "event"),
        ("The town of Idlib was bombed.", "Idlib", "event"),
        ("The Aleppo governor resigned.", "Aleppo", "actor"),
        ("Mosul police arrested him.", "Mosul", "actor"),
        ("Damascus denied the charge.", "Damascus", "actor"),
        ("Students of the University of Baghdad marched.", "Baghdad", "actor"),
        ("BEIRUT (AP) - Shells fell on a village.", "BEIRUT", "dateline"),
        ("NAIROBI, Kenya, June 2 (Agency) — Gunmen attacked a bus.", "NAIROBI", "dateline"),
    ],
)
def test_roles(text: str, name: str, role: str) -> None:
    assert only(text, name, *spans(text, GPE=name)).role == role


def test_a_place_within_another() -> None:
    text = "Three died in Palauig, Zambales, and two in the town of Baga in Borno state."
    mentions = find_places(text, [*spans(text, GPE="Palauig"), *spans(text, GPE="Zambales"), *spans(text, GPE="Borno")])
    inside = {mention.text: mentions[mention.within].text for mention in mentions if mention.within is not None}
    assert inside["Palauig"] == "Zambales"
    assert inside["Baga"] == "Borno"
    assert only(text, "Borno").unit == "state"


def test_units_stand_before_or_after() -> None:
    text = "Clashes in the district of Rutshuru and in Kandahar province."
    units = {mention.text: mention.unit for mention in find_places(text, [])}
    assert units == {"Rutshuru": "district", "Kandahar": "province"}


def test_a_span_outside_the_text_is_refused() -> None:
    with pytest.raises(ReaderError, match="code points"):
        annotate("short", [(2, 40, "GPE")])


WORDS = st.sampled_from(
    [
        "Aleppo",
        "al-Bab",
        "in",
        "the",
        "near",
        "Syria",
        ",",
        "University",
        "of",
        "Mr",
        "Paris",
        "Syrian",
        "U.S.",
        "said",
        "\n\n",
        "30",
        "km",
        "—",
        "é",
        "ال",
    ]
)


@given(st.lists(WORDS, max_size=25), st.data())
@settings(max_examples=150, deadline=None)
def test_mentions_are_in_order_apart_and_quote_the_text(parts: list[str], data: st.DataObject) -> None:
    text = " ".join(parts)
    bounds = st.tuples(st.integers(0, max(0, len(text) - 1)), st.integers(1, 12), st.sampled_from(["GPE", "PERSON", "ORG", "FAC", "NORP"]))
    entities = [(start, min(len(text), start + length), label) for start, length, label in data.draw(st.lists(bounds, max_size=4)) if text]
    mentions = find_places(text, entities)
    assert mentions == find_places(text, entities)
    assert all(one.end <= other.start for one, other in pairwise(mentions))
    assert all(text[mention.start : mention.end] == mention.text and mention.text.strip() for mention in mentions)
    assert all(mention.within is None or mention.within < len(mentions) for mention in mentions)


def test_a_name_that_the_parser_cut_in_two_is_joined() -> None:
    text = "They died in San Zzyx Las Flores, far away."
    first, second = text.index("San"), text.index("Las")
    assert named(text, (first, first + 8, "GPE"), (second, second + 10, "GPE")) == ["San Zzyx Las Flores"]


def test_longer_names_win() -> None:
    assert named("Shells hit the Bab al-Hawa crossing.") == ["Bab al-Hawa"]
    assert named("Clashes in El Fasher, North Darfur, went on.") == ["El Fasher", "North Darfur"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The gunboats Berdyansk and Nikopol were towed to Kerch.", ["Kerch"]),
        ("The frigate Moscow sank off Odessa.", ["Odessa"]),
        ("Sailors of the USS Austin landed in Djibouti.", ["Djibouti"]),
        ("Two warships left. Iran denied it.", ["Iran"]),
        ("A tanker near Fujairah was hit.", ["Fujairah"]),
    ],
)
def test_a_ship_is_not_the_town_it_is_called_after(text: str, names: list[str]) -> None:
    assert named(text, *spans(text, GPE=next(word.strip(".") for word in text.split()[1:] if word.istitle()))) == names
