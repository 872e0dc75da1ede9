"""The speakers of a claim: who says that the event happened, when they said it, and who passes it on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from spacy.tokens import Span, Token

from dateline.model import Speaker
from dateline.reading import cues
from dateline.reading.attribution import Attribution, attributions, author, quoting, speaker_kind, speaker_words
from dateline.reading.drafts import VIOLENT, Draft
from dateline.reading.page import Sentence
from dateline.reading.responsibility import Blame
from dateline.reading.story import Story
from dateline.reading.told import ToldEvent


def speakers_of(drafts: list[Draft], blame: Iterable[Blame], story: Story, details: Iterable[Speaker] = ()) -> tuple[Speaker, ...]:
    """Everybody who says any part of an event, in text order, each once; empty where the document itself says it.

    Args:
        drafts: the tellings of the event.
        blame: what is said elsewhere about who did it; who says that speaks of the event too.
        story: the document.
        details: who tells details of it apart; see :func:`speakers_of_details`.
    """
    found: dict[str, Speaker] = {}
    for draft in drafts:
        relays = tuple(speaker_words(head, story.cast)[0] for saying in draft.said[:-1] for head in saying.speakers)
        for saying in (*draft.said[-1:], *draft.backed_by):
            for speaker in _speakers(saying, draft.sentence, relays, story):
                found.setdefault(_key(speaker), speaker)
    for accusation in blame:
        accuser = _accuser(accusation, story)
        if accuser is not None:
            found.setdefault(_key(accuser), accuser)
    for speaker in details:
        found.setdefault(_key(speaker), speaker)
    return tuple(found.values())


def speakers_of_details(event: ToldEvent, events: Iterable[ToldEvent], story: Story) -> tuple[Speaker, ...]:
    """Who tells a detail of the story's main event in a sentence that tells no event: "Police said the attackers had come by boat".

    Only what speaks of the attackers, their arms or those harmed is a detail; and only of witnesses and of those whose work it is to know.

    Args:
        event: the event; none but the main one has details told apart from it.
        events: all events of the document.
        story: the document.
    """
    if not event.main or event.drafts[0].type != VIOLENT or not event.happened():
        return ()
    told = {draft.sentence.index for other in events for draft in other.drafts}
    first = event.drafts[0].sentence.index
    found: dict[str, Speaker] = {}
    for sentence in story.sentences:
        if sentence.index <= first or sentence.index in told:
            continue
        for saying in attributions(sentence.span):
            if saying.verb.lower_ in _plain() and _of_the_deed(saying, sentence.span):
                for speaker in _speakers(saying, sentence, (), story):
                    if speaker.kind in _KNOWING:
                        found.setdefault(_key(speaker), speaker)
    return tuple(found.values())


_KNOWING = frozenset(("witness", "medic", "police", "military", "official", "monitor"))


@cache
def _plain() -> frozenset[str]:
    """Verbs of plain telling; who insists, claims or believes vouches for nothing."""
    return frozenset(cues.load("sourcing")["details"]["verbs"])


def _of_the_deed(saying: Attribution, sentence: Span) -> bool:
    """Whether what is said speaks of attackers, arms or people harmed, and of the past."""
    words = [sentence.doc[at] for at in saying.scope if at < len(sentence.doc)]
    if any(word.lower_ in _words("not_told") and word.dep_ in ("aux", "neg") for word in words):
        return False
    return any(word.lower_ in _words("about") or word.lower_ in cues.load("coreference")["armed"]["nouns"] for word in words)


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(cues.load("sourcing")["details"][key])


def _accuser(blame: Blame, story: Story) -> Speaker | None:
    if blame.by is None or blame.kind == "denied":
        return None
    party = story.cast.party(blame.by)
    kind = speaker_kind(blame.by, party)
    accused = tuple(story.cast.party(head) for head in blame.accused)
    groups = any(actor.kind == "group" for one in accused if one is not None for actor in one.actors())
    if kind is None or (blame.groups_only and not groups):
        return None
    name, span = speaker_words(blame.by, story.cast)
    actors = party.actors() if party is not None else ()
    evidence = story.quotes(span, *(other.span for other in (party.stands_for if party is not None else ())), blame.cue)
    return Speaker(name=name, kind=kind, actor=actors[0] if actors else None, evidence=evidence, rule=f"responsibility.{blame.kind}")


def _key(speaker: Speaker) -> str:
    """ "an army source" and "the source" are one speaker, as far as the words tell."""
    words = [word for word in speaker.name.lower().split() if word not in ("a", "an", "the", "its", "their", "his", "her")]
    return words[-1] if speaker.kind == "unnamed" and words else " ".join(words)


def _speakers(saying: Attribution, sentence: Sentence, relays: tuple[str, ...], story: Story) -> list[Speaker]:
    said = story.calendar.said_at(saying.verb, sentence)
    made = []
    told_to = tuple(speaker_words(outlet, story.cast)[0] for outlet in _told_to(saying.verb) if _is_outlet(outlet, story))
    for head in map(author, saying.speakers):
        party = story.cast.party(head)
        kind = speaker_kind(head, party)
        if kind is None:
            continue
        quoted_by = tuple(speaker_words(outlet, story.cast)[0] for outlet in quoting(head) if _is_outlet(outlet, story))
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
                relayed_by=tuple(relay for relay in (*relays, *told_to, *quoted_by) if relay != name),
                said=said.span if said is not None else None,
                evidence=story.quotes(*spans),
                rule=f"attribution.{saying.verb.lower_}",
                inferred=bool(stands_for),
            )
        )
    return made


def _is_outlet(noun: Token, story: Story) -> bool:
    """A newspaper, an agency, a channel; "reporters" are none: whoever speaks to all of them has no relay."""
    return noun.tag_ != "NNS" and speaker_kind(noun, story.cast.party(noun)) == "media"


def _told_to(verb: Token) -> Iterator[Token]:
    """Whom somebody told it: "told the agency that ...", "speaking to the BBC, said"."""
    for holder in (verb, *_speaking(verb)):
        for child in holder.children:
            if child.dep_ in ("dobj", "dative", "nsubj") and child.i > holder.i and child.tag_.startswith("NN"):
                yield child
            elif child.dep_ in ("prep", "dative") and child.lower_ == "to":
                yield from (noun for noun in child.children if noun.dep_ == "pobj")
            elif child.dep_ == "ccomp" and holder.lower_ == "told":  # "told Al Jazeera that": the parser makes it the subject of what follows
                yield from (noun for noun in child.children if noun.dep_ == "nsubj" and noun.i == holder.i + 1)


def _speaking(verb: Token) -> Iterator[Token]:
    """The "speaking to" beside a verb of saying, or beside who says it."""
    for holder in (verb, *(child for child in verb.children if child.dep_ == "nsubj")):
        yield from (child for child in holder.children if child.dep_ in ("advcl", "acl") and child.lower_ in ("speaking", "talking"))
