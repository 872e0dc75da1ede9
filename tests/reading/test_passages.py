"""What the lines of a page are, by their shape alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model import Document, Passage
from dateline.reading.passages import split


def kinds(text: str, title: str | None = None) -> list[str]:
    return [passage.kind for passage in split(Document(text=text, title=title))]


def words(text: str, title: str | None = None) -> list[str]:
    return [text[passage.start : passage.end] for passage in split(Document(text=text, title=title))]


def test_lines_are_paragraphs() -> None:
    assert words("One thing.\n\n  Another thing.  \nA third.") == ["One thing.", "Another thing.", "A third."]


def test_the_title_is_its_own_passage_even_after_blank_space() -> None:
    text = "\n  Blast in Homs\n\nA bomb went off."
    assert words(text, "Blast in Homs") == ["Blast in Homs", "A bomb went off."]
    assert kinds(text, "Blast in Homs") == ["title", "body"]


def test_a_title_that_the_text_does_not_begin_with_is_no_passage() -> None:
    assert kinds("A bomb went off.", "Blast in Homs") == ["body"]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = "The rebels attacked the post at dawn and held it till\nnoon, when the garrison came back with tanks and\ndrove them out.\n\nNobody died."
    assert len(words(text)) == 2


def test_short_lines_with_full_stops_stay_apart() -> None:
    assert len(words("A bomb went off.\nThree were hurt.\nPolice came.")) == 3


@pytest.mark.parametrize(
    ("line", "filed"),
    [
        ("BEIRUT (Reuters) - Rebels fled.", "BEIRUT (Reuters) - "),
        ("KYIV, Ukraine — Rebels fled.", "KYIV, Ukraine — "),
        ("MOSCOW, Feb. 9 (Xinhua) -- Rebels fled.", "MOSCOW, Feb. 9 (Xinhua) -- "),
        ("Erbil, Iraq (AP) – Rebels fled.", "Erbil, Iraq (AP) – "),
    ],
)
def test_datelines_are_cut_off(line: str, filed: str) -> None:
    assert words(line) == [filed, "Rebels fled."]
    assert kinds(line) == ["dateline", "body"]


@pytest.mark.parametrize("line", ["IS fighters fled.", "The ELN: a short history.", "Rebels fled - at last.", "AL-BAB fell."])
def test_what_is_no_dateline(line: str) -> None:
    assert kinds(line) == ["body"]


@pytest.mark.parametrize("filed", ["Kano - ", "Nairobi/Port Sudan - ", "Homs, Syria — "])
def test_a_city_in_small_letters_opens_the_first_paragraph(filed: str) -> None:
    told = f"Rebels take town\n\n{filed}Rebels fled."
    assert words(told, "Rebels take town") == ["Rebels take town", filed, "Rebels fled."]
    assert kinds(f"{told}\n\nHoms - Soldiers came.", "Rebels take town") == ["title", "body", "body"], "where two begin so it is a list by place"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Read more: Blast in Homs", "teaser"),
        ("> See also: Blast in Homs", "teaser"),
        ("Posted at 14:05", "boilerplate"),
        ("By Ann Hill", "boilerplate"),
        ("By noon the rebels had fled.", "body"),
        ("Comments", "boilerplate"),
        ("* * *", "boilerplate"),
        ("© 2017 The Herald", "boilerplate"),
        ("The watch stopped at noon.", "body"),
    ],
)
def test_furniture(line: str, kind: str) -> None:
    assert kinds(line) == [kind]


def test_what_is_left_out_says_why() -> None:
    (passage,) = split(Document(text="Read more: Blast in Homs"))
    assert passage.reason is not None
    assert "pointer" in passage.reason


def test_a_line_that_is_all_quotation() -> None:
    assert kinds("He spoke.\n“We ran when we heard the blast in the yard.”\nHe left.") == ["body", "quotation", "body"]


@given(text=st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=300), title=st.none() | st.text(min_size=1, max_size=20))
def test_passages_lie_in_order_and_hold_every_word(text: str, title: str | None) -> None:
    document = Document(text=text, title=title)
    found = split(document)
    assert [passage.index for passage in found] == list(range(len(found)))
    end = 0
    for passage in found:
        assert isinstance(passage, Passage)
        assert end <= passage.start < passage.end <= len(text)
        assert not text[end : passage.start].strip(), "only blank space lies between passages"
        end = passage.end
    assert not text[end:].strip()
    assert split(document) == found
