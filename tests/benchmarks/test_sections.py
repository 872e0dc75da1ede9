from __future__ import annotations

from pathlib import Path

import pytest

import common


def test_a_section_is_replaced_and_the_rest_stays(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Speed\n\n<!-- places -->\nold\n<!-- /places -->\n\nThe end.\n", encoding="utf-8")
    common.write_section("places", "new\n", page)
    assert page.read_text(encoding="utf-8") == "# Speed\n\n<!-- places -->\nnew\n<!-- /places -->\n\nThe end.\n"


def test_a_page_without_the_marks_is_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Speed\n", encoding="utf-8")
    with pytest.raises(ValueError, match="<!-- places -->"):
        common.write_section("places", "new", page)
    assert page.read_text(encoding="utf-8") == "# Speed\n"


def test_the_page_of_speed_has_the_sections_that_the_scripts_write() -> None:
    text = common.PERFORMANCE.read_text(encoding="utf-8")
    for name in ("reading", "places", "gazetteer"):
        _, found, rest = text.partition(f"<!-- {name} -->\n")
        assert found
        assert "| figure | measured |" in rest.partition(f"<!-- /{name} -->")[0]
