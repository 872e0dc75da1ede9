"""Noun phrases into the slots of templates, by a table of weights."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import muc4_model
from dateline.model import Document
from dateline.reading import RuleReader
from dateline.reading.page import turn
from muc4_candidates import Candidate, Finder
from muc4_fill import Report, entities, string_of, templates_of
from muc4_model import Learner, grade, probability

TEXT = (
    "LIMA, 3 Mar 89 -- Rebels of the Dawn Path planted a bomb in the town hall of Huanta on Friday. "
    "The blast killed the mayor, Ana Quispe. A dog barked."
)
PAPER = Document(text=TEXT, published="1989-03-03", published_from="given")


def table(**slots: dict[str, float]) -> dict[str, muc4_model.Weights]:
    """Weights by which all claims are asked for and nothing fills a slot, but for what is given."""
    never = {"": -9.0}
    names = ("perp_individual", "perp_organization", "physical_target", "victim", "victim_description", "instrument")
    return {name: {**never, **slots.get(name, {})} for name in names} | {
        "report": {"": 2.0},
        "claim": {"": 2.0},
        "confidence possible": {"": 0.0},
        "confidence reported as fact": {"": 1.0},
    }


@pytest.fixture(autouse=True)
def _own_weights() -> Iterator[None]:
    yield
    muc4_model._used.clear()


def report() -> Report:
    claims = RuleReader().read(PAPER).claims
    return Report(PAPER, TEXT, claims, "PER", Finder().find(next(turn((PAPER,))), claims, [True] * len(claims)))


def test_a_phrase_with_weight_fills_its_slot_and_no_other() -> None:
    muc4_model.use(table(instrument={"h=bomb": 18.0}, physical_target={"h=hall": 18.0}))
    (template,) = templates_of(report())
    assert template["type"] == "bombing"
    assert template["instrument"] == ["bomb"]
    assert template["physical_target"] == ["town hall of Huanta"]
    assert "victim" not in template
    assert "perp_individual" not in template


def test_an_organisation_has_the_likeliest_confidence() -> None:
    muc4_model.use(table(perp_organization={"acronym": 0.0, "of": 0.0, "b1=the": 9.0, "e=ORG": 9.0}))
    fillers = [filler for template in templates_of(report()) for filler in template.get("perp_organization", [])]
    assert all(filler["confidence"] == "reported as fact" for filler in fillers)


def test_no_claim_that_is_asked_for_gives_no_template() -> None:
    muc4_model.use(table() | {"claim": {"": -9.0}})
    assert templates_of(report()) == []


def phrase(words: str, *, name: bool = False, kind: str | None = None, features: tuple[str, ...] = ()) -> Candidate:
    return Candidate(words, words.split()[-1], 0, len(words), 0, name, kind, list(features))


def test_one_thing_under_several_words_is_one_entity() -> None:
    one, two, other = phrase("the armed guerrillas"), phrase("guerrillas"), phrase("two soldiers")
    found = entities("perp_individual", [(one, 0.9, {}), (two, 0.8, {}), (other, 0.7, {})])
    assert [entity.words for entity in found] == ["armed guerrillas", "soldiers"]
    names = [(phrase("Ana Quispe", name=True), 0.6, {}), (phrase("Mayor Quispe", name=True), 0.9, {})]
    assert [entity.words for entity in entities("victim", names)] == ["Quispe"]
    bodies = [(phrase("Dawn Path Army", name=True), 0.9, {}), (phrase("DPA", name=True), 0.8, {})]
    assert [entity.words for entity in entities("perp_organization", bodies)] == ["Dawn Path Army"]
    assert entities("victim", [(phrase("Ana", name=True), 0.01, {})]) == []


def test_people_are_quoted_by_name_and_things_in_full() -> None:
    assert string_of(phrase("the governor Ana Quispe", name=True, kind="person.GOV"), "victim") == "Ana Quispe"
    assert string_of(phrase("the governor Ana Quispe", name=True, kind="person.GOV"), "victim_description") == "governor Ana Quispe"
    assert string_of(phrase("the three pylons"), "physical_target") == "pylons"


def test_a_model_learns_which_feature_tells() -> None:
    import numpy as np

    learner = Learner([["a", "b"], ["a"], ["b"], ["b", "rare"]] * 3, 4)
    assert learner.names == ["a", "b"]
    wanted = np.array([1.0, 1.0, 0.0, 0.0] * 3)
    weights = learner.weights(learner.fit(wanted, ridge=0.1, steps=50), 0.01)
    assert probability(weights, ["a"]) > 0.8 > 0.2 > probability(weights, ["b"])
    assert [grade(chance) for chance in (0.0, 0.1, 0.5, 0.9, 1.0)] == [-3, -2, 0, 2, 3]
