"""Whether a sentence looks ahead or back at a mention: a guess from the words, for readers that have no parse at hand."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from dateline.grounding.times.anchor import Direction
from dateline.grounding.times.lexicon import load
from dateline.grounding.times.meaning import Bound
from dateline.grounding.times.tagger import TimeMention
from dateline.model.errors import CodebookError

_REACH = 240
"""How many characters of a sentence are looked at on each side of a mention."""

_SENTENCE_END = r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]*[A-Z]|$)|\n\s*\n|;"
_CLAUSE = re.compile(r",(?!\d)| [–—-]+ ")
_POSSESSIVE = re.compile(r"['’]s?\b")
_WORD = re.compile(r"['’]?[^\W\d_]+")
_NEAR = 12
_AUXILIARY_REACH = 3


@cache
def _cues(name: str) -> frozenset[str]:
    words = load("direction.toml").get(name)
    if not isinstance(words, list):
        raise CodebookError(f'direction.toml has no list {name!r}; expected {name} = ["word", ...]')
    return frozenset(words)


@cache
def _end() -> re.Pattern[str]:
    """Where a sentence ends; a full stop behind an initial or an abbreviation ends none."""
    return re.compile("".join(rf"(?<!\b{word})" for word in ("[A-Z]", *sorted(_cues("abbreviations")))) + _SENTENCE_END)


def direction_of(text: str, mention: TimeMention) -> Direction:
    """Which way an incomplete date in a text looks, by the words near it.

    The nearest verb-like word decides, those before the mention first. A caller that knows the tense should give that instead.

    Args:
        text: the text the mention was found in.
        mention: what :func:`find_times` found in it.

    Returns:
        ``nearest`` where no word tells.
    """
    before = _end().split(text[max(0, mention.start - _REACH) : mention.start])[-1]
    after = _end().split(text[mention.end : mention.end + _REACH], maxsplit=1)[0]
    clause, rest = _clause_before(before), _CLAUSE.split(after, maxsplit=1)[0]
    ahead = _words(rest)
    if isinstance(mention.meaning, Bound) and mention.meaning.kind == "until":
        back = _look_back(_words(clause))
        return back if back == "future" else _look_on(ahead) or (_look_on(_words(after)) if not _words(before) else None) or "future"
    # "Monday's raid" has happened, whatever the verb says of those who speak of it.
    possessive = _POSSESSIVE.match(after) is not None
    behind = _words(clause)
    if behind and behind[-1] in _cues("beside"):
        return "future" if _look_back(behind[:-1]) == "future" else _look_on(ahead) or "future"
    back = _look_back(behind)
    if back is not None:
        return "nearest" if possessive and back == "future" else back
    return _look_on(ahead) or _look_back(_words(before)) or _look_on(_words(after)) or "nearest"


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _clause_before(text: str) -> str:
    return _CLAUSE.split(text)[-1]


def _look_back(words: list[str]) -> Direction | None:
    """The direction that the nearest cue before the mention gives."""
    for position in range(len(words) - 1, max(-1, len(words) - 1 - _NEAR), -1):
        word = words[position]
        earlier = words[max(0, position - _AUXILIARY_REACH) : position]
        if word in _cues("future") or word in _cues("announce") or _infinitive(words, position):
            return "future"
        if word in _cues("past"):
            return "past"
        if _participle(word):
            ahead = any(cue in _cues("future") for cue in earlier) or any(pair == ("to", "be") for pair in pairwise(earlier))
            return "future" if ahead else "past"
    return None


def _participle(word: str) -> bool:
    return word.endswith("ed") and len(word) > 4 and word not in _cues("not_past")


def _infinitive(words: list[str], position: int) -> bool:
    return words[position] == "to" and position > 0 and words[position - 1] in _cues("purpose")


def _look_on(words: list[str]) -> Direction | None:
    """The direction that the nearest cue after the mention gives."""
    for position, word in enumerate(words[:_NEAR]):
        if word in _cues("future"):
            return "future"
        if word in _cues("past") or _participle(word):
            return "past"
        if word == "to" and position > 0 and words[position - 1] in _cues("purpose"):
            return "future"
    return None
