"""The story bench: one report read whole, and many reports brought to one incident.

    python benchmarks/stories.py [--data DIR] [--errors] [--gold] [--only PREFIX] [--listening]

``--errors`` lists what went wrong, document by document, on stderr. ``--gold`` feeds the gold back as claims instead of reading: what is
below 100 then is the scorer's doing or, for clusters and merged tolls, resolving's own. ``--listening`` reads with the trained network; without any
of these, figures are given both by rules alone and, ``_encoder`` behind the name, with it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import common
from dateline.model import NEWS, Claim, Document, Incident, Reading
from dateline.reading.hearing import installed
from stories_align import Pair, Story, align, gold_actors, gold_span, total
from stories_cluster import cluster_figures, in_range, merged_incident
from stories_gold import reading_of
from stories_score import MEASURES, document_figures, expected_status, status_right, toll_verdicts, unread_paragraphs

Row = tuple[dict[str, Any], str, Document]


def documents(folder: Path) -> Iterator[Row]:
    """Each gold record with its body and the document a reader gets."""
    for record in common.lines(folder / "gold.jsonl"):
        report = json.loads((folder / f"{record['doc']}.json").read_text(encoding="utf-8"))
        document = Document(
            text=f"{report['title']}\n\n{report['text']}",
            title=report["title"],
            publisher=report["outlet"],
            published=report["published"],
            published_from="given",
            external_id=report["id"],
        )
        yield record, report["text"], document


def load(folder: Path, *, gold: bool = False, only: str = "", listening: bool = False) -> list[Story]:
    """Read every document of the set (or, with ``gold``, take the gold for its reading); ``listening``: with the trained network."""
    return stories_of([row for row in documents(folder) if row[0]["doc"].startswith(only)], gold=gold, listening=listening)


def stories_of(rows: Sequence[Row], *, gold: bool = False, listening: bool = False) -> list[Story]:
    """The same of gold records with their bodies and documents."""
    readings: dict[str, Reading] = {}
    if not gold:
        readings = {reading.document_id: reading for reading in common.reader(listening=listening).read_many([document for _, _, document in rows])}
    stories = []
    for record, body, document in rows:
        events, spliced = tuple(record["events"]), frozenset(record["spliced_paragraphs"])
        reading = reading_of(document, body, events, spliced) if gold else readings[document.id]
        stories.append(Story(record["doc"], document, body, events, spliced, reading))
    return stories


def incidents_of(stories: Sequence[Story]) -> Sequence[Incident]:
    """The incidents of all claims of all documents, as a ledger would compute them."""
    from dateline.resolving import DocumentFacts, ResolvableClaim, resolve

    claims = [ResolvableClaim(claim, DocumentFacts.of(story.document)) for story in stories for claim in story.reading.claims]
    return list(resolve(claims))


def _told(claim: Claim) -> str:
    tolls = ", ".join(f"{toll.harm} {toll.count}{'' if toll.scope == 'incident' else ' ' + toll.scope}" for toll in claim.tolls)
    place = claim.place.place.name if claim.place else "-"
    sources, targets = ("; ".join(part.actor.name for part in claim.role(role)) for role in ("source", "target"))
    speakers = "; ".join(speaker.name for speaker in claim.speakers)
    parts = (
        f"{claim.event.type} {claim.status.label}",
        f"{sources or '-'} > {targets or '-'}",
        tolls or "-",
        place,
        str(claim.time.span if claim.time else "-"),
        f"said by {speakers or '-'}",
        repr(claim.evidence[0].text[:80]),
    )
    return " · ".join(parts)


def _wanted(pair: Pair, measure: str) -> str:
    gold = pair.gold
    answers = {
        "killed_exact": gold["killed"],
        "injured_exact": gold["injured"],
        "perpetrator": gold_actors(gold, "source"),
        "victim": gold_actors(gold, "target"),
        "type": gold["event_type"],
        "speaker": gold["attributed_to"],
        "place_25km": gold["place"],
        "date": gold_span(gold),
    }
    return f"{measure}: expected {answers[measure]}"


def list_errors(stories: Sequence[Story], pairs: Sequence[Pair], spare: Mapping[str, Sequence[Claim]]) -> None:
    """Print what is wrong in each document, for people, on stderr."""
    for story in stories:
        print(f"\n== {story.name} ({story.document.published}) {story.document.title}", file=sys.stderr)
        unread, _ = unread_paragraphs(story)
        if unread != story.spliced:
            print(f"   paragraphs not read {sorted(unread)}, spliced {sorted(story.spliced)}", file=sys.stderr)
        for pair in (pair for pair in pairs if pair.story is story):
            kind = "foreground" if pair.gold["foreground"] else "background"
            if pair.claim is None:
                print(f"   {pair.gold['event_id']} {kind} {pair.gold['event_type']}: no claim", file=sys.stderr)
                continue
            faults = [] if status_right(pair) else [f"status: expected {'/'.join(sorted(expected_status(pair)))}"]
            if pair.gold["foreground"]:
                faults += [_wanted(pair, name) for name, (asked, right) in MEASURES.items() if asked(pair.gold) and not right(pair.claim, pair.gold)]
            print(f"   {pair.gold['event_id']} {kind}: {_told(pair.claim)}", file=sys.stderr)
            for fault in faults:
                print(f"      {fault}", file=sys.stderr)
            if any(fault.startswith(("killed", "injured")) for fault in faults):
                print(f"      read as {total(pair.claim, 'killed')} killed, {total(pair.claim, 'injured')} injured", file=sys.stderr)
        for claim, figure, right in toll_verdicts(story):
            if not right:
                print(f"   not in the gold: {figure} ({claim.evidence[0].text[:60]!r})", file=sys.stderr)
        for claim in spare[story.name]:
            if claim.status.label in NEWS:
                print(f"   no gold event: {_told(claim)}", file=sys.stderr)


def score_documents(rows: Sequence[Row], leave_out: Sequence[str] = ()) -> dict[str, float]:
    """The figures of single documents alone, by rules and, ``_encoder`` behind the name, with the trained network where its packages are."""
    found: dict[str, float] = {}
    for listening in (False, *([True] if installed() else [])):
        stories = stories_of(rows, listening=listening)
        figures = document_figures(stories, [pair for story in stories for pair in align(story)[0]])
        found |= {f"{name}_encoder" if listening else name: value for name, value in figures.items() if name not in leave_out}
    return found


def score_twice(folder: Path) -> dict[str, float]:
    """All figures by rules and, ``_encoder`` behind the name, with the trained network where its packages are installed."""
    heard = score(folder, listening=True) if installed() else {}
    return score(folder) | {f"{name}_encoder": value for name, value in heard.items()}


def score(folder: Path, *, gold: bool = False, errors: bool = False, only: str = "", listening: bool = False) -> dict[str, float]:
    """All figures of the set in ``folder``."""
    stories = load(folder, gold=gold, only=only, listening=listening)
    aligned = [(story, *align(story)) for story in stories]
    pairs = [pair for _, found, _ in aligned for pair in found]
    spare = {story.name: left for story, _, left in aligned}
    figures = document_figures(stories, pairs)
    incidents = incidents_of(stories)
    records = [record for record in common.lines(folder / "incidents.jsonl") if record["id"].startswith(only)]
    figures |= cluster_figures(pairs, [claim for left in spare.values() for claim in left], incidents, records)
    if errors:
        list_errors(stories, pairs, spare)
        for record in records:
            merged = merged_incident(record, pairs, incidents)
            wrong = [harm for harm in ("killed", "injured") if record[f"total_{harm}"] and not in_range(merged, record, harm)]
            if wrong:
                tolls = [(toll.harm, toll.low, toll.best, toll.high) for toll in merged.tolls if toll.victim_class is None] if merged else None
                print(
                    f"merged {record['id']}: {wrong} out of range; read {tolls}, expected {record['total_killed']} {record['total_injured']}",
                    file=sys.stderr,
                )
    return figures


if __name__ == "__main__":
    options = argparse.ArgumentParser(add_help=False)
    options.add_argument("--errors", action="store_true")
    options.add_argument("--gold", action="store_true")
    options.add_argument("--only", default="")
    options.add_argument("--listening", action="store_true")
    chosen, sys.argv[1:] = options.parse_known_args()
    plain = not (chosen.gold or chosen.errors or chosen.only or chosen.listening)
    common.main(
        "stories",
        lambda folder: (
            score_twice(folder) if plain else score(folder, gold=chosen.gold, errors=chosen.errors, only=chosen.only, listening=chosen.listening)
        ),
    )
