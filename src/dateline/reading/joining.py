"""Which tellings of one document are about the same event: "the attack", "ten others were hurt", "the toll rose to 57".

Every draft is weighed against the events told so far, in text order, and goes to the one it fits best; where it fits none it tells a new one.
"""

from __future__ import annotations

import datetime as dt
from functools import cache

from spacy.tokens import Token

from dateline.reading import cues
from dateline.reading.drafts import VIOLENT, Draft
from dateline.reading.page import Sentence
from dateline.reading.responsibility import Blame
from dateline.reading.settling import settle
from dateline.reading.status import carrier_of
from dateline.reading.tenses import tense_of
from dateline.reading.told import ToldEvent, told_as_done
from dateline.reading.weighing import apart, enough, linked, points_back, set_in_another, weigh

_DEEDS = frozenset(("ASSAULT", "COERCE", "PROTEST", "RETREAT", "MOBILIZE"))
HEAD = 2
"""The title and the first two sentences say what the story is about."""


_LIVE = 60
"""How many events a reader keeps in mind beside the main one; a text of more is a list."""


def join(drafts: list[Draft], published: dt.date | None = None) -> list[ToldEvent]:
    """The events of one document, in the order in which they are first told.

    Args:
        drafts: the tellings in text order.
        published: the day of publication, where known; what was long before it does not join news that is told without a day.
    """
    events: list[ToldEvent] = []
    for deed in _deeds([draft for draft in drafts if not draft.disowned]):
        _place(deed, events, published)
    for draft in drafts:
        if draft.disowned and not any(event.happened() and event.drafts[0].type == draft.type for event in events):
            _place([draft], events, published)
    return settle(events)


def _deeds(drafts: list[Draft]) -> list[list[Draft]]:
    """Tellings that the parse of one sentence ties together, in the order of the first of each: "died when the bus was hit".

    They are of one event, so that what one of them contradicts (another day, other doers) the others are not told of either.
    """
    deeds: list[ToldEvent] = []
    for draft in drafts:
        beside = [deed for deed in deeds if deed.drafts[0].sentence.index == draft.sentence.index]
        weighed = [(weigh(draft, deed, head=False), deed) for deed in beside if any(linked(draft, other) for other in deed.drafts)]
        fitting = [(weight, deed) for weight, deed in weighed if weight is not None and weight >= enough()]
        if fitting:
            max(fitting, key=lambda pair: pair[0])[1].drafts.append(draft)
        else:
            deeds.append(ToldEvent([draft]))
    return [deed.drafts for deed in deeds]


def _place(deed: list[Draft], events: list[ToldEvent], published: dt.date | None) -> None:
    near = events if len(events) <= _LIVE else [*(event for event in events[:-_LIVE] if event.main), *events[-_LIVE:]]
    old = any(_history(draft, published) for draft in deed)
    fitting, topic = [], _topic(deed[0], near)
    for event in near:
        if not (old and _undated_news(event)):
            weight = weigh(deed[0], event, head=deed[0].sentence.index <= HEAD, topic=topic)
            if weight is not None and weight >= enough() and not any(set_in_another(draft, event) for draft in deed[1:]):
                fitting.append((weight, event))
    if fitting:
        max(fitting, key=lambda pair: pair[0])[1].drafts.extend(deed)
    else:
        events.append(ToldEvent(list(deed)))
        _crown(events)


def _topic(draft: Draft, events: list[ToldEvent]) -> ToldEvent | None:
    """The deed that the paragraph of a telling told last before it, where that is set apart from the main event.

    "On Wednesday a grenade hit a mosque. Two men were killed." What has happened, or stands so today, goes on with no past deed.
    """
    if tense_of(carrier_of(draft.anchor)) in ("perfect", "present"):
        return None
    told = [
        (other.index, position)
        for position, event in enumerate(events)
        for other in event.drafts[-_LATE:]
        if other.type == VIOLENT and other.passage == draft.passage and other.sentence.index < draft.sentence.index and told_as_done(other)
    ]
    latest = events[max(told)[1]] if told else None
    main = next((event for event in events if event.main), None)
    return latest if latest is not None and main is not None and apart(latest, main) else None


_LATE = 8
"""Tellings of an event among which its last ones are looked for."""

_NEWS_DAYS = 60
"""A report's main event, where it tells no day, was not longer before publication than this."""


def _history(draft: Draft, published: dt.date | None) -> bool:
    if draft.time is None or draft.time.span.end is None or published is None:
        return False
    return draft.time.span.end < published - dt.timedelta(days=_NEWS_DAYS)


def _undated_news(event: ToldEvent) -> bool:
    return event.main and all(other.time is None for other in event.remembered())


def _crown(events: list[ToldEvent]) -> None:
    """Make the first deed told in the head of the story its main event; the first thing told where the head tells no deed."""
    told = [event for event in events if event.drafts[0].status.label in ("actual", "attempted")]
    head = [event for event in told if event.drafts[0].sentence.index <= HEAD]
    head.sort(key=lambda event: (event.drafts[0].sentence.index, event.drafts[0].anchor.i))  # "raises toll to 250, minister resigns"
    main = next((event for event in (*head, *told) if event.drafts[0].type in _DEEDS), head[0] if head else None)
    for event in events:
        event.main = event is main


def place_blame(events: list[ToldEvent], blame: list[tuple[Sentence, Blame]]) -> dict[int, list[Blame]]:
    """To which event each statement about who did it belongs: the one its clause names, else the story's main violent event.

    Returns:
        Statements by position of the event in ``events``.
    """
    placed: dict[int, list[Blame]] = {}
    violent = [position for position, event in enumerate(events) if event.drafts[0].type == VIOLENT and event.happened()]
    main = next((position for position in violent if events[position].main), violent[0] if violent else None)
    for sentence, accusation in blame:
        named = _named(accusation, sentence, events)
        if named is not None and named not in violent and events[named].drafts[0].status.label not in ("denied", "negated"):
            continue  # "found guilty of a plot": of what was never done, or is another event's
        chosen = named if named in violent else _beside(accusation, sentence, [events[at] for at in violent], violent)
        chosen = main if chosen is None else chosen
        if chosen is not None:
            placed.setdefault(chosen, []).append(accusation)
        if main is not None and chosen is not None and chosen != main and _points_to_main(events[chosen], accusation):
            placed.setdefault(main, []).append(accusation)
    return placed


def _named(accusation: Blame, sentence: Sentence, events: list[ToldEvent]) -> int | None:
    """The event that the clause of a statement names: "blamed it for the raid", "guilty of leading the team behind the bombing"."""
    if accusation.event is None:
        return None
    below = [accusation.event.i, *(token.i for token in accusation.event.subtree)]
    found = {draft.anchor.i: position for position, event in enumerate(events) for draft in event.drafts if draft.sentence.index == sentence.index}
    if accusation.event.lower_ in cues.load("coreference")["attackers"]["nouns"]:
        return _done_by(accusation.event, sentence, events)
    return next((found[at] for at in below if at in found and events[found[at]].drafts[0].type == VIOLENT), None)


def _done_by(doers: Token, sentence: Sentence, events: list[ToldEvent]) -> int | None:
    """ "It had sent the bombers": the deed told last before it whose doers are called so."""
    told = [
        (draft.index, position)
        for position, event in enumerate(events)
        for draft in event.drafts
        if draft.sentence.index < sentence.index and any(party.head.lower_ == doers.lower_ for party in draft.sources)
    ]
    return max(told)[1] if told else None


def _beside(accusation: Blame, sentence: Sentence, events: list[ToldEvent], positions: list[int]) -> int | None:
    """The deed that the sentence tells on which the statement hangs: "planes struck a clinic, medics said, blaming the government"."""
    if accusation.event is not None:
        return None
    above = {token.i for token in accusation.cue[0].ancestors}
    return next(
        (
            position
            for position, event in zip(positions, events, strict=True)
            for draft in event.drafts
            if draft.sentence.index == sentence.index and draft.anchor.i in above
        ),
        None,
    )


def _points_to_main(event: ToldEvent, accusation: Blame) -> bool:
    """ "The group has claimed the raid, which began on Saturday": a bare word for the deed is one for what the report is about."""
    bare = all(points_back(draft) and not draft.tolls and not draft.targets for draft in event.drafts)
    another = any(child.lower_ in _other_words() for draft in event.drafts for child in draft.anchor.children)
    return accusation.kind == "claimed" and len(event.drafts) == 1 and bare and not another


@cache
def _other_words() -> frozenset[str]:
    words: list[str] = cues.load("coreference")["another"]["words"]
    return frozenset(words)
