"""The reader against reports as a careful human records them.

A case marked ``todo`` is read wrongly today. It must fail: when the reader learns it, the mark is to be taken off.
"""

from __future__ import annotations

import pytest
from case_book import Case, differences, load_cases, readings

FILES = ("tolls", "status", "speakers", "passages", "reports")


def _marked(case: Case) -> object:
    marks = [pytest.mark.xfail(reason=case.todo, strict=True, raises=AssertionError)] if case.todo else []
    return pytest.param(case, marks=marks, id=case.name)


@pytest.mark.parametrize("case", [_marked(case) for file in FILES for case in load_cases(file)])
def test_case(case: Case) -> None:
    reading = readings(case.name.rpartition("-")[0])[case.name]
    wrong = differences(case, reading)
    assert not wrong, "\n".join((case.document.text, *wrong))
