"""From what a rule of grammar.toml matched to what it means: one small builder for each ``means``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

from dateline.grounding.times.grammar import Captures
from dateline.grounding.times.lexicon import WordValue, iso_day, lexicon, numeric_day, table
from dateline.grounding.times.meaning import (
    Amount,
    Anniversary,
    At,
    Bound,
    Calendar,
    Clock,
    Division,
    Edge,
    Every,
    Expression,
    Feast,
    LatestQuarter,
    Named,
    Nth,
    Overnight,
    Part,
    Range,
    Shift,
    Step,
    Unit,
    Vague,
    Window,
    Within,
    Years,
)

_MONTHS = ("MONTH", "MONTHAMB", "MONTHGIVEN", "MONTHABBR")
_ORDINALS = ("DAY", "DAYORD", "ORD", "ORDWORD", "NUM", "NUMWORD")


def _value(captures: Captures, name: str, classes: tuple[str, ...]) -> WordValue | None:
    for cls in classes:
        found = captures.value(name, cls)
        if found is not None:
            return found
    return None


def _int(captures: Captures, name: str, *classes: str) -> int | None:
    found = _value(captures, name, classes)
    return int(found) if found is not None else None


def _unit(captures: Captures, name: str = "unit") -> Unit | None:
    if captures.token(name) is None:
        return None
    if captures.words(name)[0] == "half":
        return "half"
    return cast("Unit | None", _value(captures, name, ("UNIT1", "UNITS")))


def _year(captures: Captures, name: str = "year") -> int | None:
    node = captures.node(name)
    return int(node) if isinstance(node, int) else _int(captures, name, "YEAR", "OLDYEAR")


def _step(captures: Captures) -> int:
    word = captures.words("step")
    if not word or word[0] in ("this", "current"):
        return 0
    return int({**table("STEPBACK"), **table("STEPON"), "before": -1, "after": 1}[word[0]])


def _number(captures: Captures) -> float | None:
    total = 0.0
    current = 0.0
    words = captures.words("all") or []
    for word in words:
        if word in ("-", "and", "a", "/"):
            continue
        classes = lexicon().classes(word)
        if "BIGNUM" in classes:
            current = (current or 1) * int(classes["BIGNUM"])
        elif "NUMWORD" in classes:
            current += int(classes["NUMWORD"])
        elif "NUM" in classes:
            current += float(classes["NUM"])
    return total + current


def _fraction(captures: Captures) -> float | None:
    whole, top, bottom = (_int(captures, name, "NUM") for name in ("whole", "top", "bottom"))
    return (whole or 0) + (top or 0) / bottom if bottom else None


def _spelled_year(captures: Captures) -> int | None:
    ones = _int(captures, "ones", "NUMWORD") or 0
    century = _int(captures, "century", "NUMWORD")
    if century is None:
        return 2000 + ones
    tens = _int(captures, "tens", "TENS") or 0
    if not 10 <= century <= 20 or ones > 9:
        return None
    return century * 100 + tens + ones


def _calendar(captures: Captures) -> Expression | None:
    year = _year(captures)
    return Calendar(
        year=year,
        month=_int(captures, "month", *_MONTHS),
        day=_int(captures, "day", *_ORDINALS),
        weekday=_int(captures, "weekday", "WDAY", "WDAYABBR"),
    )


def _day_range(captures: Captures) -> Expression | None:
    month, year = _int(captures, "month", *_MONTHS), _year(captures)
    first, last = _int(captures, "day", *_ORDINALS), _int(captures, "final", *_ORDINALS)
    if first is None or last is None or first >= last:
        return None
    return Range(Calendar(year=year, month=month, day=first), Calendar(year=year, month=month, day=last))


def _year_range(captures: Captures) -> Expression | None:
    first, last = _year(captures), _int(captures, "final", "YEAR", "TWO")
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
    date = Calendar(year=day.year, month=day.month, day=day.day)
    if iso and iso[1]:
        return At(date, Clock(int(iso[1][:2]), int(iso[1][3:5]), iso[1][5:] or None))
    return date


def _within_month(captures: Captures) -> Expression | None:
    month = _int(captures, "month", *_MONTHS)
    return Within(Calendar(month=month), _edge_of(captures))


def _edge_of(captures: Captures) -> Edge:
    return cast("Edge", _value(captures, "edge", ("EARLY", "EDGE")))


def _decade(captures: Captures) -> Expression | None:
    token = captures.token("decade")
    if token is None:
        return Years(1900 + (_int(captures, "word", "DECADEWORD") or 0), 10, century_known=False)
    digits = "".join(character for character in token if character.isdigit())
    return Years(int(digits), 10) if len(digits) == 4 else Years(1900 + int(digits), 10, century_known=False)


def _century(captures: Captures) -> Expression | None:
    number = _int(captures, "n", "ORD", "ORDWORD")
    return Years((number - 1) * 100, 100) if number and number <= 22 else None


def _quarter(captures: Captures) -> Expression | None:
    number, unit = _int(captures, "n", "ORDWORD"), captures.words("unit")[0]
    if number is None or number > (4 if unit == "quarter" else 2):
        return None
    code = f"{'Q' if unit == 'quarter' else 'H'}{number}"
    if captures.words("step"):
        return Division(code, named_year=Step("year", _step(captures)))
    return Division(code, year=_year(captures))


def _season(captures: Captures) -> Expression | None:
    return Division(str(captures.value("season", "SEASON")), year=_year(captures))


def _simple_step(captures: Captures) -> Expression | None:
    unit = _unit(captures)
    if unit is None:
        return None
    word = (captures.words("step") or ["this"])[0]
    narrative = word in ("following", "previous", "preceding") or (unit == "day" and word == "next")
    return Step(unit, _step(captures), "narrative" if narrative else "published")


def _day_step(captures: Captures) -> Expression | None:
    return Step("day", captures.constants["step"])


def _named_step(captures: Captures) -> Expression | None:
    month, day = _int(captures, "month", *_MONTHS), _int(captures, "day", *_ORDINALS)
    if month is not None:
        return Calendar(month=month, day=day, weekday=_int(captures, "what", "WDAY"))
    season = captures.value("what", "SEASON")
    if season is not None:
        return Named(Division(str(season)), _step(captures))
    return Named(Calendar(month=_int(captures, "what", *_MONTHS), weekday=_int(captures, "what", "WDAY")), _step(captures))


def _weekday_week(captures: Captures) -> Expression | None:
    return Nth(_int(captures, "what", "WDAY") or 0, "day", Step("week", _step(captures)))


def _amount_of(captures: Captures) -> Amount | None:
    unit = _unit(captures)
    if unit is None and captures.words("unit") == ["second"]:
        unit = "second"
    if unit is None:
        return None
    words = captures.words("q")
    if not words:
        return Amount(1 if captures.value("unit", "UNIT1") else None, unit, approximate=True)
    items = captures.items("q")
    approximate = bool(set(words) & {"or", "to", "couple", "about"})
    count: float | None = None
    for item, word in zip(items, words, strict=True):
        if isinstance(item.value, int | float):
            count = float(item.value)
            break
        classes = lexicon().classes(word)
        if word == "couple":
            count = 2
        elif "VAGUENUM" in classes:
            return Amount(None, unit, approximate=True)
        elif word == "half":
            count = 0.5 if count is None or count == 1 else count + 0.5
        elif "BIGNUM" in classes:
            count = (count or 1) * int(classes["BIGNUM"])
        elif "NUM" in classes or "NUMWORD" in classes:
            count = float(classes.get("NUM", classes.get("NUMWORD", 0)))
            if approximate:
                break
        elif word in ("a", "an", "another"):
            count = 1
    if "half" in words and "and" in words and count is not None and count >= 1 and count == int(count):
        count += 0.5
    return Amount(count, unit, approximate)


def _amount(captures: Captures) -> Expression | None:
    return _amount_of(captures)


def _shift(captures: Captures) -> Expression | None:
    amount = _amount_of(captures)
    return Shift(amount, captures.constants["sign"], captures.constants["base"]) if amount else None


def _window(captures: Captures) -> Expression | None:
    amount = _amount_of(captures)
    return Window(amount, captures.constants["sign"]) if amount else None


def _nth_amount(captures: Captures) -> Expression | None:
    return _amount_of(captures)


def _narrative_step(captures: Captures) -> Expression | None:
    unit = _unit(captures)
    if unit == "night":
        return At(Step("day", _step(captures), "narrative"), Part("NI"))
    return Step(unit, _step(captures), "narrative") if unit else None


def _narrative_part(captures: Captures) -> Expression | None:
    return At(Step("day", _step(captures), "narrative"), Part(str(captures.value("part", "PART"))))


def _vague(captures: Captures) -> Expression | None:
    return Vague(captures.constants["reference"])


def _hms(captures: Captures) -> Expression | None:
    hours, minutes, seconds = (int(part) for part in (captures.token("time") or "").split(":"))
    return Amount(hours * 3600 + minutes * 60 + seconds, "second")


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
    weekday = _int(captures, "what", "WDAY", "WDAYS")
    if weekday is not None:
        part = captures.value("what2", "PARTS")
        return Every(f"XXXX-WXX-{weekday}" + (f"T{part}" if part else ""))
    month = _int(captures, "what", "MONTH")
    if month is not None:
        return Every(f"XXXX-{month:02}")
    for cls, form in (("SEASON", "XXXX-{}"), ("PART", "XXXX-XX-XXT{}")):
        found = captures.value("what", cls)
        if found is not None:
            return Every(form.format(found))
    unit = _unit(captures, "what")
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
        hour, minute = _int(captures, "time", "NUM", "NUMWORD") or 0, 0
    half = captures.value("ampm", "AMPM")
    if half is not None:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    zone = captures.value("zone", "ZONE")
    return Clock(hour, minute, str(zone) if zone is not None else None) if hour < 24 else None


def _anniversary(captures: Captures) -> Expression | None:
    return Anniversary(_int(captures, "n", *_ORDINALS))


def _nth(captures: Captures) -> Expression | None:
    number = _int(captures, "n", *_ORDINALS)
    return Nth(number, _unit(captures) or "day") if number is not None else None


def _nth_of(captures: Captures) -> Expression | None:
    nth: Nth | None = captures.node("nth")
    if nth is None:
        nth = Nth(-1, _unit(captures) or "day")
    return replace(nth, period=captures.node("date"))


def _feast(captures: Captures) -> Expression | None:
    return Feast(captures.constants["key"], _year(captures), _step(captures) if captures.words("step") else None)


def _latest_quarter(captures: Captures) -> Expression | None:  # noqa: ARG001
    return LatestQuarter()


def _edge(captures: Captures) -> Expression | None:
    edge = _edge_of(captures) if captures.words("edge")[0] != "end" else "END"
    period = captures.node("date")
    if period is None:
        unit = _unit(captures)
        if unit is None:
            return None
        period = Step(unit, 0)
    return Within(period, edge)


def _same(captures: Captures) -> Any:
    return captures.node("same")


def _day_time(captures: Captures) -> Expression | None:
    return At(captures.node("day"), captures.node("time"))


def _range(captures: Captures) -> Expression | None:
    return Range(captures.node("first"), captures.node("last"))


def _bound(captures: Captures) -> Expression | None:
    kind = captures.words("kind")[0]
    return Bound(captures.node("date"), "until" if kind in ("till", "through") else cast("Any", kind))


def _nothing(captures: Captures) -> Any:  # noqa: ARG001
    return False


BUILDERS: dict[str, Callable[[Captures], Any]] = {
    "amount": _amount,
    "anniversary": _anniversary,
    "bound": _bound,
    "calendar": _calendar,
    "century": _century,
    "clock": _clock,
    "day_range": _day_range,
    "day_step": _day_step,
    "day_time": _day_time,
    "decade": _decade,
    "edge": _edge,
    "feast": _feast,
    "latest_quarter": _latest_quarter,
    "every": _every,
    "fraction": _fraction,
    "hms": _hms,
    "named_step": _named_step,
    "narrative_part": _narrative_part,
    "narrative_step": _narrative_step,
    "nothing": _nothing,
    "nth": _nth,
    "nth_of": _nth_of,
    "nth_amount": _nth_amount,
    "number": _number,
    "numeric_date": _numeric_date,
    "part": _part,
    "part_step": _part_step,
    "quarter": _quarter,
    "range": _range,
    "same": _same,
    "season": _season,
    "shift": _shift,
    "spelled_year": _spelled_year,
    "step": _simple_step,
    "vague": _vague,
    "weekday_week": _weekday_week,
    "window": _window,
    "within_month": _within_month,
    "year_range": _year_range,
}
