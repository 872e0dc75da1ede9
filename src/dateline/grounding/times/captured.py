"""What the builders share: values of the named parts of a match."""

from __future__ import annotations

from typing import cast

from dateline.grounding.times.captures import Captures
from dateline.grounding.times.lexicon import WordValue, table
from dateline.grounding.times.meaning import Unit

MONTHS = ("MONTH", "MONTHAMB", "MONTHNOUN", "MONTHGIVEN", "MONTHABBR", "MONTHLOW", "MONTHMODAL")
ORDINALS = ("DAY", "DAYORD", "ORD", "ORDWORD", "NUM", "NUMWORD")


def value_of(captures: Captures, name: str, classes: tuple[str, ...]) -> WordValue | None:
    """The value of the first word of a named part in the first of the classes that has it."""
    for cls in classes:
        found = captures.value(name, cls)
        if found is not None:
            return found
    return None


def int_of(captures: Captures, name: str, *classes: str) -> int | None:
    """As :func:`value_of`, as a whole number."""
    found = value_of(captures, name, classes)
    return int(found) if found is not None else None


def unit_of(captures: Captures, name: str = "unit") -> Unit | None:
    """The unit that a named part names."""
    if captures.token(name) is None:
        return None
    if captures.words(name)[0] == "half":
        return "half"
    return cast("Unit | None", value_of(captures, name, ("UNIT1", "UNITS")))


def year_of(captures: Captures, name: str = "year") -> int | None:
    """The year that a named part holds, as digits or spelled out."""
    node = captures.node(name)
    return int(node) if isinstance(node, int) else int_of(captures, name, "YEAR", "OLDYEAR")


def step_of(captures: Captures) -> int:
    """How many units before (-1) or after (1) the present one "last" or "next" is."""
    word = captures.words("step")
    if not word or word[0] in ("this", "current"):
        return 0
    return int({**table("STEPBACK"), **table("STEPON"), "before": -1, "after": 1}[word[0]])
