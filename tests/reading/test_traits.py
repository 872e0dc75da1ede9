"""The traits by which a report of conflict is told from another text, and the table that weighs them."""

from __future__ import annotations

import pytest

from dateline.model import Document
from dateline.reading import RuleReader, cues
from dateline.reading.genre import weigh

READER = RuleReader()

REPORT = """Gunmen kill three in village near Kano

Gunmen killed three farmers in a village near Kano on Monday, the police said.

The attackers came on motorcycles. The army said that soldiers were looking for them.

Two women were wounded."""

ADVICE = """How to win the war on slugs

Do not attack them with salt. Have you ever tried beer?

Put a board on the soil and look under it in the morning. In 1952 my aunt killed two hundred.

"They are an army," she wrote, "and you are alone. Do not give up, and water in the morning.\""""


def traits(text: str, published: str | None = "2024-05-07") -> dict[str, float]:
    return READER.traits(Document(text=text, title=text.partition("\n")[0], published=published))


def test_every_trait_has_a_weight_and_every_weight_a_trait() -> None:
    assert set(traits(REPORT)) == set(cues.load("report")["weights"])


@pytest.mark.parametrize(
    "name", ["recent_deeds", "tolls", "opening_recent_and_placed", "attributed", "official_voices", "opening_under_arms", "violence"]
)
def test_a_dispatch_has_what_speaks_for_a_report(name: str) -> None:
    assert traits(REPORT)[name] > traits(ADVICE)[name]
    assert cues.load("report")["weights"][name] > 0


@pytest.mark.parametrize("name", ["questions", "imperatives", "quoted", "old_years"])
def test_advice_has_what_speaks_against_it(name: str) -> None:
    assert traits(ADVICE)[name] > traits(REPORT)[name] == 0
    assert cues.load("report")["weights"][name] < 0


def test_they_are_told_apart() -> None:
    assert weigh(traits(REPORT)) > 0 > weigh(traits(ADVICE))


def test_a_dispatch_whose_day_is_not_known_is_one_all_the_same() -> None:
    assert weigh(traits(REPORT, published=None)) > 0


def test_an_old_deed_is_not_recent() -> None:
    old = REPORT.replace("on Monday", "on 3 March 2022")
    assert traits(old)["opening_recent_and_placed"] == 0 < traits(REPORT)["opening_recent_and_placed"]
