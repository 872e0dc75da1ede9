"""Which paragraphs belong to another story: those that no country, no name, no word and no reference ties to the rest.

A page stitched together from several stories reads as one text to a parser. A paragraph that names countries of its own, shares none of them
and no proper name with the rest, and does not point back ("he denied it", "the attack") is another story's; so is one in the words of another field
(sport, markets, celebrities), and a headline without a verb's full stop that shares nothing. A paragraph that names nothing is left where it stands:
losing the story's own words is worse than keeping a stranger's.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from dateline.reading import cues, phrases
from dateline.reading.cast import Cast
from dateline.reading.page import Page, Sentence
from dateline.reading.placing import Map
from dateline.reading.triggers import EventMention

_NAMES = frozenset(("GPE", "LOC", "FAC", "PERSON", "ORG", "NORP", "EVENT"))
_CONTENT = frozenset(("NN", "NNS", "NNP", "NNPS", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "JJ"))
_ENOUGH_WORDS = 3
"""Shared content words, beyond the commonest of the news, that tie a paragraph to the rest without a name."""
_DEEDS = frozenset(("ASSAULT", "COERCE", "PROTEST"))
_FOREIGN = 2
"""Words of another field that make a paragraph foreign."""


@dataclass(frozen=True, slots=True)
class _Paragraph:
    index: int
    countries: frozenset[str]
    names: frozenset[str]
    words: frozenset[str]
    foreign: int
    points_back: bool
    points_to: frozenset[str]
    eventful: bool
    seats: frozenset[str]
    headline: bool


def off_topic(page: Page, sentences: tuple[Sentence, ...], cast: Cast, places: Map, events: dict[int, list[EventMention]]) -> dict[int, str]:
    """Passages of another story by index, each with the reason; none in a text of fewer than three paragraphs."""
    paragraphs = [_paragraph(index, doc, sentences, cast, places, events.get(index, [])) for index, doc in page.docs.items()]
    if len(paragraphs) < 3:
        return {}
    story = _countries(paragraphs)
    suspects: dict[int, str] = {}
    for before, paragraph in itertools.pairwise(paragraphs):
        reason = _suspicion(paragraph, story) or _follows(paragraph, before, suspects, story)
        if reason is not None:
            suspects[paragraph.index] = reason
    return _without_cleared(suspects, paragraphs)


def _without_cleared(suspects: dict[int, str], paragraphs: list[_Paragraph]) -> dict[int, str]:
    """Clear every suspect that shares a name, or words enough, with a paragraph above suspicion, until no more is cleared."""
    standing = dict(suspects)
    while True:
        safe = [paragraph for paragraph in paragraphs if paragraph.index not in standing]
        cleared = [paragraph.index for paragraph in paragraphs if paragraph.index in standing and any(_tied(paragraph, other) for other in safe)]
        if not cleared:
            return standing
        for index in cleared:
            del standing[index]


def _tied(paragraph: _Paragraph, other: _Paragraph) -> bool:
    if paragraph.names & other.names:
        return True
    if paragraph.foreign >= _FOREIGN:
        return bool(paragraph.points_to & other.words)
    return len(paragraph.words & other.words) >= _ENOUGH_WORDS


def _paragraph(index: int, doc: Doc, sentences: tuple[Sentence, ...], cast: Cast, places: Map, events: list[EventMention]) -> _Paragraph:
    names = {word for ent in doc.ents if ent.label_ in _NAMES for word in _name_words(ent.text)}
    names |= {
        token.lower_
        for token in doc
        if token.tag_ in ("NNP", "NNPS") and len(token) > 2 and not token.is_sent_start and token.lower_ not in _common()
    }
    countries: set[str] = set()
    seats: set[str] = set()
    for sentence in sentences:
        if sentence.passage == index:
            actors = [party.actor for party in cast.in_sentence(sentence.index) if party.actor is not None]
            names |= {actor.id for actor in actors if actor.kind not in ("generic", "agent")}
            countries |= {actor.country for actor in actors if actor.country is not None and actor.country not in _NOWHERE}
            seats |= {
                here.place.country for here in places.by_sentence.get(sentence.index, ()) if here.place.country and here.place.at_least("district")
            }
            countries |= {here.place.country for here in places.by_sentence.get(sentence.index, ()) if here.place.country is not None}
    low = doc.text.lower()
    text = doc.text.rstrip()
    return _Paragraph(
        index=index,
        countries=frozenset(countries),
        names=frozenset(names),
        words=frozenset(_stem(token) for token in doc if token.tag_ in _CONTENT and len(token) > 3 and token.lower_ not in _common()),
        foreign=sum(token.lower_ in _foreign_words() for token in doc) + sum(phrase in low for phrase in _foreign_phrases()),
        points_back=_points_back(doc, events),
        points_to=frozenset(_stem(token) for token in doc[:6] if token.tag_ in ("NN", "NNS") and phrases.is_definite(token)),
        eventful=any(event.entry.type in _DEEDS or event.entry.harm is not None for event in events),
        seats=frozenset(seats),
        headline=not text.endswith((".", "!", "?", "”", '"', "’", ")", ":", "…")) and len(doc) < 18,
    )


_NOWHERE = frozenset(("IGO", "NGO", "IMG", "ISM", "MNC", "UNO", "EUR"))


@cache
def _reactors() -> frozenset[str]:
    """Countries that comment on wars everywhere: their bare name makes no paragraph foreign."""
    return frozenset(cues.load("topics")["reactors"]["countries"])


@cache
def _common() -> frozenset[str]:
    return frozenset(cues.load("topics")["common"]["words"])


@cache
def _foreign_words() -> frozenset[str]:
    return frozenset(word for word in cues.load("topics")["foreign"]["words"] if " " not in word)


@cache
def _foreign_phrases() -> tuple[str, ...]:
    return tuple(word for word in cues.load("topics")["foreign"]["words"] if " " in word)


def _name_words(name: str) -> set[str]:
    return {word for word in name.lower().replace("’s", "").replace("'s", "").split() if len(word) > 2 and word not in _common() and word.isalpha()}


def _stem(token: Token) -> str:
    word: str = token.lower_
    for ending in ("ings", "ing", "ed", "ers", "er", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


def _points_back(doc: Doc, events: list[EventMention]) -> bool:
    """Whether the paragraph speaks of something told before it: it opens with a pronoun or definite phrase, or its first event is "the attack"."""
    deeds = [event for event in events if event.entry.type in _DEEDS]
    if deeds and deeds[0].form in ("nominal", "light-verb") and phrases.is_definite(deeds[0].trigger):
        return True
    for token in doc[:6]:
        if token.tag_ in ("PRP", "PRP$") and token.lower_ not in ("i", "you", "your", "my"):
            return True
        if token.tag_ in ("NN", "NNS") and phrases.is_definite(token) and token.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj"):
            return not any(child.is_title and child.dep_ in ("amod", "compound", "poss", "nmod") for child in token.children)
        if token.lower_ in ("others", "another", "also", "however", "meanwhile"):
            return True
    return False


def _countries(paragraphs: list[_Paragraph]) -> frozenset[str]:
    """The countries of the story: those of the first paragraph that names one, and those that paragraphs name together with them."""
    story = set(next((paragraph.countries for paragraph in paragraphs if paragraph.countries), frozenset()))
    while True:
        joined = {country for paragraph in paragraphs if paragraph.countries & story for country in paragraph.countries} - story
        if not joined:
            return frozenset(story)
        story |= joined


def _suspicion(paragraph: _Paragraph, story: frozenset[str]) -> str | None:
    """Why a paragraph, taken by itself, may be another story's; None where nothing speaks for that."""
    if paragraph.foreign >= _FOREIGN and not paragraph.countries & story:
        return "the words of another field, and no name shared with the rest"
    if paragraph.headline:
        return "a headline of its own that shares nothing with the rest"
    own = paragraph.countries - _reactors() | paragraph.seats
    if own and not paragraph.countries & story and not paragraph.points_back and (paragraph.eventful or paragraph.foreign):
        return f"about {', '.join(sorted(paragraph.countries))}, and nothing shared with the rest"
    return None


def _follows(paragraph: _Paragraph, before: _Paragraph, suspects: dict[int, str], story: frozenset[str]) -> str | None:
    """The text under another story's headline: it shares a name with the headline and no country with the story."""
    goes_on = bool(paragraph.names & before.names) or (paragraph.foreign > 0 and not paragraph.names and not paragraph.eventful)
    if before.headline and before.index in suspects and goes_on and not paragraph.countries & story:
        return "goes on under another story's headline"
    return None
