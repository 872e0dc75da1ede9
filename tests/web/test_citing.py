"""Words in their sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.web.citing import Citations, in_sentence
from factories import claim, document


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        (
            "It rained. At least 12 people were killed there, police said. Others fled.",
            "12 people",
            "At least 12 people were killed there, police said.",
        ),
        ("Twelve killed\n\nTwelve people were killed.", "Twelve people", "Twelve people were killed."),
        ("“We saw 12 dead.” He wept.", "12 dead", "“We saw 12 dead.”"),
        ("قتل تسعة أشخاص في السوق۔ ثم هربوا۔", "تسعة أشخاص", "قتل تسعة أشخاص في السوق۔"),
        ("Twelve people", "Twelve people", "Twelve people"),
    ],
)
def test_the_sentence_around_words(text: str, words: str, sentence: str) -> None:
    start = text.index(words)
    before, middle, after = in_sentence(text, start, start + len(words))
    assert (before + middle + after, middle) == (sentence, words)


def test_long_sentences_are_cut_at_words() -> None:
    text = "word " * 300 + "12 people " + "more " * 300
    start = text.index("12 people")
    before, middle, after = in_sentence(text, start, start + 9)
    assert middle == "12 people"
    assert before.startswith("…word")
    assert after.endswith("more…")
    assert len(before + middle + after) < 400


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_the_words_are_never_altered(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    before, middle, after = in_sentence(text, start, end)
    assert middle == text[start:end]
    assert before.lstrip("…") in text
    assert after.rstrip("…") in text


def test_a_citation_says_who_where_and_links_to_the_words() -> None:
    doc = document()
    made = claim(doc, killed=12, quoted="12 people")
    (cited,) = Citations([made], {doc.id: doc}).where("killed", lambda _: True)
    assert (cited.before, cited.words, cited.said_by) == ("At least ", "12 people", ("The Examiner",))
    assert doc.text[cited.start : cited.end] == "12 people"
    assert cited.href == f"/documents/{doc.id}?from={cited.start}&to={cited.end}#words"
