"""What the network heard of an event beside the rules: of the event its words are tied to most, surer where the rules have somebody."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from spacy.tokens import Doc
from workbench import Bench, lay_out

from dateline.reading import completing
from dateline.reading.circumstances import place_of, time_of
from dateline.reading.completing import with_parties, with_place, with_speakers, with_time
from dateline.reading.hearing.asking import Words
from dateline.reading.joining import join
from dateline.reading.roles import actors_of
from dateline.reading.told import ToldEvent

TEXT = "Nine traders were killed on a road. It was all the work of bandits, in Garissa, and on Tuesday. A police officer wept."
Chances = dict[str, dict[str, float]]


@pytest.fixture
def bench() -> Bench:
    return lay_out(TEXT)


@pytest.fixture
def hear(monkeypatch: pytest.MonkeyPatch) -> Callable[[Chances, float], None]:
    """Let the network hold these chances of words, by their last word, and tie them to every event with these odds."""

    def set_up(chances: Chances, odds: float) -> None:
        silent = dict.fromkeys("KLJMASHCFGEPQVWDYNB", 0.0)
        monkeypatch.setattr(completing, "tells", lambda words: silent | chances.get(words.text.split()[-1], {}))
        monkeypatch.setattr(completing, "words_that_tell", lambda doc, letter: [*heard(doc, letter)])

        def heard(doc: Doc, letter: str) -> Iterator[Words]:
            for token in doc:
                chance = chances.get(token.text, {}).get(letter, 0.0)
                if chance > 0.5:
                    yield Words(letter, doc[token.i : token.i + 1], token, chance)

        monkeypatch.setattr(completing, "together", lambda words, others: odds if list(others) else None)

    return set_up


def only(bench: Bench) -> tuple[ToldEvent, list[ToldEvent]]:
    events = join(bench.telling().drafts, None)
    return events[0], events[:1]


def test_a_doer_that_no_rule_finds_is_heard(bench: Bench, hear: Callable[[Chances, float], None]) -> None:
    hear({"bandits": {"P": 0.9}}, 2.0)
    event, events = only(bench)
    read = actors_of(event, (), bench.story(), events)
    assert all(part.role != "source" for part in read)
    doer = next(part for part in with_parties(read, event, events, bench.story()) if part.role == "source")
    assert doer.words == "bandits"
    assert doer.rule == "hearing.doer:0.90"
    assert doer.inferred
    assert doer.responsibility is None, "how sure the report is of it is not heard"
    assert doer.evidence[0].text == "bandits"


def test_nobody_is_heard_below_the_threshold_nor_of_another_event(bench: Bench, hear: Callable[[Chances, float], None]) -> None:
    event, events = only(bench)
    read = actors_of(event, (), bench.story(), events)
    for chance, odds in ((0.55, 2.0), (0.9, -0.5)):
        hear({"bandits": {"P": chance}}, odds)
        assert with_parties(read, event, events, bench.story()) == read


def test_whom_the_rules_read_on_the_other_side_did_not_do_it(bench: Bench, hear: Callable[[Chances, float], None]) -> None:
    hear({"traders": {"P": 0.95}}, 2.0)
    event, events = only(bench)
    read = actors_of(event, (), bench.story(), events)
    assert with_parties(read, event, events, bench.story()) == read


TOLD = "Rebels killed nine traders in Lamu on Monday. It was all the work of bandits, in Garissa, and on Tuesday."


def test_another_doer_is_heard_beside_one_that_the_rules_read_only_where_the_network_is_surer(hear: Callable[[Chances, float], None]) -> None:
    bench = lay_out(TOLD)
    event, events = only(bench)
    read = actors_of(event, (), bench.story(), events)
    hear({"bandits": {"P": 0.7}}, 2.0)
    assert with_parties(read, event, events, bench.story()) == read
    hear({"bandits": {"P": 0.98}, "Rebels": {"P": 0.99}}, 2.0)
    assert [part.words for part in with_parties(read, event, events, bench.story()) if part.role == "source"] == ["Rebels", "bandits"]


def test_a_noun_that_no_list_knows_can_have_done_it(hear: Callable[[Chances, float], None]) -> None:
    bench = lay_out("Nine traders were killed on a road. Witnesses spoke of night riders.")
    hear({"riders": {"P": 0.9}}, 2.0)
    event, events = only(bench)
    doers = [part for part in with_parties((), event, events, bench.story()) if part.role == "source"]
    assert [part.words for part in doers] == ["night riders"]


def test_place_and_day_that_the_rules_read_are_kept(hear: Callable[[Chances, float], None]) -> None:
    bench = lay_out(TOLD)
    hear({"Garissa": {"W": 0.99}, "Tuesday": {"D": 0.99}}, 2.0)
    event, events = only(bench)
    story = bench.story()
    place, time = place_of(event, events, story), time_of(event, story)
    assert place is not None
    assert time is not None
    assert with_place(place, event, events, story) == place
    assert with_time(time, event, events, story) == time


def test_place_and_day_that_no_rule_finds_are_heard(bench: Bench, hear: Callable[[Chances, float], None]) -> None:
    hear({"Garissa": {"W": 0.99}, "Tuesday": {"D": 0.99}}, 2.0)
    event, events = only(bench)
    place, time = with_place(None, event, events, bench.story()), with_time(None, event, events, bench.story())
    assert place is not None
    assert time is not None
    assert (place.place.name, place.rule, place.inferred) == ("Garissa", "hearing.place:0.99", True)
    assert (time.words, time.rule, time.inferred) == ("Tuesday", "hearing.time:0.99", True)


def test_a_speaker_that_no_rule_finds_is_heard(bench: Bench, hear: Callable[[Chances, float], None]) -> None:
    hear({"officer": {"Y": 0.8}}, 2.0)
    event, events = only(bench)
    speaker = with_speakers((), event, events, bench.story())[0]
    assert speaker.name == "A police officer"
    assert speaker.rule == "hearing.speaker:0.80"
    assert with_speakers((speaker,), event, events, bench.story()) == (speaker,)


def test_without_a_network_nothing_is_added(bench: Bench) -> None:
    event, events = only(bench)
    read = actors_of(event, (), bench.story(), events)
    assert with_parties(read, event, events, bench.story()) == read
    assert with_place(None, event, events, bench.story()) is None
    assert with_time(None, event, events, bench.story()) is None
    assert with_speakers((), event, events, bench.story()) == ()


def test_the_subject_of_what_somebody_else_says_is_no_speaker(hear: Callable[[Chances, float], None]) -> None:
    bench = lay_out("Gunmen killed nine people in Garissa. A nurse said two guards were among the dead. A baker saw it.")
    hear({"guards": {"Y": 0.97}, "baker": {"Y": 0.97}}, 2.0)
    event, events = only(bench)
    assert [speaker.name for speaker in with_speakers((), event, events, bench.story())] == ["A baker"]


def test_a_speaker_who_is_there_under_another_name_is_not_heard_again(hear: Callable[[Chances, float], None]) -> None:
    bench = lay_out("Gunmen killed nine people in Garissa. Joseph Nkaissery flew to the town. A baker saw it.")
    hear({"Nkaissery": {"Y": 0.97}, "baker": {"Y": 0.97}}, 2.0)
    event, events = only(bench)
    speakers = with_speakers((), event, events, bench.story())
    assert [speaker.name for speaker in speakers] == ["Joseph Nkaissery", "A baker"]
    minister = speakers[0].model_copy(update={"name": "the minister"})
    assert [speaker.name for speaker in with_speakers((minister,), event, events, bench.story())] == ["the minister", "A baker"]
