"""Which paragraphs belong to another story: those that are strange to the story's head and that nothing ties to it.

A page stitched together from several stories reads as one text to a parser. The story grows from its head: a paragraph joins it unless what is
strange in it (countries, towns and people of its own, the words of another field, the shape of a headline or of a talk to the reader) outweighs
what ties it to the paragraphs that have joined (names, words, countries, and words that point back). Each counts points, ``[points]`` of
``cues/topics.toml``, set by hand on stitched pages of our own. A page with lines that point to other stories is a stitched one, and fewer points are
enough there. A paragraph that names nothing is left where it stands: losing the story's own words is worse than keeping a stranger's.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Any

from dateline.reading import cues
from dateline.reading.cast import Cast
from dateline.reading.cohesion import Traits, traits, usual
from dateline.reading.hearing.asking import aside, enough
from dateline.reading.page import Page, Sentence
from dateline.reading.placing import Map
from dateline.reading.triggers import EventMention
from dateline.reading.vocabulary import tells_of

_FEWEST = 4
"""Content words below which a paragraph is too short to be told apart by what it lacks."""

_MANY = 3
"""A kind that shows in one paragraph of so many is the page's."""


@dataclass(frozen=True, slots=True)
class _Joined:
    """What the paragraphs of the story have together."""

    countries: frozenset[str]
    names: frozenset[str]
    words: frozenset[str]

    @classmethod
    def of(cls, paragraphs: list[Traits], setting: frozenset[str]) -> _Joined:
        """Of paragraphs, and of the countries where the page as a whole plays."""
        countries, names, words = (frozenset[str]().union(*(getattr(one, trait) for one in paragraphs)) for trait in ("countries", "names", "words"))
        return cls(countries | setting, names, words)


def is_all_of_a_kind(page: Page, sentences: tuple[Sentence, ...], kind: str) -> bool:
    """Whether a page that is no report of conflict is of its kind from its head on, or in many paragraphs, and not only in a stranger's."""
    told = {sentence.passage for sentence in sentences if tells_of(kind, sentence.span)}
    return bool(told & set(list(page.docs)[: _head(page)])) or len(told) * _MANY >= len(page.docs)


def _head(page: Page) -> int:
    """How many of the first passages are sure to be the story's: the title and the first paragraph."""
    return 1 + (page.passages[next(iter(page.docs))].kind == "title")


def _setting(paragraphs: list[Traits]) -> frozenset[str]:
    """The country that more paragraphs of a page name than any other, and more than one: a story may come to it late."""
    told = Counter(country for one in paragraphs for country in one.countries)
    top = told.most_common(2)
    alone = bool(top) and top[0][1] > 1 and (len(top) == 1 or top[0][1] > top[1][1])
    return frozenset((top[0][0],)) if alone else frozenset()


def off_topic(page: Page, sentences: tuple[Sentence, ...], cast: Cast, places: Map, events: dict[int, list[EventMention]]) -> dict[int, str]:
    """Passages of another story by index, each with the reason.

    None in a text of fewer than three paragraphs. A page that is no report of conflict has none either, but to tell needs its events: see
    :func:`is_all_of_a_kind`.
    """
    if len(page.docs) < 3:
        return {}
    paragraphs = [traits(index, doc, sentences, cast, places, events.get(index, [])) for index, doc in page.docs.items()]
    points = _points()
    enough = points["enough_stitched"] if any(passage.kind == "teaser" for passage in page.passages) else points["enough"]
    inside, outside = paragraphs[: _head(page)], paragraphs[_head(page) :]
    setting = _setting(paragraphs)
    if sum(one.foreign for one in inside) >= points["enough_foreign"]:
        outside = [dataclasses.replace(one, foreign=0) for one in outside]  # the story itself plays in that field
    while True:
        story = _Joined.of(inside, setting)
        alien = [one for one in outside if sum(_strange(one, story).values()) - _tied(one, story) >= enough]
        joining = [one for one in outside if one not in alien and not _under_a_headline(one, alien, story)]
        if not joining:
            break
        inside += joining
        outside = [one for one in outside if one not in joining]
    return {one.index: _reason(_strange(one, story), one) for one in outside}


def _under_a_headline(paragraph: Traits, alien: list[Traits], story: _Joined) -> bool:
    """Whether a paragraph stands under another story's headline, and has more in common with it than with the story."""
    above = next((one for one in alien if one.headline and one.index == paragraph.index - 1), None)
    return above is not None and _tied(paragraph, _Joined.of([above], frozenset())) > _tied(paragraph, story)


def _strange(paragraph: Traits, story: _Joined) -> Counter[str]:
    """What speaks for another story, each with its points."""
    points = _points()
    found: Counter[str] = Counter()
    if paragraph.scenes and not paragraph.countries & story.countries:
        seats = paragraph.seats if not paragraph.dealings else paragraph.seats - _reactors()
        found["countries"] = points["countries"] if paragraph.scenes - _reactors() | seats else points["reactors"]
        found["seats"] = points["seats"] * bool(seats)
    found["opens"] = points["opens"] * (paragraph.opens and not paragraph.names & story.names)
    found["people"] = min(len(paragraph.names - story.names), points["most_people"]) * points["people"]
    found["foreign"] = min(paragraph.foreign, points["most_foreign"]) * points["foreign"]
    found["apart"] = points["apart"] * (bool(paragraph.names) and _apart(paragraph, story))
    found["headline"] = points["headline"] * paragraph.headline
    found["you"] = points["you"] * paragraph.you
    return found


def _apart(paragraph: Traits, story: _Joined) -> bool:
    """Whether a paragraph that has nothing of the news of conflict shares no name, no country and no telling word."""
    if paragraph.eventful or paragraph.dealings or paragraph.quoted or paragraph.back > 1:
        return False
    if len(paragraph.words) < _FEWEST or len(paragraph.words & usual()) > 1:
        return False
    shared = (paragraph.names & story.names) | (paragraph.countries & story.countries) | (paragraph.words & story.words - usual())
    return not shared


def _tied(paragraph: Traits, story: _Joined) -> float:
    """The points that tie a paragraph to the story; words tie none that is in the words of another field."""
    points = _points()
    names = points["shared_name"] * min(len(paragraph.names & story.names), points["most_names"])
    shared_countries = paragraph.countries & story.countries
    names += points["shared_country"] if shared_countries - _reactors() else points["shared_reactor"] * bool(shared_countries)
    if paragraph.foreign >= points["enough_foreign"]:
        return float(names + points["noted"] * bool(paragraph.noted & story.words))
    shared = paragraph.words & story.words - paragraph.names
    telling = len(shared - usual())
    return float(
        names
        + points["shared_word"] * min(telling, points["most_words"])
        + points["shared_usual"] * min(len(shared) - telling, points["most_words"])
        + points["back"][paragraph.back] * (not paragraph.headline)
        + points["noted"] * min(len(paragraph.noted & story.words), points["most_words"])
        + points["quoted"] * paragraph.quoted
        + points["dealings"] * (paragraph.dealings and not paragraph.foreign and not paragraph.headline and not paragraph.you)
    )


def heard_aside(page: Page) -> dict[int, str]:
    """Passages that the network which heard the report takes for another story's, each with the reason."""
    sure = enough("aside")
    chances = ((index, aside(doc)) for index, doc in page.docs.items())
    return {index: f"heard as another story's (chance {chance:.2f})" for index, chance in chances if chance is not None and chance > sure}


def _reason(strange: Counter[str], paragraph: Traits) -> str:
    """What is strangest in a paragraph, in words."""
    told = {
        "countries": f"about {', '.join(sorted(paragraph.countries))}",
        "seats": f"about {', '.join(sorted(paragraph.countries))}",
        "opens": "it opens with a scene of its own",
        "people": "names of its own",
        "apart": "names of its own",
        "foreign": "the words of another field",
        "headline": "a headline of its own",
        "you": "it speaks to the reader",
    }
    return f"{told[max(strange, key=lambda trait: strange[trait])]}, and too little shared with the rest"


@cache
def _points() -> Any:
    """The points, and how many are enough."""
    return dict(cues.load("topics")["points"])


@cache
def _reactors() -> frozenset[str]:
    """Countries that comment on wars everywhere: their bare name makes a paragraph less foreign."""
    return frozenset(cues.load("topics")["reactors"]["countries"])
