"""Times of day among numbers: "ten past four", "at around nine"."""

from __future__ import annotations

from spacy.tokens import Span

from dateline.reading.toll_words import Number, listed

_HOURS = frozenset(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "midnight", "noon"))
_MINUTES = frozenset(("five", "ten", "fifteen", "twenty", "twenty-five", "half", "quarter", "minutes"))
_LATEST = 12
"""The last hour that is told without saying which half of the day."""
_PUT = frozenset(("put", "puts", "putting", "stands", "stood", "stand", "set", "estimated", "placed"))
"""Words by which "at" gives a count: "put the toll at nine"."""


def is_an_hour(number: Number) -> bool:
    """Whether a number is a time of day and counts nobody."""
    return _with_minutes(number.span) or _at(number)


def _with_minutes(span: Span) -> bool:
    """ "Ten past four", "a quarter to six"."""
    doc = span.doc
    last, following = doc[span.end - 1], doc[span.end : span.end + 2]
    before = [token.lower_ for token in doc[max(span.start - 2, 0) : span.start]]
    if span[0].lower_ in ("past", "to") or (len(before) == 2 and before[0] in _MINUTES and before[1] in ("past", "to")):
        return True
    if len(following) == 2 and following[0].lower_ in ("past", "to") and following[1].lower_ in _HOURS and last.lower_ in _MINUTES | _HOURS:
        return True
    inner = [token.lower_ for token in span]
    return "past" in inner and any(word in _HOURS for word in inner[inner.index("past") :])


def _at(number: Number) -> bool:
    """ "Opened fire at around nine": a bare number after "at" that no word for a count hangs on."""
    start = number.span.start
    before = number.span.doc[start - 1] if start else None
    alone = number.span.start <= number.anchor.i < number.span.end
    if before is None or before.lower_ != "at" or not alone or (number.mention.count.high or number.mention.count.low or 0) > _LATEST:
        return False
    above = {before.head.lower_, *(child.lower_ for child in before.head.children)}
    return not above & (listed("toll", "nouns") | _PUT)
