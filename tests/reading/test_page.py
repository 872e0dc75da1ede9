"""A document with its passages and parses, and offsets in the stored text."""

from __future__ import annotations

from dateline.model import Document
from dateline.reading.page import offset_of, passage_of, turn

TEXT = "Blast 💥 in Homs\n\nBEIRUT (AP) - A bomb went off. Two men died.\n\nRead more: the war\n\nPolice came."


def page(text: str = TEXT, title: str | None = "Blast 💥 in Homs"):  # type: ignore[no-untyped-def]
    return next(turn((Document(text=text, title=title),)))


def test_only_what_is_read_is_parsed() -> None:
    turned = page()
    assert [passage.kind for passage in turned.passages] == ["title", "dateline", "body", "teaser", "body"]
    assert list(turned.docs) == [0, 2, 4]


def test_sentences_run_through_the_document() -> None:
    sentences = page().sentences()
    assert [sentence.index for sentence in sentences] == list(range(len(sentences)))
    assert [sentence.span.text for sentence in sentences][1:] == ["A bomb went off.", "Two men died.", "Police came."]
    assert [sentence.passage for sentence in sentences][1:] == [2, 2, 4]


def test_evidence_is_in_the_offsets_of_the_document() -> None:
    turned = page()
    span = turned.docs[2][1:2]
    quote = turned.evidence(span)
    assert quote.text == "bomb"
    assert quote.found_in(TEXT)
    assert turned.evidence_at(turned.docs[4], 0, 6).text == "Police"
    assert offset_of(turned.docs[4]) == TEXT.index("Police")
    assert passage_of(span) == 2


def test_without_drops_the_parse_and_keeps_the_passage() -> None:
    less = page().without({4: "another story's"})
    assert list(less.docs) == [0, 2]
    assert (less.passages[4].kind, less.passages[4].reason) == ("off_topic", "another story's")


def test_many_documents_come_back_in_order() -> None:
    texts = [f"Bomb number {n} went off.\n\nPolice came." for n in range(80)]
    assert [turned.document.text for turned in turn(Document(text=text) for text in texts)] == texts
