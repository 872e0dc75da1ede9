"""Every match can print its reasons, and a near miss why it is apart."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline import cli
from dateline.ledger import Ledger
from dateline.model import Incident
from dateline.model.errors import UnknownId
from factories import claim, document, reading, town


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "l.db"
    with Ledger.open(path) as opened:
        for number, (place, killed) in enumerate([(town(), 12), (town(), 14), (town("Bluetown", 36.4, 38.5), 12)]):
            doc = document(f"Report {number}. And more.", publisher=f"Paper {number}")
            again = [claim(doc, day=None, quoted="more")] if number == 0 else []
            opened.add(doc, reading(doc, claim(doc, place=place, killed=killed), *again))
    return path


def largest(path: Path) -> Incident:
    with Ledger.open(path) as opened:
        return max(opened.incidents(), key=lambda incident: len(incident.claim_ids))


def test_what_holds_an_incident_together_and_what_is_apart(ledger: Path) -> None:
    with Ledger.open(ledger) as opened:
        incident, why = opened.why(largest(ledger).id)
        assert len(incident.document_ids) == 2
        assert [len(group) for group in why.told_again] == [2]
        (match,) = why.matches
        assert {match.one, match.other} <= set(incident.claim_ids)
        assert match.points == pytest.approx(sum(reason.points or 0 for reason in match.reasons))
        (missed,) = why.near_misses
        assert "contradict each other on place" in missed.verdict
        assert missed.other not in incident.claim_ids
        assert opened.why(incident.claim_ids[0])[0] == incident
        with pytest.raises(UnknownId, match="only an incident"):
            opened.why(incident.document_ids[0])


def test_people_are_named_as_the_reason(ledger: Path) -> None:
    incident = largest(ledger)
    with Ledger.open(ledger) as opened:
        claims = opened.claims_by_id(incident.claim_ids)
        first, second = ([one for one in incident.claim_ids if claims[one].document_id == doc] for doc in incident.document_ids)
        opened.decide("apart", first[0], second[0], because="two streets", author="Ann")
        _, why = opened.why("i-" + first[0][2:])
        assert "people ruled that they are apart" in [match.verdict for match in why.near_misses]


def test_the_verb_prints_it(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["why", largest(ledger).id, "--ledger", str(ledger)])
    out = capsys.readouterr().out
    assert stopped.value.code == 0
    for words in ("One report tells it more than once:", "Held together by:", "place: same place", "Near, and apart:", "contradiction"):
        assert words in out
    with pytest.raises(SystemExit):
        cli.main(["why", largest(ledger).id, "--ledger", str(ledger), "--json"])
    assert set(json.loads(capsys.readouterr().out)) == {"incident", "told_again", "matches", "near_misses"}
