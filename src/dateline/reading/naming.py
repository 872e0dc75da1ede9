"""Names that say more than their head: the whole of a long name, and those known by who leads them."""

from __future__ import annotations

from spacy.tokens import Token

from dateline.reading import phrases


def long_name(token: Token) -> str | None:
    """A name that goes on after a preposition: "the Democratic Forces for the Liberation of Rwanda"; None where it does not."""
    if token.ent_type_ == "ORG" and token.i + 1 < len(token.doc) and token.nbor().ent_iob_ == "I":
        return entity_words(token)
    phrase = phrases.extended(token)
    tail = [inner for inner in phrase if inner.i > token.i and inner.tag_.startswith("NN")]
    return phrase.text if tail and all(inner.tag_ in ("NNP", "NNPS") for inner in tail) else None


def leader_of(token: Token) -> Token | None:
    """Who leads "the coalition led by Saudi Arabia", "the alliance that America leads"; None where nobody is named."""
    if token.lower_ not in ("coalition", "alliance"):
        return None
    for child in token.children:
        if child.dep_ == "acl" and child.lower_ in ("led", "headed"):
            return next((noun for by in child.children if by.lower_ == "by" for noun in by.children if noun.dep_ == "pobj"), None)
        if child.dep_ == "relcl" and child.lower_ in ("leads", "led", "heads", "headed"):
            return next((noun for noun in child.children if noun.dep_ == "nsubj" and noun.tag_ in ("NNP", "NNPS")), None)
    return None


def entity_words(token: Token) -> str:
    """The whole of the name that the parser marked around a token."""
    doc = token.doc
    left = right = token.i
    while left > 0 and doc[left - 1].ent_type_ == token.ent_type_ and doc[left].ent_iob_ == "I":
        left -= 1
    while right + 1 < len(doc) and doc[right + 1].ent_iob_ == "I":
        right += 1
    return doc[left : right + 1].text.removesuffix("'s").removesuffix("’s").strip()
