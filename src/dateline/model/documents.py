"""Documents and their passages."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import ClassVar, Literal

from pydantic import Field, computed_field, model_validator

from dateline.model._base import Value, content_id
from dateline.model.errors import ReaderError
from dateline.model.evidence import Evidence
from dateline.model.times import Moment

PublishedFrom = Literal["given", "metadata", "text"]
"""Where the publication time comes from: the user, the page's metadata, or a line of the text ("Posted ...")."""


class Document(Value):
    """One report as published. Two versions of a page are two documents.

    Args:
        text: the stored text: what was published, title included, characters unchanged. All offsets count code points of it.
        title: the headline, where there is one; it also stands in ``text``.
        publisher: who published it, as a name.
        url: where it was published.
        published: when it was published, as precisely as known.
        published_from: where ``published`` comes from.
        language: ISO 639-1 code, where known.
        external_id: the id that the source itself gave it.
        retrieved: when it was got from where it was published, where known; tells which of two versions of a page is the newer.

    ``id`` and ``sha256`` follow from the content; an ``id`` or ``sha256`` in JSON that disagrees is refused.
    """

    text: str = Field(min_length=1)
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: Moment | None = None
    published_from: PublishedFrom | None = None
    language: str | None = Field(default=None, pattern=r"^[a-z]{2,3}$")
    external_id: str | None = None
    retrieved: Moment | None = None

    _file_reader: ClassVar[Callable[[Path, str | None], Document] | None] = None

    @model_validator(mode="before")
    @classmethod
    def _derived_fields_agree(cls, data: object) -> object:
        if not isinstance(data, dict) or not ("id" in data or "sha256" in data):
            return data
        given = {name: data[name] for name in ("id", "sha256") if name in data}
        document = cls.model_validate({name: value for name, value in data.items() if name not in given})
        for name, value in given.items():
            if getattr(document, name) != value:
                raise ValueError(
                    f"the {name} {value!r} does not belong to this content, whose {name} is {getattr(document, name)!r}: the document was altered"
                )
        return {name: value for name, value in data.items() if name not in given}

    @computed_field  # type: ignore[prop-decorator]
    @cached_property
    def id(self) -> str:
        """Content id: the same report by the same publisher at the same address and time has the same id everywhere."""
        return content_id("d", self.text, self.title, self.publisher, self.url, self.published)

    @computed_field  # type: ignore[prop-decorator]
    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the stored text in UTF-8, hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def quote(self, start: int, end: int) -> Evidence:
        """The words at these offsets, as evidence."""
        return Evidence(start=start, end=end, text=self.text[start:end])

    @classmethod
    def from_file(cls, path: str | Path, *, published: str | None = None) -> Document:
        """Read one report from a text or HTML file.

        Args:
            path: the file.
            published: publication time (ISO 8601); overrides what the file says.

        Raises:
            InputError: if the file cannot be read as one report.
        """
        if Document._file_reader is None:
            raise ReaderError("no room for reading files is open: got dateline.model alone. Write `import dateline` instead.")
        return Document._file_reader(Path(path), published)

    @classmethod
    def read_files_with(cls, reader: Callable[[Path, str | None], Document]) -> None:
        """Plug in what :meth:`from_file` uses: the ground floor declares the socket, a higher room brings the plug."""
        Document._file_reader = reader


PassageKind = Literal["title", "dateline", "body", "quotation", "teaser", "boilerplate", "off_topic"]

READ_KINDS: frozenset[PassageKind] = frozenset(("title", "body", "quotation"))
"""Kinds of passage that claims may be read from."""


class Passage(Value):
    """A paragraph-sized part of a document.

    Args:
        index: position in the document, from 0.
        start, end: code points of ``Document.text``, end exclusive.
        kind: what the passage is; only title, body and quotation give claims.
        reason: why a passage is left out of the reading.
    """

    index: int = Field(ge=0)
    start: int = Field(ge=0)
    end: int
    kind: PassageKind
    reason: str | None = None
