"""A text cut into pieces is the text again, and every claim's words are marked where they stand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.model import Passage
from dateline.web.marking import difference, marked
from factories import claim, document

TEXT = "Blast in Redtown\n\nA bomb 💣 killed 12 people in Redtown.\n\nRelated: other news"
DOC = document(TEXT)
PASSAGES = (
    Passage(index=0, start=0, end=16, kind="title"),
    Passage(index=1, start=18, end=TEXT.index("\n\nRelated"), kind="body"),
    Passage(index=2, start=TEXT.index("Related"), end=len(TEXT), kind="teaser", reason="begins as teasers do"),
)


def joined(parts: list[object]) -> str:
    return "".join(piece.text for part in parts for piece in part.pieces)  # type: ignore[attr-defined]


def test_passages_have_their_kinds_and_claims_their_words() -> None:
    made = claim(DOC, killed=12, quoted="12 people")
    parts = marked(TEXT, PASSAGES, [made])
    assert [part.kind for part in parts] == ["title", None, "body", None, "teaser"]
    assert joined(parts) == TEXT
    assert [piece.text for part in parts for piece in part.pieces if piece.claims] == ["12 people"]


def test_offsets_count_code_points_not_utf_16() -> None:
    start = TEXT.index("12 people")
    parts = marked(TEXT, PASSAGES, [], [(start, start + 9)])
    assert [(piece.text, piece.first) for part in parts for piece in part.pieces if piece.asked] == [("12 people", True)]


spans = st.tuples(st.integers(0, len(TEXT) + 5), st.integers(0, len(TEXT) + 5))


@given(st.lists(spans, max_size=5))
def test_whatever_is_asked_for_the_text_stays_whole(asked: list[tuple[int, int]]) -> None:
    parts = marked(TEXT, PASSAGES, [claim(DOC, killed=12, quoted="killed 12 people in Redtown")], asked)
    assert joined(parts) == TEXT
    wanted = {place for start, end in asked if start < end for place in range(start, min(end, len(TEXT)))}
    shown = [(piece.asked, len(piece.text)) for part in parts for piece in part.pieces]
    assert [flag for flag, length in shown for _ in range(length)] == [place in wanted for place in range(len(TEXT))]


def test_difference_between_versions() -> None:
    changes = difference("At least 12 people died.", "At least 15 people died there.")
    assert changes is not None
    assert [(change.kind, change.text.strip()) for change in changes if change.kind != "same"] == [
        ("gone", "12"),
        ("new", "15"),
        ("gone", "died."),
        ("new", "died there."),
    ]
    assert "".join(change.text for change in changes if change.kind != "gone") == "At least 15 people died there."
    assert difference("a " * 30_000, "b") is None
