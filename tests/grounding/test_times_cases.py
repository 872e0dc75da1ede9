"""The cases of tests/cases/times.toml: expressions of conflict news, and what a careful human makes of them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dateline.grounding.times import Anchor, find_times, resolve_time
from dateline.model import TimeSpan

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent.parent / "cases" / "times.toml").read_text(encoding="utf-8"))["case"]
TODO_LIMIT = 6


def expected(case: dict[str, Any]) -> TimeSpan:
    return TimeSpan(**{name: case[name] for name in ("start", "end", "precision", "part", "clock") if name in case})


def params() -> list[Any]:
    return [
        pytest.param(case, id=f"{number}-{case['words']}", marks=[pytest.mark.xfail(reason=case["todo"])] if "todo" in case else [])
        for number, case in enumerate(CASES)
    ]


@pytest.mark.parametrize("case", params())
def test_a_case_is_read_as_a_careful_human_reads_it(case: dict[str, Any]) -> None:
    start = case["text"].index(case["words"])
    end = start + len(case["words"])
    found = [mention for mention in find_times(case["text"]) if mention.start < end and start < mention.end]
    if case.get("absent"):
        assert not found
        return
    assert len(found) == 1, [mention.text for mention in found]
    mention = found[0]
    assert (mention.start, mention.end) == (min(mention.start, start), max(mention.end, end)), mention.text
    narrative = TimeSpan.day(case["narrative"]) if "narrative" in case else None
    resolved = resolve_time(mention, Anchor(case.get("published"), narrative), direction=case.get("direction", "past"))
    span = resolved.span if resolved else None
    assert span == (None if case.get("abstain") else expected(case))


def test_there_are_enough_cases_and_few_excuses() -> None:
    assert len(CASES) >= 60
    assert sum("todo" in case for case in CASES) <= TODO_LIMIT
