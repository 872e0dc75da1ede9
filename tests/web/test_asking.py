"""What an address asks, and addresses that carry the whole state."""

from __future__ import annotations

import datetime as dt
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from dateline.web.asking import Question


def test_an_address_carries_the_whole_state_and_reads_back() -> None:
    question = Question(
        q="market & road", since="2017-01-01", country=["SYR", "irq"], killed_min=0, contested=True, review="waiting", sort="deadliest"
    )
    given = parse_qs(urlsplit(question.link()).query)
    lists = {"country", "type", "grade"}
    assert Question.model_validate({name: value if name in lists else value[0] for name, value in given.items()}) == question
    assert given["country"] == ["SYR", "IRQ"]
    assert given["killed_min"] == ["0"], "nobody killed is asked for, and not the same as asking nothing"


@given(st.text(max_size=40), st.lists(st.from_regex(r"[A-Z]{3}", fullmatch=True), max_size=3))
def test_any_words_survive_an_address(words: str, countries: list[str]) -> None:
    question = Question(q=words, country=countries)
    found = parse_qs(urlsplit(question.link()).query, keep_blank_values=True)
    assert found.get("q", [None])[0] == (question.q or None)
    assert found.get("country", []) == countries


def test_empty_fields_of_a_form_ask_nothing() -> None:
    question = Question.model_validate({"q": "", "since": "", "country": [""], "killed_min": "", "sort": ""})
    assert not question.asks
    assert question.link() == "/"
    assert question == Question()


def test_taking_one_filter_away_keeps_the_others() -> None:
    question = Question(q="road", country=["SYR", "IRQ"])
    assert question.without("q") == "/?country=SYR&country=IRQ"
    assert question.without("country", "SYR") == "/?q=road&country=IRQ"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("since", "soon"),
        ("country", ["Syria"]),
        ("bbox", "1,2,3"),
        ("bbox", "9,0,1,1"),
        ("bbox", "nan,0,1,1"),
        ("killed_min", -1),
        ("role", "king"),
        ("sort", "random"),
    ],
)
def test_what_makes_no_sense_is_refused(field: str, value: object) -> None:
    with pytest.raises(ValidationError):
        Question.model_validate({field: value})


def test_for_the_ledger() -> None:
    wanted = Question(q="x", until=dt.date(2017, 1, 1), bbox="35,32,42,37.5", review="done").wanted()
    assert (wanted.text, wanted.until, wanted.bbox, wanted.waiting) == ("x", dt.date(2017, 1, 1), (35.0, 32.0, 42.0, 37.5), False)
