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
from dateline.reading.continuity import heard_aside, is_all_of_a_kind, off_topic
from dateline.reading.drafts import collect
from dateline.reading.genre import genre_of
from dateline.reading.heard_events import with_heard
from dateline.reading.heard_tellings import as_heard
from dateline.reading.hearing import Ear
from dateline.reading.hearing.asking import listen
from dateline.reading.joining import join, place_blame
from dateline.reading.labelling import Labels
from dateline.reading.lexicon import Lexicon, load
from dateline.reading.page import Page, turn
from dateline.reading.placing import Map
from dateline.reading.responsibility import Blame
from dateline.reading.story import Story
from dateline.reading.timing import Calendar
from dateline.reading.told import ToldEvent
from dateline.reading.traits import traits_of
from dateline.reading.triggers import EventMention, find_triggers

VERSION = "1"
"""Raised with every change that can change a claim."""


class RuleReader:
    """Reads documents by rules over a parse.

    Args:
        lexicon: trigger words; the package's own where none is given.
        catalogue: known actors; the package's own where none is given.
        codebook: a user's own codebook, or the path of its file; PLOVER where none is given.
        ear: a trained network that has read the whole report and is heard on what happened, on figures, doers, speakers and on which words tell one
            event; by rules alone where none is given.

    Raises:
        ReaderError: if the language model is not installed.
        CodebookError: if a data file is wrong, or the codebook has no types of its own.
    """

    def __init__(
        self,
        lexicon: Lexicon | None = None,
        catalogue: ActorCatalogue | None = None,
        codebook: Codebook | str | Path | None = None,
        ear: Ear | None = None,
    ) -> None:
        book = own_codebook(codebook) if codebook is not None else None
        base = lexicon if lexicon is not None else load()
        self._lexicon = base.with_codebook(book) if book is not None else base
        self._labels = Labels(self._lexicon, book)
        self._catalogue = catalogue if catalogue is not None else ActorCatalogue.default()
        self.name = ReaderName(
            name=f"rules/{book.name}" if book is not None else "rules",
            version=f"{VERSION}+{book.version}" if book is not None else VERSION,
            model=" + ".join([parsing.model_name(), *([ear.name] if ear is not None else [])]),
        )
        self._ear = ear

    @classmethod
    def listening(cls, codebook: Codebook | str | Path | None = None) -> RuleReader:
        """The reader with the trained network, as the program reads unless it is told otherwise.

        Raises:
            ReaderError: if the language model, or what runs the network, is not installed.
            CodebookError: as for the reader itself.
        """
        return cls(codebook=codebook, ear=Ear())

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

    def traits(self, document: Document) -> dict[str, float]:
        """What tells whether a document, all of it, is a report of conflict, by name; see :mod:`dateline.reading.traits`."""
        page = next(turn((document,)))
        story = self._story(page)
        events, _ = self._telling(story, self._triggers(page))
        return traits_of(story, events)

    def _read(self, page: Page) -> Reading:
        story, events, blame = self._tell(page)
        claims = claims_of(story, events, blame, self.name)
        return Reading(document_id=page.document.id, reader=self.name, passages=story.page.passages, claims=claims)

    def _tell(self, page: Page) -> tuple[Story, list[ToldEvent], dict[int, list[Blame]]]:
        """A page without what belongs to other stories, its events, and what is said about who did them."""
        if self._ear is not None:
            listen(page, self._ear)
        triggers = self._triggers(page)
        story = self._story(page)
        foreign = off_topic(page, story.sentences, story.cast, story.places, triggers) | heard_aside(page)
        telling = self._telling(story, triggers)
        if foreign:
            genre = genre_of(story, telling[0])
            if genre is None or not is_all_of_a_kind(page, story.sentences, genre.kind):
                story = self._story(page.without(foreign))
                telling = self._telling(story, {index: mentions for index, mentions in triggers.items() if index not in foreign})
        return story, *telling

    def _triggers(self, page: Page) -> dict[int, list[EventMention]]:
        return {index: with_heard(doc, find_triggers(doc, self._lexicon), self._lexicon) for index, doc in page.docs.items()}

    def _story(self, page: Page) -> Story:
        """What stands on a page but its events."""
        published = moment_date(page.document.published) if page.document.published else None
        sentences = page.sentences()
        places = Map.of(page, sentences, self._catalogue)
        cast = Cast.of(page, sentences, self._catalogue, published, places.names())
        calendar = Calendar.of(page, sentences, published)
        return Story(page, sentences, cast, calendar, places, self._catalogue, self._lexicon, published, self._labels)

    def _telling(self, story: Story, triggers: dict[int, list[EventMention]]) -> tuple[list[ToldEvent], dict[int, list[Blame]]]:
        """The events of a story and what is said about who did them."""
        telling = collect(story.sentences, story.cast, story.calendar, story.places, triggers)
        told = join(as_heard(telling.drafts, self._lexicon), story.published)
        return told, place_blame(told, telling.blame)


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
