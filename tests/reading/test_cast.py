"""Who is on the page, and whom pronouns and definite phrases stand for."""

from __future__ import annotations

import pytest
from workbench import lay_out


def meant(text: str, word: str, nth: int = 0) -> list[str]:
    return [actor.id for actor in lay_out(text).party(word, nth).actors()]


@pytest.mark.parametrize(
    ("text", "word", "ids"),
    [
        ("Turkish soldiers fired. The soldiers then left.", "soldiers", ["TUR-MIL"]),
        ("Boko Haram burned the village. The group took cattle.", "group", ["group:boko-haram"]),
        ("Boko Haram burned the village. It took cattle.", "It", ["group:boko-haram"]),
        ("Gunmen burned the village. They took cattle.", "They", ["generic:gunmen"]),
        ("President Vladimir Putin arrived. He met nobody.", "He", ["person:vladimir-putin"]),
    ],
)
def test_what_points_back(text: str, word: str, ids: list[str]) -> None:
    last = [token.text for sentence in lay_out(text).sentences for token in sentence.span].count(word) - 1
    assert meant(text, word, last) == ids


def test_a_pronoun_goes_to_the_subject_before_the_object() -> None:
    assert meant("Gunmen attacked the soldiers. They left in two cars.", "They") == ["generic:gunmen"]


def test_what_is_too_far_back_is_not_meant() -> None:
    text = "Nothing else is known. The Taliban came. " + "Rain fell on the hills. " * 7 + "The group left."
    assert lay_out(text).party("group").stands_for == ()


def test_the_two_leaders_are_both() -> None:
    text = "Vladimir Putin met Recep Tayyip Erdogan in Moscow. The two leaders signed a deal."
    assert meant(text, "leaders") == ["person:vladimir-putin", "person:recep-tayyip-erdogan"]


def test_two_countries_that_share_a_noun_are_two_actors() -> None:
    assert meant("Turkish and Syrian forces fought.", "forces") == ["TUR-MIL", "SYR-MIL"]


def test_a_backer_is_kept_apart() -> None:
    party = lay_out("Turkish-backed rebels entered the town.").party("rebels")
    assert [backer.id for backer in party.backers] == ["TUR"]
    assert party.actor is not None
    assert party.actor.country != "TUR"


def test_an_indefinite_phrase_points_to_nobody() -> None:
    assert lay_out("Turkish soldiers fired. Some soldiers fled.").party("soldiers", 1).stands_for == ()


@pytest.mark.xfail(reason="only mentions already resolved are kept apart, and a pronoun is resolved by itself", strict=True, raises=AssertionError)
def test_subject_and_object_of_one_verb_are_two_people() -> None:
    bench = lay_out("The general met the mayor. He thanked him.")
    assert set(bench.party("He").stands_for).isdisjoint(bench.party("him").stands_for)


def test_a_relative_pronoun_is_the_one_it_relates_to() -> None:
    bench = lay_out("The rebels who burned the village fled.")
    party = bench.cast.party(bench.word("who"))
    assert party is bench.party("rebels")


def test_person_or_not() -> None:
    bench = lay_out("A teacher, two guards, the convoy and the crowd were hit by a shell.")
    assert [word for word in ("teacher", "guards", "convoy", "crowd", "shell") if bench.cast.is_person(bench.word(word))] == ["teacher"]


def test_a_noun_of_no_list_is_described_by_its_own_words() -> None:
    bench = lay_out("Police arrested two beekeepers in Graz.")
    described = bench.cast.describe(bench.word("beekeepers"))
    assert described is not None
    assert described.actor is not None
    assert (described.actor.id, described.words, described.plural) == ("generic:beekeepers", "two beekeepers", True)
    assert bench.cast.describe(bench.word("Graz")) is None
    assert bench.cast.describe(bench.word("arrested")) is None


def test_parties_of_a_sentence_in_text_order() -> None:
    bench = lay_out("Soldiers shot two farmers. Police came.")
    assert [party.head.text for party in bench.cast.in_sentence(0)] == ["Soldiers", "farmers"]
    assert [party.head.text for party in bench.cast.in_sentence(1)] == ["Police"]
