"""Logistic models over named features: the table of weights behind the MUC-4 templates, and how it is made.

The table is ``muc4_weights.json``, written by ``muc4_train.py`` from the training part alone.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from scipy.optimize import minimize

TABLE = Path(__file__).parent / "muc4_weights.json"
_BIAS = ""
Weights = dict[str, float]


_used: dict[str, Weights] = {}


def table() -> dict[str, Weights]:
    """Weights of every model by feature; the bias stands under the empty name."""
    if not _used:
        use(json.loads(TABLE.read_text(encoding="utf-8")))
    return _used


def use(weights: dict[str, Weights]) -> None:
    """Take these weights in place of the table's."""
    _used.clear()
    _used.update(weights)


def probability(weights: Weights, features: Iterable[str]) -> float:
    """How likely a model holds what has these features, 0 to 1."""
    return chance_of(weights[_BIAS] + sum(weights.get(feature, 0.0) for feature in features))


def chance_of(odds: float) -> float:
    """The probability of log-odds, 0 to 1."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, odds))))


def grade(chance: float) -> int:
    """A probability as a whole step of log-odds, -3 to 3: a feature for the models that build on it."""
    chance = min(max(chance, 1e-6), 1 - 1e-6)
    return max(-3, min(3, round(math.log(chance / (1 - chance)))))


def logistic(matrix: sp.csr_matrix | np.ndarray, turned: sp.csr_matrix | np.ndarray, wanted: np.ndarray, *, ridge: float, steps: int) -> np.ndarray:
    """Weights and, last, the bias of a logistic model, by L-BFGS with a squared penalty.

    Args:
        matrix: of shape (examples, features).
        turned: the same, transposed.
        wanted: 1.0 or 0.0 for each example.
        ridge: strength of the penalty.
        steps: at most so many.
    """

    def loss(point: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ point[:-1] + point[-1]
        missed = np.logaddexp(0, -scores) * wanted + np.logaddexp(0, scores) * (1 - wanted)
        off = 1 / (1 + np.exp(-scores)) - wanted
        return float(missed.sum() + ridge / 2 * (point[:-1] @ point[:-1])), np.append(turned @ off + ridge * point[:-1], off.sum())

    start = np.zeros(matrix.shape[1] + 1)
    start[-1] = -2.0
    found: np.ndarray = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": steps}).x
    return found


class Learner:
    """Examples as a matrix, to fit several models over the same features.

    Args:
        examples: the features of each.
        least: features seen in fewer examples are left out.
    """

    def __init__(self, examples: Sequence[Sequence[str]], least: int) -> None:
        counts = Counter(feature for features in examples for feature in set(features))
        self.names = sorted(feature for feature, seen in counts.items() if seen >= least)
        index = {name: at for at, name in enumerate(self.names)}
        rows = [sorted({index[feature] for feature in features if feature in index}) for features in examples]
        ends = np.cumsum([0, *map(len, rows)])
        flat = np.array([at for row in rows for at in row], dtype=np.int64)
        self.matrix: sp.csr_matrix = sp.csr_matrix((np.ones(len(flat)), flat, ends), shape=(len(rows), len(index)))

    def fit(self, wanted: np.ndarray, rows: np.ndarray | None = None, *, ridge: float, steps: int) -> np.ndarray:
        """Weights and, last, the bias, by L-BFGS with a squared penalty.

        Args:
            wanted: 1.0 or 0.0 for each example.
            rows: which examples to learn from; all where None.
            ridge: strength of the penalty.
            steps: at most so many.
        """
        matrix = self.matrix if rows is None else self.matrix[rows]
        goal = wanted if rows is None else wanted[rows]
        return logistic(matrix, matrix.T.tocsr(), goal, ridge=ridge, steps=steps)

    def chances(self, point: np.ndarray, rows: np.ndarray) -> np.ndarray:
        """Probabilities of some examples under a fitted model."""
        found: np.ndarray = 1 / (1 + np.exp(-(self.matrix[rows] @ point[:-1] + point[-1])))
        return found

    def weights(self, point: np.ndarray, least: float) -> Weights:
        """A fitted model as a table, weights rounded and small ones left out."""
        kept = {name: round(float(weight), 2) for name, weight in zip(self.names, point[:-1], strict=True) if abs(weight) >= least}
        return {_BIAS: round(float(point[-1]), 2)} | kept
