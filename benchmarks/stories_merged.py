"""Many reports, one incident: what the merged incidents of the story bench get right, as read and with the gold's claims (the oracle).

    python benchmarks/stories_merged.py [--data DIR] [--errors]

The oracle column feeds the gold back as claims: what is missing there is resolving's own doing, the rest is lost in reading.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import common
from dateline.model import Incident
from stories_align import Pair, align, date_right, place_right
from stories_cluster import cluster_figures, in_range, merged_incident
from stories_names import same_actor

Record = Mapping[str, Any]


_SPELT_ALIKE = 0.9


def _same(names: Sequence[str], gold: str, country: str | None) -> bool:
    """Whether an actor is the gold's, small differences of transliteration allowed ("Mohammed", "Mohammad")."""
    alike = (SequenceMatcher(None, name.casefold(), gold.casefold()).ratio() >= _SPELT_ALIKE for name in names)
    return same_actor(names, gold, country) or any(alike)


def _names(incident: Incident) -> list[tuple[list[str], str | None, bool]]:
    """Sources with their names and country, and whether anything but a denial or clearing ties them to the deed; descriptions included."""
    found = []
    for part in incident.actors:
        if part.role == "source":
            tied = not part.stances or any(stance.attribution != "denied" for stance in part.stances)
            found.append(([part.actor.name, part.actor.id.rpartition(":")[2].replace("-", " ")], part.actor.country, tied))
    return found


def perpetrator_right(incident: Incident | None, record: Record) -> bool:
    """One source is a perpetrator of the record; where the record has none, no source is named but its alternatives."""
    if incident is None:
        return False
    tied = [(names, country) for names, country, tied in _names(incident) if tied]
    if record["perpetrators"]:
        return any(_same(names, one["name"], country) for names, country in tied for one in record["perpetrators"])
    named = [part.actor for part in incident.actors if part.role == "source" and part.actor.kind != "generic"]
    return all(any(_same([actor.name], one["name"], actor.country) for one in record["perpetrator_alternatives"]) for actor in named)


def place_is_right(incident: Incident | None, record: Record) -> bool:
    """As for one claim; see ``stories_align.place_right``."""
    place = SimpleNamespace(place=incident.place, words=incident.place.name) if incident and incident.place else None
    return place_right(SimpleNamespace(place=place), dict(record))  # type: ignore[arg-type]


def date_is_right(incident: Incident | None, record: Record) -> bool:
    """As for one claim; see ``stories_align.date_right``."""
    time = SimpleNamespace(span=incident.time) if incident and incident.time else None
    return date_right(SimpleNamespace(time=time), dict(record))  # type: ignore[arg-type]


MERGED = {"merged_perpetrator": perpetrator_right, "merged_place_25km": place_is_right, "merged_date": date_is_right}


def merged_figures(pairs: Sequence[Pair], incidents: Sequence[Incident], records: Sequence[Record]) -> dict[str, float]:
    """Per cent of the records whose merged incident is right in each."""
    merged = [(merged_incident(record, pairs, incidents), record) for record in records]
    return {name: 100.0 * sum(right(*one) for one in merged) / len(merged) if merged else 0.0 for name, right in MERGED.items()}


def score(folder: Path, *, gold: bool, errors: bool) -> dict[str, float]:
    """One column of the table."""
    import stories

    told = stories.load(folder, gold=gold)
    aligned = [align(story) for story in told]
    pairs = [pair for found, _ in aligned for pair in found]
    incidents = stories.incidents_of(told)
    records = list(common.lines(folder / "incidents.jsonl"))
    if errors:
        for record in records:
            merged = merged_incident(record, pairs, incidents)
            wrong = [name for name, right in MERGED.items() if not right(merged, record)]
            wrong += [harm for harm in ("killed", "injured") if record[f"total_{harm}"] and not in_range(merged, record, harm)]
            if wrong:
                print(f"{record['id']} {'oracle' if gold else 'read'}: {', '.join(wrong)}: {merged and merged.summary}", file=sys.stderr)
    return cluster_figures(pairs, [claim for _, left in aligned for claim in left], incidents, records) | merged_figures(pairs, incidents, records)


if __name__ == "__main__":
    options = argparse.ArgumentParser(add_help=False)
    options.add_argument("--errors", action="store_true")
    chosen, sys.argv[1:] = options.parse_known_args()
    folder = common.data_folder("stories")
    read, oracle = (score(folder, gold=gold, errors=chosen.errors) for gold in (False, True))
    print(f"{'':24}  as read  oracle")
    for name in read:
        print(f"{name:24}  {read[name]:7.1f}  {oracle[name]:6.1f}")
    print(json.dumps({name: round(value, 1) for name, value in read.items()} | {f"oracle_{name}": round(value, 1) for name, value in oracle.items()}))
