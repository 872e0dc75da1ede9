"""Names that two reports share: of people, villages, buildings. Names that many events share (states, armed groups, leaders) tell nothing."""

from __future__ import annotations

import re
from calendar import day_name, month_name
from functools import cache

from dateline.grounding.actors.data import load
from dateline.model import Claim

_NAME = re.compile(r"(?<![\w’'-])[A-Z][\w’'-]{3,}")
_BEFORE_FIRST = re.compile(r"(?:^|[.!?:;“”\"‘(\n—–-])\s*$")


def names_in(claim: Claim) -> frozenset[str]:
    """Capitalised words within the clauses that tell the event, lower case; not at the beginning of a sentence, no common names."""
    found = (
        match[0].lower().removesuffix("'s").removesuffix("’s")
        for span in claim.spans()
        for match in _NAME.finditer(span.text)
        if not _BEFORE_FIRST.search(span.text[: match.start()])
    )
    return frozenset(name for name in found if name not in _common())


_WORD = re.compile(r"[A-Z][\w’'-]+")


def countries_in(claim: Claim) -> frozenset[str]:
    """ISO codes of the country of its place, and of every state or people that its words name."""
    found = {_states().get(word) for span in claim.spans() for word in _WORD.findall(span.text)}
    found.add(claim.place.place.country if claim.place is not None else None)
    return frozenset(code for code in found if code is not None)


@cache
def _states() -> dict[str, str]:
    """Names of one word for states and their people."""
    return {
        name: known.actor.country
        for name, known, _ in load().names
        if known.actor.country is not None and known.actor.kind == "country" and " " not in name
    }


@cache
def _common() -> frozenset[str]:
    """Words of all names of states, armed groups, organisations and leaders that dateline knows, and of the calendar."""
    names = {word.lower() for name, _, _ in load().names for word in re.findall(r"[\w’'-]+", name)}
    calendar = {name.lower() for name in (*day_name, *month_name) if name}
    return frozenset(names | calendar)
