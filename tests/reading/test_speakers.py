"""The speakers of a claim."""

from __future__ import annotations

from workbench import lay_out

from dateline.model import Speaker
from dateline.reading.speakers import speakers_of


def speakers(text: str) -> tuple[Speaker, ...]:
    bench = lay_out(text)
    return speakers_of(bench.telling().drafts, (), bench.story())


def test_name_kind_actor_and_day() -> None:
    (speaker,) = speakers("The Turkish army said on Thursday that rebels attacked a convoy.")
    assert (speaker.name, speaker.kind, speaker.rule, speaker.inferred) == ("The Turkish army", "military", "attribution.said", False)
    assert speaker.actor is not None
    assert speaker.actor.id == "TUR-MIL"
    assert str(speaker.said) == "2017-02-09"
    assert [quote.text for quote in speaker.evidence] == ["The Turkish army", "said", "Thursday"]


def test_the_report_itself_is_no_speaker() -> None:
    assert speakers("Rebels attacked a convoy on Thursday.") == ()


def test_the_innermost_speaks_and_the_outer_relays() -> None:
    (speaker,) = speakers("The newspaper reported that the army said rebels attacked a convoy.")
    assert (speaker.name, speaker.relayed_by) == ("the army", ("The newspaper",))


def test_each_speaker_once() -> None:
    found = speakers("Rebels attacked a convoy, the army said. Rebels burned two lorries, the army said. Police said nine men were killed.")
    assert [speaker.name for speaker in found] == ["the army", "Police"]


def test_a_pronoun_is_concluded_and_quotes_its_antecedent() -> None:
    (speaker,) = speakers("The general arrived on Monday. He said rebels attacked a convoy.")
    assert speaker.inferred
    assert [quote.text for quote in speaker.evidence][:2] == ["He", "The general"]
