"""Learns how much the trained network is believed beside the learned weights: ``python benchmarks/muc4_heard_train.py [--data DIR]``.

Writes ``muc4_heard.json``. The network was taught the training part of MUC-4 but every fifth report (``training/marked_reports/train.py``), and
here the weights are learned from the same four fifths (those of ``muc4_weights.json`` stay as they are); what both say of the fifth that neither
saw tells how much to believe each. It takes some five minutes on two cores.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import numpy as np

import common
import muc4
import muc4_heard
import muc4_model
from muc4_fill import SLOTS, Report, judge, templates_of
from muc4_model import Weights
from muc4_network import SlotEar, Slots
from muc4_train import FOLDS, Record, accepted_fillers, fills, learn, tells, training_part

_RIDGE = 10.0
"""Chosen among 0.3, 1 and 10 by the scores of held-out reports, each fifth of them under weights from the others."""
_STEPS = 300


def fit(scorer: ModuleType, records: Sequence[Record], reports: Sequence[Report], heard: Sequence[Slots]) -> dict[str, Weights]:
    """How much each judge is believed, by reports that neither has learned from.

    Args:
        scorer: the scorer of the set.
        records: the reports with their keys.
        reports: the same, read.
        heard: what the network made of each.
    """
    keys = [accepted_fillers(scorer, record) for record in records]
    judged = [judge(report) for report in reports]
    weights: dict[str, Weights] = {}
    rows = np.concatenate([muc4_heard.phrase_rows(*one) for one in zip(reports, judged, heard, strict=True)])
    for at, slot in enumerate(SLOTS):
        labels = [fills(scorer, phrase, key.get(slot, {})) for report, key in zip(reports, keys, strict=True) for phrase in report.candidates]
        weights[slot] = _logistic(muc4_heard.PHRASE, rows[:, at], labels)
    claims = [
        (muc4_heard.claim_row(report, claim, one), tells(scorer, report, claim, record))
        for record, report, one in zip(records, reports, heard, strict=True)
        for claim in report.claims
        if claim.id in report.asked
    ]
    weights["claim"] = _logistic(muc4_heard.CLAIM, np.array([row for row, _ in claims]), [right for _, right in claims])
    return weights


def _logistic(names: tuple[str, ...], rows: np.ndarray, labels: Sequence[bool]) -> Weights:
    point = muc4_model.logistic(rows, rows.T, np.array(labels, dtype=float), ridge=_RIDGE, steps=_STEPS)
    return {name: round(float(weight), 2) for name, weight in zip(("", *names), [point[-1], *point[:-1]], strict=True)}


def train(folder: Path) -> dict[str, float]:
    """Write the table anew; returns the figures of the held-out fifth, by the weights alone and by both."""
    scorer, records = training_part(folder)
    reports = muc4.read(records)
    taught = [at for at in range(len(records)) if at % FOLDS]
    muc4_model.use(learn(scorer, [records[at] for at in taught], [reports[at] for at in taught]))
    held, kept = records[::FOLDS], reports[::FOLDS]
    ear = SlotEar()
    heard = [muc4_heard.hear(ear, report.document) for report in kept]
    weights = fit(scorer, held, kept, heard)
    muc4_heard.TABLE.write_text(json.dumps(weights, indent=1) + "\n", encoding="utf-8")
    alone = {record["id"]: templates_of(report) for record, report in zip(held, kept, strict=True)}
    both = {record["id"]: templates_of(report, muc4_heard.blended(report, one)) for record, report, one in zip(held, kept, heard, strict=True)}
    return muc4.figures(scorer, held, alone) | {f"{name}_encoder": value for name, value in muc4.figures(scorer, held, both).items()}


if __name__ == "__main__":
    common.main("muc4", train)
