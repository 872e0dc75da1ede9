"""Whether words of violence mean violence: figures of speech, sport, stories, and what animals, illness and weather do.

Selectional preferences tell most of it (Wilks 1975): nobody can bodily attack a proposal, and a virus that attacks is no attacker. What the
sentence is about tells the rest, unless a word of real violence stands in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from operator import contains
from typing import Literal

from spacy.strings import get_string_id
from spacy.tokens import Span, Token

from dateline.reading import cues
from dateline.reading.lexicon import Inflector
from dateline.reading.lexicon.loader import load
from dateline.reading.trigger_grammar import agent
from dateline.reading.trigger_match import in_class, is_means, is_party
from dateline.reading.triggers import EventMention

Sense = Literal["figurative", "fiction"]

_FORCEFUL = frozenset(("ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "PROTEST", "THREATEN", "CONSULT", "AID"))
_REACH = 14
"""Tokens between a trigger and a word that tells what the sentence is about; a long sentence holds many things."""

_DOMAINS = ("sport", "debate", "market")


def not_meant(event: EventMention, sentence: Span) -> tuple[Sense, str, Span] | None:
    """The sense in which an event is not meant to the letter, what tells it and its words; None where it is meant.

    Args:
        event: the mention.
        sentence: its sentence.
    """
    if event.entry.type not in _FORCEFUL or event.entry.own is not None:
        return None
    phrase = _find("phrases", sentence)
    if phrase is not None and _beside(phrase, event):
        return "figurative", "phrase", phrase
    if event.entry.type in ("ASSAULT", "COERCE", "AID"):
        thing = _thing(event, "nature" if event.entry.type == "AID" else "things")
        if thing is not None:
            return "figurative", "thing", thing
    if event.entry.type != "ASSAULT" and event.entry.id not in _loose():
        return None
    story = _story(sentence)
    hard = _find("hard", sentence, besides=event) is not None or any(part.dep_ == "nummod" for head in event.targets for part in head.children)
    if story is not None and (not hard or story.start < event.trigger.i):
        return "fiction", "story", story
    if hard or event.entry.id not in _loose():
        return None
    for domain in _DOMAINS if event.entry.type != "CONSULT" else ("sport",):
        about = _find(domain, sentence)
        if about is not None and abs(about.start - event.trigger.i) <= _REACH:
            return "figurative", domain, about
    return None


def _story(sentence: Span) -> Span | None:
    """Words of a made-up story; not those that only tell somebody's trade ("a film director")."""
    found = _find("story", sentence)
    if found is None or (found[-1].dep_ == "compound" and _is("trade", found[-1].head)):
        return None
    return found


@cache
def _loose() -> frozenset[str]:
    return frozenset(cues.load("literal")["loose"]["entries"])


def by_nature(event: EventMention) -> bool:
    """Whether what did it has no will: an animal, an illness, the weather, an accident."""
    doers = [token for token in (*event.sources, *_subjects(event.trigger)) if token.tag_.startswith("N") and not token.ent_type_]
    return bool(doers) and any(_is("nature", token) for token in doers) and all(_is("nature", token) for token in doers if token in event.sources)


def by_a_thing(event: EventMention) -> bool:
    """Whether the grammar names a doer and it is a thing that is no weapon and no act of violence: "killed by a falling stone"."""
    lexicon = load()
    by = agent(event.trigger)
    doers = [*_subjects(event.trigger), *((by,) if by is not None else ())] if event.form != "passive" else [by] if by is not None else []
    return any(
        token.tag_ in ("NN", "NNS") and not is_party(token, lexicon) and not is_means(token, lexicon) and token not in event.sources
        for token in doers
    )


def can_be_attacked(token: Token) -> bool:
    """Whether a noun is a place, a building or a body that force can be used against."""
    lexicon = load()
    return in_class(token, "place", lexicon) or in_class(token, "body", lexicon)


def accident_beside(sentence: Span) -> bool:
    """Whether the words of an accident stand in the sentence, and none of real violence."""
    return _find("accident", sentence) is not None


def tells_of_violence(sentences: Iterable[Span]) -> bool:
    """Whether a report has a word of violence that needs no other beside it; an explosion among boilers and gas pipes is none."""
    for sentence in sentences:
        strong = _find("strong", sentence)
        if strong is not None and not (strong[0].lower in _blast_forms() and _find("blasts", sentence) is not None):
            return True
    return False


def tells_of_force(sentence: Span) -> bool:
    """Whether a sentence has a word of force ("raid", "clashes", "shell"), which people who were harmed make believable."""
    return _find("cause", sentence) is not None


def is_weak(event: EventMention) -> bool:
    """Whether the trigger alone does not tell of violence: "hit", "killed", "fought"; "massacred" does."""
    return event.entry.own is None and any(event.trigger.lower in phrase[0] for phrase in _phrases("weak"))


@cache
def _blast_forms() -> frozenset[int]:
    return frozenset(get_string_id(form) for word in ("explosion", "blast") for form in load().inflector.any(word))


def _thing(event: EventMention, section: str) -> Span | None:
    """The target that can suffer only in a manner of speaking; None where a party is among the targets."""
    heads = [token for token in event.targets if token.tag_.startswith("N")]
    if not heads or event.entry.harm == "displaced" or any(token.ent_type_ in ("PERSON", "NORP", "GPE") for token in heads):
        return None
    if not all(_is(section, token) for token in heads):
        return None
    return heads[0].doc[heads[0].i : heads[0].i + 1]


def _subjects(trigger: Token) -> list[Token]:
    found = [part for part in trigger.children if part.dep_ == "nsubj"]
    if not found and trigger.dep_ in ("conj", "advcl", "xcomp") and trigger.head.tag_.startswith("VB"):
        found = [part for part in trigger.head.children if part.dep_ in ("nsubj", "nsubjpass")]
    return found


def _is(section: str, token: Token) -> bool:
    """Whether a noun, alone or with the word before it, is one of a section's."""
    ids = _phrases(section)
    before = token.nbor(-1).lower if token.i > token.sent.start else 0
    return any(
        (len(phrase) == 1 and token.lower in phrase[0]) or (len(phrase) == 2 and token.lower in phrase[1] and before in phrase[0]) for phrase in ids
    )


def _beside(phrase: Span, event: EventMention) -> bool:
    """Whether a set phrase holds the trigger, or stands in its clause and close to it."""
    return phrase.start - 4 <= event.trigger.i < phrase.end + 4


def _find(section: str, sentence: Span, besides: EventMention | None = None) -> Span | None:
    """The first words of a section in a sentence, those of the event itself left out."""
    own = {word.i for word in besides.words} if besides is not None else frozenset()
    index = _by_first(section)
    forms = [token.lower for token in sentence]
    for at, form in enumerate(forms):
        for phrase in index.get(form, ()):
            here = forms[at : at + len(phrase)]
            if len(here) == len(phrase) and all(map(contains, phrase, here)) and sentence.start + at not in own:
                return sentence[at : at + len(phrase)]
    return None


@cache
def _phrases(section: str) -> tuple[tuple[frozenset[int], ...], ...]:
    inflector: Inflector = load().inflector
    exact = section == "phrases"
    forms = inflector.any if section in ("weak", "strong", "cause") else inflector.noun
    return tuple(
        tuple(
            frozenset((get_string_id(part),)) if exact or len(parts) > 2 else frozenset(get_string_id(form) for form in forms(part)) for part in parts
        )
        for parts in (_parts(words) for words in cues.load("literal")[section]["words"])
    )


def _parts(words: str) -> list[str]:
    """A phrase as the tokenizer takes it apart: hyphens stand alone."""
    return [part for word in words.split() for part in _hyphens(word)]


def _hyphens(word: str) -> list[str]:
    if "-" not in word or word.startswith("-"):
        return [word]
    pieces = word.split("-")
    return [part for number, piece in enumerate(pieces) for part in ((piece,) if number == len(pieces) - 1 else (piece, "-"))]


@cache
def _by_first(section: str) -> dict[int, tuple[tuple[frozenset[int], ...], ...]]:
    found: dict[int, list[tuple[frozenset[int], ...]]] = {}
    for phrase in _phrases(section):
        for form in phrase[0]:
            found.setdefault(form, []).append(phrase)
    return {form: tuple(phrases) for form, phrases in found.items()}
