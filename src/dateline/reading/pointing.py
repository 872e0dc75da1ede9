"""Blame that is put without a verb of blaming: "pointed the finger at G", "see the hand of G in it".

The classes are those of ``responsibility``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Span, Token

from dateline.reading import cues, phrases
from dateline.reading.responsibility import Blame, is_nobody, subject_of


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(cues.load("responsibility")["pointing"][key])


def pointings(sentence: Span) -> Iterator[Blame]:
    """Everybody whom one sentence points to as having done what is told elsewhere.

    Args:
        sentence: the sentence.
    """
    for token in sentence:
        found = None
        if token.lower_ in _words("verbs") and token.tag_.startswith("VB"):
            found = _pointed(token)
        elif token.lower_ in _words("stamps"):
            found = _stamp(token)
        if found is not None and not any(map(is_nobody, found.accused)):
            yield found


def _below(holder: Token, words: frozenset[str]) -> Token | None:
    """The noun after one of some prepositions."""
    preps = (child for child in holder.children if child.dep_ in ("prep", "prt", "advmod") and child.lower_ in words)
    return next((noun for prep in preps for noun in prep.children if noun.dep_ == "pobj"), None)


def _someone(noun: Token | None) -> bool:
    """Whether a noun can be for somebody at all: names, and nouns for people under arms; "pointed to a hole" points to nobody."""
    if noun is None:
        return False
    return noun.tag_ in ("NNP", "NNPS") or noun.lower_ in cues.load("coreference")["armed"]["nouns"] or noun.lower_ in _words("suspects")


def _pointed(verb: Token) -> Blame | None:
    """ "Officials pointed the finger at G", "analysts pointed to G", "the finger was pointed at G"."""
    fingers = [child for child in verb.children if child.dep_ in ("dobj", "nsubjpass") and child.lower_ in ("finger", "fingers")]
    holders = (verb, *fingers)
    if any(child.dep_ == "dobj" and child not in fingers for child in verb.children):
        return None  # "pointed rifles at the guards"
    accused = next((noun for holder in holders if (noun := _below(holder, _words("at"))) is not None), None)
    if accused is None or not (fingers or _someone(accused)) or any(child.dep_ == "neg" for child in verb.children):
        return None
    by = subject_of(verb)
    by = None if by is not None and by.lower_ in ("finger", "fingers", "evidence", "signs", "clues") else by
    last = max(verb.i, *(finger.i for finger in fingers)) if fingers else verb.i
    return Blame(phrases.conjuncts(accused), by, "accused" if by is not None else "suspected", verb.doc[verb.i : last + 1], None)


def _stamp(noun: Token) -> Blame | None:
    """ "Bears the stamp of G", "police see the hand of G in it"."""
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    group = _below(noun, frozenset(("of",)))
    if group is None or not group.tag_.startswith("NNP") or verb.lower_ not in _words("bears") or noun.dep_ not in ("dobj", "pobj"):
        return None
    by = subject_of(verb)
    person = by if by is not None and verb.lower_ not in ("bears", "bear", "bore", "has", "had", "carries", "carried") else None
    return Blame(phrases.conjuncts(group), person, "suspected", noun.doc[verb.i : noun.i + 1], None)
