"""Learns what tells a report of conflict from another text, and writes the weights to src/dateline/reading/cues/report.toml.

    python training/reports/train.py [--check]

It learns from texts of our own alone: other.toml and conflict.toml beside it, and the seen halves of the noise bench. A logistic model with a
squared penalty over the traits of ``dateline.reading.traits``, in standard units while it learns. Reports count more than other texts, since a
report that is lost is worse than one that is kept in vain. ``--check`` prints, instead of writing, how texts fare that a tenth of the learning left
out, and which are taken for what they are not.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from dateline.model import Document
from dateline.reading import RuleReader

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
TABLE = ROOT / "src" / "dateline" / "reading" / "cues" / "report.toml"
SOURCES = {0.0: (HERE / "other.toml", ROOT / "benchmarks" / "noise_seen.toml"), 1.0: (HERE / "conflict.toml", ROOT / "benchmarks" / "true_seen.toml")}
REPORTS_COUNT = 1.5
PENALTY = 5.0
PARTS = 10
HEAD = """# What tells a report of conflict from other texts, and how much: weights of the traits of reading/traits.py in log-odds.
# `start` is where a text with none of them stands; a text below 0 is no report of conflict. Written by training/reports/train.py; do not edit.
"""


def texts() -> tuple[list[dict[str, Any]], np.ndarray]:
    """All texts to learn from, and for each 1.0 where it is a report of conflict, else 0.0."""
    told = [(one, kind) for kind, paths in SOURCES.items() for path in paths for one in tomllib.loads(path.read_text(encoding="utf-8"))["report"]]
    return [one for one, _ in told], np.array([kind for _, kind in told])


def document(one: dict[str, Any]) -> Document:
    """A text as a document; some have no title."""
    text = one["text"].strip()
    return Document(text=f"{one['title']}\n\n{text}" if one["title"] else text, title=one["title"] or None, published=one["published"])


def fit(traits: np.ndarray, wanted: np.ndarray) -> tuple[np.ndarray, float]:
    """Weights of the traits as they are, and where a text without any stands."""
    middle, spread = traits.mean(axis=0), traits.std(axis=0) + 1e-6
    units = (traits - middle) / spread
    counts = np.where(wanted == 1, REPORTS_COUNT, 1.0)

    def loss(point: np.ndarray) -> tuple[float, np.ndarray]:
        scores = units @ point[:-1] + point[-1]
        missed = counts * (np.logaddexp(0, -scores) * wanted + np.logaddexp(0, scores) * (1 - wanted))
        off = counts * (1 / (1 + np.exp(-scores)) - wanted)
        return float(missed.sum() + PENALTY / 2 * (point[:-1] @ point[:-1])), np.append(units.T @ off + PENALTY * point[:-1], off.sum())

    found = minimize(loss, np.zeros(traits.shape[1] + 1), jac=True, method="L-BFGS-B").x
    return found[:-1] / spread, float(found[-1] - (found[:-1] * middle / spread).sum())


def check(told: list[dict[str, Any]], traits: np.ndarray, wanted: np.ndarray) -> None:
    """Judge every text by weights learned without it."""
    part = np.random.default_rng(1).permutation(len(wanted)) % PARTS
    scores = np.zeros(len(wanted))
    for number in range(PARTS):
        weights, start = fit(traits[part != number], wanted[part != number])
        scores[part == number] = traits[part == number] @ weights + start
    for score, one, kind in sorted(zip(scores, told, wanted, strict=True), key=lambda each: each[0]):
        if (score >= 0) != (kind == 1):
            print(f"{score:6.2f} {'report' if kind else 'other '} {one['kind']}: {one['title'] or one['text'][:60]}")
    lost, kept = ((scores < 0) & (wanted == 1)).sum(), ((scores >= 0) & (wanted == 0)).sum()
    print(f"{lost} of {int(wanted.sum())} reports lost, {kept} of {int((1 - wanted).sum())} other texts taken for reports")


def main() -> None:
    """Run as a script."""
    told, wanted = texts()
    reader = RuleReader()
    found = [reader.traits(document(one)) for one in told]
    names = list(found[0])
    traits = np.array([[one[name] for name in names] for one in found])
    if "--check" in sys.argv:
        check(told, traits, wanted)
        return
    weights, start = fit(traits, wanted)
    rows = [f"{name} = {weight:.2f}" for name, weight in zip(names, weights, strict=True)]
    TABLE.write_text("\n".join([HEAD, f"start = {start:.2f}", "", "[weights]", *rows, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
