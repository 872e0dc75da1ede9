"""Who is said to have done it, by whom, and how sure that is: claims, blame, suspicion, denial.

The classes are MUC-4's (1992) confidence of the perpetrator organisation, with denial added.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span, Token

from dateline.model import Responsibility
from dateline.reading import cues, phrases


@dataclass(frozen=True, slots=True)
class Blame:
    """One statement about who did it.

    Args:
        accused: head tokens of those who are said to have done it (or not).
        by: head token of the one who says so; None where the text itself does.
        kind: see ``Responsibility``.
        cue: the words that say it.
        event: head token of the event it is about, where the clause names one ("the attack").
        groups_only: whether the words blame only where the accused is an armed group ("ministers have named G").

    The first word of ``cue`` is the verb that says it.
    """

    accused: tuple[Token, ...]
    by: Token | None
    kind: Responsibility
    cue: Span
    event: Token | None
    groups_only: bool = False


@cache
def blame_verbs() -> dict[str, str]:
    """Verbs that say who did something, every form, with their kind: claim, admit, blame, suspect or deny."""
    return {form: kind for kind, forms in cues.load("responsibility")["verbs"].items() for form in forms}


@cache
def part_nouns() -> frozenset[str]:
    """Nouns for a part in an event ("denied any role in the attack"): their denial leaves the event standing."""
    return frozenset(cues.load("responsibility")["part"]["nouns"])


def find_blame(sentence: Span, triggers: frozenset[int]) -> tuple[Blame, ...]:
    """Every statement of one sentence about who did something told elsewhere.

    Args:
        sentence: the sentence.
        triggers: token indices of the words that tell events in it.
    """
    found: list[Blame | None] = []
    for token in sentence:
        kind = blame_verbs().get(token.lower_)
        if (
            kind in ("claim", "admit") and token.tag_.startswith("VB") and (token.i not in triggers or _takes_blame(token))
        ):  # "claimed lives" tells the event itself
            found.append(_claim(token, triggers))
        elif kind == "deny" and token.tag_.startswith("VB"):
            found.append(_deny(token, triggers))
        elif kind is not None and token.tag_.startswith(("VB", "JJ")):
            found.append({"blame": _blame, "suspect": _suspect}[kind](token) if kind in ("blame", "suspect") else None)
        elif token.lower_ == "behind" or token.lower_ in cues.load("responsibility")["doing"]["verbs"]:
            found.append(_own_word(token))
        elif token.lower_ == "claim" and token.tag_ == "NN":
            found.append(_claim_of(token))
        elif token.lower_ in _memberships():
            found.append(_member(token))
        elif token.lower_ in _words("ascription", "adjectives"):
            found.append(_responsible(token, triggers))
        elif token.lower_ in _words("ascription", "makers"):
            found.append(_makers(token, triggers))
        elif token.lower_ in _words("ascription", "marks"):
            found.append(_marks(token, triggers))
    return tuple(blame for blame in found if blame is not None)


@cache
def _words(section: str, key: str) -> frozenset[str]:
    return frozenset(cues.load("responsibility")[section][key])


def hedge(head: Token) -> tuple[Responsibility, Token] | None:
    """How far a report stands back from a doer ("apparently by rebels", "allegedly killed by"), and by which word; None where it does not.

    Args:
        head: head of the doer's phrase.
    """
    start = head.left_edge.i
    before = [head.doc[at] for at in range(max(head.sent.start, start - 2), start)]
    verb = head.head.head if head.head.lower_ == "by" else head.head
    beside = [child for child in verb.children if child.dep_ == "advmod"] if head.head.lower_ == "by" or head.dep_ == "nsubj" else []
    for word in (*reversed(before), *beside):
        if word.lower_ in _words("hedges", "suspected"):
            return "suspected", word
        if word.lower_ in _words("hedges", "possible"):
            return "possible", word
    return None


def _said_by(verb: Token) -> tuple[Token | None, Responsibility | None]:
    """Who says a clause, and how sure that is: "the army believes that ...", "police said it was ..."; nobody where the text itself does."""
    above = verb
    while above.dep_ in ("conj", "xcomp") and above.head.i != above.i:
        above = above.head
    if above.dep_ != "ccomp" or _negated(above.head) or blame_verbs().get(above.head.lower_) == "deny":
        return None, None
    speaker = subject_of(above.head)
    return speaker, "suspected" if above.head.lower_ in _words("ascription", "beliefs") else None


def _ascribed(doers: Token, verb: Token, word: Token, event: Token | None) -> Blame | None:
    """One who is called the doer, by the text or by somebody: who says it of himself claims it."""
    if _negated(verb) or is_nobody(doers) or (verb.dep_ == "ccomp" and blame_verbs().get(verb.head.lower_) == "deny"):
        return None
    speaker, belief = _said_by(verb)
    kind: Responsibility = "accused" if speaker is not None else "stated"
    if any(child.dep_ == "aux" and child.lower_ in _words("ascription", "modals") for child in verb.children):
        kind = "possible"
    elif belief is not None:
        kind = belief
    elif verb.dep_ == "xcomp" and verb.head.lower_ in _words("ascription", "beliefs"):
        kind = "suspected"
    if speaker is not None and is_nobody(speaker):
        return None
    if speaker is not None and of_himself(doers):
        doers, kind = speaker, "claimed"
    start, end = min(verb.i, word.i), max(verb.i, word.i)
    return Blame(phrases.conjuncts(doers), speaker, kind, verb.doc[start : end + 1], event)


def _responsible(word: Token, triggers: frozenset[int]) -> Blame | None:
    """ "G was responsible for the attack", "the army believes G was responsible", "G is believed to be guilty of the murder"."""
    verb = word.head
    if word.dep_ not in ("acomp", "oprd") or verb.lower_ in blame_verbs():
        return None  # "whom they hold responsible" is blame
    doer = subject_of(verb, ("nsubj", "nsubjpass"))
    event = _object(word, ("for", "of")) or next((token for token in verb.subtree if token.i > word.i and token.i in triggers), None)
    return _ascribed(doer, verb, word, event) if doer is not None and (event is None or event.i in triggers or _deed(event)) else None


def _deed(noun: Token) -> bool:
    """Whether one can be responsible for it as for an act: "the attack", "killing him", "it"; not "the region", "finance"."""
    return noun.tag_ == "VBG" or noun.tag_ == "PRP" or phrases.is_definite(noun)


def _act(noun: Token, triggers: frozenset[int]) -> bool:
    """Whether a noun points to something that was done: an event of the sentence, "the crime", "it"."""
    return noun.i in triggers or noun.tag_ == "PRP" or noun.lower_ == "this" or noun.lower_ in _words("ascription", "deeds")


def _makers(word: Token, triggers: frozenset[int]) -> Blame | None:
    """ "the attack was the work of G", "G were the authors of the attack", "he pointed to G as the authors of the crime"."""
    verb = word.head
    inner = _object(word, ("of",))
    if word.lower_ in ("work", "handiwork"):
        thing = subject_of(verb)
        if inner is None or thing is None or word.dep_ not in ("attr", "dobj", "oprd"):
            return None
        return _ascribed(inner, verb, word, thing) if _act(thing, triggers) else None
    if inner is None or not _act(inner, triggers):
        return None
    if word.dep_ == "attr":
        doer = subject_of(verb)
        return _ascribed(doer, verb, word, inner) if doer is not None else None
    if word.dep_ == "pobj" and verb.lower_ == "as" and verb.head.tag_.startswith("VB") and not _negated(verb.head):
        accused = _object(verb.head, ("to", "at")) or _object(verb.head)
        if accused is not None:
            return Blame(phrases.conjuncts(accused), subject_of(verb.head), "accused", _cue(verb.head, word), inner)
    return None


def _marks(word: Token, triggers: frozenset[int]) -> Blame | None:
    """ "the attack bore the hallmarks of G"."""
    verb, group = word.head, _object(word, ("of",))
    thing = subject_of(verb)
    if word.dep_ not in ("dobj", "attr") or group is None or thing is None or _negated(verb) or not _act(thing, triggers):
        return None
    return Blame(phrases.conjuncts(group), _said_by(verb)[0], "suspected", _cue(verb, group), thing)


@cache
def _memberships() -> frozenset[str]:
    return frozenset(cues.load("responsibility")["membership"]["words"])


@cache
def _doers() -> frozenset[str]:
    return frozenset((*cues.load("coreference")["attackers"]["nouns"], *cues.load("responsibility")["membership"]["doers"]))


def _member(word: Token) -> Blame | None:
    """ "the attackers were members of G", "said the gunmen belonged to G": who the doers are is who did it."""
    group = _object(word, ("of", "to", "from"))
    verb = word if word.tag_ in ("VBD", "VBZ", "VBP") else _copula(word)
    doer = subject_of(verb) if verb is not None else None
    if group is None or verb is None or doer is None or _negated(verb) or not phrases.is_definite(doer):
        return None
    if doer.lower_ not in _doers():
        return None
    speaker = subject_of(verb.head) if verb.dep_ == "ccomp" else None
    return Blame(phrases.conjuncts(group), speaker, "accused" if speaker is not None else "stated", _cue(verb, group), None)


def _copula(word: Token) -> Token | None:
    """The "were" of which the word, or the noun that it qualifies, is what is said."""
    noun = word.head if word.dep_ == "acl" else word
    return noun.head if noun.dep_ == "attr" and noun.head.lower_ in ("is", "are", "was", "were") else None


def _own_word(word: Token) -> Blame | None:
    """ "G said it was behind the attack", "said its fighters had carried out the operation": G takes it on itself; of others, G accuses them."""
    verb = word.head if word.lower_ == "behind" else word
    if verb.dep_ != "ccomp" or _negated(verb) or blame_verbs().get(verb.head.lower_) == "deny":
        return None
    what = _object(verb, ("behind",)) if word.lower_ == "behind" else _object(verb)
    doer, speaker = subject_of(verb), subject_of(verb.head)
    if (
        what is None
        or doer is None
        or speaker is None
        or is_nobody(speaker)
        or _negated(verb.head)
        or not (phrases.is_definite(what) or what.tag_ == "PRP")
    ):
        return None
    himself = of_himself(doer)
    return Blame(phrases.conjuncts(speaker if himself else doer), speaker, "claimed" if himself else "accused", _cue(verb, what), what)


def _cue(verb: Token, other: Token | None = None) -> Span:
    return verb.doc[verb.i : max(verb.i, (other or verb).i) + 1]


def subject_of(verb: Token, kinds: tuple[str, ...] = ("nsubj",)) -> Token | None:
    """Head of the subject of a verb, or of the verb that it goes on from; None where there is none."""
    node = verb
    for _ in range(3):
        for child in node.children:
            if child.dep_ in kinds:
                return child
        if node.dep_ not in ("conj", "xcomp", "advcl") or node.head.i == node.i:
            return None
        node = node.head
    return None


def _object(verb: Token, prepositions: tuple[str, ...] = ()) -> Token | None:
    for child in verb.children:
        if not prepositions and (child.dep_ in ("dobj", "nsubjpass") or (child.dep_ == "oprd" and child.tag_ in ("NNP", "NNPS"))):
            return child
        if child.dep_ in ("prep", "agent") and child.lower_ in prepositions:
            for noun in child.children:
                if noun.dep_ in ("pobj", "pcomp"):
                    return noun
    return None


def is_nobody(token: Token) -> bool:
    """Whether a phrase is for nobody: "no group", "none"."""
    return token.lower_ in ("nobody", "none") or any(child.dep_ == "det" and child.lower_ == "no" for child in token.children)


def _negated(verb: Token) -> bool:
    return any(child.dep_ == "neg" for child in verb.children)


_TAKEN = frozenset(("responsibility", "credit", "blame"))


def _takes_blame(verb: Token) -> bool:
    """ "Accepted responsibility": a claim, whatever else the verb tells."""
    return any(child.lower_ in _TAKEN and child.dep_ in ("dobj", "nsubjpass") for child in verb.children)


def _claim(verb: Token, triggers: frozenset[int]) -> Blame | None:
    """ "G claimed responsibility for the attack", "G admitted the killing", "responsibility was claimed by G"."""
    what = _object(verb)
    who = subject_of(verb)
    if verb.lower_.startswith("own"):  # "G has owned up to the attack", "owned the attack"
        what = _object(verb, ("to",)) if any(child.lower_ == "up" for child in verb.children) else what
    deed = next((child for child in verb.children if child.dep_ in ("xcomp", "pcomp") and child.tag_ == "VBG"), None)
    if what is None and deed is not None and who is not None and not is_nobody(who) and not _negated(verb):
        return Blame(phrases.conjuncts(who), who, "claimed", _cue(verb, deed), deed)
    if what is None:
        return None
    if who is None and what.dep_ == "nsubjpass":
        who = _object(verb, ("by",))
    if who is not None and _counted_dead(what) and not is_nobody(who):
        return Blame(phrases.conjuncts(who), who, "claimed", _cue(verb, what), None, groups_only=True)
    taken = what.lower_ in _TAKEN
    if who is None or is_nobody(who) or _negated(verb) or not (taken or phrases.is_definite(what) or what.i in triggers):
        return None
    if not taken and verb.lower_ in ("took", "take", "takes", "taken", "taking", "accept", "accepted", "accepts"):
        return None
    event = next((noun for prep in (*what.children, *verb.children) if prep.dep_ == "prep" and prep.lower_ == "for" for noun in prep.children), None)
    event = event if taken else what
    return Blame(phrases.conjuncts(who), who, "claimed", _cue(verb, what), event)


def _claim_of(noun: Token) -> Blame | None:
    """ "The group's claim has not been disputed", "G's claim of responsibility"; "the ministry's claim that ..." is another."""
    owner = next((child for child in noun.children if child.dep_ == "poss"), None)
    if owner is None or any(child.dep_ in ("acl", "ccomp") for child in noun.children):
        return None
    return Blame(phrases.conjuncts(owner), owner, "claimed", noun.doc[owner.i : noun.i + 1], None, groups_only=True)


def _counted_dead(what: Token) -> bool:
    """ "claimed 40 dead": a figure of dead that somebody takes on himself."""
    harm = cues.load("responsibility")["groups_only"]["harm"]
    number = what.tag_ == "CD" or any(child.dep_ == "nummod" for child in what.children)
    return number and (what.lower_ in harm or any(child.lower_ in harm for child in what.children))


def _blame(verb: Token) -> Blame | None:
    """ "S blamed G for the attack", "the attack was blamed on G", "S accused G of killing", "G was held responsible"."""
    if _negated(verb):
        return None
    if verb.head.lower_ in ("stands", "stand", "stood") and verb.tag_ == "VBN" and (accused := subject_of(verb.head)) is not None:
        return Blame(phrases.conjuncts(accused), _object(verb, ("by",)), "accused", _cue(verb), _object(verb, ("of",)))  # "stands accused"
    reduced = verb.dep_ == "acl" and verb.tag_ == "VBN"
    passive = reduced or any(child.dep_ == "auxpass" for child in verb.children)
    on = _object(verb, ("on", "to"))
    thing = verb.head if reduced else _object(verb)
    if on is None and thing is not None and verb.lower_ in ("attributed", "attribute", "attributes", "pinned", "blamed"):
        on = _object(thing, ("on", "to"))  # the parser often hangs "to G" on the attack
    if verb.lower_ in ("attributed", "pinned", "blamed", "attribute", "attributes") and on is not None and (passive or thing is not None):
        by = _object(verb, ("by",)) if passive else subject_of(verb)
        return Blame(phrases.conjuncts(on), by, "accused", _cue(verb), thing)
    if verb.lower_ in ("attributed", "pinned", "attribute") or thing is None:
        return None
    if verb.lower_ in ("held", "hold", "holds", "holding") and not any(token.lower_ == "responsible" for token in verb.subtree):
        return None
    by = _object(verb, ("by",)) if passive else subject_of(verb)
    named = verb.lower_ in cues.load("responsibility")["groups_only"]["words"]
    return Blame(phrases.conjuncts(thing), by, "accused", _cue(verb), _object(verb, ("for", "of", "over")), groups_only=named)


def _suspect(verb: Token) -> Blame | None:
    """ "G is suspected of the attack", "police suspect G"."""
    if verb.dep_ == "amod" or _negated(verb):
        return None
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    who = _object(verb)
    if who is None:
        return None
    return Blame(phrases.conjuncts(who), None if passive else subject_of(verb), "suspected", _cue(verb), _object(verb, ("of", "in")))


def _deny(verb: Token, triggers: frozenset[int]) -> Blame | None:
    """ "G denied any role": the denial of a part in the event, not of the event."""
    who, what = subject_of(verb), _object(verb)
    if who is None or is_nobody(who) or _negated(verb):
        return None
    if what is not None and (what.lower_ in part_nouns() or what.i in triggers or what.lower_ in _WHAT_WAS_SAID):
        return Blame(phrases.conjuncts(who), who, "denied", _cue(verb, what), None)
    inner = next((child for child in verb.children if child.dep_ in ("xcomp", "ccomp")), None)
    if inner is not None and (inner.tag_ == "VBG" or of_himself(subject_of(inner))):
        return Blame(phrases.conjuncts(who), who, "denied", _cue(verb, inner), inner)
    return None


_WHAT_WAS_SAID = frozenset(("it", "this", "that", "both"))
"""What is denied where somebody was accused just before: "the army denied it"."""


def own_people(doer: Token) -> bool:
    """Whether a phrase means people of whoever speaks: "its fighters", "their forces"."""
    return any(child.dep_ == "poss" and child.lower_ in ("its", "their", "our") for child in doer.children)


def of_himself(doer: Token | None) -> bool:
    """Whether a clause's subject is the speaker himself or his people: "it", "its fighters"."""
    if doer is None:
        return False
    return doer.lower_ in ("it", "they", "he", "she", "we") or any(
        child.dep_ == "poss" and child.lower_ in ("its", "their", "his", "her", "our")
        for noun in (doer, *(inner for of in doer.children if of.lower_ == "of" for inner in of.children))  # "one of its fighters"
        for child in noun.children
    )
