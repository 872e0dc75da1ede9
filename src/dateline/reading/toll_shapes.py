"""What stands right beside those counted and tells what happened to them, whatever the parser makes of the line.

Headlines ("W Park: nine die as patrol hits mines"), clauses without a verb and words of other Englishes ("five jawans laid down their
lives") are parsed badly. Their words stand in a fixed order all the same: a number, those counted, then what happened; or what was done,
then the number. The words are in ``cues/shapes.toml``.
"""

from __future__ import annotations

import re
from functools import cache

from spacy.tokens import Doc, Span

from dateline.model import Harm
from dateline.reading import cues
from dateline.reading.lexicon import load
from dateline.reading.toll_words import Number, listed

_NOUNS = ("NN", "JJ", "POS", "PRP$", "HYPH", "DT", "CD", "RB")
"""Tags of words that may stand in the phrase for those counted."""

_LONGEST = 8
"""Words between a number and what happened to those counted."""


def beside(number: Number, sentence: Span) -> Harm | None:
    """The harm that the words right behind or right before a number tell; None where they tell none."""
    left = sentence.doc[max(sentence.start, number.span.start - _LONGEST) : number.span.end + 4]
    if number.anchor.lower_ in _words("uses") or any(token.lower_ in _words("unreal") and token.i < sentence.end for token in left):
        return None
    return _after(number, sentence) or _before(number, sentence)


def _after(number: Number, sentence: Span) -> Harm | None:
    doc = sentence.doc
    helped = False
    for position in range(number.span.end, min(number.span.end + _LONGEST, sentence.end)):
        token = doc[position]
        told = _told(doc[position : sentence.end].text.lower(), number, helped=helped, first=position == number.span.end)
        if told is not None:
            return told
        if token.lower_ in _words("helping"):
            helped = True
        elif token.lower_ in _words("having"):
            continue
        elif helped or not (token.tag_.startswith(_NOUNS) or token.lower_ == "of"):
            return None
    return None


def _told(text: str, number: Number, *, helped: bool, first: bool) -> Harm | None:
    if _shot().match(text) and (helped or _bare(text, 1)):
        near = re.findall(r"[a-z'-]+", text)[1:8]
        return None if _words("limbs") & set(near) else "killed"
    if _fighting(number, text) and not first:
        return "killed"
    for harm, (plain, passive) in _patterns().items():
        if not helped and plain.match(text):
            return harm
        found = passive.match(text)
        if found and (helped or _bare(text, len(found[0].split()))):
            return harm
    return None


def _bare(text: str, words: int) -> bool:
    """Whether a participle without a helping verb stands where a headline puts one: nothing follows that it could be done to."""
    rest = text.split()[words:]
    ended = not text.split()[words - 1][-1].isalnum()
    at_least = rest[:1] == ["at"] and rest[1:2] in (["least"], ["most"])  # "two bombers killed at least 43"
    return ended or not rest or (rest[0] in _words("following") and not at_least) or not rest[0][0].isalnum()


def _fighting(number: Number, text: str) -> bool:
    """ "Fifteen troops fall in an ambush": those who fight fall; towns do too, and prices, and soldiers fall back."""
    falling = re.match(r"([a-z]+) ?(\w*) ?(\w*)", text)
    if falling is None or falling[1] not in _words("falling") or falling[2] in _words("not_dying") or (falling[2] == "on" and falling[3] in _ONTO):
        return False
    return number.anchor.lower_ in listed("loss", "nouns") | listed("saying", "people")


_ONTO = frozenset(("the", "a", "an", "his", "their", "them", "it"))


def _before(number: Number, sentence: Span) -> Harm | None:
    doc = sentence.doc
    start = number.span.start
    while start > sentence.start and doc[start - 1].lower_ in _words("between"):
        start -= 1
    for edge in (number.span.start, start):
        words = [token.lower_ for token in doc[max(sentence.start, edge - 5) : edge]]
        text = " " + " ".join(words)
        for harm, pattern in _deeds().items():
            if (found := pattern.search(text)) and not _passive(doc, edge, len(found[0].split())):
                shot = found[0].split()[0] in ("shot", "shoot", "shoots", "shooting") and harm == "killed"
                near = {token.lower_ for token in doc[number.span.end : min(number.span.end + 9, sentence.end)]}
                return None if shot and near & _words("limbs") else harm
    return None


def _passive(doc: Doc, edge: int, length: int) -> bool:
    """ "was killed 12", "to free 40": done to somebody who is told before it, or not done."""
    before = doc[edge - length - 1] if edge - length - 1 >= 0 else None
    return before is not None and before.lower_ in _words("helping") | {"to", "of", "for"}


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(cues.load("shapes")["words"][key])


def _either(listed_: list[str]) -> re.Pattern[str]:
    parts = (" ".join(f"(?:{place})" for place in phrase.split()) for phrase in listed_)
    return re.compile("(?:" + "|".join(parts) + r")\b" if listed_ else "(?!)")


@cache
def _patterns() -> dict[Harm, tuple[re.Pattern[str], re.Pattern[str]]]:
    return {harm: (_either(words["plain"]), _either(words["passive"])) for harm, words in cues.load("shapes")["after"].items()}


@cache
def _shot() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(cues.load("shapes")["after"]["killed"]["shot"]) + r")\b(?! (?:at|down|up)\b)")


@cache
def _deeds() -> dict[Harm, re.Pattern[str]]:
    inflector = load().inflector
    found: dict[Harm, re.Pattern[str]] = {}
    for harm, words in cues.load("shapes")["before"].items():
        forms = sorted(
            {" ".join((form, *phrase.split()[1:])) for phrase in words["verbs"] for form in inflector.verb(phrase.split()[0])}, key=len, reverse=True
        )
        found[harm] = re.compile(" (?:" + "|".join(map(re.escape, forms)) + ")$")
    return found
