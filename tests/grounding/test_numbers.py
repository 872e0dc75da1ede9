import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.grounding.numbers import NOT_COUNTS, find_counts, parse_count

CASES = tomllib.loads((Path(__file__).parent.parent / "cases" / "counts.toml").read_text())["case"]

SMALL = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
TENS = ["-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spell(number: int, joiner: str = " and ") -> str:
    if number < 20:
        return SMALL[number]
    if number < 100:
        return TENS[number // 10] + (f"-{SMALL[number % 10]}" if number % 10 else "")
    for scale, name in ((10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= scale:
            rest = number % scale
            return f"{spell(number // scale, joiner)} {name}" + ((joiner if rest < 100 else " ") + spell(rest, joiner) if rest else "")
    raise AssertionError(number)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_numbers_are_read_as_a_careful_human_would(case: dict[str, Any]) -> None:
    found = [[m.count.words, m.not_count or str(m.count)] for m in find_counts(case["text"])]
    assert found == case["counts"]


@given(st.integers(1, 10**9 - 1), st.sampled_from([" and ", " "]))
def test_a_number_spelt_out_reads_back(number: int, joiner: str) -> None:
    count = parse_count(spell(number, joiner))
    assert count is not None
    assert (count.low, count.high, count.kind) == (number, number, "exact")


@given(st.integers(0, 10**12), st.sampled_from(["{}", "{:,}", "{:_}"]))
def test_digits_read_back_with_any_separator(number: int, form: str) -> None:
    count = parse_count(form.format(number).replace("_", "\u202f"))
    assert count is not None
    assert count.low == count.high == number


@given(st.integers(0, 10**12), st.sampled_from([0x0660, 0x06F0, 0x0966]))
def test_digits_of_other_scripts_are_the_same_numbers(number: int, zero: int) -> None:
    written = "".join(chr(zero + int(digit)) for digit in str(number))
    count = parse_count(written)
    assert count is not None
    assert count.low == number


@given(
    st.text()
    | st.lists(st.sampled_from(["at least", "12", "one", "-", "to", "dozen", "a", "2016", "more than", "😀", "hundred", "or", "٣", ".", ","])).map(
        " ".join
    )
)
def test_offsets_quote_exactly_and_never_overlap(text: str) -> None:
    at = 0
    for mention in find_counts(text):
        assert mention.start >= at
        assert text[mention.start : mention.end] == mention.count.words
        assert mention.not_count is None or mention.not_count in NOT_COUNTS
        at = mention.end


@given(st.integers(1, 5000))
def test_bounds_follow_the_words(number: int) -> None:
    for words, low, high in [
        ("more than {}", number + 1, None),
        ("at least {}", number, None),
        ("up to {}", None, number),
        ("fewer than {}", None, number - 1),
        ("about {}", number, number),
    ]:
        count = parse_count(words.format(number))
        assert count is not None
        assert (count.low, count.high) == (low, high)


@pytest.mark.parametrize("words", ["", "soldiers", "47th", "12 killed", "$5", "no comment", "3 and 4"])
def test_what_is_no_count_gives_none(words: str) -> None:
    assert parse_count(words) is None
