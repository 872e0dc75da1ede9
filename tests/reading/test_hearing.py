"""The network that reads whole reports: what it is shown, what it answers, what the rules make of that, and that they read without it."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from dateline.model import Claim, Document
from dateline.model.errors import ReaderError
from dateline.reading import RuleReader
from dateline.reading.explaining import explain
from dateline.reading.hearing import NAME, Ear
from dateline.reading.hearing.asking import aside, chances_at, heard_of, listen, stands, tells, tie_at, together, type_of, words_that_tell
from dateline.reading.hearing.windows import LONGEST, windows
from dateline.reading.page import Page, turn

REPORT = (
    "Gunmen raid village near Bunia\n\n"
    "Men with machetes killed fourteen farmers in the village of Tchabi on Tuesday night, a local chief said.\n\n"
    "The register of the health post has nineteen. The nearest barracks is 30 kilometres away.\n\n"
    "In 2019 a bomb killed six shoppers at a market in Beni."
)


@cache
def ear() -> Ear:
    return Ear()


@cache
def listening() -> RuleReader:
    return RuleReader(ear=ear())


def document(text: str) -> Document:
    return Document(text=text, title=text.partition("\n")[0], published="2021-06-03", published_from="given")


@cache
def page() -> Page:
    made = next(turn([document(REPORT)]))
    listen(made, ear())
    return made


def token(word: str):
    return next(token for doc in page().docs.values() for token in doc if token.lower_ == word)


def assault(claims: tuple[Claim, ...]) -> Claim:
    return next(claim for claim in claims if claim.event.type == "ASSAULT")


def test_a_long_text_is_shown_in_windows_that_break_between_sentences_with_the_title_before_each() -> None:
    text = "A title here\n" + "\n".join("One sentence ends. Another follows it here." for _ in range(120))

    def encode(told: str) -> tuple[list[int], list[tuple[int, int]]]:
        spans, at = [], 0
        for word in told.replace("\n", " ").split(" "):
            spans.append((at, at + len(word)))
            at += len(word) + 1
        return list(range(1000, 1000 + len(spans))), spans

    found = windows(text, encode, 1, 2)
    assert len(found) > 1
    assert all(len(window.pieces) <= LONGEST and window.pieces[0] == 1 and window.pieces[-1] == 2 for window in found)
    assert found[1].pieces[1:4] == found[0].pieces[1:4] == [1000, 1001, 1002]
    assert found[1].spans[1:4] == [(0, 0)] * 3
    shown = [span for window in found for span in window.spans if span[1]]
    assert shown == encode(text)[1], "every word once, in order"
    assert all(text[window.spans[-2][1] - 1] in ".here" for window in found)


def test_numbers_are_heard_as_what_they_count() -> None:
    dead, said, apart = tells(token("fourteen")), tells(token("nineteen")), tells(token("30"))
    assert dead is not None
    assert said is not None
    assert apart is not None
    assert max(dead, key=dead.__getitem__) == "K"
    assert max(said, key=said.__getitem__) == "K"
    assert sum(apart[letter] for letter in "KLJM") < 0.2


def test_the_past_is_heard_as_past() -> None:
    old, new = stands(token("six")), stands(token("fourteen"))
    assert old is not None
    assert new is not None
    assert old["background"] > 0.5 > new["background"]


def test_words_of_one_event_are_tied_more_than_words_of_two() -> None:
    same, other = together(token("fourteen"), [token("nineteen")]), together(token("fourteen"), [token("bomb")])
    assert same is not None
    assert other is not None
    assert same > other


def test_words_side_by_side_are_heard_as_one_and_by_their_place_as_by_their_tokens() -> None:
    doc = token("fourteen").doc
    doers = words_that_tell(doc, "P")
    assert [words.head.text for words in doers] == ["Men"]
    evidence = page().evidence(doers[0].span)
    assert chances_at(page(), evidence) == tells(doers[0].span)
    assert tie_at(page(), evidence, [token("fourteen")]) == together(doers[0].span, [token("fourteen")])
    assert tie_at(page(), evidence, [doers[0].head]) is None, "words do not tie themselves"
    assert words_that_tell(doc, "G") == ()


def test_an_event_has_a_type_by_ear() -> None:
    assert type_of(token("killed"))[0] == "ASSAULT"
    with pytest.raises(ValueError, match="nothing was heard"):
        type_of(next(iter(next(turn([document(REPORT)])).docs.values()))[0])


def test_a_figure_that_no_rule_of_counting_fits_is_read_by_ear_and_says_so() -> None:
    def told(reader: RuleReader) -> set[int | None]:
        return {toll.count.low for toll in assault(reader.read(document(REPORT)).claims).toll("killed")}

    assert 19 not in told(RuleReader())
    assert told(listening()) >= {14, 19}
    claim = assault(listening().read(document(REPORT)).claims)
    heard = [one for one in explain(claim) if one.rule.startswith("hearing.figure")]
    assert heard
    assert "chance" in heard[0].says
    assert "marked_reports" in heard[0].file
    assert "{}" not in heard[0].says
    assert REPORT[heard[0].evidence[0].start : heard[0].evidence[0].end] == heard[0].evidence[0].text


def test_it_is_named_among_what_read_a_claim() -> None:
    assert NAME in listening().name.model
    assert NAME not in RuleReader().name.model


def test_offsets_are_the_documents_own() -> None:
    heard = heard_of(next(iter(page().docs.values())))
    assert heard is not None
    at = REPORT.index("fourteen")
    pieces = heard.at(at, at + len("fourteen"))
    assert pieces.start < pieces.stop
    assert REPORT[heard.starts[pieces.start] : heard.ends[pieces.stop - 1]].lower() == "fourteen"
    assert heard.chances(len(REPORT) + 5, len(REPORT) + 9) is None


def test_the_answer_does_not_depend_on_what_was_read_before() -> None:
    first = ear().hear(["Two men were shot in Kadu."], [0])
    ear().hear(["Something else entirely.", "And more."], [0, 30])
    again = ear().hear(["Two men were shot in Kadu."], [0])
    assert np.array_equal(first.tells, again.tells)


def test_without_a_network_nothing_is_heard() -> None:
    made = next(turn([document(REPORT)]))
    doc = next(iter(made.docs.values()))
    assert tells(doc[0]) is None
    assert stands(doc[0]) is None
    assert together(doc[0], [doc[1]]) is None
    assert aside(doc) is None
    assert words_that_tell(doc, "K") == ()


@pytest.mark.parametrize("text", ["", " ", "\n\n", "?", "ß" * 5000, "İstanbul'da 3 ölü\n\nİİİ 4 dead", "\x00\x01", "a" * 20000, "word " * 3000])
def test_odd_texts_are_read_all_the_same(text: str) -> None:
    listening().read(document(f"x{text}"))


def test_without_its_packages_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.reading.hearing.network.installed", lambda: False)
    with pytest.raises(ReaderError, match="pip install onnxruntime tokenizers, or read with --rules-only"):
        Ear()
