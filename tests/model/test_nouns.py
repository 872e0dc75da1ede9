"""The nouns refuse what breaks their law, and their JSON reads back to the same value."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from dateline.model import (
    NOUNS,
    Actor,
    ActorRole,
    Claim,
    Count,
    Document,
    EventType,
    Evidence,
    Incident,
    Place,
    ReaderName,
    Ruling,
    StatusLabel,
    TimeSpan,
    Toll,
    json_schema,
)

TEXT = "Gunmen killed at least eight people in Bunia on Monday, a hospital said."


def words(text: str) -> Evidence:
    start = TEXT.index(text)
    return Evidence(start=start, end=start + len(text), text=text)


def claim(**changes: Any) -> Claim:
    values: dict[str, Any] = {
        "document_id": Document(text=TEXT).id,
        "reader": ReaderName(name="hand", version="1"),
        "event": EventType(type="ASSAULT", mode="firearms", evidence=(words("killed"),), rule="hand"),
        "status": StatusLabel(label="actual", evidence=(words("killed"),), rule="hand"),
        "actors": (
            ActorRole(
                role="source",
                actor=Actor(id="generic:gunmen", name="gunmen", kind="generic"),
                words="Gunmen",
                evidence=(words("Gunmen"),),
                rule="hand",
            ),
        ),
        "tolls": (
            Toll(harm="killed", count=Count(low=8, kind="at_least", words="at least eight"), evidence=(words("at least eight people"),), rule="hand"),
        ),
        "summary": "Gunmen killed at least eight people",
        "evidence": (words("Gunmen killed at least eight people"),),
    }
    return Claim.make(**{**values, **changes})


def test_a_claim_reads_back_to_itself() -> None:
    made = claim()
    assert Claim.from_json(made.to_json()) == made
    assert Claim.from_json(made.to_json()).to_json() == made.to_json()


def test_the_same_content_has_the_same_id_and_other_content_another() -> None:
    assert claim().id == claim().id
    assert claim().id != claim(summary="Gunmen killed eight").id


def test_an_altered_claim_is_refused() -> None:
    data = claim().to_dict()
    data["tolls"][0]["count"]["low"] = 9
    with pytest.raises(ValidationError, match="does not follow from its content"):
        Claim.from_dict(data)


def test_a_value_without_evidence_is_refused() -> None:
    with pytest.raises(ValidationError, match="evidence"):
        EventType(type="ASSAULT", evidence=(), rule="hand")


def test_evidence_must_quote_as_many_characters_as_it_spans() -> None:
    with pytest.raises(ValidationError, match="code points"):
        Evidence(start=0, end=3, text="ab")


def test_a_misspelt_field_is_refused() -> None:
    with pytest.raises(ValidationError, match="kiled"):
        Count.from_dict({"low": 3, "kind": "exact", "high": 3, "words": "three", "kiled": 1})


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"low": 5, "high": 3, "kind": "between", "words": "5 to 3"}, "above"),
        ({"kind": "vague", "words": "some"}, "neither"),
        ({"low": 3, "kind": "exact", "words": "three"}, "bounds differ"),
        ({"low": -1, "high": -1, "kind": "exact", "words": "-1"}, "greater than or equal"),
    ],
)
def test_a_count_that_says_nothing_possible_is_refused(values: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        Count(**values)


def test_zero_is_a_count_and_unknown_is_none() -> None:
    assert Count(low=0, high=0, kind="exact", words="no one").low == 0
    assert claim(tolls=()).toll("killed") == ()


def test_counts_are_written_as_muc_wrote_them() -> None:
    assert str(Count(low=8, kind="at_least", words="at least eight")) == "8+"
    assert str(Count(low=6, high=8, kind="between", words="six to eight")) == "6–8"
    assert str(Count(low=10, high=10, kind="about", words="some ten")) == "~10"
    assert str(Count(high=30, kind="at_most", words="up to 30")) == "≤30"


def test_a_document_is_known_by_its_content() -> None:
    first = Document(text=TEXT, publisher="Herald")
    assert first.id == Document(text=TEXT, publisher="Herald", language="en").id
    assert first.id != Document(text=TEXT, publisher="Courier").id
    assert first.id != Document(text=TEXT + " ", publisher="Herald").id


def test_an_altered_document_is_refused() -> None:
    data = Document(text=TEXT).to_dict()
    with pytest.raises(ValidationError, match="altered"):
        Document.from_dict({**data, "text": TEXT.replace("eight", "nine")})


def test_a_publication_time_must_be_iso() -> None:
    with pytest.raises(ValidationError, match="2017-02-10"):
        Document(text=TEXT, published="10 Feb 2017")


@given(st.text(min_size=1), st.none() | st.text(min_size=1), st.dates(dt.date(1, 1, 1)))
def test_documents_round_trip(text: str, publisher: str | None, day: dt.date) -> None:
    document = Document(text=text, publisher=publisher, published=day.isoformat())
    assert Document.from_json(document.to_json()) == document


@given(st.text(min_size=1).flatmap(lambda text: st.tuples(st.just(text), st.integers(0, len(text) - 1), st.integers(1, len(text)))))
def test_evidence_is_refound_in_code_points(given_: tuple[str, int, int]) -> None:
    text, start, length = given_
    quote = Document(text=text).quote(start, min(start + length, len(text)))
    assert quote.found_in(text)
    assert Evidence.from_json(quote.to_json()) == quote


@given(st.dates(), st.dates())
def test_spans_overlap_as_days_do(one: dt.date, other: dt.date) -> None:
    first, last = min(one, other), max(one, other)
    span = TimeSpan(start=first, end=last, precision="longer")
    assert span.contains(one)
    assert span.contains(other)
    assert span.overlaps(TimeSpan.day(one))
    assert TimeSpan(start=first, precision="day").contains(last)
    assert TimeSpan.from_json(span.to_json()) == span


def test_a_span_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValidationError, match="after it ends"):
        TimeSpan(start=dt.date(2020, 2, 2), end=dt.date(2020, 2, 1), precision="days")


def test_an_unknown_place_has_no_point() -> None:
    with pytest.raises(ValidationError, match="cannot have a point"):
        Place(name="Nowhere", precision="unknown", lat=1.0, lon=1.0)


def test_only_a_fine_place_gets_a_pin() -> None:
    assert Place(name="Bunia", precision="settlement", lat=1.56, lon=30.25).at_least("near")
    assert not Place(name="Ituri", precision="province", lat=1.5, lon=30.0).at_least("near")


def test_a_ruling_needs_a_reason_and_a_pair() -> None:
    values: dict[str, Any] = {"author": "ana", "time": "2020-01-01", "reason": "one strike, two towns' names"}
    assert Ruling.make(kind="same", subjects=("i-1", "i-2"), **values).id.startswith("r-")
    with pytest.raises(ValidationError, match="two ids"):
        Ruling.make(kind="same", subjects=("i-1",), **values)
    with pytest.raises(ValidationError, match="reason"):
        Ruling.make(kind="note", subjects=("i-1",), author="ana", time="2020-01-01", reason="")


@pytest.mark.parametrize("noun", sorted(NOUNS))
def test_every_noun_has_a_valid_schema(noun: str) -> None:
    schema = json_schema(noun)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"urn:dateline:schema:{noun}:1"


def test_a_claim_fits_its_own_schema() -> None:
    jsonschema.validate(json.loads(claim().to_json()), json_schema("claim"))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"id": "c-1"}, json_schema("claim"))


def test_an_incidents_counts_follow_from_the_rest() -> None:
    values = {"id": "i-" + "0" * 16, "type": "ASSAULT", "status": "actual", "claim_ids": ["c"], "document_ids": ["d", "e"], "publishers": ["P"]}
    made = Incident.from_dict({**values, "summary": "x"})
    assert (made.counts.documents, made.counts.outlets, made.counts.origins) == (2, 1, 0)
    assert Incident.from_json(made.to_json()) == made
    with pytest.raises(ValidationError, match="do not follow"):
        Incident.from_dict({**values, "summary": "x", "counts": {"documents": 9, "outlets": 1, "origins": 0}})
