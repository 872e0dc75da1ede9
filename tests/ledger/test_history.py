"""The log: who did what, what it changed, that it cannot be rewritten unnoticed, and what was known when."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator

import pytest
from tampering import alter

from dateline.ledger import Ledger
from dateline.model import Incident
from dateline.model.errors import UnknownId
from factories import REBELS, claim, document, reading, town

FIRST = document("First report from Redtown.", publisher="The Examiner", published="2017-02-09")
SECOND = document("Second report from Redtown.", publisher="The Courier", published="2017-02-10")
BY = {"because": "seen on the spot", "author": "Ann"}


@pytest.fixture
def ledger(store: str) -> Iterator[Ledger]:
    with Ledger.open(store) as opened:
        opened.add(FIRST, reading(FIRST, claim(FIRST, killed=12, place=town())))
        opened.add(SECOND, reading(SECOND, claim(SECOND, killed=57, place=town(), source=[REBELS])))
        yield opened


def test_the_log_of_an_incident_tells_each_step_and_what_it_changed(ledger: Ledger) -> None:
    (incident,) = ledger.incidents()
    ruling = ledger.decide("correct", incident.id, field="killed", value=60, **BY)
    ledger.decide("undo", ruling.id, because="the count was of two days", author="Ben")
    first, second, corrected, undone = ledger.log(incident.id)
    assert (first.entry.action, first.entry.subject) == ("add", FIRST.id)
    assert "The Examiner" in first.says
    assert ("killed", None, "12") in {(change.field, change.before, change.after) for change in first.changes}
    assert ("killed", "12", "57 (12–57)") in {(change.field, change.before, change.after) for change in second.changes}
    assert (corrected.entry.author, corrected.reason) == ("Ann", "seen on the spot")
    assert corrected.says == f"corrected killed of {incident.id} to 60"
    assert [(change.field, change.before, change.after) for change in corrected.changes] == [("killed", "57 (12–57)", "60")]
    assert [(change.field, change.before, change.after) for change in undone.changes] == [("killed", "60", "57 (12–57)")]
    assert undone.reason == "the count was of two days"


def test_the_log_tells_of_incidents_before_they_were_merged(ledger: Ledger) -> None:
    other = document("Bluetown is calm after a protest.", published="2017-03-02")
    ledger.add(other, reading(other, claim(other, kind="PROTEST/demo", day="2017-03-01", place=town("Bluetown", 33.5, 36.3, country="LBN"))))
    one, two = (incident.id for incident in ledger.incidents())
    ledger.decide("same", one, two, **BY)
    (merged,) = ledger.incidents()
    *_, before, last = ledger.log(merged.id)
    assert sorted(before.incident_ids) == sorted((one, two))
    assert last.incident_ids == (merged.id,)


def test_the_whole_log_and_that_of_one_document(ledger: Ledger) -> None:
    assert [step.entry.seq for step in ledger.log()] == [1, 2]
    assert [step.entry.subject for step in ledger.log(FIRST.id)] == [FIRST.id]
    ledger.decide("note", FIRST.id, **BY)
    assert [step.entry.action for step in ledger.log(FIRST.id)] == ["add", "rule"]
    claim_id = next(made.id for made in ledger.claims() if made.document_id == SECOND.id)
    assert [step.entry.subject for step in ledger.log(claim_id)] == [SECOND.id]


def test_the_past_can_be_asked_everything(ledger: Ledger) -> None:
    times = [dt.datetime.fromisoformat(step.entry.time) for step in ledger.log()]
    then = ledger.as_of(times[0].isoformat())
    (alone,) = then.incidents()
    assert alone.document_ids == (FIRST.id,)
    assert list(then.documents()) == [FIRST]
    assert {made.document_id for made in then.claims()} == {FIRST.id}
    assert then.show(alone.id[:12]) == alone
    assert {quote.document_id for quote in then.quotes(alone.id)} == {FIRST.id}
    assert [step.entry.seq for step in then.log()] == [1]
    assert len(then.log(alone.id)) == 1
    with pytest.raises(UnknownId, match="then"):
        then.show(SECOND.id)
    assert ledger.as_of(dt.date(2001, 1, 1)).incidents() == []
    assert ledger.as_of(dt.datetime.now(dt.UTC).date()).incidents() == ledger.incidents()


def test_a_ruling_is_unknown_before_it_was_made(ledger: Ledger) -> None:
    (incident,) = ledger.incidents()
    before = ledger.log()[-1].entry.time
    ruling = ledger.decide("discount", incident.id, **BY)
    then = ledger.as_of(before)
    assert [one.verdict for one in then.incidents()] == [None]
    assert then.rulings() == []
    with pytest.raises(UnknownId):
        then.show(ruling.id)
    assert ledger.incidents() == []
    assert ledger.as_of("2999-01-01").incidents(discounted=True)[0].verdict == "discounted"


@pytest.mark.parametrize("moment", ["yesterday", "2017-13-01", ""])
def test_a_moment_that_is_none_is_refused(ledger: Ledger, moment: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        ledger.as_of(moment)


def test_each_entry_seals_the_one_before(ledger: Ledger) -> None:
    ledger.decide("note", FIRST.id, **BY)
    log = [step.entry for step in ledger.log()]
    assert [entry.previous for entry in log] == ["0" * 64, log[0].hash, log[1].hash]
    report = ledger.verify()
    assert report.ok
    assert (report.entries, report.rulings, report.head) == (3, 1, log[-1].hash)
    assert ledger.verify(head=log[0].hash[:12]).ok
    (problem,) = ledger.verify(head="f" * 64).problems
    assert "cut off" in problem.what


@pytest.mark.parametrize(
    ("statements", "named"),
    [
        (["UPDATE log SET author = 'Eve' WHERE seq = 3"], "log entry 3"),
        (["UPDATE log SET time = '2001-01-01T00:00:00+00:00' WHERE seq = 1"], "log entry 1"),
        (["UPDATE log SET detail = 'x' WHERE seq = 1"], "log entry 1"),
        (["DELETE FROM log WHERE seq = 2"], "log entry 3"),
        (["UPDATE rulings SET json = replace(json, 'seen', 'heard')"], "r-"),
        (["DELETE FROM rulings"], "log entry 3"),
        (["UPDATE documents SET external_id = '7' WHERE seq = 1"], FIRST.id),
        (["UPDATE passages SET kind = 'teaser' WHERE seq = 1"], FIRST.id),
        (["DELETE FROM claims WHERE seq = 1"], FIRST.id),
        (["UPDATE documents SET erased = 1, text = '', title = NULL WHERE seq = 1"], FIRST.id),
    ],
)
def test_whatever_is_altered_behind_our_back_is_named(ledger: Ledger, store: str, statements: list[str], named: str) -> None:
    ledger.decide("note", FIRST.id, **BY)
    assert ledger.verify().ok
    alter(store, *statements)
    assert any(problem.id.startswith(named) for problem in ledger.verify().problems)


def test_a_log_rewritten_with_good_hashes_shows_against_a_noted_head(ledger: Ledger, new_store: Callable[[], str]) -> None:
    noted = ledger.verify().head
    with Ledger.open(new_store()) as forged:
        forged.add(SECOND, reading(SECOND, claim(SECOND, killed=5, place=town())))
        assert forged.verify().ok
        assert not forged.verify(head=noted).ok


def test_the_log_is_plain_json(ledger: Ledger) -> None:
    steps = ledger.log(ledger.incidents()[0].id)
    assert json.loads(json.dumps([step.to_dict() for step in steps]))[0]["entry"]["action"] == "add"
    assert isinstance(ledger.show(steps[-1].incident_ids[0]), Incident)
