"""Who does what to whom by an event noun: "the killing of X by Y", "Y's attack on X", "Y carried out an attack on X"."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.strings import get_string_id
from spacy.tokens import Token

from dateline.reading.lexicon import Entry, Lexicon
from dateline.reading.trigger_grammar import agent, conjuncts, preposition_objects, resolve
from dateline.reading.trigger_match import is_party

_OF, _ON, _WITH, _BETWEEN, _FROM = (get_string_id(word) for word in ("of", "on", "with", "between", "from"))
_TARGET_PREPOSITIONS = tuple(get_string_id(word) for word in ("on", "against", "at", "upon", "into", "toward", "towards"))
_ACTING_LABELS = frozenset(("NORP", "ORG", "PERSON"))


@dataclass(frozen=True, slots=True)
class NominalRoles:
    """Who acts and who suffers by an event noun, and the light verb that carries it."""

    sources: tuple[Token, ...]
    targets: tuple[Token, ...]
    carrier: Token | None = None


def nominal_roles(noun: Token, words: tuple[Token, ...], entry: Entry, lexicon: Lexicon) -> NominalRoles:
    """Fill the slots of a nominal trigger.

    Args:
        noun: the trigger.
        words: the other words of the trigger.
        entry: its entry.
        lexicon: for light verbs and word classes.
    """
    used = {word.i for word in words}
    by = agent(noun)
    sources: list[Token] = list(conjuncts(by)) if by is not None else []
    if noun.dep_ == "dobj" and noun.head.lower in lexicon.light["blamer"]:
        # "blamed the attack on the militia": whom it is laid on is said to have done it.
        blamed = [head for holder in (noun, noun.head) for token in preposition_objects(holder, _ON) for head in conjuncts(token)]
        if blamed:
            return NominalRoles(tuple(blamed), tuple(head for token in preposition_objects(noun, _OF) for head in conjuncts(token)))
    targets: list[Token] = []
    if entry.reciprocal:
        between = [head for token in preposition_objects(noun, _BETWEEN) for head in conjuncts(token)]
        if between:
            return NominalRoles(tuple(between[:1]), tuple(between[1:]))
        targets = [head for token in preposition_objects(noun, _WITH) for head in conjuncts(token)]
    holder = next((part for part in noun.children if part.dep_ == "poss"), None)
    of = [head for token in preposition_objects(noun, _OF) for head in conjuncts(token) if head.i not in used]
    if of and ("of" in entry.target or entry.harm):
        targets = targets or of
    elif of and not sources and is_party(of[0], lexicon):
        sources = of
    if not targets:
        wanted = [get_string_id(function) for function in entry.target if function not in ("subject", "object", "of")]
        for code in (*wanted, *_TARGET_PREPOSITIONS):
            targets = [head for token in preposition_objects(noun, code) for head in conjuncts(token)]
            if targets:
                break
    if not sources:
        sources = [
            head for token in preposition_objects(noun, _FROM) for head in conjuncts(token) if is_party(head, lexicon) and "from" in entry.source
        ]
    if holder is not None and is_party(holder, lexicon):
        if entry.harm and not targets:
            targets = list(conjuncts(holder))
        elif not sources:
            sources = list(conjuncts(holder))
    if not sources and "subject" in entry.source:
        sources = [
            part for part in noun.children if part.i not in used and part.dep_ in ("amod", "compound", "nmod") and part.ent_type_ in _ACTING_LABELS
        ]
        sources += [part for part in noun.children if part.i not in used and not sources and part.dep_ == "compound" and _is_body(part, lexicon)]
    carried = _carrier(noun, lexicon)
    if carried is None:
        return NominalRoles(tuple(sources), tuple(targets))
    verb, role = carried
    outer = resolve(verb)
    doer, done_to = outer.subject, outer.object if outer.object != noun else outer.second
    if outer.voice == "passive" and outer.object != noun and role == "doer":
        done_to = outer.object
    if role == "doer":
        if outer.voice == "active" and done_to is not None and done_to.lower_ == "responsibility":
            done_to = None
        if not sources and doer is not None:
            sources = list(conjuncts(doer))
        if not targets and done_to is not None and done_to != noun and "object" in entry.target:
            targets = list(conjuncts(done_to))
        if not targets:
            targets = _targets_of_carrier(verb, entry)
    elif doer is not None and not targets:
        targets = list(conjuncts(doer))
    if entry.reciprocal and len(sources) > 1 and not targets:
        sources, targets = sources[:1], sources[1:]
    return NominalRoles(tuple(sources), tuple(target for target in targets if target not in sources), verb)


def _is_body(token: Token, lexicon: Lexicon) -> bool:
    if token.ent_type_ == "GPE":
        # "US strike" names who strikes; "Aleppo strike" names where. Only abbreviations can be told apart by form.
        return token.text.isupper() or "." in token.text
    return token.lower in lexicon.classes["person"] or token.lower in lexicon.classes["body"]


def _carrier(noun: Token, lexicon: Lexicon) -> tuple[Token, str] | None:
    head = noun
    while head.dep_ == "conj" and head.head != head:
        head = head.head
    verb = head.head
    if head.dep_ in ("dobj", "nsubjpass", "attr", "oprd"):
        if verb.lower in lexicon.light["doer"] and verb.tag_.startswith("VB"):
            return verb, "doer"
        if verb.lower in lexicon.light["sufferer"]:
            return verb, "sufferer"
        if verb.lower in lexicon.light["claimer"] and not _has_responsibility(verb):
            return verb, "doer"
        return None
    if head.dep_ == "pobj" and verb.head.tag_.startswith("VB"):
        above = verb.head
        if verb.lower_ == "under" and above.lower in lexicon.light["sufferer"]:
            return above, "sufferer"
        if (
            verb.lower_ in ("in", "into", "for", "to", "on", "with", "up", "out")
            and above.lower in lexicon.light["doer"]
            and verb.i < noun.i
            and not _has_object(above)
        ):
            return above, "doer"
        if verb.lower_ == "for" and _claims(above, lexicon):
            return above, "doer"
    if head.dep_ == "pobj" and verb.head.lower_ == "responsibility" and verb.head.head.lower in lexicon.light["claimer"]:
        return verb.head.head, "doer"
    if head.dep_ == "acl" or verb.dep_ == "acl":
        return None
    for part in noun.children:
        # "an attack carried out by militants", "a deal signed by both sides"
        if part.dep_ == "acl" and part.tag_ == "VBN" and part.lower in lexicon.light["doer"]:
            return part, "doer"
    return None


def _has_object(verb: Token) -> bool:
    return any(part.dep_ == "dobj" for part in verb.children)


def _claims(verb: Token, lexicon: Lexicon) -> bool:
    return verb.lower in lexicon.light["claimer"] and _has_responsibility(verb)


def _has_responsibility(verb: Token) -> bool:
    return any(part.lower_ == "responsibility" for part in verb.children)


def _targets_of_carrier(verb: Token, entry: Entry) -> list[Token]:
    wanted = [get_string_id(function) for function in entry.target if function not in ("subject", "object", "of", "in")]
    for code in (*wanted, *_TARGET_PREPOSITIONS, *((_WITH,) if entry.reciprocal else ())):
        found = [head for token in preposition_objects(verb, code) for head in conjuncts(token)]
        if found:
            return found
    return []
