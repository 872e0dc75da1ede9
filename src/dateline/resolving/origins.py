"""Who the reports of an incident go back to, however many outlets relay them."""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import NamedTuple, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from dateline.model import Claim, Origin, Speaker, SpeakerKind
from dateline.model.errors import CodebookError
from dateline.resolving.copies import copies
from dateline.resolving.facts import DocumentFacts, ResolvableClaim
from dateline.resolving.speakers import speaker_name

_Name = TypeVar("_Name", bound=str)
_UNKNOWN = "-"
"""Stands for the origin of a report that names neither a speaker nor its publisher."""


class _Said(NamedTuple):
    key: str
    name: str
    kind: SpeakerKind


@dataclass
class _Found:
    names: Counter[str] = field(default_factory=Counter)
    kinds: Counter[SpeakerKind] = field(default_factory=Counter)
    documents: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Origins:
    """The origins of an incident.

    Args:
        found: each once, by name.
        of_claim: by claim id, a key that is the same for claims that go back to the same origins.
        copies: groups of documents that are copies or rewrites of one text.
    """

    found: tuple[Origin, ...]
    of_claim: dict[str, str]
    copies: tuple[tuple[str, ...], ...]


class _Described(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    actor: str
    name: str
    kind: tuple[SpeakerKind, ...]
    country: str
    words: tuple[str, ...]


def origins(pairs: Sequence[ResolvableClaim]) -> Origins:
    """Each speaker once, by actor where known, else by name; the publisher of a document that names no speaker for any of its claims.

    A description ("the minister"), or the one country that speaks ("Kenya said"), is the only speaker of that kind whom its document names; a
    description may also be one that ``origins.toml`` knows. A country and its government are one. Copies of one
    text that name no speaker are one origin: what another copy quotes, else the publisher of the copy that came out first.
    """
    groups = copies({document.id: document.sketch for _, document in pairs})
    said = _by_document(pairs)
    _follow_copies(said, groups, {document.id: document for _, document in pairs})
    found: dict[str, _Found] = defaultdict(_Found)
    of_claim = {}
    for claim, document in pairs:
        spoken = _speakers(claim, pairs) or said[document.id]
        for one in spoken:
            found[one.key].names[one.name] += 1
            found[one.key].kinds[one.kind] += 1
            found[one.key].documents.add(document.id)
        of_claim[claim.id] = "\n".join(sorted({one.key for one in spoken})) or _UNKNOWN
    return Origins(tuple(_named(found.values())), of_claim, tuple(tuple(group) for group in groups))


def _named(found: Iterable[_Found]) -> Iterable[Origin]:
    by_name: dict[str, _Found] = defaultdict(_Found)
    for one in found:
        same = by_name[_first(one.names)]
        same.names.update(one.names)
        same.kinds.update(one.kinds)
        same.documents |= one.documents
    for name, one in sorted(by_name.items()):
        others = tuple(sorted(set(one.names) - {name}))
        yield Origin(name=name, kind=_first(one.kinds), names=others, document_ids=tuple(sorted(one.documents)))


def _by_document(pairs: Sequence[ResolvableClaim]) -> dict[str, list[_Said]]:
    """By document, what it speaks by where a claim of it names nobody: nothing new if another claim of it names a speaker."""
    said: dict[str, list[_Said]] = {}
    quoting = {document.id for claim, document in pairs if claim.speakers}
    for _, document in pairs:
        own = document.publisher is not None and document.id not in quoting
        said[document.id] = [_Said(plain(document.publisher), document.publisher, "media")] if own and document.publisher else []
    return said


def _follow_copies(said: dict[str, list[_Said]], groups: Iterable[Sequence[str]], facts: dict[str, DocumentFacts]) -> None:
    """Let copies that speak for themselves speak by the first of their group; by nobody new where another copy quotes somebody."""
    for group in groups:
        first = min(group, key=lambda document_id: (facts[document_id].published or "9999", document_id))
        for document_id in group:
            if said[document_id]:
                said[document_id] = said[first]


def _speakers(claim: Claim, pairs: Sequence[ResolvableClaim]) -> list[_Said]:
    named: dict[SpeakerKind, set[_Said]] = defaultdict(set)
    countries = set()
    for other, _ in pairs:
        if other.document_id == claim.document_id:
            for speaker in other.speakers:
                if _is_country(speaker):
                    countries.add(_said(speaker, claim).key)
                elif _is_named(speaker):
                    named[speaker.kind].add(_said(speaker, claim))
    spoken = []
    for speaker in claim.speakers:
        same_kind = named[speaker.kind]
        if _is_country(speaker):
            pointed = len(countries) == 1
        else:
            pointed = not _is_named(speaker) and speaker.name.casefold().startswith(("the ", "he", "she", "it", "they"))
        spoken.append(min(same_kind) if pointed and len({one.key for one in same_kind}) == 1 else _said(speaker, claim))
    return spoken


def _is_country(speaker: Speaker) -> bool:
    """Whether a country speaks ("Kenya said"): its government, by whichever mouth the report names."""
    return speaker.actor is not None and speaker.actor.kind == "country"


def _is_named(speaker: Speaker) -> bool:
    return speaker.actor is not None and speaker.actor.kind != "generic"


def _said(speaker: Speaker, claim: Claim) -> _Said:
    if _is_named(speaker) and speaker.actor is not None:
        return _Said(f"{speaker.actor.id}-GOV" if _is_country(speaker) else speaker.actor.id, speaker_name(speaker), speaker.kind)
    words, country = speaker.name.casefold(), claim.place.place.country if claim.place is not None else None
    for entry in _described():
        if speaker.kind in entry.kind and country == entry.country and any(word in words for word in entry.words):
            return _Said(entry.actor, entry.name, "monitor")
    return _Said(plain(speaker.name), speaker_name(speaker), speaker.kind)


@cache
def _described() -> tuple[_Described, ...]:
    try:
        raw = tomllib.loads(files("dateline.resolving").joinpath("origins.toml").read_text(encoding="utf-8"))
        return tuple(_Described.model_validate(entry) for entry in raw["described"])
    except (tomllib.TOMLDecodeError, ValidationError, KeyError) as error:
        raise CodebookError(
            f"resolving/origins.toml: {error}. Restore the file that came with dateline, or correct the entry named above."
        ) from error


def _first(counts: Counter[_Name]) -> _Name:
    """What most say; of equals the first by name."""
    return min(counts, key=lambda name: (-counts[name], name))


def plain(name: str) -> str:
    """A name without its article and capitals."""
    words = name.casefold().split()
    return " ".join(words[1:] if words[:1] in (["the"], ["a"], ["an"]) and len(words) > 1 else words)
