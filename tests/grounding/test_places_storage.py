from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.grounding.places.storage import MATCHES, pack, unpack


@given(st.sets(st.tuples(st.integers(0, 10**7), st.integers(0, len(MATCHES) - 1)), max_size=60))
def test_what_is_packed_comes_back(places: set[tuple[int, int]]) -> None:
    assert unpack(pack(places)) == [(number, MATCHES[flag]) for number, flag in sorted(places)]


def test_neighbours_take_little_room() -> None:
    assert len(pack([(200_000, 0), (200_001, 1)])) == 4
