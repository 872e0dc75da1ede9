"""Incidents page by page: what is asked is found, nothing twice, nothing left out, and the counts agree with the incidents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import event

from dateline.ledger import Ledger, Wanted
from dateline.model import Place
from factories import GUNMEN, REBELS, SOLDIERS, claim, document, reading, town


@pytest.fixture
def ledger(store: str) -> Iterator[Ledger]:
    """Five incidents: in three towns, in a province, and one of which neither day nor place is known."""
    made = Ledger.open(store)
    province = Place(name="Hill Province", id="test:hills", country="SYR", lat=35.0, lon=38.0, precision="province", radius_km=90)
    told = [
        ("Blue Town", {"day": "2017-01-05", "place": town("Bluetown", 33.0, 36.0), "source": (SOLDIERS,), "killed": 3}),
        ("Red Town", {"day": "2017-02-09", "place": town(), "source": (REBELS,), "target": (SOLDIERS,), "killed": 12, "injured": 30}),
        ("Green Town", {"day": "2018-02-09", "place": town("Greentown", 10.0, 20.0, country="NER"), "source": (GUNMEN,), "killed": 0}),
        ("Hills", {"day": "2017-03-01", "until": "2017-03-31", "place": province, "source": (REBELS,)}),
        ("Nowhere", {"day": None, "kind": "COERCE"}),
    ]
    for name, values in told:
        doc = document(f"News of {name}. Something happened there and was told.", publisher=f"{name} Post", published="2018-03-01")
        made.add(doc, reading(doc, claim(doc, **values)))
    yield made
    made.close()


def names(ledger: Ledger, **wanted: object) -> list[str]:
    return sorted(incident.publishers[0].removesuffix(" Post") for incident in ledger.ask.page(Wanted(**wanted)).incidents)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["Blue Town", "Green Town", "Hills", "Nowhere", "Red Town"]),
        ({"country": ("SYR",)}, ["Blue Town", "Hills", "Red Town"]),
        ({"country": ("SYR", "NER"), "killed_at_least": 0}, ["Blue Town", "Green Town", "Red Town"]),
        ({"killed_at_least": 4}, ["Red Town"]),
        ({"killed_at_most": 3}, ["Blue Town", "Green Town"]),
        ({"injured_at_least": 1}, ["Red Town"]),
        ({"since": dt.date(2017, 3, 15), "until": dt.date(2017, 3, 16)}, ["Hills"]),
        ({"until": dt.date(2017, 2, 9)}, ["Blue Town", "Red Town"]),
        ({"type": ("COERCE",)}, ["Nowhere"]),
        ({"actor": "TUR-MIL"}, ["Blue Town", "Red Town"]),
        ({"actor": "TUR-MIL", "role": "target"}, ["Red Town"]),
        ({"outlet": "Hills Post"}, ["Hills"]),
        ({"place": "test:redtown"}, ["Red Town"]),
        ({"text": "northern REBELS"}, ["Hills", "Red Town"]),
        ({"text": "100%"}, []),
        ({"bbox": (35.0, 32.0, 37.0, 34.0)}, ["Blue Town"]),
        ({"waiting": True}, ["Nowhere", "Red Town"]),
        ({"contested": True}, []),
    ],
)
def test_conditions(ledger: Ledger, wanted: dict[str, object], found: list[str]) -> None:
    assert names(ledger, **wanted) == found
    assert ledger.ask.count(Wanted(**wanted)).incidents == len(found)


@pytest.mark.parametrize("sort", ["newest", "oldest", "deadliest"])
def test_pages_by_cursor_give_every_incident_once(ledger: Ledger, sort: str) -> None:
    whole = ledger.ask.page(Wanted(), sort=sort).incidents
    found, after = [], None
    while True:
        page = ledger.ask.page(Wanted(), sort=sort, after=after, limit=2)
        found += page.incidents
        after = page.next
        if after is None:
            break
    assert found == list(whole)
    assert len({incident.id for incident in found}) == 5


def test_orders(ledger: Ledger) -> None:
    newest = [incident.publishers[0] for incident in ledger.ask.page(Wanted()).incidents]
    assert newest == ["Green Town Post", "Hills Post", "Red Town Post", "Blue Town Post", "Nowhere Post"]
    deadliest = [incident.publishers[0] for incident in ledger.ask.page(Wanted(), sort="deadliest").incidents]
    assert deadliest[:3] == ["Red Town Post", "Blue Town Post", "Green Town Post"]


def test_a_cursor_of_ours_only(ledger: Ledger) -> None:
    for cursor, sort in (("nonsense", "newest"), ("x~i-0", "deadliest")):
        with pytest.raises(ValueError, match="expected one that an earlier page"):
            ledger.ask.page(Wanted(), after=cursor, sort=sort)


def test_places_coarser_than_asked_get_no_spot_and_are_listed(ledger: Ledger) -> None:
    spots = ledger.ask.spots(Wanted())
    assert {spot.place for spot in spots} == {"Bluetown", "Redtown", "Greentown"}
    assert {coarse.place for coarse in ledger.ask.coarse(Wanted())} == {"Hill Province", None}
    assert "Hill Province" in {spot.place for spot in ledger.ask.spots(Wanted(), finest="province")}
    (together,) = ledger.ask.spots(Wanted(country=("SYR",)), cell=40.0)
    assert (together.incidents, together.killed, together.id) == (2, 15, None)


def test_days_and_counts(ledger: Ledger) -> None:
    bins = ledger.ask.days(Wanted(), "month")
    assert [(one.key, one.incidents, one.killed) for one in bins] == [("2017-01", 1, 3), ("2017-02", 1, 12), ("2017-03", 1, 0), ("2018-02", 1, 0)]
    assert ledger.ask.extent(Wanted(country=("SYR",))) == ("2017-01-05", "2017-03-01")
    counted = ledger.ask.count(Wanted())
    assert (counted.incidents, counted.killed, counted.with_killed) == (5, 15, 3)


def test_facets(ledger: Ledger) -> None:
    actors = {facet.value: facet.incidents for facet in ledger.ask.facets(("source", "target"))}
    assert actors == {"TUR-MIL": 2, "group:northern-rebels": 2, "generic:gunmen": 1}
    assert [facet.value for facet in ledger.ask.facets(("outlet",), text="red")] == ["Red Town Post"]
    assert dict(ledger.ask.choices("country")) == {"SYR": 3, "NER": 1}


def test_the_queue_gives_the_most_pressing_first_and_says_why(ledger: Ledger) -> None:
    (reason, first), (_, second) = ledger.ask.queue(Wanted(), limit=5)
    assert (reason, first.publishers) == ("high toll", ("Red Town Post",))
    assert second.publishers == ("Nowhere Post",)
    assert ledger.ask.waiting() == {"high toll": 1, "low confidence": 1}
    assert [incident.id for _, incident in ledger.ask.queue(Wanted(), skip=[first.id])] == [second.id]


def test_what_a_person_discounted_is_kept_and_not_counted(ledger: Ledger) -> None:
    (red,) = ledger.ask.page(Wanted(outlet="Red Town Post")).incidents
    ledger.decide("discount", red.id, because="combatants", author="Ann")
    assert names(ledger, country=("SYR",)) == ["Blue Town", "Hills"]
    assert ledger.ask.count(Wanted()).killed == 3
    assert names(ledger, country=("SYR",), discounted=True) == ["Blue Town", "Hills", "Red Town"]


def test_what_could_be_the_same(ledger: Ledger) -> None:
    doc = document("Shells fell near Redtown.", publisher="Late Post")
    ledger.add(doc, reading(doc, claim(doc, kind="COERCE", day="2017-02-10", place=town("Redtown Farm", 36.5, 37.4))))
    (red,) = ledger.ask.page(Wanted(outlet="Red Town Post")).incidents
    assert [incident.publishers for incident in ledger.ask.near(red)] == [("Late Post",)]


def test_a_ledger_that_cannot_be_written_to_answers_alike(ledger: Ledger) -> None:
    before = ledger.ask.page(Wanted()).incidents
    doc = document("Shells fell.", publisher="Last Post")
    ledger.add(doc, reading(doc, claim(doc, day="2019-01-01")))
    ledger.close()
    refuse = {"sqlite": "PRAGMA query_only = ON", "postgresql": "SET default_transaction_read_only = on"}[ledger._engine.dialect.name]

    def lock(connection: Any, _record: object) -> None:
        connection.execute(refuse)
        connection.commit()

    event.listen(ledger._engine, "connect", lock)
    page = ledger.ask.page(Wanted()).incidents
    assert page[1:] == before
    assert page[0].publishers == ("Last Post",)
    assert ledger.ask.count(Wanted(outlet="Last Post")).incidents == 1


@pytest.mark.parametrize("step", ["day", "month", "year"])
@pytest.mark.parametrize("wanted", [Wanted(), Wanted(country=("SYR",)), Wanted(until=dt.date(2017, 12, 31)), Wanted(text="nothing of this")])
def test_an_outline_agrees_with_what_is_counted_one_by_one(ledger: Ledger, wanted: Wanted, step: Any) -> None:
    found = ledger.ask.outline(wanted, lambda _: step)
    assert found.counted == ledger.ask.count(wanted)
    assert found.extent == ledger.ask.extent(wanted)
    assert list(found.bins) == ledger.ask.days(wanted, step)


def test_what_is_counted_is_asked_of_the_store_once_until_something_changes(ledger: Ledger) -> None:
    ledger.ask.waiting()
    asked: list[str] = []
    event.listen(ledger.ask._stored, "before_cursor_execute", lambda *given: asked.append(given[2]))
    first = ledger.ask.count(Wanted()), ledger.ask.facets(("source", "target")), ledger.ask.choices("country")
    before = sum("incident_index" in one for one in asked)
    assert before == 3
    assert (ledger.ask.count(Wanted()), ledger.ask.facets(("source", "target")), ledger.ask.choices("country")) == first
    assert sum("incident_index" in one for one in asked) == before
    assert ledger.ask.count(Wanted(country=("NER",))).incidents == 1, "another question is another answer"
    doc = document("News of Black Town. Something happened there too.", publisher="Black Town Post", published="2018-03-01")
    ledger.add(doc, reading(doc, claim(doc, day="2016-01-01", place=town("Blacktown", 1.0, 2.0))))
    assert ledger.ask.count(Wanted()).incidents == first[0].incidents + 1


def test_who_is_both_source_and_target_of_an_incident_is_counted_once(ledger: Ledger) -> None:
    doc = document("News of Strife. Rebels fought rebels.", publisher="Strife Post", published="2018-03-01")
    ledger.add(doc, reading(doc, claim(doc, day="2015-01-01", killed=7, source=(REBELS,), target=(REBELS,))))
    (found,) = [facet for facet in ledger.ask.facets(("source", "target", "backer")) if facet.value == REBELS.id]
    assert (found.incidents, found.killed) == (3, 19)
