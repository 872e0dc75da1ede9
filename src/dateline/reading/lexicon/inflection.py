"""From a lemma to all its forms: exact for the words of the lexicon, since the irregular ones are listed."""

from __future__ import annotations

from collections.abc import Mapping

_VOWELS = "aeiou"


class Inflector:
    """Makes the forms of English verbs and nouns.

    Args:
        verbs: irregular verbs, lemma to its forms in the order third person, past, participle, -ing; ``""`` for a regular form.
        nouns: irregular nouns, lemma to its plural.
        doubling: verbs of more than one syllable that double their last consonant ("admit").
    """

    def __init__(self, verbs: Mapping[str, tuple[str, ...]], nouns: Mapping[str, str], doubling: frozenset[str]) -> None:
        self._verbs = verbs
        self._nouns = nouns
        self._doubling = doubling

    def verb(self, lemma: str) -> frozenset[str]:
        """Every form of a verb, in lower case, the lemma among them."""
        third, past, participle, gerund = _third(lemma), self._ed(lemma), self._ed(lemma), self._ing(lemma)
        given = self._verbs.get(lemma)
        if given is not None:
            forms = (*given, "", "", "", "")
            third, past, participle, gerund = (form or regular for form, regular in zip(forms[:4], (third, past, participle, gerund), strict=True))
        return frozenset((lemma, third, past, participle, gerund))

    def noun(self, lemma: str) -> frozenset[str]:
        """Singular and plural of a noun, in lower case."""
        return frozenset((lemma, self._nouns.get(lemma) or _third(lemma)))

    def any(self, lemma: str) -> frozenset[str]:
        """Every form the word has as a verb or as a noun."""
        return self.verb(lemma) | self.noun(lemma)

    def _doubles(self, lemma: str) -> bool:
        if lemma in self._doubling:
            return True
        short = sum(letter in _VOWELS for letter in lemma) == 1
        return short and len(lemma) > 2 and lemma[-1] not in _VOWELS + "wxy" and lemma[-2] in _VOWELS

    def _ed(self, lemma: str) -> str:
        if lemma.endswith("e"):
            return lemma + "d"
        if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
            return lemma[:-1] + "ied"
        return lemma + (lemma[-1] if self._doubles(lemma) else "") + "ed"

    def _ing(self, lemma: str) -> str:
        if lemma.endswith("ie"):
            return lemma[:-2] + "ying"
        if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
            return lemma[:-1] + "ing"
        return lemma + (lemma[-1] if self._doubles(lemma) else "") + "ing"


def _third(lemma: str) -> str:
    if lemma.endswith(("s", "x", "z", "ch", "sh")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + "s"
