"""Where: which place belongs to which event; where a story was filed, or whom a capital speaks for, is no place of an event."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span, Token

from dateline.grounding.actors import ActorCatalogue
from dateline.grounding.places import find_places, in_part, locate, relative_phrase, resolve
from dateline.grounding.places.geometry import distance_km
from dateline.model import PRECISION_ORDER, Place
from dateline.reading import cues, phrases
from dateline.reading.attribution import Attribution
from dateline.reading.landmarks import PlaceHere, described
from dateline.reading.page import Page, Sentence, offset_of, passage_of
from dateline.reading.surroundings import surrounded

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

_NOT_THERE = frozenset(("dateline", "actor", "home"))
"""Roles of names that tell of no event's place."""
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
        places = surrounded(text, mentions, resolve(mentions, text))
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
                    beside = (places[at] for at, one in enumerate(mentions) if at != index and near.start <= one.start and one.end <= near.end)
                    other = next(beside, None) if near.offset.relation in ("between", "along") else None
                    words, located = wider, locate(place, near.offset, other)
            sentence = starts.get((passage_of(name), name.start))
            if sentence is not None:
                found.setdefault(sentence, []).append(PlaceHere(words, name, located, mention.role))
        found = {index: [here for here in places if not _holds_the_next(here, places)] for index, places in found.items()}
        for index, here in described(found, sentences):
            found.setdefault(index, []).append(here)
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
                if here.role not in (*_NOT_THERE, "coreference") and here.place.at_least("district"):
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

    def setting(self, within: Place | None, past: Sequence[PlaceHere] = ()) -> PlaceHere | None:
        """Where the story plays: of the places fine enough the one that it names most, the earliest of those; None where it names none.

        Args:
            within: a coarser place that the setting must lie in, where one is told.
            past: mentions that tell where events of the past were; they count only where there are no others.
        """
        fine = [
            here
            for index in sorted(self.by_sentence)
            for here in self.by_sentence[index]
            if here.role not in _NOT_THERE
            and _small(here.place)
            and not _elsewhere(_clause(here.words.root))
            and (within is None or lies_within(here.place, within))
        ]
        free = [here for here in fine if here not in past] or fine
        times = Counter(here.place.id or here.place.name for here in free)
        return max(free, key=lambda here: times[here.place.id or here.place.name], default=None)


def _holds_the_next(here: PlaceHere, places: Sequence[PlaceHere]) -> bool:
    """ "The Red Sea port of Mokha", "the West Bank village of Beita": the first name only says where the second one lies."""
    for other in places:
        between = list(here.name.doc[here.name.end : max(other.name.start, here.name.end)])
        if 2 <= len(between) <= 4 and between[-1].lower_ == "of" and between[-2].lower_ in _UNITS and all(token.is_lower for token in between):
            return True
    return False


_UNITS = _PLACE_NOUNS | frozenset(
    ("port", "resort", "capital", "hamlet", "township", "settlement", "enclave", "community", "stronghold", "municipality")
)


_SMALL_KM = 40.0


def _small(place: Place) -> bool:
    """Whether a place is small enough to be where one event was: a town, a district, a strait, a strip."""
    if place.at_least("district"):
        return True
    return place.precision in ("region", "sea") and place.offset is None and place.radius_km is not None and place.radius_km <= _SMALL_KM


def lies_within(inner: Place, outer: Place) -> bool:
    """Whether one place can lie in another that is told of the same event; True where the one or the other has no point."""
    if outer.precision == "country" and outer.offset is None:
        return inner.country in (None, outer.country)
    if outer.offset is not None and outer.offset.relation == "part" and outer.precision == "region":
        return in_part(inner, outer)
    if inner.lat is None or inner.lon is None or outer.lat is None or outer.lon is None:
        return outer.country is None or inner.country in (None, outer.country)
    reach = (outer.radius_km or 0.0) + min(inner.radius_km or 0.0, _SMALL_KM)
    return distance_km(inner.lat, inner.lon, outer.lat, outer.lon) <= max(reach, _SMALL_KM)


def _tokens(page: Page, start: int, end: int) -> Span | None:
    for index, doc in page.docs.items():
        passage = page.passages[index]
        if passage.start <= start < passage.end:
            offset = offset_of(doc)
            return doc.char_span(start - offset, min(end, passage.end) - offset, alignment_mode="expand")
    return None


def _closeness(here: PlaceHere, trigger: Token, arguments: tuple[Token, ...], said: tuple[Attribution, ...], others: frozenset[int]) -> int:
    root = here.words.root
    if here.role in _NOT_THERE or _acts(here):
        return 0
    path = _path(root, trigger)
    if _elsewhere(path, arguments) or _aside(path, trigger):
        return 0
    if here.words.start == here.words.sent.start and here.words.end < len(root.doc) and root.doc[here.words.end].text == ":":
        return 1  # "Amman: Shells fell on Daraa": filed from there, or a headline about it
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


def _acts(here: PlaceHere) -> bool:
    """ "Turkey joined forces", "Ankara ordered air strikes": a country or capital that acts is no place; one that suffers is."""
    root = here.words.root
    if here.place.precision == "country":
        return root.dep_ not in ("pobj", "ROOT", "npadvmod", "appos")
    if root.dep_ != "nsubj" or not root.head.tag_.startswith("VB") or root.head.lower_ in _cue("undergoing"):
        return False
    return any(child.dep_ in ("dobj", "ccomp", "xcomp") for child in root.head.children)


def _path(root: Token, trigger: Token) -> list[Token]:
    """The words from the place up to the event, which is left out; as far as the clause goes where the event stands elsewhere."""
    path = [root]
    for node in root.ancestors:
        if node.i == trigger.i:
            return path
        path.append(node)
    return _clause(root)


def _clause(root: Token) -> list[Token]:
    """The words from the place up to the head of its clause."""
    path = [root]
    while path[-1].head.i != path[-1].i and path[-1].dep_ not in ("advcl", "ccomp") and len(path) < _NEAR_WORDS:
        path.append(path[-1].head)
    return path


_NEAR_WORDS = 5


@cache
def _cue(name: str) -> frozenset[str]:
    return frozenset(cues.load("places")[name]["words"])


def _elsewhere(path: list[Token], arguments: tuple[Token, ...] = ()) -> bool:
    """Where victims were brought, or somebody spoke or lives, is not where it happened."""
    if any(node.lower_ in _cue("brought") and not _befell(node, arguments) for node in path[:_NEAR_WORDS]):
        return True
    return any(node.lower_ in _cue("home") or (node.lower_ in _cue("seat") and not _hit(node, arguments)) for node in path[1:3])


def _hit(node: Token, arguments: tuple[Token, ...]) -> bool:
    """ "attacked the embassy in Kabul": an institution that the event befell, not one that speaks."""
    return _befell(node, arguments) or (
        node.dep_ == "pobj" and node.head.lower_ in ("at", "on", "against", "outside", "near", "inside", "in", "into")
    )


def _befell(node: Token, arguments: tuple[Token, ...]) -> bool:
    """ "bombed a hospital in Idlib": it is what was hit, not where the wounded were brought."""
    return (node.dep_ != "nsubj" and any(node.i == argument.i for argument in arguments)) or (
        node.tag_.startswith("NN") and node.dep_ in ("dobj", "nsubjpass")
    )


def _aside(path: list[Token], trigger: Token) -> bool:
    """Whether the place is only where somebody comes from, lives or was bound, where it was heard, or what it is likened to."""
    for below, node in itertools.pairwise(path):
        head = node.head
        if node.dep_ == "prep" and node.lower_ in ("to", "into", "toward", "towards", "for") and head.lower_ in _cue("away"):
            return True
        if node.dep_ == "prep" and node.lower_ in _cue("likened"):
            return True
        whence = node.dep_ == "prep" and node.lower_ == "from" and below.dep_ == "pobj"
        if whence and head.i not in (node.i, trigger.i) and head.lower_ not in _cue("measured"):
            return True
        if node.dep_ in ("relcl", "acl") and (node.lower_ in _cue("origin") or node.lower_ in _cue("perceived")):
            return True
    return False


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
