"""The words behind the values of an incident, each in its sentence and with the address of the place where it stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.ledger import value_words
from dateline.model import Claim, Document, Evidence, Grounded, Moment
from dateline.resolving import speaker_name

_ENDS = re.compile(r"[.!?…。؟۔][\"'”’»)\]]*(?=\s)|\n")
_LONGEST = 320
"""Characters of context on the screen; sentences that are longer are cut at a word."""
_REACH = 600


@dataclass(frozen=True)
class Cited:
    """Words of a document that support one value.

    Args:
        before, words, after: the sentence, with the words in its middle.
        value: the value that was read from them, for people.
        start, end: offsets of the words, in code points of the stored text.
        said_by: who says so; the publisher where the document speaks for itself.
        rule, inferred: how the value was read.
    """

    claim_id: str
    document_id: str
    publisher: str | None
    published: Moment | None
    said_by: tuple[str, ...]
    value: str
    before: str
    words: str
    after: str
    start: int
    end: int
    rule: str
    inferred: bool

    @property
    def href(self) -> str:
        """Where the words stand on the document's page."""
        return f"/documents/{self.document_id}?from={self.start}&to={self.end}#words"


def tightest(evidence: Sequence[Evidence]) -> Evidence:
    """The words themselves: of the spans behind a value the shortest, and the first of equals. The others are the clauses around them."""
    return min(evidence, key=lambda span: (span.end - span.start, span.start))


def in_sentence(text: str, start: int, end: int) -> tuple[str, str, str]:
    """The sentence around a span, in three parts: before it, the span itself, after it."""
    opening = max(0, start - _REACH)
    left = opening
    for found in _ENDS.finditer(text, opening, start):
        left = found.end()
    right_end = _ENDS.search(text, max(start, end - 1), min(len(text), end + _REACH))
    right = max(
        end, right_end.end() if right_end is not None and right_end[0] != "\n" else right_end.start() if right_end else min(len(text), end + _REACH)
    )
    room = max(40, (_LONGEST - (end - start)) // 2)
    before, after = text[left:start].lstrip(), text[end:right].rstrip()
    if len(before) > room:
        before = "…" + before[-room:].partition(" ")[2]
    if len(after) > room:
        after = after[:room].rpartition(" ")[0] + "…"
    return before, text[start:end], after


class Citations:
    """The claims of one incident, ready to be asked for the words behind a value.

    Args:
        claims: those that stand.
        documents: theirs, by id.
    """

    def __init__(self, claims: Iterable[Claim], documents: Mapping[str, Document]) -> None:
        self.documents = documents
        self.claims = sorted(claims, key=lambda claim: (documents[claim.document_id].published or "9999", claim.document_id, claim.spans()[0].start))

    def of_value(self, claim: Claim, value: Grounded) -> Cited:
        """The words behind one value of one claim."""
        return self.of_span(claim, tightest(value.evidence), value_words(value), value.rule, inferred=value.inferred)

    def of_claim(self, claim: Claim) -> Cited:
        """The clause that tells the event."""
        return self.of_span(claim, claim.evidence[0], claim.summary, claim.event.rule)

    def of_span(self, claim: Claim, span: Evidence, value: str, rule: str, *, inferred: bool = False) -> Cited:
        """Any span of a claim in its sentence."""
        document = self.documents[claim.document_id]
        before, words, after = in_sentence(document.text, span.start, span.end)
        speakers = tuple(dict.fromkeys(speaker_name(speaker) for speaker in claim.speakers))
        return Cited(
            claim_id=claim.id,
            document_id=document.id,
            publisher=document.publisher,
            published=document.published,
            said_by=speakers or ((document.publisher,) if document.publisher else ()),
            value=value,
            before=before,
            words=words,
            after=after,
            start=span.start,
            end=span.end,
            rule=rule,
            inferred=inferred,
        )

    def where(self, field: str, fits: Callable[[Grounded], bool], among: Iterable[str] | None = None) -> tuple[Cited, ...]:
        """The words behind all values of one field that fit, in order of publication.

        Args:
            field: the name that :meth:`Claim.values` gives it.
            fits: whether a value is the one that is asked for.
            among: ids of the claims to look at; None for all.
        """
        wanted = None if among is None else frozenset(among)
        return tuple(
            self.of_value(claim, value)
            for claim in self.claims
            if wanted is None or claim.id in wanted
            for name, value in claim.values()
            if name == field and fits(value)
        )
