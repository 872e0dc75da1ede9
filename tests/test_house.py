"""The house of docs/design: who may import whom, and how large a room may grow."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SRC = Path(__file__).parent.parent / "src" / "dateline"

FLOORS = {
    "model": 0,
    "codebook": 0,
    "grounding": 1,
    "sources": 1,
    "reading": 2,
    "llm": 2,
    "resolving": 2,
    "ledger": 3,
    "publishing": 4,
    "web": 5,
    "cli": 6,
    "scaling": 5,
}
LINES = 450

MODULES = sorted(SRC.rglob("*.py"))
ROOMY = [path for path in MODULES if path != SRC / "__init__.py"]
"""All but the public face, which stands outside the rooms and opens on all of them."""


def room(path: Path) -> str:
    return path.relative_to(SRC).parts[0].removesuffix(".py")


def imported_rooms(source: str) -> set[str]:
    rooms = set()
    for node in ast.walk(ast.parse(source)):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute, so that the floors can be read off them"
            names = [node.module or ""] if node.module != "dateline" else [f"dateline.{alias.name}" for alias in node.names]
        for name in names:
            parts = name.split(".")
            if parts[0] == "dateline":
                rooms.add(parts[1] if len(parts) > 1 else "")
    return rooms


@pytest.mark.parametrize("path", ROOMY, ids=lambda path: str(path.relative_to(SRC)))
def test_a_room_imports_only_rooms_on_lower_floors(path: Path) -> None:
    here = room(path)
    assert here in FLOORS, f"{here} is not a room of the house; add it to docs and to FLOORS, or move the module"
    for there in imported_rooms(path.read_text()):
        if there == here:
            continue
        assert there in FLOORS, f"{path.name} imports dateline.{there}, which is no room (the public face imports the rooms, never the other way)"
        same_floor_data = (there, here) == ("model", "codebook")
        assert FLOORS[there] < FLOORS[here] or same_floor_data, f"{here} (floor {FLOORS[here]}) imports {there} (floor {FLOORS[there]})"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SRC)))
def test_a_module_stays_one_idea_long(path: Path) -> None:
    lines = len(path.read_text().splitlines())
    assert lines <= LINES, f"{path.relative_to(SRC)} has {lines} lines; split it by idea"


def test_the_rule_sees_an_import_upward() -> None:
    assert imported_rooms("from dateline.ledger import store") == {"ledger"}
    assert imported_rooms("from dateline import cli") == {"cli"}
    assert imported_rooms("import json") == set()
