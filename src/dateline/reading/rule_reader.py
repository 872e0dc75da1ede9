"""The rule reader: a document to passages and claims, by grammar and data, without a trained event model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from dateline.codebook import Codebook
from dateline.codebook import load as load_codebook
from dateline.grounding.actors import ActorCatalogue
from dateline.model import Document, ReaderName, Reading, moment_date
from dateline.model.errors import CodebookError
from dateline.reading import parsing
from dateline.reading.cast import Cast
from dateline.reading.claiming import claims_of
from dateline.reading.continuity import off_topic
from dateline.reading.drafts import collect
from dateline.reading.joining import join, place_blame
from dateline.reading.labelling import Labels
from dateline.reading.lexicon import Lexicon, load
from dateline.reading.opinion import Opinion, reconsider
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
        codebook: a user's own codebook, or the path of its file; PLOVER where none is given.
        opinion: a trained network that is heard on the types of events; by rules alone where none is given.

    Raises:
        ReaderError: if the language model is not installed.
        CodebookError: if a data file is wrong, or the codebook has no types of its own.
    """

    def __init__(
        self,
        lexicon: Lexicon | None = None,
        catalogue: ActorCatalogue | None = None,
        codebook: Codebook | str | Path | None = None,
        opinion: Opinion | None = None,
    ) -> None:
        book = own_codebook(codebook) if codebook is not None else None
        base = lexicon if lexicon is not None else load()
        self._lexicon = base.with_codebook(book) if book is not None else base
        self._labels = Labels(self._lexicon, book)
        self._catalogue = catalogue if catalogue is not None else ActorCatalogue.default()
        self.name = ReaderName(
            name=f"rules/{book.name}" if book is not None else "rules",
            version=f"{VERSION}+{book.version}" if book is not None else VERSION,
            model=" + ".join([parsing.model_name(), *([opinion.name] if opinion is not None else [])]),
        )
        self._opinion = opinion

    @property
    def lexicon(self) -> Lexicon:
        """The trigger words in use: the package's, with those of a user's own codebook before them."""
        return self._lexicon

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
        drafts = reconsider(telling.drafts, self._lexicon, self._opinion) if self._opinion is not None else telling.drafts
        told = join(drafts, published)
        story = Story(page, sentences, cast, calendar, places, self._catalogue, self._lexicon, published, self._labels)
        claims = claims_of(story, told, place_blame(told, telling.blame), self.name)
        return Reading(document_id=page.document.id, reader=self.name, passages=page.passages, claims=claims)


def own_codebook(codebook: Codebook | str | Path) -> Codebook:
    """A user's own codebook, ready for reading.

    Raises:
        CodebookError: if the file is wrong, or nothing in it tells how its types are found.
    """
    book = codebook if isinstance(codebook, Codebook) else load_codebook(codebook)
    if not book.own:
        raise CodebookError(
            f"{book.name}: no type has triggers or covers, so that no event could be found by it; "
            "give its types [[type.trigger]] or [[type.covers]] tables, as examples/codebook.toml does"
        )
    return book
