"""Whether a pattern of the lexicon fits a token where it stands."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.strings import get_string_id
from spacy.tokens import Token

from dateline.reading.lexicon import Lexicon, Pattern, Words
from dateline.reading.trigger_grammar import RELATIVES, Verb, preposition_objects

_VERB_ENTITIES = frozenset(("PERSON", "NORP"))
_NAMED = frozenset(("PERSON", "NORP", "ORG", "GPE"))
_PLACES = frozenset(("GPE", "LOC", "FAC"))
_PREPOSITIONS = frozenset(("prep", "prt", "agent", "dative", "mark", "advmod", "aux"))
_MODIFYING = frozenset(("ASSAULT", "COERCE", "PROTEST"))
_PERSONAL = frozenset(get_string_id(word) for word in ("he", "she", "they", "we", "i", "him", "her", "them", "us", "me", "who", "whom"))
_QUOTES = frozenset(('"', "“", "”", "'", "‘", "’"))


def in_class(token: Token, name: str, lexicon: Lexicon) -> bool:
    """Whether the head of a noun phrase belongs to a word class of ``classes.toml``; names count by their entity label."""
    if token.lower in lexicon.classes[name]:
        return True
    label = token.ent_type_
    if name == "person":
        if token.tag_ in ("NN", "NNS") and token.lower_.endswith(("men", "women", "people", "folk")):
            return True
        if token.tag_ in ("NNP", "NNPS") and any(part.lower in lexicon.classes["person"] for part in token.doc[token.left_edge.i : token.i]):
            return True
        return label in _VERB_ENTITIES or token.tag_ == "CD" or token.lower in _PERSONAL or (token.tag_ in ("VBN", "JJ") and token.dep_ != "amod")
    if name == "body":
        return label in ("ORG", "GPE", "NORP") or _speaks_of_itself(token, lexicon)
    if name == "place":
        return label in _PLACES
    return False


def _speaks_of_itself(token: Token, lexicon: Lexicon) -> bool:
    """ "The army said it had struck militants": the army."""
    if token.lower_ != "it" or token.dep_ != "nsubj" or token.head.dep_ != "ccomp":
        return False
    subjects = [child for child in token.head.head.children if child.dep_ == "nsubj"]
    return any(subject.lower_ != "it" and in_class(subject, "body", lexicon) for subject in subjects)


def fits_words(token: Token, words: Words, lexicon: Lexicon) -> bool:
    """Whether a token is one of the words or in one of the classes."""
    return words.any or token.lower in words.forms or any(in_class(token, name, lexicon) for name in words.classes)


def is_party(token: Token, lexicon: Lexicon) -> bool:
    """Whether a noun phrase can act or suffer as an actor: names, people, bodies; never a weapon or an event."""
    if token.ent_type_ in _NAMED:
        return True
    if token.lower in lexicon.classes["means"]:
        return False
    return in_class(token, "person", lexicon) or in_class(token, "body", lexicon) or token.tag_ in ("PRP", "WP")


def is_means(token: Token, lexicon: Lexicon) -> bool:
    """Whether a noun phrase is a weapon or a violent event: by this means harm is done, but it does not act."""
    return token.lower in lexicon.classes["means"] and token.ent_type_ not in _NAMED


def fits_tag(token: Token, pattern: Pattern) -> bool:
    """Whether the tagger's part of speech allows the pattern; a capital participle read as an adjective is a verb."""
    tag = token.tag_
    if pattern.kind == "verb":
        if tag == "VBG" and token.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj") and not any(part.dep_ == "dobj" for part in token.children):
            return False
        if tag.startswith("VB"):
            # "the disputed town", "the kidnapped girls": before its noun a participle tells an event only where it tells harm.
            return token.dep_ not in ("amod", "compound") or (tag == "VBN" and pattern.entry.harm is not None)
        if tag == "JJ" and token.dep_ == "amod":
            return pattern.entry.harm is not None and token.lower_.endswith("ed")
        return tag == "JJ" and token.lower_.endswith("ed") and token.dep_ in ("acl", "ROOT", "conj", "acomp", "oprd", "dobj", "ccomp")
    if pattern.kind == "noun" and token.dep_ == "compound" and pattern.entry.type in _MODIFYING:
        # "arrest warrant", "murder suspect", "protest leader": the noun after it tells what it is.
        return False
    if pattern.kind == "noun" and token.ent_type_ in ("DATE", "ORG") and tag.startswith("NNP"):
        # "March" the month, "Amnesty International"; a headline in capitals ends its supposed name with the event.
        return token.ent_type_ == "ORG" and (token.i + 1 == len(token.doc) or token.nbor().ent_iob_ != "I")
    if pattern.kind == "noun":
        return tag in ("NN", "NNS", "NNP", "NNPS") or (tag == "VBG" and token.dep_ in ("nsubj", "pobj", "dobj", "nsubjpass", "conj", "compound"))
    if pattern.kind == "modal":
        return token.dep_ == "aux" and token.head.dep_ == "ccomp"
    return tag.startswith("JJ") or tag in ("RB", "VBN", "NN")


def phrase_words(token: Token, pattern: Pattern) -> tuple[Token, ...] | None:
    """The tokens of the pattern's other words, None where one is missing."""
    doc = token.doc
    before: list[Token] = []
    if pattern.before:
        place = token.i - 1
        for forms in reversed(pattern.before):
            while place >= 0 and doc[place].lower_ in ("-", "–") and place > token.sent.start:
                place -= 1
            if place < 0 or doc[place].lower not in forms:
                return None
            before.insert(0, doc[place])
            place -= 1
    if not pattern.after:
        return tuple(before)
    found: list[Token] = []
    for forms in pattern.after:
        match = next((other for other in _reach(token, found) if other.lower in forms and other not in found and not _dates(other)), None)
        if match is None:
            return None
        found.append(match)
    return tuple(before + found)


def _dates(token: Token) -> bool:
    """Whether a preposition only tells the time: "called him on Monday" is not "called on him"."""
    return token.dep_ == "prep" and any(part.dep_ == "pobj" and part.ent_type_ in ("DATE", "TIME") for part in token.children)


def _reach(token: Token, found: list[Token]) -> Iterable[Token]:
    for holder in (token, *found):
        for part in holder.children:
            # "troops withdrew" is not "withdrew troops"; a participle's subject can be its object in a headline.
            if part.dep_ != "nsubj" or token.tag_ == "VBN":
                yield part
    if token.dep_ in ("acl", "relcl", "amod"):
        yield token.head
    last = found[-1] if found else token
    for step in (1, 2):
        if last.i + step < len(token.doc):
            yield token.doc[last.i + step]


def has_preposition(token: Token, words: Iterable[Token], forms: frozenset[int]) -> bool:
    """Whether one of these prepositions or particles hangs on the trigger or its words, or follows directly."""
    for holder in (token, *words):
        for part in holder.children:
            if part.lower in forms and part.dep_ in _PREPOSITIONS and part.i > holder.i and not _dates(part):
                return True
    if token.i + 1 >= len(token.doc):
        return False
    following = token.doc[token.i + 1]
    return following.lower in forms and following.tag_ in ("IN", "RP", "TO", "RB") and not _dates(following)


def fits_conditions(token: Token, words: tuple[Token, ...], pattern: Pattern, verb: Verb | None, lexicon: Lexicon) -> bool:
    """Whether object, subject, prepositions, complement and neighbourhood are as the entry asks."""
    asked = pattern.conditions
    holders = (*words, *_object_spine(verb))
    if asked.prep and not has_preposition(token, holders, asked.prep):
        return False
    if asked.not_prep and has_preposition(token, words, asked.not_prep):
        return False
    if (asked.near or asked.not_near) and not _neighbours(token, asked.near, asked.not_near, lexicon):
        return False
    if asked.complement and pattern.kind != "noun" and not _complement(token, asked.complement):
        return False
    if verb is None:
        return _fits_noun(token, pattern, lexicon)
    target = verb.object if verb.object not in words else verb.second
    if target is None and pattern.entry.own is not None:
        target = next((inner for holder in (token, *words) for code in _slots(pattern) for inner in preposition_objects(holder, code)), None)
    if asked.object and (target is None or not _any_fits(target, asked.object, lexicon)):
        return False
    if asked.not_object and target is not None and fits_words(target, asked.not_object, lexicon):
        return False
    if asked.subject and (verb.subject is None or not _any_fits(verb.subject, asked.subject, lexicon)):
        return False
    return not (asked.not_subject and verb.subject is not None and fits_words(verb.subject, asked.not_subject, lexicon))


def _slots(pattern: Pattern) -> tuple[int, ...]:
    """The prepositions after which an entry looks for its target."""
    return tuple(get_string_id(function) for function in pattern.entry.target if function not in ("subject", "object", "second"))


def _object_spine(verb: Verb | None) -> tuple[Token, ...]:
    """The object and what follows it: "returned the ring stolen in 1943 to its owner" hangs "to" anywhere below the object."""
    if verb is None or verb.object is None or verb.voice == "passive":
        return ()
    return tuple(part for part in verb.object.subtree if part.i >= verb.object.i and part.tag_[:1] in "NV")


def _any_fits(token: Token, words: Words, lexicon: Lexicon) -> bool:
    if token.lower in RELATIVES:
        return True
    if fits_words(token, words, lexicon):
        return True
    # "three of the soldiers", "the head of the militia's guards": what the head counts or leads stands after "of".
    return any(
        part.dep_ == "prep" and part.lower_ == "of" and any(fits_words(inner, words, lexicon) for inner in part.children) for part in token.children
    )


def _fits_noun(token: Token, pattern: Pattern, lexicon: Lexicon) -> bool:
    asked = pattern.conditions
    if not asked.object and not asked.not_object:
        return True
    related = [part for part in token.children if part.dep_ in ("compound", "amod", "poss", "nmod")]
    related += [inner for part in token.children if part.dep_ == "prep" for inner in part.children if inner.dep_ == "pobj"]
    if asked.object and not any(_any_fits(part, asked.object, lexicon) for part in related):
        return False
    return not (asked.not_object and any(fits_words(part, asked.not_object, lexicon) for part in related))


def _complement(token: Token, kinds: frozenset[str]) -> bool:
    found = any(part.dep_ == "oprd" for part in token.children)
    for part in token.children:
        if part.dep_ not in ("xcomp", "ccomp", "pcomp", "advcl", "acl") or part.i < token.i:
            continue
        if part.dep_ == "ccomp" and "that" in kinds:
            return True
        if part.dep_ in ("xcomp", "advcl", "ccomp", "acl"):
            infinitive = any(mark.dep_ == "aux" and mark.tag_ == "TO" for mark in part.children)
            if infinitive and "to" in kinds:
                return True
            if part.tag_ == "VBG" and "ing" in kinds:
                return True
            found = found or part.dep_ in ("xcomp", "ccomp")
    return "none" in kinds and not found


def _done_to_something(verb: Token, lexicon: Lexicon) -> bool:
    """ "Gunmen stormed a base": a deed of people, no weather."""
    return (
        verb.tag_.startswith("VB")
        and any(child.dep_ == "dobj" for child in verb.children)
        and any(child.dep_ == "nsubj" and in_class(child, "person", lexicon) for child in verb.children)
    )


def _neighbours(token: Token, near: frozenset[int], not_near: frozenset[int], lexicon: Lexicon) -> bool:
    sentence = token.sent
    # A list or a long report can hold anything: only words within the clause's reach count.
    start, end = max(sentence.start, token.i - 25), min(sentence.end, token.i + 25)
    seen = False
    for other in token.doc[start:end]:
        if other.lower in not_near and not _done_to_something(other, lexicon):
            return False
        seen = seen or other.lower in near
    return seen or not near
