"""Which report came out later."""

from __future__ import annotations

import pytest

from dateline.resolving.facts import instant, later


@pytest.mark.parametrize(
    ("one", "other", "order"),
    [
        ("2017-02-09", "2017-02-10", 1),
        ("2017-02-10", "2017-02-09T23:00:00+00:00", -1),
        ("2017-02-10T09:00:00+03:00", "2017-02-10T07:00:00+00:00", 1),
        ("2017-02-10T01:00:00+03:00", "2017-02-09T23:00:00+00:00", 1),
        ("2017-02-10T09:00:00", "2017-02-10T10:00:00+00:00", 0),
        ("2017-02-10", "2017-02-10T10:00:00+00:00", 0),
        (None, "2017-02-10", 0),
    ],
)
def test_clocks_count_only_where_both_tell_clock_and_zone(one: str | None, other: str | None, order: int) -> None:
    assert later(one, other) == order
    assert later(other, one) == -order


def test_a_day_is_no_instant() -> None:
    assert instant("2017-02-10") is None
    assert instant("2017-02-10T10:00:00") is None
    assert instant("2017-02-10T10:00:00+00:00") is not None
