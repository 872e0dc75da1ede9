"""Cross-walks: to ACLED's and UCDP's types, and from CAMEO's roots."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline import codebook
from dateline.codebook import acled
from dateline.model.errors import CodebookError


@pytest.mark.parametrize(
    ("kind", "mode", "context", "sub_event"),
    [
        ("ASSAULT", "aerial", "Warplanes bombed the village.", "Air/drone strike"),
        ("ASSAULT", "drone", "The convoy was hit from above.", "Air/drone strike"),
        ("ASSAULT", "heavy-weapons", "The army shelled the suburb.", "Shelling/artillery/missile attack"),
        ("ASSAULT", "suicide-attack", "A man set off his belt.", "Suicide bomb"),
        ("ASSAULT", None, "A roadside bomb hit the bus.", "Remote explosive/landmine/IED"),
        ("ASSAULT", None, "Two men threw a grenade into a bar.", "Grenade"),
        ("ASSAULT", None, "Chlorine was dropped on the town.", "Chemical weapon"),
        ("ASSAULT", "abduct", "Gunmen seized a priest.", "Abduction/forced disappearance"),
        ("ASSAULT", "sexual", "Soldiers raped villagers.", "Sexual violence"),
        ("ASSAULT", None, "The army clashed with rebels.", "Armed clash"),
        ("ASSAULT", None, "Militants attacked an army checkpoint.", "Armed clash"),
        ("ASSAULT", None, "Gunmen shot a shopkeeper.", "Attack"),
        ("ASSAULT", None, "The army recaptured the town.", "Government regains territory"),
        ("ASSAULT", None, "The rebels captured the hill.", "Non-state actor overtakes territory"),
        ("ASSAULT", None, "An angry mob killed a thief.", "Mob violence"),
        ("ASSAULT", "destroy", "Raiders emptied the barns.", "Looting/property destruction"),
        ("PROTEST", "demo", "Teachers marched to the ministry.", "Peaceful protest"),
        ("PROTEST", "demo", "Police used tear gas against protesters.", "Protest with intervention"),
        ("PROTEST", "demo", "Police opened fire on protesters.", "Excessive force against protesters"),
        ("PROTEST", "riot", "Protesters threw petrol bombs.", "Violent demonstration"),
        ("COERCE", "arrest", "Police held twelve students.", "Arrests"),
        ("AGREE", None, "Both sides signed a truce.", "Agreement"),
        ("MOBILIZE", "troops", "Tanks rolled to the frontier.", "Change to group/activity"),
        ("RETREAT", "withdraw", "Coalition troops left the valley.", "Non-violent transfer of territory"),
        ("COERCE", "seize", "Engineers defused the device.", "Disrupted weapons use"),
        ("MOBILIZE", "troops", "The army set up a new checkpoint.", "Headquarters or base established"),
    ],
)
def test_each_sub_event_type_can_be_reached(kind: str, mode: str | None, context: str, sub_event: str) -> None:
    found = acled.classify(kind, mode, context)
    assert found is not None
    assert found.sub_event == sub_event, found.rule
    assert acled.load_walk().events[sub_event] == found.event


def test_what_acled_does_not_code_has_no_type() -> None:
    assert acled.classify("CONSULT", "visit", "The minister went to Cairo.") is None


def test_a_star_stands_for_any_ending_and_a_word_for_itself() -> None:
    assert acled.classify("ASSAULT", None, "A man died of rapeseed oil.") == acled.classify("ASSAULT", None, "A man died.")


def test_all_twenty_five_sub_event_types_are_named() -> None:
    walk = acled.load_walk()
    assert len(walk.events) == 25
    assert {rule.sub_event for rule in walk.rules} == set(walk.events)


def test_an_unknown_plover_type_is_refused() -> None:
    with pytest.raises(CodebookError, match="got the event type 'WAR'"):
        acled.classify("WAR", None, "")


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ('id = "a"\nsub_event = "Duel"', "got the sub-event type 'Duel', expected one of Attack"),
        ('id = "a"\nsub_event = "Attack"\ntypes = ["WAR"]', "key 'types': got 'WAR'"),
        ('id = "a"\nsub_event = "Attack"\nmodes = ["laser"]', "key 'modes': got 'laser'"),
        ('id = "a"\nsub_event = "Attack"\nwords = ["x"]', "unknown key 'words'"),
        ('id = "a"\nsub_event = "Attack"\nany = "x"', "expected a list of words"),
    ],
)
def test_a_wrong_rule_is_named_with_what_was_expected(tmp_path: Path, rule: str, said: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(f'[[event]]\ntype = "Violence"\nsub_events = ["Attack"]\n[[rule]]\n{rule}\n')
    with pytest.raises(CodebookError, match=r"own\.toml: rule 'a'") as caught:
        acled.load_walk(path)
    assert said in str(caught.value)


def test_cameo_roots() -> None:
    assert codebook.cameo_types("193") == ("ASSAULT",)
    assert codebook.cameo_types("08") == ("CONCEDE", "RETREAT")
    assert codebook.cameo_types("010") == ()
    with pytest.raises(CodebookError, match="got the CAMEO code '99'"):
        codebook.cameo_types("99")
