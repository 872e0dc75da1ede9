"""What a number counts: one rule for each way of telling harm, from the surest to the vaguest."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from dateline.model import Harm
from dateline.reading import phrases
from dateline.reading.toll_counts import counted, said
from dateline.reading.toll_shapes import beside
from dateline.reading.toll_words import Number, TollMention, harm_nouns, listed, states
from dateline.reading.triggers import EventMention

_NEAR = 3
"""How many tokens may stand between a number and the state that it counts ("12 people were reported dead")."""


Told = tuple[Harm, EventMention | None, str]
"""A harm, the event whose harm it is where the sentence has one, and the rule that found it."""


def harm_of(
    number: Number, sentence: Span, harmful: list[EventMention], found: list[TollMention], before: Harm | None, first: Harm | None = None
) -> Told | None:
    """What happened to those whom a number counts; None where it counts nobody who was harmed.

    Args:
        number: the number.
        sentence: its sentence.
        harmful: the events of the sentence whose words tell harm.
        found: the figures found before it in the sentence.
        before: the harm that the figure before this sentence was about.
        first: the harm that the report's first figure was about.
    """
    return (
        _by_part(number, sentence, harmful, found)
        or _by_naming(number, sentence)
        or _by_or(number, sentence, found)
        or _by_among(number)
        or _by_slot(number, harmful)
        or _by_state(number, sentence)
        or _by_noun(number)
        or _by_lives(number)
        or _by_loss(number)
        or _by_body(number)
        or _by_list(number)
        or _by_toll_word(number, sentence, found[-1].harm if found else before)
        or _by_care(number)
        or _by_shape(number, sentence)
        or _by_count(number, sentence, found[-1].harm if found else before or first)
        or _by_saying(number, found[-1].harm if found else before)
    )


def either_harm(number: Number, events: list[EventMention]) -> bool:
    """ "five people were killed or wounded": one sum for both, a figure of neither."""
    inside = {number.anchor.i, *range(number.span.start, number.span.end)}
    for event in events:
        if any(target.i in inside for target in event.targets):
            joined = [child for child in event.trigger.children if child.dep_ == "conj"]
            joined += [event.trigger.head] if event.trigger.dep_ == "conj" else []
            either = any(child.dep_ == "cc" and child.lower_ == "or" for holder in (event.trigger, event.trigger.head) for child in holder.children)
            if either and any(other.lower_ in states() for other in joined):
                return True
    return False


def _by_part(number: Number, sentence: Span, harmful: list[EventMention], found: list[TollMention]) -> Told | None:
    """ "killing 12, including 3 children", "22 people, nine of them children": the harm of the figure before it."""
    if not found:
        fatal = any(
            token.lower_ in ("fatal", "fatally", "mortally") for token in number.span.doc[number.span.end : min(number.span.end + 4, sentence.end)]
        )
        return ("killed", None, "tolls.fatal") if fatal else None
    doc = sentence.doc
    left = doc[max(sentence.start, number.span.start - 2) : number.span.start]
    after = doc[number.span.end : min(number.span.end + 2, sentence.end)]
    if _of_whom(number) and (own := _by_slot(number, harmful)) is not None and own[0] != found[-1].harm:
        return own  # "276 were carried off, of whom five died"
    introduced = any(token.lower_ in listed("part", "before") for token in left) or _of_whom(number) or _opens_with_some(number, sentence)
    gravely = len(after) > 0 and after[0].lower_ in listed("part", "gravely") and found[-1].harm == "injured"
    of_them = len(after) == 2 and after[0].lower_ == "of" and after[1].lower_ in listed("part", "of_them")
    if not introduced and not of_them and not gravely:
        return None
    return found[-1].harm, found[-1].event, "tolls.part"


def _of_whom(number: Number) -> bool:
    """ "175 wounded, of whom 62 are still in hospital": the words before the number."""
    before = number.span.doc[max(number.span.sent.start, number.span.start - 2) : number.span.start]
    return len(before) == 2 and before[0].lower_ == "of" and before[1].lower_ in listed("part", "of_them")


def _opens_with_some(number: Number, sentence: Span) -> bool:
    """ "Of the 31 dead, 12 were children": until another clause begins."""
    if sentence[0].lower_ not in ("among", "of"):
        return False
    return not any(token.text in (":", ";") for token in sentence.doc[sentence.start : number.span.start])


def _by_among(number: Number) -> Told | None:
    """ "nine soldiers were among the dead"."""
    verb = number.anchor.head
    if number.anchor.dep_ != "nsubj" or verb.lower_ not in ("was", "were", "are", "is"):
        return None
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in ("among", "amongst"):
            for token in child.subtree:
                harm = harm_nouns().get(token.lower_) or states().get(token.lower_)
                if harm is not None:
                    return harm, None, "tolls.part"
    return None


def _by_slot(number: Number, events: list[EventMention]) -> Told | None:
    inside = {number.anchor.i, *range(number.span.start, number.span.end), *(token.i for token in _wholes(number.anchor))}
    for event in sorted(events, key=_beside_its_noun):
        if event.trigger.i == number.anchor.i:
            continue
        passive = event.form in ("passive", "headline") and number.anchor.dep_ == "nsubjpass" and number.anchor.head.i == event.trigger.i
        right_after = event.trigger.i == number.span.start - 1 and event.form in ("active", "participial", "relative") and event.trigger.tag_ != "VBG"
        right_after = right_after and "object" in event.entry.target  # not "how many died nobody knows"
        if passive or right_after or any(target.i in inside for target in event.targets) or _right_before(number, event):
            harm: Harm = event.entry.harm  # type: ignore[assignment]  # callers pass harmful events only
            return harm, event, f"tolls.slot:{event.entry.id}"
    return None


def _by_or(number: Number, sentence: Span, found: list[TollMention]) -> Told | None:
    """ "Six were hurt, or three by the mayor's count": another count of what was counted before it."""
    before = sentence.doc[max(sentence.start, number.span.start - 1) : number.span.start]
    alone = number.anchor.i in range(number.span.start, number.span.end) and not _counts_something(number)
    if not found or not alone or not before or before[0].lower_ != "or":
        return None
    return found[-1].harm, found[-1].event, "tolls.saying"


def _by_naming(number: Number, sentence: Span) -> Told | None:
    """ "puts the dead at four and the wounded at 17", "the number of dead to 12": the harm is named right before the number."""
    before = sentence.doc[max(sentence.start, number.span.start - 3) : number.span.start]
    if len(before) < 3 or before[2].lower_ not in ("at", "to", "as") or before[0].lower_ not in ("the", "of", "its", "their"):
        return None
    named = before[1].lower_
    harm = states().get(named) or harm_nouns().get(named)
    return (harm, None, "tolls.toll_word") if harm is not None else None


def _beside_its_noun(event: EventMention) -> bool:
    """ "Three students wounded in the blast died": what the sentence says of them goes before what the participle says."""
    return event.trigger.dep_ == "acl" and event.entry.harm == "injured"


def _wholes(anchor: Token) -> Iterator[Token]:
    """The words that stand for all of those counted: "all" in "all of the four", "the attackers" in "the attackers, four men"."""
    if anchor.dep_ == "pobj" and anchor.head.lower_ == "of" and anchor.head.head.lower_ in ("all", "both", "each"):
        yield anchor.head.head
    if anchor.dep_ == "appos" and anchor.head.tag_.startswith("NN") and not any(child.dep_ == "nummod" for child in anchor.head.children):
        yield anchor.head


_HELPING = frozenset(("was", "were", "been", "being"))
_BETWEEN = _HELPING | frozenset(
    ("is", "are", "has", "have", "had", "be", "themselves", "himself", "herself", "also", "all", "both", "later", "then", "reportedly")
)


def _right_before(number: Number, event: EventMention) -> bool:
    """ "the four assailants were themselves shot": nothing but helping verbs stands between; parsers lose the subject there."""
    trigger = event.trigger
    between = trigger.doc[number.anchor.i + 1 : trigger.i] if number.anchor.i < trigger.i else None
    if between is None or trigger.tag_ != "VBN" or not between or len(between) > 4:
        return False
    return all(token.lower_ in _BETWEEN for token in between) and any(token.lower_ in _HELPING for token in between)


def _by_state(number: Number, sentence: Span) -> Told | None:
    doc = sentence.doc
    known = states()
    if number.anchor.lower_ in known and number.anchor.i not in range(number.span.start, number.span.end):
        return known[number.anchor.lower_], None, "tolls.state"
    after = max(number.span.end, number.anchor.i + 1)
    for token in doc[after : min(after + _NEAR, sentence.end)]:
        if token.lower_ in known and not _does_it(number.anchor, token):
            return known[token.lower_], None, "tolls.state"
        if token.tag_ in ("CD", "CC") or token.is_punct:
            break
    before = doc[max(sentence.start, number.span.start - 2) : number.span.start]
    for token in reversed(before):
        if token.lower_ in ("dead", "killed", "wounded", "injured", "missing") and before[-1].text == ":":
            return known[token.lower_], None, "tolls.state"
    return None


def _does_it(anchor: Token, verb: Token) -> bool:
    """ "two bombers killed 43": those counted do the harm, they do not suffer it."""
    return anchor.dep_ == "nsubj" and anchor.head.i == verb.i and any(child.dep_ == "dobj" for child in verb.children)


def _by_noun(number: Number) -> Told | None:
    if number.anchor.i in range(number.span.start, number.span.end):
        return None
    noun = number.anchor
    harm = harm_nouns().get(noun.lower_)
    if harm is None and noun.dep_ == "pobj" and noun.head.lower_ == "of":
        harm = harm_nouns().get(noun.head.head.lower_)  # "the bodies of 17 men"
    return (harm, None, "tolls.noun") if harm is not None else None


def _by_lives(number: Number) -> Told | None:
    verbs, nouns = listed("lives", "verbs"), listed("lives", "nouns")
    if number.anchor.lower_ in nouns and number.anchor.head.lower_ in verbs:
        return "killed", None, "tolls.lives"
    verb = number.anchor.head
    if (
        verb.lower_ in verbs
        and any(child.lower_ in nouns and child.dep_ == "dobj" for child in verb.children)
        and number.anchor.dep_.startswith("nsubj")
    ):
        return "killed", None, "tolls.lives"
    price = number.anchor.head.head if number.anchor.dep_ == "pobj" and number.anchor.head.lower_ == "of" else None
    if number.anchor.lower_ in nouns and price is not None and price.lower_ in listed("lives", "price"):
        return "killed", None, "tolls.lives"
    return None


def _by_loss(number: Number) -> Told | None:
    """ "The rebels had lost three fighters": those who fight and are lost are dead."""
    verb = number.anchor.head
    lost = verb.lower_ in listed("loss", "verbs") and number.anchor.dep_ == "dobj" and number.anchor.lower_ in listed("loss", "nouns")
    return ("killed", None, "tolls.loss") if lost else None


def _by_body(number: Number) -> Told | None:
    """ "Six passengers had their throats cut": harm told by what was done to the body."""
    verb = number.anchor.head
    if not number.anchor.dep_.startswith("nsubj"):
        return None
    verbs = [verb, *(child for child in verb.children if child.dep_ in ("conj", "ccomp", "xcomp"))]
    for node in verbs:
        parts = [token for token in node.subtree if token.lower_ in listed("body", "parts") and token.i > number.anchor.i]
        done = any(token.lower_ in listed("body", "verbs") for token in node.subtree if token.i > number.anchor.i)
        if parts and done:
            return "killed", None, "tolls.body"
    return None


def _by_list(number: Number) -> Told | None:
    """ "The ministry's list has 43 names": a list of names is one of the dead unless it says whose."""
    if number.anchor.lower_ not in ("names", "name"):
        return None
    verb = number.anchor.head
    of = verb if verb.dep_ == "prep" and verb.lower_ in ("with", "of") else None  # "a list with 43 names"
    while verb.dep_ in ("prep", "dobj", "pobj", "attr") and verb.head.i != verb.i:
        verb = verb.head
    if verb.lower_ not in listed("list", "verbs"):
        return None
    for child in verb.children:
        if child.lower_ in listed("list", "nouns") and (child.dep_ == "nsubj" or (of is not None and child.dep_ == "dobj")):
            told = [states().get(token.lower_) or harm_nouns().get(token.lower_) for token in child.subtree]
            return next((harm for harm in told if harm is not None), "killed"), None, "tolls.list"
    return None


def _by_toll_word(number: Number, sentence: Span, before: Harm | None) -> Told | None:
    """ "the death toll rose to 57", "put the number of wounded at 30": a toll noun and its number share a verb or a phrase."""
    if number.anchor.i not in range(number.span.start, number.span.end) and number.anchor.lower_ not in ("people", "persons"):
        return None
    linked = [token for token in sentence if token.lower_ in listed("toll", "nouns") and named(token) and _linked(token, number.anchor)]
    if not linked:
        return None
    toll = linked[0]
    harm = harm_of_toll(toll, before)
    return (harm, None, "tolls.toll_word") if harm is not None else None


def named(toll: Token) -> bool:
    """Whether a word for a toll is a noun here: "the killed", "fatalities"; in "a guard was killed" it tells a deed."""
    if not toll.tag_.startswith("VB"):
        return True
    before = toll.doc[toll.i - 1] if toll.i > toll.sent.start else None
    return before is not None and before.lower_ in ("the", "of", "its", "their", "those", "these", "all")


def _linked(toll: Token, anchor: Token) -> bool:
    if phrases.governs(toll, anchor):
        return True
    verb = anchor
    while verb.dep_ in ("pobj", "dobj", "attr", "prep", "nummod", "acomp", "conj", "oprd", "npadvmod") and verb.head.i != verb.i:
        verb = verb.head
    return verb.lower_ in listed("toll", "verbs") and verb.i != anchor.i and (toll.head.i == verb.i or verb.head.i == toll.i)


def harm_of_toll(toll: Token, before: Harm | None) -> Harm | None:
    """The harm that a word for a toll is about: the one named with it, else deaths, else, for "the figure", the one told before."""
    nouns = harm_nouns()
    near = [toll, *(token for token in toll.subtree)]
    for token in near:
        harm = nouns.get(token.lower_) or states().get(token.lower_)
        if harm is not None:
            return harm
    if any(token.lower_ in ("victims", "victim") for token in near):
        return before or "killed"
    lost = any(token.lower_ in listed("lives", "nouns") for token in near)
    if toll.lower_ in listed("toll", "bare") or lost:
        return before if toll.lower_ == "tally" and before is not None else "killed"
    of_something = any(child.dep_ == "prep" or child.dep_ == "compound" for child in toll.children)
    if toll.lower_ in listed("toll", "own") and any(child.dep_ == "poss" for child in toll.children) and not of_something:
        return "killed"  # "the army gives its losses as 40"
    return before if toll.lower_ in listed("toll", "any") and not of_something else None


def _by_care(number: Number) -> Told | None:
    if number.anchor.dep_ == "dobj" and number.anchor.head.lower_ in listed("care", "treating"):
        return "injured", None, "tolls.care"
    if _with_wounds(number.anchor) and not _own_side(number.anchor):
        return "injured", None, "tolls.care"
    if not number.anchor.dep_.startswith("nsubj") or _own_side(number.anchor):
        return None
    clause = list(_own_clause(number.anchor.head))
    if any(token.lower_ in listed("care", "unhurt") for token in clause):
        return None  # "six of them worked in the hospital"
    if any(token.lower_ in listed("care", "injured") and token.dep_ != "compound" for token in clause if token.i > number.anchor.i):
        return "injured", None, "tolls.care"
    return None


def _own_side(anchor: Token) -> bool:
    """ "Five suspects were found in a hospital": looked for there, not victims."""
    return anchor.lower_ in listed("care", "sought")


def _with_wounds(anchor: Token) -> bool:
    """ "38 persons with wounds", "18 people admitted with burns", "five men treated in hospital"."""
    if anchor.tag_ not in ("NNS", "NNPS", "CD"):
        return False
    for child in anchor.children:
        if child.i < anchor.i:
            continue
        taken = child.dep_ in ("acl", "relcl") and child.lower_ in listed("care", "taken")
        if (child.lower_ == "with" or taken) and any(token.lower_ in listed("care", "wounds") for token in child.subtree):
            return True
    return False


_CLAUSE_PARTS = frozenset(("prep", "pobj", "dobj", "compound", "amod", "xcomp", "pcomp", "oprd", "acomp", "attr", "agent", "nmod"))


def _own_clause(verb: Token) -> Iterator[Token]:
    """The verb and what it takes, without other clauses beside or below it."""
    yield verb
    for child in verb.children:
        if child.dep_ in _CLAUSE_PARTS:
            yield from _own_clause(child)


def _by_shape(number: Number, sentence: Span) -> Told | None:
    harm = beside(number, sentence)
    return (harm, None, "tolls.shape") if harm is not None else None


def _by_count(number: Number, sentence: Span, before: Harm | None) -> Told | None:
    harm = counted(number, sentence, before)
    if harm is not None:
        return harm, None, "tolls.toll_word"
    harm = said(number, sentence, before)
    return (harm, None, "tolls.saying") if harm is not None else None


def _by_saying(number: Number, harm: Harm | None) -> Told | None:
    """ "the councillors say 160", "an official spoke of 45 to 51": a bare number, said, goes on with the harm told before it."""
    alone = number.anchor.i in range(number.span.start, number.span.end)
    if harm is not None and _spoken_of(number):
        return harm, None, "tolls.saying"
    if harm is None or not alone or number.span[0].lower_ == "both":
        return None
    verb = number.anchor
    while verb.dep_ in ("pobj", "dobj", "prep", "ccomp", "attr", "pcomp", "nummod", "quantmod", "dep", "npadvmod") and verb.head.i != verb.i:
        verb = verb.head
    if (
        verb.lower_ in listed("saying", "moving")
        and number.anchor.head.lower_ == "to"
        and any(child.lower_ in ("up", "down", "back") for child in verb.children)
    ):
        return harm, None, "tolls.saying"  # "the police began with 27 and went down to 20"
    having = verb.lower_ in listed("saying", "having") and _ends_clause(number)
    if verb.i == number.anchor.i or not (having or verb.lower_ in listed("saying", "verbs")) or _counts_something(number):
        return None
    return harm, None, "tolls.saying"


def _spoken_of(number: Number) -> bool:
    """ "How many died nobody knows. The mayor speaks of at least 60 civilians": people who are spoken of where harm was told or asked about."""
    of = number.anchor.head
    people = number.anchor.lower_ in listed("saying", "people")
    return people and number.anchor.dep_ == "pobj" and of.lower_ == "of" and of.head.lower_ in ("speak", "speaks", "spoke", "talk", "talks", "talked")


def _ends_clause(number: Number) -> bool:
    """ "The governor has nine, ...": nothing that it could count comes after it."""
    after = number.span.doc[number.span.end : number.span.end + 1]
    return len(after) == 0 or after[0].is_punct or after[0].tag_ in ("CC", "IN")


def _counts_something(number: Number) -> bool:
    return any(child.dep_ == "prep" and child.lower_ == "of" for child in number.anchor.children) or (
        number.span.end < len(number.anchor.doc) and number.anchor.doc[number.span.end].tag_.startswith("NN")
    )
