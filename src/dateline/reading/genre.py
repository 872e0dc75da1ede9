"""What kind of text a report is as a whole, where it is none about conflict: a review, a match, a market, a commemoration, a trial, an exercise.

A word alone says little: there are soldiers in films and courts in wars. Many different words of one kind, over a short text, say much. That is
how genres have been told apart since Karlgren and Cutting (1994): by counting simple cues over the whole text.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from spacy.tokens import Span

from dateline.model import Status
from dateline.reading import cues
from dateline.reading.lexicon.loader import load as load_lexicon

_FEWEST = 4
"""Sentences below which a text is too short to be judged as a whole."""

_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")
_BEFORE_A_YEAR = re.compile(
    r"in|of|since|from|until|by|after|before|to|and|,|early|late|summer|winter|spring|autumn|[a-z]+(?:ary|uary|ch|il|ay|ne|ly|ust|ber)"
)
_OPENING = 3
"""Sentences, the title among them, whose cues count double."""


class Genre(NamedTuple):
    """A kind of text.

    Args:
        kind: its name in ``cues/genres.toml``.
        label: the status of what it tells.
        of_all: whether that holds for words and dealings too, and not only for violence and force.
        cue: the words that tell it best.
    """

    kind: str
    label: Status
    of_all: bool
    cue: Span


class _Cue(NamedTuple):
    kind: str
    name: str
    points: int
    forms: tuple[frozenset[str], ...]


def genre_of(sentences: Sequence[Span], published: dt.date | None) -> Genre | None:
    """The kind of a text by its sentences in order, and its day of publication; None for what may be a report on conflict."""
    if len(sentences) < _FEWEST:
        return None
    found: dict[str, dict[str, tuple[int, Span]]] = defaultdict(dict)
    sure: dict[str, dict[str, int]] = defaultdict(dict)
    for number, sentence in enumerate(sentences):
        for cue, words in _cues_in(sentence):
            points = cue.points * (2 if number < _OPENING else 1)
            if points > found[cue.kind].get(cue.name, (0, words))[0]:
                found[cue.kind][cue.name] = (points, words)
                if cue.points > 1:
                    sure[cue.kind][cue.name] = points
        for year in _old_years(sentence, published):
            points = 2 if number < _OPENING else 1
            if points > found["past"].get(year.text, (0, year))[0]:
                found["past"][year.text] = (points, year)
                sure["past"][year.text] = points
    about, length = cues.load("genres"), cues.load("genres")["length"]
    more = max(0, len(sentences) - length["short"]) / length["longer"]
    over = {
        kind: sum(points for points, _ in told.values()) - about[kind]["enough"] - more
        for kind, told in found.items()
        if sum(sure[kind].values()) >= about[kind].get("least", length["least"])
    }
    kind = max(over, key=lambda name: (over[name], name), default=None)
    if kind is None or over[kind] < 0:
        return None
    best = max(found[kind].values(), key=lambda pair: (pair[0], -pair[1].start))
    return Genre(kind, about[kind]["label"], about[kind]["all"], best[1])


def tells_of(kind: str, sentence: Span) -> bool:
    """Whether a sure cue of a kind stands in a sentence."""
    return any(cue.kind == kind and cue.points > 1 for cue, _ in _cues_in(sentence))


def _old_years(sentence: Span, published: dt.date | None) -> list[Span]:
    """Years long before publication."""
    if published is None:
        return []
    newest = published.year - cues.load("genres")["length"]["old"]
    years = (token for token in sentence if _YEAR.fullmatch(token.text) and int(token.text) < newest)
    return [sentence.doc[year.i : year.i + 1] for year in years if year.i > sentence.start and _BEFORE_A_YEAR.fullmatch(year.nbor(-1).lower_)]


def _cues_in(sentence: Span) -> list[tuple[_Cue, Span]]:
    index = _index()
    tokens = [token.lower_ for token in sentence]
    found = []
    for at, word in enumerate(tokens):
        for cue in index.get(word, ()):
            if len(cue.forms) == 1 and sentence[at].tag_.startswith("VB") and not cue.name.endswith(("ed", "ing")):
                continue  # "gunmen storm", "they fire": no weather, no blaze
            if at + len(cue.forms) <= len(tokens) and all(tokens[at + step] in forms for step, forms in enumerate(cue.forms)):
                found.append((cue, sentence[at : at + len(cue.forms)]))
    return found


@cache
def _index() -> dict[str, tuple[_Cue, ...]]:
    found: dict[str, list[_Cue]] = defaultdict(list)
    inflector = load_lexicon().inflector
    for kind, section in cues.load("genres").items():
        for points, name in ((2, "sure"), (1, "may")):
            for words in section.get(name, ()):
                parts = words.replace("-", " - ").replace("'s", " 's").replace("s' ", "s ' ").split()
                forms = tuple(frozenset((part,)) if step < len(parts) - 1 else frozenset(inflector.noun(part)) for step, part in enumerate(parts))
                cue = _Cue(kind, words, points, forms)
                for form in forms[0]:
                    found[form].append(cue)
    return {form: tuple(each) for form, each in found.items()}
