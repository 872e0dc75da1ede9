"""Near copies: wire copy under many mastheads, reposts, edited versions, texts turned over by content farms.

A text is sketched by the smallest hashes of its word pairs (bottom-k sampling after Broder 1997, who used runs of words). Pairs within three words,
without the commonest words and whatever their order, outlive the swapping of synonyms and the shuffling of sentences. Two sketches tell how
much of the shorter text stands in the longer one.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping, Sequence

_KEPT = 256
"""Hashes in a sketch; the estimate of a share is then off by 3 points (one standard deviation)."""

_NEAR = 3
_COPY = 0.5
"""Share of the shorter text's pairs from which on the longer one is a copy of it."""

_FEWEST = 24
"""Pairs that a text must have to be compared: short notes share their words by chance."""

# fmt: off
_COMMON = frozenset((
    "a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "for", "from", "had", "has",
    "have", "he", "her", "his", "in", "into", "is", "it", "its", "not", "of", "on", "or", "she",
    "that", "the", "their", "there", "they", "this", "to", "was", "were", "which", "who", "will", "with", "would",
    "said", "says", "after", "also", "when", "where", "than", "then",
))
# fmt: on
_WORD = re.compile(r"[^\W_]+")


def sketch(text: str) -> tuple[int, ...]:
    """The smallest hashes of a text's word pairs, ascending; fewer than ``_KEPT`` where the text is short."""
    words = [word for word in _WORD.findall(text.casefold()) if word not in _COMMON]
    pairs = {
        (one, other) if one < other else (other, one) for at, one in enumerate(words) for other in words[at + 1 : at + 1 + _NEAR] if one != other
    }
    return tuple(sorted({zlib.crc32(f"{one} {other}".encode("utf-8", "surrogatepass")) for one, other in pairs})[:_KEPT])


def share(one: Sequence[int], other: Sequence[int]) -> float:
    """The estimated share of the shorter text's pairs that the longer one has: 0 to 1; 0 where one is too short to tell.

    Both sketches are cut at the smaller of their greatest hashes: below it each holds all pairs of its text, so that the shorter text is the
    one with fewer pairs there.
    """
    if min(len(one), len(other)) < _FEWEST:
        return 0.0
    whole = [sketched[-1] if len(sketched) == _KEPT else 1 << 32 for sketched in (one, other)]
    bound = min(whole)
    mine, theirs = ({value for value in sketched if value <= bound} for sketched in (one, other))
    fewer = min(len(mine), len(theirs))
    return len(mine & theirs) / fewer if fewer >= _FEWEST else 0.0


def copies(sketches: Mapping[str, Sequence[int]]) -> list[list[str]]:
    """Groups of two texts or more, by id, that are copies of one another or of a third; each group and the list of them sorted."""
    ids = sorted(sketches)
    leader = {one: one for one in ids}

    def lead(one: str) -> str:
        while leader[one] != one:
            one = leader[one]
        return one

    for at, one in enumerate(ids):
        for other in ids[at + 1 :]:
            if lead(one) != lead(other) and share(sketches[one], sketches[other]) >= _COPY:
                first, second = sorted((lead(one), lead(other)))
                leader[second] = first
    groups: dict[str, list[str]] = {}
    for one in ids:
        groups.setdefault(lead(one), []).append(one)
    return [group for _, group in sorted(groups.items()) if len(group) > 1]
