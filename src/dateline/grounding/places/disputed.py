"""Disputed territories: the other name and who claims it, read from ``disputed.toml`` once."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).resolve().parent.parent / "data" / "places" / "disputed.toml"


@lru_cache(maxsize=1)
def disputes() -> dict[str, str]:
    """What to say of each disputed place, by its id: ``"disputed: also X or Y; claimed by A and B"``."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {place: _said(row["names"], row["parties"]) for place, row in data.items()}


def _said(names: list[str], parties: list[str]) -> str:
    said = f"disputed: called {' or '.join(names)}"
    return f"{said}; claimed by {', '.join(parties[:-1])} and {parties[-1]}" if parties else said
