"""A user's own codebook: what it holds, and what a wrong one is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline import codebook
from dateline.model.errors import CodebookError

OWN = """
name = "own"
title = "Own"
source = "us"
version = "3"
extends = "plover"
[classes]
home = ["house", "hut"]
[[type]]
code = "EVICTION"
definition = "People are made to leave."
like = "COERCE/deport"
modes = [{ code = "court", definition = "By order." }]
[[type.trigger]]
verbs = ["evict"]
mode = "court"
[[type.covers]]
events = ["COERCE/deport", "ASSAULT"]
whom = ["@home"]
not_words = ["airport"]
[[type.example]]
text = "A judge evicted them."
mode = "court"
status = "actual"
who = "judge"
[[type.counterexample]]
text = "The singer was evicted."
"""


def load(tmp_path: Path, text: str = OWN) -> codebook.Codebook:
    path = tmp_path / "own.toml"
    path.write_text(text)
    return codebook.load(path)


def test_all_that_it_says_is_read(tmp_path: Path) -> None:
    own = load(tmp_path)
    (kind,) = own.types
    assert (own.name, own.version, own.extends, own.own) == ("own", "3", "plover", True)
    assert own.classes == {"home": ("house", "hut")}
    assert (kind.like, kind.quad) == ("COERCE/deport", 4)
    assert kind.triggers == ({"verbs": ["evict"], "mode": "court"},)
    (cover,) = kind.covers
    assert cover.takes("ASSAULT", "drone")
    assert cover.takes("COERCE", "deport")
    assert not cover.takes("COERCE", None)
    example, counter = kind.examples
    assert (example.told, example.mode, example.status, example.who) == (True, "court", "actual", "judge")
    assert (counter.told, counter.text) == (False, "The singer was evicted.")


def test_the_quad_class_is_that_of_the_plover_type(tmp_path: Path) -> None:
    assert load(tmp_path, OWN.replace("COERCE/deport", "AID/asylum")).types[0].quad == 2
    assert load(tmp_path, OWN.replace('like = "COERCE/deport"', 'like = "COERCE"\nquad = 3')).types[0].quad == 3


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    assert load(tmp_path).version == "3"
    assert load(tmp_path, OWN.replace('version = "3"', 'version = "4"')).version == "4"


def test_plover_is_nobodys_own() -> None:
    assert not codebook.load().own


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('like = "COERCE/deport"', 'like = "COERSE"', "key 'like': got 'COERSE', expected one of PLOVER's types: AGREE, CONSULT"),
        ('like = "COERCE/deport"', 'like = "COERCE/kill"', "got the mode 'kill', expected one of those of COERCE: arrest, ban"),
        ('like = "COERCE/deport"\n', "quad = 4\n", "it has triggers and no 'like'"),
        ('code = "EVICTION"', 'code = "ASSAULT"', "the type 'ASSAULT' has the code of one of PLOVER's"),
        ('extends = "plover"', 'extends = "acled"', "key 'extends': got 'acled', expected \"plover\""),
        ('events = ["COERCE/deport", "ASSAULT"]', "", "key 'events': got None, expected a list of PLOVER types"),
        ('"ASSAULT"]', '"WAR"]', "key 'events': got 'WAR'"),
        ('whom = ["@home"]', 'victims = ["@home"]', "a table 'covers': unknown key 'victims', expected one of events, mode, who, whom"),
        ('not_words = ["airport"]', 'not_words = ["Airport"]', "key 'not_words': got 'Airport', expected lower case"),
        ('status = "actual"', 'status = "done"', "an example, key 'status': got 'done', expected one of actual, denied"),
        (
            'text = "A judge evicted them."\nmode = "court"',
            'text = "A judge evicted them."\nmode = "mob"',
            "key 'mode': got 'mob', expected one of court",
        ),
        ('text = "The singer was evicted."', 'text = ""', "a counterexample, key 'text': got ''"),
        ('home = ["house", "hut"]', 'home = "house"', "[classes], key 'home': got 'house', expected a list of words"),
        ('home = ["house", "hut"]', 'home = ["House"]', "[classes], key 'home': got 'House', expected lower case"),
        ('[classes]\nhome = ["house", "hut"]', 'classes = ["home"]', "key 'classes': got ['home'], expected a table"),
        ('version = "3"', "version = 3", "key 'version': got 3"),
        ('version = "3"', 'versoin = "3"', "unknown key 'versoin'"),
    ],
)
def test_a_wrong_file_is_named_with_what_was_expected(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in OWN
    with pytest.raises(CodebookError, match=r"own\.toml") as caught:
        load(tmp_path, OWN.replace(old, new))
    assert said in str(caught.value)
