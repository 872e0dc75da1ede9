"""An event of a document, told once or often, to one claim with its evidence."""

from __future__ import annotations

from dateline.model import Claim, EventType, Evidence, Flag, ReaderName, TimeSpan, Weapon
from dateline.reading.circumstances import place_of, time_of
from dateline.reading.completing import with_parties, with_place, with_speakers, with_time
from dateline.reading.doubting import reconsidered, without_strangers
from dateline.reading.drafts import VIOLENT, Draft
from dateline.reading.figures import figures_of
from dateline.reading.genre import Genre, genre_of
from dateline.reading.heard_tolls import with_heard_tolls
from dateline.reading.labelling import entry_rule, trigger_words
from dateline.reading.recording import recorded
from dateline.reading.responsibility import Blame
from dateline.reading.roles import actors_of
from dateline.reading.speakers import speakers_of, speakers_of_details
from dateline.reading.story import Story
from dateline.reading.told import ToldEvent
from dateline.reading.told_status import status_of_event, time_of_the_news
from dateline.reading.trigger_weapons import weapon_of

_SUMMARY = 240


def claims_of(story: Story, events: list[ToldEvent], blame: dict[int, list[Blame]], reader: ReaderName) -> tuple[Claim, ...]:
    """The claims of a document, in the order in which their events are first told.

    Events that are not to be recorded (:func:`recorded`) give none, nor do those that a user's own codebook has no type for.

    Args:
        story: the document.
        events: its events.
        blame: what is said about who did them, by position in ``events``.
        reader: who reads.
    """
    news = time_of_the_news(story, events)
    genre = genre_of(story, events)
    made: dict[str, Claim] = {}
    for position in recorded(events, story, genre):
        event = events[position]
        label = story.labels.label(event.drafts, story)
        if label is not None:
            claim = _claim(story, event, events, label, blame.get(position, []), reader, news, genre)
            made.setdefault(claim.id, claim)
    return tuple(made.values())


def _claim(
    story: Story,
    event: ToldEvent,
    events: list[ToldEvent],
    label: EventType,
    blame: list[Blame],
    reader: ReaderName,
    news: TimeSpan | None,
    genre: Genre | None,
) -> Claim:
    drafts = event.drafts
    tolls = reconsidered(figures_of(event, story), event, story)
    return Claim.make(
        document_id=story.page.document.id,
        reader=reader,
        event=label,
        status=status_of_event(event, events, story, news, genre),
        actors=with_parties(without_strangers(actors_of(event, blame, story, events), tolls, story), event, events, story),
        tolls=with_heard_tolls(tolls, event, events, story),
        place=with_place(place_of(event, events, story), event, events, story),
        time=with_time(time_of(event, story), event, events, story),
        weapon=_weapon(drafts, story),
        accidental=_accidental(drafts, story),
        speakers=with_speakers(speakers_of(drafts, blame, story, speakers_of_details(event, events, story)), event, events, story),
        summary=_summary(drafts),
        evidence=_clauses(drafts, story),
    )


def _weapon(drafts: list[Draft], story: Story) -> Weapon | None:
    for draft in drafts:
        found = weapon_of(draft.event, story.lexicon) if draft.event is not None and draft.type == VIOLENT else None
        if found is not None:
            kind, words = found
            return Weapon(code=kind.code, words=words.text, evidence=story.quotes(words), rule=f"weapons:{kind.code}")
    return None


def _accidental(drafts: list[Draft], story: Story) -> Flag | None:
    for draft in drafts:
        if draft.event is not None and draft.event.accidental:
            return Flag(value=True, evidence=story.quotes(trigger_words(draft)), rule=entry_rule(draft))
        if draft.accidental is not None:
            return Flag(value=True, evidence=story.quotes(draft.accidental), rule="means.accidental")
    return None


def _clauses(drafts: list[Draft], story: Story) -> tuple[Evidence, ...]:
    """The clauses that tell the event, in text order, none within another."""
    kept: list[Evidence] = []
    for quote in sorted({story.quote(draft.clause) for draft in drafts}, key=lambda quote: (quote.start, -quote.end)):
        if not kept or quote.end > kept[-1].end:
            kept.append(quote)
    return tuple(kept)


def _summary(drafts: list[Draft]) -> str:
    words = " ".join(drafts[0].clause.text.split())
    return words if len(words) <= _SUMMARY else words[: _SUMMARY - 1].rstrip() + "…"
