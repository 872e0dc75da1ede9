"""Find the names of places in a text: a parser's entities, overruled by the gazetteer, and rules over the words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from dateline.grounding.places.gazetteer import Gazetteer
from dateline.grounding.places.mentions import PlaceMention, annotate
from dateline.grounding.places.names import plain
from dateline.grounding.places.words import words

_PLACES = {"GPE", "LOC", "FAC"}
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|(?:St|Mt|Ft|Ste)\.|[^\W\d_]+(?:['’ʼ‘`-][^\W\d_]+)*")
_PARTICLE = {"al", "el", "ar", "as", "ash", "at", "az", "an", "ad", "de", "del", "la", "le", "les", "los", "las", "du", "da", "do", "dos", "des", "of", "the", "es", "ez", "bin", "y", "e", "upon", "and"}  # fmt: skip
_LEAD = re.compile(
    r"(?:(?:the|a|an|its|their|his|her|in|near|at|from|to|nearby|neighbou?ring|greater|rural|mainland|downtown|upstate|inner|upper|lower|"
    r"(?:north|south|east|west|mid)(?:-?(?:north|south|east|west|central))*(?:ern)?|central|"
    r"(?:town|city|village|province|district|state|region|island|port|governorate|county) of)\s+)+"
)
_TRAIL = re.compile(r"(?:['’]s?|[,.;:\s]+|\s+(?:area|areas|city|town|village|side|countryside|border|suburbs?|outskirts))+$")
_LOWER_LEAD = re.compile(r"^(?:[a-z]+\s+)+")
_LONGEST = 6
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+$")


def find_places(
    text: str, entities: Sequence[tuple[int, int, str]], *, gazetteer: Gazetteer | None = None, demonyms: bool = False
) -> list[PlaceMention]:
    """Find every place that a text names.

    Args:
        text: the text of one document.
        entities: start, end and label of the named entities that a parser saw (GPE, LOC, FAC, PERSON, ORG, NORP ...).
        gazetteer: the gazetteer; the embedded one where None is given.
        demonyms: whether to return words for the people or things of a country ("Syrian") too, with label NORP and role
            ``actor``. They are no places, but some corpora count them.

    Returns:
        The mentions in order of the text, no two of them overlapping.
    """
    known = gazetteer or Gazetteer.default()
    chosen: dict[int, tuple[int, int, str]] = {}
    taken: list[tuple[int, int]] = []

    def take(start: int, end: int, label: str) -> None:
        if not any(start < other_end and end > other_start for other_start, other_end in taken):
            chosen[start] = (start, end, label)
            taken.append((start, end))

    blocked = [(start, end, label) for start, end, label in entities if label not in _PLACES]
    for start, end in _by_rule(text, known, blocked):
        take(start, end, "RULE")
    for start, end, label in entities:
        if label in _PLACES:
            for part_start, part_end in _parts(text, start, end):
                if _nameable(text[part_start:part_end], known):
                    take(part_start, part_end, label)
    if demonyms:
        for start, end in _demonyms(text, known):
            take(start, end, "NORP")
    labels = {(start, end): label for start, end, label in entities if label in _PLACES}
    spans = [(start, end, labels.get((start, end), label)) for start, end, label in sorted(chosen.values())]
    mentions = annotate(text, spans)
    return [mention if mention.label != "NORP" else _as_actor(mention) for mention in mentions]


def _as_actor(mention: PlaceMention) -> PlaceMention:
    return PlaceMention(mention.start, mention.end, mention.text, "NORP", mention.within, None, "actor")


def _nameable(name: str, gazetteer: Gazetteer) -> bool:
    if len(name) < 2 or not any(char.isupper() for char in name) or name in words().never:
        return False
    return gazetteer.demonym(name) is None


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The names in an entity's span: articles, directions and units off, "X, Y" in two."""
    for piece in re.finditer(r"[^,\n;/]+", text[start:end]):
        left, right = start + piece.start(), start + piece.end()
        lead = _LEAD.match(text, left, right) or _LOWER_LEAD.match(text[left:right])
        left += len(lead[0]) if lead else len(text[left:right]) - len(text[left:right].lstrip())
        while right > left and not _INITIALS.search(text, left, right):
            trail = _TRAIL.search(text, left, right)
            if not trail:
                break
            right = trail.start()
        if right - left >= 2:
            yield left, right


@lru_cache(maxsize=64)
def _tokens(text: str) -> tuple[tuple[int, int, str], ...]:
    return tuple((match.start(), match.end(), match[0]) for match in _WORD.finditer(text))


def _by_rule(text: str, gazetteer: Gazetteer, blocked: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, int]]:
    """Names that are places by our own rules: conflict places anywhere, others after a telling word or before a unit."""
    known = words()
    tokens = _tokens(text)
    index = 0
    while index < len(tokens):
        start, _, first = tokens[index]
        if not _starts_name(first):
            index += 1
            continue
        found = _longest(text, tokens, index, gazetteer)
        if found is None:
            index += 1
            continue
        last, end = found
        name = text[start:end]
        previous = tokens[index - 1][2].lower() if index and text[tokens[index - 1][1] : start].isspace() else ""
        if previous == "the" and index > 1:
            previous = tokens[index - 2][2].lower()
        before_previous = tokens[index - 2][2].lower() if index > 1 else ""
        label = next((label for s, e, label in blocked if s < end and e > start), None)
        whole = any(s == start and e <= end + 2 for s, e, _ in blocked)
        telling = previous in known.locative or (previous == "of" and before_previous in known.generic)
        moving = previous in known.motion
        after = tokens[last + 1][2].lower() if last + 1 < len(tokens) and text[end : tokens[last + 1][0]] == " " else ""
        unit = known.units.get(after) in {"admin1", "admin2"}
        accept = False
        if gazetteer.is_conflict_place(name):
            accept = label in (None, "NORP", "CARDINAL", "DATE", "PRODUCT", "EVENT", "WORK_OF_ART") or whole or telling or moving
        if not accept and gazetteer.knows(name):
            accept = (telling and (label is None or whole)) or ((moving or unit) and label is None)
        if accept:
            yield start, end
            index = last + 1
        else:
            index += 1


def _starts_name(word: str) -> bool:
    if word in words().never:
        return False
    return word[0].isupper() or word.split("-")[0] in _PARTICLE and "-" in word


def _longest(text: str, tokens: Sequence[tuple[int, int, str]], index: int, gazetteer: Gazetteer) -> tuple[int, int] | None:
    """The longest run of words from ``index`` that the gazetteer or the list of conflict places knows."""
    start = tokens[index][0]
    ends = [index]
    for last in range(index + 1, min(index + _LONGEST, len(tokens))):
        gap = text[tokens[last - 1][1] : tokens[last][0]]
        word = tokens[last][2]
        if gap not in (" ", "-", "\u00a0") or not (_starts_name(word) or word in _PARTICLE or word[0].isupper()):
            break
        ends.append(last)
    for last in reversed(ends):
        if tokens[last][2] in _PARTICLE:
            continue
        name = text[start : tokens[last][1]]
        if len(plain(name)) >= 3 and gazetteer.knows(name):
            return last, tokens[last][1]
    return None


def _demonyms(text: str, gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    tokens = _tokens(text)
    index = 0
    while index < len(tokens):
        start, end, word = tokens[index]
        if word[0].isupper():
            if index + 1 < len(tokens) and text[end : tokens[index + 1][0]] == " " and gazetteer.demonym(text[start : tokens[index + 1][1]]):
                yield start, tokens[index + 1][1]
                index += 2
                continue
            head = word.split("-")[0].removesuffix("'s").removesuffix("’s")
            if gazetteer.demonym(head):
                yield start, start + len(head)
        index += 1


def demonyms_in(text: str, gazetteer: Gazetteer) -> dict[str, int]:
    """How often words for the people or things of each country stand in a text, by ISO 3166-1 alpha-3 code."""
    counts: dict[str, int] = {}
    for start, end in _demonyms(text, gazetteer):
        entry = gazetteer.demonym(text[start:end])
        if entry and entry.country:
            counts[entry.country] = counts.get(entry.country, 0) + 1
    return counts
