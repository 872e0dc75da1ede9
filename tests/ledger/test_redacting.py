"""Withheld sources and the names of victims stay out of what is published."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from dateline.ledger import Ledger
from dateline.ledger.redacting import profiles
from dateline.model import Actor, Evidence
from factories import claim, document, reading, speaker, town

VICTIM = Actor(id="person:zebedee-quorn", name="Zebedee Quorn", kind="person")
NAMED = document("Zebedee Quorn died in Redtown.\n\nMr Quorn was shot, a neighbour said.", publisher="The Examiner", published="2017-02-09")
SECRET = document("A source of ours saw shots in Redtown.", publisher="Hidden Herald", published="2017-02-10", url="https://herald.example/1")
BY = {"because": "agreed", "author": "Ann"}


@pytest.fixture
def ledger(store: str) -> Iterator[Ledger]:
    with Ledger.open(store) as opened:
        told = claim(NAMED, killed=1, place=town(), target=[VICTIM], said=[speaker(NAMED, "a neighbour", "witness")], quoted="Mr Quorn was shot")
        opened.add(NAMED, reading(NAMED, told))
        opened.add(SECRET, reading(SECRET, claim(SECRET, killed=1, place=town(), quoted="A source of ours saw shots")))
        yield opened


def everything(ledger: Ledger, profile: str) -> str:
    """All that can be published of the ledger, as one text."""
    redaction = ledger.redaction(profile)
    (incident,) = ledger.incidents()
    names = redaction.victims(incident, *ledger.claims())
    parts = [redaction.incident(incident).to_dict()]
    parts += [redaction.claim(made) for made in ledger.claims()]
    parts += [redaction.document(doc, list(ledger.claims(document_id=doc.id))) for doc in ledger.documents()]
    parts += [quote.to_dict() for one in ledger.quotes(incident.id) if (quote := redaction.quote(one, names)) is not None]
    return json.dumps(parts, ensure_ascii=False)


def test_internally_nothing_is_left_out(ledger: Ledger) -> None:
    ledger.decide("withhold", SECRET.id, **BY)
    told = everything(ledger, "internal")
    assert "Zebedee Quorn" in told
    assert "Hidden Herald" in told
    assert not ledger.redaction("internal").hides


def test_names_of_victims_are_blacked_out_in_public(ledger: Ledger) -> None:
    told = everything(ledger, "public")
    assert "quorn" not in told.lower()
    assert "name withheld" in told
    assert "Mr █████ was shot" in told
    assert "a neighbour" in told


@pytest.mark.parametrize("subject", [SECRET.id, "outlet:Hidden Herald"])
def test_a_withheld_source_is_not_named_or_quoted(ledger: Ledger, subject: str) -> None:
    assert "Hidden Herald" in everything(ledger, "public")
    ruling = ledger.decide("withhold", subject, **BY)
    told = everything(ledger, "public")
    assert "Hidden Herald" not in told
    assert "herald.example" not in told
    assert "saw shots" not in told
    assert "withheld source" in told
    assert ledger.redaction("public").is_withheld(SECRET.id)
    ledger.decide("undo", ruling.id, **BY)
    assert "herald.example" in everything(ledger, "public")


def test_a_withheld_source_still_counts(ledger: Ledger) -> None:
    (before,) = ledger.incidents()
    ledger.decide("withhold", "outlet:Hidden Herald", **BY)
    (after,) = ledger.incidents()
    assert after.document_ids == before.document_ids
    assert len(ledger.redaction("public").incident(after).publishers) == 2


def test_the_strict_profile_quotes_nobody(ledger: Ledger) -> None:
    told = everything(ledger, "strict")
    assert "was shot" not in told
    assert "saw shots" not in told


def test_words_keep_their_length_so_that_offsets_stay_right(ledger: Ledger) -> None:
    redaction = ledger.redaction("public")
    made = next(made for made in ledger.claims() if made.document_id == NAMED.id)
    shown = redaction.claim(made)
    text = redaction.document(NAMED, [made])["text"]
    for span in shown["evidence"]:
        evidence = Evidence.from_dict(span)
        assert evidence.found_in(text)


def test_parts_of_other_words_are_left_alone(ledger: Ledger) -> None:
    redaction = ledger.redaction("public")
    assert redaction.text("Quorns, QUORN and Zebedee's", ["Zebedee Quorn"]) == "Quorns, █████ and ███████'s"
    assert redaction.text("Ali and al-Ali", ["Ali al"]) == "███ and al-███"


def test_an_unknown_profile_is_refused(ledger: Ledger) -> None:
    with pytest.raises(ValueError, match="internal, public, strict"):
        ledger.redaction("secret")
    assert all(profile.says for profile in profiles().values())
