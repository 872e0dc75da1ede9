"""What was written and what was refused, counted while a format is written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that a format cannot hold.

    Args:
        id: the incident, claim, document or ruling.
        reason: a short name, the same for all such rows ("country-level-place").
        detail: what was got, in words.
    """

    id: str
    reason: str
    detail: str


@dataclass(slots=True)
class Tally:
    """Counts rows and keeps refusals.

    Args:
        rows: how many rows each sheet got.
        refused: what was left out, and why.
        notes: how many rows carry each note.
    """

    rows: Counter[str] = field(default_factory=Counter)
    refused: list[Refusal] = field(default_factory=list)
    notes: Counter[str] = field(default_factory=Counter)
