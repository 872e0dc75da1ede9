"""Noun phrases of a parse: their extent, their words, their number. Nothing here knows about events."""

from __future__ import annotations

from spacy.tokens import Span, Token

NOUN_TAGS = frozenset(("NN", "NNS", "NNP", "NNPS", "PRP", "CD", "DT", "JJ", "JJS", "VBG", "WP", "PRP$", "EX"))
PLURAL_TAGS = frozenset(("NNS", "NNPS"))
PRONOUNS = frozenset(
    ("he", "she", "they", "it", "him", "her", "them", "we", "i", "us", "who", "which", "that", "whom", "himself", "themselves", "itself")
)
RELATIVE = frozenset(("who", "which", "that", "whom"))

_DASHES = frozenset(("-", "–", "—"))
_OUTSIDE = frozenset(
    ("relcl", "acl", "appos", "conj", "cc", "punct", "advcl", "parataxis", "ccomp", "cop", "dep", "preconj", "advmod", "mark", "case")
)
_INSIDE_PREPS = frozenset(("of", "from", "for", "in", "with"))
_LEFT = frozenset(("det", "amod", "compound", "nummod", "poss", "quantmod", "predet", "nmod", "advmod", "npadvmod", "neg"))


def core(token: Token) -> Span:
    """The noun phrase of a head without relative clauses, appositions and conjuncts: "three Turkish soldiers"."""
    left = right = token.i
    for child in token.children:
        if child.i < token.i and child.dep_ in _LEFT:
            left = min(left, child.left_edge.i)
        elif child.dep_ == "prep" and child.text.lower() == "of" and child.i == right + 1 and not _of_doing(child):
            right = max(right, _of_end(child))
    for at in range(left, token.i):
        if token.doc[at].text in _DASHES and at > 0 and token.doc[at - 1].whitespace_:
            left = at + 1  # "Nine killed in Nasiriyah - medics"
    while left < token.i and token.doc[left].is_punct:
        left += 1
    return token.doc[left : right + 1]


def _of_doing(preposition: Token) -> bool:
    """ "Accused the army of shelling": what he is accused of is no part of his name, wherever the parser hangs it."""
    return any(child.dep_ == "pcomp" for child in preposition.children)


def _of_end(preposition: Token) -> int:
    for child in preposition.children:
        if child.dep_ in ("pobj", "pcomp"):
            return max(core(child).end - 1, child.i)
    return preposition.i


def extended(token: Token) -> Span:
    """The noun phrase with its prepositional tail ("a spokesman for the defence ministry in Kabul"), still one party."""
    span = core(token)
    right = span.end - 1
    for child in token.children:
        if child.i > token.i and child.dep_ == "prep" and child.text.lower() in _INSIDE_PREPS and child.i == right + 1:
            right = max(right, _of_end(child))
    return token.doc[span.start : right + 1]


def conjuncts(token: Token) -> tuple[Token, ...]:
    """The head and everything joined to it by "and", "or" or commas, in text order."""
    found = [token]
    for child in token.children:
        if child.dep_ == "conj" and child.tag_ in NOUN_TAGS:
            found.extend(conjuncts(child))
    return tuple(sorted(found, key=lambda t: t.i))


def appositions(token: Token) -> tuple[Token, ...]:
    """Heads of the phrases set beside this one: "his counterpart, Recep Tayyip Erdogan"."""
    return tuple(child for child in token.children if child.dep_ == "appos")


def is_plural(token: Token) -> bool:
    """Whether the phrase speaks of more than one, as far as its form tells."""
    if token.tag_ in PLURAL_TAGS or token.lower_ in ("they", "them", "we", "us", "themselves"):
        return True
    return any(child.dep_ == "nummod" and child.lower_ not in ("one", "1") for child in token.children)


def is_definite(token: Token) -> bool:
    """Whether the phrase points back to something known: "the soldiers", "those men", "their fighters"."""
    return any(
        (child.dep_ == "det" and child.lower_ in ("the", "this", "that", "these", "those", "both")) or child.dep_ == "poss"
        for child in token.children
    )


def is_pronoun(token: Token) -> bool:
    """Whether the head is a pronoun that stands for a party."""
    return token.lower_ in PRONOUNS and token.tag_ in ("PRP", "WP", "WDT", "DT", "IN")


def ancestors_until_root(token: Token) -> tuple[Token, ...]:
    """The token's governors, nearest first."""
    return tuple(token.ancestors)


def governs(ancestor: Token, token: Token) -> bool:
    """Whether ``token`` stands somewhere below ``ancestor`` in the parse."""
    return ancestor.i == token.i or any(node.i == ancestor.i for node in token.ancestors)
