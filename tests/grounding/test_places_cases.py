"""The cases of ``tests/cases/places.toml``."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dateline.grounding.places import find_places, resolve

CASES = tomllib.loads((Path(__file__).parents[1] / "cases" / "places.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["why"] for case in CASES])
def test_names_mean_what_the_sentences_say(case: dict[str, Any]) -> None:
    text = case["text"]
    entities = [(text.index(name), text.index(name) + len(name), "GPE") for name in case.get("entities", ())]
    mentions = find_places(text, entities)
    places = resolve(mentions, text)
    found = [(mention.text, place.id if place else None) for mention, place in zip(mentions, places, strict=True)]
    assert found == [(name, identity) for name, identity, _ in case["places"]]
    roles = [(mention.text, mention.role) for mention, (_, _, role) in zip(mentions, case["places"], strict=True) if role]
    assert roles == [(name, role) for name, _, role in case["places"] if role]
