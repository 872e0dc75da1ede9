"""A part in a deed denied without a verb of denying: "said it had no hand in it", "had nothing to do with the attack", "were not behind it".

What is denied is a part in the event, as with "denied any role"; the event stands.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Span, Token

from dateline.reading import cues, phrases
from dateline.reading.responsibility import Blame, is_nobody, of_himself, part_nouns, subject_of


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(cues.load("responsibility")["disclaim"][key])


def disclaimers(sentence: Span) -> Iterator[Blame]:
    """Everybody in one sentence who says that he had no part in a deed.

    Args:
        sentence: the sentence.
    """
    for token in sentence:
        verb = _no_part(token)
        speaker = _speaker(verb) if verb is not None else None
        if verb is not None and speaker is not None and not is_nobody(speaker):
            start, end = min(verb.i, token.i), max(verb.i, token.i)
            yield Blame(phrases.conjuncts(speaker), speaker, "denied", token.doc[start : end + 1], None)


def _no_part(word: Token) -> Token | None:
    """The verb of "had nothing to do with", "played no part", "was not involved", "were uninvolved"; None where the word tells no such thing."""
    if word.lower_ not in _telling():
        return None
    verb = word.head
    negated = any(child.dep_ == "neg" for child in verb.children)
    none = any(child.lower_ in ("no", "any") and child.dep_ == "det" for child in word.children)
    if word.lower_ == "nothing" and word.dep_ == "dobj" and any(child.lower_ == "do" for child in word.subtree):
        return verb if verb.lower_ in _words("having") else None
    if word.lower_ in part_nouns() | _words("parts") and word.dep_ == "dobj" and verb.lower_ in _words("having"):
        return verb if negated or any(child.lower_ == "no" for child in word.children) else None
    if word.lower_ in _words("parts") and word.dep_ == "attr" and (negated or none):
        return verb
    if word.lower_ in _words("states") and word.dep_ in ("acomp", "attr", "prep", "advmod", "ROOT", "ccomp"):
        if word.lower_ == "uninvolved":
            return verb
        if word.tag_ == "VBN" and any(child.dep_ in ("auxpass", "neg") for child in word.children):  # "was not involved"
            return word if any(child.dep_ == "neg" for child in word.children) else None
        return verb if negated and verb.lower_ in ("was", "were", "is", "are", "be", "been") else None
    return None


@cache
def _telling() -> frozenset[str]:
    """The words of which one stands wherever somebody says that he had no part."""
    return frozenset(("nothing",)) | part_nouns() | _words("parts") | _words("states")


def _speaker(verb: Token) -> Token | None:
    """Who says of himself, or of his own, what a clause says."""
    says, doer = verb.head, subject_of(verb, ("nsubj", "nsubjpass"))
    if verb.dep_ not in ("ccomp", "xcomp") or says.lower_ not in cues.load("sourcing")["verbs"]["neutral"]:
        return None
    speaker = subject_of(says)
    return speaker if speaker is not None and of_himself(doer) else None
