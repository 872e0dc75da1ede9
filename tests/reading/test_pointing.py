"""Blame without a verb of blaming."""

from __future__ import annotations

import pytest
from workbench import lay_out

from dateline.reading.pointing import pointings


@pytest.mark.parametrize(
    ("text", "accused", "by", "kind"),
    [
        ("Officials pointed the finger at Boko Haram.", ["Haram"], "Officials", "accused"),
        ("Analysts pointed to separatists from the south.", ["separatists"], "Analysts", "accused"),
        ("The police see the hand of the Taliban in it.", ["Taliban"], "police", "suspected"),
    ],
)
def test_somebody_is_pointed_to(text: str, accused: list[str], by: str | None, kind: str) -> None:
    (found,) = pointings(lay_out(text).sentences[-1].span)
    assert ([head.text for head in found.accused], found.by.text if found.by is not None else None, found.kind) == (accused, by, kind)


@pytest.mark.parametrize(
    "text",
    [
        "The men pointed rifles at the guards.",
        "The doctor pointed to a hole in the roof.",
    ],
)
def test_what_points_to_nobody(text: str) -> None:
    assert list(pointings(lay_out(text).sentences[-1].span)) == []
