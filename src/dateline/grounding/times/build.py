"""From what a rule of grammar.toml matched to what it means: one small builder for each ``means``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

from dateline.grounding.times.amounts import AMOUNT_BUILDERS, amount_of
from dateline.grounding.times.captured import MONTHS, ORDINALS, int_of, step_of, unit_of, value_of, year_of
from dateline.grounding.times.captures import Captures
from dateline.grounding.times.lexicon import iso_day, numeric_day
from dateline.grounding.times.meaning import (
    Amount,
    Anniversary,
    At,
    Bound,
    Calendar,
    Clock,
    Division,
    Edge,
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
    Range,
    Shift,
    Step,
    UnitOf,
    Vague,
    Window,
    Within,
    Years,
    yearless,
)


def _calendar(captures: Captures) -> Expression | None:
    year = year_of(captures)
    return Calendar(
        year=year,
        month=int_of(captures, "month", *MONTHS),
        day=int_of(captures, "day", *ORDINALS),
        weekday=int_of(captures, "weekday", "WDAY", "WDAYABBR"),
    )


def _day_range(captures: Captures) -> Expression | None:
    month, year = int_of(captures, "month", *MONTHS), year_of(captures)
    first, last = int_of(captures, "day", *ORDINALS), int_of(captures, "final", *ORDINALS)
    if first is None or last is None or first >= last:
        return None
    return Range(Calendar(year=year, month=month, day=first), Calendar(year=year, month=month, day=last))


def _year_range(captures: Captures) -> Expression | None:
    first, last = year_of(captures), int_of(captures, "final", "YEAR", "TWO")
    if first is None or last is None:
        return None
    if last < 100:
        last += first // 100 * 100
    return Range(Calendar(year=first), Calendar(year=last)) if first < last else None


def _numeric_date(captures: Captures) -> Expression | None:
    token = captures.token("day") or ""
    iso = iso_day(token)
    day = iso[0] if iso else numeric_day(token)
    if day is None:
        return None
    guessed = "/" in token and day.day <= 12 and day.day != day.month
    date = Calendar(year=day.year, month=day.month, day=day.day, guessed=guessed)
    if iso and iso[1]:
        return At(date, Clock(int(iso[1][:2]), int(iso[1][3:5]), iso[1][5:] or None))
    return date


def _within_month(captures: Captures) -> Expression | None:
    month = int_of(captures, "month", *MONTHS)
    return Within(Calendar(month=month), _edge_of(captures))


def _edge_of(captures: Captures) -> Edge:
    return cast("Edge", value_of(captures, "edge", ("EARLY", "EDGE")))


def _decade(captures: Captures) -> Expression | None:
    token = captures.token("decade")
    if token is None:
        return Years(1900 + (int_of(captures, "word", "DECADEWORD") or 0), 10, century_known=False)
    digits = "".join(character for character in token if character.isdigit())
    if len(digits) == 4 and digits.endswith("00") and int(digits) < 2000:
        return Years(int(digits), 100)
    return Years(int(digits), 10) if len(digits) == 4 else Years(1900 + int(digits), 10, century_known=False)


def _century(captures: Captures) -> Expression | None:
    number = int_of(captures, "n", "ORD", "ORDWORD")
    return Years((number - 1) * 100, 100) if number and number <= 22 else None


def _quarter(captures: Captures) -> Expression | None:
    number = int_of(captures, "n", "ORDWORD", "TWO")
    unit = (captures.words("unit") or ["quarter"])[0]
    if number is None or number > (4 if unit == "quarter" else 2):
        return None
    code = f"{'Q' if unit == 'quarter' else 'H'}{number}"
    if captures.words("step"):
        return Division(code, named_year=Step("year", step_of(captures)))
    return Division(code, year=year_of(captures))


def _season(captures: Captures) -> Expression | None:
    return Division(str(captures.value("season", "SEASON")), year=year_of(captures))


def _simple_step(captures: Captures) -> Expression | None:
    unit = unit_of(captures)
    if unit is None:
        return None
    word = (captures.words("step") or ["this"])[0]
    if word == "past" and unit in ("week", "month", "year"):
        return Window(Amount(1, unit), -1, calendar=True)
    narrative = word in ("following", "previous", "preceding") or (unit == "day" and word == "next")
    return Step(unit, step_of(captures), "narrative" if narrative else "published")


def _day_step(captures: Captures) -> Expression | None:
    return Step("day", captures.constants["step"])


def _named_step(captures: Captures) -> Expression | None:
    month, day = int_of(captures, "month", *MONTHS), int_of(captures, "day", *ORDINALS)
    if month is not None:
        return Calendar(month=month, day=day, weekday=int_of(captures, "what", "WDAY"))
    season = captures.value("what", "SEASON")
    if season is not None:
        return Named(Division(str(season)), step_of(captures))
    return Named(Calendar(month=int_of(captures, "what", *MONTHS), weekday=int_of(captures, "what", "WDAY")), step_of(captures))


def _this_day(captures: Captures) -> Expression | None:  # noqa: ARG001
    return Shift(Amount(1, "year"), -1, to_the_day=True)


def _before_last(captures: Captures) -> Expression | None:
    weekday, unit = int_of(captures, "what", "WDAY"), unit_of(captures)
    if weekday is not None:
        return Named(Calendar(weekday=weekday), -2)
    if unit == "night":
        return At(Step("day", -2), Part("NI"))
    return Step(unit, -2) if unit else None


def _day_in_month(captures: Captures) -> Expression | None:
    day = int_of(captures, "day", *ORDINALS)
    return Nth(day, "day", Step("month", step_of(captures))) if day is not None else None


def _weekday_week(captures: Captures) -> Expression | None:
    return Nth(int_of(captures, "what", "WDAY") or 0, "day", Step("week", step_of(captures)))


def _narrative_step(captures: Captures) -> Expression | None:
    unit = unit_of(captures)
    if unit == "night":
        return At(Step("day", step_of(captures), "narrative"), Part("NI"))
    return Step(unit, step_of(captures), "narrative") if unit else None


def _narrative_part(captures: Captures) -> Expression | None:
    return At(Step("day", step_of(captures), "narrative"), Part(str(captures.value("part", "PART"))))


def _vague(captures: Captures) -> Expression | None:
    return Vague(captures.constants["reference"])


_EVERY = {
    "second": "PT1S",
    "minute": "PT1M",
    "hour": "PT1H",
    "day": "P1D",
    "night": "XXXX-XX-XXTNI",
    "week": "P1W",
    "fortnight": "P2W",
    "weekend": "XXXX-WXX-WE",
} | {
    "month": "P1M",
    "quarter": "P3M",
    "year": "P1Y",
    "decade": "P10Y",
    "century": "P100Y",
}


def _every(captures: Captures) -> Expression | None:
    frequency = captures.value("what", "FREQUENCY")
    if frequency is not None:
        return Every(str(frequency))
    weekday = int_of(captures, "what", "WDAY", "WDAYS")
    if weekday is not None:
        part = captures.value("what2", "PARTS")
        return Every(f"XXXX-WXX-{weekday}" + (f"T{part}" if part else ""))
    month = int_of(captures, "what", "MONTH")
    if month is not None:
        return Every(f"XXXX-{month:02}")
    for cls, form in (("SEASON", "XXXX-{}"), ("PART", "XXXX-XX-XXT{}")):
        found = captures.value("what", cls)
        if found is not None:
            return Every(form.format(found))
    unit = unit_of(captures, "what")
    return Every(_EVERY[unit]) if unit else None


def _part(captures: Captures) -> Expression | None:
    code = captures.value("part", "PART")
    if code is not None:
        return Part("DAWN" if captures.words("edge") == ["pre"] else str(code))
    text = captures.words("all")
    if "overnight" in text:
        return Overnight()
    return Part(str(captures.constants.get("code", "NI")))


def _part_step(captures: Captures) -> Expression | None:
    words = captures.words("all")
    code = captures.value("part", "PART")
    part = Part(str(code or "NI"))
    if words[0] in ("last", "yesterday"):
        return At(Step("day", -1), part)
    return At(Step("day", 1 if words[0] == "tomorrow" else 0), part)


def _clock(captures: Captures) -> Expression | None:
    word = captures.words("word")
    if word:
        return Clock(12, 0) if word[0] == "noon" else Part("MIDNIGHT")
    token = captures.token("time") or ""
    if ":" in token or "." in token:
        hour, minute = (int(part) for part in token.replace(".", ":").split(":"))
    elif len(token) == 4 and token.isdecimal():
        hour, minute = int(token[:2]), int(token[2:])
    else:
        hour, minute = int_of(captures, "time", "NUM", "NUMWORD") or 0, 0
    past = captures.words("past")
    if past:
        hour, minute = (hour, 30 if past[0] == "half" else 15) if past[-1] == "past" else (hour - 1, 45)
    half = captures.value("ampm", "AMPM") or {"morning": "a", "afternoon": "p", "evening": "p"}.get(captures.token("half") or "")
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    zone = captures.value("zone", "ZONE")
    if token.isdecimal() and len(token) == 4 and 1900 <= int(token) <= 2049 and len(captures.items("all")) <= 2:
        # "At 2016" alone may as well be a year.
        return None
    return Clock(hour, minute, str(zone) if zone is not None else None) if hour < 24 else None


def _anniversary(captures: Captures) -> Expression | None:
    return Anniversary(int_of(captures, "n", *ORDINALS))


def _nth(captures: Captures) -> Expression | None:
    number = int_of(captures, "n", *ORDINALS)
    return Nth(number, unit_of(captures) or "day") if number is not None else None


def _nth_of(captures: Captures) -> Expression | None:
    nth: Nth | None = captures.node("nth")
    if nth is None:
        nth = Nth(-1, unit_of(captures) or "day")
    return replace(nth, period=captures.node("date"))


def _feast(captures: Captures) -> Expression | None:
    return Feast(captures.constants["key"], year_of(captures), step_of(captures) if captures.words("step") else None)


def _latest_quarter(captures: Captures) -> Expression | None:  # noqa: ARG001
    return LatestQuarter()


def _edge(captures: Captures) -> Expression | None:
    edge = _edge_of(captures) if captures.words("edge")[0] != "end" else "END"
    period = captures.node("date")
    if period is None:
        unit = unit_of(captures)
        if unit is None:
            return None
        period = Step(unit, 0)
    return Within(period, edge, loose=captures.words("edge")[0] in ("earlier", "later"))


def _of_year(captures: Captures) -> Expression | None:
    date, year = captures.node("date"), captures.node("year")
    season = captures.value("season", "SEASON")
    if season:
        date = Division(str(season))
    if isinstance(year, Step) and year.unit == "week" and isinstance(date, Calendar) and date.weekday and date.day is None:
        return Nth(date.weekday, "day", year)
    counted = year.unit if isinstance(year, Step) else year.amount.unit if isinstance(year, Shift) and year.amount.count is not None else None
    if counted != "year" or not yearless(date):
        return None
    edge = captures.value("edge", "EARLY")
    return OfYear(Within(date, cast("Edge", edge)) if edge else date, year)


def _to_the_day(captures: Captures) -> Expression | None:
    shift, unit = captures.node("shift"), captures.node("unit")
    if not isinstance(shift, Shift) or shift.amount.unit not in ("month", "year", "decade", "week") or shift.amount.count is None:
        return None
    day = replace(shift, to_the_day=True)
    if unit is None:
        return day
    if not isinstance(unit, Step) or unit.step != 0 or unit.base != "published":
        return None
    return day if unit.unit == "day" else UnitOf(unit.unit, day)


def _night_between(captures: Captures) -> Expression | None:
    return At(Range(captures.node("first"), captures.node("last")), Part("NI"))


def _week_of(captures: Captures) -> Expression | None:
    unit = unit_of(captures)
    return UnitOf(unit, captures.node("date")) if unit else None


def _eve(captures: Captures) -> Expression | None:
    return Eve(captures.node("date"))


def _weekday_ago(captures: Captures) -> Expression | None:
    amount, weekday = amount_of(captures), int_of(captures, "weekday", "WDAY")
    return Nth(weekday, "day", Shift(amount, -1)) if amount and weekday else None


def _month_range(captures: Captures) -> Expression | None:
    year = year_of(captures)
    return Range(Calendar(year=year, month=int_of(captures, "month", *MONTHS)), Calendar(year=year, month=int_of(captures, "final", *MONTHS)))


def _same(captures: Captures) -> Any:
    return captures.node("same")


_NIGHTFALL = 6
"""From this hour of the clock "at night" is the evening's night."""


def _day_time(captures: Captures) -> Expression | None:
    time, half = captures.node("time"), captures.node("half")
    late = (
        half.code in ("AF", "EV") or (half.code == "NI" and isinstance(time, Clock) and time.hour >= _NIGHTFALL) if isinstance(half, Part) else False
    )
    if late and isinstance(time, Clock) and 1 <= time.hour < 12:
        time = replace(time, hour=time.hour + 12)
    return At(captures.node("day"), time)


def _range(captures: Captures) -> Expression | None:
    return Range(captures.node("first"), captures.node("last"))


def _bound(captures: Captures) -> Expression | None:
    kind = captures.words("kind")[0]
    return Bound(captures.node("date"), "until" if kind in ("till", "through") else cast("Any", kind))


def _nothing(captures: Captures) -> Any:  # noqa: ARG001
    return False


BUILDERS: dict[str, Callable[[Captures], Any]] = {
    **AMOUNT_BUILDERS,
    "anniversary": _anniversary,
    "before_last": _before_last,
    "bound": _bound,
    "calendar": _calendar,
    "century": _century,
    "day_in_month": _day_in_month,
    "clock": _clock,
    "day_range": _day_range,
    "day_step": _day_step,
    "day_time": _day_time,
    "decade": _decade,
    "edge": _edge,
    "feast": _feast,
    "latest_quarter": _latest_quarter,
    "eve": _eve,
    "every": _every,
    "month_range": _month_range,
    "named_step": _named_step,
    "narrative_part": _narrative_part,
    "narrative_step": _narrative_step,
    "nothing": _nothing,
    "nth": _nth,
    "nth_of": _nth_of,
    "numeric_date": _numeric_date,
    "part": _part,
    "part_step": _part_step,
    "quarter": _quarter,
    "range": _range,
    "same": _same,
    "season": _season,
    "step": _simple_step,
    "vague": _vague,
    "night_between": _night_between,
    "of_year": _of_year,
    "this_day": _this_day,
    "to_the_day": _to_the_day,
    "week_of": _week_of,
    "weekday_ago": _weekday_ago,
    "weekday_week": _weekday_week,
    "within_month": _within_month,
    "year_range": _year_range,
}
