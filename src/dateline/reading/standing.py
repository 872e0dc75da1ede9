"""Whether a deed is what a report brings, or lies behind its news: "police arrested two men over the bombing that killed nine in the spring".

Who reports a trial, a protest or a truce tells the deed before it as a noun, in a clause that hangs on another, in a tense that looks back, or late
in the text; what opens the report is another act. None of these decides alone, so they are weighed together (``cues/standing.toml``). That news and
background stand in places of their own is van Dijk's (1988) schema of news, which Liddy (1991) and Bell (1991) put to use. The weights are learned
from reports of our own (``training/standing``).
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from functools import cache

from spacy.tokens import Token

from dateline.model import TimeSpan
from dateline.reading import cues, phrases
from dateline.reading.drafts import VIOLENT, Draft
from dateline.reading.heard_standing import past_odds
from dateline.reading.hearing.asking import enough as sure
from dateline.reading.status import carrier_of
from dateline.reading.story import Story
from dateline.reading.tenses import tense_of
from dateline.reading.told import ToldEvent
from dateline.reading.weighing import points_back

_OPENING = 1
"""The title and the first sentence after it."""

_FEWEST = 4
"""Sentences below which a text has no places for news and background."""

_NOUN = ("nominal", "light-verb")
_DONE = ("actual", "attempted")
_SPEAKS = frozenset(("ACCUSE", "REJECT", "REQUEST", "THREATEN"))
_MENTIONS = 5
"""Tellings beyond which more tell nothing more."""

_DAYS = 2
_MONTH = 9
"""From so many days before publication on a deed is hardly the news."""


def behind_the_news(event: ToldEvent, events: Sequence[ToldEvent], story: Story, news: TimeSpan | None) -> bool:
    """Whether a deed of violence lies behind a report's news; never in a text of a few sentences.

    Args:
        event: a deed, told as done.
        events: all events of the report.
        story: the report.
        news: when its main event was, where known.
    """
    if len(story.sentences) < _FEWEST or event.drafts[0].type != VIOLENT or event.main:
        return False
    if all(draft.only_harm or points_back(draft) for draft in event.drafts):
        return False  # a bare figure, or "the raid": of what is told elsewhere
    found = signs(event, events, story, news)
    opening = any(draft.sentence.index <= _OPENING for draft in event.drafts)
    enough: float = cues.load("standing")["enough"]
    heard = past_odds(event.drafts)
    by_ear = sure("past_weight") * (heard + sure("past_start")) if heard is not None else 0.0
    return weigh(found) + by_ear > enough and (found["long_before"] > 0 or not opening)


def weigh(found: Mapping[str, float]) -> float:
    """The log-odds that a deed with these signs lies behind the news: 0 is even."""
    table = cues.load("standing")
    score: float = table["start"]
    for name, weight in table["weights"].items():
        score += weight * found[name]
    return score


def signs(event: ToldEvent, events: Sequence[ToldEvent], story: Story, news: TimeSpan | None) -> dict[str, float]:
    """What tells whether a deed is the news, by name: yes or no (1 or 0), shares of the text (0 to 1), and the logarithm of a count."""
    drafts = event.remembered()
    first = drafts[0]
    last = max(sentence.index for sentence in story.sentences) or 1
    chief = _leading(events)
    acts = [draft for draft in chief if draft.type != VIOLENT]
    others = {draft.type for draft in acts}
    violent = {draft.sentence.index for draft in chief if draft.type == VIOLENT}
    before = _days(event, TimeSpan.day(story.published) if story.published is not None else None)
    return {
        "main": float(event.main),
        "in_title": float(any(draft.sentence.index == 0 for draft in drafts)),
        "leads": float(any(draft in chief for draft in drafts)),
        "other_leads": float(bool(others)),
        "arrest_or_ban_leads": float(any(draft.type == "COERCE" and not _of_flight(draft) for draft in acts)),
        "words_lead": float(bool(others & _SPEAKS)),
        "title_without_deed": float(0 not in violent),
        "lead_without_deed": float(1 not in violent),
        "other_acts": _other_acts(events),
        "pluperfect": float(tense_of(carrier_of(first.anchor)) == "pluperfect"),
        "named": float(first.event is not None and first.event.form in _NOUN),
        "named_as_known": float(any(_as_known(draft) for draft in drafts)),
        "hangs": float(_hangs(first.anchor)),
        "looks_back": float(_back().search(first.sentence.span.text) is not None),
        "days_before_news": float((_days(event, news) or 0) >= _DAYS),
        "long_before": float((before or 0) >= _MONTH),
        "beside_the_past": float(_beside_the_past(event, events, news)),
        "late": first.sentence.index / last,
        "at_the_end": float(first.sentence.index >= last - 1),
        "mentions": math.log(min(len(drafts), _MENTIONS)),
        "dead_counted": float(any(toll.harm == "killed" and toll.scope == "incident" for draft in drafts for toll in draft.tolls)),
    }


def leads(draft: Draft) -> bool:
    """Whether a telling is the main clause of its sentence, or of what somebody says there."""
    if draft.event is not None and draft.event.form in ("nominal", "adjective"):
        return False
    node = carrier_of(draft.anchor)
    while node.dep_ in ("conj", "ccomp", "parataxis", "appos", "dep") and node.head.i != node.i:
        node = node.head
    return node.head.i == node.i


def opens(draft: Draft) -> bool:
    """Whether a telling is what the title, or the first sentence after it, is about."""
    return draft.sentence.index <= _OPENING and draft.status.label in _DONE and leads(draft)


def _of_flight(draft: Draft) -> bool:
    return draft.event is not None and draft.event.entry.harm == "displaced"


def _leading(events: Sequence[ToldEvent]) -> list[Draft]:
    return [draft for event in events for draft in event.drafts if opens(draft)]


def _other_acts(events: Sequence[ToldEvent]) -> float:
    """The share of what is told as done that is no violence."""
    told = [draft for event in events for draft in event.drafts if draft.status.label in _DONE]
    return sum(draft.type != VIOLENT for draft in told) / len(told) if told else 0.0


def _as_known(draft: Draft) -> bool:
    """ "The killing of a trader": told as what the reader knows of."""
    return draft.event is not None and draft.event.form in _NOUN and phrases.is_definite(draft.anchor)


def _hangs(anchor: Token) -> bool:
    """ "After a car bomb went off", "over the killing": told only as what another act follows or answers."""
    words: frozenset[str] = frozenset(cues.load("standing")["hangs"]["words"])
    for node in (anchor, *anchor.ancestors):
        if node.lower_ in words and node.i != anchor.i:
            return True
        joined = node.dep_ in ("advcl", "acl", "relcl", "ccomp")
        if joined and any(child.dep_ in ("mark", "advmod") and child.lower_ in words for child in node.children):
            return True
    return False


@cache
def _back() -> re.Pattern[str]:
    patterns: list[str] = cues.load("standing")["looks_back"]["patterns"]
    return re.compile("|".join(rf"\b(?:{pattern})\b" for pattern in patterns), re.IGNORECASE)


def _beside_the_past(event: ToldEvent, events: Sequence[ToldEvent], news: TimeSpan | None) -> bool:
    """Whether the deed told right before, in the sentence before or the same, is of the past."""
    first = event.drafts[0]
    for other in events:
        near = (draft.index < first.index and first.sentence.index - draft.sentence.index <= 1 for draft in other.drafts)
        past = other.drafts[0].status.label == "background" or (_days(other, news) or 0) > _DAYS
        if other is not event and other.drafts[0].type == VIOLENT and past and any(near):
            return True
    return False


def _days(event: ToldEvent, than: TimeSpan | None) -> int | None:
    """By how many days the first time told of an event is over before another begins; None where none is told."""
    timed = [draft.time.span for draft in event.drafts if draft.time is not None]
    latest = (timed[0].end or timed[0].start) if timed else None
    return (than.start - latest).days if latest is not None and than is not None and than.start is not None else None
