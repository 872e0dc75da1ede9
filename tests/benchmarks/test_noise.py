"""Whole reports about sport, films, trade, commemorations, trials and the like give next to no incident; reports of conflict keep theirs."""

from __future__ import annotations

import pytest

import noise
from dateline.reading import RuleReader

READER = RuleReader()


@pytest.mark.parametrize(("half", "most"), [("seen", 4), ("kept_back", 7)])
def test_few_reports_without_an_incident_give_one(half: str, most: int) -> None:
    """``kept_back`` was not looked at while rules were mended: its figure is what to expect of new texts."""
    found = noise.found("noise", half, READER)
    assert len(found) == 64
    false = [(one.report["title"], one.lines) for one in found if one.material]
    assert len(false) <= most, false


@pytest.mark.parametrize(("half", "least"), [("seen", 30), ("kept_back", 26)])
def test_most_reports_of_conflict_keep_their_incident(half: str, least: int) -> None:
    found = noise.found("true", half, READER)
    assert len(found) == 32
    lost = [(one.report["title"], one.lines) for one in found if not one.kept]
    assert len(found) - len(lost) >= least, lost


@pytest.mark.parametrize(("kind", "number", "shortest"), [("noise", 120, 75), ("true", 64, 55)])
def test_the_reports_are_many_kinds_of_whole_texts(kind: str, number: int, shortest: int) -> None:
    every = [report for half in noise.HALVES for report in noise.reports(kind, half)]
    assert len({report["text"] for report in every}) == len(every) >= number
    assert len({report["kind"] for report in every}) >= 15
    assert all(shortest <= len(report["text"].split()) <= 250 for report in every), min(len(report["text"].split()) for report in every)
