"""What the claims of one incident disagree on; every answer is kept with the claims that give it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import get_args

from dateline.grounding.actors import same_actor
from dateline.model import Actor, Contradiction, Harm, Moment, Version
from dateline.resolving.facts import ResolvableClaim, later
from dateline.resolving.figures import bounds

_HARMS: tuple[Harm, ...] = get_args(Harm)


def contradictions(pairs: Sequence[ResolvableClaim]) -> tuple[Contradiction, ...]:
    """All contradictions, in a fixed order: perpetrator, responsibility, accidental, time, then the tolls."""
    found = [
        _perpetrators(pairs),
        _responsibility(pairs),
        _accidental(pairs),
        _times(pairs),
        *(_toll(pairs, harm) for harm in _HARMS),
    ]
    return tuple(contradiction for contradiction in found if contradiction is not None)


def _contradiction(about: str, answers: dict[str, list[str]]) -> Contradiction | None:
    if len(answers) < 2:
        return None
    versions = tuple(Version(says=says, claim_ids=tuple(sorted(set(ids)))) for says, ids in sorted(answers.items()))
    return Contradiction(about=about, versions=versions)


def _perpetrators(pairs: Sequence[ResolvableClaim]) -> Contradiction | None:
    """Named perpetrators that exclude one another. Descriptions ("gunmen") contradict nobody; a state and its own branch agree."""
    answers: dict[str, list[str]] = defaultdict(list)
    named: dict[str, Actor] = {}
    for claim, _ in pairs:
        for part in claim.role("source"):
            if part.actor.kind != "generic" and part.responsibility not in ("denied", "cleared"):
                answers[part.actor.name].append(claim.id)
                named[part.actor.name] = part.actor
    differ = any(
        one < other and same_actor(named[one], named[other]) == "different" and not _told_together(answers, one, other)
        for one in named
        for other in named
    )
    return _contradiction("perpetrator", dict(answers)) if differ else None


def _told_together(answers: dict[str, list[str]], one: str, other: str) -> bool:
    """Whether some claim names both as acting together."""
    return bool(set(answers[one]) & set(answers[other]))


def _responsibility(pairs: Sequence[ResolvableClaim]) -> Contradiction | None:
    by_actor: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for claim, _ in pairs:
        for part in claim.role("source"):
            denied = part.responsibility in ("denied", "cleared")
            by_actor[part.actor.name][f"{part.actor.name} did not do it" if denied else f"{part.actor.name} did it"].append(claim.id)
    answers: dict[str, list[str]] = {}
    for name in sorted(by_actor):
        if len(by_actor[name]) > 1:
            answers |= by_actor[name]
    return _contradiction("responsibility", answers)


def _accidental(pairs: Sequence[ResolvableClaim]) -> Contradiction | None:
    answers: dict[str, list[str]] = defaultdict(list)
    for claim, _ in pairs:
        if claim.accidental is not None:
            answers["accidental" if claim.accidental.value else "meant"].append(claim.id)
    return _contradiction("accidental", answers)


def _times(pairs: Sequence[ResolvableClaim]) -> Contradiction | None:
    told = [(claim, claim.time.span) for claim, _ in pairs if claim.time is not None]
    apart = [claim for claim, span in told if any(not span.overlaps(other) for _, other in told)]
    answers: dict[str, list[str]] = defaultdict(list)
    for claim in apart:
        if claim.time is not None:
            answers[str(claim.time.span)].append(claim.id)
    return _contradiction("time", answers)


def _toll(pairs: Sequence[ResolvableClaim], harm: Harm) -> Contradiction | None:
    """Figures that cannot all be right: they share no number, and the later report does not simply have more."""
    told = [(claim, document.published, span) for claim, document in pairs if (span := bounds(claim, harm)) is not None]
    contradicting: set[str] = set()
    for claim, published, span in told:
        for other, other_published, other_span in told:
            if claim.id < other.id and _disjoint(span, other_span) and not _grown(published, span, other_published, other_span):
                contradicting |= {claim.id, other.id}
    answers: dict[str, list[str]] = defaultdict(list)
    for claim, _, span in told:
        if claim.id in contradicting:
            answers[_says(span)].append(claim.id)
    return _contradiction(harm, answers)


def _disjoint(one: tuple[int | None, int | None], other: tuple[int | None, int | None]) -> bool:
    return (one[1] is not None and other[0] is not None and one[1] < other[0]) or (other[1] is not None and one[0] is not None and other[1] < one[0])


def _grown(
    published: Moment | None, span: tuple[int | None, int | None], other_published: Moment | None, other: tuple[int | None, int | None]
) -> bool:
    order = later(published, other_published)
    if order == 0:
        return False
    before, after = (span, other) if order == 1 else (other, span)
    return before[1] is not None and after[0] is not None and before[1] < after[0]


def _says(span: tuple[int | None, int | None]) -> str:
    low, high = span
    if low is None:
        return f"at most {high}"
    if high is None:
        return f"at least {low}"
    return str(low) if low == high else f"{low} to {high}"
