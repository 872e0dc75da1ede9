from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model import errors
from dateline.model.documents import Document
from dateline.sources.assembly import make_document
from dateline.sources.records import document_from_record, read_record


def test_the_title_stands_in_the_stored_text() -> None:
    document = document_from_record("x", {"title": "Blast  kills five", "text": "A bomb went off."})
    assert document.text == "Blast kills five\n\nA bomb went off."
    assert document.title == "Blast kills five"


@pytest.mark.parametrize(
    ("text", "doubled"),
    [
        ("Blast kills five\n\nA bomb went off.", False),
        ("\nBlast kills five\nA bomb went off.", False),
        ("Blast kills five", False),
        ("Blast kills five in the capital, police said.", True),
    ],
)
def test_a_text_that_begins_with_its_title_is_kept_as_it_is(text: str, doubled: bool) -> None:
    document = document_from_record("x", {"title": "Blast kills five", "text": text})
    assert document.text == ("Blast kills five\n\n" + text if doubled else text)


@pytest.mark.parametrize(
    "record",
    [
        {"text": "T.", "title": "H", "publisher": "P", "published": "2017-02-10", "url": "u:1", "language": "en-GB", "id": 7},
        {
            "articleBody": "T.",
            "headline": "H",
            "publisher": {"@type": "Organization", "name": "P"},
            "datePublished": "February 10, 2017",
            "url": "u:1",
        }
        | {"inLanguage": "EN", "id": "7"},
        {"uri": "7", "body_text": "T.", "headline": "H", "provider": "P", "versioncreated": "2017-02-10", "language": "en", "link": "u:1"}
        | {"pubstatus": "usable", "unknown": [1]},
        {"text": "T.", "title": "H", "outlet": "P", "date": "20170210", "source_url": "u:1", "lang": "en", "guid": "7"},
    ],
)
def test_fields_go_by_several_names(record: dict[str, object]) -> None:
    expected = Document(
        text="H\n\nT.",
        title="H",
        publisher="P",
        url="u:1",
        published="2017-02-10",
        published_from="metadata",
        language="en",
        external_id="7",
    )
    assert document_from_record("x", record) == expected


@pytest.mark.parametrize(("told", "kept"), [("2017-02-10 09:30:00", "2017-02-10T09:30:00"), ("soon", None), (7, None)])
def test_when_a_record_was_got_is_kept_where_it_can_be_read(told: object, kept: str | None) -> None:
    document = document_from_record("x", {"text": "T.", "date_download": told})
    assert document.retrieved == kept
    assert document.id == document_from_record("x", {"text": "T."}).id


def test_a_story_in_html_is_read_without_its_markup() -> None:
    story = "<p>A bomb went off beside a bus in the capital on Friday.</p><p>Five people were <b>killed</b>, police said.</p>"
    expected = "Blast kills five\n\nA bomb went off beside a bus in the capital on Friday.\n\nFive people were killed, police said."
    for html in (story, f"<!DOCTYPE html><html><head><title>x</title></head><body><article>{story}</article></body></html>"):
        assert document_from_record("x", {"title": "Blast kills five", "body_xhtml": html}).text == expected


def test_what_a_record_does_not_say_stays_unknown() -> None:
    document = document_from_record("x", {"text": "T.", "language": "English", "title": " ", "date": ""})
    assert document.to_dict().keys() == {"text", "id", "sha256"}


def test_a_given_time_overrides_even_a_wrong_one() -> None:
    document = document_from_record("x", {"text": "T.", "date": "soon"}, "2017-02-10")
    assert (document.published, document.published_from) == ("2017-02-10", "given")


def test_our_own_documents_come_back_equal() -> None:
    document = Document(text="H\n\nT.", title="H", published="2017-02-10", published_from="text", external_id="7")
    assert read_record("x", document.to_json()) == document
    assert read_record("x", json.dumps({"document": document.to_dict(), "claims": []})) == document
    assert read_record("x", document.to_json(), "2018-01-01").published == "2018-01-01"


@pytest.mark.parametrize(
    ("data", "error", "says"),
    [
        ('{"text": "cut off he', errors.TruncatedInput, "ends before its end"),
        ('{"text": "cut off"', errors.TruncatedInput, "ends before its end"),
        ("{'text': 1}", errors.UnsupportedInput, "character 1"),
        ("[" * 100_000, errors.UnsupportedInput, "too deeply"),
        ('{"text": "T.", "n": ' + "9" * 5000 + "}", errors.UnsupportedInput, "cannot be read"),
        ('"text"', errors.UnsupportedInput, "got a JSON text, expected an object"),
        ('{"text": ["a"]}', errors.UnsupportedInput, "the field 'text' is a JSON list"),
        ('{"text": "T.", "title": 3}', errors.UnsupportedInput, "the field 'title' is a JSON number"),
        ('{"headline": "H", "summary": "S"}', errors.EmptyInput, "no text in the record; its fields are headline, summary"),
        ('{"text": "  "}', errors.EmptyInput, "no words"),
        ('{"text": "half \\ud800 of a pair"}', errors.UnsupportedInput, "U+D800"),
        ('{"text": "T.", "title": "\\ud800"}', errors.UnsupportedInput, "U+D800"),
        ('{"text": "a\\u0000b"}', errors.UnsupportedInput, "U+0000"),
        ('{"text": "T.", "url": "u\\u0000"}', errors.UnsupportedInput, "U+0000"),
        ('{"text": "T.", "date": "10/02/2017"}', errors.UnsupportedInput, "the field 'date' is '10/02/2017'"),
        ('{"text": "T.", "pubstatus": "canceled"}', errors.UnsupportedInput, "no uri or url tells which story"),
        ('{"text": "T.", "pubstatus": "withheld", "uri": "urn:x:1"}', errors.UnsupportedInput, "marks it as withheld"),
        ('{"id": "d-0", "sha256": "0", "text": "T."}', errors.UnsupportedInput, "the document was altered"),
    ],
)
def test_a_bad_record_gets_one_clear_error(data: str, error: type[errors.InputError], says: str) -> None:
    with pytest.raises(error) as caught:
        read_record("a.jsonl:17", data)
    assert type(caught.value) is error
    assert says in str(caught.value)
    assert str(caught.value).startswith("a.jsonl:17: ")


@given(
    st.text(alphabet=st.characters(blacklist_categories=("Cs",), blacklist_characters="\r\x00"), min_size=1).filter(
        lambda text: any(character.isalnum() for character in text)
    )
)
def test_the_text_of_a_record_round_trips(text: str) -> None:
    document = read_record("x", json.dumps({"text": text}))
    assert document.text == text
    assert Document.from_json(document.to_json()) == document


@given(st.text(max_size=80), st.text(max_size=40))
def test_a_title_is_always_in_the_text_or_refused(text: str, title: str) -> None:
    try:
        document = make_document("x", text, title=title)
    except errors.InputError:
        return
    assert document.title is None or document.title in document.text


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=6
    )
)
def test_any_value_is_a_document_or_an_input_error(value: object) -> None:
    for record in (value, {"text": "T.", "title": value, "date": value, "publisher": value, "language": value, "id": value}):
        with contextlib.suppress(errors.InputError):
            assert isinstance(document_from_record("x", record), Document)


def test_a_canceled_story_leaves_a_version_that_only_says_so() -> None:
    record = {
        "uri": "urn:wire:7",
        "provider": "The Wire",
        "headline": "Blast kills 12",
        "body_text": "Twelve died.",
        "versioncreated": "2017-02-10T09:00:00Z",
    }
    kept = read_record("x", json.dumps(record | {"pubstatus": "canceled"}))
    assert (kept.title, kept.publisher, kept.external_id, kept.published) == (None, "The Wire", "urn:wire:7", "2017-02-10T09:00:00+00:00")
    assert kept.text == "pubstatus: canceled\nuri: urn:wire:7"


def test_headlines_and_bodies_of_newer_ninjs() -> None:
    record = {
        "uri": "urn:wire:8",
        "headlines": [{"role": "short", "value": "Blast"}, {"role": "main", "value": "Blast in Redtown"}],
        "bodies": [{"role": "main", "contenttype": "text/plain", "value": "Twelve died in Redtown."}],
    }
    document = read_record("x", json.dumps(record))
    assert (document.title, document.text) == ("Blast in Redtown", "Blast in Redtown\n\nTwelve died in Redtown.")
