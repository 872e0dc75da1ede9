"""Origins are counted, not outlets: copies, rewrites, and one speaker under several names."""

from __future__ import annotations

import pytest

from dateline.model import Actor, Document
from dateline.resolving.copies import copies, share, sketch
from dateline.resolving.merging import merge
from dateline.resolving.origins import origins
from factories import claim, document, pair, speaker, town

WIRE = (
    "Shells struck the vegetable market of Redtown shortly after sunrise, tearing through stalls where families were buying bread for the feast. "
    "Rescue workers pulled eleven bodies from beneath the collapsed roof and carried dozens of wounded to the provincial hospital in taxis. "
    "The governor blamed fighters in the northern hills and promised that the army would answer before the week was out. "
    "Traders said three barrels of fuel had caught fire and burned for most of the morning while the water tanks stood empty."
)
CUT = ". ".join(WIRE.split(". ")[:3])
EDITED = WIRE.replace("shortly after sunrise", "at dawn on Thursday").replace("dozens of wounded", "some forty injured people")
SHUFFLED = ". ".join(reversed(WIRE.removesuffix(".").split(". "))) + "."
FARMED = (
    SHUFFLED.replace("struck", "slammed")
    .replace("vegetable", "produce")
    .replace("wounded", "injured")
    .replace("collapsed", "fallen")
    .replace("blamed", "accused")
)
OTHER = (
    "At least eleven people died when the market of Redtown was shelled on Thursday, the worst attack on the town since the truce. "
    "A shopkeeper who lost his son said that the first explosion came without any warning and the second hit those who ran to help. "
    "Aid groups asked both sides to open the road to the hospital, which ran out of blood by noon and sent the gravely hurt elsewhere."
)


@pytest.mark.parametrize("text", [WIRE, CUT, EDITED, SHUFFLED, FARMED], ids=["the same", "cut short", "edited", "shuffled", "words swapped"])
def test_copies_are_recognised(text: str) -> None:
    assert copies({"a": sketch(WIRE), "b": sketch(f"BREAKING. {text} More to follow.")}) == [["a", "b"]]


def test_another_report_of_the_same_event_is_no_copy() -> None:
    assert share(sketch(WIRE), sketch(OTHER)) < 0.25
    assert copies({"a": sketch(WIRE), "b": sketch(OTHER)}) == []


def test_short_notes_are_never_copies() -> None:
    assert copies({"a": sketch("Shells hit Redtown."), "b": sketch("Shells hit Redtown.")}) == []


def test_a_sketch_is_the_same_on_every_machine() -> None:
    assert sketch("Shells hit the market.") == (1599655744, 3804485846, 3971193235)


def told(text: str, publisher: str, published: str, **values: object) -> object:
    doc = document(text, publisher=publisher, published=published)
    return pair(doc, claim(doc, **values))  # type: ignore[arg-type]


def test_ten_copies_of_one_text_are_one_origin_and_ten_outlets() -> None:
    texts = [WIRE, EDITED, SHUFFLED, FARMED, CUT]
    reports = [told(f"{texts[number % 5]} Page {number}.", f"Outlet {number}", f"2017-02-{10 + number}") for number in range(10)]
    made = merge(reports)  # type: ignore[arg-type]
    assert (made.counts.documents, made.counts.outlets, made.counts.origins) == (10, 10, 1)
    assert made.origins[0].name == "Outlet 0", "the one that came out first"
    assert [len(group) for group in made.copies] == [10]


def test_a_copy_that_drops_its_speaker_is_no_new_origin() -> None:
    quoting: Document = document(WIRE, publisher="The Post")
    first = pair(quoting, claim(quoting, said=[speaker(quoting, "the governor")]))
    made = merge([first, told(CUT, "The Farm", "2017-02-12")])  # type: ignore[list-item]
    assert [origin.name for origin in made.origins] == ["the governor"]


MONITOR = Actor(id="org:syrian-observatory-for-human-rights", name="Syrian Observatory for Human Rights", kind="organisation", country="NGO")


def test_one_monitor_under_three_names_is_one_origin() -> None:
    docs = [document(f"Report {number}.", publisher=f"Paper {number}") for number in range(3)]
    speakers = [
        speaker(docs[0], "SOHR", "monitor", MONITOR),
        speaker(docs[1], "the Syrian Observatory for Human Rights", "monitor", MONITOR),
        speaker(docs[2], "a UK-based monitor", "monitor"),
    ]
    found = origins([pair(doc, claim(doc, place=town(), said=[said])) for doc, said in zip(docs, speakers, strict=True)]).found
    assert [origin.name for origin in found] == ["Syrian Observatory for Human Rights"]
    elsewhere = [pair(docs[2], claim(docs[2], place=town("Kyiv", 50.4, 30.5, country="UKR"), said=[speakers[2]]))]
    assert [origin.name for origin in origins(elsewhere).found] == ["a UK-based monitor"]


def test_a_description_is_the_speaker_of_that_kind_whom_its_document_names() -> None:
    minister = Actor(id="person:jane-roe", name="Jane Roe", kind="person")
    doc = document("Jane Roe spoke. The minister spoke again. A doctor spoke.")
    named, described = speaker(doc, "Jane Roe", "official", minister), speaker(doc, "the minister", "official")
    found = origins([pair(doc, claim(doc, said=[named, described, speaker(doc, "a doctor", "medic")]))]).found
    assert [origin.name for origin in found] == ["Jane Roe", "a doctor"]


SYRIA, TURKEY = (Actor(id=code, name=name, kind="country", country=code) for code, name in (("SYR", "Syria"), ("TUR", "Turkey")))
CABINET = Actor(id="SYR-GOV", name="Syrian government", kind="agent", country="SYR", sector="GOV")
ROE = Actor(id="person:jane-roe", name="Jane Roe", kind="person")


@pytest.mark.parametrize(
    ("speakers", "names"),
    [
        ([("Syria", SYRIA), ("the cabinet in Damascus", CABINET)], ["Syrian government"]),
        ([("Syria", SYRIA), ("Minister Jane Roe", ROE)], ["Jane Roe"]),
        ([("Syria", SYRIA), ("Turkey", TURKEY), ("Minister Jane Roe", ROE)], ["Jane Roe", "Syria", "Turkey"]),
        ([("Syria", SYRIA)], ["Syria"]),
    ],
    ids=["a country and its government", "a country by the mouth of its minister", "two countries, and whose minister is not told", "a country"],
)
def test_a_country_that_speaks_is_its_government(speakers: list[tuple[str, Actor]], names: list[str]) -> None:
    doc = document("Syria says twelve died. Minister Jane Roe spoke, and so did Turkey and the cabinet in Damascus.")
    told = claim(doc, killed=12, said=[speaker(doc, name, "official", actor) for name, actor in speakers])
    assert [origin.name for origin in origins([pair(doc, told)]).found] == names
