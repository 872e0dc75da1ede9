"""What belongs to the story's main event though no word ties it there: a news report tells one event, and what else it tells it sets apart.

Whoever tells of another event says so: by another day, another place, other doers, "earlier", "another", or by a tense that looks back from the
story's own ("had attacked", "has killed"). An act of violence told in the plain past with none of these is a detail of the event that the report is
about: "The men fired into the air. The driver was hit." The idea is that of the narrative default in discourse theory (Lascarides and Asher 1993).
"""

from __future__ import annotations

from dateline.reading import cues
from dateline.reading.alike import likeness
from dateline.reading.drafts import VIOLENT, Draft
from dateline.reading.status import carrier_of
from dateline.reading.tenses import tense_of
from dateline.reading.told import ToldEvent, told_as_done
from dateline.reading.weighing import (
    attackers_did,
    of_other_own_type,
    own_side,
    part_of_nothing,
    places_clash,
    points_back,
    same_kind,
    says_that,
    times_clash,
    turns_away,
)


def settle(events: list[ToldEvent]) -> list[ToldEvent]:
    """The events with those that are only details of the main one made part of it."""
    events = _with_tolls_before(events)
    main = next((event for event in events if event.main), None)
    if main is None or main.drafts[0].type != VIOLENT or not main.happened():
        return events
    kept: list[ToldEvent] = []
    for event in events:
        if event is not main and all(_detail(draft, main, [other for other in events if other is not event]) for draft in event.drafts):
            main.drafts = sorted([*main.drafts, *event.drafts], key=lambda draft: draft.index)
        else:
            kept.append(event)
    return kept


_SOON = 4
"""Within so many sentences a toll told first finds its deed."""


def _with_tolls_before(events: list[ToldEvent]) -> list[ToldEvent]:
    """ "The toll has climbed to 50, doctors said. Warplanes flattened the clinic.": a bare toll told before the first deed is the deed's."""
    first = next((event for event in events if any(_violent_deed(draft) for draft in event.drafts)), None)
    if first is None or any(toll.harm == "killed" for draft in first.drafts for toll in draft.tolls):
        return events
    start = first.drafts[0]
    for bare in events:
        last = bare.drafts[-1]
        alone = all(draft.only_harm and told_as_done(draft) and draft.time is None and draft.place is None for draft in bare.drafts)
        counts = any(toll.scope == "incident" for draft in bare.drafts for toll in draft.tolls)
        if bare is not first and alone and counts and last.index < start.index and start.sentence.index - last.sentence.index <= _SOON:
            first.drafts = [*bare.drafts, *first.drafts]
            first.main = first.main or bare.main
            return [event for event in events if event is not bare]
    return events


def _violent_deed(draft: Draft) -> bool:
    return draft.type == VIOLENT and not draft.only_harm and draft.status.label in ("actual", "attempted")


def _latest(draft: Draft, events: list[ToldEvent]) -> ToldEvent | None:
    """The act of violence told last before a telling."""
    told = [
        (other.index, position)
        for position, event in enumerate(events)
        for other in event.drafts
        if other.type == VIOLENT and other.index < draft.index and told_as_done(other)
    ]
    return events[max(told)[1]] if told else None


def _detail(draft: Draft, main: ToldEvent, events: list[ToldEvent]) -> bool:
    if draft.type != VIOLENT or not told_as_done(draft) or draft.status.label in ("background", "cumulative"):
        return False
    if draft.index < main.drafts[0].index or _set_apart(draft, main):
        return False
    if part_of_nothing(draft, main) and any(not part_of_nothing(draft, other) for other in events if other is not main):
        return False  # "142 of the dead" are another event's
    if points_back(draft) and _latest(draft, events) is main:
        return True
    return tense_of(carrier_of(draft.anchor)) in ("past", "open") or bool(draft.said)


def _set_apart(draft: Draft, main: ToldEvent) -> bool:
    """Whether the words give the telling a day, place, doers or figures of its own, or say that it is another."""
    if times_clash(draft, main) or places_clash(draft, main) or turns_away(draft, main):
        return True
    own_time = draft.time is not None and all(other.time is None for other in main.remembered())
    own_place = draft.place is not None and all(other.place is None for other in main.remembered())
    if (own_time or own_place) and not attackers_did(draft):
        return True
    if any(toll.scope == "cumulative" for toll in draft.tolls):
        return True
    if of_other_own_type(draft, main) or not same_kind(draft, main):
        return True
    if _another_figure(draft, main) and not _own_claim(draft):
        return True
    another = cues.load("coreference")["another"]["words"]
    if any(child.lower_ in another for child in draft.anchor.children):
        return True
    if says_that(draft):
        return True
    return likeness(draft.sources, main.sources()) == "different" and not (points_back(draft) or own_side(draft, main))


def _own_claim(draft: Draft) -> bool:
    """Whether those who did it tell it themselves: "the group said it had killed more than ten"."""
    heads = {(speaker.doc, speaker.i) for saying in draft.said for speaker in saying.speakers}
    doers = (known for party in draft.sources for known in (party, *party.stands_for))
    return any((known.head.doc, known.head.i) in heads for known in doers)


def _another_figure(draft: Draft, main: ToldEvent) -> bool:
    """A number of dead or hurt that is neither a part nor one told before: a detail brings no new total."""
    told = {(toll.harm, toll.count.low, toll.count.high) for other in main.remembered() for toll in other.tolls}
    harms = {harm for harm, _, _ in told}
    return any(
        toll.scope == "incident" and not toll.of_known and toll.harm in harms and (toll.harm, toll.count.low, toll.count.high) not in told
        for toll in draft.tolls
    )
