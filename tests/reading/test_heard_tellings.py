"""Tellings as heard: another type or status than the rules' where the network is very sure, and never a type of harm."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from workbench import lay_out

from dateline.reading import heard_tellings
from dateline.reading.drafts import Draft
from dateline.reading.heard_tellings import as_heard
from dateline.reading.lexicon import load

TEXT = "Norway sent tents to Nepal on Monday."
Hear = Callable[[dict[str, float]], None]


@pytest.fixture
def hear(monkeypatch: pytest.MonkeyPatch) -> Hear:
    """Let the network hold these chances of types, whatever the words."""

    def set_up(chances: dict[str, float]) -> None:
        monkeypatch.setattr(
            heard_tellings, "kinds", lambda words: {"AID": 0.0, "ASSAULT": 0.0, "COERCE": 0.0, "REJECT": 0.0, "SANCTION": 0.0} | chances
        )

    return set_up


def drafts(text: str) -> list[Draft]:
    return as_heard(lay_out(text).telling().drafts, load())


def types(text: str = TEXT) -> list[str]:
    return [draft.type for draft in drafts(text)]


def test_another_type_holds_where_it_is_very_much_likelier(hear: Hear) -> None:
    assert types() == ["AID"]
    hear({"AID": 0.02, "COERCE": 0.9})
    (draft,) = drafts(TEXT)
    assert (draft.type, draft.mode, draft.typed_by) == ("COERCE", None, "hearing.type:0.90")


@pytest.mark.parametrize(
    "chances",
    [{"AID": 0.1, "COERCE": 0.9}, {"AID": 0.001, "COERCE": 0.4, "REJECT": 0.3}, {"AID": 0.9, "COERCE": 0.1}, {"AID": 0.01, "ASSAULT": 0.99}],
)
def test_in_doubt_and_for_violence_the_rules_type_stands(hear: Hear, chances: dict[str, float]) -> None:
    hear(chances)
    assert types() == ["AID"]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed three soldiers in Mosul on Monday.",
        "Norway will send tents to Nepal on Monday.",
        "After the talks in Geneva, shells hit a market in Taiz and killed four people.",
    ],
)
def test_harm_nouns_and_what_has_not_happened_stay_the_rules_ground(hear: Hear, text: str) -> None:
    before = types(text)
    assert before
    hear({"SANCTION": 0.99})
    assert types(text) == before


def test_without_a_network_nothing_changes() -> None:
    told = lay_out(TEXT).telling().drafts
    assert as_heard(told, load()) == told


@pytest.mark.parametrize(("planned", "label"), [(0.001, "actual"), (0.3, "planned")])
def test_what_is_surely_heard_as_no_plan_is_done(monkeypatch: pytest.MonkeyPatch, planned: float, label: str) -> None:
    text = "Rebels will attack the village of Kadu on Monday."
    assert [draft.status.label for draft in drafts(text)] == ["planned"]
    monkeypatch.setattr(heard_tellings, "stands", lambda words: {"planned": planned})
    (draft,) = drafts(text)
    assert draft.status.label == label
    assert draft.status.rule.startswith("hearing.done:1.0") == (label == "actual")
