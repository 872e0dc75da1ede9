"""The rule reader: a document to passages and claims, by grammar and data, without a trained event model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.grounding.actors import ActorCatalogue
from dateline.model import Document, ReaderName, Reading, moment_date
from dateline.reading import parsing
from dateline.reading.cast import Cast
from dateline.reading.claiming import claims_of
from dateline.reading.continuity import off_topic
from dateline.reading.drafts import collect
from dateline.reading.joining import join, place_blame
from dateline.reading.lexicon import Lexicon, load
from dateline.reading.page import Page, turn
from dateline.reading.placing import Map
from dateline.reading.story import Story
from dateline.reading.timing import Calendar
from dateline.reading.triggers import find_triggers

VERSION = "1"
"""Raised with every change that can change a claim."""


class RuleReader:
    """Reads documents by rules over a parse.

    Args:
        lexicon: trigger words; the package's own where none is given.
        catalogue: known actors; the package's own where none is given.

    Raises:
        ReaderError: if the language model is not installed.
        CodebookError: if a data file is wrong.
    """

    def __init__(self, lexicon: Lexicon | None = None, catalogue: ActorCatalogue | None = None) -> None:
        self._lexicon = lexicon if lexicon is not None else load()
        self._catalogue = catalogue if catalogue is not None else ActorCatalogue.default()
        self.name = ReaderName(name="rules", version=VERSION, model=parsing.model_name())

    def read(self, document: Document) -> Reading:
        """The passages and claims of one document."""
        return next(self.read_many((document,)))

    def read_many(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """The readings of many documents, in order; faster than one at a time, because they are parsed in batches."""
        for page in turn(documents):
            yield self._read(page)

    def _read(self, page: Page) -> Reading:
        published = moment_date(page.document.published) if page.document.published else None
        events = {index: find_triggers(doc, self._lexicon) for index, doc in page.docs.items()}
        sentences = page.sentences()
        places = Map.of(page, sentences, self._catalogue)
        cast = Cast.of(page, sentences, self._catalogue, published, places.names())
        foreign = off_topic(page, sentences, cast, places, events)
        if foreign:
            page = page.without(foreign)
            events = {index: mentions for index, mentions in events.items() if index not in foreign}
            sentences = page.sentences()
            places = Map.of(page, sentences, self._catalogue)
            cast = Cast.of(page, sentences, self._catalogue, published, places.names())
        calendar = Calendar.of(page, sentences, published)
        telling = collect(sentences, cast, calendar, places, events)
        told = join(telling.drafts)
        story = Story(page, sentences, cast, calendar, places, self._catalogue, self._lexicon, published)
        claims = claims_of(story, told, place_blame(told, telling.blame), self.name)
        return Reading(document_id=page.document.id, reader=self.name, passages=page.passages, claims=claims)
