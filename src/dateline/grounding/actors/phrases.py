"""Noun phrases taken apart by their words alone: core and tail, who backs whom, what the head is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from dateline.grounding.actors.data import Known
from dateline.grounding.actors.trie import Match, NameTrie, Word, fold, words_of

Relation = Literal["backer", "origin", "target", "other"]
"""What a name in "X-backed rebels" is to them: a backer, their origin ("X-based"), their target ("anti-X"), or something else ("X-held")."""

_BACKERS = frozenset(
    (
        "backed",
        "supported",
        "sponsored",
        "funded",
        "financed",
        "armed",
        "trained",
        "equipped",
        "led",
        "allied",
        "aligned",
        "installed",
        "paid",
        "assisted",
    )
)
_ORIGINS = frozenset(("based", "born", "registered", "flagged", "owned", "made", "speaking"))
_OTHERS = frozenset(
    ("held", "controlled", "occupied", "dominated", "run", "ruled", "administered", "besieged", "linked", "affiliated", "inspired", "friendly",
     "captured", "annexed", "majority", "populated", "appointed", "brokered", "mediated", "sanctioned", "designated")
)  # fmt: skip
_PREFIXES = frozenset(("anti", "pro", "non", "counter", "ethnic"))
_AFTER_CORE = frozenset(
    ("of", "in", "from", "who", "whom", "that", "which", "with", "at", "near", "to", "by", "for", "on", "against", "belonging", "including",
     "such",
     "after", "during", "inside", "outside", "across", "under", "along", "where", "whose", "while", "when", "between", "among", "over", "is",
     "was",
     "were", "are", "has", "had", "have", "wearing", "carrying", "before", "since", "around", "aboard", "within", "via", "amid", "without", "as",
     "than")
)  # fmt: skip
_PARTICIPLES = frozenset(
    ("fighting", "operating", "based", "known", "called", "accused", "suspected", "believed", "traveling", "travelling", "working", "living",
     "armed",
     "allied", "linked", "affiliated", "backed", "supported", "led", "opposed", "loyal", "killed", "wounded", "held", "trained", "stationed",
     "deployed",
     "trapped", "captured", "shot", "commanded", "headed", "close", "responsible")
)  # fmt: skip
"""They follow the head where a preposition comes after them ("armed with", "loyal to"), and belong before it otherwise ("armed men")."""
_PREPOSITIONS = frozenset(("of", "in", "from", "with", "at", "near", "to", "by", "for", "on", "against", "as", "inside", "under", "out", "during"))
_TRANSPARENT = frozenset(
    ("group", "groups", "member", "members", "team", "teams", "number", "numbers", "dozens", "hundreds", "thousands", "scores", "lot", "crowd",
     "crowds",
     "handful", "pair", "couple", "majority", "some", "many", "most", "several", "few", "all", "both", "none", "each", "part", "elements", "element",
     "total", "band", "bands", "kind", "contingent", "column", "columns", "squad", "squads", "remnants", "one", "two", "three", "four", "five", "six",
     "seven", "eight", "nine", "ten", "eleven", "twelve", "twenty", "dozen", "hundred", "thousand", "tens", "millions", "convoy", "rest", "bulk",
     "ranks", "unit", "units", "gang", "mob", "cell", "cells", "coalition", "alliance", "family", "families", "batch", "wave", "body", "bodies",
     "militants",
     "fighters", "supporters", "followers", "militiamen", "gunmen", "insurgents")
)  # fmt: skip
_LEADING = frozenset(
    ("the", "a", "an", "this", "that", "these", "those", "its", "their", "his", "her", "our", "some", "any", "such", "mr", "mrs", "ms", "dr", "sir")
)
_APOSTROPHES = "'’‘"
_SUPPORT_BY = re.compile(r"\b(?:backed|supported|sponsored|funded|financed|armed|trained|equipped|led|assisted)\s+by\b", re.IGNORECASE)
PRONOUNS = frozenset("he she it they him her them we us i you who whom this that these those himself herself themselves itself".split())  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Named:
    """A known name within a phrase and what ties it to the head; ``relation`` is None where it is an ordinary modifier or the head itself."""

    match: Match[Known]
    relation: Relation | None

    @property
    def first(self) -> int:
        """Index of its first word."""
        return self.match.first

    @property
    def last(self) -> int:
        """Index after its last word."""
        return self.match.last


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase taken apart.

    Args:
        text: the phrase.
        words: all its words.
        begin: index of the first word of the core, determiners and titles of address left out.
        core: index after the last word of the core (the head's).
        named: the known names, in order.
    """

    text: str
    words: tuple[Word, ...]
    begin: int
    core: int
    named: tuple[Named, ...]

    def key(self, first: int, last: int) -> str:
        """Words ``first`` to ``last`` as the role lexicon writes them."""
        return " ".join(fold(word.text).lower() for word in self.words[first:last])

    @property
    def transparent(self) -> bool:
        """Whether the head only measures what follows it ("a group of tourists")."""
        return (
            self.core > self.begin
            and self.core < len(self.words)
            and self.words[self.core].text.lower() == "of"
            and (self.key(self.core - 1, self.core) in _TRANSPARENT or self.words[self.core - 1].text.isdigit())
        )


def take_apart(text: str, names: NameTrie[Known], lower: NameTrie[Known], head: str | None = None) -> Phrase:
    """Find core, head and names of a noun phrase.

    Args:
        text: the phrase as written.
        names: names as written.
        lower: names in lower case, for phrases without any capital.
        head: the head word where a parser knows it.
    """
    words = words_of(text)
    if len(words) > 1 and words[-1].text == "s" and text[words[-1].start - 1] in _APOSTROPHES:
        words.pop()
    trie = names if any(char.isupper() for char in text) else lower
    named = tuple(Named(match, _relation(text, words, match)) for match in trie.matches(text, words))
    covered = {index for one in named for index in range(one.first, one.last)}
    begin = 0
    while begin < len(words) - 1 and begin not in covered and words[begin].text.lower() in _LEADING:
        begin += 1
    core = _core(text, words, begin, covered)
    if head is not None:
        core = _after_head(words, begin, head, core)
    return Phrase(text, tuple(words), begin, core, named)


def _core(text: str, words: list[Word], begin: int, covered: set[int]) -> int:
    for index in range(begin + 1, len(words)):
        inside = index in covered and index - 1 in covered
        gap = text[words[index - 1].end : words[index].start]
        if inside:
            continue
        if gap.strip() in (",", ";", ":", "(", "—", "–") and gap != "–":
            return index
        if closes_core(text, words, index):
            return index
    return len(words)


def closes_core(text: str, words: list[Word], index: int) -> bool:
    """Whether a word begins what only follows the head of a noun phrase ("of Aleppo", "who fled", "armed with rifles")."""
    word = words[index].text.lower()
    following = words[index + 1].text.lower() if index + 1 < len(words) else ""
    closes = word in _AFTER_CORE or (word in _PARTICIPLES and (following in _PREPOSITIONS or not following))
    hyphened = "-" in text[words[index - 1].end : words[index].start] or text[words[index].end : words[index].end + 1] == "-"
    return closes and not hyphened


def _after_head(words: list[Word], begin: int, head: str, core: int) -> int:
    last = words_of(head)[-1].text if words_of(head) else head
    for index in range(len(words) - 1, begin - 1, -1):
        if words[index].text == last:
            return index + 1
    return core


def _relation(text: str, words: list[Word], match: Match[Known]) -> Relation | None:
    if match.last < len(words):
        gap = text[words[match.last - 1].end : words[match.last].start]
        participle = words[match.last].text.lower()
        if gap in ("-", " ", "‑", " - ", "–") and not (gap == " " and match.last == len(words) - 1):
            hyphen = gap != " "
            if participle in _BACKERS and (hyphen or participle == "backed"):
                return "backer"
            if hyphen and participle in _ORIGINS:
                return "origin"
            if hyphen and participle in _OTHERS:
                return "other"
    if match.first and words[match.first - 1].text.lower() in _PREFIXES:
        gap = text[words[match.first - 1].end : words[match.first].start]
        if "-" in gap or gap == " ":
            return "target" if words[match.first - 1].text.lower() in ("anti", "counter") else "other"
    return None


def is_pronoun(word: str) -> bool:
    """Whether a word alone is a pronoun: "us" and "Us", never "US"."""
    return word.lower() in PRONOUNS and (word.islower() or word.istitle())


def named_backers(text: str, names: NameTrie[Known]) -> tuple[Match[Known], ...]:
    """The names that a phrase calls backers: "Turkish-backed", "backed by Iran and Russia"."""
    words = words_of(text)
    found = [match for match in names.matches(text, words) if _relation(text, words, match) == "backer"]
    for passive in _SUPPORT_BY.finditer(text):
        at = passive.end()
        for match in names.matches(text, words):
            if match.start >= at and re.fullmatch(r"[\s,]*(?:and|both|the|by|or)?\s*(?:the\s+)?", text[at : match.start]):
                found.append(match)
                at = match.end
    return tuple(found)
