"""A part in a deed denied without a verb of denying."""

from __future__ import annotations

import pytest
from workbench import lay_out

from dateline.reading.disclaiming import disclaimers


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The Taliban said they had nothing to do with the attack.", "Taliban"),
        ("The rebels swore they were not involved.", "rebels"),
        ("The militia said it had no hand in the raid.", "militia"),
        ("The group said it was not behind the bombing.", "group"),
    ],
)
def test_who_says_that_he_had_no_part(text: str, who: str) -> None:
    (found,) = disclaimers(lay_out(text).sentences[-1].span)
    assert ([head.text for head in found.accused], found.kind) == ([who], "denied")


@pytest.mark.parametrize(
    "text",
    [
        "The Taliban said they had a part in the attack.",
        "The army said the rebels were not involved.",
        "The minister had no part of the budget left.",
    ],
)
def test_what_denies_nothing_of_ones_own(text: str) -> None:
    assert list(disclaimers(lay_out(text).sentences[-1].span)) == []
