"""The case runner itself: it must be able to fail."""

from __future__ import annotations

from typing import Any

import case_book
import pytest
from case_book import differences, load_cases

TEXT = "Police said gunmen killed three teachers in Nairobi on Monday."


def compare(**fields: Any) -> list[str]:
    case = case_book._case("made-up", {"text": TEXT, **fields})
    return differences(case, case_book.shared_reader().read(case.document))


@pytest.mark.parametrize(
    ("field", "right", "wrong"),
    [
        ("type", "ASSAULT", "PROTEST"),
        ("status", "actual", "denied"),
        ("source", ["gunmen"], []),
        ("source", ["generic:gunmen"], ["gunmen", "police"]),
        ("target", ["teachers"], ["farmers"]),
        ("responsibility", "stated", "accused_by_authorities"),
        ("tolls", ["3 killed"], ["4 killed"]),
        ("tolls", ["3 killed educator"], ["3 killed part"]),
        ("tolls", ["3 killed"], ["3 killed", "1 injured"]),
        ("place", "Nairobi", "Mombasa"),
        ("place", "nairobi", ""),
        ("country", "KEN", "UGA"),
        ("time", "2017-02-06", ""),
        ("speakers", ["police: Police"], ["military: Police"]),
        ("speakers", ["Police"], []),
        ("speakers", ["Police"], ["Police < Reuters"]),
        ("said", "", "2017-02-06"),
        ("weapon", "", "firearms"),
        ("accidental", False, True),
        ("evidence", "gunmen killed", "gunmen wounded"),
        ("news", 1, 0),
        ("assaults", 1, 2),
        ("claims", 1, 3),
        ("passages", ["body"], ["title"]),
        ("about", "killed", "wounded"),
    ],
)
def test_what_is_right_agrees_and_what_is_wrong_does_not(field: str, right: Any, wrong: Any) -> None:
    more = {"type": "ASSAULT"} if field == "about" else {}
    assert compare(**{field: right, **more}) == []
    assert len(compare(**{field: wrong, **more})) == 1


@pytest.mark.parametrize("fields", [{}, {"about": "killed"}, {"statsu": "actual"}])
def test_a_case_that_could_not_fail_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="made-up"):
        compare(**fields)


def test_there_are_cases_of_every_kind() -> None:
    wanted = {"tolls": 60, "status": 50, "speakers": 40, "passages": 25, "reports": 20}
    cases = {file: load_cases(file) for file in wanted}
    assert {file for file, found in cases.items() if len(found) < wanted[file]} == set()
    texts = [case.document.text for found in cases.values() for case in found]
    assert len(set(texts)) == len(texts), "a case stands twice"
