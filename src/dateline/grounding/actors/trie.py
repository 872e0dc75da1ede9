"""Names in running text: a trie over words, so that one pass finds the longest known name at every place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Generic, TypeVar

T = TypeVar("T")

WORD = re.compile(r"[^\W_]+")
_GAPS = frozenset(
    (" ", "-", "'", "’", "‘", "–", "‑", "/", ".", "\n", "  ", "\u00a0", " (", "ʿ", "`", "' ", "’ ", " '", " ’", " - ", " – ", " & ",
     "&", "+", "'-", ".-")
)  # fmt: skip
"""What may stand between two words of one name."""
_ABBREVIATION_GAP = ". "
_LETTERS = str.maketrans({"ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "s", "æ": "ae", "œ": "oe"})
_LONG_ACRONYM = 4
_LONG_WORD = 5
_LONGEST_NAME = 100
"""Characters within which a name ends."""


def fold(word: str) -> str:
    """A word without its diacritics ("Erdoğan" is "Erdogan")."""
    return word if word.isascii() else _fold(word)


@lru_cache(maxsize=8192)
def _fold(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.translate(_LETTERS))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text with its offsets in code points."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """A known name: words ``first`` to ``last`` (exclusive), characters ``start`` to ``end``."""

    first: int
    last: int
    start: int
    end: int
    values: tuple[T, ...]


def words_of(text: str) -> list[Word]:
    """The words of a text; apostrophes, hyphens and points separate."""
    return [Word(match.group(), match.start(), match.end()) for match in WORD.finditer(text)]


@dataclass(slots=True)
class NameTrie(Generic[T]):
    """Names and what they may stand for, looked up word by word."""

    _root: dict[str, Any] = field(default_factory=dict)
    _pattern: re.Pattern[str] | None = None

    def add(self, name: str, value: T, *, exact: bool = False) -> None:
        """Let ``name`` stand for ``value``, as written and in the cases that news also uses.

        Args:
            name: as written in running text.
            value: what it stands for; several values of one name are kept in the order in which they come.
            exact: no other case than the written one.
        """
        words = [fold(word) for word in WORD.findall(name)]
        for variant in _cases(words) if not exact else [words]:
            self._insert(variant, value, point=name.endswith("."))

    def _insert(self, words: list[str], value: T, *, point: bool) -> None:
        node = self._root
        self._pattern = None
        for word in words:
            node = node.setdefault(word, {})
        held = node.get("", ())
        if value not in held:
            node[""] = (*held, value)
        if point:
            node["."] = True

    def exactly(self, name: str) -> tuple[T, ...]:
        """What the whole of ``name`` may stand for."""
        node: dict[str, Any] | None = self._root
        for word in WORD.findall(name):
            node = node.get(fold(word)) if node is not None else None
            if node is None:
                return ()
        return tuple(node.get("", ())) if node else ()

    def matches(self, text: str, words: list[Word] | None = None) -> Iterator[Match[T]]:
        """The longest known names of a text from left to right, without overlaps."""
        root = self._root
        if words is None:
            yield from self._scan(text)
            return
        at = 0
        while at < len(words):
            found = self._longest(text, words, at) if fold(words[at].text) in root else None
            if found is None:
                at += 1
            else:
                yield found
                at = found.last

    def _scan(self, text: str) -> Iterator[Match[T]]:
        """As ``matches``, looking at the rest of a name only where its first word stands."""
        root = self._root
        free = 0
        for hit in self._starts().finditer(text):
            first = hit.group()
            start = hit.start()
            if start < free or (first if first.isascii() else _fold(first)) not in root:
                continue
            ahead = text[start : start + _LONGEST_NAME]
            found = self._longest(ahead, words_of(ahead), 0)
            if found is not None:
                free = found.end + start
                yield Match(0, found.last, start, free, found.values)

    def _starts(self) -> re.Pattern[str]:
        """Words with which a name can begin: those with a capital, a digit or a letter outside ASCII, and the few lower-case ones there are."""
        if self._pattern is None:
            lower = sorted((word for word in self._root if word.isascii() and word[:1].islower()), key=len, reverse=True)
            few = "|".join(map(re.escape, lower))
            self._pattern = re.compile(rf"(?<![^\W_])(?:[A-Z0-9][^\W_]*|(?:{few})(?![^\W_])|[^\x00-\x7f\W][^\W_]*)")
        return self._pattern

    def _longest(self, text: str, words: list[Word], at: int) -> Match[T] | None:
        node = self._root
        best: Match[T] | None = None
        for index in range(at, len(words)):
            word = words[index]
            if index > at and not _joined(text, words[index - 1], word):
                break
            following = node.get(fold(word.text))
            if following is None:
                break
            node = following
            if "" in node:
                end = word.end + 1 if "." in node and text[word.end : word.end + 1] == "." else word.end
                best = Match(at, index + 1, words[at].start, end, node[""])
        return best


def _joined(text: str, left: Word, right: Word) -> bool:
    gap = text[left.end : right.start]
    if left.end - left.start == right.end - right.start == 1 and gap == " ":
        return False
    return gap in _GAPS or (gap == _ABBREVIATION_GAP and left.end - left.start <= 3)


def _cases(words: list[str]) -> Iterator[list[str]]:
    yield words
    letters = sum(map(len, words))
    if len(words) > 1 or letters >= _LONG_WORD:
        yield [word.upper() for word in words]
    if words[0][:1].islower():
        yield [words[0][:1].upper() + words[0][1:], *words[1:]]
    if len(words) == 1 and words[0].isupper() and letters >= _LONG_ACRONYM:
        yield [words[0].capitalize()]
