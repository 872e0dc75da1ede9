"""What no rule reads of an event and the network heard: who did it, and who says so.

Asked only where the rules find nobody, and only of words that the network ties to this event more than to any other of its type in the report.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.model import ActorRole, Speaker
from dateline.reading import cues, phrases
from dateline.reading.attribution import speaker_kind, speaker_words
from dateline.reading.cast import Party
from dateline.reading.drafts import VIOLENT
from dateline.reading.hearing.asking import tells, together
from dateline.reading.story import Story
from dateline.reading.told import ToldEvent

_DISOWNED = ("denied", "cleared")


def with_doer(roles: tuple[ActorRole, ...], event: ToldEvent, events: Sequence[ToldEvent], story: Story) -> tuple[ActorRole, ...]:
    """The parts of an event, with who did it as heard where no rule reads anybody who did and does not deny it."""
    if any(part.role == "source" and part.responsibility not in _DISOWNED for part in roles):
        return roles
    for chance, party in _heard(event, events, story, "P"):
        for actor in party.actors()[:1]:
            doer = ActorRole(
                role="source",
                actor=actor,
                words=party.words,
                responsibility="stated" if event.drafts[0].type == VIOLENT else None,
                evidence=story.quotes(party.span),
                rule=f"hearing.doer:{chance:.2f}",
                inferred=True,
            )
            return (*roles, doer)
    return roles


def with_speaker(speakers: tuple[Speaker, ...], event: ToldEvent, events: Sequence[ToldEvent], story: Story) -> tuple[Speaker, ...]:
    """The speakers of an event, with the one heard where no rule reads any."""
    for chance, party in _heard(event, events, story, "Y") if not speakers else ():
        kind = speaker_kind(party.head, party)
        if kind is not None:
            name, span = speaker_words(party.head, story.cast)
            actor = next(iter(party.actors()), None)
            return (Speaker(name=name, kind=kind, actor=actor, evidence=story.quotes(span), rule=f"hearing.speaker:{chance:.2f}", inferred=True),)
    return speakers


def _heard(event: ToldEvent, events: Sequence[ToldEvent], story: Story, letter: str) -> list[tuple[float, Party]]:
    """The parties that are heard to have a part in an event, the surest first."""
    sure: float = cues.load("hearing")["party"]
    found: list[tuple[float, Party]] = []
    for party in story.cast.everybody():
        chances = tells(party.head)
        if chances is None:
            return []
        if chances[letter] > sure and not phrases.is_pronoun(party.head) and _of_this(party, event, events):
            found.append((chances[letter], party))
    return sorted(found, key=lambda one: -one[0])


def _of_this(party: Party, event: ToldEvent, events: Sequence[ToldEvent]) -> bool:
    """Whether words are tied to this event, and to no other of its type more."""
    odds = _tie(party, event)
    if odds is None or odds <= 0:
        return False
    others = (_tie(party, other) for other in events if other is not event and other.drafts[0].type == event.drafts[0].type)
    return all(other is None or other <= odds for other in others)


def _tie(party: Party, event: ToldEvent) -> float | None:
    return together(party.head, (draft.anchor for draft in event.remembered()))
