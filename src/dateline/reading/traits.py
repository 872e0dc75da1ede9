"""What tells a report of conflict from another text: who speaks, who acts, what is dated, what is told as past, what else it talks about.

News of conflict is written to a pattern (van Dijk 1988): the opening tells a deed, its day and its place, and officials or witnesses are quoted for
it. Figures of speech, reviews, look-backs and advice share its words of violence, but not the pattern. Every trait is a number that a person can
check against the text; ``cues/report.toml`` weighs them.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Span, Token

from dateline.reading.attribution import attributions
from dateline.reading.cast import Cast, Party
from dateline.reading.drafts import Draft
from dateline.reading.literal import accident_beside, tells_of_violence
from dateline.reading.page import Sentence
from dateline.reading.story import Story
from dateline.reading.told import ToldEvent
from dateline.reading.vocabulary import SHOWN, words_of
from dateline.reading.warrant import is_power, powers

BY_FORCE = frozenset(("ASSAULT", "COERCE", "MOBILIZE", "THREATEN", "PROTEST", "RETREAT"))
"""Types of deeds that texts about other matters tell in a manner of speaking."""

OPENING = 3
"""Sentences, the title among them, in which a report tells its news."""

LATELY = 10
"""Days before publication within which a deed is news."""

_LONG_AGO = 15
"""Years before publication."""

_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")
_BEFORE_A_YEAR = re.compile(
    r"in|of|since|from|until|by|after|before|to|and|,|early|late|summer|winter|spring|autumn|[a-z]+(?:ary|uary|ch|il|ay|ne|ly|ust|ber)"
)
_UNDER_ARMS = frozenset(("REB", "UAF", "MIL", "COP", "PRM", "CRM", "SPY"))
_DONE = ("actual", "attempted")
_LABELLED = ("figurative", "fiction", "exercise")
_MUCH_QUOTED = 0.25
"""Share of words in quotation marks beyond which more tells nothing more: statements and speeches are news too."""

_I = frozenset(("i", "we", "my", "our", "us", "me"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "aux", "expl", "csubj"))
_IN_OPENING = 3
"""Words of one kind that count in the opening."""


def traits_of(story: Story, events: Sequence[ToldEvent]) -> dict[str, float]:
    """The traits of a text, by name: shares of its sentences (0 to 1), logarithms of counts, yes or no (1 or 0), and counts.

    Args:
        story: the text.
        events: its events.
    """
    return _of_deeds(story, events) | _of_voices(story) | _of_style(story.sentences) | _of_matter(story)


def _of_deeds(story: Story, events: Sequence[ToldEvent]) -> dict[str, float]:
    """What is told as done, by whom and when; in the opening and throughout."""
    drafts = [draft for event in events for draft in event.drafts]
    deeds = [draft for draft in drafts if draft.type in BY_FORCE]
    done = [draft for draft in deeds if draft.status.label in _DONE]
    lately = [draft for draft in done if is_recent(draft, story.published)]
    opening = {sentence.index for sentence in story.sentences[:OPENING]}
    first = [draft for draft in done if draft.sentence.index in opening]
    share = _Share(story)
    return {
        "recent_deeds": share(lately),
        "deeds_of_powers": share(draft for draft in deeds if any(map(is_power, draft.sources))),
        "tolls": share(draft for draft in drafts if draft.tolls),
        "not_meant": share(draft for draft in drafts if draft.status.label in _LABELLED),
        "opening_recent_and_placed": float(any(draft.place is not None and draft in lately for draft in first)),
    }


def _of_voices(story: Story) -> dict[str, float]:
    """Who speaks, and who is named."""
    speaking = [attributions(sentence.span) for sentence in story.sentences]
    official = sum(any(_by_power(head, story.cast) for saying in said for head in saying.speakers) for said in speaking)
    everybody = story.cast.everybody()
    opening = {sentence.index for sentence in story.sentences[:OPENING]}
    number = len(story.sentences)
    return {
        "attributed": sum(map(bool, speaking)) / number,
        "official_voices": official / number,
        "powers": math.log1p(len(powers(story.cast))),
        "armed_groups": math.log1p(len({actor.id for party in everybody for actor in party.actors() if actor.kind == "group"})),
        "opening_under_arms": float(len({party.sentence for party in everybody if party.sentence in opening and _under_arms(party)})),
    }


def _of_style(sentences: Sequence[Sentence]) -> dict[str, float]:
    """How it speaks to its reader, outside of quotation marks."""
    quoted = {doc: _in_quotes(doc) for doc in {sentence.span.doc for sentence in sentences}}
    free = [[token for token in sentence.span if token.i not in quoted[sentence.span.doc]] for sentence in sentences]
    words = sum(len(sentence.span) for sentence in sentences)
    orders = sum(
        sentence.span.root.tag_ == "VB"
        and sentence.span.root.i not in quoted[sentence.span.doc]
        and not any(child.dep_ in _SUBJECTS for child in sentence.span.root.children)
        for sentence in sentences
    )
    lower = [{token.lower_ for token in tokens} for tokens in free]
    number = len(sentences)
    return {
        "first_person": sum(bool(said & _I) for said in lower) / number,
        "questions": sum("?" in said for said in lower) / number,
        "imperatives": orders / number,
        "quoted": min(1 - sum(map(len, free)) / words, _MUCH_QUOTED),
    }


def _of_matter(story: Story) -> dict[str, float]:
    """What its words are about: violence, accidents, the past, other matters."""
    spans = [sentence.span for sentence in story.sentences]
    number = len(spans)
    counts = [min(len(found), SHOWN) for found in words_of(spans).values()]
    return {
        "violence": sum(tells_of_violence((span,)) for span in spans) / number,
        "accidents": sum(map(accident_beside, spans)) / number,
        "old_years": sum(bool(old_years(span, story.published)) for span in spans) / number,
        "vocabulary": sum(counts) / math.sqrt(number),
        "vocabulary_of_one_kind": max(counts, default=0) / math.sqrt(number),
        "vocabulary_of_opening": float(max((min(len(found), _IN_OPENING) for found in words_of(spans[:OPENING]).values()), default=0)),
    }


class _Share:
    """The share of a text's sentences that any of some tellings stands in."""

    def __init__(self, story: Story) -> None:
        self._number = len(story.sentences)

    def __call__(self, drafts: Iterable[Draft]) -> float:
        return len({draft.sentence.index for draft in drafts}) / self._number


def is_recent(draft: Draft, published: dt.date | None) -> bool:
    """Whether a telling has a time of its own, lately; where the day of publication is not known, every telling without an inherited one."""
    time = draft.time
    inherited = time is not None and time.rule in ("times.carried", "times.told_on")
    if published is None or inherited:
        return not inherited
    if time is None or time.span.start is None:
        return False
    return time.span.start <= published and (time.span.end or time.span.start) >= published - dt.timedelta(days=LATELY)


def old_years(sentence: Span, published: dt.date | None) -> list[Span]:
    """Years long before publication."""
    if published is None:
        return []
    newest = published.year - _LONG_AGO
    years = (token for token in sentence if _YEAR.fullmatch(token.text) and int(token.text) < newest)
    return [sentence.doc[year.i : year.i + 1] for year in years if year.i > sentence.start and _BEFORE_A_YEAR.fullmatch(year.nbor(-1).lower_)]


def _by_power(head: Token, cast: Cast) -> bool:
    party = cast.party(head)
    return party is not None and is_power(party)


def _under_arms(party: Party) -> bool:
    return any(actor.sector in _UNDER_ARMS for actor in party.actors())


def _in_quotes(doc: Doc) -> frozenset[int]:
    """Token indices from an opening quotation mark to the closing one, both included."""
    found, inside = set(), False
    for token in doc:
        mark = token.text in ("“", "”", '"', "''", "``")
        if mark:
            inside = token.text == "“" or (token.text != "”" and not inside)
        if mark or inside:
            found.add(token.i)
    return frozenset(found)
