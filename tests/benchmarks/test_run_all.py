from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import pytest

import run_all

BENCHMARKS = Path(run_all.__file__).parent


def test_a_figure_beyond_its_limit_is_named_with_what_was_got_and_asked() -> None:
    limits = {"floor": {"stories": {"killed_exact": 40, "type": 50}}, "ceiling": {"stories": {"body_lost": 3}}}
    assert run_all.beyond({"stories": {"killed_exact": 39.9, "type": 50, "body_lost": 3.5}}, limits) == [
        "stories.killed_exact: got 39.9, floor 40",
        "stories.body_lost: got 3.5, ceiling 3",
    ]


def test_a_figure_that_is_gone_fails_and_a_benchmark_that_was_not_run_does_not() -> None:
    limits = {"floor": {"stories": {"killed_exact": 40}, "geo": {"lgl_acc161": 80}}}
    assert [fault.split(":")[0] for fault in run_all.beyond({"stories": {}}, limits)] == ["stories.killed_exact"]


def test_floors_are_raised_and_never_lowered() -> None:
    sets = {"stories": {"more": ["type", "date"], "less": ["body_lost"]}}
    limits = {"floor": {"stories": {"type": 90.0}}, "ceiling": {"stories": {"body_lost": 9.0}}}
    got = run_all.raised(limits, {"stories": {"type": 80.0, "date": 50.0, "body_lost": 1.0, "extra": 7.0}}, sets)
    assert got == {"floor": {"stories": {"type": 90.0, "date": 48.5}}, "ceiling": {"stories": {"body_lost": 2.5}}}
    assert tomllib.loads(run_all.floors_text(got)) == got


def test_the_last_line_is_the_figures() -> None:
    assert run_all.last_line('a table\n{"type": 12.5}\n') == {"type": 12.5}
    with pytest.raises(ValueError, match="one JSON object of figures"):
        run_all.last_line("a table\n[1]")


def test_every_limit_and_anchor_belongs_to_a_benchmark_that_is_run() -> None:
    sets = tomllib.loads((BENCHMARKS / "sets.toml").read_text(encoding="utf-8"))
    limits = tomllib.loads((BENCHMARKS / "floors.toml").read_text(encoding="utf-8"))
    assert set(sets) == set(run_all.NAMES)
    assert {name for kind in limits.values() for name in kind} <= set(run_all.NAMES)


def test_the_page_has_a_row_for_each_figure_with_what_others_reached() -> None:
    sets = {
        "muc4": {"title": "Templates", "source": "somewhere", "anchors": {"templates": "54.3 GE"}},
        "stories": {"title": "Stories", "source": "here", "anchors": {}, "meaning": {"type": "the type"}},
    }
    text = run_all.page({"muc4": {"templates": 31.4, "product": 30.0}, "stories": {"type": 70.0}}, sets, dt.date(2026, 1, 2))
    assert "| templates | 31.4 | 54.3 GE |" in text
    assert "| product | 30.0 |  |" in text
    assert "| figure | dateline | what it measures |\n| --- | --- | --- |\n| type | 70.0 | the type |" in text
    assert "2026-01-02" in text


def test_every_figure_with_a_meaning_is_held() -> None:
    sets = tomllib.loads((BENCHMARKS / "sets.toml").read_text(encoding="utf-8"))
    for name in ("stories", "muc4"):
        assert set(sets[name]["meaning"]) == {*sets[name]["more"], *sets[name]["less"]}
