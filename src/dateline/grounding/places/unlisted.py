"""Names of places that a parser takes for people or bodies and that often no gazetteer has, told to be places by the words around them.

Small villages stand in the news once, in a turn that leaves no doubt: "in Torvane, a hamlet near Homs", "the village of Torvane",
"in Torvane district", "at Torvane on Monday", "in Homs, Torvane and Mirel".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from dateline.grounding.places.gazetteer import Gazetteer
from dateline.grounding.places.tokens import PARTICLES, Token, starts_name
from dateline.grounding.places.words import words

Span = tuple[int, int]


def _listed(name: str) -> frozenset[str]:
    return words().unlisted[name]


_LONGEST = 4
"""Words that a name may have."""

_CAPITALS = 0.8

_AFTER = re.compile(r"(?:['’]s)?[ \t]+([^\W_]+)")
_CLOSED = re.compile(r"\s*(?:[,.;:)!?\]]|--|[—–]|\s-\s|\n|$)")
_LIST = re.compile(r", (?:and )?| and ")
_OWNER = re.compile(r"['’]s (?:[a-z]+ )?")
_APPOSED = re.compile(
    r", (?:a|an|the|another|one of the) (?:[a-z'’-]+ ){0,3}?"
    r"(?:village|hamlet|town|townlet|settlement|suburb|locality|neighbou?rhood|quarter|community|district|slum|island|ward|farm|mine|outpost|oasis|camp)\b"
)
_CONTAINER = re.compile(
    r",? (?:in|of) (?:the )?(?:(?:north|south|east|west|central)[a-z]* )?|, (?:in )?(?:(?:north|south|east|west|central)[a-z]* )?"
)
_UNIT = re.compile(
    r"(?:['’]s)?,? (?:Local Government(?: Area)?|LGA|Division|District|Regency|Governorate|Province|Prefecture|County|Sector|"
    r"Subdivision|Township|Tehsil|Taluka|"
    r"Municipality|Commune|Department|Emirate|Oblast|Raion|Woreda|Village|Tract|Subdistrict|Barangay|Ward|Chiefdom)\b"
)
_ROAD = re.compile(r"-?\s+(?:road|highway|axis|expressway|route|track|railway|line|corridor|motorway|way)s?\b")
_STRETCH = re.compile(
    r"\b(?:road|highway|axis|route|track|railway|line|stretch|somewhere|border|frontier|path|area|river|villages)s?(?: [a-z]+){0,4} between $"
)


class Unlisted:
    """Looks for such names in one text.

    Args:
        text: the text.
        tokens: its words.
        entities: start, end and label of what the parser marked.
        gazetteer: the gazetteer, which tells the names of people and things of a country.
    """

    def __init__(self, text: str, tokens: Sequence[Token], entities: Sequence[tuple[int, int, str]], gazetteer: Gazetteer) -> None:
        self._text = text
        self._tokens = tokens
        self._starts = [token[0] for token in tokens]
        self._gazetteer = gazetteer
        self._unfit = [(start, end) for start, end, label in entities if label in _listed("unfit")]
        self._people = {
            text[start:end].removesuffix("'s").split()[-1]
            for start, end, label in entities
            if label == "PERSON" and self._before(start)[0] not in words().locative and self._titled(start)
        }

    def find(self, taken: Sequence[Span]) -> Iterator[Span]:
        """The names, in order of the text; those in lists and chains after what they hang on.

        Args:
            taken: places already found.
        """
        found = sorted(taken)
        for run in self._runs(found):
            for start, end in self._told(run, found):
                found.append((start, end))
                yield start, end
        ends = sorted(found, key=lambda span: span[1])
        grown = True
        while grown:
            grown = False
            for start, end in list(ends):
                for span in self._beside(start, end):
                    if not any(span[0] < right and left < span[1] for left, right in ends):
                        ends.append(span)
                        grown = True
                        yield span

    def _runs(self, taken: Sequence[Span]) -> Iterator[tuple[int, int]]:
        """First and last token of every run of capitalised words that is not taken."""
        index = 0
        while index < len(self._tokens):
            last = self._run(index)
            if last is None:
                index += 1
                continue
            start, end = self._span(index, last)
            if not any(start < right and left < end for left, right in taken):
                yield index, last
            index = last + 1

    def _run(self, index: int) -> int | None:
        """The last token of the name that begins at a token; None where none can begin there."""
        word = self._tokens[index][2]
        if not starts_name(word) or (
            index and self._tokens[index - 1][2][0].isupper() and self._gap(index) == " " and self._tokens[index - 1][2] not in _listed("leads")
        ):
            return None
        last = index
        for ahead in range(index + 1, min(index + _LONGEST, len(self._tokens))):
            following = self._tokens[ahead][2]
            if self._gap(ahead) not in (" ", "-") or not (following in PARTICLES - {"and", "of", "upon", "y", "the"} or following[0].isupper()):
                break
            if following[0].isupper() and _UNIT.match(self._text, self._tokens[ahead - 1][0] + len(self._tokens[ahead - 1][2])):
                break
            if following[0].isupper():
                last = ahead
        cut = last + 1 < len(self._tokens) and self._tokens[last + 1][2][0].isupper() and self._gap(last + 1) == " "
        known = cut and (self._tokens[last + 1][2] in words().never or _UNIT.match(self._text, self._span(index, last)[1]) is not None)
        return None if cut and not known else last

    def _gap(self, index: int) -> str:
        before = self._tokens[index - 1]
        return self._text[before[0] + len(before[2]) : self._tokens[index][0]]

    def _span(self, first: int, last: int) -> Span:
        return self._tokens[first][0], self._tokens[last][0] + len(self._tokens[last][2])

    def _name(self, first: int, last: int) -> bool:
        """Whether a run can be a place's name at all."""
        start, end = self._span(first, last)
        parts = [self._tokens[index][2] for index in range(first, last + 1)]
        if any(part in words().never for part in parts[1:]) or parts[-1] in self._people or parts[0].rstrip(".") in words().titles:
            return False
        if all(part.isupper() for part in parts) and (len(parts) == 1 or end - start <= 6):
            return False
        if len(parts) == 1 and len(parts[0]) < 3:
            return False
        if len(parts) > 1 and self._headline(start):
            return False
        known = self._gazetteer.demonym(self._text[start:end]) is not None or any(self._gazetteer.demonym(part) is not None for part in parts)
        return not known and not any(left < end and start < right for left, right in self._unfit) and self._text[end : end + 1] not in ("/", "@", "&")

    def _headline(self, start: int) -> bool:
        """Whether the line has a capital on every word, so that a capital tells nothing."""
        left, right = self._text.rfind("\n", 0, start) + 1, self._text.find("\n", start)
        long = [word for word in self._text[left : right if right >= 0 else None].split() if len(word) > 3 and word[0].isalpha()]
        return len(long) > 2 and sum(word[0].isupper() for word in long) >= _CAPITALS * len(long)

    def _before(self, start: int) -> tuple[str, str]:
        """The two words before a place in the text, in lower case, articles and "nearby" left out."""
        index = bisect_left(self._starts, start) - 1
        told: list[str] = []
        end = start
        while index >= 0 and len(told) < 2:
            left, _, word = self._tokens[index]
            if not self._text[left + len(word) : end].isspace() or "\n" in self._text[left + len(word) : end]:
                break
            if word.lower() not in _listed("skipped"):
                told.append(word.lower())
            end, index = left, index - 1
        return (told[0] if told else "", told[1] if len(told) > 1 else "")

    def _titled(self, start: int) -> bool:
        """Whether the words before a name make it a person's: a title, or an office."""
        before = self._before(start)[0]
        return before.capitalize() in words().titles or f"{before}.".capitalize() in words().titles or before in _listed("offices")

    def _told(self, run: tuple[int, int], taken: Sequence[Span]) -> Iterator[Span]:
        start, end = self._span(*run)
        if self._tokens[run[0]][2].count("-") == 1 or self._tokens[run[1]][2].count("-") == 1:
            yield from self._ends_of_a_road(start, end)
            return
        if not self._name(*run) or self._titled(start):
            return
        before, second = self._before(start)
        after = _AFTER.match(self._text, end)
        unit = bool(_UNIT.match(self._text, end)) or (after is not None and self._text[end] == " " and after[1] in _listed("kinds"))
        within = self._container(end, taken)
        apposed = bool(_APPOSED.match(self._text, end))
        at = (
            before in _listed("at")
            or (before == "of" and (second in _listed("kinds") or second.removesuffix("s") in _listed("kinds")))
            or (before == "on" and second in _listed("fell"))
        )
        moved = before in words().motion or before == "of"
        if (at and (unit or within or apposed or self._closes(end))) or (
            moved and (apposed or (within and self._text[end] == ",") or (unit and before != "of"))
        ):
            yield start, end
        elif before == "between" and self._pair(end) is not None and _STRETCH.search(self._text[max(0, start - 80) : start]):
            yield start, end
            yield self._pair(end) or (start, end)

    def _pair(self, end: int) -> Span | None:
        """The other name of "between X and Y"."""
        index = bisect_left(self._starts, end)
        if not self._text.startswith(" and ", end) or index + 1 >= len(self._tokens):
            return None
        last = self._run(index + 1)
        return self._span(index + 1, last) if last is not None and self._name(index + 1, last) else None

    def _ends_of_a_road(self, start: int, end: int) -> Iterator[Span]:
        """ "On the Mirel-Torvane road": a town at each end."""
        if _ROAD.match(self._text, end) and self._text.count("-", start, end) == 1:
            middle = self._text.index("-", start, end)
            yield start, middle
            yield middle + 1, end

    def _container(self, end: int, taken: Sequence[Span]) -> bool:
        """Whether a known place follows as what the name lies in: "Torvane, Homs", "Torvane in the Homs countryside"."""
        gap = _CONTAINER.match(self._text, end)
        return gap is not None and any(left == gap.end() for left, _ in taken)

    def _closes(self, end: int) -> bool:
        """Whether a name ends there and is no part of a longer term ("in Hamas ranks", "near Ali's house")."""
        if self._text.startswith(("'s", "’s"), end):
            return False
        after = _AFTER.match(self._text, end)
        return bool(_CLOSED.match(self._text, end)) or (
            after is not None and (after[1].lower() in _listed("goes_on") or after[1] in _listed("days") or after[1].isdigit())
        )

    def _beside(self, start: int, end: int) -> Iterator[Span]:
        """Names joined to a place told: the next of a list, what it owns ("Homs's Torvane"), the ward of "Torvane, Mirel Division"."""
        if self._before(start)[0] not in _listed("at") | {"of", "from", "to", "between", "and", ""} and self._text[max(0, start - 2) : start] != ", ":
            return
        for gap in (_LIST.match(self._text, end), _OWNER.match(self._text, end)):
            if gap is None:
                continue
            index = bisect_left(self._starts, gap.end())
            last = self._run(index) if index < len(self._tokens) and self._starts[index] == gap.end() else None
            if last is None or not self._name(index, last):
                continue
            span = self._span(index, last)
            entry = max((entry.kind == "country" for entry in self._gazetteer.find(self._text[start:end])), default=False)
            after = _AFTER.match(self._text, span[1])
            unit = bool(_UNIT.match(self._text, span[1])) or (after is not None and after[1] in _listed("kinds"))
            listed = (
                self._text.startswith((", ", " and "), span[1])
                or self._text.startswith(".", span[1])
                or (after is not None and (after[1].lower() in _listed("on_a_list") or after[1] in _listed("days") or after[1] in words().plurals))
            )
            owned = gap[0].startswith(("'", "’"))
            if (
                unit
                or (owned and self._closes(span[1]) and self._before(start)[0] in _listed("at"))
                or (not owned and listed and not entry and self._joins(start, gap[0], span[1]))
            ):
                yield span

    def _joins(self, start: int, gap: str, end: int) -> bool:
        """Whether a list of places goes on or ends there: by "and", or by a comma with another name after it."""
        if "and" in gap:
            return self._before(start)[0] in _listed("at") | {"of", "between", "from", "to"} or self._text[max(0, start - 2) : start] == ", "
        return bool(re.match(r"(?:, [A-Z][^\W\d_]+(?: [A-Z][^\W\d_]+)?){0,6},? and [A-Z]", self._text[end : end + 200]))
