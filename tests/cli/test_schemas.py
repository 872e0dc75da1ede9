"""The published schemas are those of the model."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from dateline.model import NOUNS

ROOT = Path(__file__).parent.parent.parent


def _schema_text(noun: str) -> str:
    spec = importlib.util.spec_from_file_location("write_schemas", ROOT / "tools" / "write_schemas.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return str(module.schema_text(noun))


@pytest.mark.parametrize("noun", sorted(NOUNS))
def test_a_published_schema_is_up_to_date(noun: str) -> None:
    published = (ROOT / "docs" / "schema" / f"{noun}.json").read_text(encoding="utf-8")
    assert published == _schema_text(noun), "the model changed: run `python tools/write_schemas.py`"


def test_no_schema_is_left_over() -> None:
    assert {path.stem for path in (ROOT / "docs" / "schema").glob("*.json")} == set(NOUNS)
