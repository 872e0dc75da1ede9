"""Plots as coordinates for SVG, worked out here so that pages need no script."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.ledger import Bin, TimeStep
from dateline.model import IncidentToll
from dateline.web import wording
from dateline.web.asking import Question
from dateline.web.incident_view import Reported, ShownToll

WIDTH, HEIGHT = 640.0, 210.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 46.0, 18.0, 16.0, 30.0
_MOST_BARS = 180


@dataclass(frozen=True)
class Mark:
    """One figure of a series in the plot. ``top`` and ``bottom`` bound its range; ``open_up`` where nobody says where it ends."""

    x: float
    y: float
    top: float
    bottom: float
    open_up: bool
    ranged: bool
    label: str
    label_y: float
    title: str
    href: str


@dataclass(frozen=True)
class Tick:
    """A line of the axis and its label."""

    at: float
    label: str


@dataclass(frozen=True)
class SeriesPlot:
    """The toll over time."""

    title: str
    marks: tuple[Mark, ...]
    rows: tuple[Tick, ...]
    columns: tuple[Tick, ...]
    band: tuple[float, float] | None
    best: float | None
    line: str


def series_plot(toll: ShownToll) -> SeriesPlot | None:
    """How a toll was told over time; None where fewer than two dated figures have a number."""
    told = [(_instant(one.published), one) for one in toll.series if one.published and (one.low is not None or one.high is not None)]
    if len(told) < 2:
        return None
    told.sort(key=lambda pair: pair[0])
    first, last = told[0][0], told[-1][0]
    seconds = max((last - first).total_seconds(), 1.0)
    most = max(max(one.low or 0, one.high or 0) for _, one in told) or 1
    top = _nice(most)

    def x(at: dt.datetime) -> float:
        return round(_LEFT + 14 + (WIDTH - _LEFT - _RIGHT - 28) * (at - first).total_seconds() / seconds, 1)

    def y(number: float) -> float:
        return round(HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * number / top, 1)

    marks = tuple(_mark(one, at, x, y) for at, one in _apart(told, seconds))
    model: IncidentToll | None = toll.toll
    band = (y(model.high), y(model.low)) if model and model.low is not None and model.high is not None and model.low != model.high else None
    steps = [top * part / 4 for part in range(5)] if top >= 4 else [float(number) for number in range(top + 1)]
    days = sorted({at.date() for at, _ in told})
    shown = days if len(days) <= 5 else [days[round(part * (len(days) - 1) / 4)] for part in range(5)]
    first_of: dict[dt.date, dt.datetime] = {}
    for at, _ in told:
        first_of.setdefault(at.date(), at)
    return SeriesPlot(
        title=f"{toll.harm} over time",
        marks=marks,
        rows=tuple(Tick(y(step), f"{step:,.0f}") for step in steps),
        columns=tuple(_spaced([Tick(x(first_of[one]), f"{one.day} {one:%b} {one.year}") for one in dict.fromkeys(shown)])),
        band=band,
        best=y(model.best) if model and model.best is not None else None,
        line=" ".join(f"{mark.x},{mark.y}" for mark in marks),
    )


def _apart(told: list[tuple[dt.datetime, Reported]], seconds: float) -> list[tuple[dt.datetime, Reported]]:
    """Figures of one moment are moved apart a little, so that none hides another."""
    nudge = dt.timedelta(seconds=seconds * 0.06)
    seen: dict[dt.datetime, int] = {}
    moved = []
    for at, one in told:
        count = seen.get(at, 0)
        seen[at] = count + 1
        moved.append((at + nudge * count, one))
    return moved


def _spaced(ticks: list[Tick]) -> list[Tick]:
    kept: list[Tick] = []
    for tick in ticks:
        if not kept or tick.at - kept[-1].at >= 78:
            kept.append(tick)
    return kept


def _mark(one: Reported, at: dt.datetime, x: object, y: object) -> Mark:
    assert callable(x)
    assert callable(y)
    low, high = one.low, one.high
    number = low if low is not None else high if high is not None else 0
    middle = y(number)
    says = f", says {wording.listed(one.said_by)}" if one.said_by else ""
    label = f"{number:,}" + ("+" if high is None else "")
    return Mark(
        x=x(at),
        y=middle,
        top=y(high) if high is not None else max(middle - 26, 6),
        bottom=y(low) if low is not None else y(0),
        open_up=high is None,
        ranged=low != high,
        label=label,
        label_y=round(max(middle - 8, 11), 1),
        title=f"{label}{f' ({one.text})' if one.text != label else ''}{says} ({wording.moment(one.published)})",
        href=one.cited[0].href if one.cited else "#series",
    )


def _nice(most: int) -> int:
    """A round number at or above, for the top of an axis."""
    step = 1
    while True:
        for factor in (1, 2, 4, 5, 8, 10):
            if factor * step >= most:
                return factor * step
        step *= 10


def _instant(published: str | None) -> dt.datetime:
    at = dt.datetime.fromisoformat(published or "1970-01-01")
    return at if at.tzinfo is not None else at.replace(tzinfo=dt.UTC)


@dataclass(frozen=True)
class Bar:
    """Incidents of one day, month or year, with the address that keeps to them."""

    x: float
    width: float
    y: float
    height: float
    title: str
    href: str


@dataclass(frozen=True)
class Timeline:
    """Incidents over time."""

    step: str
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    most: int


def step_for(extent: tuple[str, str]) -> TimeStep:
    """Days for some months, months for some years, years beyond."""
    first, last = dt.date.fromisoformat(extent[0]), dt.date.fromisoformat(extent[1])
    days = (last - first).days
    return "day" if days < _MOST_BARS / 2 else "month" if days / 30 < _MOST_BARS else "year"


def timeline(bins: Sequence[Bin], step: str, question: Question) -> Timeline | None:
    """Bars over time; None where there is nothing to draw."""
    if not bins:
        return None
    first, last = _number(bins[0].key, step), _number(bins[-1].key, step)
    slots = last - first + 1
    width, height, left, bottom = 1000.0, 96.0, 2.0, 20.0
    slot = (width - 2 * left) / max(slots, 12)
    most = max(one.incidents for one in bins)
    bars = []
    for one in bins:
        tall = max(2.0, (height - bottom - 6) * one.incidents / most)
        since, until = _days_of(one.key, step)
        killed = f", {one.killed:,} killed" if one.killed else ""
        title = f"{_named(one.key, step)}: {one.incidents:,} incident{'s' if one.incidents != 1 else ''}{killed}"
        x = left + (_number(one.key, step) - first) * slot
        bars.append(
            Bar(
                round(x, 2),
                round(max(slot - 1.5, 0.8), 2),
                round(height - bottom - tall, 2),
                round(tall, 2),
                title,
                question.link(since=since, until=until),
            )
        )
    return Timeline(step, tuple(bars), tuple(_time_ticks(first, slots, slot, left, step)), most)


def _number(key: str, step: str) -> int:
    """A running number for a day, month or year."""
    if step == "day":
        return dt.date.fromisoformat(key).toordinal()
    return int(key[:4]) * 12 + int(key[5:7]) - 1 if step == "month" else int(key)


def _key(number: int, step: str) -> str:
    if step == "day":
        return dt.date.fromordinal(number).isoformat()
    return f"{number // 12:04d}-{number % 12 + 1:02d}" if step == "month" else f"{number:04d}"


def _named(key: str, step: str) -> str:
    if step == "day":
        return wording.day(dt.date.fromisoformat(key))
    return f"{dt.date.fromisoformat(key + '-01'):%B} {key[:4]}" if step == "month" else key


def _days_of(key: str, step: str) -> tuple[str, str]:
    if step == "day":
        return key, key
    if step == "year":
        return f"{key}-01-01", f"{key}-12-31"
    following = dt.date.fromisoformat(f"{key}-28") + dt.timedelta(days=4)
    return f"{key}-01", (following - dt.timedelta(days=following.day)).isoformat()


def _time_ticks(first: int, slots: int, slot: float, left: float, step: str) -> list[Tick]:
    every = max(1, -(-slots // 8))
    if step == "month" and every > 1:
        every = -(-every // 12) * 12 if every > 3 else 3
    ticks: list[Tick] = []
    last = first - every
    for number in range(first, first + slots):
        if step == "month" and every >= 3 and number % min(every, 12):
            continue
        if number - last < every:
            continue
        last = number
        key = _key(number, step)
        label = key[:4] if step == "year" or (step == "month" and every >= 12) else _named(key, step)
        ticks.append(Tick(round(left + (number - first) * slot, 2), label))
    return ticks
