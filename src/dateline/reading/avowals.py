"""Deeds that somebody takes on himself without a verb of claiming: "called its raid lawful", "does not dispute that its planes did it", "its work".

The classes are those of ``responsibility``: whoever speaks of a deed as his own claims it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from spacy.tokens import Span, Token

from dateline.reading import cues, phrases
from dateline.reading.responsibility import Blame, blame_verbs, is_nobody, of_himself, subject_of

_NAME = 8
"""Words after "a man claiming to be" within which the group is named that he speaks for."""


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(cues.load("responsibility")["avowal"][key])


def avowals(sentence: Span, triggers: frozenset[int]) -> Iterator[Blame]:
    """Every deed told elsewhere that somebody in one sentence speaks of as his own.

    Args:
        sentence: the sentence.
        triggers: token indices of the words that tell events in it.
    """
    for token in sentence:
        found = None
        if token.lower_ in _words("stances") and token.tag_.startswith("VB"):
            found = _stance(token, triggers)
        elif token.lower_ in _words("disputes") and token.tag_.startswith("VB"):
            found = _undisputed(token, triggers)
        elif token.lower_ in _words("sends") and token.tag_.startswith("VB"):
            found = _sent(token)
        elif token.lower_ in _words("works"):
            found = _work(token)
        elif token.dep_ in ("ccomp", "relcl", "acl") and token.tag_.startswith("VB"):
            found = _martyr(token, triggers)
        if found is not None and not any(map(is_nobody, found.accused)):
            yield found


def _deed(noun: Token, triggers: frozenset[int]) -> bool:
    return noun.i in triggers or noun.lower_ in _words("deeds") or noun.lower_ in cues.load("responsibility")["ascription"]["deeds"]


def _theirs(noun: Token) -> bool:
    return any(child.dep_ == "poss" and child.lower_ in ("its", "their", "his", "her", "our") for child in noun.children)


def _taken(who: Token, verb: Token, other: Token, event: Token | None) -> Blame:
    start, end = min(verb.i, other.i), max(verb.i, other.i)
    return Blame(phrases.conjuncts(who), who, "claimed", verb.doc[start : end + 1], event)


def _stance(verb: Token, triggers: frozenset[int]) -> Blame | None:
    """ "The coalition called its action in the north lawful", "defended its strike", "called the attack its own"."""
    who = subject_of(verb)
    if who is None or any(child.dep_ == "neg" for child in verb.children):
        return None
    below = [node for node in verb.subtree if node.i > verb.i and node.tag_.startswith("NN")]
    deed = next((noun for noun in below if _deed(noun, triggers) and (noun.head.i == verb.i or noun.head.head.i == verb.i)), None)
    if deed is None:
        return None
    own = _theirs(deed) or any(
        node.lower_ == "own" and node.i > deed.i and node.nbor(-1).lower_ in ("its", "their", "his") for node in verb.subtree if node.i > verb.i + 1
    )
    return _taken(who, verb, deed, deed if deed.i in triggers else None) if own else None


def _undisputed(verb: Token, triggers: frozenset[int]) -> Blame | None:
    """ "The army does not dispute that its aircraft carried out the strike"; "never denied that it was behind the raid"."""
    inner = next((child for child in verb.children if child.dep_ in ("ccomp", "xcomp")), None)
    if inner is None or not any(child.dep_ == "neg" for child in verb.children):
        return None
    who, doer = subject_of(verb), subject_of(inner)
    if who is None or (inner.tag_ != "VBG" and not of_himself(doer)):
        return None
    event = next((node for node in inner.subtree if node.i in triggers), None)
    return _taken(who, verb, inner, event)


def _sent(verb: Token) -> Blame | None:
    """ "The group said it had sent the bombers", "says that it trained the attackers"."""
    what = next((child for child in verb.children if child.dep_ == "dobj"), None)
    him = what is not None and what.lower_ in ("him", "them", "her")
    if verb.dep_ != "ccomp" or what is None or not (him or what.lower_ in cues.load("coreference")["attackers"]["nouns"]):
        return None
    doer, speaker = subject_of(verb), subject_of(verb.head)
    if speaker is None or not of_himself(doer) or blame_verbs().get(verb.head.lower_) == "deny":
        return None
    return _taken(speaker, verb, what, None if him else what)


def _martyr(verb: Token, triggers: frozenset[int]) -> Blame | None:
    """ "The group said that a bomber had carried out the attack", "that one of its fighters had": its own, where a group says it."""
    says = verb.head
    if verb.dep_ != "ccomp":  # "said in a message that ...": the parser hangs the clause on the message
        if says.lower_ not in cues.load("sourcing")["act"]["nouns"] or says.head.dep_ != "prep":
            return None
        says = says.head.head
    if says.lower_ not in cues.load("sourcing")["verbs"]["neutral"]:
        return None
    doer, speaker = subject_of(verb), subject_of(says)
    if doer is None or speaker is None or doer.i == speaker.i or any(child.dep_ == "neg" for child in (*verb.children, *says.children)):
        return None
    kin = of_himself(doer) and not phrases.is_pronoun(doer)
    bomber = doer.lower_ in _words("martyrs")
    violent = verb.i in triggers or verb.lower_ in cues.load("responsibility")["doing"]["verbs"] or verb.lower_ in _words("blows")
    if not violent or not (kin or bomber) or blame_verbs().get(says.lower_) in ("deny", "blame", "suspect"):
        return None
    owner = next((child for child in speaker.children if child.dep_ == "poss"), None)  # "the group's agency said"
    return replace(_taken(owner or speaker, says, verb, verb if verb.i in triggers else None), groups_only=True)


def _work(noun: Token) -> Blame | None:
    """ "The group says that it was its work", "both were its handiwork, the group says"."""
    verb = noun.head
    if noun.dep_ != "attr" or not _theirs(noun) or verb.dep_ != "ccomp" or any(child.dep_ == "neg" for child in verb.children):
        return None
    speaker, thing = subject_of(verb.head), subject_of(verb)
    if speaker is None or thing is None or thing.i == speaker.i or blame_verbs().get(verb.head.lower_) == "deny":
        return None
    return _taken(speaker, verb, noun, None)


def spoken_for(blame: Blame) -> Blame:
    """A claim by somebody who speaks for others is theirs: "a man who said he spoke for the group", "its self-styled spokesman"."""
    if blame.kind == "denied":
        return replace(blame, accused=tuple(map(_whose_word, blame.accused)))
    if blame.kind != "claimed":
        return blame
    principals = tuple(principal(head) for head in blame.accused)
    if principals == blame.accused:
        return blame
    return replace(blame, accused=principals)


def _whose_word(head: Token) -> Token:
    """For whom somebody denies: "a spokesman for the group", "the rebels' political head"; himself where he speaks for nobody else."""
    if head.lower_ not in _words("mouths"):
        return head
    nouns = [noun for child in head.children if child.lower_ in ("for", "of") for noun in child.children if noun.dep_ == "pobj"]
    nouns += [child for child in head.children if child.dep_ in ("poss", "compound") and child.tag_.startswith("NN")]
    return nouns[0] if nouns else head


def principal(head: Token) -> Token:
    """Whom a phrase speaks for; the head itself where it speaks for nobody else."""
    doc = head.doc
    for at in range(head.i, min(head.i + _NAME, head.sent.end - 2)):
        before, word = doc[at], doc[at + 1]
        if word.lower_ not in ("of", "for") or before.lower_ not in _words("mouths"):
            continue
        end = at + 2
        while end < head.sent.end and doc[end].tag_ in ("DT", "JJ", "NN", "NNS", "NNP", "NNPS", "HYPH", "POS") and not doc[end].is_punct:
            end += 1
        names = [token for token in doc[at + 2 : end] if token.tag_ in ("NNP", "NNPS")]
        if names:
            return names[-1]
    return head
