"""Storing, asking, rebuilding."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from tampering import execute

from dateline.ledger import Ledger
from dateline.model import Claim, Incident, ReaderName, Ruling
from dateline.model.errors import LedgerError, UnknownId
from dateline.resolving import resolve
from factories import READER, REBELS, claim, document, pair, reading, town

FIRST = document("First report from Redtown.", publisher="The Examiner", published="2017-02-09")
SECOND = document("Second report from Redtown.", publisher="The Courier", published="2017-02-10")
ELSEWHERE = document("Bluetown is calm after a protest.", publisher="The Post", published="2017-03-02")
BLUETOWN = town("Bluetown", 33.5, 36.3, country="LBN")


@pytest.fixture
def ledger(store: str) -> Iterator[Ledger]:
    with Ledger.open(store) as opened:
        yield opened


def fill(ledger: Ledger, order: tuple[int, ...] = (0, 1, 2)) -> None:
    background = claim(SECOND, status="background", day="2016-08-24", quoted="report")
    readings = [
        (FIRST, reading(FIRST, claim(FIRST, killed=(12, None), place=town()))),
        (SECOND, reading(SECOND, claim(SECOND, killed=57, place=town(), source=[REBELS]), background)),
        (ELSEWHERE, reading(ELSEWHERE, claim(ELSEWHERE, kind="PROTEST/demo", day="2017-03-01", place=BLUETOWN))),
    ]
    for number in order:
        ledger.add(*readings[number])


def dump(ledger: Ledger) -> str:
    return json.dumps([incident.to_dict() for incident in ledger.incidents()])


def test_what_goes_in_comes_out(ledger: Ledger) -> None:
    fill(ledger)
    assert list(ledger.documents()) == [FIRST, SECOND, ELSEWHERE]
    assert {made.document_id for made in ledger.claims()} == {FIRST.id, SECOND.id, ELSEWHERE.id}
    assert [incident.to_json() for incident in ledger.incidents()] == [
        incident.to_json()
        for incident in resolve(pair(doc, made) for doc in ledger.documents() for made in ledger.claims() if made.document_id == doc.id)
    ]


def test_adding_again_changes_nothing(ledger: Ledger) -> None:
    fill(ledger)
    before = dump(ledger)
    assert ledger.add(FIRST, reading(FIRST, claim(FIRST, killed=(12, None), place=town()))) is False
    assert dump(ledger) == before
    assert ledger.has(FIRST.id, READER)
    assert not ledger.has(FIRST.id, ReaderName(name="hand", version="2"))


def test_any_order_gives_the_same_bytes(new_store: Callable[[], str]) -> None:
    dumps = set()
    for order in ((0, 1, 2), (2, 1, 0), (1, 0, 2)):
        with Ledger.open(new_store()) as ledger:
            for one in order:
                fill(ledger, (one,))
                ledger.incidents()
            dumps.add(dump(ledger))
    assert len(dumps) == 1


def test_incidents_are_right_after_each_add(ledger: Ledger) -> None:
    fill(ledger, (0,))
    assert [incident.document_ids for incident in ledger.incidents()] == [(FIRST.id,)]
    fill(ledger, (1,))
    assert [len(incident.document_ids) for incident in ledger.incidents()] == [2]


def test_incidents_can_be_deleted_and_rebuilt(ledger: Ledger, store: str) -> None:
    fill(ledger)
    before = dump(ledger)
    execute(store, "UPDATE incidents SET json = replace(json, '57', '58')")
    assert dump(ledger) != before
    assert not ledger.verify().ok
    assert ledger.rebuild() == 2
    assert dump(ledger) == before
    assert ledger.verify().ok


def test_incidents_of_older_rules_are_worked_out_again(ledger: Ledger, store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(ledger)
    before = dump(ledger)
    execute(store, "UPDATE incidents SET json = replace(json, '57', '58')")
    monkeypatch.setattr("dateline.ledger.derived.rules_id", lambda: "newer")
    assert dump(ledger) == before


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, 2),
        ({"country": "SYR"}, 1),
        ({"country": "lbn"}, 1),
        ({"country": "TUR"}, 0),
        ({"type": "PROTEST"}, 1),
        ({"since": "2017-02-10"}, 1),
        ({"since": "2017-02-09", "until": "2017-02-09"}, 1),
        ({"until": "2017-02-08"}, 0),
        ({"killed_at_least": 1}, 1),
        ({"killed_at_least": 58}, 0),
        ({"killed_at_least": 0}, 1),
        ({"grade": ("fair",)}, 1),
        ({"grade": ("fair", "not graded")}, 2),
        ({"grade": ("recorded",), "country": "SYR"}, 1),
        ({"grade": ("confirmed",)}, 0),
    ],
)
def test_conditions_narrow_and_unknown_meets_none(ledger: Ledger, wanted: dict[str, object], found: int) -> None:
    fill(ledger)
    assert len(ledger.incidents(**wanted)) == found  # type: ignore[arg-type]


def test_a_grade_that_no_profile_gives_is_named(ledger: Ledger) -> None:
    with pytest.raises(ValueError, match="got the grade 'strong', expected one of not graded, discounted"):
        ledger.incidents(grade=["strong"])


def test_a_newer_reading_takes_the_place_of_an_older_one(ledger: Ledger) -> None:
    newer = ReaderName(name="hand", version="10")
    ledger.add(FIRST, reading(FIRST, claim(FIRST, killed=13, place=town(), reader=newer), reader=newer))
    ledger.add(FIRST, reading(FIRST, claim(FIRST, killed=12, place=town()), reader=READER))
    (incident,) = ledger.incidents()
    total = incident.total("killed")
    assert total is not None
    assert total.best == 13
    assert len(list(ledger.claims())) == 1
    assert len(list(ledger.claims(superseded=True))) == 2


def test_everything_can_be_shown_by_its_id_or_its_beginning(ledger: Ledger) -> None:
    fill(ledger)
    incident = ledger.incidents()[0]
    assert ledger.show(incident.id) == incident
    assert ledger.show(incident.id[:9]) == incident
    assert ledger.show(FIRST.id.upper()) == FIRST
    assert isinstance(ledger.show(incident.claim_ids[1]), Claim)


def test_the_id_of_a_merged_incident_leads_to_the_one_that_holds_its_claim(ledger: Ledger) -> None:
    fill(ledger, (0,))
    first = ledger.incidents()[0].id
    fill(ledger, (1,))
    (merged,) = ledger.incidents()
    for claim_id in merged.claim_ids:
        assert ledger.show("i-" + claim_id[2:]) == merged
    assert isinstance(ledger.show(first), Incident)


def test_the_id_of_an_incident_of_an_older_reading_leads_on(ledger: Ledger) -> None:
    fill(ledger, (0,))
    former = ledger.incidents()[0].id
    newer = ReaderName(name="hand", version="2")
    ledger.add(FIRST, reading(FIRST, claim(FIRST, killed=13, place=town(), reader=newer), reader=newer))
    (now,) = ledger.incidents()
    assert now.id != former
    assert ledger.show(former) == now


@pytest.mark.parametrize("unknown", ["i-0000000000000000", "x-1", "", "c-zz", "d-%"])
def test_an_unknown_id_is_said_to_be_unknown(ledger: Ledger, unknown: str) -> None:
    fill(ledger)
    with pytest.raises(UnknownId):
        ledger.show(unknown)


def test_an_ambiguous_beginning_lists_what_it_could_be(ledger: Ledger) -> None:
    many = [document(f"Report {number} here.") for number in range(40)]
    for doc in many:
        ledger.add(doc, reading(doc))
    beginning = next(f"d-{digit}" for digit in "0123456789abcdef" if sum(doc.id.startswith(f"d-{digit}") for doc in many) > 1)
    with pytest.raises(UnknownId, match="several ids"):
        ledger.show(beginning)


def test_background_is_kept_as_a_claim_but_makes_no_incident(ledger: Ledger) -> None:
    fill(ledger, (1,))
    background = next(made for made in ledger.claims() if made.status.label == "background")
    with pytest.raises(UnknownId, match="not news"):
        ledger.show("i-" + background.id[2:])


def test_quotes_give_every_value_with_its_words_and_who_says_so(ledger: Ledger) -> None:
    fill(ledger)
    quotes = ledger.quotes(ledger.incidents()[0].id)
    assert [(quote.publisher, quote.value) for quote in quotes if quote.field == "killed"] == [
        ("The Examiner", "12+ killed"),
        ("The Courier", "57 killed"),
    ]
    assert all(quote.words == {FIRST.id: FIRST, SECOND.id: SECOND}[quote.document_id].text[quote.start : quote.end] for quote in quotes)
    assert {quote.document_id for quote in ledger.quotes(FIRST.id)} == {FIRST.id}


def test_rulings_are_applied_and_kept(ledger: Ledger) -> None:
    fill(ledger)
    apart = Ruling.make(kind="apart", subjects=ledger.incidents()[0].claim_ids, author="an analyst", time="2020-01-01", reason="two markets")
    assert ledger.rule(apart) is True
    assert ledger.rule(apart) is False
    assert len(ledger.incidents()) == 3
    assert ledger.show(apart.id) == apart
    with pytest.raises(UnknownId, match="quotes nobody"):
        ledger.quotes(apart.id)


def test_a_reading_that_misquotes_is_refused(ledger: Ledger) -> None:
    wrong = claim(SECOND, killed=3)
    moved = Claim.make(**({name: value for name, value in wrong.to_dict().items() if name != "id"} | {"document_id": FIRST.id}))
    with pytest.raises(LedgerError, match="quotes 'Second'"):
        ledger.add(FIRST, reading(FIRST, moved))
    with pytest.raises(LedgerError, match="expected one of"):
        ledger.add(FIRST, reading(SECOND))
    assert list(ledger.documents()) == []


@pytest.mark.parametrize("text", ["line\u2028separator\x00nul", "\u202bمرحبا\u202c 12", "🕊 emoji 👩‍👩‍👧", "\r\n tabs\tand \u00a0 spaces"])
def test_any_text_comes_back_unchanged(ledger: Ledger, text: str) -> None:
    odd = document(text, title=None)
    ledger.add(odd, reading(odd))
    assert next(ledger.documents()) == odd
    assert ledger.verify().ok


def test_many_things_at_once(ledger: Ledger) -> None:
    fill(ledger)
    made = list(ledger.claims())
    assert ledger.document_ids() == sorted(doc.id for doc in (FIRST, SECOND, ELSEWHERE))
    assert ledger.documents_by_id([SECOND.id, "d-0000000000000000"]) == {SECOND.id: SECOND}
    assert ledger.claims_by_id([made[0].id] * 2) == {made[0].id: made[0]}
    assert ledger.claims_by_id([]) == {}


def test_a_reading_comes_back_whole(ledger: Ledger) -> None:
    first = reading(FIRST, claim(FIRST, killed=12))
    newer = ReaderName(name=READER.name, version="2")
    second = reading(FIRST, claim(FIRST, killed=13, reader=newer), reader=newer)
    ledger.add(FIRST, second)
    ledger.add(FIRST, first)
    assert ledger.readings(FIRST.id) == [first, second]
    with pytest.raises(UnknownId, match="no such document"):
        ledger.readings("d-0000000000000000")


def test_rulings_come_back_in_order(ledger: Ledger) -> None:
    fill(ledger)
    made = [
        Ruling.make(kind="note", subjects=(FIRST.id,), author="Ann", time="2024-01-01", reason="seen"),
        Ruling.make(kind="retract", subjects=(FIRST.id,), author="Ben", time="2023-01-01", reason="withdrawn by the outlet"),
    ]
    for ruling in made:
        ledger.rule(ruling)
    assert ledger.rulings() == made
