"""The failure modes of machine-coded event data that resolving has to answer for, each by the name of its failure."""

from __future__ import annotations

from pathlib import Path

from dateline.ledger import Ledger
from dateline.model import Incident, Place, Ruling
from dateline.resolving import resolve
from factories import GUNMEN, REBELS, SOLDIERS, claim, document, pair, reading, speaker, toll, town

SCHOOL = town("Redtown", 10.8, 12.8, country="NGA")


def abduction(number: int, low: int, day: str = "2014-04-14") -> object:
    doc = document(f"Pupils were taken, report {number}.", publisher=f"Paper {number}", published=f"2014-04-{15 + number % 3}")
    taken = toll(doc, "abducted", low, "student")
    return pair(doc, claim(doc, kind="ASSAULT/abduct", place=SCHOOL, day=day, source=[(GUNMEN, REBELS)[number % 2]], tolls=[taken]))


def test_1_one_event_is_not_counted_many_times() -> None:
    (incident,) = resolve([abduction(number, (100, 200, 276)[number % 3]) for number in range(12)])  # type: ignore[misc]
    assert incident.counts.documents == 12
    (total,) = [made for made in incident.tolls if made.victim_class is None]
    assert (total.harm, total.low, total.high, len(total.series)) == ("abducted", 100, 276, 12)


def strike(text: str, quoted: str, **values: object) -> tuple[object, object]:
    doc = document(text)
    return doc, claim(doc, kind="ASSAULT/aerial", place=town(), quoted=quoted, **values)  # type: ignore[arg-type]


def test_2_two_strikes_on_one_town_in_one_day_stay_two() -> None:
    text = "Jets hit the bakery, killing nine. A second strike hit the bridge, killing four."
    told = [strike(text, "Jets hit the bakery", killed=9), strike(text, "A second strike hit the bridge", killed=4)]
    assert len(resolve([pair(doc, made) for doc, made in told])) == 2  # type: ignore[arg-type]


def test_3_background_is_no_news() -> None:
    doc = document("Ten years ago rebels shelled the town. The war has killed 350,000.")
    past = claim(doc, day="2007-02-09", status="background", place=town(), killed=30)
    war = claim(doc, day=None, status="cumulative", quoted="The war", tolls=[toll(doc, "killed", 350000, scope="cumulative")])
    assert resolve([pair(doc, past), pair(doc, war)]) == []


def test_4_what_did_not_happen_is_never_counted() -> None:
    labels = ("denied", "negated", "planned", "threatened", "hypothetical", "exercise", "fiction", "figurative")
    doc = document()
    assert resolve([pair(doc, claim(doc, status=label, place=town())) for label in labels]) == []


def test_5_no_day_is_made_up() -> None:
    doc = document("Shells fell on the town.", published="2017-02-10")
    (incident,) = resolve([pair(doc, claim(doc, day=None, place=town(), killed=3))])
    assert incident.time is None


def test_6_one_unknown_place_empties_nothing() -> None:
    first, second = document("Shells fell on Redtown."), document("Shells fell on a hamlet.", publisher="The Post")
    nowhere = Place(name="Hamlet", precision="unknown")
    found = resolve([pair(first, claim(first, place=town(), killed=3)), pair(second, claim(second, place=nowhere, killed=9))])
    assert sorted(incident.place.name for incident in found if incident.place) == ["Hamlet", "Redtown"]


def test_7_killed_and_injured_and_parts_are_not_added() -> None:
    doc = document("Five died, two of them children, and nine were hurt.")
    tolls = [toll(doc, "killed", 5), toll(doc, "killed", 2, "child", scope="part"), toll(doc, "injured", 9)]
    (incident,) = resolve([pair(doc, claim(doc, place=town(), tolls=tolls))])
    assert {(made.harm, made.victim_class): made.best for made in incident.tolls} == {
        ("killed", None): 5,
        ("killed", "child"): 2,
        ("injured", None): 9,
    }


def test_8_who_did_it_is_told_with_who_says_so() -> None:
    doc, other = document("The governor blamed rebels."), document("Rebels denied it.", publisher="The Post")
    found = resolve(
        [
            pair(doc, claim(doc, place=town(), source=[REBELS], responsibility="accused_by_authorities", said=[speaker(doc, "the governor")])),
            pair(other, claim(other, place=town(), source=[REBELS], responsibility="denied")),
        ]
    )
    (incident,) = found
    assert incident.attribution == "contested"
    assert [(stance.attribution, stance.said_by) for stance in incident.actors[0].stances] == [
        ("blamed", ("the governor",)),
        ("denied", ("The Post",)),
    ]


def test_9_nothing_is_invented_or_defaulted() -> None:
    doc = document("Soldiers fired.", published=None, publisher=None)
    (incident,) = resolve([pair(doc, claim(doc, day=None, source=[SOLDIERS]))])
    assert (incident.time, incident.place, incident.tolls, incident.weapon, incident.accidental) == (None, None, (), None, None)
    assert incident.counts.origins == 0


def only(ledger: Ledger) -> Incident:
    (incident,) = ledger.incidents()
    return incident


def test_10_an_edited_page_leaves_both_versions_and_withdraws_the_old_claims(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "l.db") as ledger:
        for text, killed, published in (("Nine died.", 9, "2017-02-10T08:00:00"), ("Six died.", 6, "2017-02-10T12:00:00")):
            doc = document(text, url="https://example.org/news/1", published=published)
            ledger.add(doc, reading(doc, claim(doc, place=town(), killed=killed)))
        total = only(ledger).total("killed")
        assert total is not None
        assert (total.low, total.high) == (6, 6)
        assert len(list(ledger.documents())) == 2
        assert len(ledger.versions(next(iter(ledger.documents())).id)) == 2
        assert len(list(ledger.claims())) == 2


def test_10_a_ruling_is_undone_and_nothing_is_lost() -> None:
    doc = document()
    made = claim(doc, place=town(), killed=3)
    retract = Ruling.make(kind="retract", subjects=(doc.id,), author="Ann", time="2020-01-01", reason="forged")
    undo = Ruling.make(kind="undo", subjects=(retract.id,), author="Ann", time="2020-01-02", reason="not forged")
    assert resolve([pair(doc, made)], [retract]) == []
    assert len(resolve([pair(doc, made)], [retract, undo])) == 1
