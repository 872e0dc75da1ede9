"""Figures of harm by ear: numbers that no rule of counting fits, and those that one fits wrongly."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dateline.model import Harm
from dateline.reading.hearing.asking import enough, tells
from dateline.reading.toll_words import Number, TollMention
from dateline.reading.triggers import EventMention

_HARMS: dict[str, Harm] = {"K": "killed", "L": "killed", "J": "injured", "M": "injured"}
HEARD = "hearing.figure"
"""What the rule of a figure starts with that is only heard."""

_PARTS = "LM"
_FIGURES = "KLJMAS"
"""Letters of numbers of dead and hurt: whole, part, attackers' own, and those that the report takes back."""


def _is_figure(chances: dict[str, float]) -> float:
    return sum(chances[letter] for letter in _FIGURES)


def no_figure(number: Number) -> bool:
    """Whether a number that a rule takes for one of dead or hurt is heard to be none."""
    chances = tells(number.span)
    return chances is not None and _is_figure(chances) < enough("no_figure")


def heard_figure(number: Number, toll: TollMention, events: Iterable[EventMention]) -> TollMention | None:
    """The figure that a number is heard to be; None where none is, or where the number is of those who do something ("two bombers killed 40").

    Args:
        number: a number that no rule fits.
        toll: its words, as a figure of whatever harm.
        events: the event mentions of its sentence.
    """
    chances = tells(number.span)
    if chances is None or number.mention.count.kind == "vague" or any(number.anchor in event.sources for event in events):
        return None
    letter = max(_FIGURES, key=lambda one: chances[one])
    if letter not in _HARMS or (letter in _PARTS and toll.of_known):
        return None  # "two of them": of whom, no ear can tell
    chance = min(1.0, sum(chances[other] for other, harm in _HARMS.items() if harm == _HARMS[letter]))  # words of several pieces may sum to more
    if chance < enough("figure"):
        return None
    rule = f"{HEARD}:{chance:.2f}"
    return replace(toll, harm=_HARMS[letter], scope="part" if letter in _PARTS else "incident", rule=rule, event=None)
