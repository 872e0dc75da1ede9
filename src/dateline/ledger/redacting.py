"""What is left out for whom: withheld sources and the names of victims, by profile. Publications and pages apply it to all they show."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from pydantic import ValidationError

from dateline.ledger.deciding import OUTLET
from dateline.ledger.quoting import Quote
from dateline.model import Actor, Claim, Document, Incident, Ruling, Value
from dateline.model.errors import CodebookError
from dateline.resolving import standing

WITHHELD = "withheld source"
"""What stands for a source that is not named."""

_BLACK = "█"
"""What a name is blacked out with, character by character: offsets of words stay right."""
_LETTERS = 3
"""Letters that a part of a name needs to be looked for on its own ("Quorn" of "Zebedee Quorn", not "al")."""

Shown = Literal["shown", "hidden"]


class Profile(Value):
    """One profile of ``redaction.toml``."""

    name: str
    says: str
    withheld: Shown
    victims: Shown
    quotes: Shown


@cache
def profiles() -> dict[str, Profile]:
    """All profiles by name.

    Raises:
        CodebookError: if the file breaks its own rules.
    """
    raw = tomllib.loads(files("dateline.ledger").joinpath("redaction.toml").read_text(encoding="utf-8"))
    try:
        return {name: Profile.model_validate({"name": name, **entry}) for name, entry in raw.items()}
    except ValidationError as error:
        raise CodebookError(f"ledger/redaction.toml: {error.errors()[0]['loc']}: {error.errors()[0]['msg']}.") from error


class Redaction:
    """One profile, applied to a ledger's things. Make it with :meth:`dateline.ledger.Ledger.redaction`.

    Args:
        profile: what is hidden.
        documents: ids of documents that are withheld, those of withheld outlets too.
        outlets: names of outlets that are withheld, those of withheld documents not.
        publishers: the outlet of every document, where any is withheld.
    """

    def __init__(
        self,
        profile: Profile,
        documents: frozenset[str] = frozenset(),
        outlets: frozenset[str] = frozenset(),
        publishers: Mapping[str, str | None] | None = None,
    ) -> None:
        self.profile = profile
        self._documents = documents if profile.withheld == "hidden" else frozenset()
        self._outlets = outlets if profile.withheld == "hidden" else frozenset()
        self._publishers = publishers or {}

    @property
    def hides(self) -> bool:
        """Whether anything is hidden at all."""
        return "hidden" in (self.profile.withheld, self.profile.victims, self.profile.quotes)

    def is_withheld(self, document_id: str) -> bool:
        """Whether a document must not be named."""
        return document_id in self._documents

    def victims(self, *told: Incident | Claim) -> tuple[str, ...]:
        """Names of people to whom harm was done, as far as they were read; empty where they are shown."""
        if self.profile.victims == "shown":
            return ()
        names: dict[str, None] = {}
        for one in told:
            for part in one.actors:
                if part.role == "target" and part.actor.kind == "person":
                    words = getattr(part, "words", part.actor.name)
                    names |= dict.fromkeys((part.actor.name, *([words] if words[:1].isupper() else [])))
        return tuple(names)

    def text(self, words: str, names: Iterable[str] = ()) -> str:
        """Words with names blacked out, the whole name and each part of it, and withheld outlets too. The length stays."""
        return _black_out(words, (*names, *self._outlets))

    def incident(self, incident: Incident) -> Incident:
        """An incident as it may be shown."""
        if not self.hides:
            return incident
        hidden = set(self._documents) & set(incident.document_ids)
        named = {self._publishers.get(document_id) for document_id in incident.document_ids if document_id not in hidden}
        outlets = {outlet for document_id in hidden if (outlet := self._publishers.get(document_id)) is not None and outlet not in named}
        names = (*self.victims(incident), *outlets)
        data = _masked(incident.model_dump(mode="json"), lambda words: self.text(words, names), _MADE_OF_WORDS)
        for part in data["actors"]:
            if part["role"] == "target" and part["actor"]["kind"] == "person" and self.profile.victims == "hidden":
                part["actor"] |= {"id": "person:withheld", "name": "name withheld"}
        data["publishers"] = sorted({WITHHELD if name in outlets else name for name in incident.publishers})
        data["origins"] = [self._origin(origin, hidden) for origin in data["origins"]]
        for toll in data["tolls"]:
            for report in toll["series"]:
                if report["document_id"] in hidden:
                    report |= {"said_by": [WITHHELD], "words": _BLACK}
                elif self.profile.quotes == "hidden":
                    report["words"] = _BLACK
        return Incident.model_validate(data)

    def _origin(self, origin: dict[str, Any], hidden: set[str]) -> dict[str, Any]:
        """An origin that only withheld documents go back to is not named."""
        return origin | {"name": WITHHELD, "names": []} if set(origin["document_ids"]) <= hidden else origin

    def document(self, document: Document, told: Sequence[Claim] = ()) -> dict[str, Any]:
        """A document's JSON as it may be shown: without all that tells where it comes from where it is withheld, else with names blacked out.

        Args:
            document: the document.
            told: its claims, which tell the names of victims.
        """
        if self.is_withheld(document.id):
            return {"id": document.id, "withheld": True}
        if not self.hides:
            return document.to_dict()
        names = self.victims(*told)
        data = {name: self.text(value, names) if name in ("text", "title") else value for name, value in document.to_dict().items()}
        if self.profile.quotes == "hidden":
            data = {name: value for name, value in data.items() if name not in ("text", "title")}
        return data

    def quote(self, quote: Quote, names: Iterable[str] = ()) -> Quote | None:
        """A quote as it may be shown; None where its words must not be.

        Args:
            quote: the quote.
            names: what :meth:`victims` gives for the incident or claim.
        """
        if self.profile.quotes == "hidden" or self.is_withheld(quote.document_id):
            return None
        if not self.hides:
            return quote
        changed = {name: self.text(value, names) for name in ("title", "value", "words") if (value := getattr(quote, name)) is not None}
        return quote.model_copy(update=changed)

    def claim(self, claim: Claim) -> dict[str, Any] | None:
        """A claim's JSON as it may be shown; None where it must not be, as it is made of a document's words."""
        if self.profile.quotes == "hidden" or self.is_withheld(claim.document_id):
            return None
        if not self.hides:
            return claim.to_dict()
        names = self.victims(claim)
        data: dict[str, Any] = _masked(claim.to_dict(), lambda words: self.text(words, names), _MADE_OF_WORDS)
        for part in data.get("actors", ()):
            if part["role"] == "target" and part["actor"]["kind"] == "person" and self.profile.victims == "hidden":
                part["actor"] = Actor(id="person:withheld", name="name withheld", kind="person").to_dict()
        return data


_MADE_OF_WORDS = frozenset(("summary", "words", "text", "says", "victims", "name", "names", "reasons", "said_by", "machine", "value"))
"""Fields that can hold words of a document, or names."""


def _masked(value: Any, mask: Any, fields: frozenset[str], *, within: bool = False) -> Any:
    if isinstance(value, dict):
        return {name: _masked(one, mask, fields, within=name in fields) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_masked(one, mask, fields, within=within) for one in value]
    return mask(value) if within and isinstance(value, str) else value


def _black_out(words: str, names: Iterable[str]) -> str:
    parts = {part for name in names for part in (name, *re.findall(r"[^\W\d_][\w'’-]*", name)) if len(part) >= _LETTERS}
    wanted = sorted((part for part in parts if part[:1].isupper()), key=lambda part: (-len(part), part))
    if not wanted:
        return words
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(re.escape(part) for part in wanted) + r")(?!\w)", re.IGNORECASE)
    return pattern.sub(lambda found: _BLACK * len(found[0]), words)


def make(name: str, rulings: Iterable[Ruling], publishers: Iterable[tuple[str, str | None]]) -> Redaction:
    """The redaction by one profile.

    Args:
        name: of the profile.
        rulings: all rulings.
        publishers: id and outlet of every document.

    Raises:
        ValueError: if there is no such profile.
    """
    if name not in profiles():
        raise ValueError(f"got the redaction profile {name!r}, expected one of {', '.join(profiles())}")
    withheld = {subject for ruling in standing(rulings) if ruling.kind == "withhold" for subject in ruling.subjects}
    if not withheld:
        return Redaction(profiles()[name])
    of = dict(publishers)
    outlets = frozenset(subject.removeprefix(OUTLET) for subject in withheld if subject.startswith(OUTLET))
    documents = frozenset(document_id for document_id, publisher in of.items() if document_id in withheld or publisher in outlets)
    return Redaction(profiles()[name], documents, outlets, of)
