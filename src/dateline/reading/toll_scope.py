"""What a figure is of: the whole event, a part of it, an earlier count that is replaced, or a total over many events."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Span, Token

from dateline.model import Harm, TollScope
from dateline.reading import cues
from dateline.reading.toll_words import Number, TollMention, listed


def scope_of(number: Number, sentence: Span, found: list[TollMention], harm: Harm, rule: str) -> TollScope:
    """The scope of a figure, from its own words and the figures told before it in the sentence."""
    if rule == "tolls.part":
        return "part"
    doc = sentence.doc
    left = doc[max(sentence.start, number.span.start - 4) : number.span.start]
    same_harm = [toll for toll in found if toll.harm == harm and toll.scope == "incident"]
    if any(token.lower_ in listed("part", "before") for token in left) and same_harm:
        return "part"
    if same_harm and any(
        child.dep_ == "prep" and child.lower_ == "of" and any(noun.lower_ in listed("part", "of_them") for noun in child.children)
        for child in doc[number.span.end - 1].children
    ):
        return "part"
    if left and left[-1].lower_ in listed("superseded", "from_words") and same_harm:
        return "superseded"
    tolls = [noun for noun in (number.anchor, *list(number.anchor.ancestors)[:2]) if noun.lower_ in listed("toll", "nouns")]
    if any(child.lower_ in listed("superseded", "adjectives") for noun in tolls for child in noun.children):
        return "superseded"
    clause = _clause(number.anchor)
    if any(token.lower_ in listed("superseded", "clause") and token.dep_ == "advmod" for token in clause):
        return "superseded"
    return "cumulative" if is_cumulative(sentence, number.anchor) else "incident"


def _clause(token: Token) -> Iterator[Token]:
    verb = token
    while verb.head.i != verb.i and not verb.tag_.startswith("VB"):
        verb = verb.head
    return iter(verb.children)


_DATED = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?(?: \d{1,2})?,? $|\b(?:last|earlier|later),? $", re.IGNORECASE)


@cache
def _cumulative_pattern() -> re.Pattern[str]:
    phrases_ = sorted(cues.load("tolls")["cumulative"]["phrases"], key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, phrases_)) + r")\b", re.IGNORECASE)


def is_cumulative(sentence: Span, anchor: Token) -> bool:
    """Whether the figure at ``anchor`` is a total over many events or a period ("since", "in the past year"); "10 May this year" is a day."""
    for match in _cumulative_pattern().finditer(sentence.text):
        if not _DATED.search(sentence.text[: match.start()]):
            return True
    verb = anchor
    while verb.head.i != verb.i and not verb.tag_.startswith("VB"):
        verb = verb.head
    perfect = any(child.dep_ in ("aux", "auxpass") and child.lower_ in ("have", "has", "'ve") for child in verb.children)
    return perfect and any(token.lower_ == "since" and (token.dep_ == "mark" or any(True for _ in token.children)) for token in sentence)
