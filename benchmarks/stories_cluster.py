"""The figures of the story bench for many reports of one incident: are they brought together, and is the merged toll in range."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]

from dateline.model import NEWS, Claim, Harm, Incident
from stories_align import Pair

MATERIAL = frozenset(("ASSAULT", "COERCE", "PROTEST", "RETREAT"))
"""Types whose events the gold means to record all; which statements to record is a matter of judgement (README of the set)."""

_NUMBER = re.compile(
    r"\d|(?<!\w)(?:zero|no|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty(?:-\w+)?|dozen)(?!\w)", re.IGNORECASE
)
"""A number in digits or words; "dozens" and "hundreds" are none."""

Clusters = list[frozenset[str]]


def mention(pair: Pair) -> str:
    """The name of a gold mention: one event in one document."""
    return f"{pair.story.name} {pair.gold['event_id']}"


def gold_clusters(pairs: Iterable[Pair]) -> Clusters:
    """Foreground mentions by event id."""
    groups: dict[str, set[str]] = {}
    for pair in pairs:
        if pair.gold["foreground"]:
            groups.setdefault(pair.gold["event_id"], set()).add(mention(pair))
    return [frozenset(group) for group in groups.values()]


def response_clusters(pairs: Sequence[Pair], spare: Sequence[Claim], incidents: Sequence[Incident]) -> Clusters:
    """The mentions as the incidents bring them together.

    A gold foreground mention stands where its claim went; without a claim, or with one that is in no incident, it stands alone.
    A claim that belongs to no gold event is a *spurious* mention if it is news of a ``MATERIAL`` type; one that went into the same
    incident as an aligned claim of its own document only tells that event again, which the ledger counts once, and is left out.
    Claims of gold events out of the foreground are left out as well: ``status`` judges those.
    """
    home = {claim_id: incident.id for incident in incidents for claim_id in incident.claim_ids}
    clusters: dict[str, set[str]] = {}
    told = set()
    for pair in pairs:
        if pair.claim is not None and pair.claim.id in home:
            told.add((pair.claim.document_id, home[pair.claim.id]))
        if pair.gold["foreground"]:
            alone = f"alone {mention(pair)}"
            clusters.setdefault(home.get(pair.claim.id, alone) if pair.claim else alone, set()).add(mention(pair))
    for claim in spare:
        where = home.get(claim.id)
        if where and claim.status.label in NEWS and claim.event.type in MATERIAL and (claim.document_id, where) not in told:
            clusters.setdefault(where, set()).add(f"spurious {claim.id}")
    return [frozenset(cluster) for cluster in clusters.values()]


def _f1(precision: float, recall: float) -> float:
    return 100.0 * 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def b_cubed(gold: Clusters, response: Clusters) -> float:
    """B-cubed F1 (Bagga and Baldwin 1998) in per cent.

    Precision is the mean over response mentions, recall over gold mentions, of the share of a mention's own cluster that both have in
    common. A spurious mention has no gold cluster: its own precision is 0, and it lowers that of the mentions it stands with.
    """

    def mean(clusters: Clusters, others: Clusters) -> float:
        of = {name: other for other in others for name in other}
        shares = [len(cluster & of.get(name, frozenset())) / len(cluster) for cluster in clusters for name in cluster]
        return sum(shares) / len(shares) if shares else 0.0

    return _f1(mean(response, gold), mean(gold, response))


def ceaf_e(gold: Clusters, response: Clusters) -> float:
    """Entity-based CEAF F1 (Luo 2005, phi 4) in per cent: clusters aligned one to one by 2|G∩R| / (|G|+|R|), over their number on either side.

    A cluster of spurious mentions alone lowers precision as a whole false incident.
    """
    if not gold or not response:
        return 0.0
    likeness = np.array([[2 * len(g & r) / (len(g) + len(r)) for r in response] for g in gold])
    rows, columns = linear_sum_assignment(-likeness)
    kept = float(likeness[rows, columns].sum())
    return _f1(kept / len(response), kept / len(gold))


def merged_incident(record: Mapping[str, Any], pairs: Sequence[Pair], incidents: Sequence[Incident]) -> Incident | None:
    """The incident with most claims aligned to the record's event, foreground or not; of several the largest, then the first id."""
    wanted = {pair.claim.id for pair in pairs if pair.claim and pair.gold["event_id"] == record["event_id"] and pair.story.name in record["docs"]}
    held = Counter({incident.id: len(wanted.intersection(incident.claim_ids)) for incident in incidents})
    best = max(incidents, key=lambda incident: (held[incident.id], len(incident.claim_ids), [-ord(char) for char in incident.id]), default=None)
    return best if best is not None and held[best.id] else None


def in_range(incident: Incident | None, record: Mapping[str, Any], harm: Harm) -> bool:
    """Whether the merged figure of one harm is right.

    Its ``best`` lies within the record's total [low, best, high], and its low and high, where set, within the range of all figures
    reported. A bound that only words without a number set ("dozens") is not judged: that range has no such words. Where the record's
    total is 0, an incident that tells no figure is right as well: no report need say that nobody was hurt.
    """
    least, _, most = record[f"total_{harm}"]
    toll = incident.total(harm) if incident else None
    if toll is None:
        return incident is not None and most == 0
    floor, ceiling = record["reported_range"].get(harm, (least, most))
    if toll.best is None or not least <= toll.best <= most:
        return False
    vague = {bound for report in toll.series if not _NUMBER.search(report.words) for bound in (report.low, report.high)}
    told = {bound for report in toll.series if _NUMBER.search(report.words) for bound in (report.low, report.high)}
    return all(bound is None or bound in vague - told or floor <= bound <= ceiling for bound in (toll.low, toll.high))


def cluster_figures(
    pairs: Sequence[Pair], spare: Sequence[Claim], incidents: Sequence[Incident], records: Sequence[Mapping[str, Any]]
) -> dict[str, float]:
    """Clusters over all documents' foreground mentions; ``merged_*_in_range`` is the share of the records that tell a total."""
    gold, response = gold_clusters(pairs), response_clusters(pairs, spare, incidents)
    figures = {"cluster_b3_f1": b_cubed(gold, response), "cluster_ceafe_f1": ceaf_e(gold, response)}
    for harm in ("killed", "injured"):
        asked = [record for record in records if record[f"total_{harm}"] is not None]
        right = sum(in_range(merged_incident(record, pairs, incidents), record, harm) for record in asked)
        figures[f"merged_{harm}_in_range"] = 100.0 * right / len(asked) if asked else 0.0
    return figures
