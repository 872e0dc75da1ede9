"""Whole reports without an incident (noise_*.toml) and with one (true_*.toml), all our own: how many give one that must not, how many keep theirs.

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
KINDS = ("noise", "true")
MATERIAL = frozenset(("ASSAULT", "COERCE", "PROTEST", "RETREAT"))
_IN = 40
"""Texts that the goal of one false incident is set for."""


class Found(NamedTuple):
    """The incidents that a report gives, with its claims as lines for people."""

    report: dict[str, Any]
    incidents: tuple[Incident, ...]
    lines: tuple[str, ...]

    @property
    def material(self) -> int:
        """How many of them are of a material type."""
        return sum((incident.like or incident.type) in MATERIAL for incident in self.incidents)

    @property
    def kept(self) -> bool:
        """Whether one of them is of a type that the report's own incident may have."""
        return any((incident.like or incident.type) in self.report["types"] for incident in self.incidents)


def reports(kind: str, half: str) -> list[dict[str, Any]]:
    """The reports of one half, "noise" without an incident or "true" with one."""
    read: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name(f"{kind}_{half}.toml").read_text(encoding="utf-8"))["report"]
    return read


def found(kind: str, half: str, reader: RuleReader | None = None) -> list[Found]:
    """What each report of a half gives."""
    told = reports(kind, half)
    documents = [Document(text=f"{one['title']}\n\n{one['text'].strip()}", title=one["title"], published=one["published"]) for one in told]
    return [
        _found(one, document, reading.claims)
        for one, document, reading in zip(told, documents, (reader or RuleReader()).read_many(documents), strict=True)
    ]


def _found(report: dict[str, Any], document: Document, claims: Iterable[Any]) -> Found:
    facts = DocumentFacts.of(document)
    each = {claim.id: claim for claim in claims}
    incidents = tuple(resolve((claim, facts) for claim in each.values()))
    held = [each[claim_id] for incident in incidents for claim_id in incident.claim_ids] or list(each.values())
    lines = tuple(f"{one.event.type} {one.status.label} {one.status.rule} {one.event.rule} {one.evidence[0].text!r}" for one in held)
    return Found(report, incidents, lines)


def noise_figures(all_of: Iterable[Found]) -> dict[str, float]:
    """Reports without an incident: how many, false incidents in 40 of them, and per cent of them with one; material ones and any."""
    each = list(all_of)
    return {
        "reports": len(each),
        "material_in_40": _IN * sum(one.material for one in each) / len(each),
        "any_in_40": _IN * sum(len(one.incidents) for one in each) / len(each),
        "with_material_incident": 100 * sum(one.material > 0 for one in each) / len(each),
        "with_any_incident": 100 * sum(bool(one.incidents) for one in each) / len(each),
    }


def true_figures(all_of: Iterable[Found]) -> dict[str, float]:
    """Reports with an incident: how many, and per cent of them that keep it."""
    each = list(all_of)
    return {"reports": len(each), "kept": 100 * sum(one.kept for one in each) / len(each)}


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--errors", action="store_true", help="print what is wrong in the half that may be looked at")
    parser.add_argument("--half", choices=HALVES)
    chosen = parser.parse_args()
    reader, made = RuleReader(), {}
    for half in (chosen.half,) if chosen.half else HALVES:
        noise, true = (found(kind, half, reader) for kind in KINDS)
        made |= {f"{half}_{name}": round(value, 1) for name, value in noise_figures(noise).items()}
        made |= {f"{half}_true_{name}": round(value, 1) for name, value in true_figures(true).items()}
        wrong = [one for one in noise if one.incidents] + [one for one in true if not one.kept]
        for one in wrong if chosen.errors and half == "seen" else ():
            print(f"\n{one.report['kind']}: {one.report['title']}", *one.lines, sep="\n  ")
    print(json.dumps(made))
