"""Where and when a told event was, from all its tellings and from the story."""

from __future__ import annotations

from functools import cache

import pytest
from workbench import lay_out

from dateline.model import Claim, Document
from dateline.reading import RuleReader
from dateline.reading.circumstances import tense_of


@cache
def reader() -> RuleReader:
    return RuleReader()


def claims(text: str, title: str = "", published: str = "2017-02-10") -> tuple[Claim, ...]:
    return reader().read(Document(text=text, title=title, published=published)).claims


def claim(text: str, about: str, title: str = "") -> Claim:
    """The one claim whose evidence has these words."""
    found = [one for one in claims(text, title) if any(about in quote.text for quote in one.evidence)]
    assert len(found) == 1, [one.summary for one in claims(text, title)]
    return found[0]


def place(one: Claim) -> str | None:
    return one.place.place.name if one.place else None


def day(one: Claim) -> str | None:
    return str(one.time.span) if one.time else None


def test_the_capital_is_that_of_the_country_named_before_it() -> None:
    found = claim("Mali said gunmen had killed six people at a hotel in the capital on Thursday.", "killed")
    assert place(found) == "Bamako"
    assert found.place is not None
    assert found.place.inferred
    assert [quote.text for quote in found.place.evidence] == ["the capital", "Mali"] or found.place.evidence[-1].text == "Mali"


def test_the_capital_of_no_country_is_nowhere() -> None:
    assert place(claim("Gunmen killed six people at a hotel in the capital on Thursday.", "killed")) is None


def test_a_strait_told_is_not_made_finer_by_a_town_elsewhere() -> None:
    found = claim(
        "A drone struck a tanker near the Strait of Hormuz on Thursday.\n\nThe ship was on its way from Dubai to Muscat. Dubai gave no comment.",
        "struck",
    )
    assert place(found) == "Strait of Hormuz"
    assert found.place is not None
    assert found.place.place.precision == "sea"


def test_a_finer_place_must_lie_in_the_coarser_one_told_first() -> None:
    text = "Gunmen attacked a convoy in northern Mali on Thursday.\n\nThe attack killed four drivers on a track near Kidal."
    assert place(claim(text, "attacked")) == "Kidal"


def test_where_events_of_the_past_were_is_not_the_setting() -> None:
    text = (
        "Soldiers shot dead five herders on Thursday.\n\nThe herders lived near Gao, an army officer said.\n\n"
        "On 3 May 2012 rebels attacked Kidal. In June 2012 they bombed Kidal again."
    )
    assert place(claim(text, "shot dead")) != "Kidal"


def test_what_was_counted_on_a_day_did_not_happen_that_day() -> None:
    text = "Jets bombed a market in Sanaa on Monday.\n\nMedics put the number of dead at 40 on Thursday."
    assert day(claim(text, "bombed")) == "2017-02-06"


def test_what_happened_was_not_after_publication() -> None:
    text = "Jets bombed a market in Sanaa on Monday. The following month jets bombed it again."
    assert all(day(one) != "2017-03" for one in claims(text))


@pytest.mark.parametrize(
    ("telling", "expected"),
    [
        ("Troops fired at the crowd.", "2017-02-07"),
        ("Troops had fired at the crowd.", None),
        ("Troops have fired at the crowd.", None),
    ],
)
def test_the_simple_past_goes_on_where_the_story_stands(telling: str, expected: str | None) -> None:
    text = f"Rebels bombed a hotel in Juba on Monday.\n\nOn Tuesday thousands of people gathered in Khartoum. {telling}"
    found = [one for one in claims(text) if any("fired" in quote.text for quote in one.evidence) and one.event.type == "ASSAULT"]
    assert [day(one) for one in found] == [expected]


def test_an_event_takes_the_day_that_most_of_its_tellings_stand_at() -> None:
    text = (
        "The coffins were flown out on Thursday.\n\nThree engineers were killed on a road near Goma. On Wednesday two cars left Goma. "
        "Six gunmen shot the engineers beside the cars."
    )
    assert day(claim(text, "engineers were killed")) == "2017-02-08"


@pytest.mark.parametrize(
    ("text", "word", "tense"),
    [
        ("Troops fired.", "fired", "past"),
        ("Two men were shot.", "shot", "past"),
        ("Troops have fired.", "fired", "perfect"),
        ("Troops had fired.", "fired", "past_perfect"),
        ("Troops fire at crowds.", "fire", "present"),
        ("The attack was brief.", "attack", None),
    ],
)
def test_tenses(text: str, word: str, tense: str | None) -> None:
    assert tense_of(lay_out(text).word(word)) == tense
