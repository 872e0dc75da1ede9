"""The names of one document, each with all it may mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dateline.grounding.places.gazetteer import Entry, Gazetteer
from dateline.grounding.places.mentions import PlaceMention
from dateline.grounding.places.names import plain
from dateline.grounding.places.words import words

_GREAT = 20_000
"""People that a town must have for a hall, school or hospital to be taken to stand in it by its name alone."""
_LEVELS = {"country", "continent", "admin1"}
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")


@dataclass(slots=True)
class Group:
    """All mentions of one name: they mean one place unless the text puts them in different ones.

    Args:
        name: plain key of the name.
        unit: the word for its kind beside it.
        candidates: what the name may mean; empty where the gazetteer does not know it.
        part: the part of the name that the candidates were found by, where the whole name is unknown.
        members: which mentions.
        within: number of the group that contains this one.
        stranded: whether the best candidate is only alike in name and far from all that the document is about.
        base, score, share: of each candidate: evidence of its own, with the document's, and share of belief.
    """

    name: str
    unit: str | None
    candidates: tuple[Entry, ...]
    part: str | None = None
    members: list[int] = field(default_factory=list)
    within: int | None = None
    base: list[float] = field(default_factory=list)
    score: list[float] = field(default_factory=list)
    share: list[float] = field(default_factory=list)
    stranded: bool = False

    @property
    def best(self) -> int:
        """Number of the candidate with the highest score (the most populous among equals)."""
        return max(range(len(self.score)), key=lambda index: self.score[index])


def group(mentions: Sequence[PlaceMention], gazetteer: Gazetteer) -> tuple[list[Group], list[int]]:
    """Gather mentions by name, unit and container.

    Returns:
        The groups, and for each mention the number of its group.
    """
    groups: list[Group] = []
    numbers: dict[tuple[str, str | None, str | None], int] = {}
    group_of: list[int] = []
    containers = sorted({(plain(m.text), plain(mentions[m.within].text)) for m in mentions if m.within is not None})
    only: dict[str, str] = {}
    for name, container in containers:
        only[name] = "" if name in only else container
    for index, mention in enumerate(mentions):
        name = plain(mention.text)
        inside = plain(mentions[mention.within].text) if mention.within is not None else only.get(name) or None
        key = (name, mention.unit, inside)
        if key not in numbers:
            numbers[key] = len(groups)
            candidates, part = _candidates(mention, gazetteer)
            groups.append(Group(name, mention.unit, candidates, part))
        group_of.append(numbers[key])
        groups[numbers[key]].members.append(index)
    for index, mention in enumerate(mentions):
        this = groups[group_of[index]]
        if mention.within is not None and this.within is None and not _listed(this.candidates, groups[group_of[mention.within]].candidates):
            this.within = group_of[mention.within]
    return groups, group_of


def _listed(inner: tuple[Entry, ...], outer: tuple[Entry, ...]) -> bool:
    """Whether "X, Y" is rather a list of equals: two countries, or two first-level units of one country by their full names."""
    if any(entry.kind == "country" for entry in inner) and any(entry.kind in {"country", "continent"} for entry in outer):
        return True
    units = {entry.country for entry in inner if entry.kind == "admin1" and entry.match == "primary"}
    return any(entry.kind == "admin1" and entry.match == "primary" and entry.country in units for entry in outer)


def _candidates(mention: PlaceMention, gazetteer: Gazetteer) -> tuple[tuple[Entry, ...], str | None]:
    found = {entry.id: entry for entry in gazetteer.find(mention.text)}
    unit = mention.unit
    if unit and not mention.text.lower().endswith(unit):
        for entry in gazetteer.find(f"{mention.text} {unit}"):
            found.setdefault(entry.id, entry)
    if not found and unit and mention.text.lower().endswith(f" {unit}"):
        found = {entry.id: entry for entry in gazetteer.find(mention.text[: -len(unit) - 1])}
    people = tuple(entry for entry in found.values() if entry.match == "demonym")
    if people and mention.within is None and unit is None:
        return people, None
    places = tuple(entry for entry in found.values() if entry.match != "demonym") or people
    if places:
        return places, None
    for part in _telling_parts(mention.text):
        great = tuple(entry for entry in gazetteer.find(part) if _great(entry))
        if great:
            return great, part
    return (), None


def _great(entry: Entry) -> bool:
    return entry.match == "primary" and (entry.kind in _LEVELS or entry.curated or (entry.kind == "settlement" and entry.population >= _GREAT))


def _telling_parts(name: str) -> Iterator[str]:
    """Parts of an unknown name that may say where it is: its beginning, or what follows a word for a building or "of".

    "Belfast Magistrates Court" gives "Belfast", "University of Mosul" gives "Mosul"; "John Smith Hall" gives "John".
    """
    sites = {word for word, kind in words().units.items() if kind == "site"} | words().actor_before
    tokens = [(match.start(), match.end(), match[0]) for match in _WORD.finditer(name)]
    if not any(word in words().sites or word.lower() in sites or word.lower() in words().actor_nouns for _, _, word in tokens):
        return
    for size in range(len(tokens) - 1, 0, -1):
        for first in range(len(tokens) - size + 1):
            before = tokens[first - 1][2].lower() if first else ""
            if first and before not in {"of", "in", "at", "de"} and before not in sites:
                continue
            part = name[tokens[first][0] : tokens[first + size - 1][1]]
            if len(part) >= 4 and part[0].isupper() and part not in words().never:
                yield part
