"""Places named by what they are and not by a name: the capital of a country, its border."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from dateline.grounding.places import Entry, Gazetteer, capital_of, locate, relative_phrase
from dateline.model import Offset, Place
from dateline.reading import phrases
from dateline.reading.page import Sentence


@dataclass(frozen=True, slots=True)
class PlaceHere:
    """One place of the page.

    Args:
        words: the place with what relates the event to it ("the western outskirts of al-Bab").
        name: the tokens of the name alone.
        place: what it is.
        role: what the recogniser made of it: ``event``, ``dateline``, ``actor``, ``home`` or ``unknown``;
            ``coreference`` where the words only point to it.
        source: the words that say which place is pointed to, where they are not the name.
    """

    words: Span
    name: Span
    place: Place
    role: str
    source: Span | None = None


def described(found: dict[int, list[PlaceHere]], sentences: tuple[Sentence, ...]) -> list[tuple[int, PlaceHere]]:
    """The capitals and borders that sentences speak of, each with the index of its sentence.

    Args:
        found: the named places of each sentence.
        sentences: the sentences.
    """
    return [*_capitals(found, sentences), *_borders(sentences)]


def _capitals(found: dict[int, list[PlaceHere]], sentences: tuple[Sentence, ...]) -> Iterator[tuple[int, PlaceHere]]:
    """ "the Afghan capital", "the capital of Mali", "the capital" in a story of one country: towns that are named by what they are.

    Gives the index of each one's sentence with it.
    """
    countries = _Countries.of(found, sentences)
    for sentence in sentences:
        for token in sentence.span:
            if token.lower_ != "capital" or token.tag_ != "NN" or token.dep_ == "compound":
                continue
            owners = [child for child in token.children if child.dep_ in ("poss", "amod", "compound", "nmod")]
            owners += [noun for child in token.children if child.lower_ == "of" for noun in child.children if noun.dep_ == "pobj"]
            for owner in owners:
                entry = capital_of(owner.text)
                if entry is not None:
                    phrase = token.doc[min(token.left_edge.i, owner.i) : max(token.i, owner.i) + 1]
                    yield (
                        sentence.index,
                        PlaceHere(phrase, token.doc[token.i : token.i + 1], entry.place(f"the capital that {owner.text!r} has"), "event"),
                    )
                    break
            else:
                told = [child for child in token.children if child.dep_ in ("det", "poss", "amod", "compound", "nmod", "appos", "prep")]
                bare = all(child.lower_ == "the" for child in told)
                owner_of = countries.before(sentence, token.i) if bare and phrases.is_definite(token) else None
                entry = capital_of(owner_of.text) if owner_of is not None else None
                if entry is not None and owner_of is not None:
                    name = token.doc[token.i : token.i + 1]
                    capital = entry.place(f"the capital that {owner_of.text!r} has")
                    yield sentence.index, PlaceHere(name, name, capital, "coreference", owner_of)


class _Countries:
    """The countries that a text names, with the words that name them, by sentence."""

    def __init__(self, told: dict[int, list[tuple[int, str, Span]]]) -> None:
        self._told = told
        counts = Counter(country for here in told.values() for _, country, _ in here)
        top = counts.most_common(2)
        self._main = top[0][0] if top and (len(top) == 1 or top[0][1] > top[1][1]) else None

    @classmethod
    def of(cls, found: dict[int, list[PlaceHere]], sentences: tuple[Sentence, ...]) -> _Countries:
        """The countries named, and the words for their people."""
        gazetteer = Gazetteer.default()
        told: dict[int, list[tuple[int, str, Span]]] = {}
        for sentence in sentences:
            here = [
                (place.name.start, place.place.country, place.name)
                for place in found.get(sentence.index, ())
                if place.place.country is not None and place.place.precision == "country"
            ]
            for token in sentence.span:
                entry = gazetteer.demonym(token.text) if token.is_title else None
                if entry is not None and entry.country is not None:
                    here.append((token.i, entry.country, token.doc[token.i : token.i + 1]))
            told[sentence.index] = sorted(here, key=lambda one: one[0])
        return cls(told)

    def before(self, sentence: Sentence, index: int) -> Span | None:
        """The country whose capital is meant at a token: the only one named in the sentence before it, else the one that the text names most."""
        here = [(country, words) for start, country, words in self._told.get(sentence.index, ()) if start < index]
        if here and len({country for country, _ in here}) == 1:
            return here[-1][1]
        return next((words for here_ in self._told.values() for _, country, words in here_ if country == self._main), None) if not here else None


_BORDERS = frozenset(("border", "borders", "frontier"))


def _borders(sentences: tuple[Sentence, ...]) -> Iterator[tuple[int, PlaceHere]]:
    """ "30 km south of the Turkish border": a region along the country's edge, which nobody can pin."""
    gazetteer = Gazetteer.default()
    for sentence in sentences:
        for token in sentence.span:
            if token.lower_ not in _BORDERS:
                continue
            owners = [child for child in token.children if child.dep_ in ("amod", "compound", "poss", "nmod") and child.i < token.i]
            for owner in reversed(owners):
                entry = gazetteer.demonym(owner.text)
                if entry is not None and entry.country is not None and owner.text[:1].isupper():
                    yield sentence.index, _border(owner, token, entry)
                    break


def _border(owner: Token, border: Token, entry: Entry) -> PlaceHere:
    doc = border.doc
    start, end = owner.idx, border.idx + len(border)
    near = relative_phrase(doc.text, start, end)
    words = doc.char_span(near.start, near.end, alignment_mode="expand") if near is not None else None
    phrase = words if words is not None else doc[owner.i : border.i + 1]
    told = near.offset if near is not None else None
    offset = Offset(
        relation="along",
        words=" ".join(phrase.text.split()),
        direction=told.direction if told else None,
        distance_km=told.distance_km if told else None,
    )
    country = entry.place(f"the border of the country that {owner.text!r} says")
    # Which side of it the event was is not told.
    either = locate(country, offset).model_copy(update={"country": None})
    return PlaceHere(phrase, doc[border.i : border.i + 1], either, "event")
