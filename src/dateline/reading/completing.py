"""What no rule reads of an event and the network heard: who did it and to whom, who says so, where and when.

Asked only where the rules find nothing, and only of words that the network ties to this event more than to any other of the report.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from spacy.tokens import Span, Token

from dateline.model import ActorRole, ClaimPlace, ClaimTime, Role, Speaker
from dateline.reading import cues, phrases
from dateline.reading.attribution import speaker_kind, speaker_words
from dateline.reading.cast import Party
from dateline.reading.hearing.asking import tells, together
from dateline.reading.story import Story
from dateline.reading.told import ToldEvent

_DISOWNED = ("denied", "cleared")


def with_parties(roles: tuple[ActorRole, ...], event: ToldEvent, events: Sequence[ToldEvent], story: Story) -> tuple[ActorRole, ...]:
    """The parts of an event, with who did it and to whom as heard where no rule reads anybody (whoever denies it does not count).

    How sure the report is of a doer is not heard, and is left open.

    Nobody is heard on one side whom the rules read on the other.
    """
    sides: tuple[tuple[Role, str, str], ...] = (("source", "P", "doer"), ("target", "V", "victim"))
    added = []
    for role, letter, name in sides:
        if any(part.role == role and part.responsibility not in _DISOWNED for part in roles):
            continue
        others = {part.actor.id for part in roles if part.role != role}
        known = ((chance, party, actor) for chance, party in _heard(event, events, story, letter, name) for actor in party.actors()[:1])
        for chance, party, actor in islice((one for one in known if one[2].id not in others), 1):
            added.append(
                ActorRole(
                    role=role,
                    actor=actor,
                    words=party.words,
                    evidence=story.quotes(party.span),
                    rule=f"hearing.{name}:{chance:.2f}",
                    inferred=True,
                )
            )
    return (*roles, *added)


def with_speaker(speakers: tuple[Speaker, ...], event: ToldEvent, events: Sequence[ToldEvent], story: Story) -> tuple[Speaker, ...]:
    """The speakers of an event, with the one heard where no rule reads any."""
    for chance, party in _heard(event, events, story, "Y", "speaker") if not speakers else ():
        kind = speaker_kind(party.head, party)
        if kind is not None:
            name, span = speaker_words(party.head, story.cast)
            actor = next(iter(party.actors()), None)
            return (Speaker(name=name, kind=kind, actor=actor, evidence=story.quotes(span), rule=f"hearing.speaker:{chance:.2f}", inferred=True),)
    return speakers


def with_place(place: ClaimPlace | None, event: ToldEvent, events: Sequence[ToldEvent], story: Story) -> ClaimPlace | None:
    """The place of an event, as heard where no rule reads one: the finest."""
    if place is not None:
        return place
    mentions = [here for told in story.places.by_sentence.values() for here in told]
    heard = [(here.place.at_least("district"), chance, here) for here in mentions if (chance := _sure(here.name, "W", "place", event, events))]
    if not heard:
        return None
    _, chance, here = max(heard, key=lambda one: one[:2])
    return ClaimPlace(place=here.place, words=here.words.text, evidence=story.quotes(here.words), rule=f"hearing.place:{chance:.2f}", inferred=True)


def with_time(time: ClaimTime | None, event: ToldEvent, events: Sequence[ToldEvent], story: Story) -> ClaimTime | None:
    """The time of an event, as heard where no rule reads one."""
    if time is not None:
        return time
    mentions = [here for told in story.calendar.by_sentence.values() for here in told]
    heard = [(chance, here) for here in mentions if (chance := _sure(here.words, "D", "time", event, events))]
    if not heard:
        return None
    chance, here = max(heard, key=lambda one: one[0])
    return ClaimTime(span=here.span, words=here.words.text, evidence=story.quotes(here.words), rule=f"hearing.time:{chance:.2f}", inferred=True)


def _sure(words: Span, letter: str, name: str, event: ToldEvent, events: Sequence[ToldEvent]) -> float | None:
    """The chance that words tell this of an event, where it is high enough."""
    chances = tells(words)
    enough: float = cues.load("hearing")[name]
    return chances[letter] if chances is not None and chances[letter] > enough and _of_this(words, event, events) else None


def _heard(event: ToldEvent, events: Sequence[ToldEvent], story: Story, letter: str, name: str) -> list[tuple[float, Party]]:
    """The parties that are heard to have a part in an event, the surest first."""
    sure: float = cues.load("hearing")[name]
    found: list[tuple[float, Party]] = []
    for party in story.cast.everybody():
        chances = tells(party.head)
        if chances is None:
            return []
        if chances[letter] > sure and not phrases.is_pronoun(party.head) and _of_this(party.head, event, events):
            found.append((chances[letter], party))
    return sorted(found, key=lambda one: -one[0])


def _of_this(words: Span | Token, event: ToldEvent, events: Sequence[ToldEvent]) -> bool:
    """Whether words are tied to this event, and to no other more."""
    odds = _tie(words, event)
    if odds is None or odds <= 0:
        return False
    others = (_tie(words, other) for other in events if other is not event)
    return all(other is None or other <= odds for other in others)


def _tie(words: Span | Token, event: ToldEvent) -> float | None:
    return together(words, (draft.anchor for draft in event.remembered()))
