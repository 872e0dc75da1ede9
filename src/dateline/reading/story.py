"""A page with everything that was found on it: what the makers of claims look at."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from spacy.tokens import Span

from dateline.grounding.actors import ActorCatalogue
from dateline.model import Evidence
from dateline.reading.cast import Cast
from dateline.reading.lexicon import Lexicon
from dateline.reading.page import Page, Sentence
from dateline.reading.placing import Map
from dateline.reading.timing import Calendar

if TYPE_CHECKING:
    from dateline.reading.labelling import Labels


@dataclass(frozen=True, slots=True)
class Story:
    """One page, its people, its days and its places.

    Args:
        page: the parsed document.
        sentences: its sentences.
        cast: its parties.
        calendar: its times.
        places: its places.
        catalogue: the known actors.
        lexicon: the words that tell events.
        published: the day of publication, where known.
        labels: what events are called.
    """

    page: Page
    sentences: tuple[Sentence, ...]
    cast: Cast
    calendar: Calendar
    places: Map
    catalogue: ActorCatalogue
    lexicon: Lexicon
    published: dt.date | None
    labels: Labels

    def quote(self, span: Span) -> Evidence:
        """The words of a token span, as evidence in the document's own offsets."""
        return self.page.evidence(span)

    def quotes(self, *spans: Span) -> tuple[Evidence, ...]:
        """The words of several spans, each once, in the order given."""
        return tuple(dict.fromkeys(map(self.quote, spans)))
