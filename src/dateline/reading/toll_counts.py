"""Figures that somebody gives for a toll: "toll now 21", "pushing to 38 the number of those killed", "stands by its figure of 132".

Told by the order of words, for where the parse has no path from the word for the toll, or for the speaker, to the number.
"""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Span

from dateline.model import Harm
from dateline.reading import cues
from dateline.reading.toll_words import Number, harm_nouns, listed, states


def counted(number: Number, sentence: Span, before: Harm | None) -> Harm | None:
    """The harm of a figure that a word for a toll stands beside.

    Args:
        number: the number.
        sentence: its sentence.
        before: the harm that the figure before it was about.
    """
    left, right = _around(number, sentence)
    if not _alone(right):
        return None
    if (named := _named_after().match(right)) is not None:
        word = next(filter(None, named.groups()))
        return states().get(word) or harm_nouns().get(word) or "killed"
    if _toll_before().search(left):
        wounded = re.search(r"\b(?:wounded|injured|missing)\b[^,;:]*$", left)
        return states().get(wounded[0].split()[0]) if wounded else "killed"
    dead = _dead_before().search(left)
    if dead is not None:
        return states().get(dead[1]) or harm_nouns().get(dead[1])
    return before if before is not None and _figure_before().search(left) else None


def said(number: Number, sentence: Span, before: Harm | None) -> Harm | None:
    """The harm of a bare number that a speaker gives, which goes on with what was counted before it.

    Args:
        number: the number.
        sentence: its sentence.
        before: the harm that the figure before it was about.
    """
    left, right = _around(number, sentence)
    if before is None or not _many(number) or not _speaking().search(left):
        return None
    if _ended(right):
        return before
    noun = re.match(r"(?: (?:more|separate|unarmed|innocent|fresh))? ([a-z]+)\b", right)
    if noun is not None and noun[1] in listed("saying", "counted") and _ended(right[noun.end() :]):
        return "killed" if noun[1] in listed("saying", "buried") else before
    return None


def _many(number: Number) -> bool:
    """ "Claimed both", "said none of its men", "spoke of one": too small to be a count of the dead without a noun."""
    low = number.mention.count.low
    return number.span[0].lower_ != "both" and (low is None or low > 1)


def _around(number: Number, sentence: Span) -> tuple[str, str]:
    doc = sentence.doc
    left = doc[sentence.start : number.span.start].text.lower().rstrip("\"“”‘’'( ")
    right = doc[number.span.end : sentence.end].text.lower()
    return left + " ", " " + right if right and right[0].isalnum() else right


def _alone(right: str) -> bool:
    """Whether nothing stands behind a number that it could count, or people alone."""
    noun = re.match(r" (?:[a-z-]+ )?([a-z]+)\b", right)
    people = noun is not None and bool({noun[1], right.split()[0]} & (listed("saying", "people") | listed("loss", "nouns")))
    return _ended(right) or people or bool(_named_after().match(right))


def _ended(right: str) -> bool:
    rest = right.lstrip()
    quoted = rest[:1] in ('"', "“") and rest[1:2].isalnum()  # 'two "martyrs"'
    return not rest or not (rest[0].isalnum() or quoted) or rest.split()[0] in listed("counts", "going_on")


def _pattern(key: str, *, group: bool = False) -> str:
    words: list[str] = cues.load("tolls")["counts"][key]
    return ("(" if group else "(?:") + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


@cache
def _toll_before() -> re.Pattern[str]:
    """ "toll 14", "the toll of the attack is raised to 42", with no other number or clause between."""
    return re.compile(rf"\b{_pattern('tolls')}(?: (?:now|at|to|is|:|of|as))? $|\b{_pattern('tolls')}\b[^.,;:0-9]{{0,60}} {_pattern('reaching')} $")


@cache
def _figure_before() -> re.Pattern[str]:
    """ "its figure of 132", "the number stood at 81", "thought the figure closer to 500"."""
    return re.compile(rf"\b{_pattern('figures')}\b(?! of (?!$))[^.,;:0-9]{{0,30}} {_pattern('reaching')} $")


@cache
def _dead_before() -> re.Pattern[str]:
    """ "the dead are eleven", "the wounded number 141", "gave the dead as 20"."""
    return re.compile(rf"\b(?:the|of) {_pattern('harmed', group=True)} {_pattern('numbering')} $")


@cache
def _named_after() -> re.Pattern[str]:
    """ "(pushing to 38) the number of those killed", "(bringing to 62) the dead", "as the toll"."""
    number_of = rf" (?:[a-z]+ )?(?:the|its|his|their) {_pattern('figures')} of (?:[a-z'-]+ ){{0,4}}?{_pattern('harmed', group=True)}\b"
    return re.compile(number_of + r"| the (dead|wounded|injured)\b| as (?:the|its|a) (?:death )?(toll|tally|count)\b")


@cache
def _speaking() -> re.Pattern[str]:
    return re.compile(rf"\b{_pattern('speaking')}(?: (?:only|just|that|as many as|no more than))? $")
