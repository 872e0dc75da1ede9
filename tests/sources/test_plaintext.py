from __future__ import annotations

import pytest

from dateline.model import errors
from dateline.sources.plaintext import read_text


def test_a_plain_text_is_stored_as_it_is() -> None:
    text = "Blast kills five\n\nPosted February 10, 2017\n\nA bomb  went off.\n"
    document = read_text("x", text)
    assert document.text == text
    assert (document.title, document.published, document.published_from) == ("Blast kills five", "2017-02-10", "text")
    assert document.publisher is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Blast kills five\n\nA bomb went off.", "Blast kills five"),
        ("Who did it?\n\nNobody knows.", "Who did it?"),
        ("\n\nBlast kills five\n\nA bomb went off.", "Blast kills five"),
        ("# Blast kills five\nA bomb went off.", "Blast kills five"),
        ("Blast kills five\nBy A. Writer, 10 Feb 2017\nA bomb went off.", "Blast kills five"),
        ("A bomb went off.\n\nFive died.", None),
        ("A bomb went off in the town\nand five died.", None),
        ("Blast kills five", None),
        ("BEIRUT (Agency) - A bomb went off\n\nFive died.", None),
        ("February 10, 2017\n\nFive died.", None),
        ("w " * 100 + "\n\nFive died.", None),
    ],
)
def test_a_first_line_is_the_title_when_it_looks_like_one(text: str, title: str | None) -> None:
    document = read_text("x", text)
    assert document.title == title
    assert document.text == text


def test_a_dateline_gives_no_year_and_so_no_publication() -> None:
    assert read_text("x", "BEIRUT, June 2 (Agency) - Shells fell on the town.\n").published is None


def test_given_time_overrides() -> None:
    document = read_text("x", "Title\n\nPosted February 10, 2017\n", "2018-01-01")
    assert (document.published, document.published_from) == ("2018-01-01", "given")


@pytest.mark.parametrize(
    "front",
    [
        '---\ntitle: "Blast kills five"\npublisher: The Courier\ndate: 2017-02-10\ntags:\n  - war\nnested: [a, b]\n---\n\n',
        '+++\ntitle = "Blast kills five"\npublisher = "The Courier"\ndate = 2017-02-10\ntags = ["war"]\n+++\n',
    ],
)
def test_front_matter_gives_the_fields(front: str) -> None:
    document = read_text("x.md", front + "A bomb went off.\n")
    assert document.text == "Blast kills five\n\nA bomb went off.\n"
    assert (document.publisher, document.published, document.published_from) == ("The Courier", "2017-02-10", "metadata")


@pytest.mark.parametrize("text", ["---\nA bomb went off.\n---\nFive died.", "---\nA ruled line, no more.\n", "---\n---\nFive died."])
def test_ruled_lines_are_no_front_matter(text: str) -> None:
    assert read_text("x.md", text).text == text


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("---\ntitle: T\n---\n \n", errors.EmptyInput),
        ("+++\ntitle = \n+++\nText.", errors.UnsupportedInput),
        ("---\ndate: some day\n---\nText.", errors.UnsupportedInput),
    ],
)
def test_wrong_front_matter_is_said(text: str, error: type[errors.InputError]) -> None:
    with pytest.raises(error):
        read_text("x.md", text)


def test_what_front_matter_leaves_out_the_first_lines_tell() -> None:
    text = "Blast kills five\n\nPosted February 10, 2017\n\nA bomb went off.\n"
    document = read_text("x.md", "---\npublisher: The Courier\n---\n" + text)
    assert document.text == text
    assert (document.title, document.publisher) == ("Blast kills five", "The Courier")
    assert (document.published, document.published_from) == ("2017-02-10", "text")
