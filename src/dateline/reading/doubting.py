"""What the rules read and the network does not hear: events, parties that have no part in one, figures that are parts or another event's.

Only what the words themselves say is doubted, never what the rules conclude from them.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from dateline.model import ActorRole, Evidence, Role, Toll
from dateline.reading.drafts import Draft
from dateline.reading.hearing.asking import FIGURES, chances_at, enough, tells, tie_at
from dateline.reading.story import Story
from dateline.reading.told import ToldEvent

_SIDES: dict[Role, tuple[str, str]] = {"source": ("PQN", "no_doer"), "target": ("V", "no_victim")}
"""Letters of those who have a part on a side, and how sure the network must be that somebody has none."""


def is_heard(event: ToldEvent, least: float) -> bool:
    """Whether any word that tells an event, or a figure of it, is heard as such; True where nothing was heard of one.

    Args:
        event: the event.
        least: the chance that is enough.
    """
    return any((chance := _told(word)) is None or chance >= least for draft in event.drafts for word in _words(draft))


def _words(draft: Draft) -> Iterator[Token]:
    yield draft.anchor
    if draft.event is not None:
        yield from draft.event.words
    for toll in draft.tolls:
        yield from toll.span


def _told(word: Token) -> float | None:
    chances = tells(word)
    return chances["E"] + sum(chances[letter] for letter in FIGURES) if chances is not None else None


def without_strangers(roles: tuple[ActorRole, ...], tolls: tuple[Toll, ...], story: Story) -> tuple[ActorRole, ...]:
    """The parts of an event without those whose words are heard to have none; whoever is counted among the dead and hurt stays."""
    counted = [words for toll in tolls for words in toll.evidence[:1]]
    return tuple(part for part in roles if not _stranger(part, story) or (part.role == "target" and any(_shares(part, words) for words in counted)))


def _shares(part: ActorRole, words: Evidence) -> bool:
    return any(quote.start < words.end and words.start < quote.end for quote in part.evidence[:1])


def _stranger(part: ActorRole, story: Story) -> bool:
    if part.role not in _SIDES or part.inferred or part.responsibility in ("denied", "cleared") or not part.evidence:
        return False
    if part.role == "target" and part.actor.kind == "organisation":
        return False  # a university or a hospital by its name is what was hit, and the network was taught people
    letters, name = _SIDES[part.role]
    chances = chances_at(story.page, part.evidence[0])
    return chances is not None and sum(chances[letter] for letter in letters) < enough(name)


def reconsidered(tolls: tuple[Toll, ...], event: ToldEvent, story: Story) -> tuple[Toll, ...]:
    """The figures of an event as they are heard: parts as parts, those that the report takes back as superseded, and none of another event.

    Where no whole figure of a harm would be left, those that the rules read stay as they are.
    """
    made = [(toll, _as_heard(toll, event, story)) for toll in tolls]
    left = {toll.harm for toll, heard in made if heard is not None and heard.scope == "incident"}
    return tuple(stays for toll, heard in made if (stays := heard if toll.harm in left else toll) is not None)


def _as_heard(toll: Toll, event: ToldEvent, story: Story) -> Toll | None:
    if toll.harm not in ("killed", "injured") or toll.scope != "incident" or not toll.evidence:
        return toll
    words = toll.evidence[0]
    chances = chances_at(story.page, words)
    if chances is None:
        return toll
    letter = max(FIGURES, key=lambda one: chances[one])
    if letter == "S" and chances["S"] >= enough("superseded"):
        return toll.model_copy(update={"scope": "superseded", "rule": f"hearing.superseded:{chances['S']:.2f}", "inferred": True})
    if letter == "L" and toll.harm == "killed" and chances["L"] >= enough("part"):
        return toll.model_copy(update={"scope": "part", "rule": f"hearing.part:{chances['L']:.2f}", "inferred": True})
    tie = tie_at(story.page, words, [draft.anchor for draft in event.remembered()])
    return None if tie is not None and tie < -enough("apart") else toll
