"""Numbers as news writes them: how many, with the bounds that the words set, and which numbers count nothing.

Bounds follow the codebooks of casualty recording and MUC-4 (1992): "more than 40" is 41 or more, "up to 30" is at most 30,
"dozens" is at least 24 and open, "some 50" is about 50.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from dateline.grounding._not_counts import NotCount, why_not_count
from dateline.model.counts import Count, CountKind

NOT_COUNTS: tuple[str, ...] = get_args(NotCount)
"""Every reason that ``CountMention.not_count`` can give."""


@dataclass(frozen=True, slots=True)
class CountMention:
    """A number in running text.

    Args:
        start, end: offsets in code points; ``text[start:end] == count.words``, modifiers ("at least") and tails ("or more") within.
        count: its bounds.
        not_count: why it certainly counts neither people nor things; None where it may.
    """

    start: int
    end: int
    count: Count
    not_count: NotCount | None = None


_UNITS = {w: n for n, w in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine"), 1)}
_TEENS = {
    w: n for n, w in enumerate(("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"), 10)
}
_TENS = {w: n for n, w in zip(range(20, 100, 10), ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), strict=True)}
_SMALL = {**_UNITS, **_TEENS, **_TENS}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}

_VAGUE: dict[str, int] = {
    "hundreds of thousands": 200_000,
    "tens of thousands": 20_000,
    "tens of millions": 20_000_000,
    "hundreds of millions": 200_000_000,
    "thousands": 2000,
    "millions": 2_000_000,
    "hundreds": 200,
    "dozens": 24,
    "scores": 40,
    "tens of": 20,
    "several thousand": 3000,
    "several hundred": 300,
    "several dozen": 36,
    "several": 3,
    "a few thousand": 2000,
    "a few hundred": 200,
    "a few dozen": 24,
    "a few": 2,
    "a handful": 3,
    "a number of": 3,
    "a large number of": 3,
    "large numbers of": 3,
    "many": 3,
    "numerous": 3,
    "multiple": 2,
}
"""The smallest number the words allow; where they set no arithmetic bound, three (two for "a few" and "multiple")."""

_FIXED: dict[str, int] = {
    "half a dozen": 6,
    "a half dozen": 6,
    "a half-dozen": 6,
    "half-dozen": 6,
    "a dozen": 12,
    "a couple": 2,
    "a pair": 2,
    "both": 2,
}


def _either(words: Iterator[str] | dict[str, int] | tuple[str, ...]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(r"\s+".join(map(re.escape, w.split(" "))) for w in ordered) + ")"


_SUB100 = rf"(?:{_either(_TENS)}(?:[-\s]{_either(_UNITS)}\b)?|{_either(_TEENS)}|{_either(_UNITS)})"
_SUB1000 = rf"(?:(?:(?:{_SUB100}|an?)[-\s]+)hundred(?!s)(?:[-\s]+(?:and\s+)?{_SUB100}\b)?|{_SUB100})"
_GROUP = rf"(?:{_SUB1000}|an?)[-\s]+(?:thousand|million|billion|trillion)(?!s)"
_WORDS = rf"(?:{_GROUP}\b(?:,?\s+(?:and\s+)?{_GROUP}\b)*(?:,?\s+(?:and\s+)?{_SUB1000}\b)?|{_SUB1000}\b)"
_DIGITS = r"\d{1,3}(?:[,٬]\d{3})+(?![\d])|\d{1,3}(?:[\u00a0\u202f\u2009 ]\d{3})+(?![\d])|\d+"
_ATOM = re.compile(
    rf"""
    (?<![\w])(?P<zero>no\ one|nobody|none(?=\s+(?:of|was|were|have|has|had|are)\b)
        |no(?=\s+(?:\w+\s+)?(?:casualt|death|injur|fatalit|victim|survivor|civilian|soldier|people|person|troop|militant|police|officer|passenger|fighter|gunmen
        |children|member|hostage|prisoner|wounded|dead)\w*))(?!\w)
    | (?<![\w])(?P<dozen>{_WORDS}|\d+)[-\s]+dozen(?![\w])
    | (?<![\w])(?P<fixed>{_either(_FIXED)})(?![\w])
    | (?<![\w])(?P<vague>{_either(_VAGUE)})(?![\w])
    | (?P<digits>(?:{_DIGITS})(?:\.\d+)?)(?:[-\s]*(?P<scale>hundred|thousand|million|billion|trillion|mn|bn)(?![\w]))?
    | (?<![\w])(?P<words>{_WORDS})(?![\w])
    """,
    re.IGNORECASE | re.VERBOSE,
)

_MORE = (
    r"(?:(?:well\s+|far\s+|significantly\s+)?(?:more|greater|higher)\s+than|(?:well\s+|just\s+)?over|in\s+excess\s+of|(?:well\s+)?above|exceeding)"
)
_LEAST = r"(?:at\s+(?:the\s+very\s+)?least|no(?:t)?\s+(?:fewer|less)\s+than|a\s+minimum\s+of|upwards?\s+of|minimum)"
_MOST = r"(?:up\s+to|as\s+many\s+as|as\s+much\s+as|at\s+(?:the\s+)?most|no(?:t)?\s+more\s+than|a\s+maximum\s+of|maximum)"
_FEWER = r"(?:(?:fewer|less|lower)\s+than|(?:just\s+)?under|below)"
_ABOUT = (
    r"(?:nearly|almost|close\s+to|about|around|some|approximately|approx\.?|roughly|an\s+estimated|estimated|circa|in\s+the\s+region\s+of"
    r"|somewhere\s+around|perhaps|possibly|reportedly\s+around|just\s+about|~|≈)"
)
_ROSE = re.compile(
    r"\b(?:go(?:es|ne|ing)?|went|ris(?:es?|en|ing)|rose|climb(?:s|ed|ing)?|shot|moved|brought|br(?:ing|ings)|jumped|crept|edged)\s+$", re.IGNORECASE
)
_BEFORE = re.compile(
    rf"(?<![\w])(?:(?P<more>{_MORE})|(?P<least>{_LEAST})|(?P<most>{_MOST})|(?P<fewer>{_FEWER})|(?P<about>{_ABOUT}))"
    rf"(?:\s+(?:{_ABOUT}|a\s+total\s+of))?\s*\Z",
    re.IGNORECASE,
)
_LINK = re.compile(r"\s*(?:-|–|—)\s*|\s+(?:to|or|and)\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"(?<!\w)(?:somewhere\s+)?between\s+\Z", re.IGNORECASE)
_FROM = re.compile(r"(?<!\w)(?:from|rose|rises|up|down|fell)\s+\Z", re.IGNORECASE)
_OR_MORE = re.compile(r"\s+or\s+more\b|\s*\+(?!\w)|[-\s]plus\b|\s+at\s+(?:the\s+)?least\b", re.IGNORECASE)
_OR_FEWER = re.compile(r"\s+or\s+(?:fewer|less)\b|\s+at\s+(?:the\s+)?most\b", re.IGNORECASE)
_OR_SO = re.compile(r"\s+or\s+so\b", re.IGNORECASE)


_DASHED = re.compile(r"(?!\d{3}-\d{4}\b)[\d,٬.]+\s?[-–]\s?[\d,٬.]+|[a-z]+\s?–\s?[a-z]+", re.IGNORECASE)
_THIRD_PART = re.compile(r"\s*[-–/]\s*\d")
_SCORES_VERB = re.compile(r"\s+(?:an?|the|his|her|their|for|on|in)\b")
_HOW_MANY = re.compile(r"\b(?:as|so|too|how|not|very)\s+\Z", re.IGNORECASE)
_THE_ONE = re.compile(r"\b(?:the|this|that|each|every|any|which|no|another|only|new|other)\s+\Z", re.IGNORECASE)
_ONE_ANOTHER = re.compile(r"['’]s\b|\s+(?:another|can|could|must|should|might|would)\b|-(?:on|to|way|sided|time|off)\b", re.IGNORECASE)
_LONGEST = 18
"""Digits of the longest number taken as one; longer runs are identifiers."""


@dataclass(frozen=True, slots=True)
class _Atom:
    start: int
    end: int
    low: int
    kind: Literal["zero", "fixed", "vague", "digits", "words", "fraction"]


def find_counts(text: str) -> list[CountMention]:
    """Every number of a text, in order and without overlaps.

    Args:
        text: running text in any mixture of ASCII, Arabic-Indic, Devanagari and other decimal digits.

    Returns:
        Numbers that certainly count nothing (years, ages, money ...) are among them and say why in ``not_count``.
    """
    mentions: list[CountMention] = []
    at = 0
    while (atom := _atom(text, at)) is not None:
        mention = _mention(text, atom, mentions[-1].end if mentions else 0)
        mentions.append(mention)
        at = max(mention.end, atom.end)
    return mentions


def parse_count(words: str) -> Count | None:
    """The count that ``words`` as a whole express ("at least a dozen", "30-40", "1,200"), None where they express none.

    A bare number is taken as a count: that ``2014`` is a year can be told only in running text.
    """
    stripped = words.strip()
    mentions = find_counts(stripped)
    if len(mentions) != 1 or (mentions[0].start, mentions[0].end) != (0, len(stripped)):
        return None
    return mentions[0].count if mentions[0].not_count in (None, "year") else None


def _atom(text: str, at: int) -> _Atom | None:
    for match in _ATOM.finditer(text, at):
        atom = _evaluate(match)
        if atom is not None:
            return atom
    return None


def _evaluate(match: re.Match[str]) -> _Atom | None:
    text = match.string
    start, end = match.span()
    kind = match.lastgroup if match.lastgroup != "scale" else "digits"
    if kind == "zero":
        return _Atom(start, end, 0, "zero")
    if kind == "dozen":
        number = match["dozen"]
        return _Atom(start, end, 12 * (int(number) if number[0].isdigit() else _value(number)), "words")
    if kind == "fixed":
        return _Atom(start, end, _FIXED[_plain(match["fixed"])], "fixed")
    if kind == "vague":
        word = _plain(match["vague"])
        if (word == "scores" and _SCORES_VERB.match(text, end)) or (word == "many" and _HOW_MANY.search(text, max(0, start - 8), start)):
            return None
        return _Atom(start, end, _VAGUE[word], "vague")
    if kind == "digits":
        if start and (text[start - 1].isalpha() or text[start - 1] == "_"):
            return None
        return _digits(match)
    return None if _pronoun(match) else _Atom(start, end, _value(match["words"]), "words")


def _digits(match: re.Match[str]) -> _Atom | None:
    whole, _, fraction = match["digits"].partition(".")
    if len(match["digits"]) > _LONGEST:
        return None
    value = int(re.sub(r"[^\d]", "", whole))
    scale = (match["scale"] or "").lower()
    factor = {"mn": 10**6, "bn": 10**9}.get(scale) or _SCALES.get(scale, 1)
    if not fraction:
        return _Atom(match.start(), match.end(), value * factor, "digits")
    numerator = int(fraction) * factor
    exact = value * factor + numerator // 10 ** len(fraction)
    return _Atom(match.start(), match.end(), exact, "digits" if numerator % 10 ** len(fraction) == 0 and factor > 1 else "fraction")


def _pronoun(match: re.Match[str]) -> bool:
    """Whether "one" stands for a thing rather than counting it."""
    if match["words"].lower() != "one":
        return False
    start, end = match.span()
    return bool(_THE_ONE.search(match.string, max(0, start - 9), start) or _ONE_ANOTHER.match(match.string, end))


def _plain(words: str) -> str:
    return " ".join(words.lower().split())


def _value(words: str) -> int:
    total = group = 0
    for word in re.findall(r"[a-z]+", words.lower()):
        if word in _SMALL:
            group += _SMALL[word]
        elif word in ("a", "an"):
            group = 1
        elif word == "hundred":
            group *= 100
        elif word in _SCALES:
            total += group * _SCALES[word]
            group = 0
    return total + group


def _mention(text: str, atom: _Atom, floor: int) -> CountMention:
    start, end, low = atom.start, atom.end, atom.low
    high: int | None = low
    kind: CountKind = "exact"
    second = _second(text, atom)
    if second is not None and second.low > low:
        between = _BETWEEN.search(text, floor, start)
        start = between.start() if between else start
        end, high, kind = second.end, (None if second.kind == "vague" else second.low), "between" if second.kind != "vague" else "vague"
    elif atom.kind == "vague":
        high, kind = None, "vague"
    elif text[start:end].lower().endswith("couple"):
        kind = "about"
    before = _BEFORE.search(text, max(floor, start - 40), start) if atom.kind != "zero" and second is None else None
    if before is not None and _ROSE.search(text, max(0, before.start() - 12), before.start()):
        before = None  # "went up to 18": the number reached, not a bound
    if before is not None:
        start = before.start()
        low_or_none, high, kind = _bounded(before, low, kind)
    else:
        low_or_none = low
        if second is None and atom.kind not in ("zero", "vague"):
            end, high, kind, low_or_none = _tail(text, end, low, kind)
    count = Count(low=low_or_none, high=high, kind=kind, words=text[start:end])
    reason = None if atom.kind == "zero" else why_not_count(text, atom.start, end if second is not None else atom.end, atom.low)
    if reason is None and atom.kind == "fraction":
        reason = "fraction"
    return CountMention(start, end, count, reason)


def _bounded(before: re.Match[str], low: int, kind: CountKind) -> tuple[int | None, int | None, CountKind]:
    if kind == "vague":
        return (low, None, "vague") if before.lastgroup in ("about", "most", "fewer") else (low, None, "at_least")
    match before.lastgroup:
        case "more":
            return low + 1, None, "at_least"
        case "least":
            return low, None, "at_least"
        case "most":
            return None, low, "at_most"
        case "fewer":
            return None, max(low - 1, 0), "at_most"
        case _:
            return low, low, "about"


def _tail(text: str, end: int, low: int, kind: CountKind) -> tuple[int, int | None, CountKind, int | None]:
    if more := _OR_MORE.match(text, end):
        return more.end(), None, "at_least", low
    if fewer := _OR_FEWER.match(text, end):
        return fewer.end(), low, "at_most", None
    if so := _OR_SO.match(text, end):
        return so.end(), low, "about", low
    return end, low, kind, low


def _second(text: str, atom: _Atom) -> _Atom | None:
    """The upper end of a range that begins with ``atom``."""
    link = _LINK.match(text, atom.end)
    if link is None or atom.kind in ("zero", "vague", "fraction"):
        return None
    word = link.group().strip().lower()
    found = _ATOM.match(text, link.end())
    upper = _evaluate(found) if found else None
    if upper is None or upper.kind in ("zero", "fraction"):
        return None
    if upper.kind == "vague" and word not in ("or", "to"):
        return None
    if word == "and":
        return upper if _BETWEEN.search(text, max(0, atom.start - 20), atom.start) else None
    if word == "to" and _FROM.search(text, max(0, atom.start - 8), atom.start):
        return None
    if word in ("-", "–", "—") and (not _DASHED.match(text, atom.start) or _THIRD_PART.match(text, upper.end)):
        return None
    return upper
