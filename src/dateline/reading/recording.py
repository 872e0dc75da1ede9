"""Which events of a document are recorded: those of which enough is told, in a text of their kind, and that are heard as events."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from dateline.reading import cues
from dateline.reading.doubting import is_heard
from dateline.reading.drafts import VIOLENT
from dateline.reading.genre import Genre
from dateline.reading.heard_events import HEARD
from dateline.reading.heard_figures import HEARD as HEARD_FIGURE
from dateline.reading.hearing.asking import enough
from dateline.reading.literal import accident_beside, by_nature, tells_of_violence
from dateline.reading.story import Story
from dateline.reading.told import ToldEvent
from dateline.reading.traits import BY_FORCE, OPENING, is_recent
from dateline.reading.vocabulary import tells_of
from dateline.reading.warrant import between_powers, people_hurt_by_force, powers_meet, warranted
from dateline.reading.weighing import points_back


def recorded(events: list[ToldEvent], story: Story, genre: Genre | None) -> Iterator[int]:
    """The positions of the events of which a document gives a claim, in their order.

    Not those of which too little is told, nor those that the network which read the whole report does not hear as events.

    Args:
        events: the events of the document.
        story: the document.
        genre: what the text is, if no report of conflict.
    """
    violent = tells_of_violence(sentence.span for sentence in story.sentences) or powers_meet(story.cast) or people_hurt_by_force(events)
    found = any(_worth_recording(event) and not _only_heard(event) for event in events)
    for position, event in enumerate(events):
        if genre is not None and not _belongs(event, story, genre):
            continue
        if _worth_recording(event) and (violent or warranted(event)) and (asked_for(event) or is_heard(event, _least(event, found=found))):
            yield position


def _least(event: ToldEvent, *, found: bool) -> float:
    """How sure the network must be of an event: most where no rule finds one in the whole text, so that it alone makes it a report of conflict."""
    return enough("event_alone") if _only_heard(event) and not found else enough("no_event")


def _only_heard(event: ToldEvent) -> bool:
    """Whether no rule finds an event, and only the network hears it."""
    return all(
        draft.event.entry.id.startswith(HEARD) if draft.event is not None else all(toll.rule.startswith(HEARD_FIGURE) for toll in draft.tolls)
        for draft in event.drafts
    )


def _belongs(event: ToldEvent, story: Story, genre: Genre) -> bool:
    """Whether a text that is no report of conflict tells an event at all: not harm by nature, nor the dealings of businesses."""
    if asked_for(event):
        return True  # whoever names a trigger of their own wants what it tells
    if event.drafts[0].type in BY_FORCE:
        return genre.kind != "nature" or news_all_the_same(event, story, genre)
    return genre.of_all or between_powers(event)


def news_all_the_same(event: ToldEvent, story: Story, genre: Genre) -> bool:
    """Whether a text of another kind opens with news of violence: a deed of late, people killed, a word of real violence.

    The words of the kind may not stand in every telling: "twenty years after ten bombs killed ..." is no news.
    """
    plain = [draft for draft in event.drafts if not tells_of(genre.kind, draft.sentence.span)]
    return (
        event.drafts[0].type == VIOLENT
        and any(draft.sentence in story.sentences[:OPENING] for draft in plain)
        and tells_of_violence(draft.sentence.span for draft in plain)
        and any(draft.time is not None and is_recent(draft, story.published) for draft in event.drafts)
        and any(toll.harm == "killed" and toll.scope == "incident" for draft in event.drafts for toll in draft.tolls)
    )


def asked_for(event: ToldEvent) -> bool:
    """Whether a trigger of a user's own codebook tells an event."""
    return any(draft.event is not None and draft.event.entry.own is not None for draft in event.drafts)


@cache
def _natural() -> frozenset[str]:
    return frozenset(cues.load("means")["natural"]["words"])


_SAID_SO = frozenset(("denied", "planned", "threatened", "attempted"))
_UNDER_ARMS = frozenset(("military", "police", "militant", "perpetrator"))


def _worth_recording(event: ToldEvent) -> bool:
    """Whether there is enough to record: a deed, somebody, a figure or a place; and, for bare harm, no natural cause beside it."""
    drafts = event.drafts
    if any(draft.event is not None and draft.event.entry.own is not None and draft.event.form != "nominal" for draft in drafts):
        return True  # whoever names a trigger of their own wants what it tells, named parties or not
    deeds = [draft.event for draft in drafts if draft.event is not None]
    if deeds and all(by_nature(deed) for deed in deeds):
        return False
    if drafts[0].type != VIOLENT:
        return any(draft.sources or draft.targets for draft in drafts)
    if all(draft.event is None and not draft.tolls for draft in drafts):
        return False  # "the dead were cousins" alone
    if all(toll.rule == "tolls.part" or toll.of_known for draft in drafts for toll in draft.tolls) and all(draft.event is None for draft in drafts):
        return False  # "142 of the dead were students" alone speaks of a toll that is told elsewhere
    if all(points_back(draft) and not (draft.tolls or draft.place or draft.time) for draft in drafts):
        return False  # "G claimed the attack" alone speaks of an event that is told elsewhere
    if not any(draft.sources or draft.targets or draft.tolls or draft.place for draft in drafts):
        return any(draft.event is not None and (draft.event.form != "nominal" or draft.status.label in _SAID_SO) for draft in drafts)
    if all(draft.only_harm for draft in drafts):
        under_arms = any(party.victim_class in _UNDER_ARMS for draft in drafts for party in draft.targets)
        natural = any(token.lower_ in _natural() for draft in drafts for token in draft.sentence.span)
        return under_arms or not (natural or any(accident_beside(draft.sentence.span) for draft in drafts))
    return True
