"""Acts of saying: by whom, and how much of the sentence is theirs."""

from __future__ import annotations

import pytest
from workbench import lay_out

from dateline.reading.attribution import Attribution, attributions, speaker_kind, speaker_words


def said(text: str) -> list[Attribution]:
    return list(attributions(lay_out(text).sentences[0].span))


def inside(saying: Attribution, text: str) -> set[str]:
    return {token.text for token in lay_out(text).sentences[0].span if token.i in saying.scope}


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("The army said rebels attacked the town.", ["army"]),
        ("Rebels attacked the town, the army said.", ["army"]),
        ("Rebels attacked the town, said a spokesman.", ["spokesman"]),
        ("According to the ministry, rebels attacked the town.", ["ministry"]),
        ("Rebels attacked the town, according to residents.", ["residents"]),
        ("Police and residents said rebels attacked the town.", ["Police", "residents"]),
        ("Rebels attacked the town.", []),
        ("Rebels put the flag on the roof.", []),
    ],
)
def test_who_speaks(text: str, speakers: list[str]) -> None:
    assert [head.text for saying in said(text) for head in saying.speakers] == speakers


def test_what_is_said_is_theirs_and_the_rest_is_not() -> None:
    text = "The army, which lost a base, said rebels attacked the town."
    (saying,) = said(text)
    assert {"rebels", "attacked", "town"} <= inside(saying, text)
    assert not {"army", "lost", "base", "said"} & inside(saying, text)


def test_the_outermost_saying_comes_first() -> None:
    text = "The agency reported that the army said rebels attacked the town."
    assert [saying.verb.text for saying in said(text)] == ["reported", "said"]


def test_who_cites_relays() -> None:
    text = "Nine people were killed, the newspaper said, citing doctors."
    outer, origin = sorted(said(text), key=lambda saying: not saying.relays)
    assert [head.text for head in outer.speakers] == ["newspaper"]
    assert [head.text for head in origin.speakers] == ["doctors"]
    assert not origin.relays
    assert "killed" in inside(origin, text)


def test_a_figure_put_by_somebody_is_said() -> None:
    (saying,) = said("A doctor put the toll at 12.")
    assert [head.text for head in saying.speakers] == ["doctor"]


@pytest.mark.parametrize(
    ("text", "head", "kind"),
    [
        ("A doctor said so.", "doctor", "medic"),
        ("The defence ministry said so.", "ministry", "official"),
        ("The Turkish army said so.", "army", "military"),
        ("Police said so.", "Police", "police"),
        ("The monitoring mission said so.", "mission", "monitor"),
        ("A monitoring group said so.", "group", "monitor"),
        ("A military spokesman said so.", "spokesman", "military"),
        ("Police officials said so.", "officials", "police"),
        ("A spokesman for the rebels said so.", "spokesman", "party"),
        ("Residents said so.", "Residents", "witness"),
        ("The Taliban said so.", "Taliban", "party"),
        ("An analyst said so.", "analyst", "expert"),
        ("Kenya said so.", "Kenya", "official"),
        ("Sources said so.", "Sources", "unnamed"),
    ],
)
def test_kinds_of_speakers(text: str, head: str, kind: str) -> None:
    bench = lay_out(text)
    word = bench.word(head)
    assert speaker_kind(word, bench.cast.party(word)) == kind


def test_a_thing_says_nothing() -> None:
    word = lay_out("The strike said nothing.").word("strike")
    assert speaker_kind(word, None) is None


def test_a_pronoun_speaks_with_the_words_of_its_antecedent() -> None:
    bench = lay_out("The general arrived. He said rebels had fled.")
    name, words = speaker_words(bench.word("He"), bench.cast)
    assert (name, words.text) == ("The general", "He")
