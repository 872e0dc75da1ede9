"""What people ruled, as resolving applies it: same, apart, retract, and undo of these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from dateline.model import Ruling


@dataclass(frozen=True)
class Decisions:
    """Rulings that stand, by what they decide.

    Args:
        same: pairs of claim ids ruled to tell of one incident.
        apart: pairs of claim ids ruled to tell of different ones.
        retracted: ids of documents that no longer count.
    """

    same: frozenset[tuple[str, str]]
    apart: frozenset[tuple[str, str]]
    retracted: frozenset[str]

    def told(self, one: str, other: str) -> bool | None:
        """True same, False apart, None where nobody ruled on the pair."""
        pair = (one, other) if one < other else (other, one)
        return True if pair in self.same else False if pair in self.apart else None


def decide(rulings: Sequence[Ruling]) -> Decisions:
    """Work out what stands. Later rulings (by time, then id) outrank earlier ones on the same pair; an undone ruling never was.

    Subjects are claims or incidents; an incident stands for the claim that it takes its id from. Rulings of other kinds do not change
    which claims belong together and are applied where incidents are shown.
    """
    ordered = sorted({ruling.id: ruling for ruling in rulings}.values(), key=lambda ruling: (ruling.time, ruling.id))
    undone: set[str] = set()
    for ruling in reversed(ordered):
        if ruling.kind == "undo" and ruling.id not in undone:
            undone.update(ruling.subjects)
    verdicts: dict[tuple[str, str], bool] = {}
    retracted: set[str] = set()
    for ruling in ordered:
        if ruling.id in undone:
            continue
        if ruling.kind in ("same", "apart"):
            claims = sorted({"c-" + subject[2:] if subject.startswith("i-") else subject for subject in ruling.subjects})
            verdicts.update(dict.fromkeys(combinations(claims, 2), ruling.kind == "same"))
        elif ruling.kind == "retract":
            retracted.update(ruling.subjects)
    return Decisions(
        same=frozenset(pair for pair, same in verdicts.items() if same),
        apart=frozenset(pair for pair, same in verdicts.items() if not same),
        retracted=frozenset(retracted),
    )
