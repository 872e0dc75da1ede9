"""What speaks for and against two tellings being of one event."""

from __future__ import annotations

import pytest
from workbench import lay_out

from dateline.model import Place
from dateline.reading.alike import likeness
from dateline.reading.drafts import Draft
from dateline.reading.told import ToldEvent, told_as_done
from dateline.reading.weighing import enough, places_fit, weigh
from factories import town


def two(text: str) -> tuple[Draft, Draft]:
    first, second = lay_out(text).telling().drafts
    return first, second


def weight(text: str, *, head: bool = False) -> float | None:
    first, second = two(text)
    return weigh(second, ToldEvent([first]), head=head)


@pytest.mark.parametrize(
    "text",
    [
        "Rebels shelled Goma on Monday. Rebels shelled Goma on 3 January 2016.",
        "Gunmen shelled a camp in Nairobi. Gunmen shelled a camp in Lagos.",
        "Gunmen killed a judge. Police arrested a man.",
        "Rebels attacked Goma. Rebels could attack Goma.",
        "The Taliban killed a judge. Boko Haram killed a judge.",
    ],
)
def test_what_contradicts_decides(text: str) -> None:
    assert weight(text) is None


def test_what_the_parse_ties_is_one_event() -> None:
    tied = weight("Rebels attacked a convoy, killing two drivers.")
    assert tied is not None
    assert tied >= enough()


def test_agreement_weighs_more() -> None:
    plain = weight("Gunmen attacked a bus. Gunmen killed six men.")
    placed = weight("Gunmen attacked a bus in Mandera on Monday. Gunmen killed six men in Mandera on Monday.")
    assert plain is not None
    assert placed is not None
    assert placed > plain


def test_what_only_the_title_has_told_draws_the_head_of_the_story() -> None:
    first, second = two("Gunmen attacked a bus\n\nGunmen killed six men.")
    event = ToldEvent([first], main=True)
    in_head, later = weigh(second, event, head=True), weigh(second, event, head=False)
    assert in_head is not None
    assert later is not None
    assert in_head > later


def test_the_same_figure_ties() -> None:
    same = weight("Gunmen killed six men. Six men died.")
    other = weight("Gunmen killed six men. Nine men died.")
    assert same is not None
    assert other is not None
    assert same > other


@pytest.mark.parametrize(
    ("one", "other", "fit"),
    [
        (town("Redtown", 36.4, 37.5), town("Redtown", 10.0, 10.0, country="NGA"), True),
        (town("Redtown", 36.4, 37.5), town("Bluetown", 36.5, 37.6), True),
        (town("Redtown", 36.4, 37.5), town("Bluetown", 33.5, 36.3), False),
        (town("Redtown", 36.4, 37.5), town("Bluetown", 36.4, 37.5, country="TUR"), False),
        (town("Redtown", 36.4, 37.5), town("Syria", 35.0, 38.0, precision="country"), True),
        (town("Redtown", 36.4, 37.5), town("Wide", 35.0, 37.5, precision="province", radius_km=150.0), True),
        (town("Redtown", 36.4, 37.5), Place(name="Nowhere", precision="unknown"), True),
    ],
)
def test_whether_an_event_can_be_at_both(one: Place, other: Place, fit: bool) -> None:
    assert places_fit(one, other) is fit
    assert places_fit(other, one) is fit


@pytest.mark.parametrize(
    ("text", "alike"),
    [
        ("The Taliban killed a judge. The Taliban burned a school.", "same"),
        ("The Taliban killed a judge. Boko Haram burned a school.", "different"),
        ("The Taliban killed a judge. The school was burned.", None),
    ],
)
def test_likeness_of_the_doers(text: str, alike: str | None) -> None:
    first, second = two(text)
    assert likeness(first.sources, second.sources) == alike


def test_people_at_large_tell_nothing_apart() -> None:
    first, second = two("Six people were killed. Nine others were wounded.")
    assert likeness(first.targets, second.targets) is None


def test_done_or_not() -> None:
    done, planned = two("Rebels attacked Goma. Rebels could attack Bukavu.")
    assert (told_as_done(done), told_as_done(planned)) == (True, False)
    assert ToldEvent([planned, done]).happened()
    assert not ToldEvent([planned]).happened()
