"""What may be seen: records pass through a profile of the ledger before any format sees them, so that no format can forget to hide something."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, TypeVar

from dateline.ledger import Redaction
from dateline.model import Actor, Claim, Incident, IncidentActor, IncidentToll, Origin, Value
from dateline.publishing.cases import Case, Source

NAME_WITHHELD = "name withheld"
_HIDDEN = Actor(id="person:withheld", name=NAME_WITHHELD, kind="person")
_HARMFUL = frozenset(("ASSAULT", "COERCE"))
_BLACK = "█"
_Noun = TypeVar("_Noun", Incident, Claim, Source)


class View:
    """One redaction profile of a ledger, applied to what a publication is made of.

    Withheld documents still count in figures and grades, and nothing that leads to them is shown. Names of people to whom harm was done become
    one phrase, and in the words a block for each letter, so that offsets stay true. Where words are hidden, no claim and no text is shown.

    Args:
        redaction: the profile, as :meth:`dateline.Ledger.redaction` gives it.
    """

    def __init__(self, redaction: Redaction) -> None:
        self.redaction = redaction
        self.name = redaction.profile.name
        self.says = redaction.profile.says
        self.hides_names = redaction.profile.victims == "hidden"
        self.hides_words = redaction.profile.quotes == "hidden"

    def apply(self, case: Case, told: Iterable[Claim]) -> Case:
        """The case as it may be seen.

        Args:
            case: the case with nothing hidden.
            told: every claim of its documents, also those about other incidents: their victims stand in the same words.
        """
        kept_back = frozenset(source.id for source in case.sources if self.redaction.is_withheld(source.id))
        if kept_back:
            case = _without(case, kept_back)
        if self.hides_words:
            case = _wordless(case)
        if not self.redaction.hides:
            return case
        curtain = self._curtain(told)
        return Case(
            curtain(case.incident), tuple(curtain(claim) for claim in case.claims), tuple(curtain(source) for source in case.sources), case.withheld
        )

    def apply_to_claim(self, claim: Claim, source: Source, told: Iterable[Claim]) -> tuple[Claim, Source] | None:
        """A claim that belongs to no incident with its document, as they may be seen; None where they may not."""
        if self.hides_words or self.redaction.is_withheld(source.id):
            return None
        if not self.redaction.hides:
            return claim, source
        curtain = self._curtain(told)
        return curtain(claim), curtain(source)

    def _curtain(self, told: Iterable[Claim]) -> Callable[[_Noun], _Noun]:
        """What takes the names of harmed people, and of withheld outlets, out of a noun."""
        harmful = [claim for claim in told if claim.event.root in _HARMFUL]
        names = self.redaction.victims(*harmful)
        people = {part.actor.id for claim in harmful for part in claim.role("target") if part.actor.kind == "person"} if self.hides_names else set()

        def mask(text: str) -> str:
            return self.redaction.text(text, names)

        def draw(noun: _Noun) -> _Noun:
            if isinstance(noun, Source):
                return replace(noun, text=mask(noun.text), title=None if noun.title is None else mask(noun.title))
            made: _Noun = _masked(noun, people, mask)
            return made

        return draw


def _masked(value: Any, people: set[str], mask: Callable[[str], str]) -> Any:
    """A noun with every text in it masked; not validated again, since its id no longer follows from its words."""
    if isinstance(value, str):
        return mask(value)
    if isinstance(value, tuple):
        return tuple(_masked(one, people, mask) for one in value)
    if isinstance(value, Actor) and value.id in people:
        return _HIDDEN.model_copy(update={"country": value.country, "sector": value.sector})
    if isinstance(value, Value):
        return value.model_copy(update={name: _masked(getattr(value, name), people, mask) for name in type(value).model_fields})
    return value


def _wordless(case: Case) -> Case:
    """No words of documents: no claims, no texts, no titles."""
    tolls = tuple(
        toll.model_copy(update={"series": tuple(report.model_copy(update={"words": _BLACK, "parts": ()}) for report in toll.series)})
        for toll in case.incident.tolls
    )
    incident = case.incident.model_copy(update={"tolls": tolls, "contradictions": ()})
    return Case(incident, (), tuple(replace(source, text="", title=None) for source in case.sources), case.withheld)


def _without(case: Case, withheld: frozenset[str]) -> Case:
    sources = tuple(source for source in case.sources if source.id not in withheld)
    claims = tuple(claim for claim in case.claims if claim.document_id not in withheld)
    kept = {claim.id for claim in claims}
    incident = case.incident
    shown = incident.model_copy(
        update={
            "publishers": tuple(name for name in incident.publishers if any(source.publisher == name for source in sources)),
            "origins": tuple(made for origin in incident.origins if (made := _kept_origin(origin, withheld)) is not None),
            "document_ids": tuple(source.id for source in sources),
            "claim_ids": tuple(sorted(kept)),
            "copies": (),
            "actors": tuple(_kept_part(part, kept) for part in incident.actors),
            "civilian_words": tuple(word for word in incident.civilian_words if kept.issuperset(word.claim_ids)),
            "tolls": tuple(_kept_series(toll, kept) for toll in incident.tolls),
            "contradictions": tuple(one for one in incident.contradictions if all(kept.issuperset(version.claim_ids) for version in one.versions)),
            "grades": tuple(grade.model_copy(update={"reasons": ("reasons kept back with the sources",)}) for grade in incident.grades),
        }
    )
    return Case(shown, claims, sources, withheld=len(case.sources) - len(sources))


def _kept_origin(origin: Origin, withheld: frozenset[str]) -> Origin | None:
    left = tuple(document_id for document_id in origin.document_ids if document_id not in withheld)
    return origin.model_copy(update={"document_ids": left, "names": origin.names if left == origin.document_ids else ()}) if left else None


def _kept_part(part: IncidentActor, kept: set[str]) -> IncidentActor:
    stances = tuple(stance for stance in part.stances if kept.issuperset(stance.claim_ids))
    return part.model_copy(update={"claim_ids": tuple(claim_id for claim_id in part.claim_ids if claim_id in kept), "stances": stances})


def _kept_series(toll: IncidentToll, kept: set[str]) -> IncidentToll:
    return toll.model_copy(update={"series": tuple(report for report in toll.series if report.claim_id in kept)})
