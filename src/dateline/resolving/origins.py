"""Who the reports of an incident go back to, however many outlets relay them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from dateline.model import Origin, Speaker, SpeakerKind
from dateline.resolving.facts import ResolvableClaim
from dateline.resolving.speakers import speaker_name

_Name = TypeVar("_Name", bound=str)
_UNKNOWN = "-"
"""Stands for the origin of a report that names neither a speaker nor its publisher."""


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
    """

    found: tuple[Origin, ...]
    of_claim: dict[str, str]


def origins(pairs: Sequence[ResolvableClaim]) -> Origins:
    """Each speaker once (by actor where known, else by name), the publisher of a document that names none for any of its claims."""
    found: dict[str, _Found] = defaultdict(_Found)
    of_claim = {}
    quoting = {document.id for claim, document in pairs if claim.speakers}
    for claim, document in pairs:
        said: list[tuple[str, str, SpeakerKind]] = [(_key(speaker), speaker_name(speaker), speaker.kind) for speaker in claim.speakers]
        if not said and document.publisher and document.id not in quoting:
            said = [(plain(document.publisher), document.publisher, "media")]
        for key, name, kind in said:
            found[key].names[name] += 1
            found[key].kinds[kind] += 1
            found[key].documents.add(document.id)
        of_claim[claim.id] = "\n".join(sorted({key for key, _, _ in said})) or _UNKNOWN
    by_name: dict[str, _Found] = defaultdict(_Found)
    for one in found.values():
        same = by_name[_first(one.names)]
        same.names.update(one.names)
        same.kinds.update(one.kinds)
        same.documents |= one.documents
    made = (
        Origin(name=name, kind=_first(one.kinds), names=tuple(sorted(set(one.names) - {name})), document_ids=tuple(sorted(one.documents)))
        for name, one in sorted(by_name.items())
    )
    return Origins(tuple(made), of_claim)


def _key(speaker: Speaker) -> str:
    return speaker.actor.id if speaker.actor is not None and speaker.actor.kind != "generic" else plain(speaker.name)


def _first(counts: Counter[_Name]) -> _Name:
    """What most say; of equals the first by name."""
    return min(counts, key=lambda name: (-counts[name], name))


def plain(name: str) -> str:
    """A name without its article and capitals."""
    words = name.casefold().split()
    return " ".join(words[1:] if words[:1] in (["the"], ["a"], ["an"]) and len(words) > 1 else words)
