"""What one claim says of one kind of harm for the event as a whole."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model import Claim, CountKind, Harm, Toll, TollPart

_ONE_PHRASE = 120
"""Characters within which two figures are taken as told together ("three soldiers and five villagers"), not as two versions of one figure."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of people, as one claim has it.

    Args:
        low, high: bounds; None where the words leave a side open.
        kind: how it was said; a sum is as vague as its vaguest part.
        words: the words, parts joined by " + ".
        start: where it stands in the text, in code points.
        parts: of a sum over people told apart, what was added up; empty for a figure that was told as it is.
    """

    low: int | None
    high: int | None
    kind: CountKind
    words: str
    start: int
    parts: tuple[TollPart, ...] = ()

    @property
    def number(self) -> int | None:
        """The one number to quote, where the words give one: the bound of "at least", the lower of "between"; none for "up to" and "dozens"."""
        return None if self.kind in ("at_most", "vague") else self.low


def whole_figure(toll: Toll) -> Figure:
    """A figure as it was told."""
    return Figure(toll.count.low, toll.count.high, toll.count.kind, toll.count.words, toll.evidence[0].start)


def _kind(parts: list[Toll]) -> CountKind:
    kinds = {part.count.kind for part in parts}
    for kind in ("vague", "at_most", "at_least", "between", "about"):
        if kind in kinds:
            return kind
    return "exact"


def _sum(parts: list[Toll]) -> Figure:
    lows = [part.count.low for part in parts]
    highs = [part.count.high for part in parts]
    kind = _kind(parts)
    open_above = kind == "at_least"
    return Figure(
        low=sum(low for low in lows if low is not None) if any(low is not None for low in lows) else None,
        high=None if open_above or any(high is None for high in highs) else sum(high for high in highs if high is not None),
        kind=kind,
        words=" + ".join(part.count.words for part in parts),
        start=parts[0].evidence[0].start,
        parts=tuple(
            TollPart(victim_class=part.victim_class, country=part.country, low=part.count.low, high=part.count.high, words=part.count.words)
            for part in parts
        )
        if len(parts) > 1
        else (),
    )


def _together(tolls: list[Toll]) -> list[list[Toll]]:
    """Figures in text order, those told in one phrase about different people put together."""
    groups: list[list[Toll]] = []
    for toll in sorted(tolls, key=lambda toll: (toll.evidence[0].start, toll.evidence[0].end, toll.to_json())):
        last = groups[-1] if groups else []
        near = bool(last) and toll.evidence[0].start - last[-1].evidence[0].end <= _ONE_PHRASE
        fresh = all(_people(toll) != _people(other) for other in last)
        if near and fresh:
            last.append(toll)
        else:
            groups.append([toll])
    return groups


def _people(toll: Toll) -> tuple[str, str | None]:
    return (toll.victim_class, toll.country)


def figures(claim: Claim, harm: Harm) -> tuple[Figure, ...]:
    """Every version of the event's total that one claim tells, in text order.

    Figures without a victim class stand for everybody, unless figures with one count more. Where there are none, figures for different people
    told in one phrase are added up, and figures told apart are versions of the same total. Attackers' own dead are not added to the others.
    Parts ("including three children"), cumulative totals and figures that the document itself replaces are not counted.
    """
    tolls = list(claim.toll(harm))
    everybody = [toll for toll in tolls if toll.victim_class == "undetermined"]
    victims = [toll for toll in tolls if toll.victim_class not in ("perpetrator", "undetermined")]
    classed = [_sum(group) for group in _together(victims or ([] if everybody else tolls))]
    plain = [whole_figure(toll) for toll in sorted(everybody, key=lambda toll: (toll.evidence[0].start, toll.to_json()))]
    if plain and classed and max(map(_size, plain)) < max(map(_size, classed)):
        return tuple(classed)
    return tuple(plain or classed)


def bounds(claim: Claim, harm: Harm) -> tuple[int | None, int | None] | None:
    """The span of all versions of the total; None where the claim tells none."""
    told = figures(claim, harm)
    if not told:
        return None
    lows = [figure.low for figure in told if figure.low is not None]
    highs = [figure.high for figure in told]
    return (min(lows) if lows else None, None if any(high is None for high in highs) else max(high for high in highs if high is not None))


def main_bounds(claim: Claim, harm: Harm) -> tuple[int | None, int | None] | None:
    """The span of the versions of the total that count at least half as many as the largest: single victims told beside it are left out."""
    told = figures(claim, harm)
    if not told:
        return None
    most = max(_size(figure) for figure in told)
    whole = [figure for figure in told if _size(figure) * 2 >= most]
    lows = [figure.low for figure in whole if figure.low is not None]
    highs = [figure.high for figure in whole]
    return (min(lows) if lows else None, None if any(high is None for high in highs) else max(high for high in highs if high is not None))


def _size(figure: Figure) -> int:
    return figure.low if figure.low is not None else figure.high or 0
