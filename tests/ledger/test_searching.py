"""Finding by words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dateline.ledger import Hit, Ledger
from dateline.model import ReaderName
from factories import REBELS, claim, document, reading, speaker, town

MARKET = document(
    "Shelling of the market\n\nShells fell on the market of Al-Bábá at dawn, a doctor said. " + "Traders had just come. " * 30,
    publisher="The Examiner",
)
PROTEST = document(
    "Farmers march in Bluetown\n\nThousands of farmers marched against the new market fees.", publisher="The Post", published="2017-03-02"
)


@pytest.fixture
def ledger(store: str) -> Iterator[Ledger]:
    with Ledger.open(store) as opened:
        told = claim(
            MARKET, killed=12, place=town(), source=[REBELS], said=[speaker(MARKET, "a doctor", "medic")], quoted="Shells fell on the market"
        )
        opened.add(MARKET, reading(MARKET, told))
        marched = claim(PROTEST, kind="PROTEST/demo", day="2017-03-01", place=town("Bluetown", 33.5, 36.3, country="LBN"), quoted="farmers marched")
        opened.add(PROTEST, reading(PROTEST, marched))
        yield opened


def found(hits: list[Hit]) -> list[tuple[str, str]]:
    return [(hit.kind, hit.document_id) for hit in hits]


def test_documents_claims_and_incidents_are_found(ledger: Ledger) -> None:
    hits = ledger.search("shells market")
    assert found(hits) == [("incident", MARKET.id), ("claim", MARKET.id), ("document", MARKET.id)]
    assert hits[0].id == next(incident.id for incident in ledger.incidents() if incident.type == "ASSAULT")
    assert [hit.kind for hit in ledger.search("shells", kinds=["claim"])] == ["claim"]


@pytest.mark.parametrize(
    ("words", "documents"),
    [
        ("SHELL", {MARKET.id}),
        ("marching", {PROTEST.id}),
        ("market", {MARKET.id, PROTEST.id}),
        ("baba", {MARKET.id}),
        ('"new market fees"', {PROTEST.id}),
        ('"market new"', set()),
        ("farm*", {PROTEST.id}),
        ("shells farmers", set()),
        ("Lebanon", set()),
        ("''; DROP TABLE documents --", set()),
        ("NEAR(market shells) OR", set()),
    ],
)
def test_words_phrases_and_beginnings(ledger: Ledger, words: str, documents: set[str]) -> None:
    assert {hit.id for hit in ledger.search(words, kinds=["document"])} == documents


def test_claims_are_found_by_what_their_words_were_tied_to(ledger: Ledger) -> None:
    assert found(ledger.search("Lebanon", kinds=["incident"])) == [("incident", PROTEST.id)]
    assert found(ledger.search("northern rebels doctor", kinds=["incident"])) == [("incident", MARKET.id)]


def test_a_snippet_shows_what_was_found(ledger: Ledger) -> None:
    (hit,) = ledger.search("dawn", kinds=["document"])
    assert [hit.words[start:end] for start, end in hit.matches] == ["dawn"]
    assert len(hit.words) < 300
    assert (hit.title, hit.publisher, hit.published) == ("Shelling of the market", "The Examiner", "2017-02-10")


def test_claims_of_a_replaced_reading_are_not_found_twice(ledger: Ledger) -> None:
    newer = ReaderName(name="hand", version="2")
    ledger.add(MARKET, reading(MARKET, claim(MARKET, killed=13, place=town(), quoted="Shells fell on the market", reader=newer), reader=newer))
    assert len(ledger.search("shells", kinds=["claim"])) == 1
    assert len(ledger.search("shells", kinds=["incident"])) == 1


def test_no_more_than_asked_for(ledger: Ledger) -> None:
    for number in range(8):
        doc = document(f"Report {number} of gunfire.")
        ledger.add(doc, reading(doc))
    assert len(ledger.search("gunfire", limit=3)) == 3


@pytest.mark.parametrize("words", ["", "  ", "* -- !", '""'])
def test_no_words_find_nothing_and_say_so(ledger: Ledger, words: str) -> None:
    with pytest.raises(ValueError, match="expected words"):
        ledger.search(words)


def test_an_unknown_kind_is_refused(ledger: Ledger) -> None:
    with pytest.raises(ValueError, match="expected one of incident, claim, document"):
        ledger.search("x", kinds=["ruling"])  # type: ignore[list-item]
