"""Who says so, told without a verb of saying: "by the ministry's count", "nine killed: police", "so say the doctors"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from spacy.tokens import Span, Token

from dateline.reading import cues, phrases
from dateline.reading.attribution import Attribution, names_a_speaker
from dateline.reading.triggers import EventMention

_LABEL = 6
"""Words of a speaker's name before or after the colon of a headline."""


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(cues.load("sourcing")["accounts"][key])


def accounts(sentence: Span) -> Iterator[Attribution]:
    """Every account of one sentence that is laid to somebody without a verb of saying.

    Args:
        sentence: the sentence.
    """
    for token in sentence:
        if token.lower_ in _words("nouns"):
            owner = owner_of(token)
            if owner is not None and (_by(token) or _is_figure(token)):
                yield _of_sentence((owner,), token, sentence)
        elif token.lower_ in _first_words():
            yield from _in_line(token, sentence)
        elif token.tag_ == "VBN" and token.lower_ in _words("came"):
            yield from _given_by(token)
        elif token.text == ":":
            yield from _before_colon(token, sentence)
    yield from _labels(sentence)


def _given_by(verb: Token) -> Iterator[Attribution]:
    """ "A figure of nine dead has been given by the mayor", "the deaths were confirmed by the army"."""
    given = [child for child in verb.children if child.dep_ == "nsubjpass"]
    counted = any(token.like_num or token.lower_ in _words("nouns") for child in given for token in child.subtree)
    heads = tuple(noun for by in verb.children if by.dep_ == "agent" for noun in by.children if noun.dep_ == "pobj" and names_a_speaker(noun))
    if counted and heads:
        yield Attribution(tuple(one for head in heads for one in phrases.conjuncts(head)), verb, frozenset(token.i for token in verb.subtree))


def _before_colon(colon: Token, sentence: Span) -> Iterator[Attribution]:
    """ "The ministry gave higher figures: 43 dead", "the authorities have matched names with graves: 51 people died"."""
    before = sentence.doc[sentence.start : colon.i]
    speakers = [token for token in before if token.dep_ == "nsubj" and token.head.i < colon.i and names_a_speaker(token)]
    if speakers and any(token.lower_ in _words("nouns") or token.lower_ in _words("messages") for token in before):
        heads = phrases.conjuncts(speakers[0])
        yield Attribution(heads, colon, frozenset(range(colon.i + 1, sentence.end)))


def without_accounts(event: EventMention) -> EventMention:
    """The same mention without doers and means that are only somebody's count: "by the UN's count 450 were killed"."""
    sources = tuple(token for token in event.sources if token.lower_ not in _words("nouns"))
    means = tuple(token for token in event.means if token.lower_ not in _words("nouns"))
    return event if (sources, means) == (event.sources, event.means) else replace(event, sources=sources, means=means)


def owner_of(noun: Token) -> Token | None:
    """Whose account it is: "the ministry's count", "the reckoning of the Red Crescent", "figures from the army"; None where nobody's."""
    for child in noun.children:
        if child.dep_ == "poss" and names_a_speaker(child):
            return child
        if child.dep_ == "prep" and child.lower_ in ("of", "from", "by"):
            for inner in child.children:
                if inner.dep_ == "pobj" and names_a_speaker(inner):
                    return inner
    modifier = next((child for child in noun.children if child.dep_ in ("compound", "amod") and child.tag_.startswith("NN")), None)
    return modifier if modifier is not None and names_a_speaker(modifier) else None


def _by(noun: Token) -> bool:
    return noun.dep_ == "pobj" and noun.head.lower_ in cues.load("sourcing")["accounts"]["by"]


def _is_figure(noun: Token) -> bool:
    """ "The ministry's first figure was 37", "the army's toll stands at nine"."""
    verb = noun.head
    if noun.dep_ != "nsubj":
        return False
    said = [child for child in verb.children if child.dep_ in ("attr", "acomp", "dobj")]
    said += [inner for child in verb.children if child.dep_ == "prep" and child.lower_ == "at" for inner in child.children]
    return any(word.like_num or any(child.like_num for child in word.children) for word in said)


def _of_sentence(heads: tuple[Token, ...], word: Token, sentence: Span) -> Attribution:
    own = {inner.i for head in heads for inner in head.subtree}
    joined = tuple(one for head in heads for one in phrases.conjuncts(head))
    return Attribution(joined, word, frozenset(token.i for token in sentence if token.i not in own))


@cache
def _in_line_with() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in cues.load("sourcing")["accounts"]["in_line"])


@cache
def _first_words() -> frozenset[str]:
    return frozenset(phrase[0] for phrase in _in_line_with())


def _in_line(word: Token, sentence: Span) -> Iterator[Attribution]:
    """ "..., in line with police sources", "..., as per the health department": the words are the machine's for "according to"."""
    for phrase in _in_line_with():
        end = word.i + len(phrase)
        if tuple(token.lower_ for token in word.doc[word.i : end]) != phrase or end >= sentence.end:
            continue
        last = word.doc[end - 1]
        heads = tuple(child for child in last.children if child.dep_ in ("pobj", "dobj") and (names_a_speaker(child) or child.lower_ == "sources"))
        if heads:
            yield _of_sentence(heads, word, sentence)
        return


def _labels(sentence: Span) -> Iterator[Attribution]:
    """What a headline sets before its colon or after its colon or dash: "Police: nine dead", "Nine killed in bombing: police"."""
    words = [token for token in sentence if not token.is_space]
    if not words or words[-1].text in (".", "?", "!", ","):
        return
    marks = [token for token in words if token.text in (":", "-", "–", "—", "|")]
    for mark in marks[:1]:
        before = sentence.doc[sentence.start : mark.i]
        if mark.text == ":" and 0 < len(before) <= _LABEL and (head := _last_noun(before)) is not None:
            yield Attribution((head,), mark, frozenset(range(mark.i + 1, sentence.end)))
            return
    for mark in marks[-1:]:
        after = sentence.doc[mark.i + 1 : sentence.end]
        spaced = mark.i > sentence.start and (mark.text == ":" or mark.nbor(-1).whitespace_)
        if spaced and 0 < len(after) <= _LABEL and all(not token.tag_.startswith("VB") for token in after):
            head = _last_noun(after)
            if head is not None:
                yield Attribution((head,), mark, frozenset(range(sentence.start, mark.i)))


def _last_noun(words: Span) -> Token | None:
    """The noun that a short label speaks of, where it is one for a speaker: the last before any "of" or "in"."""
    nouns = [token for token in words if token.tag_.startswith("NN")]
    edge = next((token.i for token in words if token.tag_ == "IN"), words.end)
    heads = [token for token in nouns if token.i < edge]
    return heads[-1] if heads and any(names_a_speaker(head) for head in heads) else None


def echoes(sentence: Span) -> Iterator[Attribution]:
    """Who is said to stand behind figures that the sentence before tells: "The Red Cross has the same figures", "So say the doctors".

    Args:
        sentence: the sentence.
    """
    for token in sentence:
        if token.lower_ in ("figure", "figures", "number", "numbers", "toll", "count", "tally", "total", "news", "account"):
            yield from _stands_behind(token)
        elif token.i == sentence.start and token.lower_ in ("so", "thus") and len(sentence) > 2:
            yield from _so_say(token)


def _stands_behind(noun: Token) -> Iterator[Attribution]:
    definite = phrases.is_definite(noun)
    same = any(child.lower_ in ("same", "that", "this") for child in noun.children)
    if noun.dep_ == "dobj" and same and noun.head.lower_ in cues.load("sourcing")["verbs"]["held"]:
        yield from _behind((child for child in noun.head.children if child.dep_ == "nsubj"), noun.head)
    elif noun.dep_ in ("nsubj", "nsubjpass") and definite:
        for prep in noun.children:
            if prep.dep_ == "prep" and prep.lower_ in ("from", "by"):
                yield from _behind(prep.children, noun)
        if noun.head.lower_ in _words("came"):
            for prep in noun.head.children:
                if prep.dep_ in ("prep", "agent") and prep.lower_ in ("from", "by"):
                    yield from _behind(prep.children, noun.head)
    elif noun.dep_ == "attr" and any(child.dep_ == "nsubj" and child.lower_ in ("that", "this", "it") for child in noun.head.children):
        owner = owner_of(noun)
        if owner is not None:
            yield Attribution(phrases.conjuncts(owner), noun, frozenset())


def _behind(nouns: Iterator[Token], word: Token) -> Iterator[Attribution]:
    for noun in nouns:
        if noun.dep_ in ("nsubj", "pobj", "dobj") and names_a_speaker(noun):
            yield Attribution(phrases.conjuncts(noun), word, frozenset())


def _so_say(word: Token) -> Iterator[Attribution]:
    verb = word.nbor()
    if verb.lower_ in ("say", "says", "said"):
        yield from _behind((child for child in verb.children if child.i > verb.i), verb)
