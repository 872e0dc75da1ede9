"""Events by the types of a user's own codebook."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.codebook import load
from dateline.model import Claim, Document
from dateline.model.errors import CodebookError
from dateline.reading import RuleReader
from dateline.reading.trying import try_examples

HEAD = 'name = "own"\ntitle = "Own"\nsource = "us"\n'
CATTLE = """
[[type]]
code = "CATTLE_RAID"
definition = "Livestock is taken."
like = "COERCE/seize"
[[type.trigger]]
verbs = ["steal"]
object = ["cow", "goat"]
[[type.trigger]]
phrases = ["make off with"]
object = ["cow", "goat"]
target = ["object", "with"]
"""
CARE = """
[[type]]
code = "ATTACK_ON_CARE"
definition = "Health care is attacked."
modes = [{ code = "building", definition = "A building is hit." }]
[[type.covers]]
events = ["ASSAULT"]
whom = ["hospital", "health post"]
mode = "building"
[[type.covers]]
events = ["ASSAULT"]
who = ["army"]
words = ["ambulance"]
not_words = ["driver"]
"""


def read(tmp_path: Path, book: str, text: str) -> tuple[Claim, ...]:
    path = tmp_path / "own.toml"
    path.write_text(HEAD + book)
    return RuleReader(codebook=path).read(Document(text=text)).claims


def test_a_trigger_gives_its_type_with_its_words(tmp_path: Path) -> None:
    (claim,) = read(tmp_path, CATTLE, "Armed youths stole forty cows near the river.")
    assert (claim.event.type, claim.event.like, claim.event.root) == ("CATTLE_RAID", "COERCE", "COERCE")
    assert claim.event.rule == "lexicon:own/CATTLE_RAID/1"
    assert claim.event.evidence[0].text == "stole"
    assert [part.words for part in claim.role("target")] == ["forty cows"]


def test_the_object_of_a_trigger_may_stand_after_its_preposition(tmp_path: Path) -> None:
    (claim,) = read(tmp_path, CATTLE, "Raiders made off with goats at night.")
    assert claim.event.type == "CATTLE_RAID"
    assert read(tmp_path, CATTLE, "Raiders made off with money at night.") == ()


def test_what_no_type_takes_is_not_recorded(tmp_path: Path) -> None:
    assert read(tmp_path, CATTLE, "Rebels killed two policemen in the town.") == ()


def test_what_no_type_takes_keeps_plovers_type_where_the_codebook_extends_it(tmp_path: Path) -> None:
    (claim,) = read(tmp_path, 'extends = "plover"\n' + CATTLE, "Rebels killed two policemen in the town.")
    assert (claim.event.type, claim.event.like) == ("ASSAULT", None)


def test_a_cover_takes_an_event_by_whom_it_was_done_to(tmp_path: Path) -> None:
    (claim,) = read(tmp_path, CARE, "Rebels bombed two hospitals on Friday.")
    assert (claim.event.type, claim.event.mode, claim.event.like) == ("ATTACK_ON_CARE", "building", "ASSAULT")
    assert claim.event.rule == "codebook:own/ATTACK_ON_CARE/covers-1"
    assert [span.text for span in claim.event.evidence] == ["bombed", "hospitals"]
    (claim,) = read(tmp_path, CARE, "Rebels attacked a health post on Friday.")
    assert claim.event.mode == "building"
    assert read(tmp_path, CARE, "Rebels bombed two markets on Friday.") == ()


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("The army shot two men in an ambulance.", True),
        ("The rebels shot two men in an ambulance.", False),
        ("The army shot two men in a van.", False),
        ("The army shot the driver of an ambulance.", False),
    ],
)
def test_all_conditions_of_a_cover_must_hold(tmp_path: Path, text: str, taken: bool) -> None:
    assert bool(read(tmp_path, CARE, text)) == taken


def test_two_own_types_in_one_sentence_are_two_claims(tmp_path: Path) -> None:
    book = CATTLE + CATTLE.replace("CATTLE_RAID", "TAX").replace('verbs = ["steal"]', 'verbs = ["tax"]')
    claims = read(tmp_path, book, "Rebels stole goats in the valley and then taxed the cows of a village.")
    assert sorted(claim.event.type for claim in claims) == ["CATTLE_RAID", "TAX"]


def test_the_reader_is_named_after_the_codebook_and_its_version(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('version = "7"\n' + HEAD + CATTLE)
    plain, own = RuleReader().name, RuleReader(codebook=load(path)).name
    assert (own.name, own.version) == ("rules/own", f"{plain.version}+7")


@pytest.mark.parametrize(
    ("book", "said"),
    [
        (
            CATTLE.replace('verbs = ["steal"]', 'verbs = ["Steal"]'),
            "own: entry 'own/CATTLE_RAID/1', key 'verbs': got 'Steal'",
        ),
        (CATTLE.replace('verbs = ["steal"]', 'verb = ["steal"]'), "unknown key 'verb'"),
        (CATTLE.replace('verbs = ["steal"]', 'id = "x"\nverbs = ["steal"]'), "got the key 'id', which the type sets itself"),
        (
            CATTLE.replace('verbs = ["steal"]', 'mode = "night"\nverbs = ["steal"]'),
            "got the mode 'night', expected one of none: the type has no modes",
        ),
        (CATTLE.replace('verbs = ["steal"]\nobject = ["cow", "goat"]', 'verbs = ["steal"]\nobject = ["@beast"]'), "unknown class @beast"),
        (CARE.replace('whom = ["hospital"', 'whom = ["@beast"'), "own: type 'ATTACK_ON_CARE': unknown class @beast"),
        ('[classes]\nperson = ["cow"]\n' + CATTLE, "the name 'person' is taken"),
        ('[[type]]\ncode = "X"\nquad = 1\ndefinition = "Y."\n', "no type has triggers or covers"),
    ],
)
def test_what_the_lexicon_refuses_names_type_and_trigger(tmp_path: Path, book: str, said: str) -> None:
    with pytest.raises(CodebookError) as caught:
        read(tmp_path, book, "-")
    assert said in str(caught.value)


def test_examples_are_tried(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(
        HEAD
        + CATTLE
        + """
[[type.example]]
text = "Raiders stole goats."
who = "Raiders"
[[type.example]]
text = "Raiders stole goats."
who = "soldiers"
whom = "cows"
[[type.example]]
text = "Raiders will steal goats."
[[type.example]]
text = "Raiders killed a herder."
[[type.counterexample]]
text = "The thief stole cows."
[[type.counterexample]]
text = "Nobody stole cows."
"""
    )
    book = load(path)
    faults = [one.faults for one in try_examples(RuleReader(codebook=book), book)]
    assert faults[0] == ()
    assert faults[1] == ("who: got Raiders, expected soldiers", "whom: got goats, expected cows")
    assert faults[2] == ("status: got planned by status.future, expected news (actual or attempted)",)
    assert faults[3] == ("no CATTLE_RAID was found, and no other event",)
    assert faults[4] == ("was read as CATTLE_RAID by lexicon:own/CATTLE_RAID/1",)
    assert faults[5] == ()
