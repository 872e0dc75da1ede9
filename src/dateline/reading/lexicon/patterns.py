"""Entries made ready for matching: every trigger word of an entry as a pattern of hashed word forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from spacy.strings import get_string_id

from dateline.model.errors import CodebookError
from dateline.reading.lexicon.entries import Entry
from dateline.reading.lexicon.inflection import Inflector

Kind = Literal["verb", "noun", "adjective", "modal"]

_JOINTS = frozenset(("of", "to", "for", "on", "in", "with", "against", "at", "from", "over", "between"))


@dataclass(frozen=True, slots=True)
class Words:
    """A set of words to test a token against: forms by hash, and classes.

    Args:
        forms: hashes of lower-case forms.
        classes: names of the classes that also count.
        any: whether any word will do.
    """

    forms: frozenset[int] = frozenset()
    classes: frozenset[str] = frozenset()
    any: bool = False

    def __bool__(self) -> bool:
        return bool(self.any or self.forms or self.classes)


@dataclass(frozen=True, slots=True)
class Conditions:
    """The conditions of an entry, ready for matching; an empty :class:`Words` asks for nothing."""

    object: Words
    not_object: Words
    subject: Words
    not_subject: Words
    prep: frozenset[int]
    not_prep: frozenset[int]
    near: frozenset[int]
    not_near: frozenset[int]
    complement: frozenset[str]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One trigger word or phrase of an entry.

    Args:
        entry: what it tells.
        kind: what part of speech its anchor is.
        anchor: hashes of the forms of its anchor, the word by which it is found.
        before: words that must stand directly before the anchor, in order.
        after: words that must hang below the anchor, each under the anchor or a word matched earlier.
        conditions: those of the entry.
    """

    entry: Entry
    kind: Kind
    anchor: frozenset[int]
    before: tuple[frozenset[int], ...]
    after: tuple[frozenset[int], ...]
    conditions: Conditions

    @property
    def weight(self) -> int:
        """How much the pattern asks for; of several that match one token the heaviest tells the event."""
        return 4 * (len(self.before) + len(self.after)) + self.entry.conditions


def hashes(forms: frozenset[str] | set[str]) -> frozenset[int]:
    """spaCy's hashes of lower-case forms, as ``Token.lower`` gives them."""
    return frozenset(get_string_id(form) for form in forms)


class Compiler:
    """Turns entries into patterns.

    Args:
        inflector: makes the forms.
        classes: the word classes that a condition may use, name to hashes of forms.
    """

    def __init__(self, inflector: Inflector, classes: Mapping[str, frozenset[int]]) -> None:
        self._inflector = inflector
        self._classes = classes

    def _members(self, words: Words) -> frozenset[int]:
        return frozenset(form for name in words.classes for form in self._classes[name])

    def patterns(self, entry: Entry) -> tuple[Pattern, ...]:
        """All patterns of an entry.

        Raises:
            CodebookError: if a condition names a class that does not exist.
        """
        conditions = self._conditions(entry)
        made = [Pattern(entry, "verb", hashes(self._inflector.verb(word)), (), (), conditions) for word in entry.verbs]
        made += [Pattern(entry, "adjective", hashes(frozenset((word,))), (), (), conditions) for word in entry.adjectives]
        made += [Pattern(entry, "modal", hashes(frozenset((word,))), (), (), conditions) for word in entry.modals]
        # The tokenizer takes "cease-fire" apart.
        spellings = {spelling: None for phrase in entry.nouns for spelling in (phrase, phrase.replace("-", " "))}
        made += [self._noun(entry, phrase, conditions) for phrase in spellings]
        made += [self._phrase(entry, phrase, conditions) for phrase in entry.phrases]
        return tuple(made)

    def _alternatives(self, word: str) -> frozenset[int]:
        return hashes(frozenset(form for alternative in word.split("|") for form in self._inflector.any(alternative)))

    def _noun(self, entry: Entry, phrase: str, conditions: Conditions) -> Pattern:
        words = phrase.split()
        head = next((i - 1 for i, word in enumerate(words) if i and word in _JOINTS), len(words) - 1)
        anchor = hashes(frozenset(form for alternative in words[head].split("|") for form in self._inflector.noun(alternative)))
        before = tuple(self._alternatives(word) for word in words[:head])
        after = tuple(self._alternatives(word) for word in words[head + 1 :])
        return Pattern(entry, "noun", anchor, before, after, conditions)

    def _phrase(self, entry: Entry, phrase: str, conditions: Conditions) -> Pattern:
        verb, *rest = phrase.split()
        anchor = hashes(frozenset(form for alternative in verb.split("|") for form in self._inflector.verb(alternative)))
        return Pattern(entry, "verb", anchor, (), tuple(self._alternatives(word) for word in rest), conditions)

    def _words(self, entry: Entry, key: str) -> Words:
        words: tuple[str, ...] = getattr(entry, key)
        if "*" in words:
            return Words(any=True)
        classes = frozenset(word[1:] for word in words if word.startswith("@"))
        unknown = classes - self._classes.keys()
        if unknown:
            names = ", ".join(sorted(self._classes))
            raise CodebookError(f"{entry.file}: entry {entry.id!r}, key {key!r}: unknown class @{min(unknown)}, expected one of {names}")
        return Words(hashes({form for word in words if not word.startswith("@") for form in self._inflector.any(word)}), classes)

    def _conditions(self, entry: Entry) -> Conditions:
        def flat(words: tuple[str, ...]) -> frozenset[int]:
            return hashes({form for word in words if not word.startswith("@") for form in self._inflector.any(word)})

        return Conditions(
            object=self._words(entry, "object"),
            not_object=self._words(entry, "not_object"),
            subject=self._words(entry, "subject"),
            not_subject=self._words(entry, "not_subject"),
            prep=hashes(frozenset(entry.prep)),
            not_prep=hashes(frozenset(entry.not_prep)),
            near=flat(entry.near) | self._members(self._words(entry, "near")),
            not_near=flat(entry.not_near) | self._members(self._words(entry, "not_near")),
            complement=frozenset(entry.complement),
        )
