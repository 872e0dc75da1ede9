"""How many were harmed: numbers first, then what each number counts and what happened to them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span, Token

from dateline.grounding.numbers import CountMention, find_counts
from dateline.model import Count, Harm, TollScope
from dateline.reading import cues, phrases
from dateline.reading.triggers import EventMention

_NEAR = 3
"""How many tokens may stand between a number and the state that it counts ("12 people were reported dead")."""


@dataclass(frozen=True, slots=True)
class TollMention:
    """One figure of harm in a sentence.

    Args:
        harm: what happened.
        count: how many, as said.
        anchor: head token of what is counted ("soldiers" in "three soldiers"), or the number itself.
        span: the words of the figure, number and counted noun.
        scope: whole incident, part, earlier figure, or total over many events.
        event: the event mention whose harm it is, where the sentence has one.
        rule: which rule of counting found it.
        of_known: whether it counts some of a known group ("three of the soldiers").
    """

    harm: Harm
    count: Count
    anchor: Token
    span: Span
    scope: TollScope
    event: EventMention | None
    rule: str
    of_known: bool = False


@dataclass(frozen=True, slots=True)
class _Number:
    mention: CountMention
    span: Span
    anchor: Token


@cache
def _states() -> dict[str, Harm]:
    return {word: harm for harm, words in cues.load("tolls")["state"].items() for word in words}


@cache
def harm_nouns() -> dict[str, Harm]:
    """Nouns that count harm rather than people: "deaths", "bodies"."""
    return {word: harm for harm, words in cues.load("tolls")["noun"].items() for word in words}


@cache
def _words(section: str, key: str) -> frozenset[str]:
    return frozenset(cues.load("tolls")[section][key])


def find_tolls(
    sentence: Span, events: tuple[EventMention, ...], is_person: Callable[[Token], bool], before: Harm | None = None
) -> tuple[TollMention, ...]:
    """Every figure of harm in one sentence, in text order.

    Args:
        sentence: the sentence.
        events: the event mentions found in it.
        is_person: whether a noun is the head of a phrase for one person.
        before: the harm that the figure before this sentence was about, where the paragraph has told one.
    """
    harmful = [event for event in events if event.entry.harm is not None]
    found: list[TollMention] = []
    for number in _numbers(sentence):
        if number.anchor.lower_ in _words("things", "nouns") or _either_harm(number, harmful):
            continue
        told = (
            _by_part(number, sentence, found)
            or _by_among(number)
            or _by_slot(number, harmful)
            or _by_state(number, sentence)
            or _by_noun(number)
            or _by_lives(number)
            or _by_toll_word(number, sentence)
            or _by_care(number)
            or _by_saying(number, found[-1].harm if found else before)
        )
        if told is not None:
            harm, event, rule = told
            scope = _scope(number, sentence, found, harm, rule)
            found.append(TollMention(harm, number.mention.count, number.anchor, _extent(number), scope, event, rule, _of_known(number)))
    counted = {(toll.harm, token.i) for toll in found for token in toll.span}
    found.extend(toll for toll in _uncounted(harmful, is_person) if (toll.harm, toll.anchor.i) not in counted)
    found.extend(_one_of_them(sentence, found, is_person))
    found.extend(_so_was(sentence, found))
    found.extend(_zeros(sentence, harmful))
    return tuple(sorted(found, key=lambda toll: toll.span.start))


def _numbers(sentence: Span) -> Iterator[_Number]:
    doc = sentence.doc
    for mention in find_counts(sentence.text):
        if mention.not_count is not None:
            continue
        start, end = sentence.start_char + mention.start, sentence.start_char + mention.end
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is not None:
            yield _Number(mention, span, _counted(span))


def _counted(span: Span) -> Token:
    """The noun that a number counts; the number itself where it stands alone ("killing 12")."""
    root = span.root
    inside = range(span.start, span.end)
    head = root
    while head.dep_ in ("nummod", "quantmod", "amod", "det", "compound", "advmod", "npadvmod", "predet", "poss") and head.head.i != head.i:
        head = head.head
        if head.i not in inside and head.tag_.startswith(("NN", "CD", "JJ", "PRP")):
            break
    if head.i not in inside and not head.tag_.startswith(("NN", "CD", "JJ")):
        return root
    if head.i in inside or head.lower_ in ("dozens", "scores", "hundreds", "thousands"):
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ == "of" and child.i >= span.end - 1:
                for noun in child.children:
                    if noun.dep_ == "pobj" and noun.lower_ not in ("them", "whom", "these", "those", "which"):
                        return head
    return head


def _either_harm(number: _Number, events: list[EventMention]) -> bool:
    """ "five people were killed or wounded": one sum for both, a figure of neither."""
    inside = {number.anchor.i, *range(number.span.start, number.span.end)}
    for event in events:
        if any(target.i in inside for target in event.targets):
            joined = [child for child in event.trigger.children if child.dep_ == "conj"]
            joined += [event.trigger.head] if event.trigger.dep_ == "conj" else []
            either = any(child.dep_ == "cc" and child.lower_ == "or" for holder in (event.trigger, event.trigger.head) for child in holder.children)
            if either and any(other.lower_ in _states() for other in joined):
                return True
    return False


def _by_part(number: _Number, sentence: Span, found: list[TollMention]) -> tuple[Harm, EventMention | None, str] | None:
    """ "killing 12, including 3 children", "22 people, nine of them children": the harm of the figure before it."""
    if not found:
        return None
    doc = sentence.doc
    left = doc[max(sentence.start, number.span.start - 2) : number.span.start]
    after = doc[number.span.end : min(number.span.end + 2, sentence.end)]
    introduced = any(token.lower_ in _words("part", "before") for token in left) or sentence[0].lower_ in ("among", "of")
    of_them = len(after) == 2 and after[0].lower_ == "of" and after[1].lower_ in _words("part", "of_them")
    if not introduced and not of_them:
        return None
    return found[-1].harm, found[-1].event, "tolls.part"


def _by_among(number: _Number) -> tuple[Harm, EventMention | None, str] | None:
    """ "nine soldiers were among the dead"."""
    verb = number.anchor.head
    if number.anchor.dep_ != "nsubj" or verb.lower_ not in ("was", "were", "are", "is"):
        return None
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in ("among", "amongst"):
            for token in child.subtree:
                harm = harm_nouns().get(token.lower_) or _states().get(token.lower_)
                if harm is not None:
                    return harm, None, "tolls.part"
    return None


def _by_slot(number: _Number, events: list[EventMention]) -> tuple[Harm, EventMention | None, str] | None:
    inside = {number.anchor.i, *range(number.span.start, number.span.end)}
    for event in events:
        if event.trigger.i == number.anchor.i:
            continue
        passive = event.form in ("passive", "headline") and number.anchor.dep_ == "nsubjpass" and number.anchor.head.i == event.trigger.i
        if passive or any(target.i in inside for target in event.targets):
            harm: Harm = event.entry.harm  # type: ignore[assignment]  # callers pass harmful events only
            return harm, event, f"tolls.slot:{event.entry.id}"
    return None


def _by_state(number: _Number, sentence: Span) -> tuple[Harm, None, str] | None:
    doc = sentence.doc
    states = _states()
    if number.anchor.lower_ in states and number.anchor.i not in range(number.span.start, number.span.end):
        return states[number.anchor.lower_], None, "tolls.state"
    after = max(number.span.end, number.anchor.i + 1)
    for token in doc[after : min(after + _NEAR, sentence.end)]:
        if token.lower_ in states and not _does_it(number.anchor, token):
            return states[token.lower_], None, "tolls.state"
        if token.tag_ == "CD" or token.is_punct:
            break
    before = doc[max(sentence.start, number.span.start - 2) : number.span.start]
    for token in reversed(before):
        if token.lower_ in ("dead", "killed", "wounded", "injured", "missing") and before[-1].text == ":":
            return states[token.lower_], None, "tolls.state"
    return None


def _does_it(anchor: Token, verb: Token) -> bool:
    """ "two bombers killed 43": those counted do the harm, they do not suffer it."""
    return anchor.dep_ == "nsubj" and anchor.head.i == verb.i and any(child.dep_ == "dobj" for child in verb.children)


def _by_noun(number: _Number) -> tuple[Harm, None, str] | None:
    if number.anchor.i in range(number.span.start, number.span.end):
        return None
    noun = number.anchor
    if noun.dep_ == "pobj" and noun.head.lower_ == "of":
        noun = noun.head.head  # "the bodies of 17 men"
    harm = harm_nouns().get(noun.lower_)
    return (harm, None, "tolls.noun") if harm is not None else None


def _by_lives(number: _Number) -> tuple[Harm, None, str] | None:
    verbs, nouns = _words("lives", "verbs"), _words("lives", "nouns")
    if number.anchor.lower_ in nouns and number.anchor.head.lower_ in verbs:
        return "killed", None, "tolls.lives"
    verb = number.anchor.head
    if (
        verb.lower_ in verbs
        and any(child.lower_ in nouns and child.dep_ == "dobj" for child in verb.children)
        and number.anchor.dep_.startswith("nsubj")
    ):
        return "killed", None, "tolls.lives"
    return None


def _by_toll_word(number: _Number, sentence: Span) -> tuple[Harm, None, str] | None:
    """ "the death toll rose to 57", "put the number of wounded at 30": a toll noun and its number share a verb or a phrase."""
    if number.anchor.i not in range(number.span.start, number.span.end) and number.anchor.lower_ not in ("people", "persons"):
        return None
    toll = next((token for token in sentence if token.lower_ in _words("toll", "nouns") and _linked(token, number.anchor)), None)
    if toll is None:
        return None
    harm = _harm_of_toll(toll)
    return (harm, None, "tolls.toll_word") if harm is not None else None


def _linked(toll: Token, anchor: Token) -> bool:
    if phrases.governs(toll, anchor):
        return True
    verb = anchor
    while verb.dep_ in ("pobj", "dobj", "attr", "prep", "nummod", "acomp", "conj", "oprd", "npadvmod") and verb.head.i != verb.i:
        verb = verb.head
    return verb.lower_ in _words("toll", "verbs") and verb.i != anchor.i and (toll.head.i == verb.i or verb.head.i == toll.i)


def _harm_of_toll(toll: Token) -> Harm | None:
    nouns = harm_nouns()
    near = [toll, *(token for token in toll.subtree)]
    for token in near:
        harm = nouns.get(token.lower_) or _states().get(token.lower_)
        if harm is not None:
            return harm
    lost = any(token.lower_ in _words("lives", "nouns") for token in near)
    return "killed" if toll.lower_ in _words("toll", "bare") or lost else None


def _by_care(number: _Number) -> tuple[Harm, None, str] | None:
    if not number.anchor.dep_.startswith("nsubj"):
        return None
    verb = number.anchor.head
    if any(token.lower_ in _words("care", "injured") for token in verb.subtree if token.i > number.anchor.i):
        return "injured", None, "tolls.care"
    return None


def _by_saying(number: _Number, harm: Harm | None) -> tuple[Harm, None, str] | None:
    """ "the councillors say 160", "an official spoke of 45 to 51": a bare number, said, goes on with the harm told before it."""
    alone = number.anchor.i in range(number.span.start, number.span.end)
    if harm is None or not alone:
        return None
    verb = number.anchor
    while verb.dep_ in ("pobj", "dobj", "prep", "ccomp", "attr", "pcomp", "nummod", "quantmod", "dep", "npadvmod") and verb.head.i != verb.i:
        verb = verb.head
    if verb.lower_ not in _words("saying", "verbs") or verb.i == number.anchor.i or _counts_something(number):
        return None
    return harm, None, "tolls.saying"


def _counts_something(number: _Number) -> bool:
    return any(child.dep_ == "prep" and child.lower_ == "of" for child in number.anchor.children) or (
        number.span.end < len(number.anchor.doc) and number.anchor.doc[number.span.end].tag_.startswith("NN")
    )


def _extent(number: _Number) -> Span:
    """The number with the noun phrase it counts."""
    doc = number.anchor.doc
    alone = number.span.start <= number.anchor.i < number.span.end and not any(child.lower_ == "of" for child in number.anchor.children)
    core = number.span if alone else phrases.core(number.anchor)
    start, end = min(core.start, number.span.start), max(core.end, number.span.end)
    while end < len(doc) and doc[end].lower_ in ("others", "more", "people") and doc[end].dep_ != "ROOT":
        end += 1
    return doc[start:end]


def _scope(number: _Number, sentence: Span, found: list[TollMention], harm: Harm, rule: str) -> TollScope:
    if rule == "tolls.part":
        return "part"
    doc = sentence.doc
    left = doc[max(sentence.start, number.span.start - 4) : number.span.start]
    same_harm = [toll for toll in found if toll.harm == harm and toll.scope == "incident"]
    if any(token.lower_ in _words("part", "before") for token in left) and same_harm:
        return "part"
    if same_harm and any(
        child.dep_ == "prep" and child.lower_ == "of" and any(noun.lower_ in _words("part", "of_them") for noun in child.children)
        for child in doc[number.span.end - 1].children
    ):
        return "part"
    if left and left[-1].lower_ in _words("superseded", "from_words") and same_harm:
        return "superseded"
    clause = _clause(number.anchor)
    if any(token.lower_ in _words("superseded", "clause") and token.dep_ == "advmod" for token in clause):
        return "superseded"
    return "cumulative" if is_cumulative(sentence, number.anchor) else "incident"


def _clause(token: Token) -> Iterator[Token]:
    verb = token
    while verb.head.i != verb.i and not verb.tag_.startswith("VB"):
        verb = verb.head
    return iter(verb.children)


@cache
def _cumulative_pattern() -> re.Pattern[str]:
    phrases_ = sorted(cues.load("tolls")["cumulative"]["phrases"], key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, phrases_)) + r")\b", re.IGNORECASE)


def is_cumulative(sentence: Span, anchor: Token) -> bool:
    """Whether the figure at ``anchor`` is a total over many events or a period ("since", "in the past year")."""
    if _cumulative_pattern().search(sentence.text):
        return True
    verb = anchor
    while verb.head.i != verb.i and not verb.tag_.startswith("VB"):
        verb = verb.head
    perfect = any(child.dep_ in ("aux", "auxpass") and child.lower_ in ("have", "has", "'ve") for child in verb.children)
    return perfect and any(token.lower_ == "since" and (token.dep_ == "mark" or any(True for _ in token.children)) for token in sentence)


def _uncounted(events: list[EventMention], is_person: Callable[[Token], bool]) -> Iterator[TollMention]:
    """Victims told without a number: "a soldier was killed" is one, "the envoy, his guard and a driver" three, "civilians" two or more."""
    for event in events:
        harm: Harm = event.entry.harm  # type: ignore[assignment]  # callers pass harmful events only
        bare = [target for target in event.targets if target.tag_ != "CD" and not _numbered(target)]
        single = [target for target in bare if is_person(target) and not _negative(target)]
        if single:
            span = event.sentence.doc[phrases.core(single[0]).start : phrases.core(single[-1]).end]
            words = span.text
            count = Count(low=len(single), high=len(single), kind="exact", words=words)
            yield TollMention(harm, count, single[0], span, "incident", event, "tolls.listed" if len(single) > 1 else "tolls.one")
        for target in bare:
            if target.tag_ == "NNS" and not any(child.dep_ in ("det", "poss") for child in target.children):
                words = phrases.core(target).text
                yield TollMention(harm, Count(low=2, kind="vague", words=words), target, phrases.core(target), "incident", event, "tolls.plural")


def _so_was(sentence: Span, found: list[TollMention]) -> Iterator[TollMention]:
    """ "Twenty cadets were killed and so was the driver": the harm of the clause before."""
    if not found:
        return
    for token in sentence[:-2]:
        verb = token.nbor()
        if token.lower_ == "so" and verb.lower_ in ("was", "were"):
            for noun in sentence.doc[verb.i + 1 : min(verb.i + 5, sentence.end)]:
                if noun.tag_ in ("NN", "NNP") and noun.dep_ in ("nsubj", "attr", "nsubjpass"):
                    span = phrases.core(noun)
                    yield TollMention(
                        found[-1].harm, Count(low=1, high=1, kind="exact", words=span.text), noun, span, "incident", found[-1].event, "tolls.so_was"
                    )
                    break


def _numbered(target: Token) -> bool:
    """Whether the phrase has a number, or says that it is not known ("how many people")."""
    if any(child.dep_ in ("nummod", "quantmod") for child in target.children):
        return True
    return any(child.lower_ == "many" and any(part.lower_ == "how" for part in child.children) for child in target.children)


def _one_of_them(sentence: Span, found: list[TollMention], is_person: Callable[[Token], bool]) -> Iterator[TollMention]:
    """ "nine people were killed, among them a teacher", "including a child": one of the figure before it."""
    if not found:
        return
    told = found[-1]
    for token in sentence:
        if token.lower_ not in _words("part", "before") or token.i < told.span.start:
            continue
        for noun in sentence.doc[token.i + 1 : min(token.i + 7, sentence.end)]:
            if noun.tag_ == "CD":
                break
            if noun.tag_ == "NN" and noun.dep_ in ("pobj", "appos", "conj", "dobj", "nsubj", "attr") and is_person(noun):
                span = phrases.core(noun)
                yield TollMention(told.harm, Count(low=1, high=1, kind="exact", words=span.text), noun, span, "part", told.event, "tolls.part")
                break


def _negative(target: Token) -> bool:
    return target.lower_ in ("nobody", "none") or any(child.dep_ == "det" and child.lower_ in ("no", "neither") for child in target.children)


def _of_known(number: _Number) -> bool:
    """ "three of the soldiers", "two of its men": some of a group that is known already."""
    return any(
        child.lower_ == "of" and any(noun.dep_ == "pobj" and phrases.is_definite(noun) for noun in child.children)
        for token in (number.anchor, *number.span)
        for child in token.children
        if child.dep_ == "prep"
    )


def _zeros(sentence: Span, events: list[EventMention]) -> Iterator[TollMention]:
    """Harm that is said not to have happened: "no one was killed", "no casualties"."""
    for event in events:
        harm: Harm = event.entry.harm  # type: ignore[assignment]  # callers pass harmful events only
        for target in event.targets:
            if _negative(target):
                span = phrases.core(target)
                yield TollMention(harm, Count(low=0, high=0, kind="exact", words=span.text), target, span, "incident", event, "tolls.zero")
    nouns = _words("zero", "nouns")
    for token in sentence:
        if token.lower_ in nouns and any(child.lower_ in ("no", "without") for child in token.children):
            span = phrases.core(token)
            harms: tuple[Harm, ...] = ("killed", "injured") if token.lower_.startswith("casualt") else ((harm_nouns().get(token.lower_) or "killed"),)
            for harm in harms:
                yield TollMention(harm, Count(low=0, high=0, kind="exact", words=span.text), token, span, "incident", None, "tolls.zero")
