"""The scale benchmark builds the truth that it asks for, and its exponent is a slope."""

from __future__ import annotations

from pathlib import Path

import pytest

from resolving_scale import exponent, measure, reports


def test_a_made_up_ledger_gives_its_true_incidents(tmp_path: Path) -> None:
    assert len(list(reports(100))) == 100
    figures = measure(100, tmp_path)
    assert figures["right"] == 100


def test_the_exponent_is_the_slope() -> None:
    assert exponent([10, 100, 1000], [2.0, 20.0, 200.0]) == pytest.approx(1)
    assert exponent([10, 100, 1000], [2.0, 2.0, 2.0]) == pytest.approx(0)
