"""Place a temporal expression on the calendar, by the rules of news.

News looks back: a weekday is the last one that has come, the day of publication included; a month or a day without a year is the
last one that has begun; where the sentence is about the future, the caller says so. What the words do not fix stays open.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from pydantic import ValidationError

from dateline.grounding.times import almanac, choosing, feasts
from dateline.grounding.times.almanac import Period
from dateline.grounding.times.anchor import Anchor, Direction, ResolvedTime
from dateline.grounding.times.durations import DAYS_IN, LETTERS, MONTHS_IN, duration_value
from dateline.grounding.times.meaning import (
    Amount,
    Anniversary,
    At,
    Bound,
    Calendar,
    Clock,
    Division,
    Eve,
    Every,
    Expression,
    Feast,
    LatestQuarter,
    Named,
    Nth,
    Overnight,
    Part,
    Portion,
    Range,
    Shift,
    Step,
    Unit,
    UnitOf,
    Vague,
    Window,
    Within,
    Years,
)
from dateline.grounding.times.tagger import TimeMention
from dateline.model.times import TimePrecision, TimeSpan

PARTS = {
    "MO": "morning",
    "MI": "midday",
    "AF": "afternoon",
    "EV": "evening",
    "NI": "night",
    "DAWN": "dawn",
    "DUSK": "dusk",
    "MIDNIGHT": "midnight",
    "DT": "daytime",
}
_PART_VALUES = {"DAWN": "MO", "DUSK": "EV", "MIDNIGHT": "24:00", "MI": "MI"}
_EDGE_PARTS = {"START": "early", "MID": "middle", "END": "late"}


@dataclass(frozen=True, slots=True)
class _Placed:
    """A result on its way: ``period`` keeps the whole calendar unit, so that further rules can cut it."""

    value: str
    span: TimeSpan | None = None
    inferred: bool = False
    period: Period | None = None


class _Unresolved(Exception):
    """The anchor does not hold what the expression is counted from."""


def resolve_time(mention: TimeMention, anchor: Anchor, *, direction: Direction = "past") -> ResolvedTime | None:
    """Place a mention on the calendar.

    Args:
        mention: what :func:`find_times` found.
        anchor: what relative expressions are counted from.
        direction: which way an incomplete date looks; give ``future`` for a future tense.

    Returns:
        The value and span, or None where the anchor does not hold what the expression is counted from, and where the words name no
        day of the calendar ("February 30").
    """
    return resolve_meaning(mention.meaning, mention.rule, anchor, direction=direction)


def resolve_meaning(meaning: Expression, rule: str, anchor: Anchor, *, direction: Direction = "past") -> ResolvedTime | None:
    """As :func:`resolve_time`, from a bare meaning."""
    try:
        placed = _Resolver(anchor, direction).place(meaning)
    except (_Unresolved, OverflowError):
        return None
    except ValueError as error:
        # The words name no day of the calendar; a span that breaks the model is a mistake of ours and must be heard of.
        if isinstance(error, ValidationError):
            raise
        return None
    return ResolvedTime(placed.value, placed.span, rule, placed.inferred)


def _span(period: Period) -> TimeSpan:
    return TimeSpan(start=period.start, end=period.end, precision=period.precision)


def _of(period: Period, *, inferred: bool) -> _Placed:
    return _Placed(period.value, _span(period), inferred, period)


class _Resolver:
    def __init__(self, anchor: Anchor, direction: Direction) -> None:
        self._anchor = anchor
        self._direction = direction

    @property
    def _today(self) -> dt.date:
        if self._anchor.published is None:
            raise _Unresolved
        return self._anchor.published

    def _base(self, base: str) -> dt.date:
        if base == "published":
            return self._today
        narrative = self._anchor.narrative
        if narrative is None or narrative.start is None:
            raise _Unresolved
        return narrative.start

    def place(self, meaning: Expression) -> _Placed:
        match meaning:
            case Calendar():
                return self._calendar(meaning)
            case Division():
                return self._division(meaning)
            case Years(first, length, known):
                period = almanac.decade(first) if length == 10 else almanac.century(first)
                return _of(period, inferred=not known)
            case Feast(key, year, step):
                return self._feast(key, year, step)
            case LatestQuarter():
                return self._latest_quarter()
            case Step(unit, step, base):
                return self._step(unit, step, base)
            case Named(what, step):
                return self._named(what, step)
            case Amount():
                return _Placed(duration_value(meaning))
            case Shift(amount, sign, base):
                return self._shift(amount, sign, base)
            case Window(amount, sign):
                return self._window(amount, sign)
            case Every(value) | Vague(value):
                return _Placed(value)
            case Clock() | Part() | Overnight():
                return self._time_alone(meaning)
            case At(day, time):
                return self._at(self.place(day), time)
            case Within(period, edge, loose):
                return self._within(self.place(period), edge, loose=loose)
            case Portion(amount, edge, period):
                return self._portion(amount, edge, self.place(period))
            case Eve(period):
                whole = self.place(period)
                if whole.period is None:
                    raise _Unresolved
                return _of(almanac.day(whole.period.start - dt.timedelta(1)), inferred=whole.inferred)
            case UnitOf(unit, period):
                return self._unit_of(unit, self.place(period))
            case Nth():
                return self._nth(meaning)
            case Anniversary():
                return _Placed("XXXX-XX-XX")
            case Range(first, last):
                return self._range(first, last)
            case Bound(period, kind):
                # "Before the end of February" reaches to that end.
                inside = kind == "before" and isinstance(period, Within) and period.edge == "END"
                return self._bound(self.place(period), "until" if inside else kind)

    def _calendar(self, date: Calendar) -> _Placed:
        if date.month is None and date.day is None:
            if date.weekday is not None:
                return _of(almanac.day(choosing.weekday(date.weekday, self._today, self._direction)), inferred=True)
            if date.year is None:
                raise _Unresolved
            return _of(almanac.year(date.year), inferred=False)
        if date.month is None:
            return _of(choosing.day_of_month(date, self._today, self._direction), inferred=True)
        if date.year is not None:
            return _of(choosing.in_year(date, date.year), inferred=False)
        return _of(choosing.without_year(date, self._today, self._direction), inferred=True)

    def _division(self, division: Division) -> _Placed:
        if division.year is not None:
            return _of(almanac.division(division.code, division.year), inferred=False)
        if division.named_year is not None:
            year = self._today.year + division.named_year.step
            return _of(almanac.division(division.code, year), inferred=True)
        options = [almanac.division(division.code, year) for year in range(self._today.year - 2, self._today.year + 3)]
        return _of(choosing.pick(options, self._today, self._direction), inferred=True)

    def _step(self, unit: Unit, step: int, base: str) -> _Placed:
        if base == "narrative" and unit in ("day", "night"):
            self._need_a_day()
        date = self._base(base)
        if unit == "weekend" and step == 0 and self._direction != "future" and date.isoweekday() < 6:
            step = 0 if self._direction == "nearest" else -1
        period = almanac.unit(unit, date, step)
        if period is None:
            raise _Unresolved
        return _of(period, inferred=True)

    def _need_a_day(self) -> None:
        narrative = self._anchor.narrative
        if narrative is None or narrative.start is None or narrative.start != narrative.end:
            raise _Unresolved

    def _named(self, what: Calendar | Division, step: int) -> _Placed:
        today = self._today
        years = range(today.year - 2, today.year + 3)
        if isinstance(what, Division):
            return _of(choosing.named([almanac.division(what.code, year) for year in years], today, step), inferred=True)
        if what.month is not None:
            return _of(choosing.named([almanac.month(year, what.month) for year in years], today, step), inferred=True)
        return _of(almanac.day(choosing.named_weekday(what.weekday or 1, today, step)), inferred=True)

    def _feast(self, key: str, year: int | None, step: int | None) -> _Placed:
        if feasts.feasts()[key]["calendar"] == "fixed":
            return _of(feasts.in_year(key, feasts.feasts()[key]["date"].year)[0], inferred=False)
        if year is not None:
            return _of(feasts.in_year(key, year)[0], inferred=False)
        options = [period for number in range(self._today.year - 2, self._today.year + 3) for period in feasts.in_year(key, number)]
        return _of(
            choosing.pick(options, self._today, self._direction) if step is None else choosing.named(options, self._today, step), inferred=True
        )

    def _latest_quarter(self) -> _Placed:
        narrative = self._narrative_quarter()
        return _of(narrative or almanac.quarter(self._today, -1), inferred=True)

    def _narrative_quarter(self) -> Period | None:
        """The quarter the story is at, where it is at a whole quarter."""
        narrative = self._anchor.narrative
        if narrative is None or narrative.start is None or narrative.precision != "season":
            return None
        period = almanac.quarter(narrative.start)
        return period if (period.start, period.end) == (narrative.start, narrative.end) else None

    def _shift(self, amount: Amount, sign: int, base: str) -> _Placed:
        if amount.count is None:
            return _Placed("PAST_REF" if sign < 0 else "FUTURE_REF")
        if base == "narrative" and amount.unit in DAYS_IN and amount.unit not in ("week", "fortnight"):
            self._need_a_day()
        quarter = self._narrative_quarter() if amount.unit == "year" and amount.count == 1 else None
        if quarter is not None:
            # After a quarter is named, "a year earlier" is the same quarter of the year before.
            return _of(almanac.quarter(quarter.start, 4 * sign), inferred=True)
        date = self._base(base)
        count = sign * amount.count
        if amount.unit in ("second", "minute", "hour"):
            hours = count * {"second": 1 / 3600, "minute": 1 / 60, "hour": 1}[amount.unit]
            days = round(hours / 24) if abs(hours) >= 24 else 0
            return _of(almanac.day(date + dt.timedelta(days)), inferred=True)
        if amount.unit in ("day", "night"):
            return self._loose(almanac.day(date + dt.timedelta(round(count))), amount)
        if amount.unit in ("week", "fortnight", "weekend"):
            there = date + dt.timedelta(round(count * DAYS_IN[amount.unit]))
            return _of(almanac.week(there), inferred=True)
        months = round(count * MONTHS_IN[amount.unit])
        there = almanac.shift_day(date, months)
        if amount.unit in ("month", "quarter", "half"):
            return _of(almanac.month(there.year, there.month), inferred=True)
        whole = almanac.year(there.year)
        if amount.unit in ("decade", "century"):
            slack = 2 if amount.unit == "decade" else 20
            span = TimeSpan(start=dt.date(there.year - slack, 1, 1), end=dt.date(there.year + slack, 12, 31), precision="longer")
            return _Placed(whole.value, span, True, whole)
        if amount.count != int(amount.count) and amount.count < 3:
            return _of(almanac.division("H1" if there.month <= 6 else "H2", there.year), inferred=True)
        return _of(whole, inferred=True)

    @staticmethod
    def _loose(period: Period, amount: Amount) -> _Placed:
        """A day give or take one, where the words are not exact ("two or three days ago")."""
        if not amount.approximate:
            return _of(period, inferred=True)
        span = TimeSpan(start=period.start - dt.timedelta(1), end=period.end + dt.timedelta(1), precision="days")
        return _Placed(period.value, span, True, period)

    def _window(self, amount: Amount, sign: int) -> _Placed:
        value = duration_value(amount)
        if amount.count is None or self._anchor.published is None:
            return _Placed(value)
        today = self._today
        if amount.unit in ("second", "minute", "hour"):
            hours = amount.count * {"second": 1 / 3600, "minute": 1 / 60, "hour": 1}[amount.unit]
            other = today + dt.timedelta(sign * -(-int(hours) // 24))
        elif amount.unit in DAYS_IN:
            other = today + dt.timedelta(sign * round(amount.count * DAYS_IN[amount.unit]))
        else:
            other = almanac.shift_day(today, sign * round(amount.count * MONTHS_IN[amount.unit]))
        start, end = min(today, other), max(today, other)
        return _Placed(value, TimeSpan(start=start, end=end, precision=almanac.precision_of(start, end)), True)

    def _time_alone(self, time: Clock | Part | Overnight) -> _Placed:
        if isinstance(time, Overnight):
            today = self._today
            before = today - dt.timedelta(1)
            return _Placed(f"{before}TNI", TimeSpan(start=before, end=today, precision="part_of_day", part="night"), True, almanac.day(before))
        narrative = self._anchor.narrative
        if narrative is None or narrative.start is None or narrative.start != narrative.end:
            return _Placed(f"XXXX-XX-XXT{self._time_value(time)}")
        return self._at(_Placed(narrative.start.isoformat(), TimeSpan.day(narrative.start), True, almanac.day(narrative.start)), time)

    @staticmethod
    def _time_value(time: Clock | Part | Overnight) -> str:
        match time:
            case Clock(hour, minute, zone):
                return f"{hour:02}:{minute:02}" + ("Z" if zone == "Z" else "")
            case Part(code):
                return _PART_VALUES.get(code, code)
            case _:
                return "NI"

    def _at(self, day: _Placed, time: Clock | Part | Overnight) -> _Placed:
        span = day.span
        if time == Part("NI") and day.period is None and span and span.start and span.end and (span.end - span.start).days == 1:
            # "The night of 24-25 August" is one night.
            night = TimeSpan(start=span.start, end=span.end, precision="part_of_day", part="night")
            return _Placed(f"{span.start}TNI", night, day.inferred)
        if day.span is None or day.period is None or day.period.start != day.period.end:
            raise _Unresolved
        date = day.period.start
        value = f"{date}T{self._time_value(time)}"
        match time:
            case Clock(hour, minute, zone):
                # The clock of a span is the clock at the event; a time in another zone does not tell it.
                if zone is not None and zone != self._anchor.zone:
                    return _Placed(value, TimeSpan.day(date), day.inferred, day.period)
                return _Placed(value, TimeSpan(start=date, end=date, precision="clock", clock=f"{hour:02}:{minute:02}"), day.inferred, day.period)
            case Part(code):
                return _Placed(value, TimeSpan(start=date, end=date, precision="part_of_day", part=PARTS[code]), day.inferred, day.period)
            case _:
                before = date - dt.timedelta(1)
                return _Placed(f"{before}TNI", TimeSpan(start=before, end=date, precision="part_of_day", part="night"), day.inferred, day.period)

    def _portion(self, amount: Amount, edge: str, whole: _Placed) -> _Placed:
        if amount.count is None:
            return self._within(whole, edge)
        if whole.period is None or amount.unit in ("second", "minute", "hour"):
            raise _Unresolved
        start, end = whole.period.start, whole.period.end
        if amount.unit in DAYS_IN:
            length = dt.timedelta(round(amount.count * DAYS_IN[amount.unit]) - 1)
            start, end = (start, start + length) if edge == "START" else (end - length, end)
        else:
            months = round(amount.count * MONTHS_IN[amount.unit])
            after = end + dt.timedelta(1)
            start, end = (start, almanac.shift_day(start, months) - dt.timedelta(1)) if edge == "START" else (almanac.shift_day(after, -months), end)
        return _Placed(duration_value(amount), TimeSpan(start=start, end=end, precision=almanac.precision_of(start, end)), whole.inferred)

    def _within(self, whole: _Placed, edge: str, *, loose: bool = False) -> _Placed:
        if whole.span is None or whole.period is None:
            return whole
        period = whole.period
        if period.start == period.end and loose:
            return whole
        if period.start == period.end:
            span = TimeSpan(start=period.start, end=period.end, precision="part_of_day", part=_EDGE_PARTS[edge])
            return replace(whole, span=span)
        start, end = almanac.edge(period, edge)
        today = self._anchor.published
        if today is not None and period.start <= today <= period.end:
            # "Earlier this month" ends today, "later this month" begins today.
            start, end = (period.start, today) if edge == "START" else (today, period.end) if edge == "END" else (start, end)
        return replace(whole, span=TimeSpan(start=start, end=end, precision=period.precision))

    @staticmethod
    def _unit_of(unit: Unit, whole: _Placed) -> _Placed:
        period = almanac.unit(unit, whole.period.start) if whole.period else None
        if period is None:
            raise _Unresolved
        return _of(period, inferred=whole.inferred)

    def _nth(self, nth: Nth) -> _Placed:
        if nth.period is None:
            return _Placed(f"P{nth.number}{LETTERS[nth.unit]}" if nth.number > 0 else "XXXX-XX-XX")
        whole = self.place(nth.period)
        if whole.period is None:
            raise _Unresolved
        start, end = whole.period.start, whole.period.end
        count = nth.number
        if nth.unit == "week" and whole.period.precision != "week":
            first = start + dt.timedelta(7 * (count - 1)) if count > 0 else end + dt.timedelta(7 * count + 1)
            days = Period(first, first + dt.timedelta(6), almanac.week(first + dt.timedelta(3)).value, "week")
            return _of(days, inferred=whole.inferred)
        unit = almanac.unit(nth.unit, end, count + 1) if count < 0 else almanac.unit(nth.unit, start, count - 1)
        if unit is None or unit.start > end or unit.end < start:
            raise _Unresolved
        return _of(unit, inferred=whole.inferred)

    def _range(self, first: Expression, last: Expression) -> _Placed:
        if isinstance(first, Calendar) and isinstance(last, Calendar) and first.year is None and last.year is not None:
            first = replace(first, year=last.year)
        end = self.place(last)
        begin = self.place(first)
        if begin.span is None or end.span is None or begin.span.start is None or end.span.end is None:
            raise _Unresolved
        start, stop = begin.span.start, end.span.end
        if start > stop and isinstance(first, Calendar) and first.weekday is not None:
            stop += dt.timedelta(7)
        if start > stop:
            raise _Unresolved
        coarse: TimePrecision = almanac.precision_of(start, stop)
        return _Placed(f"{begin.value}/{end.value}", TimeSpan(start=start, end=stop, precision=coarse), begin.inferred or end.inferred)

    def _bound(self, placed: _Placed, kind: str) -> _Placed:
        span = placed.span
        if span is None:
            return placed
        keep: TimePrecision = span.precision if span.precision not in ("clock", "part_of_day") else "day"
        if kind in ("since", "after"):
            return replace(placed, span=TimeSpan(start=span.start, precision=keep)) if span.start else placed
        if kind == "before":
            return replace(placed, span=TimeSpan(end=span.start - dt.timedelta(1), precision=keep)) if span.start else placed
        return replace(placed, span=TimeSpan(end=span.end, precision=keep)) if span.end else placed
