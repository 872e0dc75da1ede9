"""Which of a sentence's triggers tells the event between two given parties, and what the codebook makes of its stance."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from dateline import codebook
from dateline.reading.lexicon import Lexicon
from dateline.reading.triggers import EventMention, find_triggers, mention_at

_COOPERATIVE = frozenset((1, 2))
_WEIGHT = {"source": 3.0, "target": 2.0, "below": 1.0, "inside": -2.5, "swapped": -2.0, "nominal": -1.0, "depth": -0.5}
_NEGATIONS = frozenset(("not", "n't", "never", "no"))


def classify_sentence(doc: Doc, lexicon: Lexicon, source: str | None = None, target: str | None = None) -> EventMention | None:
    """The mention that tells the event of a sentence.

    Args:
        doc: the parsed sentence.
        lexicon: the trigger words.
        source, target: words of the two parties as they stand in the text, where known; else the mention nearest to the root is taken.

    Returns:
        None where no trigger is found.
    """
    ranked = rank(doc, lexicon, source, target)
    return ranked[0] if ranked else None


def rank(doc: Doc, lexicon: Lexicon, source: str | None = None, target: str | None = None) -> list[EventMention]:
    """All mentions of a sentence, the one that best tells its event first; the arguments are those of :func:`classify_sentence`."""
    mentions = find_triggers(doc, lexicon)
    sources, targets = _positions(doc, source), _positions(doc, target)
    scores = {mention.trigger.i: _score(mention, sources, targets) for mention in mentions}
    # "agreed to withdraw", "threatened to attack": the word above tells what is done, the act below only what it is about.
    for mention in reversed(mentions):
        above = mention.govern.i if mention.govern is not None else None
        if above in scores and mention.form != "nominal":
            scores[above] = max(scores[above], scores[mention.trigger.i] + 0.1)
    return sorted(mentions, key=lambda mention: (-scores[mention.trigger.i], mention.trigger.i))


def coded_type(mention: EventMention, lexicon: Lexicon) -> str:
    """The event type that PLOVER gives a mention once its stance is counted in.

    A cooperative act to come is AGREE, one that will not be done is REJECT, a hostile one to come is THREATEN,
    and what another must do is REQUEST (PLOVER manual, sections AGREE, REJECT, THREATEN and DEMAND).
    """
    kind = mention.entry.type
    quad = codebook.load().type(kind).quad
    verb = mention.carrier or mention.trigger
    auxiliaries = [part for part in _chain(verb) if part.dep_ in ("aux", "neg")]
    future = any(part.lower in lexicon.stances["future"] for part in auxiliaries)
    negated = any(part.lower_ in _NEGATIONS for part in auxiliaries)
    duty = any(part.lower in lexicon.stances["duty"] for part in auxiliaries)
    if duty and mention.govern is not None and kind not in ("ACCUSE", "REQUEST", "THREATEN"):
        return "REQUEST"
    if kind == "AGREE" and mention.trigger.lower in lexicon.stances["intent"] and _hostile_below(mention.trigger, lexicon):
        return "THREATEN"
    if quad == 4 and any(part.lower in lexicon.stances["possible"] for part in auxiliaries):
        return "THREATEN"
    if quad in _COOPERATIVE:
        if negated:
            return "REJECT"
        return "AGREE" if future and kind != "CONCEDE" else kind
    if future and quad == 4:
        if negated:
            return "REJECT" if kind == "MOBILIZE" else "AGREE"
        return "THREATEN"
    return kind


def _hostile_below(trigger: Token, lexicon: Lexicon) -> bool:
    """Whether what is intended is an act of material conflict."""
    for part in trigger.children:
        if part.dep_ in ("xcomp", "ccomp"):
            below = mention_at(part, lexicon)
            if below is not None and codebook.load().type(below.entry.type).quad == 4:
                return True
    return False


def _chain(verb: Token) -> list[Token]:
    """The auxiliaries of a verb, and of the verb it is coordinated with where it has none of its own."""
    found = list(verb.children)
    if verb.dep_ == "conj" and not any(part.dep_ in ("aux", "nsubj") for part in found):
        found += list(verb.head.children)
    return found


def _positions(doc: Doc, words: str | None) -> frozenset[int]:
    if not words:
        return frozenset()
    found: set[int] = set()
    start = doc.text.find(words)
    while start >= 0:
        span = doc.char_span(start, start + len(words), alignment_mode="expand")
        if span is not None:
            found.update(range(span.start, span.end))
        start = doc.text.find(words, start + 1)
    return frozenset(found)


def _score(mention: EventMention, sources: frozenset[int], targets: frozenset[int]) -> float:
    score = _WEIGHT["depth"] * _depth(mention.carrier or mention.trigger)
    if mention.form == "nominal":
        score += _WEIGHT["nominal"]
    own_sources = {token.i for token in mention.sources}
    own_targets = {token.i for token in mention.targets}
    if own_sources & sources:
        score += _WEIGHT["source"]
    if own_targets & targets:
        score += _WEIGHT["target"]
    elif targets and any(token.i in targets for token in (mention.carrier or mention.trigger).subtree):
        score += _WEIGHT["below"]
    if own_sources & targets and not own_sources & sources:
        score += _WEIGHT["swapped"]
    if own_targets & sources and not own_targets & targets:
        score += _WEIGHT["swapped"]
    if mention.trigger.i in targets:
        score += _WEIGHT["inside"]
    return score


def _depth(token: Token) -> int:
    """How many clauses and noun phrases the word is buried under; clauses below a verb of saying count as main clauses."""
    depth = 0
    node = token
    while node.head != node:
        if node.dep_ in ("ccomp", "xcomp", "relcl", "advcl", "acl", "pobj", "pcomp", "poss", "dobj", "nsubj", "nsubjpass", "appos"):
            depth += 1
        node = node.head
    return depth


__all__ = ["classify_sentence", "coded_type", "rank"]
