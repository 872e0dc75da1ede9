"""Find the names of places in a text: a parser's entities, overruled by the gazetteer, and rules over the words."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.grounding.places.gazetteer import Entry, Gazetteer
from dateline.grounding.places.mentions import PlaceMention, annotate, is_dateline
from dateline.grounding.places.names import plain
from dateline.grounding.places.tokens import PARTICLES, Token, demonyms, starts_name, tokens_of
from dateline.grounding.places.unlisted import Unlisted
from dateline.grounding.places.words import words

Entities = Sequence[tuple[int, int, str]]

_PLACES = frozenset({"GPE", "LOC", "FAC"})
_LOOSE = frozenset({"NORP", "CARDINAL", "ORDINAL", "DATE", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE", "TIME", "QUANTITY", "MONEY"})
"""Labels that say little: the parser guessed."""
_LEAD = re.compile(
    r"(?:(?:[Tt]he|a|an|its|their|his|her|in|near|at|from|to|nearby|neighbou?ring|greater|rural|mainland|downtown|upstate|inner|upper|lower|"
    r"(?:north|south|east|west|mid)(?:-?(?:north|south|east|west|central))*(?:ern)?|central|"
    r"(?:town|city|village|province|district|state|region|island|port|governorate|county) of)\s+)+"
)
_TRAIL = re.compile(r"(?:['’]s?|[,.;:\s]+|\s+(?:area|areas|city|town|village|side|countryside|border|suburbs?|outskirts))+$")
_LOWER_LEAD = re.compile(r"^(?:[a-z]+\s+)+")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+$|\b[A-Z][a-z]{1,4}\.$")
_INSIDE = frozenset((" ", "-", "\u00a0", "'s ", "’s "))
"""What may stand between two words of one name ("Luhansk People's Republic")."""
_ON = frozenset((" ", ' "', " “", " ‘", " '"))
_LONGEST = 6
_GREAT = 100_000
"""People that a town must have to be taken for itself without a word that says so."""


def find_places(text: str, entities: Entities, *, gazetteer: Gazetteer | None = None, demonyms: bool = False) -> list[PlaceMention]:
    """Find every place that a text names.

    Args:
        text: the text of one document.
        entities: start, end and label of the named entities that a parser saw (GPE, LOC, FAC, PERSON, ORG, NORP ...).
        gazetteer: the gazetteer; the embedded one where None is given.
        demonyms: whether to return adjectives of countries ("Syrian") too, with label NORP and role ``actor``. They are no
            places, but some corpora count them.

    Returns:
        The mentions in order of the text, no two of them overlapping.
    """
    finder = _Finder(text, entities, gazetteer or Gazetteer.default())
    spans = finder.find()
    if demonyms:
        spans += finder.adjectives(spans)
    mentions = annotate(text, sorted(spans))
    return [_as_actor(mention) if mention.label == "NORP" or (mention.start, mention.end) in finder.parts else mention for mention in mentions]


def _as_actor(mention: PlaceMention) -> PlaceMention:
    return replace(mention, role="actor", unit=None if mention.label == "NORP" else mention.unit)


@dataclass(frozen=True, slots=True)
class _Name:
    """A run of words that the gazetteer knows, with what stands around it."""

    first: int
    last: int
    start: int
    end: int
    text: str
    before: str
    before_before: str
    label: str | None
    whole: bool
    opens: bool


class _Spans:
    """Spans of a text, kept in order, to ask which of them overlap another."""

    def __init__(self, spans: Entities = ()) -> None:
        self.spans = sorted(spans)
        self.longest = max((end - start for start, end, _ in self.spans), default=0)

    def add(self, start: int, end: int, label: str) -> None:
        """Put one more span in its place."""
        insort(self.spans, (start, end, label))
        self.longest = max(self.longest, end - start)

    def over(self, start: int, end: int) -> list[tuple[int, int, str]]:
        """The spans that share a character with text[start:end], in order."""
        low, high = bisect_left(self.spans, (start - self.longest, 0, "")), bisect_left(self.spans, (end, 0, ""))
        return [span for span in self.spans[low:high] if span[1] > start]


class _Finder:
    """Recognition in one text."""

    def __init__(self, text: str, entities: Entities, gazetteer: Gazetteer) -> None:
        self.text = text
        self.gazetteer = gazetteer
        self.entities = entities
        self.tokens = tokens_of(text)
        self.places = self._joined(sorted((start, end, label) for start, end, label in entities if label in _PLACES))
        self.believed = _Spans(self.places)
        self.others = _Spans([(start, end, label) for start, end, label in entities if label not in _PLACES])
        self.starts = [token[0] for token in self.tokens]
        self.people = {
            word
            for start, end, label in entities
            if label == "PERSON" and " " in text[start:end].strip() and not gazetteer.knows(text[start:end])
            for word in text[start:end].removesuffix("'s").removesuffix("’s").split()
        }
        self.ships = _Spans(list(self._vessels()))
        self.taken = _Spans()
        self.parts: set[tuple[int, int]] = set()

    def find(self) -> list[tuple[int, int, str]]:
        """All places, best evidence first: rules, the parser's entities, other mentions of names already seen."""
        names = list(self._names())
        for name in names:
            if self._told(name):
                self._take(name.start, name.end, "RULE")
        for start, end, label in self.places:
            for left, right in self._pieces(start, end):
                if self._believable(left, right, label):
                    self._take(left, right, label)
        for name in names:
            if self._great(name.text) and self._stands(name):
                self._take_part(name)
        seen = {plain(self.text[start:end]) for start, end, _ in self.taken.spans}
        for name in names:
            if plain(name.text) in seen and self._stands(name):
                self._take_part(name)
        for start, end in self._sites():
            self._take(start, end, "RULE")
        self._chains()
        near = Unlisted(self.text, self.tokens, self.entities, self.gazetteer)
        for start, end in near.find([(start, end) for start, end, _ in self.taken.spans]):
            self._take(start, end, "RULE")
        labels = {(start, end): label for start, end, label in self.places}
        return [(start, end, labels.get((start, end), label)) for start, end, label in self.taken.spans]

    def _joined(self, places: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
        """The parser's places, those joined that it cut in two: side by side, the second no country or first-level unit."""
        joined: list[tuple[int, int, str]] = []
        for start, end, label in places:
            if joined and joined[-1][2] == label == "GPE" and joined[-1][1] + 1 == start and self.text[start - 1] == " ":
                entries = self.gazetteer.find(self.text[start:end])
                if not any(entry.kind in {"country", "admin1"} for entry in entries):
                    joined[-1] = (joined[-1][0], end, label)
                    continue
            joined.append((start, end, label))
        return joined

    def adjectives(self, spans: Entities) -> list[tuple[int, int, str]]:
        """Adjectives of countries outside the spans; plurals ("Syrians") are people and left out."""
        found = []
        taken = _Spans(spans)
        for start, end in demonyms(self.text, self.gazetteer):
            plural = self.text[start:end].endswith(("s", "men")) and self.gazetteer.demonym(self.text[start : end - 1]) is not None
            if not plural and not taken.over(start, end):
                found.append((start, end, "NORP"))
        return found

    def _vessels(self) -> Iterator[tuple[int, int, str]]:
        """The names of ships: after the word for a ship, and on from there over "and"."""
        for index, (start, _, word) in enumerate(self.tokens):
            if word.lower() not in words().vessels:
                continue
            end, ahead = start + len(word), index + 1
            while ahead < len(self.tokens) and self.tokens[ahead][2][0].isupper() and self.text[end : self.tokens[ahead][0]] in _ON:
                yield self.tokens[ahead][0], self.tokens[ahead][1], "SHIP"
                end, ahead = self.tokens[ahead][1], ahead + 1
                if ahead < len(self.tokens) and self.tokens[ahead][2] == "and" and self.text[end : self.tokens[ahead][0]] == " ":
                    end, ahead = self.tokens[ahead][1], ahead + 1

    def _take(self, start: int, end: int, label: str) -> bool:
        if self.taken.over(start, end) or self.ships.over(start, end):
            return False
        self.taken.add(start, end, label)
        return True

    def _take_part(self, name: _Name) -> None:
        if self._take(name.start, name.end, "RULE") and name.label == "ORG" and not name.whole:
            self.parts.add((name.start, name.end))

    def _names(self) -> Iterator[_Name]:
        index = 0
        while index < len(self.tokens):
            start, _, word = self.tokens[index]
            found = self._longest(index) if starts_name(word) or (word[0].isupper() and word != "The") else None
            if found is None:
                index += 1
                continue
            last, end = found
            before, before_before = self._before(index)
            over = self.others.over(start, end)
            label = over[0][2] if over else None
            whole = any(left in (start, start - 4) and end <= right <= end + 2 for left, right, _ in over)
            opens = not (index and self.text[self.tokens[index - 1][1] : start] == " " and self.tokens[index - 1][2][0].isupper())
            yield _Name(index, last, start, end, self.text[start:end], before, before_before, label, whole, opens)
            index = last + 1

    def _before(self, index: int) -> tuple[str, str]:
        """The two words before the name, in lower case, an article between them left out."""
        start = self.tokens[index][0]
        if not index or not self.text[self.tokens[index - 1][1] : start].isspace() or "\n\n" in self.text[self.tokens[index - 1][1] : start]:
            return "", ""
        back = index - 1
        if self.tokens[back][2].lower() == "the" and back:
            back -= 1
        return self.tokens[back][2].lower(), self.tokens[back - 1][2].lower() if back else ""

    def _longest(self, index: int) -> tuple[int, int] | None:
        """The longest run of words from ``index`` that the gazetteer knows as a place.

        A word that is none by itself ("North", "El") may only begin a longer name that is known just so ("North Darfur").
        """
        start = self.tokens[index][0]
        weak = not starts_name(self.tokens[index][2])
        ends = [index]
        for last in range(index + 1, min(index + _LONGEST, len(self.tokens))):
            previous: Token = self.tokens[last - 1]
            gap = self.text[previous[0] + len(previous[2]) : self.tokens[last][0]]
            word = self.tokens[last][2]
            if gap not in _INSIDE or not (word in PARTICLES or word[0].isupper() or starts_name(word)):
                break
            ends.append(last)
        for last in reversed(ends):
            if self.tokens[last][2] in PARTICLES or (weak and last == index):
                continue
            end = self.tokens[last][0] + len(self.tokens[last][2])
            name = self.text[start:end]
            if len(plain(name)) >= 2 and self.gazetteer.demonym(name) is None and self.gazetteer.knows(name):
                if (
                    weak
                    and not any(entry.match == "primary" or entry.curated for entry in self.gazetteer.find(name))
                    and not self.gazetteer.is_conflict_place(name)
                ):
                    continue
                return last, end
        return None

    def _telling(self, name: _Name) -> bool:
        known = words()
        pair = (name.before, name.before_before)
        measured = name.before in {"from", "of"} and name.before_before in known.measured
        edge = pair in {("with", "border"), ("with", "frontier")}
        return name.before in known.locative or measured or edge or (name.before == "of" and name.before_before in known.generic)

    def _told(self, name: _Name) -> bool:
        """Whether our own rules say that the name is a place, whatever the parser says."""
        known = words()
        telling, moving = self._telling(name), name.before in known.motion
        titled = name.before.capitalize() in known.titles or f"{name.before}.".capitalize() in known.titles
        if self.gazetteer.is_conflict_place(name.text) and not titled and name.text not in known.doubtful:
            return name.label is None or name.label in _LOOSE or name.whole or telling or (moving and name.label != "PERSON")
        if is_dateline(self.text, name.start, name.end):
            return True
        if len(name.text) < 3:
            return False
        if any(end > name.end and start <= name.start for start, end, _ in self.believed.over(name.start, name.end)):
            return False
        if telling:
            return name.opens and (name.label is None or name.label in _LOOSE or name.whole) and not self._personal(name)
        after = self.tokens[name.last + 1] if name.last + 1 < len(self.tokens) else None
        unit = after is not None and self.text[name.end : after[0]] == " " and known.units.get(after[2]) in {"admin1", "admin2"}
        return (moving or unit) and name.opens and name.label is None and not self._personal(name)

    def _personal(self, name: _Name) -> bool:
        """Whether the text has a person of that name."""
        return name.text in self.people and not self._country(name.text)

    def _great(self, name: str) -> bool:
        """Whether the name is that of a country, first-level unit, conflict place or large town."""
        if name in words().doubtful or name in words().never or (len(name) < 4 and name.upper() != name):
            return False
        return any(self._is_great(entry) for entry in self.gazetteer.find(name))

    def _country(self, name: str) -> bool:
        """Whether the name is that of a country or conflict place, which few people are called."""
        return any(entry.match == "primary" and (entry.kind in {"country", "continent"} or entry.curated) for entry in self.gazetteer.find(name))

    @staticmethod
    def _is_great(entry: Entry) -> bool:
        if entry.kind in {"country", "continent"} or entry.curated:
            return entry.match in {"primary", "alternate"}
        return entry.match == "primary" and (entry.kind == "admin1" or (entry.kind == "settlement" and entry.population >= _GREAT))

    def _stands(self, name: _Name) -> bool:
        """Whether a well-known name stands where a place can be named, or opens the name of an institution."""
        if self._personal(name) and not self._telling(name):
            return False
        if name.before.capitalize() in words().titles and not name.opens:
            return False
        if name.label == "PERSON":
            return name.whole
        return name.opens or name.before in {"of", "at", "in"}

    def _pieces(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The names in an entity's span: articles, directions and units off, "X, Y" in two."""
        for piece in re.finditer(r"[^,\n;/]+", self.text[start:end]):
            left, right = start + piece.start(), start + piece.end()
            lead = _LEAD.match(self.text, left, right) or _LOWER_LEAD.match(self.text[left:right])
            left += len(lead[0]) if lead else len(self.text[left:right]) - len(self.text[left:right].lstrip())
            while right > left and not _INITIALS.search(self.text, left, right):
                trail = _TRAIL.search(self.text, left, right)
                if not trail:
                    break
                right = trail.start()
            if right - left >= 2:
                yield left, right

    def _believable(self, start: int, end: int, label: str) -> bool:
        """Whether what the parser took for a place may be one: known and not a person's name, or told to be one by its words."""
        name = self.text[start:end]
        if not name[0].isalpha() or not any(char.isupper() for char in name) or name in words().never or self.gazetteer.demonym(name) is not None:
            return False
        index = bisect_left(self.starts, start)
        before, before_before = self._before(index) if index < len(self.tokens) else ("", "")
        known = words()
        telling = before in known.locative or before in known.motion or (before == "of" and before_before in known.generic)
        first, last = name.split()[0], name.split()[-1]
        if first.rstrip(".") in known.titles and len(name.split()) > 1 and not self.gazetteer.knows(name):
            return False
        if self._great(name) and (name not in self.people or self._country(name)):
            return True
        if telling:
            return name not in self.people or before in {"in", "near", "outside", "around"}
        if self.gazetteer.knows(name):
            return name not in self.people and first not in self.people
        return label != "GPE" and (last in known.sites or last.lower() in known.units)

    def _sites(self) -> Iterator[tuple[int, int]]:
        """Buildings, streets and grounds after a preposition, by their last word: "at Al-Noor Mosque"."""
        known = words()
        for index, (start, end, word) in enumerate(self.tokens):
            if word not in known.sites or not index:
                continue
            first = index
            while first and index - first < _LONGEST and self.text[self.tokens[first - 1][1] : self.tokens[first][0]] == " ":
                if not self.tokens[first - 1][2][0].isupper() or self.tokens[first - 1][2] == "The":
                    break
                first -= 1
            before, _ = self._before(first)
            closes = index + 1 == len(self.tokens) or self.text[end : self.tokens[index + 1][0]] != " " or not self.tokens[index + 1][2][0].isupper()
            if first < index and closes and (before in known.locative or before == "to"):
                yield self.tokens[first][0], start + len(word)

    def _chains(self) -> None:
        """Take Y of "X, Y" where X is taken and Y is a country or first-level unit, however abbreviated."""
        known = {token[0]: index for index, token in enumerate(self.tokens)}
        for _, end, _ in list(self.taken.spans):
            gap = re.compile(r",\s+").match(self.text, end)
            if gap is None or gap.end() not in known:
                continue
            found = self._longest(known[gap.end()])
            word = self.tokens[known[gap.end()]][2]
            if found is None or (word in words().never and not word.endswith(".")):
                continue
            if any(entry.kind in {"country", "admin1"} and entry.match != "folded" for entry in self.gazetteer.find(self.text[gap.end() : found[1]])):
                self._take(gap.end(), found[1], "RULE")
