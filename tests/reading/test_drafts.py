"""One telling of one event in one sentence."""

from __future__ import annotations

from workbench import lay_out

from dateline.reading.drafts import Draft


def drafts(text: str) -> list[Draft]:
    return lay_out(text).telling().drafts


def test_one_draft_for_each_event_in_text_order() -> None:
    found = drafts("Gunmen attacked the town. Police arrested two men.")
    assert [(draft.index, draft.anchor.text, draft.type) for draft in found] == [(0, "attacked", "ASSAULT"), (1, "arrested", "COERCE")]


def test_a_draft_has_what_its_sentence_tells() -> None:
    (draft,) = drafts("Gunmen killed two teachers in Nairobi on Monday, police said.")
    assert [party.words for party in draft.sources] == ["Gunmen"]
    assert [party.words for party in draft.targets] == ["two teachers"]
    assert [(toll.harm, toll.count.low) for toll in draft.tolls] == [("killed", 2)]
    assert draft.time is not None
    assert str(draft.time.span) == "2017-02-06"
    assert draft.place is not None
    assert draft.place.name.text == "Nairobi"
    assert [head.text for saying in draft.said for head in saying.speakers] == ["police"]
    assert draft.passage == 0


def test_a_saying_that_is_an_event_does_not_say_itself() -> None:
    found = drafts("Kenya warned that it would bomb the camp.")
    assert [(draft.anchor.text, [saying.verb.text for saying in draft.said]) for draft in found] == [("warned", []), ("bomb", ["warned"])]
    found = drafts("Kenya announced sanctions on Chad.")
    assert [(draft.anchor.text, draft.said) for draft in found] == [("announced", ())]


def test_a_figure_without_an_event_stands_alone() -> None:
    (draft,) = drafts("The death toll rose to 57.")
    assert draft.event is None
    assert draft.only_harm
    assert [toll.count.low for toll in draft.tolls] == [57]


def test_harm_alone_tells_no_cause() -> None:
    (wounded,) = drafts("Eleven men were wounded.")
    (bombed,) = drafts("Jets bombed the camp.")
    assert wounded.only_harm
    assert not bombed.only_harm


def test_an_accident_is_told_by_its_own_words() -> None:
    (draft,) = drafts("Jets bombed the camp by mistake.")
    assert draft.accidental is not None
    assert draft.accidental.text == "by mistake"
    (meant,) = drafts("Jets bombed the camp.")
    assert meant.accidental is None


def test_blame_is_collected_with_its_sentence() -> None:
    bench = lay_out("Gunmen killed a judge. The army blamed the ELN for the attack.")
    ((sentence, blame),) = bench.telling().blame
    assert (sentence.index, blame.kind, [head.text for head in blame.accused]) == (1, "accused", ["ELN"])


def test_a_text_without_events_gives_nothing() -> None:
    telling = lay_out("The library is open on weekdays.").telling()
    assert (telling.drafts, telling.blame) == ([], [])
