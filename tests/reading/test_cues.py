"""The word lists of the reader."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import pytest

from dateline.model.errors import CodebookError
from dateline.reading import cues

NAMES = sorted(path.name.removesuffix(".toml") for path in files(cues).iterdir() if path.name.endswith(".toml"))
_IN_CAPITALS = {("topics", "reactors")}


def lists(data: Any, path: tuple[str, ...] = ()) -> Any:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from lists(value, (*path, key))
    elif isinstance(data, list) and all(isinstance(word, str) for word in data):
        yield path, data


def test_every_file_is_read() -> None:
    assert {"coreference", "means", "passages", "places", "responsibility", "sourcing", "status", "tolls", "topics"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_words_are_written_as_they_are_looked_up(name: str) -> None:
    for path, words in lists(cues.load(name)):
        if (name, path[0]) not in _IN_CAPITALS:
            assert [word for word in words if word != word.lower() or word != word.lstrip()] == [], f"{name}: {path}"


def test_a_missing_file_says_what_is_expected() -> None:
    with pytest.raises(CodebookError, match=r"cue file nonsense\.toml"):
        cues.load("nonsense")
