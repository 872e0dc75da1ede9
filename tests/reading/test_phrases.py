"""Noun phrases of a parse."""

from __future__ import annotations

import pytest
from workbench import lay_out

from dateline.reading import phrases


@pytest.mark.parametrize(
    ("text", "head", "core"),
    [
        ("Three Turkish soldiers were killed.", "soldiers", "Three Turkish soldiers"),
        ("The head of the army resigned.", "head", "The head of the army"),
        ("The man who fled was caught.", "man", "The man"),
        ("Rebels and troops fought.", "Rebels", "Rebels"),
    ],
)
def test_core(text: str, head: str, core: str) -> None:
    assert phrases.core(lay_out(text).word(head)).text == core


def test_extended_takes_the_prepositional_tail() -> None:
    head = lay_out("A spokesman for the ministry said so.").word("spokesman")
    assert phrases.core(head).text == "A spokesman"
    assert phrases.extended(head).text == "A spokesman for the ministry"


def test_conjuncts() -> None:
    bench = lay_out("Soldiers, policemen and guards were killed.")
    assert [token.text for token in phrases.conjuncts(bench.word("Soldiers"))] == ["Soldiers", "policemen", "guards"]
    assert [token.text for token in phrases.conjuncts(bench.word("guards"))] == ["guards"]


def test_appositions() -> None:
    bench = lay_out("The president, Vladimir Putin, arrived.")
    assert [token.text for token in phrases.appositions(bench.word("president"))] == ["Putin"]


def test_number_and_definiteness() -> None:
    bench = lay_out("The soldiers shot a man and their dog while they slept.")
    assert phrases.is_plural(bench.word("soldiers"))
    assert phrases.is_plural(bench.word("they"))
    assert not phrases.is_plural(bench.word("man"))
    assert phrases.is_definite(bench.word("soldiers"))
    assert phrases.is_definite(bench.word("dog"))
    assert not phrases.is_definite(bench.word("man"))
    assert phrases.is_pronoun(bench.word("they"))
    assert not phrases.is_pronoun(bench.word("man"))


def test_governs() -> None:
    bench = lay_out("Rebels killed two guards.")
    assert phrases.governs(bench.word("killed"), bench.word("two"))
    assert phrases.governs(bench.word("guards"), bench.word("guards"))
    assert not phrases.governs(bench.word("Rebels"), bench.word("guards"))
    assert [token.text for token in phrases.ancestors_until_root(bench.word("two"))] == ["guards", "killed"]
