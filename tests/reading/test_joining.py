"""Which tellings are of one event."""

from __future__ import annotations

import pytest
from workbench import lay_out

from dateline.reading.joining import join, place_blame


def events(text: str) -> list[list[str]]:
    """The trigger (or counted) words of each event."""
    return [[draft.anchor.text for draft in event.drafts] for event in join(lay_out(text).telling().drafts)]


@pytest.mark.parametrize(
    "text",
    [
        "Rebels attacked a convoy near Goma on Monday, killing two soldiers and wounding nine.",
        "A bomb exploded in Nairobi on Monday. Nine people were killed in the blast.",
        "Gunmen attacked a bus in Mandera on Tuesday. They killed six passengers.",
        "A car bomb went off in Mogadishu on Monday. The death toll rose to 57.",
        "Jets bombed a market in Taiz on Monday. The attack wounded 30 people.",
    ],
)
def test_one_event_told_twice_is_one(text: str) -> None:
    assert len(events(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Rebels shelled Goma on Monday. Rebels shelled Goma on 3 January 2016.",
        "Gunmen killed a judge in Nairobi on Monday. Gunmen killed a priest in Lagos on Monday.",
        "Rebels shelled the airport on Monday. Troops shelled a village on Wednesday.",
        "Rebels attacked the post near Goma. Police arrested two men in Bunia.",
        "Rebels attacked Goma on Monday. They could attack Bukavu next.",
        "Gunmen abducted two nurses on Monday. Jets bombed the camp on Monday.",
    ],
)
def test_two_events_stay_two(text: str) -> None:
    assert len(events(text)) == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Rebels bombed a school in Goma on Monday. On 3 May 2016 a grenade hit a church in Bunia. Two men were killed.",
            [["bombed"], ["hit", "killed"]],
        ),
        (
            "Rebels bombed a school in Goma on Monday. On 3 May 2016 gunmen stormed a hotel in Bunia. Nine guests died.",
            [["bombed"], ["stormed", "died"]],
        ),
        ("Rebels bombed a school in Goma on Monday. Two men were killed.", [["bombed", "killed"]]),
        (
            "Rebels bombed a school in Goma on Monday. On 3 May 2016 gunmen stormed a hotel in Bunia. The death toll stands at 12.",
            [["bombed", "12"], ["stormed"]],
        ),
        (
            "Rebels attacked a convoy near Goma on Monday. Ten people died when a hotel in Bunia was shelled in May 2016.",
            [["attacked"], ["died", "shelled"]],
        ),
        (
            "Jets bombed men who had shelled Goma the previous night.",
            [["bombed"], ["shelled"]],
        ),
    ],
)
def test_what_a_paragraph_tells_of_another_deed_stays_with_it(text: str, told: list[list[str]]) -> None:
    assert events(text) == told


def test_the_first_deed_of_the_head_is_the_main_event() -> None:
    told = join(lay_out("The president met the general. Rebels attacked Goma on Monday. Troops shelled Bunia on Wednesday.").telling().drafts)
    assert [event.drafts[0].anchor.text for event in told if event.main] == ["attacked"]


def test_who_did_and_who_suffered_over_all_tellings() -> None:
    (event,) = join(lay_out("Gunmen attacked a bus in Mandera on Tuesday. They killed six passengers.").telling().drafts)
    assert {party.head.text for party in event.sources()} == {"Gunmen", "They"}
    assert "passengers" in {party.head.text for party in event.targets()}


def test_blame_goes_to_the_main_event_unless_its_words_name_another() -> None:
    telling = lay_out("Gunmen killed a judge in Cucuta on Monday. The army blamed the ELN.").telling()
    told = join(telling.drafts)
    assert {position: [blame.kind for blame in found] for position, found in place_blame(told, telling.blame).items()} == {0: ["accused"]}


def test_blame_that_names_its_event_goes_there() -> None:
    text = "Gunmen killed a judge in Lima on Monday. A bomb destroyed a bridge in Lagos on Wednesday. "
    telling = lay_out(text + "The army blamed Boko Haram for Wednesday's bombing in Lagos.").telling()
    told = join(telling.drafts)
    (position,) = place_blame(told, telling.blame)
    assert [draft.anchor.text for draft in told[position].drafts] == ["destroyed", "bombing"]


def test_blame_without_a_deed_goes_nowhere() -> None:
    telling = lay_out("The army blamed the ELN.").telling()
    assert telling.blame
    assert place_blame(join([]), telling.blame) == {}


def test_where_people_react_is_not_where_the_deed_was() -> None:
    text = "Rebels bombed a school in Goma on Monday. Ministers in Nairobi condemned the attack."
    assert ["bombed", "attack"] in events(text)
