"""Whole reports without an incident (noise_*.toml, our own): how many give one all the same, and of what kind.

    python benchmarks/noise.py [--errors] [--half seen|kept_back]

A *material* incident is one of the types whose events the story bench means to record all (ASSAULT, COERCE, PROTEST, RETREAT); the others
are words and dealings, such as an accusation, where it is a matter of judgement what to record. Both are printed, for either half.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from dateline.model import Document, Incident
from dateline.reading import RuleReader
from dateline.resolving import DocumentFacts, resolve

HALVES = ("seen", "kept_back")
MATERIAL = frozenset(("ASSAULT", "COERCE", "PROTEST", "RETREAT"))


class Found(NamedTuple):
    """The incidents that a report gives, with the claims behind them as lines for people."""

    report: dict[str, Any]
    incidents: tuple[Incident, ...]
    lines: tuple[str, ...]

    @property
    def material(self) -> bool:
        """Whether one of them is of a material type."""
        return any((incident.like or incident.type) in MATERIAL for incident in self.incidents)


def reports(half: str) -> list[dict[str, Any]]:
    """The reports of one half."""
    read: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name(f"noise_{half}.toml").read_text(encoding="utf-8"))["report"]
    return read


def found(half: str, reader: RuleReader | None = None) -> list[Found]:
    """What each report of a half gives."""
    told = reports(half)
    documents = [Document(text=f"{one['title']}\n\n{one['text'].strip()}", title=one["title"], published=one["published"]) for one in told]
    return [
        _found(one, document, reading.claims)
        for one, document, reading in zip(told, documents, (reader or RuleReader()).read_many(documents), strict=True)
    ]


def _found(report: dict[str, Any], document: Document, claims: Iterable[Any]) -> Found:
    facts = DocumentFacts.of(document)
    each = {claim.id: claim for claim in claims}
    incidents = tuple(resolve((claim, facts) for claim in each.values()))
    held = [each[claim_id] for incident in incidents for claim_id in incident.claim_ids]
    return Found(report, incidents, tuple(f"{one.event.type} {one.event.rule} {one.evidence[0].text!r}" for one in held))


def figures(all_of: Iterable[Found]) -> dict[str, float]:
    """Reports, and per cent of them with any incident and with a material one."""
    each = list(all_of)
    return {
        "reports": len(each),
        "with_material_incident": 100 * sum(one.material for one in each) / len(each),
        "with_any_incident": 100 * sum(bool(one.incidents) for one in each) / len(each),
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--errors", action="store_true", help="print the false incidents of the half that may be looked at")
    parser.add_argument("--half", choices=HALVES)
    chosen = parser.parse_args()
    reader, made = RuleReader(), {}
    for half in (chosen.half,) if chosen.half else HALVES:
        told = found(half, reader)
        made |= {f"{half}_{name}": round(value, 1) for name, value in figures(told).items()}
        if chosen.errors and half == "seen":
            for one in told:
                if one.incidents:
                    print(f"\n{one.report['kind']}: {one.report['title']}", *one.lines, sep="\n  ")
    print(json.dumps(made))
