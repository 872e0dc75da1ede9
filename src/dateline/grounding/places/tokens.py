"""The words of a text as recognition sees them, and the words for people among them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from dateline.grounding.places.gazetteer import Gazetteer
from dateline.grounding.places.words import words

Token = tuple[int, int, str]
"""Start, end and text of a word."""

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}|(?:St|Mt|Ft|Ste)\.|"
    r"(?:Ala|Alta|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Man|Mass|Md|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ont|Ore|Pa|Que|Sask|Tenn|Tex|Va|Vt|"
    r"Wash|Wis|Wyo)\.|[^\W\d_]+(?:['’ʼ‘`-][^\W\d_]+)*"
)
PARTICLES = frozenset(
    "al el ar as ash at az an ad de del la le les los las du da do dos des of the es ez bin y e upon and".split()  # noqa: SIM905
)
"""Lower-case words inside names."""


@lru_cache(maxsize=8)
def tokens_of(text: str) -> tuple[Token, ...]:
    """The words of a text with their places."""
    return tuple((match.start(), match.end(), _without_possessive(match[0])) for match in _WORD.finditer(text)) if text else ()


def _without_possessive(word: str) -> str:
    return word[:-2] if word.endswith(("'s", "’s")) else word


def starts_name(word: str) -> bool:
    """Whether a word can begin the name of a place ("Idlib", "al-Bab")."""
    if word in words().never:
        return False
    return word[0].isupper() or (word.split("-")[0] in PARTICLES and "-" in word)


def demonyms(text: str, gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    """Where words for the people or things of a country stand: "Syrian", "South Korean", "Turkish-backed" up to the hyphen."""
    tokens = tokens_of(text)
    index = 0
    while index < len(tokens):
        start, _, word = tokens[index]
        if word[0].isupper():
            if index + 1 < len(tokens) and text[start + len(word) : tokens[index + 1][0]] == " ":
                after = tokens[index + 1]
                if after[2][0].isupper() and gazetteer.demonym(f"{word} {after[2]}"):
                    yield start, after[0] + len(after[2])
                    index += 2
                    continue
            head = word.split("-")[0]
            if gazetteer.demonym(head):
                yield start, start + len(head)
        index += 1


def demonyms_in(text: str, gazetteer: Gazetteer) -> dict[str, int]:
    """How often words for the people or things of each country stand in a text, by ISO 3166-1 alpha-3 code."""
    counts: dict[str, int] = {}
    for start, end in demonyms(text, gazetteer):
        entry = gazetteer.demonym(text[start:end])
        if entry and entry.country:
            counts[entry.country] = counts.get(entry.country, 0) + 1
    return counts
