"""An event of a document, told once or often, to one claim with its evidence."""

from __future__ import annotations

import datetime as dt
from functools import cache

from spacy.tokens import Span

from dateline.model import Claim, EventType, Evidence, Flag, ReaderName, StatusLabel, TimeSpan, Weapon
from dateline.reading import cues
from dateline.reading.circumstances import place_of, time_of
from dateline.reading.completing import with_parties, with_place, with_speakers, with_time
from dateline.reading.doubting import reconsidered, without_strangers
from dateline.reading.drafts import VIOLENT, Draft
from dateline.reading.figures import figures_of
from dateline.reading.genre import Genre, genre_of
from dateline.reading.heard_events import HEARD
from dateline.reading.heard_figures import HEARD as HEARD_FIGURE
from dateline.reading.heard_tolls import with_heard_tolls
from dateline.reading.hearing.asking import enough, stands
from dateline.reading.labelling import entry_rule, trigger_words
from dateline.reading.literal import accident_beside, by_nature, tells_of_violence
from dateline.reading.responsibility import Blame
from dateline.reading.roles import actors_of
from dateline.reading.speakers import speakers_of, speakers_of_details
from dateline.reading.standing import behind_the_news, opens
from dateline.reading.story import Story
from dateline.reading.told import ToldEvent
from dateline.reading.traits import BY_FORCE, OPENING, is_recent
from dateline.reading.trigger_weapons import weapon_of
from dateline.reading.vocabulary import tells_of
from dateline.reading.warrant import between_powers, people_hurt_by_force, powers_meet, warranted
from dateline.reading.weighing import points_back

_SUMMARY = 240


def claims_of(story: Story, events: list[ToldEvent], blame: dict[int, list[Blame]], reader: ReaderName) -> tuple[Claim, ...]:
    """The claims of a document, in the order in which their events are first told.

    Events of which too little is told give none, nor do those that are only heard in a text of no other, nor those that a user's own codebook has
    no type for.

    Args:
        story: the document.
        events: its events.
        blame: what is said about who did them, by position in ``events``.
        reader: who reads.
    """
    news = _time_of_the_news(story, events)
    violent = tells_of_violence(sentence.span for sentence in story.sentences) or powers_meet(story.cast) or people_hurt_by_force(events)
    genre = genre_of(story, events)
    found = any(_worth_recording(event) and not _only_heard(event) for event in events)
    made: dict[str, Claim] = {}
    for position, event in enumerate(events):
        if genre is not None and not _belongs(event, story, genre):
            continue
        if _worth_recording(event) and (violent or warranted(event)) and (found or not _only_heard(event)):
            label = story.labels.label(event.drafts, story)
            if label is not None:
                claim = _claim(story, event, events, label, blame.get(position, []), reader, news, genre)
                made.setdefault(claim.id, claim)
    return tuple(made.values())


def _only_heard(event: ToldEvent) -> bool:
    """Whether no rule finds an event, and only the network hears it: in a text of nothing else that is too little, for it was taught reports of
    conflict alone.
    """
    return all(
        draft.event.entry.id.startswith(HEARD) if draft.event is not None else all(toll.rule.startswith(HEARD_FIGURE) for toll in draft.tolls)
        for draft in event.drafts
    )


def _belongs(event: ToldEvent, story: Story, genre: Genre) -> bool:
    """Whether a text that is no report of conflict tells an event at all: not harm by nature, nor the dealings of businesses."""
    if _asked_for(event):
        return True  # whoever names a trigger of their own wants what it tells
    if event.drafts[0].type in BY_FORCE:
        return genre.kind != "nature" or _news_all_the_same(event, story, genre)
    return genre.of_all or between_powers(event)


def _news_all_the_same(event: ToldEvent, story: Story, genre: Genre) -> bool:
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


def _asked_for(event: ToldEvent) -> bool:
    return any(draft.event is not None and draft.event.entry.own is not None for draft in event.drafts)


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
        status=_status(event, events, story, news, genre),
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


def _status(event: ToldEvent, events: list[ToldEvent], story: Story, news: TimeSpan | None, genre: Genre | None) -> StatusLabel:
    drafts = event.drafts
    denied = next((draft for draft in drafts if draft.status.label == "denied"), None)
    chosen = denied or next((draft for draft in drafts if draft.status.label in ("actual", "attempted")), drafts[0])
    if chosen.status.label in ("planned", "threatened", "hypothetical"):
        old = _long_ago(event, story, news)
        if old is not None:
            return StatusLabel(label="background", evidence=story.quotes(old), rule="status.long_ago")
    if chosen.status.label in ("actual", "attempted"):
        nothing = [toll for draft in drafts for toll in draft.tolls if toll.count.high == 0]
        if nothing and all(_harmed_nobody(draft) for draft in drafts):
            return StatusLabel(label="negated", evidence=story.quotes(nothing[0].span), rule="status.nobody")
        totals = [toll for draft in drafts for toll in draft.tolls]
        if totals and all(toll.scope == "cumulative" for toll in totals):
            return StatusLabel(label="cumulative", evidence=story.quotes(totals[0].span), rule="status.total")
        old = _long_ago(event, story, news)
        if old is not None:
            return StatusLabel(label="background", evidence=story.quotes(old), rule="status.long_ago")
        past = _heard_as_past(drafts)
        if past > enough("background") and not event.main:
            return StatusLabel(label="background", evidence=story.quotes(chosen.status.cue), rule=f"hearing.background:{past:.2f}", inferred=True)
        if (
            genre is not None
            and (genre.of_all or drafts[0].type in BY_FORCE)
            and not _asked_for(event)
            and not _news_all_the_same(event, story, genre)
        ):
            cue = genre.cue if genre.cue is not None else chosen.status.cue
            concluded = genre.cue is None  # no word of a kind tells it, only the traits of the whole text
            return StatusLabel(label=genre.label, evidence=story.quotes(cue), rule=f"status.genre:{genre.kind}", inferred=concluded)
        if not (_asked_for(event) or _heard_as_news(drafts)) and behind_the_news(event, events, story, news):
            return StatusLabel(label="background", evidence=story.quotes(chosen.status.cue), rule="status.behind_the_news", inferred=True)
    return StatusLabel(label=chosen.status.label, evidence=story.quotes(chosen.status.cue), rule=chosen.status.rule)


def _heard_as_past(drafts: list[Draft]) -> float:
    """Chance that an event is told as past, the mean over its tellings; 0 where nothing was heard."""
    chances = [standing["background"] for draft in drafts if (standing := stands(draft.anchor)) is not None]
    return sum(chances) / len(chances) if chances else 0.0


_OFTEN = 4
"""Tellings from which on what is heard of an event outweighs the signs of its words."""


def _heard_as_news(drafts: list[Draft]) -> bool:
    """Whether an event that is told often is heard as news, and not as past."""
    heard = sum(stands(draft.anchor) is not None for draft in drafts)
    return heard >= _OFTEN and _heard_as_past(drafts) < enough("news")


def _harmed_nobody(draft: Draft) -> bool:
    """Whether a telling is only of harm, and there was none: "no one was killed"; rockets that hurt nobody were fired all the same."""
    only_harm = draft.event is None or draft.event.entry.harm is not None
    return only_harm and bool(draft.tolls) and all(toll.count.high == 0 for toll in draft.tolls)


def _time_of_the_news(story: Story, events: list[ToldEvent]) -> TimeSpan | None:
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
