"""What a figure of harm is, and the words that tell one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span, Token

from dateline.grounding.numbers import CountMention
from dateline.model import Count, Harm, TollScope
from dateline.reading import cues
from dateline.reading.triggers import EventMention


@dataclass(frozen=True, slots=True)
class TollMention:
    """One figure of harm in a sentence.

    Args:
        harm: what happened.
        count: how many, as said.
        anchor: head token of what is counted ("soldiers" in "three soldiers"), or the number itself.
        span: the words of the figure, number and counted noun.
        scope: whole incident, part, earlier figure, or total over many events.
        event: the event mention whose harm it is, where the sentence has one.
        rule: which rule of counting found it.
        of_known: whether it counts some of a known group ("three of the soldiers").
    """

    harm: Harm
    count: Count
    anchor: Token
    span: Span
    scope: TollScope
    event: EventMention | None
    rule: str
    of_known: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a sentence: the count, its words, and the head token of what it counts."""

    mention: CountMention
    span: Span
    anchor: Token


@cache
def states() -> dict[str, Harm]:
    """Words for the state of those harmed: "dead", "wounded", "missing"."""
    return {word: harm for harm, words in cues.load("tolls")["state"].items() for word in words}


@cache
def harm_nouns() -> dict[str, Harm]:
    """Nouns that count harm rather than people: "deaths", "bodies"."""
    return {word: harm for harm, words in cues.load("tolls")["noun"].items() for word in words}


@cache
def listed(section: str, key: str) -> frozenset[str]:
    """A word list of ``cues/tolls.toml``."""
    return frozenset(cues.load("tolls")[section][key])
