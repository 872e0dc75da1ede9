"""Figures by ear: what is added to the rules of counting, and what is taken away."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.model import Document, Toll
from dateline.reading import RuleReader, heard_figures

Hear = Callable[[dict[str, dict[str, float]]], None]


@pytest.fixture
def hear(monkeypatch: pytest.MonkeyPatch) -> Hear:
    """Let the network hold these chances of numbers, by their words; it was heard of no other."""

    def set_up(chances: dict[str, dict[str, float]]) -> None:
        silent = dict.fromkeys("KLJMASHCFGEPQVWDYNB", 0.0)
        monkeypatch.setattr(heard_figures, "tells", lambda words: silent | chances[words.text] if words.text in chances else None)

    return set_up


def tolls(text: str) -> dict[str, Toll]:
    claims = RuleReader().read(Document(text=text, published="2021-06-03")).claims
    return {toll.count.words: toll for claim in claims for toll in claim.tolls}


REGISTER = "Gunmen killed fourteen farmers in Garissa. The nurse is sure only of nineteen."


def test_a_number_that_no_rule_fits_is_a_figure_by_ear(hear: Hear) -> None:
    assert "nineteen" not in tolls(REGISTER)
    hear({"nineteen": {"K": 0.98}})
    heard = tolls(REGISTER)["nineteen"]
    assert (heard.harm, heard.scope, heard.rule) == ("killed", "incident", "hearing.figure:0.98")


@pytest.mark.parametrize(
    ("chances", "harm", "scope"),
    [({"J": 0.99}, "injured", "incident"), ({"M": 0.99}, "injured", "part"), ({"L": 0.99}, "killed", "part")],
)
def test_the_letter_says_which_harm_and_whether_all_of_it(hear: Hear, chances: dict[str, float], harm: str, scope: str) -> None:
    hear({"nineteen": chances})
    heard = tolls(REGISTER)["nineteen"]
    assert (heard.harm, heard.scope) == (harm, scope)


@pytest.mark.parametrize("chances", [{"K": 0.7}, {"S": 0.99}, {"A": 0.99}, {"H": 0.99}])
def test_what_is_unsure_superseded_or_of_others_is_not_added(hear: Hear, chances: dict[str, float]) -> None:
    hear({"nineteen": chances})
    assert "nineteen" not in tolls(REGISTER)


def test_those_who_do_it_are_not_counted_among_the_dead(hear: Hear) -> None:
    hear({"Ten": {"K": 0.99}})
    assert "Ten" not in tolls("Ten gunmen attacked a market in Garissa and killed six traders.")


def test_some_of_whom_nobody_can_tell_are_not_added(hear: Hear) -> None:
    hear({"two": {"L": 0.99}})
    assert "two" not in tolls("Gunmen killed fourteen farmers in Garissa. At dusk two of them lay by the well.")


def test_a_figure_by_rule_that_is_heard_to_be_none_is_left_out(hear: Hear) -> None:
    text = "Gunmen killed fourteen farmers in Garissa."
    assert "fourteen" in tolls(text)
    hear({"fourteen": {"K": 0.01}})
    assert "fourteen" not in tolls(text)


@pytest.mark.parametrize("chances", [{"K": 0.64, "S": 0.34}, {"K": 0.5, "J": 0.49}, {"J": 0.8, "L": 0.7}])
def test_a_number_that_is_heard_as_some_figure_but_not_of_which_harm_is_not_added(hear: Hear, chances: dict[str, float]) -> None:
    hear({"nineteen": chances})
    assert "nineteen" not in tolls(REGISTER)


def test_a_figure_that_is_only_heard_brings_no_day(hear: Hear) -> None:
    text = "Gunmen killed farmers in Garissa. The priest prayed. On Thursday the nurse was sure only of nineteen."
    hear({"nineteen": {"K": 0.98}})
    (claim,) = RuleReader().read(Document(text=text, published="2021-06-05")).claims
    assert [toll.count.words for toll in claim.tolls] == ["nineteen"]
    assert claim.time is None
