"""What the rules read and the network does not hear: left out or called a part, never where no whole would be left."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from workbench import Bench, lay_out

from dateline.model import ActorRole, Evidence, Toll
from dateline.reading import doubting
from dateline.reading.doubting import is_heard, reconsidered, without_strangers
from dateline.reading.figures import figures_of
from dateline.reading.joining import join
from dateline.reading.roles import actors_of
from dateline.reading.told import ToldEvent

Chances = dict[str, dict[str, float]]
Hear = Callable[[Chances], None]
SILENT = dict.fromkeys("KLJMASHCFGEPQVWDYNB", 0.0)


@pytest.fixture
def hear(monkeypatch: pytest.MonkeyPatch) -> Hear:
    """Let the network hold these chances of the words of evidence, and tie them to the event with the odds under "tie"."""

    def set_up(chances: Chances) -> None:
        def at(_: object, words: Evidence) -> dict[str, float] | None:
            return SILENT | chances[words.text] if words.text in chances else None

        monkeypatch.setattr(doubting, "chances_at", at)
        monkeypatch.setattr(doubting, "tie_at", lambda page, words, others: chances.get(words.text, {}).get("tie"))

    return set_up


def told(text: str) -> tuple[Bench, ToldEvent]:
    bench = lay_out(text)
    return bench, join(bench.telling().drafts, None)[0]


def roles(text: str) -> tuple[Bench, tuple[ActorRole, ...]]:
    bench, event = told(text)
    return bench, actors_of(event, (), bench.story(), (event,))


def tolls(text: str) -> tuple[Bench, ToldEvent, tuple[Toll, ...]]:
    bench, event = told(text)
    return bench, event, figures_of(event, bench.story())


def test_whoever_is_heard_to_have_no_part_in_it_did_not_do_it(hear: Hear) -> None:
    bench, read = roles("Medics killed nine traders in Lamu.")
    hear({"Medics": {"Y": 0.9}, "nine traders": {"V": 0.9}})
    assert [part.words for part in without_strangers(read, (), bench.story())] == ["nine traders"]


@pytest.mark.parametrize("letter", ["P", "Q", "N"])
def test_doers_suspects_and_those_who_deny_it_stay(hear: Hear, letter: str) -> None:
    bench, read = roles("Rebels killed nine traders in Lamu.")
    hear({"Rebels": {letter: 0.4}})
    assert without_strangers(read, (), bench.story()) == read


def test_what_is_concluded_or_was_not_heard_is_not_doubted(hear: Hear) -> None:
    bench, read = roles("Rebels killed nine traders in Lamu.")
    hear({})
    assert without_strangers(read, (), bench.story()) == read
    hear({"Rebels": {}})
    concluded = tuple(part.model_copy(update={"inferred": True}) for part in read)
    assert without_strangers(concluded, (), bench.story()) == concluded


FIGURES = "Gunmen killed fourteen people in Lamu. They shot dead nine people."


def scopes(made: tuple[Toll, ...]) -> dict[str, tuple[str, str]]:
    return {toll.count.words: (toll.scope, toll.rule.partition(":")[0]) for toll in made}


def test_a_part_of_a_larger_figure_and_one_that_is_taken_back_are_called_so(hear: Hear) -> None:
    bench, event, read = tolls(FIGURES)
    assert {toll.scope for toll in read} == {"incident"}
    hear({"nine people": {"L": 0.95}})
    assert scopes(reconsidered(read, event, bench.story()))["nine"] == ("part", "hearing.part")
    hear({"nine people": {"S": 0.95}})
    assert scopes(reconsidered(read, event, bench.story()))["nine"] == ("superseded", "hearing.superseded")


def test_a_figure_that_is_tied_to_another_event_is_none_of_this(hear: Hear) -> None:
    bench, event, read = tolls(FIGURES)
    hear({"nine people": {"K": 0.95, "tie": -3.5}})
    assert set(scopes(reconsidered(read, event, bench.story()))) == {"fourteen"}


def test_unsure_ears_change_nothing(hear: Hear) -> None:
    bench, event, read = tolls(FIGURES)
    hear({"nine people": {"L": 0.5, "K": 0.45, "tie": -1.0}})
    assert reconsidered(read, event, bench.story()) == read


def test_one_figure_stays_whole(hear: Hear) -> None:
    bench, event, read = tolls("Gunmen killed nine people in Lamu.")
    for chances in ({"L": 0.99}, {"S": 0.99}, {"K": 0.99, "tie": -4.0}):
        hear({"nine people": chances})
        assert reconsidered(read, event, bench.story()) == read


def test_a_body_that_was_hit_stays_by_its_name(hear: Hear) -> None:
    bench, read = roles("Gunmen attacked Garissa University College on Thursday.")
    hear({"Garissa University College": {}})
    assert "organisation" in {part.actor.kind for part in read if part.role == "target"}
    assert without_strangers(read, (), bench.story()) == read


def test_whoever_is_counted_among_the_dead_stays(hear: Hear) -> None:
    bench, event, counted = tolls("Rebels killed nine traders in Lamu.")
    read = actors_of(event, (), bench.story(), (event,))
    hear({"nine traders": {}, "Rebels": {"P": 0.9}})
    assert [part.words for part in without_strangers(read, (), bench.story())] == ["Rebels"]
    assert without_strangers(read, counted, bench.story()) == read


@pytest.mark.parametrize(
    ("chances", "heard"),
    [
        ({}, False),
        ({"killed": {"E": 0.4}}, True),
        ({"nine": {"K": 0.3}}, True),
        ({"Lamu": {"W": 0.99}, "traders": {"V": 0.99}}, False),
    ],
)
def test_an_event_is_heard_where_one_of_its_words_or_figures_is(monkeypatch: pytest.MonkeyPatch, chances: Chances, heard: bool) -> None:
    monkeypatch.setattr(doubting, "tells", lambda word: SILENT | chances.get(word.text, {}))
    assert is_heard(told("Rebels killed nine traders in Lamu.")[1], 0.02) == heard


def test_without_a_network_every_event_counts_as_heard() -> None:
    assert is_heard(told("Rebels killed nine traders in Lamu.")[1], 0.99)
