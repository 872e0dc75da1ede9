"""What tells whether a report, and a claim of it, is about an incident that MUC-4 asks for: names of features."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.model import Claim, Document, moment_date

_COMMON = re.compile(r"\b[a-z]{2,}\b|\b[A-Z]{2,}\b")
_HEAD = 600


def report_features(text: str, claims: Sequence[Claim]) -> list[str]:
    """Common words and abbreviations of a report, and the kinds of events that the reader found in it."""
    found = {f"w={word}" for word in _COMMON.findall(text)} | {f"hw={word}" for word in _COMMON.findall(text[:_HEAD])}
    for claim in claims:
        found |= {f"rule={claim.event.rule}", f"type={claim.event.type}.{claim.event.mode}.{claim.status.label}"}
        found |= {f"toll={toll.harm}.{claim.status.label}" for toll in claim.tolls}
    return sorted(found)


def claim_features(document: Document, text: str, claim: Claim, kind: str, country: str | None, countries: frozenset[str]) -> list[str]:
    """What one claim says, as names of features.

    Args:
        document: the report.
        text: its text as it was parsed, of the same length.
        claim: the claim.
        kind: its MUC-4 type.
        country: where the report comes from.
        countries: those that MUC-4 asks for.
    """
    found = {f"rule={claim.event.rule}", f"kind={kind}", f"type={claim.event.type}.{claim.event.mode}", f"status={claim.status.label}"}
    found |= {f"kind={kind}|{claim.status.label}", f"status={claim.status.rule}"}
    for part in claim.actors:
        found |= {
            f"{part.role}={part.actor.kind}.{part.actor.sector}",
            f"{part.role}={part.actor.kind}.{part.actor.sector}|{kind}",
            f"{part.role}.rule={part.rule}",
        }
        head = part.words.split()[-1]
        if head.islower():
            found.add(f"{part.role}.h={head}")
        if part.responsibility:
            found.add(f"resp={part.responsibility}")
    for role in ("source", "target"):
        if not claim.role(role):
            found |= {f"{role}=nobody", f"{role}=nobody|{kind}"}
    for toll in claim.tolls:
        count = toll.count.low
        size = "some" if count is None else "1" if count == 1 else "few" if count < 10 else "many" if count < 100 else "mass"
        found |= {f"toll={toll.harm}.{size}", f"toll={toll.harm}", f"victims={toll.victim_class}", f"scope={toll.scope}"}
    if not claim.tolls:
        found.add("toll=none")
    if claim.weapon:
        found.add(f"weapon={claim.weapon.code}")
    place = claim.place.place if claim.place else None
    found.add(f"place={place.precision if place else 'none'}")
    abroad = None if place is None or place.country is None else place.country not in countries
    found |= {f"abroad={abroad}", f"abroad={abroad}|{country in countries}", f"home={country}"}
    if claim.time is None:
        found.add("age=none")
    elif document.published:
        end = claim.time.span.end or claim.time.span.start
        if end is not None:
            days = (moment_date(document.published) - end).days
            found.add(
                "age="
                + next(
                    (name for limit, name in ((-1, "ahead"), (1, "now"), (7, "week"), (30, "month"), (61, "two"), (365, "year")) if days <= limit),
                    "old",
                )
            )
        found.add(f"precision={claim.time.span.precision}")
    found |= {f"w={word}" for evidence in claim.evidence for word in re.findall(r"\b[a-z][a-z-]+\b", text[evidence.start : evidence.end])}
    start = min((evidence.start for evidence in claim.evidence), default=0)
    share = start / max(len(text), 1)
    found |= {
        f"at={'head' if start < 500 else 'early' if share < 0.34 else 'middle' if share < 0.67 else 'late'}",
        f"tellings={min(len(claim.evidence), 4)}",
    }
    found |= {f"said={speaker.kind}" for speaker in claim.speakers} or {"said=nobody"}
    return sorted(found)
