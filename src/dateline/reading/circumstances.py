"""Where and when a told event was: chosen from all its tellings, else concluded from the story and marked so."""

from __future__ import annotations

import datetime as dt

from dateline.model import PRECISION_ORDER, ClaimPlace, ClaimTime, TimeSpan
from dateline.reading.drafts import VIOLENT
from dateline.reading.story import Story
from dateline.reading.told import ToldEvent

_FINE = ("clock", "part_of_day", "day", "days", "week", "month", "season", "year", "longer")


def place_of(event: ToldEvent, story: Story) -> ClaimPlace | None:
    """The place of an event: the finest that a telling gives, for the main event else the story's setting; None where nothing tells."""
    told = [draft.place for draft in event.drafts if draft.place is not None]
    here = min(told, key=lambda place: PRECISION_ORDER.index(place.place.precision)) if told else None
    coarse = here is None or not here.place.at_least("district")
    if event.main and event.drafts[0].type == VIOLENT and coarse:
        setting = story.places.setting(here.place if here is not None else None)
        if setting is not None:
            return ClaimPlace(
                place=setting.place, words=setting.words.text, evidence=story.quotes(setting.words), rule="places.setting", inferred=True
            )
    if here is None:
        return None
    pointed = here.role == "coreference"
    spans = (here.words, here.name) if pointed else (here.words,)
    rule = "places.coreference" if pointed else f"places.{here.place.reason or 'named'}"
    return ClaimPlace(place=here.place, words=here.words.text, evidence=story.quotes(*spans), rule=rule, inferred=pointed)


def time_of(event: ToldEvent, story: Story) -> ClaimTime | None:
    """The time of an event: the finest that a telling gives, for the main event else the day of telling or the day that the story has reached."""
    timed = [draft.time for draft in event.drafts if draft.time is not None]
    if not timed:
        return (_told_on(event, story) or _carried(event, story)) if event.main else None
    here = min(timed, key=lambda time: max(_FINE.index(time.span.precision), _FINE.index("day")))
    return ClaimTime(span=here.span, words=here.words.text, evidence=story.quotes(here.words), rule=here.rule, inferred=here.inferred)


def _told_on(event: ToldEvent, story: Story) -> ClaimTime | None:
    """News that is told on a day, and tells no other, happened that day or the day before: inferred, and marked so."""
    for draft in event.drafts:
        for saying in draft.said:
            said = story.calendar.said_at(saying.verb, draft.sentence)
            if said is not None and said.span.end is not None and said.span.start == said.span.end:
                span = TimeSpan(start=said.span.end - dt.timedelta(days=1), end=said.span.end, precision="days")
                return ClaimTime(span=span, words=said.words.text, evidence=story.quotes(said.words), rule="times.told_on", inferred=True)
    return None


def _carried(event: ToldEvent, story: Story) -> ClaimTime | None:
    """The day that the story has reached when it tells its main event without one: inferred, and marked so."""
    first = event.drafts[0].sentence.index
    here = story.calendar.reached(first, story.published)
    if here is None:
        return None
    return ClaimTime(span=here.span, words=here.words.text, evidence=story.quotes(here.words), rule="times.carried", inferred=True)
