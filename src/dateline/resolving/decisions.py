"""What people ruled, as resolving applies it: which claims belong together, which count, and which rulings bear on which incident."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dateline.model import Ruling

_OF_PAIRS = ("same", "apart")


@dataclass(frozen=True)
class Decisions:
    """Rulings that stand, by what they decide.

    Args:
        same: pairs of claim ids that are to be joined; together they join all claims that were ruled to tell of one incident.
        retracted: ids of documents that no longer count.
        struck: ids of claims that no longer count.
        corrections: by claim id, the rulings that set values of the claim itself, in the order in which they were made.
        rulings: all that stand, in the order in which they were made.
    """

    same: tuple[tuple[str, str], ...] = ()
    retracted: frozenset[str] = frozenset()
    struck: frozenset[str] = frozenset()
    corrections: Mapping[str, tuple[Ruling, ...]] = field(default_factory=dict)
    rulings: tuple[Ruling, ...] = ()
    _group: Mapping[str, str] = field(default_factory=dict)
    _labels: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def told(self, one: str, other: str) -> bool | None:
        """True same, False apart, None where nobody ruled on the pair."""
        if one in self._group and self._group[one] == self._group.get(other):
            return True
        mine, theirs = self._labels.get(one), self._labels.get(other)
        if mine and theirs and any(theirs.get(ruling_id, side) != side for ruling_id, side in mine.items()):
            return False
        return None

    def bearing(self, present: Container[str]) -> dict[str, tuple[Ruling, ...]]:
        """Which rulings bear on which claim, and so on the incident that holds it.

        A ruling on an incident bears on whichever incident holds the claim that the id was taken from, or, where that claim does not count
        any more, the first of the others that it held.

        Args:
            present: ids of the claims that make incidents now.

        Returns:
            By claim id, in the order in which they were made.
        """
        found: dict[str, list[Ruling]] = defaultdict(list)
        for ruling in self.rulings:
            anchors = (next((claim_id for claim_id in meant if claim_id in present), None) for meant in _meant(ruling))
            for claim_id in sorted({anchor for anchor in anchors if anchor is not None}):
                found[claim_id].append(ruling)
        return {claim_id: tuple(rulings) for claim_id, rulings in found.items()}


def undone(rulings: Iterable[Ruling]) -> dict[str, str]:
    """Ids of the rulings that were undone, each with the ruling that undid it. An undoing that was itself undone undoes nothing."""
    gone: dict[str, str] = {}
    for ruling in sorted(rulings, key=lambda ruling: ruling.order, reverse=True):
        if ruling.kind == "undo" and ruling.id not in gone:
            gone.update(dict.fromkeys(ruling.subjects, ruling.id))
    return gone


def standing(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Rulings that decide something now, each once, in the order in which they were made: not what was undone, nor the undoing."""
    each = {ruling.id: ruling for ruling in rulings}
    gone = undone(each.values())
    return sorted((ruling for ruling in each.values() if ruling.id not in gone and ruling.kind != "undo"), key=lambda ruling: ruling.order)


def decide(rulings: Sequence[Ruling]) -> Decisions:
    """Work out what stands.

    An incident that was judged means all the claims that it held then. A later ruling outranks an earlier one wherever they disagree, pair
    by pair of claims; the rest of the earlier one still holds.
    """
    stands = standing(rulings)
    pairs = _Pairs()
    for ruling in reversed(stands):
        if ruling.kind == "same":
            pairs.join(sorted({claim_id for held in _meant(ruling) for claim_id in held}))
        elif ruling.kind == "apart":
            pairs.part(ruling.id, _meant(ruling))
    corrections: dict[str, list[Ruling]] = defaultdict(list)
    for ruling in stands:
        if ruling.kind == "correct" and ruling.subjects[0].startswith("c-"):
            corrections[ruling.subjects[0]].append(ruling)
    no_longer = {letter: frozenset(_struck(stands, letter)) for letter in ("d-", "c-")}
    return Decisions(
        same=tuple(pairs.stars()),
        retracted=no_longer["d-"],
        struck=no_longer["c-"],
        corrections={claim_id: tuple(found) for claim_id, found in corrections.items()},
        rulings=tuple(stands),
        _group=pairs.group,
        _labels=pairs.labels,
    )


def _struck(rulings: Iterable[Ruling], letter: str) -> Iterable[str]:
    striking = (ruling for ruling in rulings if ruling.kind in ("discount", "retract"))
    return (subject for ruling in striking for subject in ruling.subjects if subject.startswith(letter))


def _meant(ruling: Ruling) -> list[list[str]]:
    """For each subject the claims that it means, the one that an incident takes its id from first; none for documents and rulings."""
    found: list[list[str]] = []
    for subject, held in zip(ruling.subjects, ruling.held or ((),) * len(ruling.subjects), strict=True):
        named = "c-" + subject[2:] if subject.startswith("i-") else subject
        if not named.startswith("c-"):
            found.append([])
        elif ruling.kind in _OF_PAIRS and held:
            found.append(list(held))  # all that it held, and not what another subject of the ruling takes out of it
        else:
            found.append(list(dict.fromkeys((named, *sorted(held)))))
    return found


class _Pairs:
    """Same and apart, taken from the latest ruling to the earliest: what came later is never given up for what came before."""

    def __init__(self) -> None:
        self.group: dict[str, str] = {}
        self.labels: dict[str, dict[str, int]] = defaultdict(dict)
        self._members: dict[str, list[str]] = {}

    def join(self, claims: Sequence[str]) -> None:
        """Put claims together, except where a later ruling keeps them apart: those go with the first of the others that they may join."""
        kept: list[str] = []
        for claim_id in claims:
            if claim_id not in self.group:
                self.group[claim_id] = claim_id
                self._members[claim_id] = [claim_id]
            for other in kept:
                mine, theirs = self.group[claim_id], self.group[other]
                if mine == theirs:
                    break
                if not self._parted(mine, theirs):
                    self._merge(theirs, mine)
                    break
            else:
                kept.append(claim_id)

    def part(self, ruling_id: str, sides: Sequence[Sequence[str]]) -> None:
        """Keep the claims of each side from those of all others; pairs that a later ruling joined stay joined."""
        for side, claims in enumerate(sides):
            for claim_id in claims:
                self.labels[claim_id].setdefault(ruling_id, side)

    def stars(self) -> Iterable[tuple[str, str]]:
        """Each group as pairs of its first claim with each other one."""
        for members in self._members.values():
            first, *others = sorted(members)
            yield from ((first, other) for other in others)

    def _sides(self, group: str) -> dict[str, set[int]]:
        sides: dict[str, set[int]] = defaultdict(set)
        for claim_id in self._members[group]:
            for ruling_id, side in self.labels.get(claim_id, {}).items():
                sides[ruling_id].add(side)
        return sides

    def _parted(self, one: str, other: str) -> bool:
        mine, theirs = self._sides(one), self._sides(other)
        return any(len(mine[ruling_id] | theirs[ruling_id]) > 1 for ruling_id in mine.keys() & theirs.keys())

    def _merge(self, keep: str, gone: str) -> None:
        for claim_id in self._members[gone]:
            self.group[claim_id] = keep
        self._members[keep] += self._members.pop(gone)
