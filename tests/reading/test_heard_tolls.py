"""Figures that stand elsewhere than their event: by ear, where the rules read none of that harm."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from workbench import lay_out

from dateline.model import Toll
from dateline.reading import heard_tolls
from dateline.reading.figures import figures_of
from dateline.reading.heard_tolls import with_heard_tolls
from dateline.reading.joining import join

TEXT = "Gunmen raided the village of Kadu. The imam wept. His book has nineteen, and the nurse eleven. In April a bomb hit Beni."
Hear = Callable[[dict[str, dict[str, float]], float], None]


@pytest.fixture
def hear(monkeypatch: pytest.MonkeyPatch) -> Hear:
    """Let the network hold these chances of numbers, by their words, and tie them to the first event with these odds and not to others."""

    def set_up(chances: dict[str, dict[str, float]], odds: float) -> None:
        silent = dict.fromkeys("KLJMASHCFGEPQVWDYNB", 0.0)
        monkeypatch.setattr(heard_tolls, "tells", lambda words: silent | chances.get(words.text, {}))
        monkeypatch.setattr(heard_tolls, "_within", lambda sentence, letter: True)
        monkeypatch.setattr(heard_tolls, "together", lambda words, others: odds if "raided" in {word.text for word in others} else -2.0)

    return set_up


def filled(text: str = TEXT) -> list[tuple[Toll, ...]]:
    bench = lay_out(text)
    events = join(bench.telling().drafts, None)
    return [with_heard_tolls(figures_of(event, bench.story()), event, events, bench.story()) for event in events]


def test_an_event_without_a_toll_gets_the_figures_that_are_tied_to_it(hear: Hear) -> None:
    hear({"nineteen": {"K": 0.96}, "eleven": {"J": 0.9}}, 3.0)
    raid, *others = filled()
    assert [(toll.harm, toll.count.low, toll.rule, toll.inferred) for toll in raid] == [
        ("killed", 19, "hearing.figure:0.96", True),
        ("injured", 11, "hearing.figure:0.90", True),
    ]
    assert raid[0].evidence[0].text == "nineteen"
    assert all(not tolls for tolls in others)


@pytest.mark.parametrize(("chances", "odds"), [({"K": 0.5}, 3.0), ({"K": 0.9}, 0.2), ({"S": 0.9}, 3.0), ({"H": 0.9}, 3.0)])
def test_unsure_or_other_figures_are_not_taken(hear: Hear, chances: dict[str, float], odds: float) -> None:
    hear({"nineteen": chances}, odds)
    assert filled()[0] == ()


def test_an_event_whose_dead_the_rules_counted_keeps_their_figure(hear: Hear) -> None:
    hear({"nineteen": {"K": 0.99}}, 3.0)
    raid, *_ = filled("Gunmen raided Kadu and killed six people. The imam had nineteen names in mind.")
    assert [toll.count.low for toll in raid if toll.harm == "killed"] == [6]


def test_a_part_alone_is_the_whole_and_beside_a_whole_it_is_not_counted(hear: Hear) -> None:
    hear({"nineteen": {"L": 0.9}}, 3.0)
    assert [toll.count.low for toll in filled()[0]] == [19]
    hear({"nineteen": {"K": 0.9}, "eleven": {"L": 0.9}}, 3.0)
    assert [toll.count.low for toll in filled()[0]] == [19]


def test_a_figure_told_twice_is_one(hear: Hear) -> None:
    hear({"nineteen": {"K": 0.9}, "19": {"K": 0.9}}, 3.0)
    assert [toll.count.low for toll in filled(TEXT.replace("the nurse eleven", "the nurse 19"))[0]] == [19]


def test_without_a_network_nothing_is_added() -> None:
    assert all(not toll.rule.startswith("hearing") for tolls in filled() for toll in tolls)
