"""People harmed who are told without a number: "a soldier", "the envoy, his guard and a driver", "nobody"."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from spacy.tokens import Span, Token

from dateline.model import Count, Harm
from dateline.reading import phrases
from dateline.reading.toll_scope import late_death
from dateline.reading.toll_words import TollMention, harm_nouns, listed, states
from dateline.reading.triggers import EventMention


def uncounted(events: list[EventMention], is_person: Callable[[Token], bool]) -> Iterator[TollMention]:
    """Victims told without a number: "a soldier was killed" is one, "the envoy, his guard and a driver" three, "civilians" two or more."""
    for event in events:
        harm: Harm = event.entry.harm  # type: ignore[assignment]  # callers pass harmful events only
        bare = [target for target in event.targets if target.tag_ != "CD" and not _numbered(target)]
        single = [target for target in bare if (is_person(target) or _titled(target)) and not _negative(target)]
        if any(target.tag_ == "NNP" for target in single):  # in a list of names all are names
            single = [target for target in bare if target in single or target.tag_ == "NNP"]
        beside = [noun for noun in _alongside(event.trigger) if is_person(noun) or _titled(noun)] if single or event.targets else []
        if beside and not single:
            single, bare = beside, beside
        elif single:
            single = [*single, *(noun for noun in beside if noun not in single)]
        if len(single) > 1 and len(bare) < len(event.targets):
            # "two women, a child and an old man": each beside the numbered ones, and of a class of its own
            yield from (_one(harm, person, event) for person in single)
        elif single:
            span = event.sentence.doc[phrases.core(single[0]).start : phrases.core(single[-1]).end]
            words = span.text
            count = Count(low=len(single), high=len(single), kind="exact", words=words)
            rule = "tolls.listed" if len(single) > 1 else "tolls.one"
            yield TollMention(harm, count, single[0], span, "incident", event, rule, late_death(event))
        for target in bare:
            if target.tag_ == "NNS" and not _titled(target) and not any(child.dep_ in ("det", "poss") for child in target.children):
                words = phrases.core(target).text
                yield TollMention(harm, Count(low=2, kind="vague", words=words), target, phrases.core(target), "incident", event, "tolls.plural")


def _one(harm: Harm, person: Token, event: EventMention) -> TollMention:
    span = phrases.core(person)
    return TollMention(harm, Count(low=1, high=1, kind="exact", words=span.text), person, span, "incident", event, "tolls.one")


def _alongside(verb: Token) -> list[Token]:
    """ "The envoy was killed along with his guard and a driver": the guard and the driver."""
    for node in verb.subtree:
        if node.lower_ == "with" and node.i > verb.i and verb.doc[node.i - 1].lower_ in ("along", "together"):
            nouns = (noun for noun in node.children if noun.dep_ == "pobj")
            return [head for noun in nouns for head in phrases.conjuncts(noun) if not _numbered(head)]
    return []


def _titled(target: Token) -> bool:
    """ "Mr. Jones": one person, whatever the name ends with."""
    return any(child.dep_ == "compound" and child.lower_ in listed("titles", "words") for child in target.children)


def one_more(events: list[EventMention], found: list[TollMention]) -> Iterator[TollMention]:
    """ "One soldier was killed and another was injured": one more of those told before it."""
    counted = {token.i for toll in found for token in toll.span}
    for event in events:
        harm: Harm = event.entry.harm  # type: ignore[assignment]  # callers pass harmful events only
        for target in event.targets:
            before = any(toll.span.start < target.i for toll in found)
            if target.lower_ in listed("one_more", "words") and target.i not in counted and before:
                span = phrases.core(target)
                yield TollMention(harm, Count(low=1, high=1, kind="exact", words=span.text), target, span, "incident", event, "tolls.one_more")


def so_was(sentence: Span, found: list[TollMention]) -> Iterator[TollMention]:
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


def one_of_them(sentence: Span, found: list[TollMention], is_person: Callable[[Token], bool]) -> Iterator[TollMention]:
    """ "nine people were killed, among them a teacher", "including a child": one of the figure before it."""
    if not found:
        yield from _among_the(sentence, is_person)
        return
    told = found[-1]
    for token in sentence:
        if token.lower_ not in listed("part", "before") or token.i < told.span.start:
            continue
        for noun in sentence.doc[token.i + 1 : min(token.i + 7, sentence.end)]:
            if noun.tag_ == "CD":
                break
            if noun.tag_ == "NN" and noun.dep_ in ("pobj", "appos", "conj", "dobj", "nsubj", "attr") and is_person(noun):
                span = phrases.core(noun)
                yield TollMention(told.harm, Count(low=1, high=1, kind="exact", words=span.text), noun, span, "part", told.event, "tolls.part")
                break


def _among_the(sentence: Span, is_person: Callable[[Token], bool]) -> Iterator[TollMention]:
    """ "Among the dead was a journalist", "a nurse was among the wounded": one of those told elsewhere."""
    among = next((token for token in sentence if token.lower_ in ("among", "amongst")), None)
    known = {**states(), **harm_nouns()}
    told = [known[token.lower_] for token in among.subtree if token.lower_ in known] if among is not None else []
    harm = next(iter(told), None)
    if among is None or harm is None or among.head.lower_ not in ("was", "were", "is", "are"):
        return
    for noun in among.head.children:
        if noun.dep_ in ("nsubj", "attr") and noun.tag_ in ("NN", "NNP") and is_person(noun) and not _numbered(noun):
            span = phrases.core(noun)
            yield TollMention(harm, Count(low=1, high=1, kind="exact", words=span.text), noun, span, "part", None, "tolls.part")


def _negative(target: Token) -> bool:
    """ "nobody", "no soldier"; "no fewer than 40" are 40 or more."""
    if target.lower_ in ("nobody", "none"):
        return True
    negative = [child for child in target.children if child.dep_ == "det" and child.lower_ in ("no", "neither")]
    return any(child.nbor().lower_ not in ("fewer", "less", "more") for child in negative)


def zeros(sentence: Span, events: list[EventMention]) -> Iterator[TollMention]:
    """Harm that is said not to have happened: "no one was killed", "no casualties"."""
    for event in events:
        harm: Harm = event.entry.harm  # type: ignore[assignment]  # callers pass harmful events only
        for target in event.targets:
            if _negative(target):
                span = phrases.core(target)
                yield TollMention(harm, Count(low=0, high=0, kind="exact", words=span.text), target, span, "incident", event, "tolls.zero")
    nouns = listed("zero", "nouns")
    for token in sentence:
        if token.lower_ in nouns and any(child.lower_ in ("no", "without") for child in token.children):
            span = phrases.core(token)
            harms: tuple[Harm, ...] = ("killed", "injured") if token.lower_.startswith("casualt") else ((harm_nouns().get(token.lower_) or "killed"),)
            for harm in harms:
                yield TollMention(harm, Count(low=0, high=0, kind="exact", words=span.text), token, span, "incident", None, "tolls.zero")
