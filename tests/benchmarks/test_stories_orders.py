"""Reports in any order and in any batches give the same bytes, and an incident that a report splits is split for a reason."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

import stories_orders
from dateline.model import Document, Reading
from dateline.sources import Loaded, read_inputs
from factories import GUNMEN, REBELS, SOLDIERS, claim, document, reading, town

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture(scope="module")
def examples() -> list[tuple[Document, Reading]]:
    from dateline.reading import RuleReader

    outcomes = read_inputs([str(EXAMPLES / name) for name in ("garissa", "kramatorsk", "wires.jsonl")])
    documents = [outcome.document for outcome in outcomes if isinstance(outcome, Loaded)]
    assert len(documents) > 5
    return list(zip(documents, RuleReader().read_many(documents), strict=True))


def test_the_examples_give_the_same_bytes_in_any_order(examples: list[tuple[Document, Reading]]) -> None:
    found = stories_orders.score(examples, 8)
    assert found["same_bytes"] == 100.0
    assert found["splits_without_reason"] == 0


def test_no_incident_is_split_without_a_reason_that_why_prints() -> None:
    """Made-up reports so near one another, in pairs of two towns and two days, that one more of them does split incidents."""
    places = (town(), town("Whitetown", 36.7, 37.5), town("The north", 36.5, 37.5, precision="province", radius_km=90.0), None)
    things = []
    for number, (place, day, doer) in enumerate(itertools.product(places, ("2017-02-08", "2017-02-09"), (REBELS, SOLDIERS, GUNMEN))):
        doc = document(f"Report {number}. And more.", publisher=f"Paper {number}", published="2017-02-10")
        things.append((doc, reading(doc, claim(doc, place=place, day=day, killed=(3, 12, 40, None)[number % 4], source=[doer]))))
    found = stories_orders.score(things, 6)
    assert found["same_bytes"] == 100.0
    assert found["splits_an_order"] > 0, "this test looks at nothing"
    assert found["splits_without_reason"] == 0
