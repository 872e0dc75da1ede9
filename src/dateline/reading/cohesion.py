"""What a paragraph shares with the rest of its page, and what it has of its own: names, countries, words, and words that point back.

Cohesion as the sign of belonging goes back to Halliday and Hasan (1976): repetition of words and names, reference by pronouns and definite phrases.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from dateline.reading import cues, phrases
from dateline.reading.cast import Cast
from dateline.reading.page import Sentence
from dateline.reading.placing import Map
from dateline.reading.surroundings import guessed
from dateline.reading.triggers import EventMention
from dateline.reading.vocabulary import kinds_of

_NAMES = frozenset(("GPE", "LOC", "FAC", "PERSON", "ORG", "NORP", "EVENT"))
_CONTENT = frozenset(("NN", "NNS", "NNP", "NNPS", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "JJ"))
_DEEDS = frozenset(("ASSAULT", "COERCE", "PROTEST"))
_FIELDS = ("story", "sport", "market")
"""Kinds of ``cues/genres.toml`` whose words speak of another field, wherever they stand."""
_NOWHERE = frozenset(("IGO", "NGO", "IMG", "ISM", "MNC", "UNO", "EUR"))
_QUOTES = ('"', "“", "«", "'", "‘")
_OPENING = 6
_HEADING = 4
"""Words up to which a line without a full stop is the heading of a section and no headline."""
_CALL = 30
"""Tokens up to which a paragraph that says "you" calls on the reader, as advertisements do."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What ties one paragraph to others, and what sets it apart.

    Args:
        index: index of its passage.
        countries: the countries that it names, or whose towns and actors it names.
        scenes: the same without those of armed groups, which act abroad, and of states that only say something.
        seats: the countries of the towns that it names.
        names: words of its proper names and ids of its actors.
        words: stems of its other content words.
        foreign: how many words of other fields it has (sport, film, markets).
        back: how strongly it points to something told before.
        noted: stems of its definite nouns ("the lorry"), which point back where the story has the word.
        eventful: whether it tells of violence or harm.
        dealings: whether it tells of words and dealings, and of neither violence nor harm ("talks are due to open").
        headline: whether it is shaped like a headline.
        you: whether it is short and speaks to the reader, outside quotation.
        opens: whether it opens with the place that it is about ("In London, ...").
        quoted: whether it opens with somebody's words.
    """

    index: int
    countries: frozenset[str]
    scenes: frozenset[str]
    seats: frozenset[str]
    names: frozenset[str]
    words: frozenset[str]
    foreign: int
    back: int
    noted: frozenset[str]
    eventful: bool
    dealings: bool
    headline: bool
    you: bool
    opens: bool
    quoted: bool


def traits(index: int, doc: Doc, sentences: tuple[Sentence, ...], cast: Cast, places: Map, events: list[EventMention]) -> Traits:
    """What can be seen of a paragraph by itself.

    Args:
        index: index of its passage.
        doc: its parse.
        sentences: the sentences of the page.
        cast: the parties of the page.
        places: the places of the page.
        events: the words of the paragraph that tell events.
    """
    own = [sentence for sentence in sentences if sentence.passage == index]
    names = {word for ent in doc.ents if ent.label_ in _NAMES for word in name_words(ent.text)}
    names |= {
        token.lower_ for token in doc if token.tag_ in ("NNP", "NNPS") and len(token) > 2 and not token.is_sent_start and token.lower_ not in common()
    }
    actors = [party.actor for sentence in own for party in cast.in_sentence(sentence.index) if party.actor is not None]
    here = [place for sentence in own for place in places.by_sentence.get(sentence.index, ()) if not guessed(place.place)]
    says = {party.actor.country for sentence in own for party in cast.in_sentence(sentence.index) if party.actor is not None and _says(party.head)}
    scenes = {place.place.country for place in here if place.place.country is not None and not _says(place.name.root)}
    homes = {(actor.country, actor.kind) for actor in actors if actor.country is not None and actor.country not in _NOWHERE}
    scenes |= {country for country, kind in homes if kind != "group" and country not in says}
    violent = any(event.entry.type in _DEEDS or event.entry.harm is not None for event in events)
    return Traits(
        index=index,
        countries=frozenset(scenes | {country for country, _ in homes}),
        scenes=frozenset(scenes),
        seats=frozenset(place.place.country for place in here if place.role != "actor" and place.place.country and place.place.at_least("district")),
        names=frozenset(names | {actor.id for actor in actors if actor.kind not in ("generic", "agent")}),
        words=frozenset(stem(token) for token in doc if token.tag_ in _CONTENT and len(token) > 3 and token.lower_ not in common()),
        foreign=_foreign(doc, own),
        back=_points_back(doc, events),
        noted=frozenset(stem(token) for token in doc if token.tag_ in ("NN", "NNS") and phrases.is_definite(token) and not _named(token)),
        eventful=violent,
        dealings=bool(events) and not violent,
        headline=_headline(doc),
        you=len(doc) <= _CALL and not any(mark in doc.text for mark in '"“”«') and any(token.lower_ in ("you", "your") for token in doc),
        opens=_opens(doc),
        quoted=doc.text.startswith(_QUOTES),
    )


def _says(subject: Token) -> bool:
    """Whether somebody is the one who says: "South Africa said that one of its citizens was on board" plays where the story plays."""
    return subject.dep_ == "nsubj" and subject.head.lower_ in cues.load("sourcing")["verbs"]["neutral"]


def _foreign(doc: Doc, sentences: list[Sentence]) -> int:
    low = doc.text.lower()
    told = sum(token.lower_ in _foreign_words() for token in doc) + sum(phrase in low for phrase in _foreign_phrases())
    return max(told, sum(len(kinds_of(sentence.span).intersection(_FIELDS)) for sentence in sentences))


def _headline(doc: Doc) -> bool:
    """A line without a full stop; one in capitals or of a few words may be the heading of a section ("THE AFTERMATH")."""
    text = doc.text.rstrip()
    if text.endswith((".", "?", "”", '"', "’", ")", ":", "…")) or len(doc) >= 18:
        return False
    return sum(token.is_alpha for token in doc) > _HEADING and not text.isupper()


def _opens(doc: Doc) -> bool:
    """ "In London, police ...", "In neighbouring Chad ...": the paragraph sets a scene of its own."""
    if doc[0].lower_ not in ("in", "within", "elsewhere", "near", "outside"):
        return False
    return any(ent.start <= _OPENING // 2 and ent.label_ in ("GPE", "LOC", "FAC") for ent in doc.ents)


def _named(noun: Token) -> bool:
    """ "The Westgate mall", "the attack on Kabul airport": the phrase says itself which one is meant."""
    if any(child.is_title and child.dep_ in ("amod", "compound", "poss", "nmod") for child in noun.children):
        return True
    return any(token.tag_ in ("NNP", "NNPS") for child in noun.children if child.dep_ == "prep" for token in child.subtree)


def _points_back(doc: Doc, events: list[EventMention]) -> int:
    """How strongly a paragraph points back.

    3 where it speaks of "the attack" and of "the wounded" and has told of none before, 2 where of one of them, or of "two hours later";
    1 for a pronoun or definite phrase near the beginning.
    """
    deeds = sorted((event for event in events if event.entry.type in _DEEDS), key=lambda event: event.trigger.i)
    nouns = {event.trigger.i for event in deeds if event.form in ("nominal", "light-verb") and _pointing(event.trigger)}
    known = sorted(nouns | {token.i for token in doc if token.lower_ in _known() and _pointing(token)})
    if known and (not deeds or known[0] <= deeds[0].trigger.i):
        return 2 + (len(known) > 1)
    return 2 if any(_goes_on(token) for token in doc[:_OPENING]) else int(_opens_known(doc))


_LATER = frozenset(("later", "earlier", "afterwards", "before", "after"))
_DAY_TOLD = frozenset(("day", "night", "morning", "evening", "afternoon", "month", "week", "year", "time"))


def _goes_on(token: Token) -> bool:
    """ "Two hours later", "the same evening", "the next day", "who did it", "that account": an opening that only what was told before explains."""
    if token.i + 1 >= len(token.doc):
        return False
    after = token.nbor(1)
    if after.lower_ in _LATER and token.tag_ in ("NN", "NNS") and token.ent_type_ in ("TIME", "DATE", ""):
        return after.i + 1 < len(token.doc) and not (after.lower_ in ("before", "after", "earlier") and after.nbor(1).tag_ not in (",", "DT", "PRP"))
    if token.lower_ in ("same", "next", "following"):
        return after.lower_ in _DAY_TOLD and token.i > 0 and token.nbor(-1).lower_ in ("the", "that", "very")
    if token.lower_ == "it" and token.dep_ == "dobj" and token.head.lower_ in ("did", "done", "claimed"):
        return True
    return token.lower_ in ("that", "this", "these", "those", "such") and token.dep_ in ("det", "amod") and after.lower_ not in _DAY_TOLD


def _pointing(noun: Token) -> bool:
    return phrases.is_definite(noun) and not _named(noun)


def _opens_known(doc: Doc) -> bool:
    for token in doc[:_OPENING]:
        if token.tag_ in ("PRP", "PRP$") and token.lower_ not in ("i", "you", "your", "my"):
            return True
        if token.tag_ in ("NN", "NNS") and phrases.is_definite(token) and token.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj"):
            return not _named(token)
        if token.lower_ in ("others", "another", "also", "however", "meanwhile"):
            return True
    return False


def name_words(name: str) -> set[str]:
    """The words of a name that tell it from others."""
    return {word for word in name.lower().replace("’s", "").replace("'s", "").split() if len(word) > 2 and word not in common() and word.isalpha()}


def stem(token: Token) -> str:
    """The word without its inflection, roughly: equal for the forms of one word."""
    word: str = token.lower_
    for ending in ("ings", "ing", "ed", "ers", "er", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


@cache
def common() -> frozenset[str]:
    """Words of every news story, in any form: sharing them ties nothing together."""
    return frozenset(cues.load("topics")["common"]["words"])


@cache
def usual() -> frozenset[str]:
    """Stems of words that stories of conflict are full of: sharing one ties little."""
    return frozenset(cues.load("topics")["usual"]["stems"])


@cache
def _known() -> frozenset[str]:
    return frozenset(cues.load("topics")["known"]["words"])


@cache
def _foreign_words() -> frozenset[str]:
    return frozenset(word for word in cues.load("topics")["foreign"]["words"] if " " not in word)


@cache
def _foreign_phrases() -> tuple[str, ...]:
    return tuple(word for word in cues.load("topics")["foreign"]["words"] if " " in word)
