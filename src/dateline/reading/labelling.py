"""What an event is called: PLOVER's type by the lexicon, or a type of a user's own codebook by its triggers and covers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from dateline.codebook import Codebook, Cover
from dateline.model import EventType
from dateline.reading import phrases
from dateline.reading.drafts import VIOLENT, Draft
from dateline.reading.heard_events import HEARD
from dateline.reading.lexicon import Lexicon
from dateline.reading.story import Story

_TELLING_MODES = frozenset(("suicide-attack", "drone", "abduct"))
"""Modes of violence that win wherever a document tells them, because they say more than the verb beside them."""

_Phrases = tuple[tuple[frozenset[int], ...], ...]


@dataclass(frozen=True, slots=True)
class _Rule:
    """A cover with its words as hashes of all their forms."""

    code: str
    name: str
    cover: Cover
    who: _Phrases
    whom: _Phrases
    words: _Phrases
    not_words: _Phrases


class Labels:
    """Names events.

    Args:
        lexicon: makes the forms of a cover's words, and knows its classes.
        book: a user's own codebook; None where claims have PLOVER's types.

    Raises:
        CodebookError: if a cover names a class of words that does not exist.
    """

    def __init__(self, lexicon: Lexicon, book: Codebook | None = None) -> None:
        self._book = book
        self._rules = tuple(_rules(book, lexicon)) if book is not None else ()

    def label(self, drafts: Sequence[Draft], story: Story) -> EventType | None:
        """The type and mode of an event by its tellings; None where the codebook in use has no type for it."""
        own = [draft for draft in drafts if draft.event is not None and draft.event.entry.own is not None]
        if own:
            return _of_own_trigger(own, story)
        plover = _of_plover(drafts, story)
        if self._book is None:
            return plover
        for rule in self._rules:
            found = self._covered(rule, plover, drafts, story)
            if found is not None:
                return found
        return plover if self._book.extends == "plover" else None

    def _covered(self, rule: _Rule, plover: EventType, drafts: Sequence[Draft], story: Story) -> EventType | None:
        if not rule.cover.takes(plover.type, plover.mode):
            return None
        if any(_find(rule.not_words, draft.clause) for draft in drafts):
            return None
        words: list[Span] = []
        for asked, spans in (
            (rule.words, [draft.clause for draft in drafts]),
            (rule.who, [span for draft in drafts for span in _named(draft, "source")]),
            (rule.whom, [span for draft in drafts for span in _named(draft, "target")]),
        ):
            found = next((match for span in spans for match in [_find(asked, span)] if match is not None), None)
            if asked and found is None:
                return None
            if found is not None:
                words.append(found)
        evidence = tuple(dict.fromkeys((*plover.evidence, *story.quotes(*words))))
        return EventType(
            type=rule.code, mode=rule.cover.mode, like=plover.type, evidence=evidence, rule=f"codebook:{rule.name}", inferred=plover.inferred
        )


def trigger_words(draft: Draft) -> Span:
    """The trigger's own words."""
    assert draft.event is not None
    words = draft.event.words
    return words[0].doc[words[0].i : words[-1].i + 1]


def entry_rule(draft: Draft) -> str:
    """The name of what gave a telling its type: the lexicon entry that it was found by, or a network."""
    assert draft.event is not None
    if draft.typed_by is not None:
        return draft.typed_by
    return draft.event.entry.id if draft.event.entry.id.startswith(HEARD) else f"lexicon:{draft.event.entry.id}"


def _of_plover(drafts: Sequence[Draft], story: Story) -> EventType:
    told = [draft for draft in drafts if draft.event is not None]
    if not told:
        toll = next(toll for draft in drafts for toll in draft.tolls)
        return EventType(type=VIOLENT, evidence=story.quotes(toll.span), rule=toll.rule, inferred=True)
    moded = [draft for draft in told if draft.mode is not None]
    chosen = min(moded, key=_mode_rank) if moded else told[0]
    return EventType(type=chosen.type, mode=chosen.mode, evidence=story.quotes(trigger_words(chosen)), rule=entry_rule(chosen))


def _mode_rank(draft: Draft) -> tuple[bool, bool, int]:
    """A telling mode first, then what a verb tells, then what a noun does; the earlier first."""
    assert draft.event is not None
    return draft.mode not in _TELLING_MODES, draft.event.form == "nominal", draft.index


def _of_own_trigger(own: Sequence[Draft], story: Story) -> EventType:
    def entry(draft: Draft) -> tuple[str, str | None]:
        assert draft.event is not None
        return draft.event.entry.own or "", draft.event.entry.own_mode

    chosen = next((draft for draft in own if entry(draft)[1] is not None and entry(draft)[0] == entry(own[0])[0]), own[0])
    code, mode = entry(chosen)
    return EventType(type=code, mode=mode, like=chosen.type, evidence=story.quotes(trigger_words(chosen)), rule=entry_rule(chosen))


def _rules(book: Codebook, lexicon: Lexicon) -> Iterable[_Rule]:
    for kind in book.types:
        for number, cover in enumerate(kind.covers, start=1):
            lists = (lexicon.phrases(words, f"{book.name}: type {kind.code!r}") for words in (cover.who, cover.whom, cover.words, cover.not_words))
            yield _Rule(kind.code, f"{book.name}/{kind.code}/covers-{number}", cover, *lists)


def _named(draft: Draft, role: str) -> Iterable[Span]:
    """The noun phrases of one side, whether or not they are parties."""
    if draft.event is not None:
        tokens: tuple[Token, ...] = draft.event.sources if role == "source" else draft.event.targets
        yield from map(phrases.extended, tokens)
    for party in draft.sources if role == "source" else draft.targets:
        yield party.span
    if role == "target":
        yield from (toll.span for toll in draft.tolls)


def _find(asked: _Phrases, span: Span) -> Span | None:
    """The first of the phrases that stands in a span."""
    if not asked:
        return None
    lowered = [token.lower for token in span]
    for start in range(len(lowered)):
        for phrase in asked:
            if start + len(phrase) <= len(lowered) and all(lowered[start + step] in forms for step, forms in enumerate(phrase)):
                return span[start : start + len(phrase)]
    return None
