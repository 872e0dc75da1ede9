"""Where: which place belongs to which event; where a story was filed, or whom a capital speaks for, is no place of an event."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from dateline.grounding.actors import ActorCatalogue
from dateline.grounding.places import Entry, capital_of, find_places, locate, relative_phrase, resolve
from dateline.model import PRECISION_ORDER, Place
from dateline.reading import cues, phrases
from dateline.reading.attribution import Attribution
from dateline.reading.page import Page, Sentence, offset_of, passage_of

_PLACE_NOUNS = frozenset(
    (
        "city",
        "town",
        "village",
        "camp",
        "district",
        "province",
        "region",
        "area",
        "neighbourhood",
        "neighborhood",
        "suburb",
        "island",
        "site",
        "settlement",
    )
)
_REACH = 5
"""How many sentences back "the city" may point."""

_LABELS = frozenset(("GPE", "LOC", "FAC", "ORG", "PERSON", "NORP"))
_INTO = frozenset(
    (
        "in",
        "at",
        "near",
        "on",
        "outside",
        "inside",
        "around",
        "into",
        "of",
        "across",
        "off",
        "towards",
        "toward",
        "along",
        "between",
        "within",
        "from",
        "through",
        "over",
        "against",
        "to",
        "close",
        "throughout",
    )
)


@dataclass(frozen=True, slots=True)
class PlaceHere:
    """One place of the page.

    Args:
        words: the place with what relates the event to it ("the western outskirts of al-Bab").
        name: the tokens of the name alone.
        place: what it is.
        role: what the recogniser made of it: ``event``, ``dateline``, ``actor`` or ``unknown``.
    """

    words: Span
    name: Span
    place: Place
    role: str


@dataclass(slots=True)
class Map:
    """The resolved places of one page, by sentence."""

    by_sentence: dict[int, tuple[PlaceHere, ...]]

    @classmethod
    def of(cls, page: Page, sentences: tuple[Sentence, ...], catalogue: ActorCatalogue) -> Map:
        """Find and resolve the places of the page, all together, so that each helps to tell the others.

        Args:
            page: the page.
            sentences: its sentences.
            catalogue: known actors, whose names are no places ("ELN", "the Aleppo governor").
        """
        text = page.document.text
        named = [(found.start, found.end) for found in catalogue.find(text) if found.actor.kind in ("group", "organisation", "person")]
        entities = [
            (offset_of(doc) + ent.start_char, offset_of(doc) + ent.end_char, ent.label_)
            for doc in page.docs.values()
            for ent in doc.ents
            if ent.label_ in _LABELS
        ]
        mentions = find_places(text, entities)
        places = resolve(mentions, text)
        starts = {(sentence.passage, token.i): sentence.index for sentence in sentences for token in sentence.span}
        contained = {mention.within for mention in mentions if mention.within is not None}
        found: dict[int, list[PlaceHere]] = {}
        for index, (mention, place) in enumerate(zip(mentions, places, strict=True)):
            if place is None or index in contained or any(start <= mention.start and mention.end <= end for start, end in named):
                continue
            name = _tokens(page, mention.start, mention.end)
            if name is None:
                continue
            words, located = name, place
            near = relative_phrase(text, mention.start, mention.end)
            if near is not None:
                wider = _tokens(page, near.start, near.end)
                if wider is not None and wider.doc is name.doc:
                    words, located = wider, locate(place, near.offset)
            sentence = starts.get((passage_of(name), name.start))
            if sentence is not None:
                found.setdefault(sentence, []).append(PlaceHere(words, name, located, mention.role))
        for capital in _capitals(page):
            found.setdefault(starts[(passage_of(capital.name), capital.name.start)], []).append(capital)
        return cls({index: tuple(here) for index, here in found.items()})

    def happened(
        self, trigger: Token, arguments: tuple[Token, ...], sentence: Sentence, said: tuple[Attribution, ...], others: frozenset[int]
    ) -> PlaceHere | None:
        """The place of the event at ``trigger``; None where the sentence tells none.

        Args:
            trigger: the event's word.
            arguments: heads of the phrases for those who do or suffer it.
            sentence: its sentence.
            said: the acts of saying; places of speakers are not the event's.
            others: token indices of the other events of the sentence.
        """
        scored = [(_closeness(here, trigger, arguments, said, others), here) for here in self.by_sentence.get(sentence.index, ())]
        scored = [pair for pair in scored if pair[0] > 0]
        if not scored:
            return self._pointed_at(trigger, sentence)
        return max(scored, key=lambda pair: (pair[0], -PRECISION_ORDER.index(pair[1].place.precision), -abs(pair[1].name.start - trigger.i)))[1]

    def _pointed_at(self, trigger: Token, sentence: Sentence) -> PlaceHere | None:
        """The place that "the city", "there" or "advanced on it" points back to."""
        pointer = next((token for token in trigger.subtree if _points(token)), None)
        if pointer is None:
            return None
        for index in range(sentence.index - 1, max(sentence.index - _REACH, -1), -1):
            for here in reversed(self.by_sentence.get(index, ())):
                if here.role not in ("dateline", "actor") and here.place.at_least("district"):
                    return PlaceHere(pointer.doc[pointer.left_edge.i : pointer.i + 1], here.name, here.place, "coreference")
        return None

    def names(self) -> frozenset[tuple[int, int]]:
        """Passage and token index of every word of a place's name that is not part of an actor's."""
        return frozenset(
            (passage_of(here.name), token.i) for places in self.by_sentence.values() for here in places if here.role != "actor" for token in here.name
        )

    def is_name(self, token: Token) -> bool:
        """Whether the token is a word of a place's name that is no part of an actor's."""
        return (passage_of(token), token.i) in self.names()

    def setting(self, within: Place | None) -> PlaceHere | None:
        """Where the story plays: the place of a district or finer that it names most, the earliest of those; None where it names none.

        Args:
            within: a coarser place that the setting must lie in, where one is told.
        """
        fine = [
            here
            for index in sorted(self.by_sentence)
            for here in self.by_sentence[index]
            if here.role not in ("dateline", "actor")
            and here.place.at_least("district")
            and not _elsewhere(here)
            and (within is None or within.country is None or here.place.country == within.country)
        ]
        times = Counter(here.place.id or here.place.name for here in fine)
        return max(fine, key=lambda here: times[here.place.id or here.place.name], default=None)


def _capitals(page: Page) -> Iterator[PlaceHere]:
    """ "the Afghan capital", "Yemen's capital", "the capital of Mali": towns that are named by what they are."""
    for doc in page.docs.values():
        for token in doc:
            if token.lower_ != "capital" or token.tag_ != "NN" or token.dep_ == "compound":
                continue
            owners = [child for child in token.children if child.dep_ in ("poss", "amod", "compound", "nmod")]
            owners += [noun for child in token.children if child.lower_ == "of" for noun in child.children if noun.dep_ == "pobj"]
            for owner in owners:
                entry = capital_of(owner.text)
                if entry is not None:
                    phrase = doc[min(token.left_edge.i, owner.i) : max(token.i, owner.i) + 1]
                    yield PlaceHere(phrase, doc[token.i : token.i + 1], _town(entry, owner.text), "event")
                    break


def _town(entry: Entry, owner: str) -> Place:
    return Place(
        name=entry.name,
        id=entry.id,
        country=entry.country,
        admin1=entry.admin1,
        admin2=entry.admin2,
        lat=entry.lat,
        lon=entry.lon,
        precision=entry.precision,
        radius_km=entry.radius_km,
        reason=f"the capital that {owner!r} has",
    )


def _tokens(page: Page, start: int, end: int) -> Span | None:
    for index, doc in page.docs.items():
        passage = page.passages[index]
        if passage.start <= start < passage.end:
            offset = offset_of(doc)
            return doc.char_span(start - offset, min(end, passage.end) - offset, alignment_mode="expand")
    return None


def _closeness(here: PlaceHere, trigger: Token, arguments: tuple[Token, ...], said: tuple[Attribution, ...], others: frozenset[int]) -> int:
    if here.role in ("dateline", "actor") or _elsewhere(here):
        return 0
    root = here.words.root
    if here.place.precision == "country" and root.dep_ not in ("pobj", "ROOT", "npadvmod", "appos"):
        return 0  # "Turkey joined forces": a country that acts is no place
    for saying in said:
        if trigger.i in saying.scope and root.i not in saying.scope and root.i != trigger.i:
            return 0
    chain = [root, *root.ancestors]
    if any(node.i != trigger.i and _told_aside(node) for node in chain if not phrases.governs(node, trigger)):
        return 0
    steps = next((n for n, node in enumerate(chain) if node.i == trigger.i), None)
    if steps is not None:
        return 2 if any(node.i in others for node in chain[1:steps]) else 5
    if any(node.i in others for node in chain[:2]):
        return 1
    for argument in arguments:
        if any(node.i == argument.i for node in chain):
            return 4 if root.i != argument.i or root.dep_ in ("dobj", "pobj") else 3
    governor = _verb(root)
    if governor is None:
        return 1
    up = [trigger, *trigger.ancestors]
    line = {node.i: n for n, node in enumerate(up)}
    if governor.i in line:
        if any(node.i in others for node in up[1 : line[governor.i]]):
            return 1  # another event stands nearer to that place
        return 3 if root.dep_ == "pobj" and root.head.lower_ in _INTO else 2
    return 1


def _told_aside(node: Token) -> bool:
    """A clause of time ("after a rocket landed near Ashkelon") has places of its own."""
    return node.dep_ == "advcl" and any(child.dep_ == "mark" and child.lower_ in ("after", "before", "since", "until") for child in node.children)


def _elsewhere(here: PlaceHere) -> bool:
    """Where victims were brought, or somebody spoke or lives, is not where it happened."""
    root = here.words.root
    line = [root, *root.ancestors][:5]
    data = cues.load("places")
    return any(node.lower_ in data["brought"]["words"] for node in line) or any(node.lower_ in data["seat"]["words"] for node in line[1:3])


def _points(token: Token) -> bool:
    if token.lower_ in _PLACE_NOUNS:
        return any(child.dep_ == "det" and child.lower_ in ("the", "that", "this") for child in token.children) and not any(
            child.dep_ == "prep" and child.lower_ == "of" for child in token.children
        )
    return (token.lower_ == "there" and token.dep_ == "advmod") or (
        token.lower_ == "it" and token.dep_ == "pobj" and token.head.lower_ in ("on", "in", "into", "towards")
    )


def _verb(token: Token) -> Token | None:
    return next((node for node in token.ancestors if node.tag_.startswith("VB")), None)
