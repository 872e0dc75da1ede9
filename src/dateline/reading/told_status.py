"""The status of an event of a document: from that of its tellings, when it was, what the whole text is, and what is heard of it."""

from __future__ import annotations

import datetime as dt

from spacy.tokens import Span

from dateline.model import NEWS, Status, StatusLabel, TimeSpan
from dateline.reading import cues
from dateline.reading.drafts import VIOLENT, Draft
from dateline.reading.genre import Genre
from dateline.reading.heard_standing import past, standing_of
from dateline.reading.heard_tellings import HEARD
from dateline.reading.hearing.asking import enough
from dateline.reading.recording import asked_for, news_all_the_same
from dateline.reading.standing import behind_the_news, opens
from dateline.reading.status import TO_COME
from dateline.reading.story import Story
from dateline.reading.told import ToldEvent
from dateline.reading.traits import BY_FORCE


def status_of_event(event: ToldEvent, events: list[ToldEvent], story: Story, news: TimeSpan | None, genre: Genre | None) -> StatusLabel:
    """What an event is said to be: done, planned, denied, long past, a sum.

    Args:
        event: the event.
        events: all events of the document.
        story: the document.
        news: when its main event was, where known.
        genre: what the text is, if no report of conflict.
    """
    drafts = event.drafts
    denied = next((draft for draft in drafts if draft.status.label == "denied"), None)
    chosen = denied or next((draft for draft in drafts if draft.status.label in NEWS), drafts[0])
    other: StatusLabel | None = None
    if chosen.status.label in TO_COME:
        other = _long_before(event, story, news)
    elif chosen.status.label in NEWS:
        other = (
            _sum_of_nothing_or_many(drafts, story)
            or _heard_otherwise(event, chosen, story)
            or _long_before(event, story, news)
            or _of_another_kind(event, chosen, story, genre)
            or _behind(event, events, chosen, story, news)
        )
    if other is not None:
        return other
    heard = chosen.status.rule.startswith(HEARD)
    return StatusLabel(label=chosen.status.label, evidence=story.quotes(chosen.status.cue), rule=chosen.status.rule, inferred=heard)


def _sum_of_nothing_or_many(drafts: list[Draft], story: Story) -> StatusLabel | None:
    totals = [toll for draft in drafts for toll in draft.tolls]
    nothing = [toll for toll in totals if toll.count.high == 0]
    if nothing and all(_harmed_nobody(draft) for draft in drafts):
        return StatusLabel(label="negated", evidence=story.quotes(nothing[0].span), rule="status.nobody")
    if totals and all(toll.scope == "cumulative" for toll in totals):
        return StatusLabel(label="cumulative", evidence=story.quotes(totals[0].span), rule="status.total")
    return None


_STATUSES: dict[str, Status] = {"total": "cumulative", "planned": "planned", "denied": "denied"}
"""Statuses by what the network hears an event to be."""


def _heard_otherwise(event: ToldEvent, chosen: Draft, story: Story) -> StatusLabel | None:
    """A status that the network which read the whole report is sure of, where the rules have the event for done."""
    heard = standing_of(event.drafts)
    for group, label in _STATUSES.items():
        if heard and heard[group] > enough(group):
            return _by_ear(label, group, heard[group], chosen, story)
    chance = past(heard)
    return _by_ear("background", "background", chance, chosen, story) if chance > enough("background") and not event.main else None


def _by_ear(label: Status, group: str, chance: float, chosen: Draft, story: Story) -> StatusLabel:
    return StatusLabel(label=label, evidence=story.quotes(chosen.status.cue), rule=f"hearing.{group}:{chance:.2f}", inferred=True)


def _of_another_kind(event: ToldEvent, chosen: Draft, story: Story, genre: Genre | None) -> StatusLabel | None:
    """The status that a text gives to what it tells if it is no report of conflict."""
    if genre is None or not (genre.of_all or event.drafts[0].type in BY_FORCE) or asked_for(event) or news_all_the_same(event, story, genre):
        return None
    cue = genre.cue if genre.cue is not None else chosen.status.cue
    concluded = genre.cue is None  # no word of a kind tells it, only the traits of the whole text
    return StatusLabel(label=genre.label, evidence=story.quotes(cue), rule=f"status.genre:{genre.kind}", inferred=concluded)


def _behind(event: ToldEvent, events: list[ToldEvent], chosen: Draft, story: Story, news: TimeSpan | None) -> StatusLabel | None:
    if asked_for(event) or not behind_the_news(event, events, story, news):
        return None
    return StatusLabel(label="background", evidence=story.quotes(chosen.status.cue), rule="status.behind_the_news", inferred=True)


def _harmed_nobody(draft: Draft) -> bool:
    """Whether a telling is only of harm, and there was none: "no one was killed"; rockets that hurt nobody were fired all the same."""
    only_harm = draft.event is None or draft.event.entry.harm is not None
    return only_harm and bool(draft.tolls) and all(toll.count.high == 0 for toll in draft.tolls)


def time_of_the_news(story: Story, events: list[ToldEvent]) -> TimeSpan | None:
    """When the story's main event was, else the day of publication; None where neither is known."""
    for event in events:
        if event.main:
            spans = [draft.time.span for draft in event.drafts if draft.time is not None]
            if spans and spans[0].start is not None and not _older(spans[0], story.published, _limits()["days_before_main"]):
                return spans[0]
    return TimeSpan.day(story.published) if story.published is not None else None


def _limits() -> dict[str, int]:
    limits: dict[str, int] = cues.load("status")["background"]
    return limits


def _older(span: TimeSpan, than: dt.date | None, days: int) -> bool:
    latest = span.end if span.end is not None else span.start
    return than is not None and latest is not None and latest < than - dt.timedelta(days=days)


def _long_before(event: ToldEvent, story: Story, news: TimeSpan | None) -> StatusLabel | None:
    words = _long_ago(event, story, news)
    return StatusLabel(label="background", evidence=story.quotes(words), rule="status.long_ago") if words is not None else None


def _long_ago(event: ToldEvent, story: Story, news: TimeSpan | None) -> Span | None:
    """The words of a time that sets the event before this report's news; None where it is the news or no time tells.

    The main event is history only when it is long before publication; any other already when it is days before the main one. What opens the report
    and is no violence is its news: the time told with a verdict may be that of the crime.
    """
    if event.drafts[0].type != VIOLENT and any(map(opens, event.drafts)):
        return None
    timed = [draft.time for draft in event.drafts if draft.time is not None]
    if not timed:
        return None
    first = timed[0]
    if event.main:
        return first.words if _older(first.span, story.published, _limits()["days_before_main"]) else None
    edge = news.start if news is not None else None
    before_the_news = _older(first.span, edge, _limits()["days_before"])
    return first.words if before_the_news or _older(first.span, story.published, _limits()["days_beside"]) else None
