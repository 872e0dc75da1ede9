"""The tense in which a clause tells its event: what is told in the plain past is the story's, what had or has happened before may be older."""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Token

Tense = Literal["past", "perfect", "pluperfect", "present", "open"]

_INHERITING = frozenset(("conj", "advcl", "xcomp"))
_STEPS = 4


def tense_of(verb: Token) -> Tense:
    """The tense of a verb by its auxiliaries and form; a participle or joined verb without its own takes that of the verb it hangs on.

    ``open`` where the form tells none: infinitives, modals, nouns, headline participles.
    """
    node = verb
    for _ in range(_STEPS):
        told = _own(node)
        if told is not None and not (told == "past" and _shares_had(node)):
            return told
        if node.dep_ not in _INHERITING or not node.head.tag_.startswith("VB"):
            return "open"
        node = node.head
    return "open"


def _shares_had(verb: Token) -> bool:
    """ "had surrounded and shelled": a form that can be a participle shares the helper of the verb before it."""
    joined = verb.dep_ == "conj" and verb.lower_.endswith("ed") and not any(child.dep_.startswith("nsubj") for child in verb.children)
    return joined and _own(verb.head) in ("pluperfect", "perfect")


def _own(verb: Token) -> Tense | None:
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if any(child.tag_ == "MD" or child.lower_ == "to" for child in verb.children if child.dep_ == "aux"):
        return "open"
    if "had" in helpers:
        return "pluperfect"
    if helpers & {"has", "have", "'ve", "’ve"}:
        return "perfect"
    if verb.tag_ == "VBD" or helpers & {"was", "were", "did"}:
        return "past"
    if verb.tag_ in ("VBZ", "VBP") or helpers & {"is", "are", "am", "does", "do"}:
        return "present"
    return None
