"""When: which time belongs to which event, and which only to the saying of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from spacy.tokens import Span, Token

from dateline.grounding.times import Anchor, ResolvedTime, direction_of, find_times, resolve_time
from dateline.model import TimeSpan
from dateline.reading import cues, phrases
from dateline.reading.attribution import Attribution
from dateline.reading.page import Page, Sentence, passage_of

_DAYLIKE = frozenset(("clock", "part_of_day", "day"))


@dataclass(frozen=True, slots=True)
class TimeHere:
    """One temporal expression with a calendar meaning.

    Args:
        words: the expression.
        span: the days it covers.
        rule: how it was resolved.
        inferred: whether a rule had to choose (which February, which Thursday).
        governor: the verb or noun that it modifies.
    """

    words: Span
    span: TimeSpan
    rule: str
    inferred: bool
    governor: Token


@dataclass(slots=True)
class Calendar:
    """The resolved times of one page, by sentence."""

    by_sentence: dict[int, tuple[TimeHere, ...]]
    headings: tuple[int, ...] = ()
    """Indices of sentences that end in a colon: what they tell holds for the items after them ("Developments reported on Tuesday:")."""

    @classmethod
    def of(cls, page: Page, sentences: tuple[Sentence, ...], published: dt.date | None) -> Calendar:
        """Find and resolve every time of the page, in text order, so that "the next day" follows the day told before it."""
        narrative: TimeSpan | None = None
        found: dict[int, list[TimeHere]] = {}
        starts = {(sentence.passage, token.i): sentence.index for sentence in sentences for token in sentence.span}
        for index, doc in page.docs.items():
            text = doc.text  # spaCy puts it together anew at every call
            mentions = find_times(text)
            for mention, after in zip(mentions, [*mentions[1:], None], strict=False):
                words = doc.char_span(mention.start, mention.end, alignment_mode="expand")
                if words is None or (after is not None and text[mention.end : after.start].strip() == "of"):
                    continue  # "in the small hours of the previous day": it is the day that counts
                resolved = resolve_time(mention, Anchor(published=published, narrative=narrative), direction=direction_of(text, mention))
                if (resolved is None or resolved.span is None) and narrative is None and published is not None and _day_before(words):
                    before = TimeSpan.day(published - dt.timedelta(days=1))
                    found.setdefault(starts[(index, words.start)], []).append(
                        TimeHere(words, before, "times.day_before_report", True, _governor(words))
                    )
                    continue
                if resolved is None or resolved.span is None:
                    continue
                if resolved.span.precision in _DAYLIKE and not _long_past(resolved.span, published):
                    narrative = resolved.span
                found.setdefault(starts[(index, words.start)], []).append(_here(words, resolved, resolved.span))
        headings = tuple(sentence.index for sentence in sentences if sentence.span.text.rstrip().endswith(":"))
        return cls({index: tuple(times) for index, times in found.items()}, headings)

    def happened(self, trigger: Token, sentence: Sentence, said: tuple[Attribution, ...], others: frozenset[int]) -> TimeHere | None:
        """The time of the event at ``trigger``; None where the sentence tells none.

        Args:
            trigger: the event's word.
            sentence: its sentence.
            said: the acts of saying in the sentence; times that belong to them are not the event's.
            others: token indices of the other events of the sentence.
        """
        scored = [(_closeness(time, trigger, said, others), time) for time in self.by_sentence.get(sentence.index, ())]
        scored = [pair for pair in scored if pair[0] > 0]
        if not scored:
            return None
        return max(scored, key=lambda pair: (pair[0], pair[1].span.precision in _DAYLIKE, -abs(pair[1].words.start - trigger.i)))[1]

    def reached(self, sentence: Sentence, published: dt.date | None, *, beside: bool = False) -> TimeHere | None:
        """The day that the story has reached at a sentence.

        It is the last day told in the sentences of its paragraph up to there, else the last told shortly before it in the text, else the
        first told right after it.

        Args:
            sentence: the sentence.
            published: a day long before it is history and is passed over; where it is unknown no day is taken.
            beside: whether to look only back, and only in the paragraph.
        """
        if published is None:
            return None
        back = range(sentence.index, max(sentence.index - _CARRIED, -1), -1)
        told = [time for index in (*back, sentence.index + 1) for time in reversed(self.by_sentence.get(index, ())) if _is_news_day(time, published)]
        here = [time for time in told if passage_of(time.words[0]) == sentence.passage]
        if beside:
            return next((time for time in here if time.words.start < sentence.span.end), None) or self._headed(sentence, published)
        return next(iter(here or told), None) or self._headed(sentence, published)

    def _headed(self, sentence: Sentence, published: dt.date) -> TimeHere | None:
        """The day of the heading of a list, for its items."""
        heading = next((index for index in reversed(self.headings) if index < sentence.index), None)
        times = self.by_sentence.get(heading, ()) if heading is not None else ()
        return next((time for time in times if _is_news_day(time, published)), None)

    def said_at(self, verb: Token, sentence: Sentence) -> TimeHere | None:
        """When something was said: the time that modifies the verb of saying itself."""
        return next((time for time in self.by_sentence.get(sentence.index, ()) if time.governor.i == verb.i or _beside(time, verb)), None)


_STORY_DAYS = 60
_NEWS_DAYS = 10
_CARRIED = 4
"""How many sentences on a day still holds."""


def _is_news_day(time: TimeHere, published: dt.date) -> bool:
    span = time.span
    recent = span.end is not None and published - dt.timedelta(days=_NEWS_DAYS) <= span.end <= published
    return recent and span.precision in _DAYLIKE and span.start == span.end


def _day_before(words: Span) -> bool:
    """ "On the previous day" where the text has told no other: the day before the report."""
    return words.text.lower().removeprefix("on ").removeprefix("the ") == "previous day"


def _long_past(span: TimeSpan, published: dt.date | None) -> bool:
    """A day of history does not move the story's own time: "that afternoon" after it is the news's afternoon."""
    return published is not None and span.end is not None and span.end < published - dt.timedelta(days=_STORY_DAYS)


def _here(words: Span, resolved: ResolvedTime, span: TimeSpan) -> TimeHere:
    return TimeHere(words, span, f"times.{resolved.rule}", resolved.inferred, _governor(words))


def _governor(words: Span) -> Token:
    node = words.root
    while node.head.i != node.i:
        node = node.head
        if (node.tag_.startswith(("VB", "NN"))) and not words.start <= node.i < words.end:
            return node
    return node


def _beside(time: TimeHere, verb: Token) -> bool:
    """Whether the time stands right after the verb of saying ("said on Thursday it had ..."): parsers often give it to the clause that follows."""
    between = verb.doc[verb.i + 1 : time.words.start]
    return verb.i < time.words.start and len(between) <= 2 and all(token.tag_ in ("IN", "RB", "TO", "NNS", "PRP") for token in between)


def _record(time: TimeHere) -> bool:
    """ "the deadliest attack since 2014": how far back a comparison goes, not when the event was."""
    if time.words[0].lower_ != "since":
        return False
    before = time.words.doc[max(time.words.sent.start, time.words.start - 9) : time.words.start]
    return any(token.tag_ in ("JJS", "RBS") or token.lower_ == "first" for token in before)


def _of_the_count(time: TimeHere, trigger: Token) -> bool:
    """ "The toll rose to 57 on Friday", "put the dead at 171 on Friday": when it was counted, not when it happened."""
    verb = time.governor
    words = cues.load("tolls")
    if verb.i == trigger.i or not verb.tag_.startswith("VB") or trigger.tag_.startswith("VB"):
        return False
    if verb.lower_ not in words["toll"]["verbs"] and verb.lower_ not in words["counting"]["verbs"]:
        return False
    counted = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass", "dobj")]
    return verb.lower_ in words["counting"]["verbs"] or any(child.lower_ in words["toll"]["nouns"] for child in counted)


def _of_a_saying(governor: Token, trigger: Token) -> bool:
    """ "in a statement on Tuesday", "the prosecutor said the next day that": the day of the words, whatever they tell."""
    if governor.i == trigger.i or phrases.governs(trigger, governor):
        return False
    data = cues.load("sourcing")
    if governor.lower_ in data["act"]["nouns"]:
        return True
    says = governor.tag_.startswith("VB") and governor.lower_ in data["verbs"]["neutral"]
    speaks = governor.tag_ == "VBG" or any(child.dep_ == "nsubj" for child in governor.children)  # "saying on Monday that ..."
    return says and speaks and any(child.dep_ == "ccomp" for child in governor.children)


def _set_off(time: TimeHere, verb: Token) -> bool:
    """ "On 29 June, officials say, aircraft bombed a column": between the day and the deed only the saying is set in."""
    doc = time.words.doc
    after = doc[time.words.end] if time.words.end < len(doc) else None
    closed = doc[verb.i + 1] if verb.i + 1 < len(doc) else None
    short = time.words.end < verb.i and verb.i - time.words.end <= 5
    return short and after is not None and closed is not None and after.text == closed.text == ","


def _by_the_time(governor: Token, trigger: Token) -> bool:
    """ "By the time the army left on Tuesday, 60 had died": the day of what was over, not of what it ended."""
    time = governor.head
    aside = governor.dep_ in ("relcl", "acl") and time.lower_ == "time" and time.head.lower_ in ("by", "until", "before")
    return aside and not phrases.governs(governor, trigger)


def _when(time: TimeHere, trigger: Token) -> bool:
    """ "what happened in October 2011, when a truck exploded": the clause after the day tells what was on it."""
    after = trigger.doc[time.words.end : time.words.end + 2]
    opening = next((token for token in after if token.lower_ == "when"), None)
    return opening is not None and opening.head.i == trigger.i and trigger.tag_.startswith("VB")


def _closeness(time: TimeHere, trigger: Token, said: tuple[Attribution, ...], others: frozenset[int]) -> int:
    governor = time.governor
    if _record(time) or _of_the_count(time, trigger):
        return 0
    if _of_a_saying(governor, trigger):
        return 3 if _set_off(time, governor) and trigger.i > governor.i else 0
    for saying in said:
        if trigger.i in saying.scope and (governor.i == saying.verb.i or _beside(time, saying.verb)):
            return 3 if _set_off(time, saying.verb) and trigger.i > saying.verb.i else 0
        inside, told = time.words.start in saying.scope, trigger.i in saying.scope
        if told and not inside and any(time.words.start in {t.i for t in speaker.subtree} for speaker in saying.speakers):
            return 0
    if governor.i == trigger.i:
        return 5
    if _by_the_time(governor, trigger):
        return 0
    if _when(time, trigger):
        return 4
    up = [trigger, *trigger.ancestors]
    line = {node.i: steps for steps, node in enumerate(up)}
    if governor.i in line:
        path = up[1 : line[governor.i]]
        return 1 if any(node.i in others for node in path) or governor.i in others else 4 if line[governor.i] <= 2 else 3
    down = [governor, *governor.ancestors]
    if any(node.i == trigger.i for node in down):
        path = down[: next(steps for steps, node in enumerate(down) if node.i == trigger.i)]
        if not any(node.i in others for node in path):
            return 4
        # "condemned Monday's attack", "charged those who had ordered the shooting last week": the day is that of the deed named within.
        deep = governor.tag_.startswith("NN") or any(node.dep_ in ("relcl", "acl", "pcomp") and node.tag_ != "VBG" for node in path)
        return 0 if deep else 1
    if governor.i in others:
        return 0
    aside = any(node.dep_ in ("relcl", "acl", "appos", "parataxis") for node in down if node.i not in line)
    return 0 if aside or any(node.i in others for node in down) else 1
