"""How many were harmed: numbers first, then what each number counts and what happened to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Span, Token

from dateline.grounding.numbers import find_counts
from dateline.model import Count, Harm
from dateline.reading import phrases
from dateline.reading.heard_figures import heard_figure, no_figure
from dateline.reading.hours import is_an_hour
from dateline.reading.toll_lists import in_list_with, with_them
from dateline.reading.toll_rules import Told, either_harm, harm_of
from dateline.reading.toll_scope import late_death, scope_of
from dateline.reading.toll_words import Number, TollMention, listed
from dateline.reading.triggers import EventMention
from dateline.reading.unnumbered import one_more, one_of_them, so_was, uncounted, zeros


def find_tolls(
    sentence: Span, events: tuple[EventMention, ...], is_person: Callable[[Token], bool], before: Harm | None = None, first: Harm | None = None
) -> tuple[TollMention, ...]:
    """Every figure of harm in one sentence, in text order.

    Args:
        sentence: the sentence.
        events: the event mentions found in it.
        is_person: whether a noun is the head of a phrase for one person.
        before: the harm that the figure before this sentence was about, where the paragraph has told one.
        first: the harm that the report's first figure was about, where it has told one.
    """
    harmful = [event for event in events if event.entry.harm is not None]
    found: list[TollMention] = []
    loose: list[Number] = []
    for number in numbers(sentence):
        if number.anchor.lower_ in listed("things", "nouns") or _of_kin(number) or _age(number) or either_harm(number, harmful):
            continue
        told = harm_of(number, sentence, harmful, found, before, first)
        if told is not None and not (told[0] in ("killed", "injured") and no_figure(number)):
            found.append(figure(number, told, sentence, found))
        elif (heard := heard_figure(number, figure(number, _UNTOLD, sentence, []), events)) is not None:
            found.append(heard)
        else:
            loose.append(number)
    for number in loose:
        member = next((toll for toll in found if toll.scope == "incident" and in_list_with(number, toll)), None)
        if member is None and with_them(number):
            member = next((toll for toll in reversed(found) if toll.span.end <= number.span.start and toll.scope == "incident"), None)
        if member is not None:
            found.append(figure(number, (member.harm, member.event, "tolls.list_member"), sentence, []))
    counted = {(toll.harm, token.i) for toll in found for token in toll.span}
    found.extend(toll for toll in uncounted(harmful, is_person) if (toll.harm, toll.anchor.i) not in counted)
    found.extend(one_more(harmful, found))
    found.extend(one_of_them(sentence, found, is_person))
    found.extend(so_was(sentence, found))
    found.extend(zeros(sentence, harmful))
    return tuple(sorted(found, key=lambda toll: toll.span.start))


def figure(number: Number, told: Told, sentence: Span, found: list[TollMention]) -> TollMention:
    """A number as a figure of harm.

    Args:
        number: the number.
        told: the harm, the event mention whose harm it is, and the rule that says so.
        sentence: its sentence.
        found: the figures of the sentence before it.
    """
    harm, event, rule = told
    scope = scope_of(number, sentence, found, harm, rule)
    count, extent = number.mention.count, _extent(number)
    if rule in _PASSING and (passed := _passed(number)) is not None:
        count, extent = passed, number.span.doc[number.span.start - 1 : extent.end]
    return TollMention(harm, count, number.anchor, extent, scope, event, rule, _of_known(number) or (event is not None and late_death(event)))


_UNTOLD: Told = ("killed", None, "hearing.figure")
"""What stands for the harm of a number until it is known."""

_PASSING = frozenset(("tolls.toll_word", "tolls.noun", "tolls.state"))


def _passed(number: Number) -> Count | None:
    """ "The toll passed 130", "went past 130": more than the number."""
    count, start = number.mention.count, number.span.start
    if count.kind != "exact" or count.low is None or start == 0:
        return None
    before = number.span.doc[start - 1]
    if before.lower_ not in listed("toll", "passing"):
        return None
    return Count(low=count.low + 1, high=None, kind="at_least", words=number.span.doc[start - 1 : number.span.end].text)


def _of_kin(number: Number) -> bool:
    """ "a mother of two", "the father of three children": how many children somebody has."""
    of = number.anchor.head
    return of.lower_ == "of" and number.anchor.dep_ == "pobj" and of.head.lower_ in listed("kin", "nouns")


def _age(number: Number) -> bool:
    """ "a man of 46": how old somebody is."""
    of = number.anchor.head
    bare = number.span.start <= number.anchor.i < number.span.end
    return bare and of.lower_ == "of" and number.anchor.dep_ == "pobj" and of.head.lower_ in listed("age", "nouns")


def numbers(sentence: Span) -> Iterator[Number]:
    """The numbers of a sentence that may count people, in text order: no ages, sums, distances, dates or times of day."""
    doc = sentence.doc
    for mention in find_counts(sentence.text):
        if mention.not_count is not None:
            continue
        start, end = sentence.start_char + mention.start, sentence.start_char + mention.end
        span = doc.char_span(start, end, alignment_mode="expand")
        number = Number(mention, span, _counted(span)) if span is not None else None
        if number is not None and not is_an_hour(number):
            yield number


def _counted(span: Span) -> Token:
    """The noun that a number counts; the number itself where it stands alone ("killing 12")."""
    root = span.root
    if root.dep_ in ("advmod", "npadvmod", "advcl") and root.tag_ != "CD":  # "upwards of 20 more have been"
        root = next((token for token in reversed(span) if token.tag_ == "CD"), root)
    inside = range(span.start, span.end)
    head = root
    while head.dep_ in ("nummod", "quantmod", "amod", "det", "compound", "advmod", "npadvmod", "predet", "poss") and head.head.i != head.i:
        head = head.head
        inner = head.dep_ in ("compound", "amod", "nmod") and head.head.i > head.i  # "fifteen Nigerien soldiers": the soldiers
        if head.i not in inside and head.tag_.startswith(("NN", "CD", "JJ", "PRP")) and not inner:
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


def _extent(number: Number) -> Span:
    """The number with the noun phrase it counts."""
    doc = number.anchor.doc
    alone = number.span.start <= number.anchor.i < number.span.end and not any(child.lower_ == "of" for child in number.anchor.children)
    core = number.span if alone else phrases.core(number.anchor)
    start, end = min(core.start, number.span.start), max(core.end, number.span.end)
    while end < len(doc) and doc[end].lower_ in ("others", "more", "people") and doc[end].dep_ != "ROOT":
        end += 1
    return doc[start:end]


def _of_known(number: Number) -> bool:
    """ "three of the soldiers", "two of its men": some of a group that is known already."""
    return any(
        child.lower_ == "of"
        and any(noun.dep_ == "pobj" and (phrases.is_definite(noun) or noun.lower_ in ("them", "those", "these", "whom")) for noun in child.children)
        for token in (number.anchor, *number.span)
        for child in token.children
        if child.dep_ == "prep"
    )
