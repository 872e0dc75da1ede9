from __future__ import annotations

from typing import Any

import pytest

from dateline.model import (
    Actor,
    ActorRole,
    Claim,
    ClaimPlace,
    ClaimTime,
    Count,
    Document,
    EventType,
    Evidence,
    Place,
    ReaderName,
    StatusLabel,
    TimeSpan,
    Toll,
    Weapon,
)
from muc4_templates import Template, core, grouped, incident_type, name_in, names_of, relevant, template_of

TEXT = (
    "LIMA, 3 Mar 89 -- Two rebels of the Dawn Path placed a bomb at the town hall of Huanta last night. "
    "It killed the mayor, Ana Quispe, and three peasants."
)
PAPER = Document(text=TEXT, published="1989-03-03", published_from="given")
CORE: dict[str, Any] = {"rule": "x"}


def words(quote: str) -> tuple[Evidence, ...]:
    start = TEXT.index(quote)
    return (PAPER.quote(start, start + len(quote)),)


def part(role: Any, quote: str, kind: Any, **changes: Any) -> ActorRole:
    actor = Actor(id=f"{kind}:x", name=quote, kind=kind, sector=changes.pop("sector", None))
    return ActorRole(evidence=words(quote), role=role, actor=actor, words=quote, **CORE, **changes)


def when(first: str, last: str, precision: str) -> ClaimTime:
    span = TimeSpan.model_validate({"start": first, "end": last, "precision": precision})
    return ClaimTime(evidence=words("last night"), span=span, words="last night", **CORE)


def where(**place: Any) -> ClaimPlace:
    return ClaimPlace(evidence=words("Huanta"), place=Place(name="Huanta", **place), words="Huanta", **CORE)


def claim(**changes: Any) -> Claim:
    values: dict[str, Any] = {
        "document_id": PAPER.id,
        "reader": ReaderName(name="x", version="1"),
        "event": EventType(evidence=words("placed a bomb"), type="ASSAULT", mode="explosives", **CORE),
        "status": StatusLabel(evidence=words("placed"), label="actual", **CORE),
        "actors": (
            part("source", "Two rebels", "generic", responsibility="stated"),
            part("source", "Dawn Path", "group", responsibility="accused_by_authorities"),
            part("target", "Ana Quispe", "person"),
            part("target", "three peasants", "generic"),
        ),
        "tolls": (Toll(evidence=words("killed"), harm="killed", count=Count(low=4, high=4, kind="exact", words="three peasants"), **CORE),),
        "place": where(country="PER", admin1="Ayacucho", lat=-12.9, lon=-74.2, precision="settlement"),
        "time": when("1989-03-02", "1989-03-02", "day"),
        "weapon": Weapon(evidence=words("a bomb"), code="explosives", words="a bomb", **CORE),
        "summary": "bomb",
        "evidence": words("Two rebels of the Dawn Path placed a bomb at the town hall of Huanta last night"),
    }
    return Claim.make(**(values | changes))


def template(one: Claim, country: str | None = None) -> Template:
    return template_of(one, country, names_of(PAPER, [one]))


def test_a_claim_fills_the_slots_of_a_template() -> None:
    got = template(claim())
    assert got == {
        "type": "bombing",
        "stage": "accomplished",
        "perp_individual": ["rebels"],
        "perp_organization": [{"text": "Dawn Path", "confidence": "suspected or accused by authorities"}],
        "victim": ["Ana Quispe"],
        "victim_description": ["peasants"],
        "instrument": ["bomb"],
        "location": ["Peru", "Ayacucho", "Huanta"],
        "date": {"from": "1989-03-02", "to": "1989-03-02"},
        "killed": {"min": 4, "max": 4},
    }


def test_what_is_unknown_fills_no_slot() -> None:
    bare = claim(actors=(), tolls=(), place=None, time=None, weapon=None)
    assert set(template(bare)) == {"type", "stage", "instrument"}
    assert template(bare, "PER")["location"] == ["Peru"], "the country of the report, where no place is told"


@pytest.mark.parametrize(
    "changes",
    [
        {"status": StatusLabel(evidence=words("placed"), label="cumulative", **CORE)},
        {"event": EventType(evidence=words("placed"), type="ACCUSE", **CORE)},
        {"place": where(country="ISR", precision="country")},
        {"time": when("1988-11-01", "1988-11-30", "month")},
    ],
    ids=["cumulative", "no violence", "another continent", "old"],
)
def test_what_muc_does_not_ask_for(changes: dict[str, Any]) -> None:
    assert relevant(claim(), PAPER)
    assert not relevant(claim(**changes), PAPER)


def test_figures_of_other_victims_are_added_up_for_the_killed_alone() -> None:
    def told(harm: Any, number: int, victims: str | None) -> Toll:
        return Toll(evidence=words("killed"), harm=harm, count=Count(low=number, high=number, kind="exact", words="x"), victims=victims, **CORE)

    tolls = (told("killed", 1, "the mayor"), told("killed", 3, "peasants"), told("injured", 2, "peasants"), told("injured", 5, "people"))
    got = template(claim(tolls=tolls))
    assert got["killed"] == {"min": 4, "max": 4}
    assert got["injured"] == {"min": 2, "max": 5}
    again = template(claim(tolls=(told("killed", 3, "peasants"), told("killed", 4, "peasants"))))
    assert again["killed"] == {"min": 3, "max": 4}


def test_a_place_outside_the_countries_keeps_its_name_under_the_country_of_the_report() -> None:
    away = claim(place=where(country="VEN", admin1="Aragua", precision="settlement"))
    assert template(away, "COL")["location"] == ["Colombia", "Huanta"]
    assert template(away)["location"] == ["Venezuela", "Aragua", "Huanta"]
    assert template(claim(place=where(country="VEN", precision="country")), "COL")["location"] == ["Colombia"]


def test_the_type_is_by_mode_then_by_words() -> None:
    def typed(quote: str, mode: str | None = None) -> str:
        return incident_type(claim(event=EventType(evidence=words(quote), type="ASSAULT", mode=mode, **CORE), weapon=None))

    assert typed("killed", "abduct") == "kidnapping"
    assert typed("placed a bomb") == "bombing"
    assert typed("killed") == "attack"


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("a group of armed men", "group of armed men"),
        ("three unidentified men riding a motorcycle", "unidentified men"),
        ("the offices of the Farm Union, in the centre", "offices of the Farm Union"),
        ("some 20 peasants", "peasants"),
        ("three", "three"),
    ],
)
def test_phrases_as_keys_quote_them(phrase: str, expected: str) -> None:
    assert core(phrase) == expected


def test_claims_that_nothing_sets_apart_are_one_incident() -> None:
    def together(*claims: Claim) -> list[int]:
        return [len(behind) for _, behind in grouped(claims, None, names_of(PAPER, claims))]

    two = Toll(evidence=words("killed"), harm="killed", count=Count(low=2, high=2, kind="exact", words="two"), **CORE)
    assert together(claim(), claim(tolls=(two,))) == [1, 1], "another number killed"
    later = claim(time=when("1989-03-03", "1989-03-03", "day"))
    shot = claim(event=EventType(evidence=words("killed"), type="ASSAULT", mode="firearms", **CORE), weapon=None, evidence=words("It killed"))
    someone = claim(actors=(part("target", "Two rebels", "generic"),), time=None)
    assert together(claim(), someone) == [2]
    assert together(claim(), later) == [1, 1], "another day"
    assert together(claim(), shot) == [2], "an attack on a victim of the bomb is the bomb"
    other = claim(actors=(part("target", "three peasants", "generic"),), event=shot.event, weapon=None, evidence=words("It killed"))
    assert together(claim(), other) == [1, 1], "another kind of event, and no victim by name in common"


def test_an_attack_on_fighters_alone_is_combat_and_a_bomb_is_not() -> None:
    shooting = EventType(evidence=words("Two rebels"), type="ASSAULT", **CORE)
    fighters, peasants = part("target", "Two rebels", "generic", sector="REB"), part("target", "three peasants", "generic")
    assert not relevant(claim(event=shooting, weapon=None, actors=(fighters,)), PAPER)
    assert relevant(claim(event=shooting, weapon=None, actors=(fighters, peasants)), PAPER)
    assert relevant(claim(actors=(fighters,)), PAPER)


def test_a_report_from_one_of_the_countries_is_about_them() -> None:
    abroad = claim(place=where(country="ISR", precision="country"))
    assert not relevant(abroad, PAPER)
    assert relevant(abroad, PAPER, "PER")


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("the governor Ana Quispe", "Ana Quispe"),
        ("Colonel Luis de la Torre", "Luis de la Torre"),
        ("three Peruvian peasants", None),
        ("the attorney general", None),
    ],
)
def test_the_name_at_the_end_of_a_phrase(phrase: str, name: str | None) -> None:
    assert name_in(phrase) == name
