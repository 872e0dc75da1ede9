"""The words around the names of places, read from ``words.toml`` once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dateline.grounding.places.storage import KINDS, Kind
from dateline.model.errors import CodebookError

_FILE = Path(__file__).resolve().parent.parent / "data" / "places" / "words.toml"


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of ``words.toml``; what each means is said there."""

    locative: frozenset[str]
    motion: frozenset[str]
    generic: frozenset[str]
    measured: frozenset[str]
    units: dict[str, Kind]
    plurals: dict[str, str]
    actor_nouns: frozenset[str]
    actor_verbs: frozenset[str]
    actor_before: frozenset[str]
    between: frozenset[str]
    never: frozenset[str]
    doubtful: frozenset[str]
    titles: frozenset[str]
    sites: frozenset[str]
    vessels: frozenset[str]
    unlisted: dict[str, frozenset[str]]


@lru_cache(maxsize=1)
def words() -> Words:
    """The words, checked.

    Raises:
        CodebookError: if a unit is given a kind that does not exist.
    """
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    units: dict[str, Kind] = {}
    for word, kind in data["units"].items():
        if kind not in KINDS:
            raise CodebookError(f"{_FILE.name}: the unit {word!r} is given the kind {kind!r}; write one of {', '.join(KINDS)}")
        units[word] = kind
    actors = data["actors"]
    return Words(
        locative=frozenset(data["locative"]),
        motion=frozenset(data["motion"]),
        generic=frozenset(data["generic"]),
        measured=frozenset(data["measured"]),
        units=units,
        plurals=_plurals(units),
        actor_nouns=frozenset(actors["nouns"]),
        actor_verbs=frozenset(actors["verbs"]),
        actor_before=frozenset(actors["before"]),
        between=frozenset(actors["between"]),
        never=frozenset(data["names"]["never"]),
        doubtful=frozenset(data["names"]["doubtful"]),
        titles=frozenset(data["names"]["titles"]),
        sites=frozenset(data["names"]["sites"]),
        vessels=frozenset(data["names"]["vessels"]),
        unlisted={name: frozenset(told) for name, told in data["unlisted"].items()},
    )


def _plurals(units: dict[str, Kind]) -> dict[str, str]:
    """Plurals of administrative units to their singulars."""
    ones = {f"{word}s": word for word in units} | {f"{word[:-1]}ies": word for word in units if word.endswith("y")}
    return {plural: word for plural, word in ones.items() if plural in units and units[word] in ("admin1", "admin2")}
