"""The cases of ``tests/cases/filed_from.toml``: no city where a story was filed or somebody spoke is taken for where its event was."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from case_book import PUBLISHED, shared_reader

from dateline.model import Claim, Document

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parents[1] / "cases" / "filed_from.toml").read_text(encoding="utf-8"))["case"]
IDS = [case["why"] for case in CASES]


@cache
def claims(text: str) -> tuple[Claim, ...]:
    """The claims of deeds: where a speech or a visit was is another matter."""
    read = shared_reader().read(Document(text=text, published=PUBLISHED)).claims
    return tuple(claim for claim in read if claim.event.type in ("ASSAULT", "COERCE"))


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_no_event_is_put_where_it_was_not(case: dict[str, Any]) -> None:
    found = [claim.place.words for claim in claims(case["text"]) if claim.place]
    assert not [words for words in found for name in case["elsewhere"] if name in words]


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_the_event_is_put_where_it_was(case: dict[str, Any]) -> None:
    places = [claim.place.words if claim.place else "" for claim in claims(case["text"])]
    assert any(case["place"] in words if case["place"] else not words for words in places), places


def test_there_are_a_hundred() -> None:
    assert len({case["text"] for case in CASES}) == len(CASES) >= 100
    assert len(set(IDS)) == len(CASES)
