"""Codes and numbers as people read them: never more precise than what is known."""

from __future__ import annotations

import datetime as dt

import pytest

from dateline.model import PRECISION_ORDER, Place, TimeSpan
from dateline.web import wording
from factories import document, town

DAY = dt.date(2017, 2, 9)


def time(**values: object) -> TimeSpan:
    return TimeSpan(**({"start": DAY, "end": DAY, "precision": "day"} | values))


@pytest.mark.parametrize(
    ("span", "words", "sentence"),
    [
        (None, "unknown", "When it happened is not told."),
        (time(), "9 February 2017", "It happened on 9 February 2017."),
        (time(precision="clock", clock="05:30"), "9 February 2017, 05:30", "It happened on 9 February 2017 at 05:30 local time."),
        (time(precision="part_of_day", part="night"), "9 February 2017, night", "It happened on 9 February 2017, night."),
        (time(end=dt.date(2017, 2, 11), precision="days"), "9 – 11 February 2017", "It happened between 9 February 2017 and 11 February 2017."),
        (
            time(start=dt.date(2017, 2, 1), end=dt.date(2017, 2, 28), precision="month"),
            "February 2017",
            "It happened approximately in February 2017.",
        ),
        (time(start=dt.date(2017, 1, 1), end=dt.date(2017, 12, 31), precision="year"), "2017", "It happened approximately in 2017."),
        (time(start=None, precision="longer"), "until 9 February 2017", "It happened at an unknown time until 9 February 2017."),
        (
            time(start=dt.date(2016, 12, 30), end=dt.date(2017, 1, 2), precision="days"),
            "30 December 2016 – 2 January 2017",
            "It happened between 30 December 2016 and 2 January 2017.",
        ),
    ],
)
def test_times(span: TimeSpan | None, words: str, sentence: str) -> None:
    assert wording.span(span) == words
    first = document(publisher="The Examiner", published="2017-02-10")
    assert wording.time_sentence(span, first) == f"{sentence} First reported on 10 February 2017 by The Examiner."


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (None, "undated"),
        ("2017-02-10", "10 February 2017"),
        ("2017-02-10T08:30:00+03:00", "10 February 2017, 08:30 UTC+3"),
        ("2017-02-10T08:30:00-04:30", "10 February 2017, 08:30 UTC−4:30"),
        ("2017-02-10T08:30:00+00:00", "10 February 2017, 08:30 UTC"),
        ("2017-02-10T08:30:00", "10 February 2017, 08:30"),
    ],
)
def test_moments(given: str | None, words: str) -> None:
    assert wording.moment(given) == words


@pytest.mark.parametrize("precision", PRECISION_ORDER)
def test_every_precision_of_place_has_words(precision: str) -> None:
    place = Place(name="X", precision=precision) if precision == "unknown" else town(precision=precision, radius_km=4)
    assert wording.PRECISION[precision] in wording.place_sentence(place)
    assert wording.coordinates(place) is None or precision != "unknown"


def test_coordinates_have_no_more_decimals_than_they_deserve() -> None:
    assert wording.coordinates(town(precision="site", lat=36.43211, lon=-37.5)) == "36.4321° N, 37.5000° W"
    assert wording.coordinates(town(precision="province", lat=-36.43211, lon=37.5)) == "36.4° S, 37.5° E"


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(None, None, "unknown"), (12, 12, "12"), (12, None, "12 or more"), (None, 15, "up to 15"), (1200, 1500, "1,200–1,500"), (0, 0, "0")],
)
def test_figures(low: int | None, high: int | None, words: str) -> None:
    assert wording.figure(low, high) == words


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c", "d"], "a, b, c and d"),
        (["a", "b", "c", "d", "e"], "a, b, c and 2 others"),
    ],
)
def test_lists_of_names(names: list[str], words: str) -> None:
    assert wording.listed(names) == words
