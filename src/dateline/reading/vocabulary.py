"""The words that texts about other matters than conflict have of their own: matches, films, markets, courts, commemorations, illness."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from spacy.tokens import Span

from dateline.reading import cues
from dateline.reading.lexicon.loader import load as load_lexicon

SHOWN = 6
"""Words of one kind that count: a text with more of them is no surer."""


_KEY = "dateline_words_of_kinds"


class _Word(NamedTuple):
    kind: str
    name: str
    forms: tuple[frozenset[str], ...]


def words_of(sentences: Sequence[Span]) -> dict[str, dict[str, Span]]:
    """For each kind of text, its words in these sentences, each where it stands first."""
    found: dict[str, dict[str, Span]] = defaultdict(dict)
    for sentence in sentences:
        for word, span in _words_in(sentence):
            found[word.kind].setdefault(word.name, span)
    return found


def tells_of(kind: str, sentence: Span) -> bool:
    """Whether a word of a kind stands in a sentence."""
    return any(word.kind == kind for word, _ in _words_in(sentence))


def kinds_of(sentence: Span) -> frozenset[str]:
    """Every kind that a word of a sentence is of."""
    return frozenset(word.kind for word, _ in _words_in(sentence))


def _words_in(sentence: Span) -> tuple[tuple[_Word, Span], ...]:
    """The words of a sentence, found once: paragraphs, the kind of the text and its events are each asked for them."""
    known: dict[tuple[int, int], tuple[tuple[_Word, Span], ...]] = sentence.doc.user_data.setdefault(_KEY, {})
    place = sentence.start, sentence.end
    if place not in known:
        known[place] = tuple(_find(sentence))
    return known[place]


def _find(sentence: Span) -> Iterator[tuple[_Word, Span]]:
    index = _index()
    tokens = [token.lower_ for token in sentence]
    for at, written in enumerate(tokens):
        for word in index.get(written, ()):
            length = len(word.forms)
            if length == 1 and sentence[at].tag_.startswith("VB") and not word.name.endswith(("ed", "ing")):
                continue  # "gunmen storm": no weather
            if at + length <= len(tokens) and all(tokens[at + step] in forms for step, forms in enumerate(word.forms)):
                yield word, sentence[at : at + length]


@cache
def _index() -> dict[str, tuple[_Word, ...]]:
    found: dict[str, list[_Word]] = defaultdict(list)
    inflector = load_lexicon().inflector
    for kind, section in cues.load("genres").items():
        for name in section["words"]:
            parts = name.replace("-", " - ").replace("'s", " 's").replace("s' ", "s ' ").split()
            forms = tuple(frozenset((part,)) if step < len(parts) - 1 else frozenset(inflector.noun(part)) for step, part in enumerate(parts))
            for form in forms[0]:
                found[form].append(_Word(kind, name, forms))
    return {form: tuple(each) for form, each in found.items()}
