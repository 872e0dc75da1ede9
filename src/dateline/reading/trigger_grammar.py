"""Grammatical functions around a trigger: voice, subject, object, prepositions. Reads only ``tag_``, ``dep_`` and forms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from spacy.strings import get_string_id
from spacy.tokens import Token

from dateline.reading import cues
from dateline.reading.lexicon.inflection import Inflector

Voice = Literal["active", "passive"]

SUBJECTS = frozenset(("nsubj", "csubj"))
PASSIVE_SUBJECTS = frozenset(("nsubjpass", "csubjpass"))
OBJECTS = frozenset(("dobj", "oprd"))
RELATIVES = frozenset(get_string_id(word) for word in ("who", "which", "that", "whom", "whose"))
_BY = get_string_id("by")
_GET = frozenset(get_string_id(word) for word in ("get", "gets", "got", "getting", "gotten"))
_SEMI = frozenset(get_string_id(word) for word in ("be", "been", "being", "was", "were", "is", "are"))
_OBJECT_CONTROLLERS = (
    "accuse allow ask authorise authorize command compel enable encourage expect force help instruct invite lead oblige order"
    " permit persuade press pressure prevent push require see stop tell urge want warn"
)
_INFLECTOR = Inflector({"lead": ("", "led", "led", ""), "see": ("", "saw", "seen", ""), "tell": ("", "told", "told", "")}, {}, frozenset())
_OBJECT_CONTROL = frozenset(get_string_id(form) for lemma in _OBJECT_CONTROLLERS.split() for form in _INFLECTOR.verb(lemma))
_SHARED = frozenset(("conj",))


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb with the heads of its subject and object, in the logical sense: who does it, and to whom.

    Args:
        token: the verb.
        voice: how it is said.
        subject: who does it; None where not said, as in a passive without "by".
        object: whom or what it is done to.
        second: the other object ("gave Ukraine tanks": Ukraine), a predicate noun, or None.
        reduced: whether the verb modifies its object as a participle ("soldiers killed in the attack").
        relative: whether subject or object was found outside a relative clause.
    """

    token: Token
    voice: Voice
    subject: Token | None
    object: Token | None
    second: Token | None = None
    reduced: bool = False
    relative: bool = False


def child(token: Token, labels: frozenset[str]) -> Token | None:
    """The first child with one of these labels."""
    for found in token.children:
        if found.dep_ in labels:
            return found
    return None


def preposition_objects(token: Token, preposition: int) -> list[Token]:
    """The objects of one preposition below a token; never a date, which tells when and not whom."""
    found: list[Token] = []
    for part in token.children:
        if part.lower == preposition and part.dep_ in ("prep", "agent", "dative", "prt", "advmod"):
            found.extend(inner for inner in part.children if inner.dep_ in ("pobj", "pcomp") and inner.ent_type_ not in ("DATE", "TIME"))
    return found


def agent(token: Token) -> Token | None:
    """The doer after "by"; somebody's count of the dead is none ("killed, by the count of the police")."""
    for part in token.children:
        if part.lower == _BY and part.dep_ in ("agent", "prep"):
            for inner in part.children:
                if inner.dep_ == "pobj" and inner.lower_ not in cues.load("sourcing")["accounts"]["nouns"]:
                    return inner
                if inner.dep_ == "pcomp" and (called := _called(inner)) is not None:
                    return called
    return None


def _called(verb: Token) -> Token | None:
    """ "killed by what residents said were shells": the shells."""
    for node in (verb, *(part for part in verb.children if part.dep_ == "ccomp")):
        for part in node.children:
            if part.dep_ == "attr" and part.tag_.startswith("NN"):
                return part
    return None


def is_passive(verb: Token) -> bool:
    """Whether a verb form is passive by its own auxiliaries or as a reduced relative; headlines are judged elsewhere."""
    subject = False
    active_auxiliary = False
    for part in verb.children:
        if part.dep_ in ("auxpass", "nsubjpass", "csubjpass", "agent"):
            return True
        if part.dep_ == "nsubj":
            subject = True
        elif part.dep_ == "aux" and part.lower in _GET:
            return True
        elif part.dep_ == "aux":
            active_auxiliary = True
    tag = "VBN" if verb.tag_ == "JJ" else verb.tag_
    if tag not in ("VBN", "VBD"):
        return False
    if verb.dep_ == "ROOT" and not subject and any(part.dep_ == "dobj" for part in verb.children):
        return False
    if verb.dep_ == "acl":
        return not _has_own_object(verb)
    if (
        tag == "VBN"
        and verb.dep_ in ("conj", "xcomp", "ccomp", "advcl", "amod", "oprd", "pcomp", "dep", "pobj", "dobj", "ROOT")
        and not subject
        and not active_auxiliary
    ):
        if verb.dep_ == "conj":
            return is_passive(verb.head) if verb.head.tag_.startswith("VB") else True
        return True
    return False


def _has_own_object(verb: Token) -> bool:
    return any(part.dep_ == "dobj" for part in verb.children)


def resolve(verb: Token, depth: int = 0) -> Verb:
    """Find who does a verb and to whom, across relative clauses, control and coordination."""
    passive = is_passive(verb)
    own_subject = child(verb, SUBJECTS) or _auxiliary_subject(verb)
    own_passive = child(verb, PASSIVE_SUBJECTS)
    objects = [part for part in verb.children if part.dep_ in OBJECTS]
    dative = child(verb, frozenset(("dative",)))
    relative = False
    if passive:
        target = own_passive or own_subject
        reduced = False
        if target is not None and target.lower in RELATIVES and verb.dep_ == "relcl":
            target, relative = verb.head, True
        elif target is None:
            target, reduced = _passive_target(verb, depth)
        second = objects[0] if objects else None
        if target is None and second is not None:
            target, second = second, None
        return Verb(verb, "passive", agent(verb), target, second, reduced, relative)
    subject = own_subject or own_passive
    target = next((part for part in objects if part.dep_ == "dobj"), None)
    second = next((part for part in objects if part != target), None)
    if dative is not None and dative.tag_ not in ("IN", "TO"):
        second = second or dative
    if subject is not None and subject.lower in RELATIVES and verb.dep_ == "relcl":
        subject, relative = verb.head, True
    if target is not None and target.lower in RELATIVES and verb.dep_ == "relcl":
        target, relative = verb.head, True
    if target is None and verb.dep_ == "relcl" and subject not in (None, verb.head) and not _has_relative(verb):
        target, relative = verb.head, True
    if subject is None and depth < 6:
        subject = _inherited_subject(verb, depth) or _headline_subject(verb)
    if target is None and not relative:
        target = _shared_object(verb)
    return Verb(verb, "active", subject, target, second, False, relative)


def _auxiliary_subject(verb: Token) -> Token | None:
    """ "Army admits bombing": where the parser takes the main verb for an auxiliary, its subject is the subject."""
    return next((subject for part in verb.children if part.dep_ == "aux" for subject in part.children if subject.dep_ == "nsubj"), None)


def _headline_subject(verb: Token) -> Token | None:
    """A name before a main verb that the parser could not attach as its subject."""
    if verb.dep_ != "ROOT" or verb.tag_ not in ("VBN", "VBD", "VBZ"):
        return None
    return next((part for part in verb.lefts if part.dep_ in ("npadvmod", "dep", "nmod", "advmod") and part.tag_.startswith("NN")), None)


def _has_relative(verb: Token) -> bool:
    return any(part.lower in RELATIVES and part.dep_ not in ("dobj", "pobj", "mark") for part in verb.children)


def _passive_target(verb: Token, depth: int) -> tuple[Token | None, bool]:
    head = verb.head
    if verb.dep_ in ("acl", "amod") and head != verb:
        return head, True
    if verb.dep_ in ("dobj", "pobj", "oprd"):
        return _number(verb), False
    if depth > 5 or head == verb:
        return None, False
    if verb.dep_ in _SHARED and head.tag_.startswith("VB"):
        other = resolve(head, depth + 1)
        return (other.object if other.voice == "passive" else other.subject), other.reduced
    if verb.dep_ in _SHARED:
        return None, False
    if verb.dep_ == "xcomp" and head.tag_.startswith("VB"):
        other = resolve(head, depth + 1)
        return (other.object if other.voice == "passive" else other.object or other.subject), False
    if verb.dep_ == "advcl" and head.tag_.startswith("VB"):
        other = resolve(head, depth + 1)
        return (other.object if other.voice == "passive" else other.subject), False
    return None, False


def _inherited_subject(verb: Token, depth: int) -> Token | None:
    head = verb.head
    if head == verb:
        return None
    dep = verb.dep_
    if dep in ("acl", "relcl"):
        # "a plan to attack": the plan does not attack; "gunmen attacking the town": the gunmen do.
        if verb.tag_ == "VBG" or dep == "relcl":
            return head
        if verb.tag_ in ("VBN", "VBD"):
            return _top(head)
        return _owner(head)
    if head.tag_.startswith("VB"):
        other = resolve(head, depth + 1)
        if dep == "xcomp" and other.object is not None and head.lower in _OBJECT_CONTROL:
            return other.object
        if dep == "conj" and other.voice == "passive":
            return other.object if verb.tag_ in ("VBD", "VBZ", "VBP") else other.subject
        if dep == "advcl" and verb.tag_ == "VBG" and other.voice == "passive" and child(verb, frozenset(("dobj",))) is not None:
            # "the convoy was ambushed, leaving six dead": the convoy left nobody dead.
            return other.subject
        if dep in ("xcomp", "conj", "advcl", "ccomp", "dep", "parataxis", "purpcl"):
            return other.object if other.voice == "passive" and dep != "conj" else other.subject
        return None
    if dep == "pcomp":
        holder = head.head
        if holder.dep_ == "dobj" and holder.head.lower in _OBJECT_CONTROL:
            # "accused the group of carrying out ...", where the parser hangs "of" on the group.
            return holder
        if holder.tag_.startswith("VB"):
            other = resolve(holder, depth + 1)
            if other.voice == "passive" and head.lower == _BY:
                return None  # "were killed by shelling": those killed shelled nobody
            if other.voice == "passive" or holder.lower in _OBJECT_CONTROL:
                return other.object or other.subject
            return other.object if head.lower == _OF and other.object is not None else other.subject
        return _owner(holder)
    if dep == "xcomp" and head.tag_.startswith("JJ"):
        return predicate_subject(head)
    if dep == "advcl" and head.tag_.startswith("NN"):
        return None
    if dep == "conj" and head.tag_.startswith(("NN", "JJ")):
        return predicate_subject(head)
    return None


def _top(noun: Token) -> Token:
    """The noun that opens the phrase: "men dressed as hunters" for hunters, where the parser hung the main verb too low."""
    top = noun
    while top.dep_ in ("pobj", "prep", "acl") and top.head != top:
        top = top.head
    return top if top.tag_.startswith("NN") else noun


_OF = get_string_id("of")


def _owner(noun: Token) -> Token | None:
    """Whose plan, agreement or attempt it is: the possessor, or the subject of the verb that carries the noun."""
    for part in noun.children:
        if part.dep_ == "poss":
            return part
    holder = noun.head
    if noun.dep_ == "dobj" and holder.tag_.startswith("VB"):
        return resolve(holder, 5).subject
    return None


def predicate_subject(word: Token) -> Token | None:
    """The subject of a predicate adjective or noun ("the army is ready": army; "12 dead": 12)."""
    for part in word.children:
        if part.dep_ in SUBJECTS or part.dep_ == "nsubjpass":
            return part
    number = _number(word)
    if number is not None:
        return number
    head = word.head
    if word.dep_ in ("acomp", "attr", "oprd", "xcomp", "ccomp", "advcl", "conj", "prep") and head != word:
        if head.tag_.startswith("VB"):
            before = word.nbor(-1) if word.i else word
            if before.dep_ == "dobj" and before.head == head:
                return before  # "Lebanon says five civilians dead": they are, not Lebanon
            found = resolve(head, 4)
            return (found.object if found.voice == "passive" else found.subject) if word.dep_ != "oprd" else found.object
        if head.tag_.startswith("JJ"):
            return predicate_subject(head)
    if word.dep_ in ("amod", "acl") and head != word:
        return head
    return None


def _number(word: Token) -> Token | None:
    """The 220 of "220 wounded", where the participle or adjective stands for the people."""
    return next((part for part in word.children if part.dep_ == "nummod" or (part.tag_ == "CD" and part.i == word.i - 1)), None)


def _shared_object(verb: Token) -> Token | None:
    """ "shot and killed three men": the object of the last verb serves the first."""
    for part in verb.children:
        if part.dep_ == "conj" and part.tag_ == verb.tag_ and part.i > verb.i and part.i - verb.i <= 4:
            if child(part, SUBJECTS) is not None:
                return None
            return child(part, frozenset(("dobj",))) or _shared_object(part)
    return None


def conjuncts(head: Token) -> tuple[Token, ...]:
    """A noun phrase's head and the heads joined to it by "and", "or" or a comma, in text order."""
    found = [head]
    for part in head.children:
        if part.tag_.startswith("VB"):
            continue
        if part.dep_ == "conj" or (part.dep_ == "appos" and any(other.dep_ == "conj" for other in part.children)):
            found.extend(conjuncts(part))  # "X, Y and Z" is often parsed as X, in other words Y and Z
    return tuple(found)
