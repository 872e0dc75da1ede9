"""Which noun phrases fill the slots of which template: by the learned weights, each entity once, next to the words of its incident."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.model import Claim, Document, moment_date
from muc4_candidates import Candidate
from muc4_model import grade, probability, table
from muc4_relevance import claim_features, report_features
from muc4_templates import COUNTRIES, Template, core, grouped, incident_type, name_in, names_of, possible, relevant, rules, template_untold

SLOTS = ("perp_individual", "perp_organization", "physical_target", "victim", "victim_description", "instrument")
_DEGREE = "confidence "
_NAMED = re.compile(r"^(?:person|PERSON)")


@dataclass(slots=True)
class Report:
    """One report as read.

    Args:
        document: the report.
        text: its text as it was parsed, of the same length (with small letters where the report has none).
        claims: its claims.
        country: where it comes from, ISO 3166-1 alpha-3.
        candidates: its noun phrases.
        chance: how likely it has an incident that MUC-4 asks for.
        asked: how likely each claim is one, by claim id.
    """

    document: Document
    text: str
    claims: tuple[Claim, ...]
    country: str | None
    candidates: list[Candidate]
    chance: float = 0.0
    asked: dict[str, float] = field(default_factory=dict)


Degrees = dict[str, float]
"""How much speaks for each degree of responsibility."""
Mention = tuple[Candidate, float, Degrees]
"""A noun phrase, how likely it fills the slot in question, and what it says of responsibility."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a report's claims and noun phrases are held to be.

    Args:
        asked: how likely each claim is an incident that MUC-4 asks for, by claim id.
        fills: for each slot, how likely each noun phrase fills it, in the report's order.
        degrees: for each noun phrase, the chance of each degree of responsibility, were it the organisation that did it.
        untold: the type of the report's incident where none of its claims is asked for; None where it then has none.
    """

    asked: dict[str, float]
    fills: dict[str, list[float]]
    degrees: list[Degrees]
    untold: str | None = None


def judge(report: Report) -> Judgement:
    """What the learned weights make of a report."""
    weigh(report)
    features = features_of(report)
    classes = {name: weights for name, weights in table().items() if name.startswith(_DEGREE)}
    return Judgement(
        asked=report.asked,
        fills={slot: [probability(table()[slot], names) for names in features] for slot in SLOTS},
        degrees=[{name.removeprefix(_DEGREE): probability(weights, names) for name, weights in classes.items()} for names in features],
    )


def weigh(report: Report) -> None:
    """Set how likely the report and its claims are what MUC-4 asks for."""
    report.chance = probability(table()["report"], report_features(report.text, report.claims))
    report.asked = {
        claim.id: probability(table()["claim"], features_of_claim(report, claim)) for claim in report.claims if possible(claim, incident_type(claim))
    }


def features_of_claim(report: Report, claim: Claim) -> list[str]:
    """A claim's features, what the report as a whole says among them."""
    kind = incident_type(claim)
    whole = grade(report.chance)
    return [*claim_features(report.document, report.text, claim, kind, report.country, COUNTRIES), f"doc={whole}", f"doc={whole}|{kind}"]


def features_of(report: Report) -> list[list[str]]:
    """The features of every candidate, with how likely the report and the claims around it are asked for."""
    spans = [
        (evidence.start, evidence.end, report.asked[claim.id], incident_type(claim))
        for claim in report.claims
        if claim.id in report.asked
        for evidence in claim.evidence
    ]
    whole = grade(report.chance)
    found = []
    for candidate in report.candidates:
        kind, at = candidate.kind, candidate.start
        gap = min((_gap(at, start, end) for start, end, chance, _ in spans if chance > rules()["likely"]), default=10**6)
        near = next((name for limit, name in ((0, "in"), (300, "300"), (1000, "1000")) if gap <= limit), "far")
        around = [f"doc={whole}", f"doc={whole}|{kind}", f"near={near}", f"near={near}|{kind}"]
        cover = [(chance, event) for start, end, chance, event in spans if start <= at < end]
        if cover:
            chance, event = max(cover)
            around += [f"cov={grade(chance)}", f"cov={grade(chance)}|{kind}", f"covk={event}", f"covk={event}|{kind}"]
        else:
            around.append("cov=none")
        found.append(candidate.features + around)
    return found


def _gap(at: int, start: int, end: int) -> int:
    return start - at if at < start else max(at - end, 0)


@dataclass(slots=True)
class Entity:
    """One filler: what a report says of one thing or person.

    Args:
        words: as the template has it.
        mentions: the phrases that say so, the likeliest first.
    """

    words: str
    mentions: list[Mention]


def string_of(candidate: Candidate, slot: str) -> str:
    """A phrase as a key quotes it: people by their name, the rest without article and number."""
    named = slot == "victim" or (slot == "perp_individual" and candidate.name and _NAMED.match(candidate.kind or ""))
    return (name_in(candidate.words) if named else None) or core(candidate.words)


def entities(slot: str, judged: Sequence[Mention]) -> list[Entity]:
    """The phrases that fill a slot, each thing once under its likeliest words.

    Args:
        slot: which slot.
        judged: phrases with the probability that they fill it.
    """
    found: list[Entity] = []
    for mention in sorted(judged, key=lambda one: (-one[1], one[0].start)):
        if mention[1] < rules()["least"][slot]:
            break
        words = string_of(mention[0], slot)
        known = next((entity for entity in found if _same(slot, entity, words, mention[0])), None)
        if known is not None:
            known.mentions.append(mention)
        elif words:
            found.append(Entity(words, [mention]))
    return found


def _same(slot: str, entity: Entity, words: str, candidate: Candidate) -> bool:
    one, other = entity.words.casefold().split(), words.casefold().split()
    if one == other:
        return True
    if slot == "victim":
        return one[-1] == other[-1]
    if one[-1] == other[-1] and (set(one) <= set(other) or set(other) <= set(one)):
        return True
    if slot != "perp_organization":
        return False
    actor = next((name for name in candidate.features if name.startswith("id=")), None)
    return (
        (actor is not None and actor in entity.mentions[0][0].features)
        or words.upper() in (_initials(entity.words), entity.words)
        or _initials(words) == entity.words
    )


def _initials(words: str) -> str:
    return "".join(word[0] for word in words.split() if word[:1].isupper())


def _claimants(report: Report) -> set[str]:
    """The actors whom the report has claiming or admitting a deed, as candidates' features name them."""
    return {f"id={part.actor.id}" for claim in report.claims for part in claim.role("source") if part.responsibility == "claimed"}


def _confidence(mentions: Sequence[Mention], claimants: set[str]) -> str:
    """The degree of responsibility: claimed where the reader read that, else what all mentions of the organisation speak for, taken together."""
    if any(claimants.intersection(candidate.features) for candidate, _, _ in mentions):
        return "claimed or admitted"
    return max(mentions[0][2], key=lambda name: sum(degrees[name] for _, _, degrees in mentions))


def templates_of(report: Report, judgement: Judgement | None = None) -> list[Template]:
    """All templates of one report: its claims that MUC-4 asks for, one incident once, their slots filled from the noun phrases.

    Args:
        report: the report.
        judgement: what to take its claims and phrases for; by the learned weights where None.
    """
    judged = judgement or judge(report)
    asked = [claim for claim in report.claims if relevant(claim, report.document, report.country) and judged.asked[claim.id] >= rules()["asked"]]
    found = grouped(asked, report.country, names_of(report.document, report.claims))
    if not found and judged.untold is not None:
        found = [(template_untold(judged.untold, report.country), [])]
    if not found:
        return []
    templates: list[Template] = [{slot: value for slot, value in template.items() if slot not in SLOTS} for template, _ in found]
    for template in templates:
        template.setdefault("date", _on_or_before(report))
    spans = [[(evidence.start, evidence.end) for claim in claims for evidence in claim.evidence] for _, claims in found]
    claimants = _claimants(report)
    for slot in SLOTS:
        mentions = list(zip(report.candidates, judged.fills[slot], judged.degrees, strict=True))
        for entity in entities(slot, mentions):
            inside = [at for at, places in enumerate(spans) if any(start <= one[0].start < end for start, end in places for one in entity.mentions)]
            nearest = min(range(len(spans)), key=lambda at: _distance(entity, spans[at]))
            for at in inside if inside and slot in rules()["shared"] else [nearest]:
                fillers = templates[at].setdefault(slot, [])
                if len(fillers) >= rules()["most"].get(slot, len(report.candidates)):
                    continue
                if slot == "perp_organization":
                    # Who is held to have done it is also told where the phrase itself is no likely filler.
                    said = [mention for mention in mentions if _same(slot, entity, string_of(mention[0], slot), mention[0])]
                    fillers.append({"text": entity.words, "confidence": _confidence(said, claimants)})
                else:
                    fillers.append(entity.words)
    return templates


def _on_or_before(report: Report) -> dict[str, str | None] | None:
    """What the fill rules ask for where no day is told: on or before the day of the report."""
    return {"from": None, "to": str(moment_date(report.document.published))} if report.document.published else None


def _distance(entity: Entity, spans: Sequence[tuple[int, int]]) -> float:
    """How far an entity stands from the words of an incident, in characters; its likelier mentions count as nearer."""
    return min((_gap(candidate.start, start, end) - 300 * chance for start, end in spans for candidate, chance, _ in entity.mentions), default=0.0)
