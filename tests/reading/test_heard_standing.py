"""What an event is to its report, by ear: the mean over its tellings, the past and sums over the past together."""

from __future__ import annotations

import math

import pytest
from spacy.tokens import Token
from workbench import lay_out

from dateline.reading import heard_standing
from dateline.reading.drafts import Draft
from dateline.reading.heard_standing import past, past_odds, standing_of

SILENT = dict.fromkeys(("first", "news", "background", "total", "planned", "denied", "aside"), 0.0)


def drafts() -> list[Draft]:
    return lay_out("Gunmen killed a judge in Lima. Rebels burned a bus near Gao.").telling().drafts


def hear(monkeypatch: pytest.MonkeyPatch, chances: dict[str, dict[str, float]]) -> None:
    def stands(word: Token) -> dict[str, float] | None:
        return SILENT | chances[word.text] if word.text in chances else None

    monkeypatch.setattr(heard_standing, "stands", stands)


def test_the_standing_is_the_mean_over_the_tellings_that_were_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    hear(monkeypatch, {"killed": {"background": 0.8}, "burned": {"background": 0.2, "total": 0.4}})
    heard = standing_of(drafts())
    assert heard["background"] == pytest.approx(0.5)
    assert past(heard) == pytest.approx(0.7)
    assert past_odds(drafts()) == pytest.approx(math.log(0.7 / 0.3))
    hear(monkeypatch, {"burned": {"background": 0.2}})
    assert past(standing_of(drafts())) == pytest.approx(0.2)


@pytest.mark.parametrize(("chance", "odds"), [(1.0, 4.0), (0.0, -4.0)])
def test_it_is_not_believed_beyond_a_measure(monkeypatch: pytest.MonkeyPatch, chance: float, odds: float) -> None:
    hear(monkeypatch, {"killed": {"background": chance}})
    assert past_odds(drafts()) == odds


def test_where_nothing_was_heard_nothing_is_said() -> None:
    assert standing_of(drafts()) == {}
    assert past(standing_of(drafts())) == 0.0
    assert past_odds(drafts()) is None
