"""Place a temporal expression on the calendar, by the rules of news.

News looks back: a weekday is the last one that has come, the day of publication included; a month or a day without a year is the
last one that has begun; where the sentence is about the future, the caller says so. What the words do not fix stays open.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from pydantic import ValidationError

from dateline.grounding.times import almanac, choosing, counting, feasts
from dateline.grounding.times.almanac import Period
from dateline.grounding.times.anchor import Anchor, Direction, ResolvedTime
from dateline.grounding.times.durations import LETTERS, LONGEST_BASE, duration_value
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
    OfYear,
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
    with_year,
)
from dateline.grounding.times.placed import Placed, Unresolved, whole
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
    except (Unresolved, OverflowError):
        return None
    except ValueError as error:
        # The words name no day of the calendar; a span that breaks the model is a mistake of ours and must be heard of.
        if isinstance(error, ValidationError):
            raise
        return None
    return ResolvedTime(placed.value, placed.span, rule, placed.inferred)


class _Resolver:
    def __init__(self, anchor: Anchor, direction: Direction) -> None:
        self._anchor = anchor
        self._direction = direction

    @property
    def _today(self) -> dt.date:
        if self._anchor.published is None:
            raise Unresolved
        return self._anchor.published

    def _base(self, base: str, unit: Unit) -> dt.date:
        """The day counted from; the story's own time must be known as finely as the unit that is counted in."""
        if base == "published":
            return self._today
        narrative = self._anchor.narrative
        if narrative is None or narrative.start is None or narrative.end is None:
            raise Unresolved
        if (narrative.end - narrative.start).days >= LONGEST_BASE[unit]:
            raise Unresolved
        return narrative.start

    def place(self, meaning: Expression) -> Placed:
        match meaning:
            case Calendar():
                return self._calendar(meaning)
            case Division():
                return self._division(meaning)
            case Years(first, length, known):
                period = almanac.decade(first) if length == 10 else almanac.century(first)
                return whole(period, inferred=not known)
            case Feast(key, year, step):
                return self._feast(key, year, step)
            case LatestQuarter():
                return self._latest_quarter()
            case Step(unit, step, base):
                return self._step(unit, step, base)
            case Named(what, step):
                return self._named(what, step)
            case Amount():
                return Placed(duration_value(meaning))
            case Shift():
                return self._shift(meaning)
            case Window(amount, sign, calendar):
                if calendar:
                    return replace(counting.window(amount, sign, self._today), value=self._step(amount.unit, sign, "published").value)
                return Placed(duration_value(amount)) if self._anchor.published is None else counting.window(amount, sign, self._today)
            case Every(value) | Vague(value):
                return Placed(value)
            case Clock() | Part() | Overnight():
                return self._time_alone(meaning)
            case At(day, time):
                return self._at(self.place(day), time)
            case Within(period, edge, loose):
                return self._within(self.place(period), edge, loose=loose)
            case Portion(amount, edge, period):
                return self._within(self.place(period), edge) if amount.count is None else counting.portion(amount, edge, self.place(period))
            case Eve(period):
                placed = self.place(period)
                if placed.period is None:
                    raise Unresolved
                return whole(almanac.day(placed.period.start - dt.timedelta(1)), inferred=placed.inferred)
            case OfYear(date, year):
                placed = self.place(year)
                if placed.span is None or placed.span.start is None:
                    raise Unresolved
                return replace(self.place(with_year(date, placed.span.start.year)), inferred=True)
            case UnitOf(unit, period):
                return self._unit_of(unit, self.place(period))
            case Nth():
                return self._nth(meaning)
            case Anniversary():
                return Placed("XXXX-XX-XX")
            case Range(first, last):
                return self._range(first, last)
            case Bound(period, kind):
                # "Before the end of February" reaches to that end.
                inside = kind == "before" and isinstance(period, Within) and period.edge == "END"
                return self._bound(self.place(period), "until" if inside else kind)

    def _calendar(self, date: Calendar) -> Placed:
        if date.month is None and date.day is None:
            if date.weekday is not None:
                return whole(almanac.day(choosing.weekday(date.weekday, self._today, self._direction)), inferred=True)
            if date.year is None:
                raise Unresolved
            return whole(almanac.year(date.year), inferred=False)
        if date.month is None:
            return whole(choosing.day_of_month(date, self._today, self._direction), inferred=True)
        if date.year is not None:
            return whole(choosing.in_year(date, date.year), inferred=date.guessed)
        return whole(choosing.without_year(date, self._today, self._direction), inferred=True)

    def _division(self, division: Division) -> Placed:
        if division.year is not None:
            return whole(almanac.division(division.code, division.year), inferred=False)
        if division.named_year is not None:
            year = self._today.year + division.named_year.step
            return whole(almanac.division(division.code, year), inferred=True)
        options = [almanac.division(division.code, year) for year in range(self._today.year - 2, self._today.year + 3)]
        return whole(choosing.pick(options, self._today, self._direction), inferred=True)

    def _step(self, unit: Unit, step: int, base: str) -> Placed:
        date = self._base(base, unit)
        if unit == "weekend" and step == 0 and self._direction != "future" and date.isoweekday() < 6:
            step = 0 if self._direction == "nearest" else -1
        period = almanac.unit(unit, date, step)
        if period is None:
            raise Unresolved
        return whole(period, inferred=True)

    def _named(self, what: Calendar | Division, step: int) -> Placed:
        today = self._today
        years = range(today.year - 2, today.year + 3)
        if isinstance(what, Division):
            return whole(choosing.named([almanac.division(what.code, year) for year in years], today, step), inferred=True)
        if what.month is not None:
            return whole(choosing.named([almanac.month(year, what.month) for year in years], today, step), inferred=True)
        return whole(almanac.day(choosing.named_weekday(what.weekday or 1, today, step)), inferred=True)

    def _feast(self, key: str, year: int | None, step: int | None) -> Placed:
        if feasts.feasts()[key]["calendar"] == "fixed":
            return whole(feasts.in_year(key, feasts.feasts()[key]["date"].year)[0], inferred=False)
        if year is not None:
            return whole(feasts.in_year(key, year)[0], inferred=False)
        options = [period for number in range(self._today.year - 2, self._today.year + 3) for period in feasts.in_year(key, number)]
        return whole(
            choosing.pick(options, self._today, self._direction) if step is None else choosing.named(options, self._today, step), inferred=True
        )

    def _latest_quarter(self) -> Placed:
        narrative = self._narrative_quarter()
        return whole(narrative or almanac.quarter(self._today, -1), inferred=True)

    def _narrative_quarter(self) -> Period | None:
        """The quarter the story is at, where it is at a whole quarter."""
        narrative = self._anchor.narrative
        if narrative is None or narrative.start is None or narrative.precision != "season":
            return None
        period = almanac.quarter(narrative.start)
        return period if (period.start, period.end) == (narrative.start, narrative.end) else None

    def _shift(self, shift: Shift) -> Placed:
        amount = shift.amount
        if amount.count is None:
            return Placed("PAST_REF" if shift.sign < 0 else "FUTURE_REF")
        if shift.to_the_day:
            return counting.to_the_day(amount, shift.sign, self._base(shift.base, amount.unit))
        quarter = self._narrative_quarter() if amount.unit == "year" and amount.count == 1 else None
        if quarter is not None:
            # After a quarter is named, "a year earlier" is the same quarter of the year before.
            return whole(almanac.quarter(quarter.start, 4 * shift.sign), inferred=True)
        base = self._base(shift.base, amount.unit)
        return counting.week_ago(base) if _a_week_ago(shift) else counting.shifted(amount, shift.sign, base)

    def _time_alone(self, time: Clock | Part | Overnight) -> Placed:
        if isinstance(time, Overnight):
            today = self._today
            before = today - dt.timedelta(1)
            return Placed(f"{before}TNI", TimeSpan(start=before, end=today, precision="part_of_day", part="night"), True, almanac.day(before))
        narrative = self._anchor.narrative
        if narrative is None or narrative.start is None or narrative.start != narrative.end:
            return Placed(f"XXXX-XX-XXT{self._time_value(time)}")
        return self._at(Placed(narrative.start.isoformat(), TimeSpan.day(narrative.start), True, almanac.day(narrative.start)), time)

    @staticmethod
    def _time_value(time: Clock | Part | Overnight) -> str:
        match time:
            case Clock(hour, minute, zone):
                return f"{hour:02}:{minute:02}" + ("Z" if zone == "Z" else "")
            case Part(code):
                return _PART_VALUES.get(code, code)
            case _:
                return "NI"

    def _at(self, day: Placed, time: Clock | Part | Overnight) -> Placed:
        span = day.span
        if time == Part("NI") and day.period is None and span and span.start and span.end and (span.end - span.start).days == 1:
            # "The night of 24-25 August" is one night.
            night = TimeSpan(start=span.start, end=span.end, precision="part_of_day", part="night")
            return Placed(f"{span.start}TNI", night, day.inferred)
        if day.span is None or day.period is None or day.period.start != day.period.end:
            raise Unresolved
        date = day.period.start
        value = f"{date}T{self._time_value(time)}"
        match time:
            case Clock(hour, minute, zone):
                # The clock of a span is the clock at the event; a time in another zone does not tell it.
                if zone is not None and zone != self._anchor.zone:
                    return Placed(value, TimeSpan.day(date), day.inferred, day.period)
                return Placed(value, TimeSpan(start=date, end=date, precision="clock", clock=f"{hour:02}:{minute:02}"), day.inferred, day.period)
            case Part(code):
                return Placed(value, TimeSpan(start=date, end=date, precision="part_of_day", part=PARTS[code]), day.inferred, day.period)
            case _:
                before = date - dt.timedelta(1)
                return Placed(f"{before}TNI", TimeSpan(start=before, end=date, precision="part_of_day", part="night"), day.inferred, day.period)

    def _within(self, placed: Placed, edge: str, *, loose: bool = False) -> Placed:
        if placed.span is None or placed.period is None:
            return placed
        period = placed.period
        if period.start == period.end and loose:
            return placed
        if period.start == period.end:
            span = TimeSpan(start=period.start, end=period.end, precision="part_of_day", part=_EDGE_PARTS[edge])
            return replace(placed, span=span)
        start, end = almanac.edge(period, edge)
        today = self._anchor.published
        if today is not None and period.start <= today <= period.end:
            # "Earlier this month" ends today, "later this month" begins today.
            start, end = (period.start, today) if edge == "START" else (today, period.end) if edge == "END" else (start, end)
        return replace(placed, span=TimeSpan(start=start, end=end, precision=period.precision))

    @staticmethod
    def _unit_of(unit: Unit, placed: Placed) -> Placed:
        period = almanac.unit(unit, placed.period.start) if placed.period else None
        if period is None:
            raise Unresolved
        return whole(period, inferred=placed.inferred)

    def _nth(self, nth: Nth) -> Placed:
        if nth.period is None:
            return Placed(f"P{nth.number}{LETTERS[nth.unit]}" if nth.number > 0 else "XXXX-XX-XX")
        placed = self.place(nth.period)
        if placed.period is None:
            raise Unresolved
        start, end = placed.period.start, placed.period.end
        count = nth.number
        if nth.unit == "week" and placed.period.precision != "week":
            first = start + dt.timedelta(7 * (count - 1)) if count > 0 else end + dt.timedelta(7 * count + 1)
            days = Period(first, first + dt.timedelta(6), almanac.week(first + dt.timedelta(3)).value, "week")
            return whole(days, inferred=placed.inferred)
        unit = almanac.unit(nth.unit, end, count + 1) if count < 0 else almanac.unit(nth.unit, start, count - 1)
        if unit is None or unit.start > end or unit.end < start:
            raise Unresolved
        return whole(unit, inferred=placed.inferred)

    def _range(self, first: Expression, last: Expression) -> Placed:
        if isinstance(first, Calendar) and isinstance(last, Calendar) and first.year is None and last.year is not None:
            first = replace(first, year=last.year)
        end = self.place(last)
        begin = self.place(first)
        if begin.span is None or end.span is None or begin.span.start is None or end.span.end is None:
            raise Unresolved
        start, stop = begin.span.start, end.span.end
        first_value, last_value = begin.value, end.value
        if start > stop and (stop - start).days > -7:
            # "From Friday to Sunday" on a Friday: the days of one week, the last that is over or the first to come.
            week = dt.timedelta(7)
            if self._direction == "future":
                stop += week
                last_value = f"{stop}{last_value[10:]}"
            else:
                start -= week
                first_value = f"{start}{first_value[10:]}"
        if start > stop:
            raise Unresolved
        coarse: TimePrecision = almanac.precision_of(start, stop)
        return Placed(f"{first_value}/{last_value}", TimeSpan(start=start, end=stop, precision=coarse), begin.inferred or end.inferred)

    def _bound(self, placed: Placed, kind: str) -> Placed:
        span = placed.span
        if span is None:
            return placed
        keep: TimePrecision = span.precision if span.precision not in ("clock", "part_of_day") else "day"
        if kind in ("since", "after"):
            return replace(placed, span=TimeSpan(start=span.start, precision=keep)) if span.start else placed
        if kind == "before":
            return replace(placed, span=TimeSpan(end=span.start - dt.timedelta(1), precision=keep)) if span.start else placed
        return replace(placed, span=TimeSpan(end=span.end, precision=keep)) if span.end else placed


def _a_week_ago(shift: Shift) -> bool:
    amount = shift.amount
    return shift.base == "published" and shift.sign < 0 and amount.unit == "week" and amount.count == 1 and not amount.approximate
