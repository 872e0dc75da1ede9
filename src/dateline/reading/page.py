"""A document, split and parsed: what the rules of reading look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from dateline.model import READ_KINDS, Document, Evidence, Passage
from dateline.reading import casing, parsing, passages

_INVISIBLE = dict.fromkeys((0xFEFF, 0x00AD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A)), " ")
"""Marks of direction and width cling to words and hide them from the rules; the parser sees a blank in their place, and offsets stay."""

_OFFSET = "dateline_offset"
_PASSAGE = "dateline_passage"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a passage that is read.

    Args:
        index: position among the sentences of the document.
        passage: index of its passage.
        span: its tokens.
    """

    index: int
    passage: int
    span: Span


@dataclass(frozen=True, slots=True)
class Page:
    """A document with its passages and, for those that are read, their parses.

    Args:
        document: the document.
        passages: all passages in text order.
        docs: the parse of each passage that is read, by passage index.
    """

    document: Document
    passages: tuple[Passage, ...]
    docs: dict[int, Doc]

    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of all parsed passages in text order."""
        found: list[Sentence] = []
        for index, doc in self.docs.items():
            for span in doc.sents:
                found.append(Sentence(len(found), index, span))
        return tuple(found)

    def without(self, off_topic: dict[int, str]) -> Page:
        """The same page with some passages marked as another story's; their parses are dropped."""
        marked = tuple(
            passage.model_copy(update={"kind": "off_topic", "reason": off_topic[passage.index]}) if passage.index in off_topic else passage
            for passage in self.passages
        )
        return Page(self.document, marked, {index: doc for index, doc in self.docs.items() if index not in off_topic})

    def evidence(self, span: Span) -> Evidence:
        """The words of a token span, as evidence in the document's own offsets."""
        offset = offset_of(span.doc)
        return self.document.quote(offset + span.start_char, offset + span.end_char)

    def evidence_at(self, doc: Doc, start: int, end: int) -> Evidence:
        """The characters ``start:end`` of a passage's parse, as evidence in the document's own offsets."""
        offset = offset_of(doc)
        return self.document.quote(offset + start, offset + end)


def offset_of(doc: Doc) -> int:
    """Where the parsed passage begins in the stored text, in code points."""
    offset: int = doc.user_data[_OFFSET]
    return offset


def passage_of(token: Token | Span) -> int:
    """Index of the passage that a token stands in."""
    index: int = token.doc.user_data[_PASSAGE]
    return index


def turn(documents: Iterable[Document]) -> Iterator[Page]:
    """Split and parse documents, in order, in batches that span documents."""
    waiting: list[tuple[Document, tuple[Passage, ...]]] = []
    size = 0
    for document in documents:
        split = passages.split(document)
        waiting.append((document, split))
        size += sum(passage.kind in READ_KINDS for passage in split)
        if size >= parsing.BATCH * 2:
            yield from _parse(waiting)
            waiting, size = [], 0
    yield from _parse(waiting)


def _legible(document: Document, split: tuple[Passage, ...]) -> Iterator[str]:
    """The passages that are read, as the parser sees them: of the same length, marks blanked, and what is in capitals only with small letters."""
    texts = [document.text[passage.start : passage.end].translate(_INVISIBLE) for passage in split if passage.kind in READ_KINDS]
    capitals = [casing.in_capitals(text) for text in texts]
    known = casing.abbreviations(document.text) if any(capitals) else frozenset()
    for text, large in zip(texts, capitals, strict=True):
        yield casing.restored(text, known) if large else text


def _parse(waiting: list[tuple[Document, tuple[Passage, ...]]]) -> Iterator[Page]:
    parsed = parsing.parse(text for document, split in waiting for text in _legible(document, split))
    for document, split in waiting:
        docs: dict[int, Doc] = {}
        for passage in split:
            if passage.kind in READ_KINDS:
                doc = next(parsed)
                doc.user_data[_OFFSET] = passage.start
                doc.user_data[_PASSAGE] = passage.index
                docs[passage.index] = doc
        yield Page(document, split, docs)
