"""The parser under the rules."""

from __future__ import annotations

import re

import pytest

from dateline.model.errors import ReaderError
from dateline.reading import parsing


def test_one_pipeline_a_process() -> None:
    assert parsing.language() is parsing.language()


def test_the_model_is_named_with_its_version() -> None:
    assert re.fullmatch(r"en_core_web_sm \d+\.\d+\.\d+", parsing.model_name())


def test_texts_come_back_in_order_and_unchanged() -> None:
    texts = [f"Bomb {n} went off.  Twice." for n in range(70)]
    assert [doc.text for doc in parsing.parse(texts)] == texts


def test_without_a_model_the_error_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing, "MODELS", ("no_such_model",))
    with pytest.raises(ReaderError, match=r"no_such_model.*Reinstall"):
        parsing.model_name()
