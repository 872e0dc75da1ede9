"""Text in capitals only, as old wires and some headlines have it, gets back its small letters, so that it can be parsed.

The result has the same length, character for character: offsets hold for both. What is large is decided by a list of English words and
names (``words.txt``), the names of actors and places that dateline knows, abbreviations in brackets and a few rules (``rules.toml``).
A word that no list knows is taken for a name. The method is lookup with context rules; truecasing as a task goes back to Lita et al. (2003).
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from dateline.grounding.actors import ActorCatalogue
from dateline.grounding.places import Gazetteer

_FOLDER = Path(__file__).parent
_WORD = re.compile(r"[^\W\d_]+")
_BRACKETED = re.compile(r"[(\[]\s*([A-Z][A-Z0-9-]{1,8})\s*[)\]]")
_SENTENCE = re.compile(r"(?:[.!?:]['\"”’)\]]*\s+|\n\s*|[-–—]{1,2}\s+(?=['\"“‘]?[A-Z]))['\"“‘(\[]*$")
_HEAD = 64
_VOWEL = re.compile(r"[AEIOUYÁÉÍÓÚ]")
_NUMBER_BEFORE, _NUMBER_AFTER = re.compile(r"\d\s$"), re.compile(r"\s\d")
_CONTRACTED = re.compile(r"\w+N['’]T$")
_ROMAN = re.compile(r"^(?:II|III|IV|VI|VII|VIII|IX|XI|XII|XIII|XIV|XX)$")


@cache
def _rules() -> dict[str, Any]:
    return tomllib.loads((_FOLDER / "rules.toml").read_text(encoding="utf-8"))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(_rules()["words"][name])


@cache
def _lists() -> tuple[frozenset[str], dict[str, str]]:
    """Words written small, and names in lower case with how they are written."""
    small, names = set(), {}
    for word in (_FOLDER / "words.txt").read_text(encoding="utf-8").split():
        if word.islower():
            small.add(word)
        else:
            names[word.lower()] = word  # "Dr" after "DR"
    names |= {
        word.lower(): word
        for name, _, _ in ActorCatalogue.default().data.names
        for word in _WORD.findall(name)
        if len(word) > 1 and word.isupper() and word.lower() not in small
    }
    plain = _words("grammar") | _words("titles") | _words("unspoken")
    return frozenset(small | _words("grammar")), {low: name for low, name in names.items() if low not in plain}


def in_capitals(text: str) -> bool:
    """Whether a passage is written in capitals only, a few letters aside; too short a one is not judged."""
    head = text[:_HEAD]
    if sum(map(str.__ne__, head, head.upper())) > len(head) // 4:
        return False  # most text is told by its first characters; the rest need not be looked at
    limits = _rules()["capitals"]
    words = [word for word in _WORD.findall(text) if len(word) > 1]
    if len(words) < limits["least_words"]:
        return False
    letters = [char for word in words for char in word if char.isupper() or char.islower()]
    return bool(letters) and sum(map(str.isupper, letters)) >= limits["share"] * len(letters)


def abbreviations(text: str) -> frozenset[str]:
    """The abbreviations that a text explains in brackets: "National Liberation Army [ELN]"; other words in brackets are remarks."""
    small, names = _lists()
    found = set()
    for match in _BRACKETED.finditer(text):
        low = match.group(1).lower()
        spelled = _initials(text[: match.start()], len(low)) == match.group(1)
        if spelled or (len(low) <= _rules()["figures"]["abbreviation"] and low not in small and low not in names):
            found.add(match.group(1))
    return frozenset(found)


def _initials(text: str, length: int) -> str:
    """The initials of the last so many words of a text, those that join names left out."""
    telling = [word for word in _WORD.findall(text[-200:]) if word.lower() not in _words("joining")]
    return "".join(word[0] for word in telling[-length:])


def restored(text: str, known: frozenset[str] = frozenset()) -> str:
    """The passage with small letters, of the same length.

    Args:
        text: a passage in capitals.
        known: abbreviations of the whole document, which stay large.
    """
    words = [_Word(match.group(), match.start(), match.end()) for match in _WORD.finditer(text)]
    _judge(text, words, known | abbreviations(text))
    _join_names(text, words)
    characters = list(text)
    for word in words:
        written = word.written
        if len(written) == len(word.text):
            pairs = zip(written, word.text, strict=True)
            characters[word.start : word.end] = [
                new if new.upper() == old else old for new, old in pairs
            ]  # only ever a capital to its own small letter
    return "".join(characters)


@dataclass(slots=True)
class _Word:
    """One word: ``written`` is how it will stand; ``name`` whether it is a name in any place, ``both`` whether it is a word and a name."""

    text: str
    start: int
    end: int
    written: str = ""
    name: bool = False
    both: bool = False

    @property
    def low(self) -> str:
        return self.text.lower()

    def large(self) -> None:
        """Write it as a name."""
        if self.written != self.text or len(self.text) == 1:
            self.written = _lists()[1].get(self.low, self.text[:1] + self.text[1:].lower())
        self.name = True


def _judge(text: str, words: list[_Word], known: frozenset[str]) -> None:
    """Each word by itself."""
    small, names = _lists()
    for at, word in enumerate(words):
        low = word.low
        before, after = text[word.start - 1 : word.start], text[word.end : word.end + 1]
        if before.isdigit() and low in _words("after_figures"):
            word.written = low
        elif word.text in known or _stays(word.text, before, after):
            word.written, word.name = word.text, True
        elif (before in ("'", "’") and low in _words("clitics") and at and words[at - 1].end == word.start - 1) or _CONTRACTED.match(
            text[word.start : word.end + 2]
        ):
            word.written = low
        elif low in small or _derived(low):
            word.written = low
            word.both = low in names and names[low].istitle()
        else:
            word.written, word.name = names.get(low) or _plural(low) or word.text[:1] + low[1:], True
    for word, following in zip(words, [*words[1:], None], strict=False):
        if word.low in _words("months") and (_NUMBER_BEFORE.search(text[: word.start][-4:]) or _NUMBER_AFTER.match(text[word.end :][:3])):
            word.large()
        if word.low == "us" and re.search(r"\bTHE $", text[: word.start]) and following is not None:
            word.written, word.name = word.text, True


def _stays(word: str, before: str, after: str) -> bool:
    """Initials, numerals, model numbers and what cannot be spoken stay large."""
    if len(word) == 1:
        return after in (".", "-", "'", "’", "&") or word == "I" or before in ("-", "&") or before.isdigit() or after.isdigit()
    return bool(_ROMAN.match(word)) or (
        2 <= len(word) <= 5
        and not _VOWEL.search(word)
        and word not in ("DR", "MR", "MRS", "MS", "LT", "SGT", "ST", "KM", "KG", "VS", "JR", "SR", "TH", "ND", "RD", "MSGR")
    )


def _plural(low: str) -> str | None:
    names = _lists()[1]
    return names[low[:-1]] + "s" if len(low) > 4 and low.endswith("s") and low[:-1] in names and names[low[:-1]].istitle() else None


@cache
def _derived(low: str) -> bool:
    """Whether a word that no list has is made of one that is written small."""
    small, _ = _lists()
    if any(low.endswith(ending) and _stem(low[: -len(ending)]) for ending in _words("endings")):
        return True
    if any(
        low.startswith(prefix) and len(low) > len(prefix) + 3 and (low[len(prefix) :] in small or _bare(low[len(prefix) :]))
        for prefix in _words("prefixes")
    ):
        return True
    least = _rules()["words"]["least_part"]
    return any(low[:at] in small and (low[at:] in small or _bare(low[at:])) for at in range(least, len(low) - least + 1))


def _bare(low: str) -> bool:
    return any(low.endswith(ending) and _stem(low[: -len(ending)]) for ending in ("s", "es", "ed", "ing", "ers", "er"))


def _stem(stem: str) -> bool:
    small, _ = _lists()
    if len(stem) < 3:
        return False
    return stem in small or f"{stem}e" in small or (stem.endswith("i") and f"{stem[:-1]}y" in small) or (stem[-1] == stem[-2] and stem[:-1] in small)


def _join_names(text: str, words: list[_Word]) -> None:
    """Each word by its neighbours: known names of several words, spelled-out abbreviations, titles, articles of names, starts of sentences."""
    for start, end in _known_names(text, words):
        for word in words:
            if start <= word.start and word.end <= end and word.low not in _words("joining"):
                word.large()
    for unit, of, word in zip(words, words[1:], words[2:], strict=False):
        if of.low == "of" and unit.low in _words("units") and Gazetteer.default().knows(word.text):
            word.large()
    _spelled_out(text, words)
    for word, following in reversed(list(pairwise(words))):
        tied = text[word.end : following.start] in (" ", ". ", "-")
        if tied and following.name and following.written != following.text and word.low in (_words("titles") | _words("opening")):
            word.large()
    for word, following in pairwise(words):
        if (
            following.both
            and word.name
            and text[word.end : following.start] == " "
            and following.low not in _words("plain")
            and not word.text.endswith("S")
        ):
            following.large()
    for word, following in reversed(list(pairwise(words))):
        spaced = text[word.end : following.start] == " "
        if spaced and word.both and following.name and following.written.istitle() and word.low not in _words("plain"):
            word.large()
        if (
            spaced
            and following.low in _words("following")
            and word.name
            and word.written.istitle()
            and Gazetteer.default().demonym(word.text) is None
        ):
            following.large()
        if spaced and f"{word.low} {following.low}" in _words("bodies"):
            word.large()
            following.large()
    for before, word, following in zip(words, words[1:], words[2:], strict=False):
        if word.low in _words("joining") and before.name and following.name:
            word.written = word.low
    for word in words:
        if _SENTENCE.search(text[: word.start][-6:]) or not _WORD.search(text[: word.start]):
            word.written = word.written[:1].upper() + word.written[1:]


def _known_names(text: str, words: list[_Word]) -> list[tuple[int, int]]:
    found = [(mention.start, mention.end) for mention in ActorCatalogue.default().find(text) if " " in mention.matched.strip()]
    gazetteer = Gazetteer.default()
    great = _rules()["figures"]["great"]
    for at, word in enumerate(words):
        for length in (3, 2, 1):
            run = words[at : at + length]
            if len(run) < length or (length > 1 and not any(one.name for one in run)) or (length == 1 and not word.both):
                continue
            if any(text[one.end : two.start] != " " for one, two in pairwise(run)) or run[-1].low in _words("joining"):
                continue
            entries = gazetteer.find(text[run[0].start : run[-1].end])
            after_in = text[max(0, word.start - 3) : word.start] == "IN "
            if any(
                entry.match == "demonym"
                or entry.precision == "country"
                or ((length > 1 or after_in) and (entry.population or 0) >= (great if length == 1 else 0))
                for entry in entries
            ):
                if length > 1 or word.low not in _words("plain"):
                    found.append((run[0].start, run[-1].end))
                break
    return found


def _spelled_out(text: str, words: list[_Word]) -> None:
    """ "NATIONAL LIBERATION ARMY [ELN]", "DEPARTMENT OF SECURITY (DAS)": the words whose initials, or whose number, a bracket repeats."""
    for match in _BRACKETED.finditer(text):
        before = [word for word in words if word.end <= match.start()][-9:]
        telling = [word for word in before if word.low not in _words("joining")]
        wanted = match.group(1)
        run = telling[-len(wanted) :]
        if (
            len(run) == len(wanted)
            and "".join(word.text[0] for word in run) == wanted
            and not re.search(r"[.;:]", text[run[0].start : match.start()])
        ):
            for word in run:
                word.large()
