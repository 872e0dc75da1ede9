"""What holds of every text: spans are where their words are, nothing raises, nothing takes longer than the text is long."""

from __future__ import annotations

import datetime as dt
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.grounding.times import Anchor, Direction, find_times, read_times, resolve_time
from dateline.grounding.times.grammar import grammar
from dateline.model import TimeSpan

VOCABULARY = """the a an of on in at to and or since until before after between from early late mid - , . ' / ( ) last next this past coming
following previous every each ago earlier later three 3 24 31 2016 1990s 10:30 a.m. first third 5th Monday Friday Fridays January May March Feb
Sept. Ramadan Easter New Year Eve eve day days week weeks weekend month months year years decade century quarter hours morning night nights dawn
overnight today yesterday tonight noon midnight few several couple half about nearly recently now summer spring 2016-08-24 8/24/2016 31/31/2016
9/11 2130 GMT end beginning anniversary old long two thousand hundred twenty sixteen latest soldiers died killed will"""
WORDS = VOCABULARY.split()
TEXTS = st.lists(st.sampled_from([*WORDS, "\n\n"]), max_size=40).map(" ".join)
DAYS = st.dates()
SPANS = st.none() | st.dates().map(TimeSpan.day) | st.dates().map(lambda day: TimeSpan(start=day, precision="month"))
DIRECTIONS: st.SearchStrategy[Direction] = st.sampled_from(["past", "future", "nearest"])


@given(TEXTS | st.text(max_size=80))
@settings(max_examples=300, deadline=None)
def test_mentions_are_in_order_and_lie_where_their_words_are(text: str) -> None:
    last = 0
    for mention in find_times(text):
        assert last <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text == mention.text.strip()
        assert all(mention.start <= start < end <= mention.end for start, end in mention.ends)
        last = mention.end


@given(TEXTS, st.none() | DAYS, SPANS, DIRECTIONS)
@settings(max_examples=400, deadline=None)
def test_any_mention_resolves_or_abstains_on_any_day(text: str, published: dt.date | None, narrative: TimeSpan | None, direction: Direction) -> None:
    for mention in find_times(text):
        resolved = resolve_time(mention, Anchor(published, narrative), direction=direction)
        if resolved is not None:
            assert resolved.value
            if resolved.span is None or mention.type in ("DURATION", "SET"):
                continue
            # What rests on the words alone is the same for every anchor.
            if not resolved.inferred:
                assert resolve_time(mention, Anchor(None), direction=direction) == resolved


@given(TEXTS, DAYS)
@settings(max_examples=100, deadline=None)
def test_nothing_is_dated_that_is_relative_where_nothing_is_known(text: str, published: dt.date) -> None:
    known = {mention.start: resolved for mention, resolved in read_times(text, Anchor(published))}
    for mention in find_times(text):
        alone = resolve_time(mention, Anchor(None))
        if alone is not None and alone.span is not None:
            assert known[mention.start] is not None


@given(TEXTS, TEXTS)
@settings(max_examples=100, deadline=None)
def test_paragraphs_are_read_one_by_one(first: str, second: str) -> None:
    both = [(mention.start, mention.end, mention.meaning) for mention in find_times(f"{first}.\n\n{second}")]
    offset = len(first) + 3
    apart = [(mention.start, mention.end, mention.meaning) for mention in find_times(f"{first}.")]
    apart += [(mention.start + offset, mention.end + offset, mention.meaning) for mention in find_times(second)]
    assert both == apart


def test_no_pattern_repeats_without_bound() -> None:
    repeats = re.compile(r"[*+{]")
    for stage in grammar().stages:
        for rule in stage.rules:
            outside_classes = re.sub(r"\[(?:\\.|[^\]\\])*\]", "", rule.regex)
            assert not repeats.search(outside_classes), rule.name


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1,111",
        "1.",
        "1:1",
        " ",
        "\n",
        "\n ",
        "\r\n",
        "the last ",
        "two or three to four and a half ",
        "on the night of ",
        "in the early hours of ",
        "from May 3 to May 4 to ",
        "May 3-4-5-",
        "a.m. ",
        "'",
        "2016-08-",
        "twenty-",
        "day after day ",
        "a",
    ],
)
def test_a_hostile_text_takes_no_longer_than_its_length(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece)) + "x"
        before = time.process_time()
        find_times(text)
        return time.process_time() - before

    seconds(1_000)
    # Quadratic behaviour would take minutes here.
    assert seconds(150_000) < 3


def test_a_long_text_is_read_whole() -> None:
    text = "Shells fell on 3 May 2016. " * 40_000
    assert len(find_times(text)) == pytest.approx(40_000, abs=4)
