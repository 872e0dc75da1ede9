"""People rule: what each ruling does, that it lasts, and that nothing outranks it but another ruling."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from dateline.ledger import Ledger
from dateline.model import Incident, ReaderName, Ruling
from dateline.model.errors import RulingRefused, UnknownId
from factories import GUNMEN, REBELS, claim, document, reading, toll, town

FIRST = document("First report from Redtown.", publisher="The Examiner", published="2017-02-09")
SECOND = document("Second report from Redtown.", publisher="The Courier", published="2017-02-10")
ELSEWHERE = document("Bluetown is calm after a protest.", publisher="The Post", published="2017-03-02")
LATER = document("Third report from Redtown: forty.", publisher="The Herald", published="2017-02-12")
BLUETOWN = town("Bluetown", 33.5, 36.3, country="LBN")
BY = {"because": "seen on the spot", "author": "Ann"}


@pytest.fixture
def ledger(store: str) -> Iterator[Ledger]:
    with Ledger.open(store) as opened:
        opened.add(FIRST, reading(FIRST, claim(FIRST, killed=12, place=town())))
        opened.add(SECOND, reading(SECOND, claim(SECOND, killed=12, place=town(), source=[REBELS])))
        opened.add(ELSEWHERE, reading(ELSEWHERE, claim(ELSEWHERE, kind="PROTEST/demo", day="2017-03-01", place=BLUETOWN)))
        yield opened


def strike(ledger: Ledger) -> Incident:
    (found,) = [incident for incident in ledger.incidents(discounted=True) if incident.type == "ASSAULT" and len(incident.document_ids) > 1]
    return found


def add_later(ledger: Ledger, killed: int = 40) -> str:
    made = claim(LATER, killed=killed, place=town(), source=[REBELS], target=[GUNMEN])
    ledger.add(LATER, reading(LATER, made))
    return made.id


def test_incidents_ruled_the_same_are_one_and_both_ids_lead_there(ledger: Ledger) -> None:
    one, other = ledger.incidents()
    ruling = ledger.decide("same", one.id, other.id, **BY)
    (merged,) = ledger.incidents()
    assert set(merged.claim_ids) == {*one.claim_ids, *other.claim_ids}
    assert {ledger.show(one.id).id, ledger.show(other.id).id} == {merged.id}
    assert {merged.id, *merged.previous_ids} >= {one.id, other.id}
    assert merged.ruling_ids == (ruling.id,)
    assert ledger.rebuild() == 1


def test_the_same_holds_for_all_claims_of_both_incidents_even_where_they_contradict(ledger: Ledger) -> None:
    one, other = ledger.incidents()
    assert sorted(len(incident.claim_ids) for incident in (one, other)) == [1, 2]
    ledger.decide("same", one.id, other.id, **BY)
    assert [len(incident.claim_ids) for incident in ledger.incidents()] == [3]


def test_an_undone_merge_gives_back_what_was(ledger: Ledger) -> None:
    before = ledger.incidents()
    ruling = ledger.decide("same", *(incident.id for incident in before), **BY)
    undoing = ledger.decide("undo", ruling.id, because="two towns", author="Ben")
    assert ledger.incidents() == before
    ledger.decide("undo", undoing.id, because="one after all", author="Ann")
    assert len(ledger.incidents()) == 1
    with pytest.raises(RulingRefused, match=r"undone already|undo that one"):
        ledger.decide("undo", undoing.id, **BY)


def test_claims_ruled_apart_split_an_incident(ledger: Ledger) -> None:
    whole = strike(ledger)
    ledger.decide("apart", whole.id, whole.claim_ids[1], **BY)
    parts = [incident for incident in ledger.incidents() if incident.type == "ASSAULT"]
    assert sorted(incident.claim_ids for incident in parts) == sorted((claim_id,) for claim_id in whole.claim_ids)
    add_later(ledger, killed=12)
    assert len([incident for incident in ledger.incidents() if set(incident.claim_ids) & set(whole.claim_ids)]) == 2


def test_the_later_of_two_rulings_on_a_pair_stands(ledger: Ledger) -> None:
    whole = strike(ledger)
    one, other = whole.claim_ids
    ledger.decide("apart", one, other, **BY)
    ledger.decide("same", one, other, **BY)
    assert strike(ledger).claim_ids == whole.claim_ids
    ledger.decide("apart", one, other, **BY)
    assert len(ledger.incidents()) == 3


def test_a_corrected_toll_stands_beside_the_machines_reading(ledger: Ledger) -> None:
    ruling = ledger.decide("correct", strike(ledger).id, field="killed", value="14-16 (15)", **BY)
    incident = strike(ledger)
    total = incident.total("killed")
    assert total is not None
    assert (total.low, total.best, total.high, total.rule) == (14, 15, 16, f"ruling:{ruling.id}")
    assert len(total.series) == 2
    assert "15 (14–16) killed" in incident.summary
    (correction,) = incident.corrections
    assert (correction.ruling_id, correction.field, correction.value) == (ruling.id, "killed", {"low": 14, "best": 15, "high": 16})
    assert correction.machine == {"low": 12, "best": 12, "high": 12}
    assert [one.id for one in ledger.incidents(killed_at_least=15)] == [incident.id]
    assert ledger.rebuild() == 2
    assert strike(ledger) == incident
    ledger.decide("undo", ruling.id, **BY)
    assert strike(ledger).corrections == ()
    assert strike(ledger).total("killed").best == 12


@pytest.mark.parametrize(
    ("field", "value", "is_now"),
    [
        ("time", "2017-02-11", "2017-02-11"),
        ("time", "2017-02", "2017-02"),
        ("time", "2017-02-10..2017-02-12", "2017-02-10..2017-02-12"),
        ("time", "unknown", None),
        ("type", "coerce", "COERCE"),
        ("mode", "firearms", "firearms"),
        ("accidental", "yes", True),
        ("weapon", "unknown", None),
        ("status", "attempted", "attempted"),
    ],
)
def test_any_field_can_be_corrected(ledger: Ledger, field: str, value: str, is_now: object) -> None:
    before = getattr(strike(ledger), field)
    ledger.decide("correct", strike(ledger).id, field=field, value=value, **BY)
    (incident,) = [one for one in ledger.incidents() if len(one.document_ids) == 2]
    now = getattr(incident, field)
    assert (str(now) if field == "time" and now is not None else now) == is_now
    assert incident.corrections[0].machine == (before.to_dict() if field == "time" else before)


def test_a_place_is_looked_up_and_a_doubtful_name_is_refused(ledger: Ledger) -> None:
    ledger.decide("correct", strike(ledger).id, field="place", value="Kramatorsk", **BY)
    incident = strike(ledger)
    assert incident.place is not None
    assert (incident.place.name, incident.place.country, incident.place.precision) == ("Kramatorsk", "UKR", "settlement")
    assert [one.id for one in ledger.incidents(country="UKR")] == [incident.id]
    with pytest.raises(RulingRefused, match="means several") as caught:
        ledger.decide("correct", incident.id, field="place", value="Springfield", **BY)
    offered = str(caught.value).split("“")[1].split("”")[0]
    ledger.decide("correct", incident.id, field="place", value=offered, **BY)
    place = strike(ledger).place
    assert place is not None
    assert offered == f"{place.name} {place.id}"
    ledger.decide("correct", incident.id, field="place", value="Nowheresville Heights", **BY)
    assert strike(ledger).place.precision == "unknown"


def test_actors_are_looked_up_or_stay_descriptions(ledger: Ledger) -> None:
    ledger.decide("correct", strike(ledger).id, field="source", value="Islamic State; men in masks", **BY)
    names = [part.actor.name for part in strike(ledger).actors if part.role == "source"]
    assert names[0] == "Islamic State"
    assert names[1].endswith("men in masks") or names[1] == "men"


def test_a_figure_that_no_claim_tells_can_be_set(ledger: Ledger) -> None:
    ledger.decide("correct", strike(ledger).id, field="killed.child", value=3, **BY)
    (child,) = [one for one in strike(ledger).tolls if one.victim_class == "child"]
    assert (child.best, child.series) == (3, ())
    ledger.decide("correct", strike(ledger).id, field="killed.child", value="unknown", **BY)
    assert [(one.low, one.best, one.high) for one in strike(ledger).tolls if one.victim_class == "child"] == [(None, None, None)] or not [
        one for one in strike(ledger).tolls if one.victim_class == "child"
    ]


def test_the_class_of_victims_is_set_by_ruling(ledger: Ledger) -> None:
    fighters = document("Fighters died in Greentown.", published="2017-05-05")
    made = claim(fighters, day="2017-05-04", place=town("Greentown", 10, 10), killed=5, tolls=[toll(fighters, "killed", 5, "militant", scope="part")])
    ledger.add(fighters, reading(fighters, made))
    incident_id = "i-" + made.id[2:]
    ruling = ledger.decide("class", incident_id, field="killed.militant", value="civilian", **BY)
    incident = ledger.show(incident_id)
    assert isinstance(incident, Incident)
    assert [(one.victim_class, one.best, one.rule) for one in incident.tolls if one.victim_class] == [("civilian", 5, f"ruling:{ruling.id}")]
    assert incident.corrections[0].field == "killed.civilian"
    with pytest.raises(RulingRefused, match="victim class"):
        ledger.decide("class", incident_id, field="killed", value="villager", **BY)
    with pytest.raises(RulingRefused, match="no figure"):
        ledger.decide("class", incident_id, field="injured", value="civilian", **BY)


def test_a_discounted_incident_is_kept_and_not_listed_unless_asked_for(ledger: Ledger) -> None:
    incident = strike(ledger)
    ledger.decide("discount", incident.id, **BY)
    assert incident.id not in {one.id for one in ledger.incidents()}
    assert strike(ledger).verdict == "discounted"
    shown = ledger.show(incident.id)
    assert isinstance(shown, Incident)
    assert shown.verdict == "discounted"
    ledger.decide("confirm", incident.id, **BY)
    assert incident.id in {one.id for one in ledger.incidents()}
    assert strike(ledger).verdict == "confirmed"


def test_a_discounted_claim_no_longer_counts(ledger: Ledger) -> None:
    whole = strike(ledger)
    ledger.decide("discount", whole.claim_ids[0], **BY)
    (left,) = [one for one in ledger.incidents() if whole.claim_ids[1] in one.claim_ids]
    assert left.claim_ids == whole.claim_ids[1:]
    with pytest.raises(UnknownId, match="discounted by Ann"):
        ledger.show("i-" + whole.claim_ids[0][2:])


def test_a_retracted_document_takes_its_claims_with_it_and_gives_them_back(ledger: Ledger) -> None:
    ruling = ledger.decide("retract", ELSEWHERE.id, because="the outlet withdrew it", author="Ben")
    assert [one.type for one in ledger.incidents()] == ["ASSAULT"]
    gone = next(made for made in ledger.claims() if made.document_id == ELSEWHERE.id)
    with pytest.raises(UnknownId, match=r"retracted by Ben.*the outlet withdrew it"):
        ledger.show("i-" + gone.id[2:])
    ledger.decide("undo", ruling.id, **BY)
    assert len(ledger.incidents()) == 2


def test_a_corrected_claim_counts_as_corrected_and_is_kept_as_read(ledger: Ledger) -> None:
    first = next(made for made in ledger.claims() if made.document_id == FIRST.id)
    ledger.decide("correct", first.id, field="killed", value=20, **BY)
    total = strike(ledger).total("killed")
    assert total is not None
    assert (total.low, total.high) == (12, 20)
    assert ledger.show(first.id) == first


def test_a_claim_of_background_becomes_news_by_ruling(ledger: Ledger) -> None:
    old = document("Yellowtown remembers.", published="2017-06-01")
    made = claim(old, status="background", day="2016-06-01", place=town("Yellowtown", 20, 20), killed=3)
    ledger.add(old, reading(old, made))
    assert len(ledger.incidents()) == 2
    ledger.decide("correct", made.id, field="status", value="actual", **BY)
    assert "i-" + made.id[2:] in {one.id for one in ledger.incidents()}


def test_a_later_claim_that_contradicts_a_correction_raises_a_flag_and_changes_nothing(ledger: Ledger) -> None:
    ruling = ledger.decide("correct", strike(ledger).id, field="killed", value=12, **BY)
    assert strike(ledger).flags == ()
    later = add_later(ledger, killed=40)
    incident = strike(ledger)
    assert later in incident.claim_ids
    assert incident.total("killed").best == 12
    (flag,) = incident.flags
    assert (flag.ruling_id, flag.claim_ids) == (ruling.id, (later,))
    assert flag.says == "a later report tells of 40 killed, not 12"


def test_a_later_claim_that_agrees_raises_no_flag(ledger: Ledger) -> None:
    ledger.decide("correct", strike(ledger).id, field="killed", value="10-50", **BY)
    add_later(ledger, killed=40)
    assert strike(ledger).flags == ()


@pytest.mark.parametrize(("kind", "done"), [("confirm", "confirmed"), ("discount", "discounted")])
def test_new_reports_of_what_was_decided_raise_a_flag(ledger: Ledger, kind: str, done: str) -> None:
    ruling = ledger.decide(kind, strike(ledger).id, **BY)
    later = add_later(ledger, killed=12)
    incident = strike(ledger)
    assert incident.verdict == done
    assert [(flag.ruling_id, flag.says, flag.claim_ids) for flag in incident.flags] == [
        (ruling.id, f"1 report came in after it was {done}", (later,))
    ]
    ledger.decide(kind, incident.id, **BY)
    assert strike(ledger).flags == ()


def test_rulings_follow_a_newer_reading_of_the_same_words(ledger: Ledger) -> None:
    incident = strike(ledger)
    ledger.decide("correct", incident.id, field="injured", value=7, **BY)
    ledger.decide("confirm", incident.id, **BY)
    newer = ReaderName(name="hand", version="2")
    for doc in (FIRST, SECOND):
        ledger.add(doc, reading(doc, claim(doc, killed=13, place=town(), reader=newer), reader=newer))
    again = strike(ledger)
    assert not set(again.claim_ids) & set(incident.claim_ids)
    assert again.total("injured").best == 7
    assert (again.verdict, again.flags) == ("confirmed", ())
    assert ledger.show(incident.id) == again


def test_rulings_come_out_as_they_were_made(ledger: Ledger) -> None:
    note = ledger.decide("note", strike(ledger).id, because="ask the hospital", author="Ann")
    ledger.decide("note", ELSEWHERE.id, because="a tabloid", author="Ann")
    assert [ruling.reason for ruling in ledger.rulings()] == ["ask the hospital", "a tabloid"]
    assert ledger.rulings(strike(ledger).id) == [note]
    assert strike(ledger).ruling_ids == (note.id,)
    assert ledger.show(note.id) == note


def test_rulings_do_not_depend_on_the_order_in_which_they_are_stored(ledger: Ledger, new_store: Callable[[], str]) -> None:
    whole = strike(ledger)
    one, other = (incident.id for incident in ledger.incidents())
    ledger.decide("same", one, other, **BY)
    ledger.decide("apart", *whole.claim_ids, **BY)
    ledger.decide("correct", whole.id, field="killed", value=3, **BY)
    with Ledger.open(new_store()) as copy:
        for doc in ledger.documents():
            copy.add(doc, reading(doc, *ledger.claims(document_id=doc.id)))
        for ruling in reversed(ledger.rulings()):
            assert copy.rule(ruling) is True
        assert copy.incidents() == ledger.incidents()


@pytest.mark.parametrize(
    ("kind", "subjects", "more", "says"),
    [
        ("same", ["i"], {}, "two subjects"),
        ("same", ["i", "i"], {}, "one incident already"),
        ("apart", ["i", "d"], {}, "incidents or claims"),
        ("confirm", ["c"], {}, "is on incidents"),
        ("retract", ["i"], {}, "is on documents"),
        ("undo", ["i"], {}, "is on rulings"),
        ("correct", ["i"], {}, "needs a field"),
        ("correct", ["i"], {"field": "kiled", "value": "3"}, "expected one of type, mode"),
        ("correct", ["i"], {"field": "killed.villager", "value": "3"}, "victim class"),
        ("correct", ["i"], {"field": "killed", "value": "some"}, "expected a number"),
        ("correct", ["i"], {"field": "killed", "value": "9-3"}, "low ≤ best ≤ high"),
        ("correct", ["i"], {"field": "time", "value": "last week"}, "expected 2017-02-10"),
        ("correct", ["i"], {"field": "status", "value": "planned"}, "cannot be 'planned'"),
        ("correct", ["i"], {"field": "type", "value": "WAR"}, "expected one of"),
        ("correct", ["i"], {"field": "type", "value": "unknown"}, "cannot be unknown"),
        ("correct", ["i"], {"field": "mode", "value": "demo"}, "for ASSAULT"),
        ("correct", ["i", "c"], {"field": "killed", "value": 3}, "one thing at a time"),
        ("discount", ["i"], {"field": "killed"}, "no field"),
        ("discount", [], {}, "got nothing"),
        ("discount", ["i"], {"because": " "}, "say why"),
        ("discount", ["i"], {"author": ""}, "say who"),
        ("bless", ["i"], {}, "expected one of same"),
    ],
)
def test_a_ruling_that_makes_no_sense_is_refused_and_nothing_is_stored(
    ledger: Ledger, kind: str, subjects: list[str], more: dict[str, object], says: str
) -> None:
    incident = strike(ledger)
    ids = {"i": incident.id, "c": incident.claim_ids[0], "d": FIRST.id}
    with pytest.raises(RulingRefused, match=says):
        ledger.decide(kind, *(ids[subject] for subject in subjects), **(BY | more))
    assert ledger.rulings() == []


def test_a_ruling_on_what_is_not_there_is_refused(ledger: Ledger) -> None:
    with pytest.raises(UnknownId):
        ledger.decide("discount", "i-0000000000000000", **BY)
    with pytest.raises(UnknownId):
        ledger.rule(Ruling.make(kind="retract", subjects=["d-0000000000000000"], author="Ann", time="2020-01-01", reason="gone"))


def test_an_outlet_can_be_withheld(ledger: Ledger) -> None:
    ruling = ledger.decide("withhold", "outlet:The Examiner", SECOND.id, **BY)
    assert ruling.subjects == ("outlet:The Examiner", SECOND.id)
    with pytest.raises(RulingRefused, match="outlets such as"):
        ledger.decide("withhold", "outlet:", **BY)
