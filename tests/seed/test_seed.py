"""The report this project started from, read as its careful coder read it. Runs only where the report lies beside the clone."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from dateline.model import NEWS, Claim, Document, Reading
from dateline.reading import RuleReader
from dateline.resolving import DocumentFacts, ResolvableClaim, resolve
from dateline.sources import read_file

ARTICLE = Path(__file__).resolve().parents[3] / "shared" / "seed" / "article.txt"

pytestmark = pytest.mark.skipif(not ARTICLE.is_file(), reason="the seed report is not part of the repository")


@pytest.fixture(scope="module")
def document() -> Document:
    return read_file(ARTICLE, published="2017-02-10")


@pytest.fixture(scope="module")
def reading(document: Document) -> Reading:
    return RuleReader().read(document)


def claims(reading: Reading, words: str, kind: str = "ASSAULT", *, news: bool = True) -> list[Claim]:
    """Claims of one type whose evidence holds the words, without those whose longer clause only contains a shorter claim's."""
    found = [claim for claim in reading.claims if claim.event.type == kind and any(words in quote.text for quote in claim.evidence)]
    found = [claim for claim in found if (claim.status.label in NEWS) == news]
    shortest = min((len(quote.text) for claim in found for quote in claim.evidence if words in quote.text), default=0)
    return [claim for claim in found if any(words in quote.text and len(quote.text) == shortest for quote in claim.evidence)]


def only(found: list[Claim]) -> Claim:
    assert len(found) == 1, [claim.summary for claim in found]
    return found[0]


def ids(claim: Claim, role: str) -> set[str]:
    return {part.actor.id for part in claim.actors if part.role == role}


def bounds(claim: Claim, harm: str) -> list[tuple[int | None, int | None]]:
    return [(toll.count.low, toll.count.high) for toll in claim.tolls if toll.harm == harm and toll.scope == "incident"]


def test_the_airstrike_on_the_turkish_soldiers(reading: Reading) -> None:
    strike = only(claims(reading, "3 Turkish soldiers"))
    assert (strike.event.type, strike.event.mode) == ("ASSAULT", "aerial")
    assert bounds(strike, "killed") == [(3, 3)]
    assert bounds(strike, "injured") == [(11, 11)]
    assert {toll.victim_class for toll in strike.tolls} == {"military"}
    assert ids(strike, "target") == {"TUR-MIL"}
    assert ids(strike, "source") == set(), "whose aircraft it was is not told and must not be guessed"
    assert strike.accidental is not None
    assert strike.accidental.value
    assert strike.time is None or (strike.time.inferred and strike.time.span.contains(dt.date(2017, 2, 9)))
    assert any("11 others" in quote.text for quote in strike.evidence)


def test_the_44_militants_as_the_turkish_military_said(reading: Reading) -> None:
    strikes = only(claims(reading, "44 militants"))
    assert ids(strikes, "source") == {"TUR-MIL"}
    assert bounds(strikes, "killed") == [(44, 44)]
    assert strikes.place is not None
    assert strikes.place.place.country == "SYR"
    assert not strikes.place.place.at_least("near"), "northern Syria gets no pin"
    speaker = strikes.speakers[0]
    assert speaker.actor is not None
    assert speaker.actor.id == "TUR-MIL"
    assert speaker.said is not None
    assert (speaker.said.start, speaker.said.end) == (dt.date(2017, 2, 9), dt.date(2017, 2, 9))


def test_the_call(reading: Reading) -> None:
    call = only([claim for claim in reading.claims if claim.event.type == "CONSULT"])
    assert ids(call, "source") == {"person:vladimir-putin"}
    assert ids(call, "target") == {"person:recep-tayyip-erdogan"}


def test_the_agreement(reading: Reading) -> None:
    deal = only([claim for claim in reading.claims if claim.event.type == "AGREE"])
    assert ids(deal, "source") == {"person:vladimir-putin", "person:recep-tayyip-erdogan"}
    assert [speaker.kind for speaker in deal.speakers] == ["document"]


def test_the_shelling_of_al_bab(reading: Reading) -> None:
    shelling = only(claims(reading, "heavily shelling"))
    assert (shelling.event.type, shelling.event.mode) == ("ASSAULT", "heavy-weapons")
    assert ids(shelling, "source") == {"TUR-MIL"}
    assert ids(shelling, "target") == {"group:islamic-state"}
    assert shelling.place is not None
    assert shelling.place.place.lat == pytest.approx(36.37, abs=0.1)
    assert shelling.place.place.lon == pytest.approx(37.52, abs=0.1)


def test_the_push_into_al_bab(reading: Reading) -> None:
    push = only(claims(reading, "pushed into"))
    assert push.event.type == "ASSAULT"
    assert ids(push, "source") == {"SYR-REB"}
    assert ids(push, "backer") == {"TUR"}
    assert ids(push, "target") == {"group:islamic-state"}
    assert push.place is not None
    assert push.place.place.country == "SYR"
    assert [(speaker.kind, speaker.actor.id if speaker.actor else None) for speaker in push.speakers] == [("media", "org:bbc")]


def test_the_captured_outskirts(reading: Reading) -> None:
    capture = only(claims(reading, "captured the western outskirts"))
    assert "TUR-MIL" in ids(capture, "source")
    assert len(ids(capture, "source")) == 2
    assert capture.place is not None
    assert capture.place.place.precision == "near"
    assert len(capture.speakers) == 2


def test_the_advance_from_the_south(reading: Reading) -> None:
    advance = only(claims(reading, "advanced on it"))
    assert ids(advance, "source") == {"SYR-MIL"}
    assert advance.place is not None
    assert advance.place.place.lat == pytest.approx(36.37, abs=0.2)


@pytest.mark.parametrize(
    ("words", "start", "precision"),
    [
        ("unprecedented campaign", dt.date(2016, 8, 24), "day"),
        ("since December", dt.date(2016, 12, 1), "month"),
        ("shot down a Russian jet", dt.date(2015, 1, 1), "year"),
        ("military intervention", dt.date(2015, 9, 1), "month"),
    ],
)
def test_history_is_background_with_its_own_dates(reading: Reading, words: str, start: dt.date, precision: str) -> None:
    told = only(claims(reading, words, news=False))
    assert told.status.label == "background"
    assert told.time is not None
    assert told.time.span.start == start
    assert told.time.span.precision == precision


def test_the_shot_down_jet_has_its_parties(reading: Reading) -> None:
    jet = only(claims(reading, "shot down a Russian jet", news=False))
    assert ids(jet, "source") == {"TUR"}
    assert any(actor.startswith("RUS") for actor in ids(jet, "target"))


def test_repaired_ties_are_no_news(reading: Reading) -> None:
    ties = [claim for claim in reading.claims if claim.event.type in ("COOPERATE", "SUPPORT") and "repaired ties" in claim.summary]
    assert {claim.status.label for claim in ties} == {"background"}


def test_nothing_comes_from_the_other_story(reading: Reading, document: Document) -> None:
    other = [
        passage
        for passage in reading.passages
        if "EPA" in document.text[passage.start : passage.end] or "15,000" in document.text[passage.start : passage.end]
    ]
    assert {passage.kind for passage in other} == {"off_topic"}
    for claim in reading.claims:
        for span in claim.spans():
            assert not any(passage.start <= span.start < passage.end for passage in other)
            assert "15,000" not in span.text


def test_a_clash_of_views_is_no_battle(reading: Reading) -> None:
    assert not [
        claim for claim in reading.claims if claim.event.type == "ASSAULT" and any("have clashed over" in quote.text for quote in claim.evidence)
    ]


def test_one_group_and_one_country_whatever_they_are_called(reading: Reading) -> None:
    called = {part.words: part.actor.id for claim in reading.claims for part in claim.actors}
    groups = {actor for words, actor in called.items() if any(name in words.split() for name in ("IS", "ISIS", "ISIL", "Daesh"))}
    assert groups <= {"group:islamic-state"}
    assert not any("federation" in actor for actor in called.values())


def test_every_span_is_found_again_in_the_text(reading: Reading, document: Document) -> None:
    spans = [span for claim in reading.claims for span in claim.spans()]
    assert spans
    assert all(span.found_in(document.text) for span in spans)


def test_the_incidents_keep_the_mishap_apart_from_the_fighting(reading: Reading, document: Document) -> None:
    made = resolve(ResolvableClaim(claim, DocumentFacts.of(document)) for claim in reading.claims)
    killed = {(toll.low, toll.best, toll.high): incident for incident in made for toll in incident.tolls if toll.harm == "killed"}
    assert set(killed) == {(3, 3, 3), (44, 44, 44)}
    mishap, fighting = killed[3, 3, 3], killed[44, 44, 44]
    assert {party.actor.id for party in mishap.actors if party.role == "source"} == set()
    assert {party.actor.id for party in mishap.actors if party.role == "target"} == {"TUR-MIL"}
    assert "TUR-MIL" in {party.actor.id for party in fighting.actors if party.role == "source"}


def test_the_json_reads_back(reading: Reading) -> None:
    assert Reading.from_json(reading.to_json()) == reading
    assert json.loads(reading.to_json())["document_id"] == reading.document_id
