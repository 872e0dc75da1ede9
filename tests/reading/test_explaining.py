"""Every value of a claim is explained: by which rule, where it stands, on which words."""

from __future__ import annotations

import pytest
from case_book import readings, shared_reader

from dateline.model import Document, Evidence
from dateline.reading.explaining import explain, marked, sentences

REPORT = "Nobody came early. Militants of Islamic State killed three soldiers in Mosul on Monday, police said. The shops were open."


def test_every_value_is_explained_in_the_order_of_the_claim() -> None:
    document = Document(text=REPORT, published="2017-03-02")
    claim = next(claim for claim in shared_reader().read(document).claims if claim.event.type == "ASSAULT" and claim.time)
    told = explain(claim)
    assert [one.field for one in told] == [name for name, _ in claim.values()]
    by_field = {one.field: one for one in told}
    assert by_field["event"].says == "the words are in the lexicon entry kill"
    assert by_field["event"].file == "reading/lexicon/assault.toml"
    assert by_field["source"].actor == "group:islamic-state: found in armed_groups, or named by its form"
    assert by_field["killed"].says == "they are counted as those whom the lexicon entry kill tells of"
    assert by_field["speaker"].says == 'the subject of the verb of saying "said"'
    assert by_field["time"].says == 'the time rule "weekday"'
    assert by_field["time"].inferred


@pytest.mark.parametrize("book", ["reports", "speakers", "status", "tolls"])
def test_every_rule_that_reads_the_case_book_is_explained(book: str) -> None:
    for reading in readings(book).values():
        for claim in reading.claims:
            for one in explain(claim):
                assert one.says != one.rule, f"reading/cues/rules.toml does not explain {one.rule}"
                assert "{" not in one.says + one.file, (one.rule, one.says, one.file)


def test_a_rule_of_another_reader_stands_for_itself() -> None:
    document = Document(text=REPORT)
    claim = shared_reader().read(document).claims[0]
    other = claim.event.model_copy(update={"rule": "model-x/2"})
    told = explain(claim.model_copy(update={"event": other}))[0]
    assert (told.says, told.file) == ("model-x/2", "the reader's own")


def test_the_sentences_of_a_claim_are_whole_and_no_others() -> None:
    document = Document(text=REPORT, published="2017-03-02")
    claim = next(claim for claim in shared_reader().read(document).claims if claim.time)
    assert [sentence.text for sentence in sentences(document, claim)] == [
        "Militants of Islamic State killed three soldiers in Mosul on Monday, police said."
    ]


@pytest.mark.parametrize(
    ("spans", "shown"),
    [
        ([], "Rebels killed three men"),
        ([(10, 16, "1")], "[Rebels]1 killed three men"),
        ([(10, 16, "1"), (24, 33, "2")], "[Rebels]1 killed [three men]2"),
        ([(24, 33, "2"), (24, 29, "3")], "Rebels killed [[three]3 men]2"),
        ([(10, 23, "1"), (17, 33, "2")], "[Rebels [killed]1 three men]2"),
        ([(10, 33, "1"), (0, 5, "9")], "[Rebels killed three men]1"),
    ],
)
def test_words_stand_between_brackets_with_what_they_gave(spans: list[tuple[int, int, str]], shown: str) -> None:
    sentence = Evidence(start=10, end=33, text="Rebels killed three men")
    assert "".join(piece for piece, _ in marked(sentence, spans)) == shown
