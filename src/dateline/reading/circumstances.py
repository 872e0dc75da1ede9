"""Where and when a told event was: chosen from all its tellings, else concluded from the story and marked so."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Sequence

from spacy.tokens import Token

from dateline.model import PRECISION_ORDER, ClaimPlace, ClaimTime, TimeSpan
from dateline.reading.drafts import Draft
from dateline.reading.heard_figures import HEARD
from dateline.reading.joining import HEAD
from dateline.reading.landmarks import PlaceHere
from dateline.reading.placing import lies_within
from dateline.reading.story import Story
from dateline.reading.surroundings import beside, unlisted
from dateline.reading.told import ToldEvent

_FINE = ("clock", "part_of_day", "day", "days", "week", "month", "season", "year", "longer")
_DEEDS = frozenset(("ASSAULT", "COERCE", "PROTEST"))
_NEWS = dt.timedelta(days=10)
_WIDE = frozenset(("province", "region", "country"))
"""Precisions that the story's setting can make finer."""


def place_of(event: ToldEvent, events: Sequence[ToldEvent], story: Story) -> ClaimPlace | None:
    """The place of an event: the finest that its tellings agree on, for the main event else the story's setting; None where nothing tells.

    Args:
        event: the event.
        events: all events of the document; what one of them has for its place is not taken for the setting of another.
        story: the document.
    """
    told = [draft.place for draft in event.drafts if draft.place is not None]
    named = [here for here in told if here.role != "coreference"] or told
    anchor = next((here for here in named if here.place.country is not None), named[0] if named else None)
    agreeing = [here for here in named if anchor is not None and lies_within(here.place, anchor.place)]
    here = min(agreeing, key=_reach) if agreeing else None
    if event.main and event.drafts[0].type in _DEEDS and (here is None or (here.place.precision in _WIDE | {"unknown"} and not unlisted(here.place))):
        setting = story.places.setting(here.place if here is not None else None, _of_the_past(event, events, story))
        if setting is not None and here is not None and here.place.precision == "unknown":
            near, both = beside(here.place, setting.place), story.quotes(here.words, setting.words)
            return ClaimPlace(place=near, words=here.words.text, evidence=both, rule="places.setting", inferred=True)
        if setting is not None:
            return ClaimPlace(
                place=setting.place, words=setting.words.text, evidence=story.quotes(setting.words), rule="places.setting", inferred=True
            )
    if here is None:
        return None
    pointed = here.role == "coreference"
    spans = (here.words, here.source or here.name) if pointed else (here.words,)
    rule = "places.coreference" if pointed else f"places.{here.place.reason or 'named'}"
    return ClaimPlace(place=here.place, words=here.words.text, evidence=story.quotes(*spans), rule=rule, inferred=pointed)


def _reach(here: PlaceHere) -> tuple[int, bool, float]:
    """How far a place reaches: by its precision, then by its radius; a village that no gazetteer has is less than the province around it."""
    known = here.place.id is not None
    return PRECISION_ORDER.index(here.place.precision), known, here.place.radius_km if here.place.radius_km is not None else math.inf


def _of_the_past(event: ToldEvent, events: Sequence[ToldEvent], story: Story) -> tuple[PlaceHere, ...]:
    """The places told of events that the story looks back on, other than this one."""
    past = (other for other in events if other is not event and _looked_back_on(other, story))
    return tuple(draft.place for other in past for draft in other.drafts if draft.place is not None)


def _looked_back_on(event: ToldEvent, story: Story) -> bool:
    """Whether an event is told as background, or dated well before publication."""
    if all(draft.status.label in ("background", "cumulative") for draft in event.drafts):
        return True
    ends = [draft.time.span.end or draft.time.span.start for draft in event.drafts if draft.time is not None]
    return story.published is not None and bool(ends) and all(end is not None and end < story.published - _NEWS for end in ends)


def time_of(event: ToldEvent, story: Story) -> ClaimTime | None:
    """The time of an event: the finest that a telling gives, else the day on which the news was told, or that the story has reached.

    Days that nothing tells of the event itself are concluded for the main event, and for others where the tense allows it: the simple past goes
    on where the story stands, the perfect is news of the day of telling, the past perfect looks back from it and gets no day (Kamp and Rohrer 1983).
    """
    told = _read(event)
    timed = [draft.time for draft in told if draft.time is not None and not (event.happened() and _ahead(draft.time.span, story))]
    if event.main:
        timed = [time for time in timed if time.span.start is not None and time.span.end is not None] or timed
        timed = timed if any(not _endless(time.span, story) for time in timed) else []
    if timed:
        here = min(timed, key=lambda time: max(_FINE.index(time.span.precision), _FINE.index("day")))
        return ClaimTime(span=here.span, words=here.words.text, evidence=story.quotes(here.words), rule=here.rule, inferred=here.inferred)
    if any(draft.time is not None and not event.main for draft in told):
        return None
    return _told_on(event, story, head=True) or _carried(event, story) or _hot(event, story) or _told_on(event, story, head=False)


def _read(event: ToldEvent) -> list[Draft]:
    """Its tellings without bare figures that were only heard: nobody knows whether what stands around these tells of the event."""
    only_heard = [draft.event is None and bool(draft.tolls) and all(toll.rule.startswith(HEARD) for toll in draft.tolls) for draft in event.drafts]
    return [draft for draft, heard in zip(event.drafts, only_heard, strict=True) if not heard] or event.drafts


def _ahead(span: TimeSpan, story: Story) -> bool:
    """What has happened did not happen after it was published."""
    return story.published is not None and span.start is not None and span.start > story.published + dt.timedelta(days=1)


def _endless(span: TimeSpan, story: Story) -> bool:
    """ "Since 2015 each attack has been laid at their door": years without an end are the time of a war, not of the day's news."""
    return span.end is None and span.start is not None and story.published is not None and span.start < story.published - _NEWS


def _told_on(event: ToldEvent, story: Story, *, head: bool) -> ClaimTime | None:
    """News that is told on a day, in the head of the story or after it, and tells no other, happened that day or the day before: inferred."""
    for draft in _read(event):
        if (draft.sentence.index <= HEAD) != head:
            continue
        if not event.main and not (_news(draft) and tense_of(draft.anchor) in ("past", "perfect")):
            continue
        for saying in draft.said:
            said = story.calendar.said_at(saying.verb, draft.sentence)
            if said is not None and said.span.end is not None and said.span.start == said.span.end:
                span = TimeSpan(start=said.span.end - dt.timedelta(days=1), end=said.span.end, precision="days")
                return ClaimTime(span=span, words=said.words.text, evidence=story.quotes(said.words), rule="times.told_on", inferred=True)
    return None


def _carried(event: ToldEvent, story: Story) -> ClaimTime | None:
    """The day that the story has reached when it tells an event without one, by most of its tellings: inferred, and marked so."""
    telling = [draft for draft in _read(event) if event.main or (_news(draft) and tense_of(draft.anchor) == "past")]
    days = [here for draft in telling if (here := story.calendar.reached(draft.sentence, story.published, beside=not event.main)) is not None]
    if not days:
        return None
    votes = Counter(here.span for here in days)
    here = max(days, key=lambda time: votes[time.span])
    return ClaimTime(span=here.span, words=here.words.text, evidence=story.quotes(here.words), rule="times.carried", inferred=True)


def _hot(event: ToldEvent, story: Story) -> ClaimTime | None:
    """ "Has killed 20 people", in the head of a report that tells no day: the perfect of hot news (McCawley 1971), of that day or the day before."""
    if not event.main or story.published is None:
        return None
    for draft in event.drafts:
        verb = draft.anchor
        lasting = any(token.lower_ in _LASTING for token in draft.sentence.span)
        if draft.sentence.index <= HEAD and _news(draft) and not lasting and tense_of(verb) == "perfect":
            words = verb.doc[min(child.i for child in (*verb.children, verb) if child.dep_ in ("aux", "auxpass") or child.i == verb.i) : verb.i + 1]
            span = TimeSpan(start=story.published - dt.timedelta(days=1), end=story.published, precision="days")
            return ClaimTime(span=span, words=words.text, evidence=story.quotes(words), rule="times.hot_news", inferred=True)
    return None


_LASTING = frozenset(("since", "ever", "never", "always", "years", "decades", "months", "repeatedly", "often"))


def _news(draft: Draft) -> bool:
    return draft.event is not None and draft.status.label in ("actual", "attempted")


def tense_of(token: Token) -> str | None:
    """``past`` ("fired", "was shot"), ``perfect`` ("has fired"), ``past_perfect`` ("had fired"), ``present``; None for what is no finite verb."""
    helpers = [child for child in token.children if child.dep_ in ("aux", "auxpass")]
    if token.dep_ == "conj" and not helpers and token.tag_ == "VBN" and token.head.tag_.startswith("VB"):
        return tense_of(token.head)
    if any(helper.lower_ in ("had", "'d") for helper in helpers):
        return "past_perfect"
    if any(helper.lower_ in ("has", "have", "'s", "'ve") and helper.dep_ == "aux" for helper in helpers):
        return "perfect"
    if token.tag_ == "VBD" or any(helper.tag_ == "VBD" for helper in helpers):
        return "past"
    return "present" if token.tag_ in ("VBZ", "VBP") else None
