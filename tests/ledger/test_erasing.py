"""Erasure by law: the content is gone from everywhere, and the log says so."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.ledger import Ledger
from dateline.model import ReaderName
from dateline.model.errors import ErasedContent, RulingRefused, UnknownId
from factories import claim, document, reading, town

SECRET = document("Zebedee Quorn was named.\n\nZebedee Quorn was hurt in Redtown.", publisher="Quorn Weekly", url="https://quorn.example/1")
KEPT = document("First report from Redtown.", publisher="The Examiner", published="2017-02-09")
BY = {"because": "order 12 of the court", "author": "Ann"}


@pytest.fixture
def ledger(store: str) -> Iterator[Ledger]:
    with Ledger.open(store) as opened:
        opened.add(KEPT, reading(KEPT, claim(KEPT, killed=12, place=town())))
        opened.add(SECRET, reading(SECRET, claim(SECRET, killed=12, place=town(), quoted="Zebedee Quorn was hurt")))
        opened.incidents()
        yield opened


def test_what_was_erased_is_gone_and_the_log_says_why(ledger: Ledger) -> None:
    assert ledger.erase(SECRET.id, **BY) == 1
    assert list(ledger.documents()) == [KEPT]
    assert ledger.document_ids() == [KEPT.id]
    assert {made.document_id for made in ledger.claims(superseded=True)} == {KEPT.id}
    assert [incident.document_ids for incident in ledger.incidents()] == [(KEPT.id,)]
    assert ledger.search("Zebedee") == []
    assert ledger.documents_by_id([SECRET.id]) == {}
    for ask in (ledger.show, ledger.quotes, ledger.readings):
        with pytest.raises(ErasedContent, match=r"erased by Ann"):
            ask(SECRET.id)
    added, erased = ledger.log(SECRET.id)
    assert (added.entry.action, erased.entry.action) == ("add", "erase")
    assert (erased.entry.author, erased.reason) == ("Ann", "order 12 of the court")
    report = ledger.verify()
    assert report.problems == ()
    assert [(one.id, one.author, one.reason) for one in report.erased] == [(SECRET.id, "Ann", "order 12 of the court")]


def test_nothing_of_it_is_left_in_the_file(empty_file: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(empty_file, tmp_path / "test.db"))
    with Ledger.open(path) as ledger:
        ledger.add(SECRET, reading(SECRET, claim(SECRET, killed=12, place=town(), quoted="Zebedee Quorn was hurt")))
        ledger.incidents()
        assert any(b"Zebedee" in file.read_bytes() for file in tmp_path.iterdir())
        ledger.erase(SECRET.id, **BY)
        ledger.incidents()
    for file in tmp_path.iterdir():
        content = file.read_bytes().lower()
        assert b"zebedee" not in content, file
        assert b"quorn" not in content, file


def test_it_is_not_taken_in_again(ledger: Ledger) -> None:
    ledger.erase(SECRET.id, **BY)
    newer = ReaderName(name="hand", version="2")
    assert ledger.has(SECRET.id, newer)
    assert ledger.add(SECRET, reading(SECRET, claim(SECRET, reader=newer), reader=newer)) is False
    assert ledger.add(SECRET, reading(SECRET)) is False
    assert ledger.verify().ok


def test_it_is_gone_from_past_states_too(ledger: Ledger) -> None:
    then = ledger.verify()
    moment = ledger.log()[-1].entry.time
    ledger.erase(SECRET.id, **BY)
    past = ledger.as_of(moment)
    assert [incident.document_ids for incident in past.incidents()] == [(KEPT.id,)]
    assert ledger.verify(head=then.head).ok


def test_rulings_on_it_stay_and_say_nothing_of_it(ledger: Ledger) -> None:
    (incident,) = ledger.incidents()
    ledger.decide("correct", incident.id, field="killed", value=14, because="seen", author="Ann")
    ledger.erase(SECRET.id, **BY)
    (left,) = ledger.incidents()
    assert left.total("killed").best == 14
    assert ledger.verify().ok


def test_erasing_needs_an_id_an_author_and_a_reason(ledger: Ledger) -> None:
    with pytest.raises(UnknownId):
        ledger.erase("d-0000000000000000", **BY)
    for missing in ("because", "author"):
        with pytest.raises(RulingRefused):
            ledger.erase(SECRET.id, **(BY | {missing: " "}))
    assert len(list(ledger.documents())) == 2
    assert ledger.erase(SECRET.id, **BY) == 1
    assert ledger.erase(SECRET.id, **BY) == 0
