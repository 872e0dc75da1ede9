import datetime as dt

import pytest

from dateline.grounding.actors import ActorCatalogue, actor_codes, same_actor
from dateline.model import Actor

CATALOGUE = ActorCatalogue.default()


def grounded(phrase: str, **given: object) -> str | None:
    actor = CATALOGUE.ground(phrase, **given)  # type: ignore[arg-type]
    return actor.id if actor else None


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("the Russian Federation", "RUS"),
        ("Burma", "MMR"),
        ("the US", "USA"),
        ("U.S. troops", "USA-MIL"),
        ("three Turkish soldiers", "TUR-MIL"),
        ("the Turkish army", "TUR-MIL"),
        ("Colombia's defence ministry", "COL-GOV"),
        ("the Kremlin", "RUS-GOV"),
        ("soldiers from Chad", "TCD-MIL"),
        ("members of the Kenya Defence Forces", "KEN-MIL"),
        ("Salvadoran peasants", "SLV-AGR"),
        ("a Syrian rebel official", "SYR-REB"),
        ("Turkish-backed Syrian rebels", "SYR-REB"),
        ("a Somalia-based militia", "SOM-PRM"),
        ("US-backed fighters", "generic:militants"),
        ("militants", "generic:militants"),
        ("unidentified gunmen", "generic:gunmen"),
        ("police", "generic:police"),
        ("army accountant", "generic:soldiers"),
        ("the group", "generic:group"),
        ("the Islamic State militants", "group:islamic-state"),
        ("Daesh", "group:islamic-state"),
        ("ISIL", "group:islamic-state"),
        ("Houthi rebels", "group:houthis"),
        ("FMLN guerrillas", "group:farabundo-marti-national-liberation-front"),
        ("alleged members of Sendero Luminoso", "group:shining-path"),
        ("the US-led coalition", "org:us-led-coalition"),
        ("UN peacekeepers", "org:united-nations"),
        ("the Golani Brigade", "org:golani-brigade"),
        ("President Vladimir Putin", "person:vladimir-putin"),
        ("Mr. Erdogan", "person:recep-tayyip-erdogan"),
        ("Turkish President Recep Tayyip Erdoğan", "person:recep-tayyip-erdogan"),
        ("Governor Maria Lopez", "person:maria-lopez"),
        ("Hamas hostages", "generic:civilians"),
        ("the Syrian army and its allies", "SYR-MIL"),
    ],
)
def test_a_phrase_leads_to_its_actor(phrase: str, expected: str) -> None:
    assert grounded(phrase) == expected


@pytest.mark.parametrize("phrase", ["the attack", "the building", "a Turkish airstrike", "is", "us", "he", "It", "talks", "John Smith", "", "..."])
def test_what_is_no_actor_gives_none(phrase: str) -> None:
    assert grounded(phrase) is None


def test_an_office_leads_to_who_held_it_that_day() -> None:
    assert grounded("the president of Egypt", on=dt.date(2012, 12, 1)) == "person:mohamed-morsi"
    assert grounded("the Egyptian president", on=dt.date(2015, 1, 1)) == "person:abdel-fattah-el-sisi"
    assert grounded("the president of Egypt") == "EGY-GOV"


def test_a_leader_out_of_office_is_of_the_elite() -> None:
    in_office = CATALOGUE.ground("Angela Merkel", on=dt.date(2017, 4, 1))
    afterwards = CATALOGUE.ground("Angela Merkel", on=dt.date(2023, 4, 1))
    assert in_office is not None
    assert afterwards is not None
    assert (in_office.sector, afterwards.sector) == ("GOV", "ELI")
    former = CATALOGUE.ground("former President Hamid Karzai")
    assert former is not None
    assert former.sector == "ELI"


def test_leaders_of_one_name_are_told_apart_by_the_day_and_never_guessed() -> None:
    assert grounded("President Bush", on=dt.date(1990, 1, 1)) == "person:george-h-w-bush"
    assert grounded("President Bush", on=dt.date(2004, 1, 1)) == "person:george-w-bush"
    assert grounded("Assad's forces", on=dt.date(2016, 1, 1)) == "SYR-MIL"
    assert grounded("Assad") == "SYR-GOV"


def test_a_group_is_not_meant_before_it_was_there() -> None:
    assert grounded("M23", on=dt.date(2013, 1, 1)) == "group:march-23-movement"
    assert grounded("M23", on=dt.date(2001, 1, 1)) is None


def test_the_recogniser_can_vouch_for_an_unknown_name() -> None:
    assert grounded("Omar Saleh Hassan", entity_label="PERSON") == "person:omar-saleh-hassan"
    assert grounded("Omar Saleh Hassan") is None


@pytest.mark.parametrize(
    ("phrase", "backers"),
    [
        ("Turkish-backed Syrian rebels", ["TUR"]),
        ("rebels backed by Iran and Russia", ["IRN", "RUS"]),
        ("anti-IS fighters", []),
        ("IS-held villages", []),
        ("Turkish soldiers", []),
    ],
)
def test_backers_are_told_apart_from_the_backed(phrase: str, backers: list[str]) -> None:
    assert [actor.id for actor in CATALOGUE.backers(phrase)] == backers


def test_joined_actors_share_a_head_where_they_must() -> None:
    def everyone(phrase: str) -> list[str]:
        return [actor.id for actor in CATALOGUE.ground_all(phrase)]

    assert everyone("Russian and Belarusian soldiers") == ["RUS-MIL", "BLR-MIL"]
    assert everyone("the army, the police and allied militias") == ["generic:soldiers", "generic:police", "generic:paramilitaries"]
    assert everyone("Bosnia and Herzegovina") == ["BIH"]


def test_find_quotes_exactly_and_knows_case() -> None:
    text = "IS said it is in Syria; the US told us that Islamic State's Abu Sayyaf, al-Qaeda and the U.S. Army met ISIS near Kyiv."
    found = CATALOGUE.find(text)
    assert [text[m.start : m.end] for m in found] == [m.matched for m in found]
    assert [(m.matched, m.actor.id, m.via) for m in found] == [
        ("IS", "group:islamic-state", "group"),
        ("Syria", "SYR", "country"),
        ("US", "USA", "country"),
        ("Islamic State", "group:islamic-state", "group"),
        ("Abu Sayyaf", "group:abu-sayyaf", "group"),
        ("al-Qaeda", "group:al-qaeda", "group"),
        ("U.S.", "USA", "country"),
        ("ISIS", "group:islamic-state", "group"),
        ("Kyiv", "UKR-GOV", "capital"),
    ]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("three Turkish soldiers", "military"),
        ("policemen", "police"),
        ("Hamas militants", "militant"),
        ("a senior al-Qaeda leader", "militant"),
        ("villagers", "civilian"),
        ("two schoolgirls", "student"),
        ("children", "child"),
        ("pregnant women", "woman"),
        ("a Reuters cameraman", "journalist"),
        ("ambulance workers", "health_worker"),
        ("aid workers", "aid_worker"),
        ("demonstrators", "protester"),
        ("prisoners of war", "hors_de_combat"),
        ("people", "undetermined"),
        ("others", "undetermined"),
        ("men and women", "undetermined"),
    ],
)
def test_victims_have_their_class(phrase: str, expected: str) -> None:
    assert CATALOGUE.victim_class(phrase) == expected


def test_people_can_be_counted_and_bodies_cannot() -> None:
    for noun in (
        "passengers",
        "worshippers",
        "workers",
        "members of a family",
        "people",
        "soldiers",
        "Syrians",
        "hundreds of villagers",
        "casualties",
    ):
        assert CATALOGUE.is_person_noun(noun), noun
    for noun in ("ministry", "hospital", "houses", "Turkey", "warplanes", "attacks"):
        assert not CATALOGUE.is_person_noun(noun), noun


def test_where_people_are_does_not_tell_where_they_come_from() -> None:
    assert CATALOGUE.home_country("tourists in Egypt") is None
    assert CATALOGUE.home_country("Egyptian tourists") == "EGY"
    assert CATALOGUE.home_country("Iranian-backed militants") is None
    assert CATALOGUE.home_country("NATO troops") is None


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Turkish soldiers", "the Turkish military", "same"),
        ("militants", "Islamic State", "compatible"),
        ("Turkey", "Turkish troops", "compatible"),
        ("Vladimir Putin", "the Kremlin", "compatible"),
        ("Turkey", "Russia", "different"),
        ("Hamas", "Hezbollah", "different"),
        ("Turkish soldiers", "Islamic State", "different"),
        ("Syrian villagers", "Syrian rebels", "different"),
        ("Colombian rebels", "Shining Path", "different"),
    ],
)
def test_two_actors_are_compared(left: str, right: str, expected: str) -> None:
    one, other = CATALOGUE.ground(left), CATALOGUE.ground(right)
    assert isinstance(one, Actor)
    assert isinstance(other, Actor)
    assert same_actor(one, other) == same_actor(other, one) == expected


def test_coding_gives_office_entity_and_second_sector() -> None:
    then = actor_codes(CATALOGUE, "Vladimir Putin", on=dt.date(2009, 1, 1))
    assert (then.country, then.sector, then.entity, then.role) == ("RUS", "GOV", "Vladimir Putin", "Prime Minister of Russia")
    ministry = actor_codes(CATALOGUE, "Norway's defence ministry")
    assert (ministry.country, ministry.sector, ministry.sector_2) == ("NOR", "GOV", "MIL")
    assert actor_codes(CATALOGUE, "she").sector == "UNK"
    assert actor_codes(CATALOGUE, "Mumbai police").country is None
    assert actor_codes(CATALOGUE, "Mumbai police", country_of_place={"Mumbai": "IND"}.get).country == "IND"
    assert actor_codes(CATALOGUE, "the police", known_country="PER").country == "PER"
