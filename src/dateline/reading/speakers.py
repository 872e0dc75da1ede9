"""The speakers of a claim: who says that the event happened, when they said it, and who passes it on."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.model import Speaker
from dateline.reading.attribution import Attribution, speaker_kind, speaker_words
from dateline.reading.drafts import Draft
from dateline.reading.responsibility import Blame
from dateline.reading.story import Story


def speakers_of(drafts: list[Draft], blame: Iterable[Blame], story: Story) -> tuple[Speaker, ...]:
    """Everybody who says any part of an event, in text order, each once; empty where the document itself says it.

    Args:
        drafts: the tellings of the event.
        blame: what is said elsewhere about who did it; who says that speaks of the event too.
        story: the document.
    """
    found: dict[str, Speaker] = {}
    for draft in drafts:
        relays = tuple(speaker_words(head, story.cast)[0] for saying in draft.said[:-1] for head in saying.speakers)
        for saying in draft.said[-1:]:
            for speaker in _speakers(saying, draft, relays, story):
                found.setdefault(_key(speaker), speaker)
    for accusation in blame:
        accuser = _accuser(accusation, story)
        if accuser is not None:
            found.setdefault(_key(accuser), accuser)
    return tuple(found.values())


def _accuser(blame: Blame, story: Story) -> Speaker | None:
    if blame.by is None or blame.kind == "denied":
        return None
    party = story.cast.party(blame.by)
    kind = speaker_kind(blame.by, party)
    if kind is None:
        return None
    name, span = speaker_words(blame.by, story.cast)
    actors = party.actors() if party is not None else ()
    evidence = story.quotes(span, *(other.span for other in (party.stands_for if party is not None else ())), blame.cue)
    return Speaker(name=name, kind=kind, actor=actors[0] if actors else None, evidence=evidence, rule=f"responsibility.{blame.kind}")


def _key(speaker: Speaker) -> str:
    """ "an army source" and "the source" are one speaker, as far as the words tell."""
    words = [word for word in speaker.name.lower().split() if word not in ("a", "an", "the", "its", "their", "his", "her")]
    return words[-1] if speaker.kind == "unnamed" and words else " ".join(words)


def _speakers(saying: Attribution, draft: Draft, relays: tuple[str, ...], story: Story) -> list[Speaker]:
    said = story.calendar.said_at(saying.verb, draft.sentence)
    made = []
    for head in saying.speakers:
        party = story.cast.party(head)
        kind = speaker_kind(head, party)
        if kind is None:
            continue
        name, span = speaker_words(head, story.cast)
        actors = party.actors() if party is not None else ()
        stands_for = party.stands_for if party is not None else ()
        spans = [span, *(other.span for other in stands_for), saying.verb.doc[saying.verb.i : saying.verb.i + 1]]
        if said is not None:
            spans.append(said.words)
        made.append(
            Speaker(
                name=name,
                kind=kind,
                actor=actors[0] if actors else None,
                relayed_by=tuple(relay for relay in relays if relay != name),
                said=said.span if said is not None else None,
                evidence=story.quotes(*spans),
                rule=f"attribution.{saying.verb.lower_}",
                inferred=bool(stands_for),
            )
        )
    return made
