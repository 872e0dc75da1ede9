"""Bringing incidents up to date by what changed gives what working everything out gives, in whatever order and batches things come."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.ledger import Ledger
from dateline.model import Document, ReaderName, Reading
from factories import GUNMEN, READER, REBELS, SOLDIERS, claim, document, reading, town

PLACES = (town(), town(lat=36.45), town("Bluetown", 33.5, 36.3), town("The north", 36.2, 37.2, precision="province", radius_km=80.0), None)
DAYS = ("2017-02-08", "2017-02-09", None)
MOMENTS = (None, "2017-02-10", "2017-02-10T08:00:00+00:00", "2017-02-10T09:00:00+03:00")
FACTS = st.tuples(
    st.sampled_from(PLACES),
    st.sampled_from(DAYS),
    st.sampled_from((None, 3, 12, 13)),
    st.sampled_from(((), (REBELS,), (SOLDIERS,), (GUNMEN,))),
    st.sampled_from((None, "https://example.org/a/1", "https://example.org/a/2")),
    st.sampled_from(("2017-02-09", "2017-02-10", None)),
    st.booleans(),
)


def made(number: int, facts: tuple[Any, ...]) -> tuple[Document, Reading]:
    place, day, killed, source, url, published, twice = facts
    doc = document(f"Report {number}. And more.", publisher=f"P{number % 3}", published=published, url=url)
    claims = [claim(doc, place=place, day=day, killed=killed, source=source)]
    if twice:
        claims.append(claim(doc, place=None, day=None, quoted="more", source=source))
    return doc, reading(doc, *claims)


def state(ledger: Ledger) -> str:
    return json.dumps([incident.to_dict() for incident in ledger.incidents(discounted=True)])


_numbers = itertools.count()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(FACTS, min_size=2, max_size=9), st.data())
def test_what_is_brought_up_to_date_is_what_a_rebuild_gives(tmp_path: Path, facts: list[tuple[Any, ...]], data: st.DataObject) -> None:
    with Ledger.open(tmp_path / f"{next(_numbers)}.db") as ledger:
        for number, one in enumerate(facts):
            ledger.add(*made(number, one))
            if data.draw(st.booleans(), label="ask in between"):
                state(ledger)
            incidents = ledger.incidents() if data.draw(st.integers(0, 4), label="rule") == 0 else []
            if incidents:
                kind = data.draw(st.sampled_from(("same", "apart", "retract", "discount", "undo")), label="kind")
                ids = [incident.id for incident in incidents]
                if kind == "same" and len(ids) > 1:
                    ledger.decide("same", *ids[:2], because="seen", author="Ann")
                elif kind == "apart" and len(incidents[0].claim_ids) > 1:
                    ledger.decide("apart", *incidents[0].claim_ids[:2], because="seen", author="Ann")
                elif kind == "retract":
                    ledger.decide("retract", incidents[0].document_ids[0], because="seen", author="Ann")
                elif kind == "discount":
                    ledger.decide("discount", ids[0], because="seen", author="Ann")
                elif kind == "undo" and (rulings := list(ledger.rulings())):
                    ledger.decide("undo", rulings[-1].id, because="seen", author="Ann")
        kept = state(ledger)
        ledger.rebuild()
        assert state(ledger) == kept
        assert ledger.verify().problems == ()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.randoms(use_true_random=False))
def test_all_orders_and_batchings_give_the_same_bytes(tmp_path: Path, random: Any) -> None:
    spread = [
        (PLACES[n % 5], DAYS[n % 3], (None, 3, 12, 13)[n % 4], ((), (REBELS,), (GUNMEN,))[n % 3], None, "2017-02-10", n % 4 == 0) for n in range(8)
    ]
    things = [made(number, facts) for number, facts in enumerate(spread)]
    random.shuffle(things)
    with Ledger.open(tmp_path / f"{next(_numbers)}.db") as ledger:
        for one in things:
            ledger.add(*one)
            if random.random() < 0.2:
                ledger.incidents()
        found = state(ledger)
    path = tmp_path / "first"
    if not path.exists():
        path.write_text(found)
    assert found == path.read_text()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.sampled_from(MOMENTS), st.sampled_from(MOMENTS), st.booleans()), min_size=2, max_size=5),
    st.randoms(use_true_random=False),
)
def test_versions_of_a_page_give_the_same_bytes_in_any_order(tmp_path: Path, told: list[tuple[str | None, str | None, bool]], random: Any) -> None:
    url = "https://example.org/a/1"
    things = []
    for number, (published, retrieved, secure) in enumerate(told):
        doc = document(f"Version {number}. And more.", url=url if secure else "http" + url[5:] + "#top", published=published, retrieved=retrieved)
        things.append((doc, reading(doc, claim(doc, place=PLACES[number % 3], killed=number + 1))))
    found = []
    for _ in range(2):
        with Ledger.open(tmp_path / f"{next(_numbers)}.db") as ledger:
            for one in things:
                ledger.add(*one)
                if random.random() < 0.3:
                    ledger.incidents()
            found.append((state(ledger), [one.id for one in ledger.versions(things[0][0].id)]))
            assert len(ledger.incidents()) == 1
            assert [one.id for one in ledger.ask.versions(things[0][0])] == found[-1][1]
        random.shuffle(things)
    assert found[0][0] == found[1][0]
    assert sorted(found[0][1]) == sorted(doc.id for doc, _ in things)
    assert found[0][1] == found[1][1]


def newest(tmp_path: Path, *versions: dict[str, Any]) -> list[int | None]:
    """Killed in the incidents of a page whose versions tell 1, 2, ... killed, stored in this order."""
    with Ledger.open(tmp_path / f"{next(_numbers)}.db") as ledger:
        for number, more in enumerate(versions):
            doc = document(f"Version {number}. And more.", url="https://example.org/a/1", **more)
            ledger.add(doc, reading(doc, claim(doc, place=town(), killed=number + 1)))
        return [total.best for incident in ledger.incidents() if (total := incident.total("killed")) is not None]


def test_of_one_publication_time_the_version_that_was_got_last_counts(tmp_path: Path) -> None:
    assert newest(tmp_path, {"retrieved": "2017-02-10T09:00:00+00:00"}, {"retrieved": "2017-02-10T12:00:00+00:00"}) == [2]
    assert newest(tmp_path, {"retrieved": "2017-02-10T12:00:00+00:00"}, {"retrieved": "2017-02-10T09:00:00+00:00"}) == [1]
    assert newest(tmp_path, {"retrieved": "2017-02-10T12:00:00+00:00", "published": None}, {"published": None}) == [1]


def test_times_of_publication_are_compared_as_points_in_time(tmp_path: Path) -> None:
    assert newest(tmp_path, {"published": "2017-02-10T23:30:00-05:00"}, {"published": "2017-02-11T02:00:00+00:00"}) == [1]


def test_a_newer_reading_replaces_the_older_ones_tellings(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "l.db") as ledger:
        doc = document("Report 1. And more.")
        ledger.add(doc, reading(doc, claim(doc, place=town(), killed=3)))
        assert len(ledger.incidents()) == 1
        newer = ReaderName(name=READER.name, version="2")
        ledger.add(doc, reading(doc, claim(doc, place=PLACES[2], killed=5, reader=newer), reader=newer))
        (incident,) = ledger.incidents()
        assert incident.place is not None
        assert (incident.place.name, incident.total("killed").best) == ("Bluetown", 5)  # type: ignore[union-attr]


def test_only_what_is_touched_is_worked_out_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Ledger.open(tmp_path / "l.db") as ledger:
        for number in range(30):
            day = (dt.date(2017, 1, 1) + dt.timedelta(days=20 * number)).isoformat()
            doc = document(f"Report {number}. And more.", published=day)
            ledger.add(doc, reading(doc, claim(doc, place=town(), day=day, killed=3)))
        assert len(ledger.incidents()) == 30
        from dateline.resolving.resolution import Rules

        counted: list[int] = []
        incident = Rules.incident
        monkeypatch.setattr(Rules, "incident", lambda self, group, bearing: counted.append(1) or incident(self, group, bearing))
        doc = document("One more.", published="2017-01-01")
        ledger.add(doc, reading(doc, claim(doc, place=town(), day="2017-01-01", killed=3)))
        assert len(ledger.incidents()) == 30
        assert len(counted) == 1


def test_two_hundred_orders_give_the_same_bytes_without_a_ledger() -> None:
    import random

    from dateline.resolving import DocumentFacts, ResolvableClaim, resolve

    sources = ((), (REBELS,), (SOLDIERS,), (GUNMEN,))
    pairs = []
    for n in range(24):
        doc, read = made(n, (PLACES[n % 5], DAYS[n % 3], (None, 3, 12, 13)[n % 4], sources[n % 4], None, "2017-02-10", n % 4 == 0))
        pairs += [ResolvableClaim(one, DocumentFacts.of(doc)) for one in read.claims]
    shuffler, wanted = random.Random(5), None
    for _ in range(200):
        shuffler.shuffle(pairs)
        found = [incident.to_json() for incident in resolve(pairs)]
        wanted = wanted or found
        assert found == wanted
