"""What an incident says when its claims say different things."""

from __future__ import annotations

import pytest

from dateline.model import Actor
from dateline.resolving.merging import merge
from dateline.resolving.origins import origins
from factories import GUNMEN, REBELS, SOLDIERS, claim, document, pair, speaker, town

ONE = document("One.", publisher="The Examiner", published="2017-02-09")
TWO = document("Two.", publisher="The Courier", published="2017-02-10")
THREE = document("Three.", publisher="The Post", published="2017-02-11")
PROVINCE = town("Northern province", 36.0, 37.0, precision="province", radius_km=90.0)


def test_the_finest_place_and_time_that_most_allow_win() -> None:
    made = merge(
        [
            pair(ONE, claim(ONE, place=PROVINCE, day="2017-02-01", until="2017-02-28")),
            pair(TWO, claim(TWO, place=town())),
            pair(THREE, claim(THREE, place=town("Bluetown", 30.0, 30.0), day="2017-03-09")),
        ]
    )
    assert made.place is not None
    assert made.time is not None
    assert (made.place.name, str(made.time)) == ("Redtown", "2017-02-09")


def test_what_no_claim_tells_stays_unknown() -> None:
    made = merge([pair(ONE, claim(ONE, kind="ASSAULT", day=None))])
    assert (made.mode, made.time, made.place, made.actors, made.tolls, made.accidental, made.weapon) == (None, None, None, (), (), None, None)
    assert "time unknown" in made.summary


def test_fifteen_outlets_that_quote_one_monitor_are_one_origin() -> None:
    monitor = Actor(id="org:monitor", name="The Monitor", kind="organisation", sector="NGO")
    quoting = []
    for number in range(15):
        doc = document(f"Copy {number}.", publisher=f"Outlet {number}")
        quoting.append(pair(doc, claim(doc, said=[speaker(doc, "the monitor" if number % 2 else "a monitoring body", "monitor", monitor)])))
    assert [origin.name for origin in origins(quoting).found] == ["The Monitor"]
    assert len(merge(quoting).publishers) == 15


def test_a_document_that_speaks_for_itself_counts_as_its_publisher() -> None:
    found = origins([pair(ONE, claim(ONE)), pair(TWO, claim(TWO, said=[speaker(TWO, "The Examiner", "media")]))]).found
    assert [(origin.name, len(origin.document_ids)) for origin in found] == [("The Examiner", 2)]


def test_a_speaker_who_is_only_described_keeps_the_words_and_counts_once() -> None:
    medics = Actor(id="generic:medics", name="medics", kind="generic", sector="MED")
    telling = [pair(doc, claim(doc, said=[speaker(doc, "doctors at the clinic", "medic", medics)])) for doc in (ONE, TWO)]
    assert [(origin.name, origin.kind) for origin in origins(telling).found] == [("doctors at the clinic", "medic")]


def test_actors_are_merged_by_id_names_before_descriptions() -> None:
    made = merge([pair(ONE, claim(ONE, source=[GUNMEN])), pair(TWO, claim(TWO, source=[REBELS])), pair(THREE, claim(THREE, source=[GUNMEN]))])
    assert [(part.actor.id, len(part.claim_ids)) for part in made.actors] == [(REBELS.id, 1), (GUNMEN.id, 2)]


def test_the_surest_responsibility_is_kept() -> None:
    made = merge(
        [pair(ONE, claim(ONE, source=[REBELS], responsibility="suspected")), pair(TWO, claim(TWO, source=[REBELS], responsibility="claimed"))]
    )
    assert made.actors[0].responsibility == "claimed"


@pytest.mark.parametrize(
    ("about", "one", "other"),
    [
        ("perpetrator", {"source": [REBELS]}, {"source": [SOLDIERS]}),
        ("responsibility", {"source": [REBELS]}, {"source": [REBELS], "responsibility": "denied"}),
        ("accidental", {"accidental": True}, {"accidental": False}),
        ("time", {"day": "2017-02-08"}, {"day": "2017-02-09"}),
        ("killed", {"killed": 57}, {"killed": 12}),
    ],
)
def test_every_contradiction_is_kept(about: str, one: dict[str, object], other: dict[str, object]) -> None:
    made = merge([pair(ONE, claim(ONE, **one)), pair(TWO, claim(TWO, **other))])  # type: ignore[arg-type]
    (contradiction,) = made.contradictions
    assert contradiction.about == about
    assert {claim_id for version in contradiction.versions for claim_id in version.claim_ids} == set(made.claim_ids)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"killed": 12}, {"killed": 57}),
        ({"killed": (12, None)}, {"killed": 12}),
        ({"source": [GUNMEN]}, {"source": [REBELS]}),
        ({"source": [SOLDIERS]}, {"source": [Actor(id="TUR", name="Turkey", kind="country", country="TUR")]}),
        ({"accidental": True}, {}),
    ],
    ids=["a toll that grew", "at least", "a description and a name", "a state and its military", "not told"],
)
def test_what_can_both_be_true_is_no_contradiction(one: dict[str, object], other: dict[str, object]) -> None:
    assert merge([pair(ONE, claim(ONE, **one)), pair(TWO, claim(TWO, **other))]).contradictions == ()  # type: ignore[arg-type]


def test_a_toll_that_grew_in_the_course_of_a_day_is_no_contradiction() -> None:
    morning = document("Morning.", published="2017-02-10T09:00:00+03:00")
    evening = document("Evening.", published="2017-02-10T16:00:00+00:00")
    undated = document("Some time.", published="2017-02-10")
    few, many = pair(morning, claim(morning, killed=12)), pair(evening, claim(evening, killed=57))
    assert merge([few, many]).contradictions == ()
    assert merge([pair(evening, claim(evening, killed=12)), pair(morning, claim(morning, killed=57))]).contradictions != ()
    assert merge([few, pair(undated, claim(undated, killed=57))]).contradictions != ()


def test_an_even_split_on_accident_stays_unknown() -> None:
    assert merge([pair(ONE, claim(ONE, accidental=True)), pair(TWO, claim(TWO, accidental=False))]).accidental is None


def test_the_summary_says_who_what_where_when_and_how_many_say_so() -> None:
    made = merge([pair(ONE, claim(ONE, source=[REBELS], target=[SOLDIERS], killed=12, place=town()))])
    assert (
        made.summary
        == "2017-02-09; Redtown (SYR); assault (heavy-weapons) by Northern rebels against Turkish military; 12 killed; 1 report, 1 origin"
    )


def test_people_are_left_out_where_others_are_told_and_named_where_nobody_else_is() -> None:
    doc = document()
    people = Actor(id="generic:people", name="people", kind="generic", sector="CVL")
    dead = Actor(id="generic:dead", name="dead", kind="generic")
    told = merge([pair(doc, claim(doc, target=[people, dead, SOLDIERS]))])
    assert [part.actor.name for part in told.actors] == ["Turkish military", "dead", "people"]
    assert [part.actor.name for part in told.parties("target")] == ["Turkish military"]
    assert "against Turkish military;" in told.summary
    assert [part.actor.name for part in merge([pair(doc, claim(doc, target=[people, dead]))]).parties("target")] == ["people"]
    assert [part.actor.name for part in merge([pair(doc, claim(doc, target=[dead]))]).parties("target")] == ["dead"]


def test_who_is_only_accused_is_left_out_where_another_says_it_was_him() -> None:
    claimed, accused = claim(ONE, source=[REBELS], responsibility="claimed"), claim(TWO, source=[GUNMEN], responsibility="accused")
    made = merge([pair(ONE, claimed), pair(TWO, accused)])
    assert {part.actor.name for part in made.actors} == {REBELS.name, GUNMEN.name}
    assert [part.actor.name for part in made.parties("source")] == [REBELS.name]
    assert [part.actor.name for part in merge([pair(TWO, accused)]).parties("source")] == [GUNMEN.name]
