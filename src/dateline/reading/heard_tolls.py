"""Figures that a report tells of an event somewhere else than where it tells the event: by ear, where the rules read none of that harm."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.model import Harm, Toll
from dateline.reading.drafts import VIOLENT
from dateline.reading.hearing.asking import FIGURES, enough, tells, together, words_that_tell
from dateline.reading.page import Sentence
from dateline.reading.story import Story
from dateline.reading.told import ToldEvent
from dateline.reading.toll_words import Number, TollMention
from dateline.reading.tolls import figure, numbers

_HARMS: dict[Harm, str] = {"killed": "KL", "injured": "JM"}
"""The letters of a harm: figures of the whole event, and of a part of it."""


def with_heard_tolls(tolls: tuple[Toll, ...], event: ToldEvent, events: Sequence[ToldEvent], story: Story) -> tuple[Toll, ...]:
    """The figures of an event with those of its dead and hurt that are only heard.

    A number counts where the network ties it to this event, and to no other event of violence more. A part counts as the whole where it is alone.

    Args:
        tolls: what the rules read of the event.
        event: the event.
        events: all events of the document.
        story: the document.
    """
    if event.drafts[0].type != VIOLENT or not event.happened():
        return tolls
    found = list(tolls)
    for harm, letters in _HARMS.items():
        if any(toll.harm == harm and toll.scope in ("incident", "cumulative") for toll in tolls):
            continue
        heard = [(letter, toll) for letter, toll, number in _heard(harm, story) if _of_this(number, event, events)]
        whole = [toll for letter, toll in heard if letter == letters[0]] or [toll for _, toll in heard if len(heard) == 1]
        found += {(toll.count.low, toll.count.high): toll for toll in whole}.values()
    return tuple(found)


def _heard(harm: Harm, story: Story) -> Iterator[tuple[str, Toll, Number]]:
    """Numbers that are heard as figures of a harm, with the letter of each."""
    letters = _HARMS[harm]
    sure = enough("figure_elsewhere")
    for sentence in story.sentences:
        if not any(_within(sentence, letter) for letter in letters):
            continue
        for number in numbers(sentence.span):
            chances = tells(number.span)
            if chances is None or number.mention.count.kind == "vague":
                continue
            letter = max(FIGURES, key=lambda one, chances=chances: chances[one])  # type: ignore[misc]
            chance = min(1.0, sum(chances[one] for one in letters))
            if letter in letters and chance >= sure:
                told = figure(number, (harm, None, f"hearing.figure:{chance:.2f}"), sentence.span, [])
                yield letter, _toll(told, sentence, story), number


def _within(sentence: Sentence, letter: str) -> bool:
    return any(sentence.span.start <= words.head.i < sentence.span.end for words in words_that_tell(sentence.span.doc, letter))


def _toll(told: TollMention, sentence: Sentence, story: Story) -> Toll:
    return Toll(
        harm=told.harm,
        count=told.count,
        victims=told.span.text if any(token.tag_.startswith("NN") for token in told.span) else None,
        victim_class=story.catalogue.victim_class(told.span.text),
        evidence=story.quotes(told.span, sentence.span),
        rule=told.rule,
        inferred=True,
    )


def _of_this(number: Number, event: ToldEvent, events: Sequence[ToldEvent]) -> bool:
    mine = _tie(number, event)
    if mine is None or mine < enough("tie_elsewhere"):
        return False
    others = (_tie(number, other) for other in events if other is not event and other.drafts[0].type == VIOLENT)
    return all(other is None or other <= mine for other in others)


def _tie(number: Number, event: ToldEvent) -> float | None:
    """How the network ties a number to an event, but for the telling that has the number itself."""
    others = [draft.anchor for draft in event.remembered() if not any(_holds(toll, number) for toll in draft.tolls)]
    return together(number.span, others)


def _holds(toll: TollMention, number: Number) -> bool:
    return toll.span.doc is number.span.doc and toll.span.start <= number.span.start < toll.span.end
