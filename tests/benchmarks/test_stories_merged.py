"""What a merged incident gets right, on made-up records."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.model import Actor
from dateline.resolving import resolve
from factories import GUNMEN, REBELS, SOLDIERS, claim, document, pair, town
from stories_merged import date_is_right, perpetrator_right, place_is_right

RECORD: dict[str, Any] = {
    "place": {"name": "Redtown", "country": "SYR", "lat": 36.4, "lon": 37.5},
    "date": ["2017-02-09", "2017-02-09"],
    "perpetrators": [{"name": "Northern Rebels", "country": "SYR"}],
    "perpetrator_alternatives": [],
}


def told(source: Actor, **more: Any) -> Any:
    doc = document()
    (incident,) = resolve([pair(doc, claim(doc, source=[source], killed=3, **{"place": town(), **more}))])
    return incident


def test_what_agrees_with_the_record_is_right() -> None:
    incident = told(REBELS)
    assert perpetrator_right(incident, RECORD)
    assert place_is_right(incident, RECORD)
    assert date_is_right(incident, RECORD)


def test_what_is_missing_or_elsewhere_is_wrong() -> None:
    incident = told(SOLDIERS, place=town("Bluetown", 33.5, 36.3), day="2017-02-05")
    assert not perpetrator_right(incident, RECORD)
    assert not place_is_right(incident, RECORD)
    assert not date_is_right(incident, RECORD)
    assert not perpetrator_right(None, RECORD)
    assert not place_is_right(None, RECORD)


@pytest.mark.parametrize(("source", "right"), [(GUNMEN, True), (REBELS, False)])
def test_where_nobody_is_known_nobody_may_be_named(source: Actor, right: bool) -> None:
    assert perpetrator_right(told(source), RECORD | {"perpetrators": []}) is right


def test_a_transliteration_is_the_same_name() -> None:
    group = Actor(id="group:jaish", name="Jaish-e-Mohammed", kind="group")
    assert perpetrator_right(told(group), RECORD | {"perpetrators": [{"name": "Jaish-e-Mohammad", "country": "PAK"}]})
