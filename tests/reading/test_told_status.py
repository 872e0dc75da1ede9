"""What an event is said to be, where the network that read the whole report is sure of it: past, a sum, planned, denied."""

from __future__ import annotations

import pytest

from dateline.model import Document
from dateline.reading import RuleReader, heard_standing
from dateline.reading.explaining import explain

READER = RuleReader()
TEXT = """Bomb kills nine at market in Mosul

A bomb killed nine people at a market in Mosul on Monday, police said. Twenty others were wounded.

Gunmen shot dead three soldiers in Kirkuk on Monday, the army said.

Nobody has claimed the attacks. The army said it was searching for the gunmen."""


def status(killed: int) -> tuple[str, str, bool]:
    reading = READER.read(Document(text=TEXT, title=TEXT.split("\n")[0], publisher="x", published="2019-06-11", published_from="given"))
    (claim,) = [claim for claim in reading.claims if any(toll.count.low == killed for toll in claim.tolls)]
    assert claim.status.evidence
    assert any(one.field == "status" and one.says for one in explain(claim))
    return claim.status.label, claim.status.rule, claim.status.inferred


def hear(monkeypatch: pytest.MonkeyPatch, group: str, chance: float) -> None:
    silent = dict.fromkeys(("first", "news", "background", "total", "planned", "denied", "aside"), 0.0)
    monkeypatch.setattr(heard_standing, "stands", lambda words: silent | {group: chance})


@pytest.mark.parametrize(("group", "label"), [("background", "background"), ("total", "cumulative"), ("planned", "planned"), ("denied", "denied")])
def test_a_status_that_is_surely_heard_holds_and_says_so(monkeypatch: pytest.MonkeyPatch, group: str, label: str) -> None:
    assert status(3)[0] == "actual"
    hear(monkeypatch, group, 0.99)
    assert status(3) == (label, f"hearing.{group}:0.99", True)


@pytest.mark.parametrize("group", ["background", "total", "planned", "denied"])
def test_in_doubt_the_words_decide(monkeypatch: pytest.MonkeyPatch, group: str) -> None:
    hear(monkeypatch, group, 0.6)
    assert status(3)[0] == "actual"


def test_the_main_event_is_not_past_by_ear_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    hear(monkeypatch, "background", 0.99)
    assert status(9)[0] == "actual"
