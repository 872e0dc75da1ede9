"""Whole reports in many styles: how much of a careful coder's record is read.

The floors are what was reached, less a little; a rule that lifts one kind of report and breaks another shows here.
"""

from __future__ import annotations

import pytest
from dispatches import dispatches, figures

FLOORS = {"seen": 0.80, "kept": 0.70}


@pytest.mark.parametrize("half", FLOORS)
def test_the_share_of_right_values_does_not_fall(half: str) -> None:
    right, of = figures(half)["all"]
    assert right / of >= FLOORS[half], f"{half}: {right} of {of} values are right"


@pytest.mark.parametrize("half", FLOORS)
def test_each_half_asks_for_every_kind_of_value(half: str) -> None:
    assert {"source", "target", "killed", "injured", "precision", "place", "time", "type", "status", "speakers", "assaults"} <= set(figures(half))
    assert len(dispatches(half)) >= 10
