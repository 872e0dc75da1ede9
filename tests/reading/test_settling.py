"""What belongs to the main event though no word ties it there."""

from __future__ import annotations

import pytest
from workbench import lay_out

from dateline.reading.drafts import VIOLENT
from dateline.reading.joining import join

_RAID = "Gunmen attacked a mine near Goma on Monday, killing nine workers. "


def told(text: str) -> int:
    """How many acts of violence a text tells."""
    return sum(event.drafts[0].type == VIOLENT for event in join(lay_out(text).telling().drafts))


@pytest.mark.parametrize(
    "detail",
    [
        "The assailants torched the huts.",
        "A man blew up the gate with a grenade.",
        "The manager was shot at once.",
        "The governor visited what he called a massacre.",
        "No group has claimed the attack.",
        "Police said the men had beaten the guards.",
        "Two of the wounded were still in hospital on Wednesday.",
        "In a statement on Tuesday, the union condemned the attack.",
    ],
)
def test_a_detail_is_part_of_the_main_event(detail: str) -> None:
    assert told(_RAID + detail) == 1


@pytest.mark.parametrize(
    "other",
    [
        "Rebels had shelled a market in Bunia on Friday.",
        "On 3 January 2016 a bomb wounded six miners.",
        "A separate attack wounded four traders.",
        "Jets bombed a bridge in Bunia.",
    ],
)
def test_what_is_set_apart_is_another_event(other: str) -> None:
    assert told(_RAID + other) == 2


def test_that_attack_is_the_one_told_last() -> None:
    text = _RAID + "On Friday rebels shelled a market in Bunia. The militia admitted that attack."
    events = [event for event in join(lay_out(text).telling().drafts) if event.drafts[0].type == VIOLENT]
    assert "attack" not in [draft.anchor.text for draft in events[0].drafts]
