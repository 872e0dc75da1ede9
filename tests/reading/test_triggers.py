"""The sentences of tests/cases/events.toml, and what must hold of every mention."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from dateline.reading.lexicon import load
from dateline.reading.parsing import language, parse
from dateline.reading.trigger_choice import classify_sentence, coded_type
from dateline.reading.triggers import EventMention, find_triggers

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parents[1] / "cases" / "events.toml").read_text())["case"]


@cache
def parsed() -> dict[str, Doc]:
    return dict(zip((case["text"] for case in CASES), parse(case["text"] for case in CASES), strict=True))


def heads(tokens: tuple[Any, ...]) -> list[str]:
    return [token.text for token in tokens]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_a_sentence_is_coded_as_a_careful_coder_would(case: dict[str, Any]) -> None:
    doc, lexicon = parsed()[case["text"]], load()
    mention = classify_sentence(doc, lexicon)
    triggers = [found.trigger.text for found in find_triggers(doc, lexicon)]
    assert not set(triggers) & set(case.get("absent", []))
    if case.get("type") == "none":
        assert mention is None, f"nothing is to be coded, got {mention and (mention.entry.id, mention.trigger.text)}"
        return
    assert mention is not None, "no trigger found"
    if "type" in case:
        assert coded_type(mention, lexicon) == case["type"], mention.entry.id
    assert mention.entry.mode == case.get("mode", mention.entry.mode)
    assert mention.entry.harm == case.get("harm", mention.entry.harm)
    for slot, found in (("source", mention.sources), ("target", mention.targets), ("means", mention.means)):
        assert heads(found) == case.get(slot, heads(found)), slot


def one(text: str, entry: str) -> EventMention:
    found = [mention for mention in find_triggers(language()(text), load()) if mention.entry.id == entry]
    assert len(found) == 1, f"expected one mention of {entry!r}, got {[mention.entry.id for mention in found]}"
    return found[0]


@pytest.mark.parametrize(
    ("text", "entry", "form"),
    [
        ("Gunmen killed a trader.", "kill", "active"),
        ("A trader was killed by gunmen.", "kill", "passive"),
        ("The killing of a trader by gunmen was filmed.", "kill", "nominal"),
        ("Soldiers killed in the raid were buried on Monday.", "kill", "participial"),
        ("The gunmen who killed the trader fled.", "kill", "relative"),
        ("The rebels carried out an attack on the depot.", "attack", "light-verb"),
        ("Twelve dead in Kabul blast", "dead", "adjective"),
    ],
)
def test_the_form_of_a_mention(text: str, entry: str, form: str) -> None:
    assert one(text, entry).form == form


def test_a_participle_takes_the_doer_of_its_main_verb() -> None:
    mention = one("Rebels ambushed a convoy, killing 12 soldiers and wounding 11.", "injure")
    assert heads(mention.sources) == ["Rebels"]
    assert heads(mention.targets) == ["11"]


def test_a_thing_that_kills_is_means_and_nobody_is_blamed() -> None:
    mention = one("A mortar shell killed two children.", "kill")
    assert mention.sources == ()
    assert heads(mention.means) == ["shell"]


def test_control_hands_down_the_subject_and_names_the_governor() -> None:
    mention = one("The colonel agreed to release the hostages.", "release")
    assert heads(mention.sources) == ["colonel"]
    assert mention.govern is not None
    assert mention.govern.text == "agreed"


def test_a_verb_of_saying_governs_what_is_said() -> None:
    mention = one("Officials said gunmen had killed a trader.", "kill")
    assert mention.govern is not None
    assert mention.govern.text == "said"
    assert heads(mention.sources) == ["gunmen"]


def test_the_clause_is_the_part_of_the_sentence_that_tells_the_event() -> None:
    text = "Three of the men were killed and eleven others were wounded."
    killed, wounded = one(text, "kill"), one(text, "injure")
    assert text[slice(*killed.clause)] == "Three of the men were killed"
    assert text[slice(*wounded.clause)] == "eleven others were wounded"


def test_a_trigger_that_means_an_accident_says_so() -> None:
    assert one("Two soldiers died in a friendly fire incident.", "friendly-fire").accidental
    assert not one("The army killed a farmer.", "kill").accidental


def test_both_sides_of_a_meeting_act() -> None:
    mention = one("Talks between Chad and Niger resumed.", "talk")
    assert mention.entry.reciprocal
    assert heads(mention.sources) == ["Chad"]
    assert heads(mention.targets) == ["Niger"]


def test_a_disaster_is_no_event() -> None:
    assert find_triggers(language()("An earthquake killed forty villagers."), load()) == []


VOCABULARY = (
    "gunmen soldiers killed attacked the a by in on of and three army talks bombing said agreed to was were who arrested , . with hostages Syria"
)
WORDS = st.sampled_from(VOCABULARY.split(" "))


@settings(max_examples=40, deadline=None)
@given(st.lists(WORDS, min_size=0, max_size=25))
def test_any_text_gives_mentions_that_hold_together(words: list[str]) -> None:
    doc = language()(" ".join(words))
    mentions = find_triggers(doc, load())
    assert [mention.trigger.i for mention in mentions] == sorted({mention.trigger.i for mention in mentions})
    for mention in mentions:
        start, end = mention.clause
        assert 0 <= start < end <= len(doc.text)
        assert mention.trigger in mention.words
        assert not {token.i for token in mention.sources} & {token.i for token in mention.targets}
        assert all(mention.sentence.start <= token.i < mention.sentence.end for token in (*mention.words, *mention.sources, *mention.targets))


def test_blame_and_claims_name_who_is_said_to_have_done_it() -> None:
    blamed = one("Police blamed the bombing on separatists.", "bomb")
    assert heads(blamed.sources) == ["separatists"]
    assert blamed.govern is not None
    assert blamed.govern.text == "blamed"
    assert heads(one("The militia claimed responsibility for the bombing.", "bomb").sources) == ["militia"]


def test_a_claim_by_nobody_names_nobody() -> None:
    assert one("No group has claimed the attack.", "attack").sources == ()


def test_the_accused_and_not_the_accuser_does_the_deed() -> None:
    mention = one("Prosecutors accused the colonel of carrying out the massacre.", "kill")
    assert heads(mention.sources) == ["colonel"]
    assert mention.govern is not None
    assert mention.govern.text == "accused"


def test_a_day_is_nobodys_target() -> None:
    assert one("The president telephoned on Monday.", "call").targets == ()
