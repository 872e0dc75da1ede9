"""Whether a text is a report of conflict, and what it is otherwise: a review, a match, a market, a commemoration, a trial, an exercise.

A word alone says little: there are soldiers in films and courts in wars. What a text does says much (:mod:`dateline.reading.traits`): its traits are
weighed together, as genres have been told apart since Karlgren and Cutting (1994), and what speaks for a report can outweigh all that speaks
against it. The weights are learned from texts of our own (``training/reports``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from spacy.tokens import Span

from dateline.model import Status
from dateline.reading import cues
from dateline.reading.story import Story
from dateline.reading.told import ToldEvent
from dateline.reading.traits import old_years, traits_of
from dateline.reading.vocabulary import words_of

_FEWEST = 4
"""Sentences below which a text is too short to be judged as a whole."""

_FEW = 6
_DOUBT = 1.0
"""How far below even a text of fewer than so many sentences must be: it has hardly room for the traits of a report."""


class Genre(NamedTuple):
    """What a text is that is no report of conflict.

    Args:
        kind: its name in ``cues/genres.toml``; "other" where it has no words of any kind there.
        label: the status of what it tells.
        of_all: whether that holds for words and dealings too, and not only for violence and force.
        cue: a word that tells it; None where it has none.
    """

    kind: str
    label: Status
    of_all: bool
    cue: Span | None


def genre_of(story: Story, events: Sequence[ToldEvent]) -> Genre | None:
    """What a text is instead of a report of conflict; None for such a report, and for what is too short to tell.

    Args:
        story: the text.
        events: its events.
    """
    number = len(story.sentences)
    if number < _FEWEST or weigh(traits_of(story, events)) >= (0 if number >= _FEW else -_DOUBT):
        return None
    return _kind_of(story)


def weigh(traits: Mapping[str, float]) -> float:
    """The log-odds that a text with these traits is a report of conflict: 0 is even."""
    table = cues.load("report")
    score: float = table["start"]
    for name, weight in table["weights"].items():
        score += weight * traits[name]
    return score


def _kind_of(story: Story) -> Genre:
    """The kind whose words it has most of; years long ago are words of the past."""
    spans = [sentence.span for sentence in story.sentences]
    told = {kind: list(found.values()) for kind, found in words_of(spans).items()}
    years = {year.text: year for span in spans for year in old_years(span, story.published)}
    if years:
        told["past"] = [*told.get("past", ()), *years.values()]
    kind = max(told, key=lambda name: (len(told[name]), name), default=None)
    if kind is None:
        return Genre("other", "figurative", of_all=False, cue=None)
    about = cues.load("genres")[kind]
    return Genre(kind, about["label"], about["all"], told[kind][0])
