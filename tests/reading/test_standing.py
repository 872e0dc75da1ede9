"""What lies behind a report's news is background; what the report is about, and what other news it has, stays news."""

from __future__ import annotations

import pytest

from dateline.model import NEWS, Document
from dateline.reading import RuleReader, heard_standing

READER = RuleReader()

MARCH = """Teachers march in Kano over unpaid wages

Hundreds of teachers marched through Kano on Monday and demanded that the governor pay them. The union accused the ministry of neglect.

Police arrested two of the marchers. A spokesman said they would be released.

Last month gunmen had attacked a school outside the city and killed four teachers."""

TWO_DEEDS = """Bomb kills nine at market in Mosul

A bomb killed nine people at a market in Mosul on Monday, police said. Twenty others were wounded.

Gunmen shot dead three soldiers in Kirkuk on Monday, the army said.

Nobody has claimed the attacks. The army said it was searching for the gunmen."""

VERDICT = """Court jails man for hotel bombing

A court in Tunis on Monday jailed a man for 20 years for a bombing at a hotel in June 2014.

The judge called the bombing cowardly. The man's lawyers said they would appeal.

Relatives embraced outside the court."""


def told(text: str, killed: int) -> list[str]:
    reading = READER.read(Document(text=text, title=text.split("\n")[0], publisher="x", published="2019-06-11", published_from="given"))
    return [claim.status.label for claim in reading.claims if any(toll.count.low == killed for toll in claim.tolls)]


def test_a_deed_told_at_the_end_as_what_was_before_lies_behind_other_news() -> None:
    assert told(MARCH, 4) == ["background"]


def test_what_concludes_that_a_deed_lies_behind_the_news_says_that_it_is_a_conclusion() -> None:
    text = MARCH.replace("Last month gunmen", "The week before gunmen")
    reading = READER.read(Document(text=text, title=text.split("\n")[0], publisher="x", published="2019-06-11", published_from="given"))
    [status] = [claim.status for claim in reading.claims if any(toll.count.low == 4 for toll in claim.tolls)]
    assert (status.label, status.rule, status.inferred) == ("background", "status.behind_the_news", True)
    assert status.evidence


def test_a_second_deed_of_the_day_is_news_beside_the_main_one() -> None:
    assert told(TWO_DEEDS, 9) == ["actual"]
    assert told(TWO_DEEDS, 3) == ["actual"]


def test_a_text_of_a_few_sentences_has_no_place_for_background() -> None:
    assert told("Gunmen had attacked a school outside Kano and killed four teachers the week before.", 4)[0] in NEWS


def test_a_verdict_is_news_though_the_crime_is_of_another_year() -> None:
    reading = READER.read(Document(text=VERDICT, title=VERDICT.split("\n")[0], publisher="x", published="2019-06-11", published_from="given"))
    verdicts = [claim for claim in reading.claims if claim.event.type in ("SANCTION", "COERCE")]
    assert verdicts
    assert verdicts[0].status.label in NEWS


@pytest.mark.parametrize(("heard", "label"), [(0.02, "actual"), (0.5, "background")])
def test_what_is_heard_as_news_is_not_behind_it_by_its_words_alone(monkeypatch: pytest.MonkeyPatch, heard: float, label: str) -> None:
    monkeypatch.setattr(heard_standing, "stands", lambda words: {"background": heard, "total": 0.0, "planned": 0.0, "denied": 0.0})
    assert told(MARCH.replace("Last month gunmen had attacked", "On Sunday gunmen attacked"), 4) == [label]
