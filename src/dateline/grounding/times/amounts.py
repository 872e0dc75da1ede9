"""Builders of numbers and lengths of time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dateline.grounding.times.captured import int_of, unit_of
from dateline.grounding.times.captures import Captures
from dateline.grounding.times.lexicon import lexicon
from dateline.grounding.times.meaning import Amount, Expression, Portion, Shift, Window


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
    whole, top, bottom = (int_of(captures, name, "NUM") for name in ("whole", "top", "bottom"))
    return (whole or 0) + (top or 0) / bottom if bottom else None


def _spelled_year(captures: Captures) -> int | None:
    ones = int_of(captures, "ones", "NUMWORD") or 0
    century = int_of(captures, "century", "NUMWORD")
    if century is None:
        return 2000 + ones
    tens = int_of(captures, "tens", "TENS") or 0
    if not 10 <= century <= 20 or ones > 9:
        return None
    return century * 100 + tens + ones


def amount_of(captures: Captures) -> Amount | None:
    """The length of time that the parts ``q`` (how many), ``unit`` and ``half`` ("and a half") tell."""
    unit = unit_of(captures)
    if unit is None and captures.words("unit") == ["second"]:
        unit = "second"
    if unit is None:
        return None
    words = captures.words("q")
    if not words:
        return Amount(1 if captures.value("unit", "UNIT1") else None, unit, approximate=True)
    first = lexicon().classes(captures.words("all")[0])
    approximate = bool(set(words) & {"or", "to", "couple"}) or first.get("ABOUT") == "APPROX"
    count: float | None = None
    for item, word in zip(captures.items("q"), words, strict=True):
        classes = lexicon().classes(word)
        if "VAGUENUM" in classes:
            return Amount(None, unit, approximate=True)
        if isinstance(item.value, int | float):
            count = float(item.value)
        elif word == "couple":
            count = 2
        elif word == "half":
            count = 0.5 if "and" not in words else (count or 0) + 0.5
        elif "BIGNUM" in classes:
            count = (count or 1) * int(classes["BIGNUM"])
        elif "NUM" in classes or "NUMWORD" in classes:
            count = float(classes.get("NUM", classes.get("NUMWORD", 0)))
        elif word in ("a", "an", "another") and count is None:
            count = 1
        if count is not None and word in ("or", "to", "-", "–"):
            break
    if captures.words("half") and count is not None:
        count += 0.5
    return Amount(count, unit, approximate)


def _amount(captures: Captures) -> Expression | None:
    return amount_of(captures)


def _shift(captures: Captures) -> Expression | None:
    amount = amount_of(captures)
    return Shift(amount, captures.constants["sign"], captures.constants["base"]) if amount else None


def _window(captures: Captures) -> Expression | None:
    amount = amount_of(captures)
    return Window(amount, captures.constants["sign"]) if amount else None


def _hms(captures: Captures) -> Expression | None:
    hours, minutes, seconds = (int(part) for part in (captures.token("time") or "").split(":"))
    return Amount(hours * 3600 + minutes * 60 + seconds, "second")


def _portion(captures: Captures) -> Expression | None:
    node = captures.node("q")
    amount = node.amount if isinstance(node, Window) else node
    period = captures.node("date")
    if period is None or not isinstance(amount, Amount):
        return amount if isinstance(amount, Amount) else None
    first = captures.words("n") or ["last"]
    return Portion(amount, "START" if first[0] in ("first", "early") else "END", period)


AMOUNT_BUILDERS: dict[str, Callable[[Captures], Any]] = {
    "amount": _amount,
    "fraction": _fraction,
    "hms": _hms,
    "number": _number,
    "portion": _portion,
    "shift": _shift,
    "spelled_year": _spelled_year,
    "window": _window,
}
