"""Times of day among the numbers of a sentence: they count nobody."""

from __future__ import annotations

import pytest
from workbench import lay_out

from dateline.reading.tolls import numbers


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Shots rang out at ten past four and two men fell.", [2]),
        ("The raid on the mill began at around nine.", []),
        ("Gunmen came at five and took three herders.", [3]),
        ("The nurse put the dead at nine.", [9]),
        ("The toll of the raid stood at eleven.", [11]),
        ("The shooting went on until dusk, and at seven", []),
        ("The list ended at nineteen.", [19]),
        ("At six villages the wells were dry.", [6]),
    ],
)
def test_an_hour_counts_nobody(text: str, counts: list[int]) -> None:
    assert [number.mention.count.low for number in numbers(lay_out(text).sentences[0].span)] == counts
