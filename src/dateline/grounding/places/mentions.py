"""What a text's words say about a mention of a place: its unit, what it lies in, whether it is part of an actor."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from dateline.grounding.places.relative import parties
from dateline.grounding.places.words import words
from dateline.model.errors import ReaderError

Role = Literal["event", "dateline", "actor", "home", "unknown"]


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """The name of a place in a text.

    Args:
        start, end: where the name stands, in code points of the text.
        text: the name itself, without articles, units and relations ("Aleppo" of "northern Aleppo province").
        label: the parser's label of the span (GPE, LOC, FAC ...) or ``RULE`` where only our own rules saw it.
        within: index of the mention that contains it in "X, Y" or "X in Y".
        unit: the word for its kind beside it ("province").
        role: whether the name says where something happened (``event``), where the story was filed (``dateline``), who acted (``actor``),
            or where somebody lives, sits or was born (``home``).
    """

    start: int
    end: int
    text: str
    label: str = "RULE"
    within: int | None = None
    unit: str | None = None
    role: Role = "unknown"


_NEXT = re.compile(r"(?:['’]s)?[ \t]+([^\W\d_]+)(?:[ \t]+([^\W\d_]+))?")
_BEFORE = re.compile(r"(?:([^\W\d_]+)[ \t]+)?(?:([^\W\d_]+)[ \t]+)?([^\W\d_-]+)[ \t]+(?:the[ \t]+)?$")
_DATELINE_TAIL = re.compile(
    r"(?:,\s+[^\W\d_][\w .]{2,30})?(?:,?\s+\(?(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z.]*\s+\d{1,2}(?:,\s*\d{4})?\)?)?,?"
    r"(?:\s+[(/][A-Z][\w ./-]{1,25}[)/])?(?:\s*(?:--+|[—–])|\s+[-|])\s"
)
_LINE_START = re.compile(r"(?:^|\n)[ \t]*(?:[A-Z][A-Z .'’-]+[,/]\s*)?$")
_UNIT_OF = re.compile(r"([^\W\d_]+)[ \t]+of[ \t]+(?:the[ \t]+)?$", re.IGNORECASE)
_COMMA = re.compile(r"['’]?s?(?:\s+[a-z]+)?,\s+(?:in\s+)?(?:the\s+)?(?:(?:north|south|east|west|central|northern|southern|eastern|western)\w*\s+)?$")
_IN = re.compile(
    r"(?:['’]s)?(?:\s+(?!(?:was|were|is|are|been|had|has|have|who|said|died|killed|after|before)\b|(?!located|situated)\w+ed\b)[a-z]+){0,2}"
    r",?\s+(?:in|of)\s+(?:the\s+)?(?:(?:north|south|east|west|central|mid)[\w-]*\s+)*"
    r"(?:(?:town|city|state|province|region|country|district|county|suburb|capital|governorate)\s+of\s+)?$"
)
_TOWN_OF = re.compile(r"(?:\s+[a-z-]+)?\s+(?:town|city|village|hamlet|port|resort|township|settlement|municipality|enclave)\s+of\s+$")
_OWNED = re.compile(
    r"['’]s?\s+(?:(?:(?:north|south|east|west|central|mid)[\w-]*|far|remote|restive|troubled|volatile|border|coastal|rural|mountainous|lawless|"
    r"[a-z]+-(?:torn|hit|held|rich|ravaged|controlled))\s+){0,3}"
)
"""What stands between a country and its part: "Nigeria's northwestern Zamfara state"."""
_LISTED = re.compile(r"\s*,\s+(?:and\s+|or\s+)?|\s+(?:and|or)\s+")
_NEAR = 60
_HOME_AFTER = re.compile(r"[-‐‑](?:based|born|bred|raised|educated|headquartered)\b")
_HOME_BEFORE = re.compile(
    r"\b(?:(?:resident|native|citizen|inhabitant)s?\s+of|(?:born|raised|lives?|lived|living|resid(?:es|ed|ing)|based|headquartered|grew\s+up)\s+in)\s+"
    r"(?:the\s+)?(?:(?:town|city|village|district|province|suburb)\s+of\s+)?$"
)


def annotate(text: str, spans: Sequence[tuple[int, int, str]]) -> list[PlaceMention]:
    """Say of each named place what the words around it tell: unit, containing place, role.

    Args:
        text: the text of one document.
        spans: start, end and label of each name, in any order.

    Returns:
        One mention per span, in the order given.

    Raises:
        ReaderError: if a span lies outside the text.
    """
    mentions = []
    for start, end, label in spans:
        if not 0 <= start < end <= len(text):
            raise ReaderError(f"the span {start}-{end} does not lie in a text of {len(text)} characters; give offsets in code points of this text")
        unit = unit_beside(text, start, end)
        mentions.append(PlaceMention(start, end, text[start:end], label, None, unit, role_of(text, start, end, unit)))
    shared = _share_units(text, mentions)
    order = sorted(range(len(mentions)), key=lambda index: (mentions[index].start, mentions[index].end))
    for here, there in pairwise(order):
        inner, outer = mentions[here], mentions[there]
        gap = text[inner.end : outer.start]
        if here in shared or inner.end > outer.start or len(gap) > _NEAR or "\n" in gap.strip(" "):
            continue
        if _TOWN_OF.fullmatch(gap):
            mentions[there] = replace(outer, within=here)  # "the West Bank town of Jenin"
        elif _COMMA.fullmatch(gap) or (_IN.fullmatch(gap) and inner.role != "actor"):
            mentions[here] = replace(inner, within=there)
    _pass_on(text, mentions, order)
    return mentions


def _pass_on(text: str, mentions: list[PlaceMention], order: Sequence[int]) -> None:
    """ "A village in Nigeria's Zamfara state": the village lies in the state, and the state in the country."""
    for owner, part in pairwise(order):
        one, other = mentions[owner], mentions[part]
        if one.end <= other.start and other.unit is not None and other.within is None and _OWNED.fullmatch(text, one.end, other.start):
            mentions[part] = replace(other, within=owner)
            for index in order:
                if mentions[index].within == owner and index != part:
                    mentions[index] = replace(mentions[index], within=part)


def _share_units(text: str, mentions: list[PlaceMention]) -> set[int]:
    """In "X, Y and Z states" each of the three is a state; gives those before the last, which lie in none of the others."""
    order = sorted(range(len(mentions)), key=lambda index: mentions[index].start, reverse=True)
    shared: set[int] = set()
    unit, begin = None, len(text)
    for index in order:
        mention = mentions[index]
        after = _NEXT.match(text, mention.end)
        told = words().plurals.get(after[1].lower()) if after else None
        if told is not None:
            unit = told
            mentions[index] = replace(mention, unit=unit)
        elif unit is not None and mention.unit is None and _LISTED.fullmatch(text, mention.end, begin):
            mentions[index] = replace(mention, unit=unit)
            shared.add(index)
        else:
            unit = None
        begin = mention.start
    return shared


def unit_beside(text: str, start: int, end: int) -> str | None:
    """The word for the kind of place right after the name, as its last word, or before it with "of"."""
    units = words().units
    last = text[start:end].rsplit(" ", 1)[-1].lower()
    if last in units and " " in text[start:end]:
        return last
    after = _NEXT.match(text, end)
    if after and after[1].lower() in units and text[end : end + 1] == " ":
        return after[1].lower()
    before = _UNIT_OF.search(text, max(0, start - 40), start)
    if before and before[1].lower() in units and before[1].lower() not in words().plurals:
        return before[1].lower()
    return None


def role_of(text: str, start: int, end: int, unit: str | None = None) -> Role:
    """Whether the name at text[start:end] tells where something happened, where the story was filed, or who acted."""
    known = words()
    if is_dateline(text, start, end):
        return "dateline"
    if parties(text, start, max(0, start - _NEAR)):
        return "actor"
    if _HOME_AFTER.match(text, end) or _HOME_BEFORE.search(text, max(0, start - _NEAR), start):
        return "home"
    before = _BEFORE.search(text, max(0, start - 60), start)
    previous = before[3].lower() if before else ""
    if before and previous == "of" and (before[2] or "").lower() in known.actor_before and (unit is None or unit == "state"):
        return "actor"
    after = _NEXT.match(text, end)
    if after:
        first = after[1].lower()
        if first in known.actor_nouns or (after[2] and f"{first} {after[2].lower()}" in known.actor_nouns):
            return "actor"
        if first in known.actor_verbs and previous not in known.locative and previous not in known.motion and previous not in known.generic:
            return "actor"
    if previous in known.locative or (previous == "of" and before and (before[2] or "").lower() in known.generic):
        return "event"
    return "unknown"


def is_dateline(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] opens a line as the place where the story was filed: "BEIRUT, Lebanon, June 2 (Agency) -"."""
    return bool(_LINE_START.search(text, max(0, start - 40), start) and _DATELINE_TAIL.match(text, end))
