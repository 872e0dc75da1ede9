"""Armed groups that no list knows, known by the shape of their name: "Harakat al-Nasr", "Liberation Army of Zumar"."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from dateline.grounding.actors.phrases import Phrase
from dateline.grounding.actors.trie import fold

_JOINTS = frozenset(("of", "for", "the", "and"))


def group_by_shape(phrase: Phrase) -> str | None:
    """The name of a group that a phrase has the shape of; None where it has none, or where a known name covers it."""
    first = next((index for index in range(phrase.begin, len(phrase.words)) if phrase.words[index].text[0].isupper()), None)
    if first is None or any(one.relation is None and one.first <= first < one.last and one.last - one.first > 1 for one in phrase.named):
        return None
    last = _foreign(phrase, first) or _for_a_cause(phrase, first)
    if last is None:
        return None
    return phrase.text[phrase.words[first].start : phrase.words[last - 1].end]


def _foreign(phrase: Phrase, first: int) -> int | None:
    """Index after the last word of "Harakat al-Nasr"."""
    opener = _word(phrase, first)
    follows = _word(phrase, first + 1) if first + 1 < len(phrase.words) else ""
    if not follows or not (opener in _words("openers") or (opener in _words("openers_before_article") and follows in _words("articles"))):
        return None
    last = first + 1
    while last < len(phrase.words) and (phrase.words[last].text[0].isupper() or _word(phrase, last) in _words("articles")):
        last += 1
    while last > first + 1 and not phrase.words[last - 1].text[0].isupper():
        last -= 1
    return last if last > first + 1 else None


def _for_a_cause(phrase: Phrase, first: int) -> int | None:
    """Index after the last word of "Liberation Army of Zumar" or "Movement for the Freedom of Zumar"."""
    head = first
    while head < len(phrase.words) and phrase.words[head].text[0].isupper() and _word(phrase, head) not in _words("heads"):
        head += 1
    if head + 1 >= len(phrase.words) or not phrase.words[head].text[0].isupper():
        return None
    joint = _word(phrase, head + 1)
    tail = head + 1
    while tail < len(phrase.words) and (phrase.words[tail].text[0].isupper() or _word(phrase, tail) in _JOINTS):
        tail += 1
    while tail > head + 1 and not phrase.words[tail - 1].text[0].isupper():
        tail -= 1
    before = any(_word(phrase, index) in _words("causes") for index in range(first, head))
    after = any(_word(phrase, index) in _words("causes") for index in range(head + 1, tail))
    named = joint == "of" and before and tail > head + 2
    purposed = joint == "for" and _word(phrase, head) in _words("heads_for") and after and tail > head + 2
    return tail if named or purposed else None


def _word(phrase: Phrase, index: int) -> str:
    return fold(phrase.words[index].text).lower()


@cache
def _words(name: str) -> frozenset[str]:
    lists: dict[str, list[str]] = tomllib.loads((Path(__file__).parent / "shapes.toml").read_text(encoding="utf-8"))
    return frozenset(lists[name])
