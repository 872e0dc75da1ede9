"""The tagger and the normaliser of times, piece by piece."""

from __future__ import annotations

import datetime as dt

import pytest

from dateline.grounding.times import Anchor, direction_of, find_times, read_times, resolve_time
from dateline.grounding.times import feasts as named_days
from dateline.grounding.times.lexicon import Lexicon, numeric_day
from dateline.grounding.times.pattern import Pattern
from dateline.model import TimeSpan
from dateline.model.errors import CodebookError

FRIDAY = dt.date(2017, 2, 10)


def only(text: str):
    mentions = find_times(text)
    assert len(mentions) == 1, [mention.text for mention in mentions]
    return mentions[0]


def value(text: str, published: dt.date | None = FRIDAY, **anchor: TimeSpan) -> str | None:
    resolved = resolve_time(only(text), Anchor(published, **anchor))
    return resolved.value if resolved else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("for three days", "P3D"),
        ("a 24-hour truce", "PT24H"),
        ("within two and a half years", "P2Y6M"),
        ("for several weeks", "PXW"),
        ("for half an hour", "PT30M"),
        ("a decades-long war", "PXE"),
        ("every Friday", "XXXX-WXX-5"),
        ("twice a month", "P1M"),
        ("last week", "2017-W05"),
        ("the weekend", "2017-W05-WE"),
        ("the fourth quarter", "2016-Q4"),
        ("the second half of 2015", "2015-H2"),
        ("in the summer of 2014", "2014-SU"),
        ("the 1980s", "198"),
        ("the 20th century", "19"),
        ("Monday night", "2017-02-06TNI"),
        ("at 7:45 p.m. Wednesday", "2017-02-08T19:45"),
        ("at 0150 (0650 GMT) on Tuesday", "2017-02-07T01:50"),
        ("from 3 to 7 May", "2016-05-03/2016-05-07"),
        ("in recent years", "PAST_REF"),
        ("now", "PRESENT_REF"),
        ("in the near future", "FUTURE_REF"),
        ("the first anniversary of the raid", "XXXX-XX-XX"),
        ("on the night of August 24-25", "2016-08-24TNI"),
        ("nineteen ninety-six", "1996"),
        ("in August last year", "2016-08"),
        ("on 24 August two years ago", "2015-08-24"),
        ("in early October last year", "2016-10"),
        ("two years ago, on August 24", "2015-08-24"),
        ("in the spring of last year", "2016-SP"),
        ("last week on Friday", "2017-02-03"),
        ("on Monday last week", "2017-01-30"),
        ("a year ago today", "2016-02-10"),
        ("five years ago this week", "2012-W06"),
        ("a week ago Thursday", "2017-02-02"),
        ("overnight Thursday into Friday", "2017-02-09TNI"),
        ("the night between Sunday and Monday", "2017-02-05TNI"),
        ("the eve of Ramadan", "2016-06-05"),
        ("the first three months of 2016", "P3M"),
        ("the last days of December", "2016-12"),
        ("the week of May 6", "2016-W18"),
        ("a decade ago", "2007"),
        ("a year and a half ago", "2015-H2"),
        ("hours later", "FUTURE_REF"),
        ("the latest quarter", "2016-Q4"),
        ("the 1800s", "18"),
        ("in the seventies", "197"),
        ("Q3 2016", "2016-Q3"),
        ("last Christmas", "2016-12-25"),
        ("on the 8th.", "2017-02-08"),
        ("9-Feb-2017", "2017-02-09"),
        ("February 3, 4 and 5", "2017-02-03/2017-02-05"),
        ("in January or February 2016", "2016-01/2016-02"),
        ("from March to May", "2016-03/2016-05"),
        ("the end of May", "2016-05"),
        ("by March", "2016-03"),
        ("from Friday to Sunday", "2017-02-03/2017-02-05"),
        ("from Wednesday night to Friday morning", "2017-02-08TNI/2017-02-10TMO"),
        ("a fortnight ago", "2017-W04"),
        ("this decade", "201"),
        ("a war of 2 1/2 years", "P2Y6M"),
        ("in 2005 and after", "2005"),
        ("a 30-second blast", "PT30S"),
        ("for twenty-five days", "P25D"),
        ("for a hundred and fifty days", "P150D"),
        ("for a couple of days", "P2D"),
        ("for two to three weeks", "P2W"),
        ("2016-11-03T14:30Z", "2016-11-03T14:30Z"),
        ("the third quarter of last year", "2016-Q3"),
        ("each July", "XXXX-07"),
        ("the last week of May 2016", "2016-W21"),
        ("the end of the month", "2017-02"),
        ("by year-end", "2017"),
        ("two years ago to the day", "2015-02-10"),
        ("overnight on Tuesday", "2017-02-06TNI"),
        ("early in the week", "2017-W06"),
        ("next Tuesday", "2017-02-14"),
        ("this Thursday", "2017-02-09"),
        ("next Friday, March 3", "2017-03-03"),
        ("at 12.45 a.m. (2115 GMT)", "XXXX-XX-XXT00:45"),
    ],
)
def test_timex_values(text: str, expected: str) -> None:
    assert value(text) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [("on Friday", "DATE"), ("at noon", "TIME"), ("for a week", "DURATION"), ("every week", "SET"), ("Friday night", "TIME"), ("since 2011", "DATE")],
)
def test_timex_types(text: str, kind: str) -> None:
    assert only(text).type == kind


def test_offsets_count_code_points() -> None:
    mention = only("🇹🇷 Çöl: on 3 May 2016, the end")
    assert "🇹🇷 Çöl: on 3 May 2016, the end"[mention.start : mention.end] == "3 May 2016"


@pytest.mark.parametrize(
    "text",
    [
        "Jan Novak and April Smith spoke.",
        "He may have died.",
        "Some 1950 people fled.",
        "The 3-month-old child lived.",
        "They hit the spring.",
        "UN resolution 2042 was passed.",
        "A fall in sales.",
        "At least 24 may have died.",
        "It cost 1,999 dollars.",
        "One day they will return.",
        "They spoke to May and May's aides.",
        "Nothing was heard since the fall of Mosul.",
        "More than a quarter of the town burnt.",
        "He led the March of Return.",
    ],
)
def test_words_that_only_look_like_times(text: str) -> None:
    assert not find_times(text)


def test_no_expression_reaches_over_a_blank_line() -> None:
    assert [mention.text for mention in find_times("He left on 3\n\nMay 2016 was quiet.")] == ["May 2016"]


def test_what_the_words_fix_is_read_and_the_rest_inferred() -> None:
    assert not resolve_time(only("on 24 August 2016"), Anchor(FRIDAY)).inferred
    assert resolve_time(only("on 24 August"), Anchor(FRIDAY)).inferred


def test_a_day_that_no_calendar_has_is_no_date() -> None:
    assert resolve_time(only("on 30 February 2016"), Anchor(FRIDAY)) is None
    assert resolve_time(only("on 30 February"), Anchor(FRIDAY)) is None


def test_a_leap_day_is_the_last_there_was() -> None:
    assert value("on 29 February") == "2016-02-29"


def test_a_weekday_beside_a_date_chooses_the_year() -> None:
    assert value("on Thursday, March 3") == "2016-03-03"
    assert value("on Tuesday, March 3") == "2015-03-03"


def span(text: str, **anchor: TimeSpan) -> tuple[dt.date | None, dt.date | None]:
    found = resolve_time(only(text), Anchor(FRIDAY, **anchor)).span
    return found.start, found.end


def test_what_is_about_a_day_is_more_than_a_day() -> None:
    assert span("three days ago") == (dt.date(2017, 2, 7), dt.date(2017, 2, 7))
    assert span("two or three days ago") == (dt.date(2017, 2, 7), dt.date(2017, 2, 9))
    assert span("about ten days ago") == (dt.date(2017, 1, 30), dt.date(2017, 2, 1))


def test_portions_of_a_period() -> None:
    assert span("the first three months of 2016") == (dt.date(2016, 1, 1), dt.date(2016, 3, 31))
    assert span("the last ten days of 2016") == (dt.date(2016, 12, 22), dt.date(2016, 12, 31))
    assert span("early last week") == (dt.date(2017, 1, 30), dt.date(2017, 1, 31))


def test_a_year_earlier_than_a_quarter_is_a_quarter() -> None:
    quarter = TimeSpan(start=dt.date(2016, 7, 1), end=dt.date(2016, 9, 30), precision="season")
    assert value("a year earlier", narrative=quarter) == "2015-Q3"
    assert value("a year earlier", narrative=TimeSpan.day(dt.date(2016, 7, 1))) == "2015"


def test_a_guess_that_puts_a_date_far_off_is_turned_round() -> None:
    resolved = [resolved for _, resolved in read_times("The truce was extended to March 6.", Anchor(FRIDAY))]
    assert [found.value for found in resolved if found] == ["2017-03-06"]


def test_a_bare_oclock_is_no_clock() -> None:
    mention = only("at four o'clock on Wednesday")
    assert resolve_time(mention, Anchor(FRIDAY)).span == TimeSpan.day(dt.date(2017, 2, 8))
    assert value("at four o'clock in the afternoon on Wednesday") == "2017-02-08T16:00"


def test_a_comma_behind_a_date_is_not_part_of_it() -> None:
    assert only("The raid on 2 January, in which six died").text == "2 January"
    assert only("on January 2, in the north").text == "January 2"


def test_a_count_starts_from_a_time_that_is_fine_enough() -> None:
    june = TimeSpan(start=dt.date(2016, 6, 1), end=dt.date(2016, 6, 30), precision="month")
    assert value("two weeks earlier", narrative=june) is None
    assert value("two months earlier", narrative=june) == "2016-04"
    assert value("the next day", narrative=june) is None


def test_the_zone_of_a_clock_that_is_not_the_places_leaves_the_clock_open() -> None:
    mention = only("at 0150 GMT on Tuesday")
    abroad = resolve_time(mention, Anchor(FRIDAY))
    assert abroad.value == "2017-02-07T01:50Z"
    assert abroad.span == TimeSpan.day(dt.date(2017, 2, 7))
    there = resolve_time(mention, Anchor(FRIDAY, zone="Z"))
    assert there.span.clock == "01:50"


@pytest.mark.parametrize(
    ("text", "direction", "expected"),
    [
        ("on Friday", "past", "2017-02-10"),
        ("on Friday", "future", "2017-02-10"),
        ("on Monday", "past", "2017-02-06"),
        ("on Monday", "future", "2017-02-13"),
        ("on March 1", "past", "2016-03-01"),
        ("on March 1", "future", "2017-03-01"),
        ("on March 1", "nearest", "2017-03-01"),
        ("on August 24", "nearest", "2016-08-24"),
        ("in December", "nearest", "2016-12"),
    ],
)
def test_the_direction_decides_what_is_incomplete(text: str, direction: str, expected: str) -> None:
    assert resolve_time(only(text), Anchor(FRIDAY), direction=direction).value == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoy will arrive on Monday.", "future"),
        ("The army killed nine on Monday.", "past"),
        ("Hostages are to be released on Monday.", "future"),
        ("A vote is scheduled for Monday.", "future"),
        ("On Monday, shells landed in the town.", "past"),
        ("On Monday the talks will resume.", "future"),
        ("They agreed to meet on Monday.", "future"),
        ("Monday", "nearest"),
        ("It was said. He will go by Monday.", "future"),
        ("The minister said on Monday that troops would leave.", "past"),
        ("Aid will reach Daniel P. Novak on Monday.", "future"),
        ("He was freed. Until Monday, nobody had known.", "past"),
        ("They extended the truce until Monday.", "future"),
        ("By Monday the ministry had counted nine.", "past"),
        ("The road will be open by Monday.", "future"),
        ("Families were mourning after Monday's raid, which may widen the war.", "past"),
    ],
)
def test_the_words_about_a_mention_tell_the_direction(text: str, expected: str) -> None:
    assert direction_of(text, only(text)) == expected


def test_the_story_carries_its_time_along() -> None:
    text = "On August 24 they crossed the border. The next day they took the town. A week earlier, scouts had come. Two days later it fell."
    found = {mention.text: resolved.value for mention, resolved in read_times(text, Anchor(FRIDAY)) if resolved}
    assert found == {"August 24": "2016-08-24", "The next day": "2016-08-25", "A week earlier": "2016-W33", "Two days later": "2016-08-27"}


def test_a_range_tells_where_its_ends_are() -> None:
    mention = only("between 3 and 7 May 2016")
    assert [mention.text[start - mention.start : end - mention.start] for start, end in mention.ends] == ["3", "7 May 2016"]


@pytest.mark.parametrize(
    ("year", "western", "orthodox"),
    [
        (2016, dt.date(2016, 3, 27), dt.date(2016, 5, 1)),
        (2017, dt.date(2017, 4, 16), dt.date(2017, 4, 16)),
        (2024, dt.date(2024, 3, 31), dt.date(2024, 5, 5)),
    ],
)
def test_easter(year: int, western: dt.date, orthodox: dt.date) -> None:
    assert (named_days.easter(year), named_days.orthodox_easter(year)) == (western, orthodox)


def test_every_named_day_is_found_and_falls_somewhere() -> None:
    for key, entry in named_days.feasts().items():
        assert any(named_days.in_year(key, year) for year in (2001, 2016)), key
        words = entry["name"]
        if entry["calendar"] != "fixed":
            assert [mention.rule for mention in find_times(f"It was on {words}.")] == ["feast"], words


def test_a_lunar_feast_outside_the_tables_is_left_open() -> None:
    assert resolve_time(only("during Ramadan"), Anchor(dt.date(1890, 5, 1))) is None


def test_numeric_dates_are_american_unless_dotted_or_impossible() -> None:
    assert numeric_day("8/4/2016") == dt.date(2016, 8, 4)
    assert numeric_day("24/8/2016") == dt.date(2016, 8, 24)
    assert numeric_day("4.8.2016") == dt.date(2016, 8, 4)
    assert numeric_day("31/31/2016") is None
    assert resolve_time(only("8/4/2016"), Anchor(None)).inferred
    assert not resolve_time(only("8/24/2016"), Anchor(None)).inferred


@pytest.mark.parametrize("source", ["(a", "a)", "( | a)", "a?", "+", ""])
def test_a_pattern_that_breaks_the_language_is_refused(source: str) -> None:
    with pytest.raises(CodebookError):
        Pattern(source, {})


def test_a_pattern_knows_what_it_can_begin_with() -> None:
    assert Pattern("the? (last | n:NUM) week", {"NUM": "(one | DAY)"}).first == {"the", "last", "one", "DAY"}


def test_a_word_list_without_words_is_refused() -> None:
    with pytest.raises(CodebookError):
        Lexicon({"MONTH": {"capital": True}})
