"""Which time is the event's, and which only that of saying it."""

from __future__ import annotations

from workbench import Bench, lay_out

from dateline.reading.attribution import attributions
from dateline.reading.timing import TimeHere


def happened(text: str, trigger: str, published: str | None = "2017-02-10") -> TimeHere | None:
    bench: Bench = lay_out(text, published)
    event = bench.event(trigger)
    sentence = bench.sentence_of(event.trigger)
    others = frozenset(other.trigger.i for other in bench.events[sentence.passage] if other is not event)
    return bench.calendar.happened(event.trigger, sentence, attributions(sentence.span), others)


def day(text: str, trigger: str, published: str | None = "2017-02-10") -> str | None:
    time = happened(text, trigger, published)
    return str(time.span) if time is not None else None


def test_a_weekday_is_the_last_one_before_publication() -> None:
    time = happened("Rebels attacked the town on Monday.", "attacked")
    assert time is not None
    assert (str(time.span), time.words.text, time.inferred) == ("2017-02-06", "Monday", True)


def test_the_day_of_saying_is_not_the_day_of_the_event() -> None:
    text = "The army said on Thursday that rebels attacked the town on Monday."
    assert day(text, "attacked") == "2017-02-06"
    assert day("The army said on Thursday that rebels had attacked the town.", "attacked") is None


def test_said_at_is_the_time_at_the_verb_of_saying() -> None:
    bench = lay_out("The army said on Thursday that rebels attacked the town on Monday.")
    said = bench.calendar.said_at(bench.word("said"), bench.sentences[0])
    assert said is not None
    assert str(said.span) == "2017-02-09"
    later = lay_out("The army said rebels attacked the town on Monday.")
    assert later.calendar.said_at(later.word("said"), later.sentences[0]) is None


def test_each_of_two_events_has_its_own_time() -> None:
    text = "Rebels attacked the town on Monday and troops retook the bridge on Wednesday."
    assert day(text, "attacked") == "2017-02-06"
    assert day(text, "retook") == "2017-02-08"


def test_without_a_day_of_publication_a_weekday_is_no_date() -> None:
    assert day("Rebels attacked the town on Monday.", "attacked", None) is None
    assert day("Rebels attacked the town on 6 February 2017.", "attacked", None) == "2017-02-06"


def test_the_next_day_follows_the_day_told_before() -> None:
    assert day("Rebels attacked the town on 6 February 2017. The army attacked the camp the next day.", "attacked") == "2017-02-06"
    bench = lay_out("Rebels attacked the town on 6 February 2017. The army shelled the camp the next day.")
    assert [str(time.span) for times in bench.calendar.by_sentence.values() for time in times] == ["2017-02-06", "2017-02-07"]


def test_the_day_that_ended_something_is_not_the_day_of_the_deaths_before_it() -> None:
    bench = lay_out("By the time the army left on Tuesday, 60 traders had lost their lives.")
    draft = next(draft for draft in bench.telling().drafts if draft.anchor.text == "lost")
    assert draft.time is None


def test_what_the_clause_after_a_day_tells_was_on_that_day() -> None:
    bench = lay_out("Traders remember what happened in October 2011, when a truck bomb exploded outside a ministry.")
    draft = next(draft for draft in bench.telling().drafts if draft.anchor.text == "exploded")
    assert draft.time is not None
    assert str(draft.time.span) == "2011-10"


def test_the_small_hours_of_the_previous_day_are_that_day() -> None:
    bench = lay_out("Police searched the hills on Thursday for pupils who were taken in the small hours of the previous day.")
    assert [str(time.span) for times in bench.calendar.by_sentence.values() for time in times] == ["2017-02-09", "2017-02-08"]
