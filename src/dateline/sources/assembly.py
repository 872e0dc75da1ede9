"""The parts of a report put together to a document whose stored text holds its title."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pydantic

from dateline.model import errors
from dateline.model.documents import Document
from dateline.sources import decoding

_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_].*)?")


def make_document(name: str, text: str, *, title: str | None, **fields: str | None) -> Document:
    """A document whose stored text holds its title.

    Where the text does not begin with the title, the stored text is the title, an empty line and the text.

    Raises:
        EmptyInput: if the text is empty.
        UnsupportedInput: if the text or a field holds what cannot be stored.
    """
    text = decoding.unify_lines(text)
    decoding.refuse_wordless(name, text)
    title = " ".join(title.split()) if title else None
    if title and not re.match(rf"\s*{re.escape(title)}[ \t]*(?:\n|$)", text):
        text = f"{title}\n\n{text}"
    for value in (text, *fields.values()):
        decoding.check_characters(name, value or "")
    return validated(name, {"text": text, "title": title or None, **fields})


def moved_to(url: str, document: Document) -> Document:
    """The same report with the address that it was got from."""
    values = document.to_dict()
    return validated(url, {**{name: value for name, value in values.items() if name not in ("id", "sha256")}, "url": url})


def got_at(document: Document, moment: str) -> Document:
    """The same report with the time at which it was got (ISO 8601), unless it tells that itself.

    A report without address and id is a version of nothing, and is left as it is.
    """
    if document.retrieved is not None or not (document.url or document.external_id):
        return document
    return document.model_copy(update={"retrieved": moment})


def validated(name: str, values: Mapping[str, object]) -> Document:
    """The document of these values.

    Raises:
        UnsupportedInput: if the model refuses a value.
    """
    try:
        return Document.model_validate(values)
    except pydantic.ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "document"
        raise errors.UnsupportedInput(name, f"the {where} cannot be kept: {first['msg']}", "Correct it, or leave it out") from error


def language_code(value: str | None) -> str | None:
    """``en`` of ``en``, ``EN``, ``en-GB``; None of anything that is no language code."""
    found = _LANGUAGE.fullmatch(value) if value else None
    return found[1].lower() if found else None
