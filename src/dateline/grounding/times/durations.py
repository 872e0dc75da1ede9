"""Lengths of time: their TIMEX3 values, and their units in days and months."""

from __future__ import annotations

from dateline.grounding.times.meaning import Amount, Unit

LETTERS = {"second": "S", "minute": "M", "hour": "H", "day": "D", "night": "D", "week": "W", "fortnight": "W", "weekend": "D", "month": "M"} | {
    "quarter": "M",
    "half": "M",
    "year": "Y",
    "decade": "Y",
    "century": "Y",
}
_FACTORS = {"fortnight": 2, "weekend": 2, "quarter": 3, "half": 6, "decade": 10, "century": 100}
MONTHS_IN: dict[str, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
DAYS_IN: dict[str, int] = {"day": 1, "night": 1, "weekend": 7, "week": 7, "fortnight": 14}
LONGEST_BASE: dict[Unit, int] = {
    "second": 1,
    "minute": 1,
    "hour": 1,
    "day": 1,
    "night": 1,
    "week": 7,
    "fortnight": 7,
    "weekend": 7,
    "month": 31,
    "quarter": 92,
    "half": 184,
    "year": 366,
    "decade": 3660,
    "century": 36600,
}
"""How many days the time may be long that a number of such units is counted from: "two days later" needs a day."""


def duration_value(amount: Amount) -> str:
    """The TIMEX3 value of a length of time: ``P3D``, ``PT24H``, ``P2Y6M``, ``PXW``."""
    letter = LETTERS[amount.unit]
    time = "T" if amount.unit in ("second", "minute", "hour") else ""
    if amount.count is None:
        vague = {"decade": "E", "century": "C"}.get(amount.unit, letter)
        return f"P{time}X{vague}"
    count = amount.count * _FACTORS.get(amount.unit, 1)
    if count == int(count):
        return _clock_duration(int(count)) if amount.unit == "second" and count >= 3600 else f"P{time}{int(count)}{letter}"
    whole, rest = int(count), count - int(count)
    finer = {"Y": (12, "M"), "H": (60, "M"), "W": (7, "D")}.get(letter if amount.unit != "minute" else "")
    if finer and rest * finer[0] == int(rest * finer[0]):
        return f"P{time}" + (f"{whole}{letter}" if whole else "") + f"{int(rest * finer[0])}{finer[1]}"
    return f"P{time}{count:g}{letter}"


def _clock_duration(seconds: int) -> str:
    hours, rest = divmod(seconds, 3600)
    return f"PT{hours}H" + (f"{rest // 60}M" if rest // 60 else "") + (f"{rest % 60}S" if rest % 60 else "")
