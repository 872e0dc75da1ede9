"""Figures that stand in one list and share their harm: "sixty guests, four guards and two of the attackers died".

The parser often ties only one member of a long list to the verb. What stands between the members tells that it is one list: the words of noun
phrases, commas and "and", no verb.
"""

from __future__ import annotations

from spacy.tokens import Token

from dateline.reading.toll_words import Number, TollMention, listed

_BETWEEN = ("NN", "JJ", "DT", "IN", "PRP$", "POS", "CC", "CD", "VBN", "VBG", "RB")
"""Tags of words that may stand between two members of a list."""

_JOINING = frozenset((",", "and", "&", "plus"))


def in_list_with(number: Number, found: TollMention) -> bool:
    """Whether a number and a figure found in its sentence are members of one list of people."""
    first, second = (number.span, found.span) if number.span.start < found.span.start else (found.span, number.span)
    if first.end > second.start or not _people(number.anchor) or (found.rule not in _TOLD_OF_A_LIST and not found.rule.startswith("tolls.slot:")):
        return False
    between = first.doc[first.end : second.start]
    joined = [token for token in between if token.lower_ in _JOINING]
    if not joined or joined[-1].i < second.start - 3 or any(token.lower_ in ("or", "but", ";", ":", "who", "whom") for token in between):
        return False
    if any(token.i > joined[-1].i and token.tag_ in ("IN", "VBN", "VBG") for token in between):
        return False  # "12 people and a crowd of 300", "including"
    return all(token.lower_ in _JOINING or (token.tag_.startswith(_BETWEEN) and token.tag_ not in ("VBD", "VBZ", "VBP")) for token in between)


_TOLD_OF_A_LIST = frozenset(("tolls.state", "tolls.list_member"))


def with_them(number: Number) -> bool:
    """ "... lost their lives, and with them six soldiers": those named after "with them" suffered the same."""
    doc = number.span.doc
    start = number.span.start
    left = [token.lower_ for token in doc[max(number.span.sent.start, start - 4) : start]]
    return (left[-2:] in _WITH or left[-3:-1] in _WITH) and _people(number.anchor)


_WITH = (["with", "them"], ["with", "him"], ["with", "her"], ["beside", "them"], ["alongside", "them"])


def _people(anchor: Token) -> bool:
    """Whether a counted noun can be people: no thing, and a plural or one of a group."""
    return anchor.lower_ not in listed("things", "nouns") and (anchor.tag_ in ("NNS", "NNPS", "CD", "NN") or anchor.lower_ == "others")
