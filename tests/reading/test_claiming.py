"""One event to one claim: its kind, status, place, time, means, and whether it is worth recording."""

from __future__ import annotations

from itertools import pairwise

import pytest
from case_book import pick, shared_reader

from dateline.model import Claim, Document


def claims(text: str, *, published: str | None = "2017-02-10", title: str | None = None) -> tuple[Claim, ...]:
    text = f"{title}\n\n{text}" if title else text
    return shared_reader().read(Document(text=text, title=title, published=published)).claims


def one(text: str, *, published: str | None = "2017-02-10") -> Claim:
    (claim,) = claims(text, published=published)
    return claim


def test_every_field_has_its_words() -> None:
    claim = one("Gunmen killed three teachers in Nairobi on Monday, police said.")
    assert {name: [quote.text for quote in value.evidence] for name, value in claim.values()} == {
        "event": ["killed"],
        "status": ["killed"],
        "source": ["Gunmen"],
        "target": ["three teachers"],
        "killed": ["three teachers", "Gunmen killed three teachers in Nairobi on Monday"],
        "place": ["Nairobi"],
        "time": ["Monday"],
        "speaker": ["police", "said"],
    }
    assert claim.summary == "Gunmen killed three teachers in Nairobi on Monday"


def test_what_is_not_told_is_not_there() -> None:
    claim = one("Three men were killed.")
    assert (claim.place, claim.time, claim.weapon, claim.accidental, claim.speakers) == (None, None, None, None, ())
    assert claim.role("source") == ()


def test_the_mode_that_says_most_wins() -> None:
    assert one("A bomb exploded at a checkpoint in Lahore. The blast was a suicide attack.").event.mode == "suicide-attack"


def test_a_toll_alone_is_violence_concluded() -> None:
    claim = one("The death toll rose to 57.")
    assert (claim.event.type, claim.event.inferred) == ("ASSAULT", True)


def test_the_finest_place_and_day_are_taken() -> None:
    claim = one("Jets bombed a market in Syria this week. The strike in Idlib was on Tuesday and killed nine people.")
    assert claim.place is not None
    assert claim.place.words == "Idlib"
    assert claim.time is not None
    assert str(claim.time.span) == "2017-02-07"


@pytest.mark.parametrize(
    ("published", "status"),
    [("2017-02-10", "actual"), ("2017-06-01", "background"), (None, "actual")],
)
def test_history_is_what_lies_long_before_publication(published: str | None, status: str) -> None:
    assert one("Gunmen killed a judge in Lima on 6 February 2017.", published=published).status.label == status


def test_an_older_event_beside_the_news_is_background() -> None:
    text = "Gunmen killed a judge in Lima on Monday. Gunmen killed a senator in Cusco on 3 January 2017."
    assert [claim.status.label for claim in claims(text)] == ["actual", "background"]


def test_the_day_of_saying_is_told_on_and_marked() -> None:
    claim = one("Gunmen killed a judge in Lima, police said on Thursday.")
    assert claim.time is not None
    assert (str(claim.time.span), claim.time.inferred, claim.time.rule) == ("2017-02-08..2017-02-09", True, "times.told_on")


def test_a_total_is_no_news() -> None:
    assert one("More than 350,000 people have been killed since the war began.").status.label == "cumulative"


def test_an_accident() -> None:
    accidental = one("Jets bombed their own troops near Homs by mistake.").accidental
    assert accidental is not None
    assert accidental.value
    assert [quote.text for quote in accidental.evidence] == ["by mistake"]


def test_the_means() -> None:
    weapon = one("Rebels attacked the post near Gao with mortars.").weapon
    assert weapon is not None
    assert "mortars" in weapon.words


def test_a_means_that_tells_the_event_is_a_weapon() -> None:
    weapon = one("A car bomb killed nine people in Baghdad.").weapon
    assert weapon is not None
    assert "car bomb" in weapon.words


@pytest.mark.parametrize(
    "text",
    [
        "An earthquake killed 40 people in Lombok.",
        "Twelve passengers drowned when a ferry sank off Java.",
        "The library is open on weekdays.",
    ],
)
def test_what_is_not_worth_recording(text: str) -> None:
    assert claims(text) == ()


def test_soldiers_dead_in_a_crash_are_recorded() -> None:
    assert [toll.count.low for claim in claims("Nine soldiers were killed when their helicopter crashed near Gao.") for toll in claim.tolls] == [9]


def test_a_long_clause_is_cut_in_the_summary_and_whole_in_the_evidence() -> None:
    text = "Gunmen killed a judge in Lima, " + ", ".join(f"in the street of the {n} old and very quiet houses" for n in range(12)) + "."
    (claim,) = claims(text)
    assert len(claim.summary) == 240
    assert claim.summary.endswith("…")
    assert max(len(quote.text) for quote in claim.evidence) > 240


def test_clauses_do_not_lie_within_each_other() -> None:
    text = "Gunmen attacked a bus in Mandera on Tuesday, killing six passengers. They wounded two others in the attack."
    found = claims(text)
    claim = found[0]
    spans = [(quote.start, quote.end) for quote in claim.evidence]
    assert spans == sorted(spans)
    assert all(before[1] < after[1] for before, after in pairwise(spans))
    assert pick(shared_reader().read(Document(text=text, published="2017-02-10")), "attacked") == claim
