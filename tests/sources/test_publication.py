from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model.errors import UnsupportedInput
from dateline.sources import publication


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2017-02-10", "2017-02-10"),
        ("20170210", "2017-02-10"),
        ("2017-02-10T08:30:00+03:00", "2017-02-10T08:30:00+03:00"),
        ("2017-02-10 08:30 Z", "2017-02-10T08:30:00+00:00"),
        ("February 10, 2017", "2017-02-10"),
        ("Fri, Feb. 10 2017, 8:30 a.m. ET", "2017-02-10"),
        ("10th of February 2017", "2017-02-10"),
        ("Fri, 10 Feb 2017 08:30:00 +0300", "2017-02-10"),
        ("10.2.2017", "2017-02-10"),
        ("25/02/2017", "2017-02-25"),
        ("02/25/2017", "2017-02-25"),
        ("05/05/2017", "2017-05-05"),
        ("10/02/2017", None),
        ("30 February 2017", None),
        ("10 February", None),
        ("yesterday", None),
        ("10 February 2017 was a bad day for the town", None),
        ("", None),
    ],
)
def test_a_date_is_read_as_precisely_as_it_is_written_and_no_more(written: str, moment: str | None) -> None:
    assert publication.parse(written) == moment


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("Posted February 10, 2017", "2017-02-10"),
        ("Published: 10 February 2017 08:30 GMT", "2017-02-10"),
        ("First published on 2017-02-10T08:30:00Z", "2017-02-10T08:30:00+00:00"),
        ("By Jane Roe, 10 Feb 2017", "2017-02-10"),
        ("*Published 10 Feb 2017*", "2017-02-10"),
        ("Friday, 10 February 2017", "2017-02-10"),
        ("Updated Feb 11, 2017 at 9:15", "2017-02-11"),
        ("Posted by admin on February 10, 2017 in World", "2017-02-10"),
        ("By Jane Roe | The Courier | Feb 10, 2017", "2017-02-10"),
        ("(Last updated at 14:20, Friday 10 February 2017)", "2017-02-10"),
        (
            "BEIRUT, June 2, 2016 (Agency) - Shells fell on the town, and the hospital took in many wounded people through the night and the day.",
            "2016-06-02",
        ),
        ("GAZA CITY, Gaza Strip, 2 June 2016 -- Shells fell on the town.", "2016-06-02"),
        ("By Jane Roe, who was there from 1 May 2016 to 10 February 2017", None),
        ("BEIRUT, June 2 (Agency) - Shells fell on the town.", None),
        ("By 10 February 2017 the town was empty and the road to the north was cut.", None),
        ("Posted by an army unit, the statement spoke of 10 February 2017.", None),
        ("Published: 10/02/2017", None),
    ],
)
def test_a_line_that_tells_the_publication(line: str, moment: str | None) -> None:
    assert publication.in_lines(["A headline", "", line, "", "The story."]) == moment


def test_first_published_goes_before_updated() -> None:
    assert publication.in_lines(["Updated 12 Feb 2017", "Published 10 Feb 2017"]) == "2017-02-10"


def test_the_best_line_wins_wherever_it_stands() -> None:
    lines = ["BEIRUT, 1 June 2016 (Agency) - Shells fell.", "Updated 4 June 2016", "3 June 2016", "Posted 2 June 2016"]
    found = [publication.in_lines(lines[: count + 1]) for count in range(len(lines))]
    assert found == ["2016-06-01", "2016-06-04", "2016-06-03", "2016-06-02"]


def test_a_date_deep_in_the_story_is_not_the_publication() -> None:
    assert publication.in_lines([*["A sentence of the story."] * 8, "Posted February 10, 2017"]) is None


def test_what_lies_in_the_future_is_no_publication(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publication, "today", lambda: dt.date(2017, 2, 9))
    assert publication.in_lines(["Posted February 10, 2017"]) is None
    with pytest.raises(UnsupportedInput, match="2017-02-10, when nothing can have been published"):
        publication.stated("a.jsonl:1", "date", "2017-02-10")
    assert publication.given("2017-02-10") == "2017-02-10", "the user is believed"


def test_what_is_no_date_is_refused_with_the_way_to_write_it() -> None:
    with pytest.raises(UnsupportedInput, match=r"--published: got 'last week', expected a date\. Write it as 2017-02-10"):
        publication.given("last week")
    with pytest.raises(UnsupportedInput, match="the field 'date' is 1486"):
        publication.stated("a.jsonl:1", "date", 1486715400)


@given(st.text(max_size=60))
def test_any_line_gives_a_moment_or_nothing(line: str) -> None:
    moment = publication.parse(line)
    assert moment is None or dt.date.fromisoformat(moment[:10])


@given(st.dates(min_value=dt.date(1605, 1, 1), max_value=dt.date(2099, 12, 31)))
def test_every_spelling_of_a_day_is_that_day(day: dt.date) -> None:
    spellings = (day.isoformat(), f"{day:%B} {day.day}, {day.year}", f"{day.day} {day:%b} {day.year}", f"{day:%A}, {day.day} {day:%B} {day.year}")
    assert {publication.parse(spelling) for spelling in spellings} == {day.isoformat()}
