"""What resolving may know of a document: where it comes from, never what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Self

from dateline.model import Claim, Document, Moment


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """The provenance of one document.

    Args:
        id: the document's id.
        publisher: who published it, where known.
        url: where, where known.
        published: when (ISO 8601), where known.
    """

    id: str
    publisher: str | None = None
    url: str | None = None
    published: Moment | None = None

    @classmethod
    def of(cls, document: Document) -> Self:
        """The facts of one document."""
        return cls(document.id, document.publisher, document.url, document.published)


class ResolvableClaim(NamedTuple):
    """A claim with the provenance of its document."""

    claim: Claim
    document: DocumentFacts
