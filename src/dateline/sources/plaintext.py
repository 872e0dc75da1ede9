"""Plain text and Markdown: one file, one report."""

from __future__ import annotations

import re
import tomllib

from dateline.model import errors
from dateline.model.documents import Document
from dateline.sources import decoding, publication
from dateline.sources.assembly import validated
from dateline.sources.records import FIELDS, document_from_fields

_LONGEST_TITLE = 160
_NO_TITLE_END = (".", ",", ";", ":", "-", "–", "—")
_DATELINE = re.compile(r"[^\s(]{2,}[^()]{0,60}\([^()]{2,30}\)\s*[-–—]")
_YAML_FIELD = re.compile(r"(?P<key>[A-Za-z_][\w.-]*)\s*:(?:\s+(?P<value>.*))?")


def read_text(name: str, text: str, published: str | None = None) -> Document:
    """One report from the text of a file.

    Front matter (YAML between lines of ``---``, TOML between lines of ``+++``) gives the fields of a record and is not part of the
    stored text. What it does not give, title and publication time, comes from the first lines. Without front matter the stored text is the
    file's text unchanged.

    Args:
        name: the input as the user knows it.
        text: decoded text with ``\\n`` line ends.
        published: publication time that overrides all others.

    Raises:
        EmptyInput: if there is nothing under the front matter.
        UnsupportedInput: if a field of the front matter is wrong.
    """
    fields, body = _front_matter(name, text)
    decoding.check_characters(name, text)
    lines = body.split("\n")
    told = publication.in_lines(lines)
    if fields:
        if not any(alias in fields for alias in FIELDS["title"]):
            fields["title"] = title_of(lines)
        return document_from_fields(name, {**fields, "text": body}, published, told=told)
    moment, source = (published, "given") if published is not None else (told, "text")
    return validated(name, {"text": body, "title": title_of(lines), "published": moment, "published_from": source if moment else None})


def title_of(lines: list[str]) -> str | None:
    """The headline that a plain text begins with, if its first line looks like one.

    It does when it is short, does not end like a sentence, and stands apart from what follows.
    """
    filled = [(index, line.strip()) for index, line in enumerate(lines) if line.strip()]
    if len(filled) < 2:
        return None
    (first, title), (second, following) = filled[0], filled[1]
    heading = title.startswith("#")
    title = title.lstrip("#").strip() if heading else title
    apart = heading or second > first + 1 or publication.in_lines([following]) is not None
    sentence = title.endswith(_NO_TITLE_END) or len(title) > _LONGEST_TITLE or _DATELINE.match(title) is not None
    if not title or sentence or not apart or publication.in_lines([title]) is not None:
        return None
    return title


def _front_matter(name: str, text: str) -> tuple[dict[str, object], str]:
    lines = text.split("\n")
    fence = lines[0].rstrip()
    if fence not in ("---", "+++"):
        return {}, text
    end = next((index for index, line in enumerate(lines[1:200], start=1) if line.rstrip() == fence), None)
    if end is None:
        return {}, text
    fields = _toml(name, lines[1:end]) if fence == "+++" else _yaml(lines[1:end])
    if not fields:
        return {}, text
    body = "\n".join(lines[end + 1 :]).lstrip("\n")
    if not any(character.isalnum() for character in body):
        raise errors.EmptyInput(name, "there is front matter but no report under it", "Add the text of the report, or leave the file out")
    return fields, body


def _toml(name: str, lines: list[str]) -> dict[str, object]:
    try:
        fields = tomllib.loads("\n".join(lines))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise errors.UnsupportedInput(name, f"its front matter is not TOML: {error}", "Correct it, or put YAML between lines of ---") from error
    return {key: value if isinstance(value, str | int | dict) else str(value) for key, value in fields.items()}


def _yaml(lines: list[str]) -> dict[str, object]:
    """The top-level ``key: value`` lines. Nested and list values are of no use here and are passed over; any other line means no front matter."""
    fields: dict[str, object] = {}
    for line in lines:
        if not line.strip() or line.lstrip().startswith(("#", "- ")) or line.startswith((" ", "\t")):
            continue
        found = _YAML_FIELD.fullmatch(line.rstrip())
        if found is None:
            return {}
        value = (found["value"] or "").strip()
        if len(value) >= 2 and value[0] == value[-1] and value[0] in "'\"":
            value = value[1:-1]
        if value and not value.startswith(("[", "{", "|", ">", "&", "*")):
            fields[found["key"]] = value
    return fields
