"""What the head of a noun phrase is: the role lexicon applied to its last words, a stronger word before a weak one deciding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dateline.grounding.actors.data import RoleWord
from dateline.grounding.actors.phrases import Phrase

Roles = Mapping[str, RoleWord]

_ARTICLES = frozenset(("al", "el", "as", "ash", "an", "ar", "at", "ad"))
_LONGEST = 5
_OVERRIDDEN = {
    "workers": frozenset(("MIL", "COP", "SPY", "REB", "PRM", "GOV", "CRM")),
    "business": frozenset(("MIL", "COP", "SPY", "REB", "PRM", "GOV", "CRM")),
    "gunmen": frozenset(("REB", "PRM", "CRM")),
    "militants": frozenset(("REB", "PRM", "CRM")),
}
"""Heads that give way to a role word before them: an "army accountant" is of the army, "cartel gunmen" are of the cartel."""

_COMMON = frozenset(
    ("local", "regional", "provincial", "national", "federal", "central", "state", "district", "city", "main", "supreme", "high", "constitutional",
     "ruling", "opposition", "military", "civil", "public", "new", "old", "several", "two", "three", "foreign", "health", "education", "defence",
     "defense", "interior", "justice", "finance", "royal", "special", "joint", "united", "armed", "elite", "unidentified", "suspected", "islamist")
)  # fmt: skip
"""Adjectives that describe a body rather than name it, though headlines give them a capital."""


def with_whole_head(phrase: Phrase, roles: Roles) -> Phrase:
    """The phrase with its core drawn over a role noun of several words: "prisoners of war", "chief of staff"."""
    for last in range(min(phrase.core + _LONGEST - 1, len(phrase.words)), phrase.core, -1):
        role = role_ending(phrase, roles, last)
        if role is not None and len(role.head.split()) > last - phrase.core:
            return replace(phrase, core=last)
    return phrase


def first_conjunct(phrase: Phrase, roles: Roles) -> Phrase:
    """The phrase up to "and", where what stands before it is a whole actor: the army of "the Syrian army and its allies".

    "Russian and Belarusian soldiers" stays whole, for its adjectives share a head.
    """
    joint = next((index for index in range(phrase.begin + 1, phrase.core) if phrase.words[index].text in ("and", "or")), None)
    if joint is None or any(one.first < joint < one.last for one in phrase.named):
        return phrase
    whole = role_ending(phrase, roles, phrase.core)
    if whole is not None and " and " in whole.head:
        return phrase
    named = any(one.last == joint and one.match.values[0].via != "demonym" for one in phrase.named)
    return replace(phrase, core=joint) if named or role_ending(phrase, roles, joint) is not None else phrase


def head_role(phrase: Phrase, roles: Roles) -> RoleWord | None:
    """The role of a phrase's head; None where the lexicon does not know it."""
    role = role_ending(phrase, roles, phrase.core)
    if role is None or not (role.weak or role.id in _OVERRIDDEN):
        return role
    for last in range(phrase.core - len(role.head.split()), phrase.begin, -1):
        other = role_ending(phrase, roles, last)
        if other is not None and not other.weak and (role.weak or other.sector in _OVERRIDDEN[role.id]):
            return other
    return role


def role_ending(phrase: Phrase, roles: Roles, last: int) -> RoleWord | None:
    """The longest role noun that ends before word ``last``."""
    for first in range(max(phrase.begin, last - _LONGEST), last):
        role = roles.get(phrase.key(first, last))
        if role is not None:
            return role
    return None


def proper_body(phrase: Phrase, role: RoleWord, roles: Roles) -> str | None:
    """The proper name of a body that is not in the catalogue ("Golani Brigade", "Madras High Court").

    A name has a capital on its head and on a word before it that is itself no role noun; None where the phrase only describes.
    """
    head = phrase.core - len(role.head.split())
    if role.person or head <= phrase.begin or not all(word.text[0].isupper() for word in phrase.words[head : phrase.core]):
        return None
    first = head
    while first > phrase.begin and phrase.words[first - 1].text[0].isupper():
        first -= 1
    if first > phrase.begin and phrase.key(first - 1, first) in _ARTICLES and phrase.text[phrase.words[first - 1].end] == "-":
        first -= 1
    if all(phrase.key(index, index + 1) in roles or phrase.key(index, index + 1) in _COMMON for index in range(first, head)):
        return None
    return phrase.text[phrase.words[first].start : phrase.words[phrase.core - 1].end]
