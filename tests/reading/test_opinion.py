"""The second opinion on types: what it is asked, what it answers, when it is heard, and that reading does without it."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

from dateline.model import Document
from dateline.model.errors import ReaderError
from dateline.reading import RuleReader
from dateline.reading.explaining import explain
from dateline.reading.lexicon import load
from dateline.reading.opinion import NAME, Opinion, Question, decide, of_mention, of_parties, sentence_type
from dateline.reading.parsing import parse
from dateline.reading.trigger_choice import classify_sentence

HELD_OUT = Path(__file__).parents[2] / "training" / "event_types" / "held_out"
DOUBTED = "Kenya dismissed that as a fairy tale."
_KINDS = {"{": "source", "[": "trigger", "<": "target"}


@cache
def opinion() -> Opinion:
    return Opinion()


@cache
def listening() -> RuleReader:
    return RuleReader(opinion=opinion())


def doc(text: str):
    return next(iter(parse([text])))


def question(marked: str) -> Question:
    text, marks, opened = "", [], (0, "")
    for piece in re.split(r"([{}\[\]<>])", marked):
        if piece in _KINDS:
            opened = len(text), _KINDS[piece]
        elif piece and piece in "}]>":
            marks.append((opened[0], len(text), opened[1]))
        else:
            text += piece
    return Question(text, tuple(marks))


def test_sentences_that_it_never_learnt_are_typed_as_a_coder_would() -> None:
    told = [
        (sentence, kind)
        for path in HELD_OUT.glob("*.toml")
        for by_type in tomllib.loads(path.read_text(encoding="utf-8")).values()
        for kind, sentences in by_type.items()
        for sentence in sentences
    ]
    chances = opinion().chances(question(sentence) for sentence, _ in told)
    right = sum(max(one, key=lambda kind: one[kind]) == kind for one, (_, kind) in zip(chances, told, strict=True))
    assert len(told) > 100
    assert right / len(told) > 0.78, f"{right} of {len(told)}; it was 117 of 144 when the network was made"


def test_the_answer_does_not_depend_on_what_is_asked_beside_it() -> None:
    one = question("{Oslo} [sent] tents to <Nepal>.")
    other = question("A much longer sentence about the price of barley, which [rose] again in the markets of the north this week, traders said.")
    alone = opinion().chances([one])[0]
    assert opinion().chances([other, one, other])[1] == alone
    assert Opinion().chances([one])[0] == alone
    assert sum(alone.values()) == pytest.approx(1)
    assert max(alone, key=lambda kind: alone[kind]) == "AID"


@pytest.mark.parametrize(
    ("chances", "kept"),
    [
        ({"AID": 0.01, "AGREE": 0.89, "NONE": 0.1}, "AID"),
        ({"AID": 0.001, "AGREE": 0.899, "NONE": 0.1}, "AGREE"),
        ({"AID": 0.001, "AGREE": 0.009, "NONE": 0.99}, "AID"),
    ],
)
def test_the_rules_type_stands_unless_another_is_ninety_times_likelier(chances: dict[str, float], kept: str) -> None:
    assert decide("AID", chances) == kept


def test_a_mention_is_asked_about_with_its_word_and_first_parties_marked() -> None:
    parsed = doc("It rained. Norway and Sweden sent blankets to Chad on Monday.")
    mention = classify_sentence(parsed, load())
    assert mention is not None
    asked = of_mention(mention)
    assert asked.text == "Norway and Sweden sent blankets to Chad on Monday."
    assert [(asked.text[start:end], mark) for start, end, mark in asked.marks] == [("Norway", "source"), ("sent", "trigger"), ("Chad", "target")]


def test_parties_that_are_given_are_marked_where_they_stand_and_never_twice() -> None:
    asked = of_parties(doc("Mali's army left Mali's east."), "Mali's army", "Mali's east")
    assert [asked.text[start:end] for start, end, _ in asked.marks] == ["Mali's army", "Mali's east"]
    assert of_parties(doc("Mali left."), "Mali", "Mali").marks == ((0, 4, "source"),)
    assert of_parties(doc("Mali left."), "Chad", "").marks == ()


def test_between_known_parties_something_happens_even_where_no_rule_has_a_word_for_it() -> None:
    parsed = doc("The Swiss museum shipped back to Lima a mummy taken in 1910.")
    assert classify_sentence(parsed, load()) is None
    assert sentence_type(parsed, load(), source="The Swiss museum", target="Lima") == "NONE"
    assert sentence_type(parsed, load(), opinion(), source="The Swiss museum", target="Lima") == "RETREAT"
    assert sentence_type(parsed, load(), opinion()) == "NONE", "nobody is known to do anything, and no word tells it"


def test_a_claim_that_it_decided_says_so_and_keeps_its_words() -> None:
    document = Document(text=DOUBTED)
    (by_rules,) = RuleReader().read(document).claims
    (claim,) = listening().read(document).claims
    assert (by_rules.event.type, by_rules.event.rule) == ("SANCTION", "lexicon:convict-body")
    assert claim.event.type == "REJECT"
    assert re.fullmatch(rf"opinion\.{NAME}:0\.\d\d", claim.event.rule)
    assert claim.event.evidence == by_rules.event.evidence
    assert claim.reader.model is not None
    assert claim.reader.model.endswith(f" + {NAME}")
    told = next(one for one in explain(claim) if one.field == "event")
    assert told.says.startswith(f"the trained network {NAME} holds this type likeliest (chance 0.")
    assert told.file.startswith("reading/opinion")


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed three soldiers in Mosul on Monday.",
        "Soldiers will blockade the port of Aden on Monday.",
        "Paris denied that it had recalled its ambassador from Bamako.",
        "After the talks in Geneva, shells hit a market in Taiz and killed four people.",
    ],
)
def test_harm_and_what_has_not_happened_stay_the_rules_ground(text: str) -> None:
    told = [claim.event for claim in listening().read(Document(text=text)).claims]
    assert told == [claim.event for claim in RuleReader().read(Document(text=text)).claims]
    assert told


def test_reading_without_it_names_no_network() -> None:
    assert NAME not in (RuleReader().name.model or "")


def test_without_its_packages_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.reading.hearing.network.PACKAGES", ("no_such_package_here",))
    with pytest.raises(ReaderError, match=r"needs the packages no_such_package_here.*--rules-only"):
        Opinion()
