"""Who the dead and hurt were, where a sentence says only that: "The dead were cousins", "most of the victims were labourers"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from dateline.reading import cues, phrases

CLAD = frozenset(("dressed", "wearing", "clad", "disguised"))
_DRESS = 5
"""How many words may stand between "dressed" and what somebody is dressed as."""


def wearer(noun: Token) -> Token:
    """Who acts in "men dressed as policemen killed nine": the men. Parsers take the nearest noun for the subject."""
    before = noun.doc[max(noun.sent.start, noun.i - _DRESS) : noun.i]
    clad = next((token for token in reversed(before) if token.lower_ in CLAD), None)
    if clad is None or clad.i == noun.sent.start or not any(token.lower_ in ("as", "in", "like") for token in noun.doc[clad.i : noun.i]):
        return noun
    person = clad.nbor(-1)
    return person if person.tag_ in ("NN", "NNS") else noun


@dataclass(frozen=True, slots=True)
class Described:
    """Those harmed, and the nouns that say who they were.

    Args:
        harmed: the word for them ("dead", "victims").
        nouns: heads of the phrases that describe them, in text order.
    """

    harmed: Token
    nouns: tuple[Token, ...]


_SHARES = frozenset(("most", "many", "some", "all", "half", "several", "both", "two-thirds"))
_OF_THEM = frozenset(("them", "these", "those", "whom", "dead", "victims", "killed", "wounded", "injured", "casualties"))


def shares_of_victims(sentence: Span) -> Iterator[Described]:
    """Every "fifteen of these were churchgoers", "most of them pupils", "22 people, mostly soldiers" of one sentence."""
    for token in sentence:
        if token.lower_ in ("mostly", "mainly", "chiefly", "largely") and token.i > sentence.start and token.nbor(-1).text == ",":
            nouns = _nouns_from(token.i + 1, sentence)
        elif token.lower_ == "of" and sentence.start < token.i < sentence.end - 2 and (token.nbor(-1).lower_ in _SHARES or token.nbor(-1).like_num):
            them = token.nbor() if token.nbor().lower_ != "the" else token.nbor(2)
            if them.lower_ not in _OF_THEM or them.i + 1 >= sentence.end:
                continue
            start = them.i + 2 if them.nbor().lower_ in ("was", "were", "are", "is") else them.i + 1
            nouns = _nouns_from(start, sentence)
        else:
            continue
        if nouns:
            yield Described(token, nouns)


def _nouns_from(start: int, sentence: Span) -> tuple[Token, ...]:
    """The nouns of the phrases that begin here: "women and children", "pupils of a primary school" (the pupils)."""
    nouns: list[Token] = []
    for token in sentence.doc[start : sentence.end]:
        if token.tag_ in ("NN", "NNS"):
            if token.i + 1 == sentence.end or not token.nbor().tag_.startswith("NN"):
                nouns.append(token)
        elif token.tag_ not in ("DT", "JJ", "CD", "CC", "NNP", "RB"):
            break
    return tuple(nouns)


def described_victims(sentence: Span) -> Iterator[Described]:
    """Every clause of one sentence that says who those harmed were."""
    words = cues.load("tolls")["harmed"]
    for token in sentence:
        if token.lower_ not in words["nouns"]:
            continue
        subject = token
        if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lower_ in words["shares"]:
            subject = token.head.head
        if subject.dep_ != "nsubj" or not (phrases.is_definite(token) or token.lower_ == "victims"):
            continue
        verb = subject.head
        links = ("attr",) if verb.lower_ in ("was", "were", "are", "is") else ("dobj",) if verb.lower_ in words["verbs"] else ()
        nouns = tuple(noun for child in verb.children if child.dep_ in links for noun in phrases.conjuncts(child) if noun.tag_.startswith("NN"))
        if nouns:
            yield Described(token, nouns)
