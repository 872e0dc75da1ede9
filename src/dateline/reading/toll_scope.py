"""What a figure is of: the whole event, a part of it, an earlier count that is replaced, or a total over many events."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Span, Token

from dateline.model import Harm, TollScope
from dateline.reading import cues
from dateline.reading.toll_words import Number, TollMention, listed
from dateline.reading.triggers import EventMention


def scope_of(number: Number, sentence: Span, found: list[TollMention], harm: Harm, rule: str) -> TollScope:
    """The scope of a figure, from its own words and the figures told before it in the sentence."""
    if rule == "tolls.part":
        return "part"
    doc = sentence.doc
    left = doc[max(sentence.start, number.span.start - 4) : number.span.start]
    same_harm = [toll for toll in found if toll.harm == harm and toll.scope == "incident"]
    if any(token.lower_ in listed("part", "before") for token in left) and same_harm:
        return "part"
    if same_harm and any(
        child.dep_ == "prep" and child.lower_ == "of" and any(noun.lower_ in listed("part", "of_them") for noun in child.children)
        for child in doc[number.span.end - 1].children
    ):
        return "part"
    before = [token for token in left if token.tag_ not in ("DT", "JJ", "PRP$")]
    if before and before[-1].lower_ in listed("superseded", "from_words") and same_harm:
        return "superseded"  # "raised to 57 from an initial 40"
    if (
        found
        and found[-1].scope == "superseded"
        and found[-1].harm == harm
        and "then" in {t.lower_ for t in doc[found[-1].span.end : number.span.start]}
    ):
        return "superseded"  # "first there was talk of 20, then the senator gave 218": the whole story of the count is past
    if _compared_with(number, sentence) or _had_said(number) or _FORMERLY.search(doc[sentence.start : number.span.start].text.lower() + " "):
        return "superseded"
    above = list(number.anchor.ancestors)[:2]
    verb = next((node for node in above if node.tag_.startswith("VB")), None)
    subjects = [child for child in verb.children if child.dep_ == "nsubj"] if verb is not None else []
    tolls = [noun for noun in (number.anchor, *above, *subjects) if noun.lower_ in listed("toll", "nouns")]
    if any(child.lower_ in listed("superseded", "adjectives") for noun in tolls for child in noun.children):
        return "superseded"
    clause = _clause(number.anchor)
    if any(token.lower_ in listed("superseded", "clause") and token.dep_ == "advmod" for token in clause):
        return "superseded"
    return "cumulative" if is_cumulative(sentence, number.anchor) else "incident"


def _compared_with(number: Number, sentence: Span) -> bool:
    """ "The figures are higher than those given on Friday, when officials counted 12 dead": a count that the sentence sets beside a newer one."""
    before = sentence.doc[sentence.start : number.span.start]
    for than in before:
        if than.lower_ == "than" and than.i > sentence.start and than.nbor(-1).lower_ in listed("superseded", "compared"):
            after = sentence.doc[than.i + 1 : number.span.start]
            counted = any(token.tag_ == "CD" for token in after[:2])  # "more than 160 bodies; a list put the dead at 171"
            if not counted and any(token.lower_ in listed("superseded", "given") for token in after):
                return True
    return False


def _had_said(number: Number) -> bool:
    """ "The police had given 27", "officials had put the toll at nine": said before the story's own time; not "said he had counted seven"."""
    for verb in list(number.anchor.ancestors)[:3]:
        if verb.tag_ == "VBN" and verb.lower_ in listed("superseded", "had_said"):
            had = any(child.dep_ == "aux" and child.lower_ == "had" for child in verb.children)
            return had and not (verb.dep_ == "ccomp" and verb.head.tag_ in ("VBD", "VBN"))
    return False


_FORMERLY = re.compile(
    r"\bup from(?: the| an?)?(?: \w+)? $"
    r"|\b(?:earlier|previous|initial|preliminary|first) (?:count|figure|toll|tally|report|statement|estimate|balance sheet|number)s?\b"
    r"(?: (?:of|was|were|had been|spoke of|had spoken of|had mentioned|mentioned|said|gave|had put it at|put it at|had given|that))? $"
)
""" "Up from the 44 (given before)", "an initial count had spoken of 26", "correcting an earlier count of 24"."""


def late_death(event: EventMention) -> bool:
    """ "One of the wounded died on Saturday", "died of his burns": a death after the event, whose day and place are not the event's."""
    if event.entry.harm != "killed" or event.sources or event.form not in ("active", "relative"):
        return False
    words = cues.load("means")["late"]
    told = [child for child in event.trigger.children if child.dep_ == "prep"] + [
        child for target in event.targets for child in (target, *target.children) if child.dep_ != "relcl"
    ]
    after = {token.lower_ for part in told for token in _phrase(part)}
    return event.trigger.lower_ in words["verbs"] or bool(after & set(words["words"]))


def _phrase(token: Token) -> Iterator[Token]:
    """A word and what it takes, without the clauses below it."""
    yield token
    for child in token.children:
        if child.dep_ not in ("relcl", "advcl", "ccomp", "parataxis", "conj"):
            yield from _phrase(child)


def _clause(token: Token) -> Iterator[Token]:
    verb = token
    while verb.head.i != verb.i and not verb.tag_.startswith("VB"):
        verb = verb.head
    return iter(verb.children)


_DATED = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?(?: \d{1,2})?,? $|\b(?:last|earlier|later),? $", re.IGNORECASE)


def _of_its_clause(words: Token, anchor: Token) -> bool:
    """ "A bomb killed 70, and lawyers across the country boycotted courts": what is said of the lawyers is not said of the toll."""
    told, other = _verb(anchor), _verb(words)
    if told.i == other.i or other.is_ancestor(told):
        return True
    beside = other.dep_ == "conj" and any(child.dep_ in ("nsubj", "nsubjpass") for child in other.children)
    return told.is_ancestor(other) and not beside


def _verb(token: Token) -> Token:
    while token.head.i != token.i and not token.tag_.startswith("VB"):
        token = token.head
    return token


_SPELL = re.compile(
    r"\b(?:in|over|during|for|within) (?:just |only |less than |more than |about )?(?:the |a |its |his |those |these )?"
    r"(?:(?:first|last|past|previous|preceding|recent|opening|final|latest) )?"
    r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|several|a few|few|many)?"
    r"[ -]?(?:days|weeks|months|years) of (?:the|this|that|last|war|fighting|violence|unrest|clashes|shelling|bombardment|siege)\b",
    re.IGNORECASE,
)
"""A spell of days, weeks or months in which many were harmed: "in the first nine days of the month"."""


_AFTER_IT = re.compile(r" (?:to the day|after|ago|later|on\b|before|earlier|since\b|apart|to the\b)", re.IGNORECASE)
"""What follows "a year" where it tells how long after, and no period: "a year to the day after the attack"."""


@cache
def _cumulative_pattern() -> re.Pattern[str]:
    phrases_ = sorted(cues.load("tolls")["cumulative"]["phrases"], key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, phrases_)) + r")\b", re.IGNORECASE)


def is_cumulative(sentence: Span, anchor: Token) -> bool:
    """Whether the figure at ``anchor`` is a total over many events or a period ("since", "in the past year"); "10 May this year" is a day."""
    for match in _cumulative_pattern().finditer(sentence.text):
        apart = _DATED.search(sentence.text[: match.start()]) or _AFTER_IT.match(sentence.text[match.end() :])
        words = sentence.doc.char_span(sentence.start_char + match.start(), sentence.start_char + match.end(), alignment_mode="expand")
        if not apart and (words is None or _of_its_clause(words.root, anchor)):
            return True
    if _SPELL.search(sentence.text):
        return True
    verb = anchor
    while verb.head.i != verb.i and not verb.tag_.startswith("VB"):
        verb = verb.head
    perfect = any(child.dep_ in ("aux", "auxpass") and child.lower_ in ("have", "has", "'ve") for child in verb.children)
    return perfect and any(token.lower_ == "since" and (token.dep_ == "mark" or any(True for _ in token.children)) for token in sentence)
