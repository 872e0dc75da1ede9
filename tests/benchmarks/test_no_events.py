"""Five hundred sentences without events give next to no events, and sentences with events still give theirs."""

from __future__ import annotations

import pytest

from dateline.model import NEWS, Document
from dateline.reading import RuleReader
from no_events import false_events, sentences, share

READER = RuleReader()


def test_there_are_five_hundred_different_sentences_of_many_kinds() -> None:
    texts = [text for _, text in sentences()]
    assert len(set(texts)) == len(texts) >= 500
    assert len({kind for kind, _ in sentences()}) >= 10


def test_fewer_than_five_in_a_hundred_give_a_counted_event() -> None:
    found = false_events(READER)
    assert share(found) < 5, "\n".join(map(str, found))


@pytest.mark.parametrize(
    "text",
    [
        "Rebels attacked the town of Sangin.",
        "Two men were killed in a raid on a bar in Cali.",
        "A shell hit a bakery in Taiz, wounding six people.",
        "Police shot a student in Nairobi.",
        "A man killed his neighbour in Lyon.",
        "Fighting broke out between herders and farmers near Jos, and nine people were killed.",
        "An explosion killed five people at a market in Kabul.",
        "Hooligans killed a football fan outside the stadium in Rosario.",
        "Gunmen stormed a cinema during the film and killed four people.",
        "Soldiers burned thirty houses in Maungdaw.",
        "They shot my brother, said a farmer in Bunia.",
    ],
)
def test_real_violence_is_still_told(text: str) -> None:
    claims = READER.read(Document(text=text, published="2024-05-10")).claims
    assert any(claim.event.type == "ASSAULT" and claim.status.label in NEWS for claim in claims), [claim.status for claim in claims]


@pytest.mark.parametrize(
    ("text", "status", "rule"),
    [
        ("The champions attacked the visitors from the first whistle.", "figurative", "status.figurative:sport"),
        ("The senate killed the proposal.", "figurative", "status.figurative:thing"),
        ("In the novel a soldier kills the king.", "fiction", "status.fiction:story"),
    ],
)
def test_what_is_not_meant_to_the_letter_is_labelled_with_its_words(text: str, status: str, rule: str) -> None:
    (claim, *_) = READER.read(Document(text=text, published="2024-05-10")).claims
    assert (claim.status.label, claim.status.rule) == (status, rule)
    assert claim.status.evidence[0].text in text


@pytest.mark.parametrize("text", ["A shark attacked a swimmer near the pier.", "A tree fell on a tent and injured two scouts."])
def test_what_nobody_did_is_not_recorded(text: str) -> None:
    assert READER.read(Document(text=text, published="2024-05-10")).claims == ()
