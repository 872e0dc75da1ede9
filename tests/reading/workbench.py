"""A text laid out as the rule reader lays it out, up to the point that a test looks at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span, Token

from dateline.grounding.actors import ActorCatalogue
from dateline.model import Document, moment_date
from dateline.reading.cast import Cast, Party
from dateline.reading.drafts import Telling, collect
from dateline.reading.labelling import Labels
from dateline.reading.lexicon import load
from dateline.reading.page import Page, Sentence, turn
from dateline.reading.placing import Map
from dateline.reading.story import Story
from dateline.reading.timing import Calendar
from dateline.reading.triggers import EventMention, find_triggers


@cache
def catalogue() -> ActorCatalogue:
    return ActorCatalogue.default()


@dataclass(frozen=True)
class Bench:
    """One page with everything found on it."""

    page: Page
    sentences: tuple[Sentence, ...]
    events: dict[int, list[EventMention]]
    places: Map
    cast: Cast
    calendar: Calendar

    def word(self, text: str, nth: int = 0) -> Token:
        """The nth token that is written so."""
        return [token for sentence in self.sentences for token in sentence.span if token.text == text][nth]

    def event(self, text: str) -> EventMention:
        """The event mention that this word tells."""
        return next(event for events in self.events.values() for event in events if event.trigger.text == text)

    def party(self, text: str, nth: int = 0) -> Party:
        """The party whose phrase is headed by this word."""
        found = self.cast.party(self.word(text, nth))
        assert found is not None, f"{text!r} heads no party"
        return found

    def sentence_of(self, token: Token) -> Sentence:
        return next(sentence for sentence in self.sentences if sentence.span.doc is token.doc and sentence.span.start <= token.i < sentence.span.end)

    def telling(self) -> Telling:
        return collect(self.sentences, self.cast, self.calendar, self.places, self.events)

    def story(self) -> Story:
        published = moment_date(self.page.document.published) if self.page.document.published else None
        return Story(
            page=self.page,
            sentences=self.sentences,
            cast=self.cast,
            calendar=self.calendar,
            places=self.places,
            catalogue=catalogue(),
            lexicon=load(),
            published=published,
            labels=Labels(load()),
        )


@cache
def lay_out(text: str, published: str | None = "2017-02-10") -> Bench:
    """Parse a text and find its events, parties, times and places; nothing is judged off-topic."""
    page = next(turn((Document(text=text, published=published),)))
    sentences = page.sentences()
    places = Map.of(page, sentences, catalogue())
    day = moment_date(published) if published else None
    cast = Cast.of(page, sentences, catalogue(), day, places.names())
    events = {index: find_triggers(doc, load()) for index, doc in page.docs.items()}
    return Bench(page, sentences, events, places, cast, Calendar.of(page, sentences, day))


def span(text: str) -> Span:
    """The first sentence of a text, parsed."""
    return lay_out(text).sentences[0].span
