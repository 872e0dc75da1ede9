"""Reports as records: JSON objects whose fields are named in one of the usual ways."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pydantic

from dateline.model import errors
from dateline.model.documents import Document
from dateline.model.times import Moment
from dateline.sources import decoding, publication
from dateline.sources.assembly import language_code, make_document
from dateline.sources.webpage import looks_like_html, story_of

FIELDS: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "body_text", "articleBody", "article_body", "maintext", "content", "story", "body_xhtml", "body_html", "content_html"),
    "title": ("title", "headline", "name"),
    "publisher": ("publisher", "outlet", "source", "source_name", "provider", "site_name", "sitename", "source_domain"),
    "url": ("url", "link", "source_url"),
    "published": (
        "published",
        "date",
        "datePublished",
        "date_published",
        "date_publish",
        "published_at",
        "publishedAt",
        "publication_date",
        "pubDate",
        "versioncreated",
        "firstcreated",
    ),
    "language": ("language", "lang", "inLanguage"),
    "external_id": ("external_id", "id", "uri", "guid"),
    "retrieved": ("retrieved", "retrieved_at", "date_download", "downloaded_at"),
}
"""Our fields and the names they go by elsewhere (schema.org, ninjs, news-please), best first."""

_CANCELED = ("canceled", "cancelled")
_WITHHELD = "withheld"


def read_record(name: str, data: str, published: str | None = None) -> Document:
    """One report from the JSON text of one record.

    Raises:
        TruncatedInput: if the JSON ends too early.
        UnsupportedInput: if it is no JSON object, or a field of it is wrong.
        EmptyInput: if the record has no text.
    """
    return document_from_record(name, parse_json(name, data), published)


def parse_json(name: str, data: str) -> object:
    """The value of some JSON text.

    Raises:
        TruncatedInput: if the JSON ends too early.
        UnsupportedInput: if it is not JSON, or nested too deeply.
    """
    try:
        return json.loads(data)
    except json.JSONDecodeError as error:
        if error.pos >= len(data.rstrip()) or error.msg.startswith("Unterminated string"):
            raise errors.TruncatedInput(name, "this JSON ends before its end", "Get the whole file again, or take out the cut record") from error
        raise errors.UnsupportedInput(
            name,
            f"this is not JSON: {error.msg} at character {error.pos}",
            "Write one JSON object per record, with the fields text, title, published",
        ) from error
    except RecursionError as error:
        raise errors.UnsupportedInput(name, "this JSON is nested too deeply", "A record is one flat object of text, title, published") from error
    except ValueError as error:
        raise errors.UnsupportedInput(name, f"this JSON holds a value that cannot be read ({error})", "Correct the value") from error


def document_from_record(name: str, record: object, published: str | None = None) -> Document:
    """One report from a record: dateline's own document, or an object with the fields of ``FIELDS``.

    Raises:
        UnsupportedInput: if it is no object, a field of it is wrong, or its agency has withdrawn it.
        EmptyInput: if it has no text.
    """
    if not isinstance(record, dict):
        raise errors.UnsupportedInput(name, f"got a JSON {_kind(record)}, expected an object", 'Write a record as {"text": "...", "title": "..."}')
    inner = record.get("document")
    if isinstance(inner, dict) and "claims" in record:
        record = inner
    if "sha256" in record and str(record.get("id", "")).startswith("d-"):
        return _own_document(name, record, published)
    return document_from_fields(name, record, published)


def document_from_fields(name: str, record: Mapping[str, object], published: str | None = None, *, told: Moment | None = None) -> Document:
    """One report from named fields; see ``FIELDS`` for the names, and :func:`document_from_record` for the errors.

    ``told`` is the publication time that the text tells, for where no field does.
    """
    record = _flat(record)
    status = str(record.get("pubstatus", "")).lower()
    if status == _WITHHELD:
        raise errors.UnsupportedInput(
            name, "its agency marks it as withheld", "A story that is not released yet is not read; take it out of the input"
        )
    if status in _CANCELED:
        record = _withdrawal(name, record, status)
    text = _string(name, record, "text")
    if text is None:
        raise errors.EmptyInput(name, f"no text in the record; its fields are {_fields(record)}", "Put the words of the report into the field 'text'")
    if looks_like_html(text[:4096]):
        text = story_of(name, text)
    title = _string(name, record, "title")
    field, value = _field(record, "published")
    moment, source = (published, "given") if published is not None else (publication.stated(name, field, value), "metadata")
    if moment is None:
        moment, source = told, "text"
    return make_document(
        name,
        text,
        title=title,
        publisher=_string(name, record, "publisher"),
        url=_string(name, record, "url"),
        published=moment,
        published_from=source if moment else None,
        language=language_code(_string(name, record, "language")),
        external_id=_string(name, record, "external_id"),
        retrieved=publication.parse(got) if isinstance(got := _field(record, "retrieved")[1], str) else None,
    )


def _withdrawal(name: str, record: Mapping[str, object], status: str) -> Mapping[str, object]:
    """What is kept of a canceled story: a version of it that says so and nothing else, so that its earlier claims no longer count."""
    where = _string(name, record, "external_id") or _string(name, record, "url")
    if where is None or (":" not in where and _string(name, record, "url") is None):
        raise errors.UnsupportedInput(
            name, f"its agency marks it as {status}, and no uri or url tells which story that is", "Take it out of the input, or add the story's uri"
        )
    kept = {alias: record[alias] for field in FIELDS if field not in ("text", "title") for alias in FIELDS[field] if alias in record}
    return {**kept, "text": f"pubstatus: {status}\nuri: {where}"}


def _flat(record: Mapping[str, object]) -> Mapping[str, object]:
    """ninjs from version 2 on has lists of headlines and bodies: the main ones, else the first, under the names of version 1."""
    made = dict(record)
    for many, one, role in (("headlines", "headline", "main"), ("bodies", "body", "main")):
        told = record.get(many)
        listed = [entry for entry in told if isinstance(entry, dict)] if isinstance(told, list) else []
        if listed and one not in record:
            chosen = next((entry for entry in listed if entry.get("role") == role), listed[0])
            made[one] = chosen.get("value")
    return made


def _own_document(name: str, record: dict[str, object], published: str | None) -> Document:
    try:
        document = Document.from_dict(record)
        if published is not None:
            values = {**document.to_dict(), "published": published, "published_from": "given"}
            document = Document.from_dict({key: value for key, value in values.items() if key not in ("id", "sha256")})
    except pydantic.ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise errors.UnsupportedInput(
            name, f"this is not a document as dateline writes it: {first['msg']}", "Export it again, or leave out 'id' and 'sha256'"
        ) from error
    decoding.check_characters(name, document.text)
    return document


def _field(record: Mapping[str, object], field: str) -> tuple[str, object]:
    return next(((alias, record[alias]) for alias in FIELDS[field] if record.get(alias) not in (None, "")), (field, None))


def _string(name: str, record: Mapping[str, object], field: str) -> str | None:
    alias, value = _field(record, field)
    if isinstance(value, dict) and field == "publisher":
        value = value.get("name")
    if field == "external_id" and isinstance(value, int):
        value = str(value)
    if value is None:
        return None
    if not isinstance(value, str):
        raise errors.UnsupportedInput(name, f"the field {alias!r} is a JSON {_kind(value)}, expected words", f"Write {alias!r} as text in quotes")
    return value if field == "text" else value.strip() or None


def _fields(record: Mapping[str, object]) -> str:
    return ", ".join(list(record)[:12]) or "none"


def _kind(value: object) -> str:
    kinds = {dict: "object", list: "list", str: "text", bool: "yes or no", int: "number", float: "number", type(None): "null"}
    return kinds.get(type(value), type(value).__name__)
