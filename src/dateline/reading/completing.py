"""What the network heard of an event beside the rules: who did it and to whom, who says so, where and when.

Only words count that the network ties to this event more than to any other of the report. Where and when are asked where no rule reads them. Who did
it, to whom and who says so may be several; beside those that the rules read the network must be surer of another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from dateline.model import ActorRole, ClaimPlace, ClaimTime, Role, Speaker
from dateline.reading import phrases
from dateline.reading.attribution import in_what_is_said, speaker_kind, speaker_words
from dateline.reading.cast import Party
from dateline.reading.hearing.asking import enough, tells, together, words_that_tell
from dateline.reading.story import Story
from dateline.reading.told import ToldEvent

_DISOWNED = ("denied", "cleared")


def with_parties(roles: tuple[ActorRole, ...], event: ToldEvent, events: Sequence[ToldEvent], story: Story) -> tuple[ActorRole, ...]:
    """The parts of an event, with who did it and to whom as heard (whoever denies it does not count).

    How sure the report is of a doer is not heard, and is left open. Nobody is heard on one side whom the rules read on the other, nor anybody that
    is there already by name or noun.
    """
    sides: tuple[tuple[Role, str, str], ...] = (("source", "P", "doer"), ("target", "V", "victim"))
    found = list(roles)
    for role, letter, name in sides:
        mine = [part for part in roles if part.role == role and part.responsibility not in _DISOWNED]
        named = {word for part in mine for word in part.words.lower().split()}
        known = {part.actor.id for part in roles}
        for chance, party in _heard(event, events, story, letter, _sure(name, mine)):
            actor = next(iter(party.actors()), None)
            if actor is None or actor.id in known or party.head.lower_ in named:
                continue
            known.add(actor.id)
            named |= set(party.words.lower().split())
            found.append(
                ActorRole(
                    role=role,
                    actor=actor,
                    words=party.words,
                    evidence=story.quotes(party.span),
                    rule=f"hearing.{name}:{chance:.2f}",
                    inferred=True,
                )
            )
    return tuple(found)


def _sure(name: str, known: Sequence[ActorRole]) -> float:
    """How sure the network must be of somebody: beside mere descriptions ("people") less than beside named actors."""
    if not known:
        return enough(name)
    return enough(f"better_{name}" if all(part.actor.kind == "generic" for part in known) else f"another_{name}")


def with_speakers(speakers: tuple[Speaker, ...], event: ToldEvent, events: Sequence[ToldEvent], story: Story) -> tuple[Speaker, ...]:
    """The speakers of an event, with those heard that are not there already by name, noun or who they are."""
    found = list(speakers)
    named = {word for speaker in speakers for word in speaker.name.lower().split()}
    known = {speaker.actor.id for speaker in speakers if speaker.actor is not None}
    for chance, party in _heard(event, events, story, "Y", enough("another_speaker" if speakers else "speaker")):
        kind = speaker_kind(party.head, party)
        if kind is None or party.head.lower_ in named or in_what_is_said(party.head):
            continue
        name, span = speaker_words(party.head, story.cast)
        actor = next(iter(party.actors()), None)
        if actor is not None and actor.id in known:
            continue
        named |= set(name.lower().split())
        known |= {actor.id} if actor is not None else set()
        found.append(Speaker(name=name, kind=kind, actor=actor, evidence=story.quotes(span), rule=f"hearing.speaker:{chance:.2f}", inferred=True))
    return tuple(found)


def with_place(place: ClaimPlace | None, event: ToldEvent, events: Sequence[ToldEvent], story: Story) -> ClaimPlace | None:
    """The place of an event, as heard where no rule reads one: the finest."""
    if place is not None:
        return place
    mentions = [here for told in story.places.by_sentence.values() for here in told]
    heard = [(here.place.at_least("district"), chance, here) for here in mentions if (chance := _told(here.name, "W", "place", event, events))]
    if not heard:
        return None
    _, chance, here = max(heard, key=lambda one: one[:2])
    return ClaimPlace(place=here.place, words=here.words.text, evidence=story.quotes(here.words), rule=f"hearing.place:{chance:.2f}", inferred=True)


def with_time(time: ClaimTime | None, event: ToldEvent, events: Sequence[ToldEvent], story: Story) -> ClaimTime | None:
    """The time of an event, as heard where no rule reads one."""
    if time is not None:
        return time
    mentions = [here for told in story.calendar.by_sentence.values() for here in told]
    heard = [(chance, here) for here in mentions if (chance := _told(here.words, "D", "time", event, events))]
    if not heard:
        return None
    chance, here = max(heard, key=lambda one: one[0])
    return ClaimTime(span=here.span, words=here.words.text, evidence=story.quotes(here.words), rule=f"hearing.time:{chance:.2f}", inferred=True)


def _told(words: Span, letter: str, name: str, event: ToldEvent, events: Sequence[ToldEvent]) -> float | None:
    """The chance that words tell this of an event, where it is high enough."""
    chances = tells(words)
    return chances[letter] if chances is not None and chances[letter] > enough(name) and _of_this(words, event, events) else None


def _heard(event: ToldEvent, events: Sequence[ToldEvent], story: Story, letter: str, sure: float) -> list[tuple[float, Party]]:
    """The parties that are heard to have a part in an event, the surest first."""
    return sorted(_parties(event, events, story, letter, sure), key=lambda one: -one[0])


def _parties(event: ToldEvent, events: Sequence[ToldEvent], story: Story, letter: str, sure: float) -> Iterator[tuple[float, Party]]:
    for doc in story.page.docs.values():
        for words in words_that_tell(doc, letter):
            if words.chance <= sure or phrases.is_pronoun(words.head):
                continue
            party = story.cast.party(words.head) or story.cast.describe(words.head)
            if party is not None and _of_this(words.head, event, events):
                yield words.chance, party


def _of_this(words: Span | Token, event: ToldEvent, events: Sequence[ToldEvent]) -> bool:
    """Whether words are tied to this event, and to no other more."""
    odds = _tie(words, event)
    if odds is None or odds <= 0:
        return False
    others = (_tie(words, other) for other in events if other is not event)
    return all(other is None or other <= odds for other in others)


def _tie(words: Span | Token, event: ToldEvent) -> float | None:
    return together(words, (draft.anchor for draft in event.remembered()))
