"""By what weapon a mention was done: the codebook's word for it, and where it stands."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Span, Token

from dateline.codebook import WeaponKind, weapon_words
from dateline.reading.lexicon import Lexicon
from dateline.reading.triggers import EventMention

_LONGEST = 4


def weapon_of(mention: EventMention, lexicon: Lexicon) -> tuple[WeaponKind, Span] | None:
    """The weapon that a mention's own words name.

    Looked for in the means first ("killed by a car bomb"), then in the trigger ("an airstrike"), then in what hangs below the
    trigger ("fired rockets", "stabbed with a knife").

    Args:
        mention: the event.
        lexicon: its inflections make the plurals.

    Returns:
        The kind of weapon and the words that name it; None where none is named.
    """
    verb = mention.carrier or mention.trigger
    below = [token for part in verb.children if part.dep_ in ("dobj", "prep", "nsubjpass", "agent") for token in (part, *part.children)]
    for token in (*mention.means, *mention.words, *below):
        found = weapon_at(token, lexicon)
        if found is not None:
            return found
    return None


def weapon_at(token: Token, lexicon: Lexicon) -> tuple[WeaponKind, Span] | None:
    """The weapon that a word names together with the words before it, the longest name first; None where it names none."""
    if not token.tag_.startswith("N"):
        return None
    known = _forms(lexicon)
    for length in range(_LONGEST, 0, -1):
        start = token.i + 1 - length
        if start < token.sent.start:
            continue
        span = token.doc[start : token.i + 1]
        kind = known.get(span.text.lower().replace(" - ", "-"))
        if kind is not None:
            return kind, span
    return None


@cache
def _forms(lexicon: Lexicon) -> dict[str, WeaponKind]:
    found: dict[str, WeaponKind] = {}
    for phrase, kind in weapon_words().items():
        *before, head = phrase.split()
        for form in lexicon.inflector.noun(head):
            found[" ".join((*before, form))] = kind
    return found
