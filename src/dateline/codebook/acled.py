"""Cross-walk to ACLED's event and sub-event types, for exports and comparison. ACLED's own data are never part of this."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dateline.codebook.books import load
from dateline.codebook.tomlfile import HERE, only, read_toml, tables, text, words
from dateline.model.errors import CodebookError


@dataclass(frozen=True, slots=True)
class AcledType:
    """An ACLED event type with its sub-event type, and the rule that chose it."""

    event: str
    sub_event: str
    rule: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the cross-walk: all its conditions must hold."""

    id: str
    sub_event: str
    types: frozenset[str]
    modes: frozenset[str]
    any: re.Pattern[str] | None
    also: re.Pattern[str] | None
    none: re.Pattern[str] | None

    def holds(self, kind: str, mode: str | None, context: str) -> bool:
        """Whether an event of this type and mode, told in these lower-case words, meets every condition."""
        if self.types and kind not in self.types:
            return False
        if self.modes and mode not in self.modes:
            return False
        if self.none is not None and self.none.search(context):
            return False
        return all(pattern is None or pattern.search(context) is not None for pattern in (self.any, self.also))


@dataclass(frozen=True, slots=True)
class AcledWalk:
    """The whole cross-walk: event types, their sub-event types, and the rules in order."""

    events: Mapping[str, str]
    rules: tuple[Rule, ...]


def classify(kind: str, mode: str | None, context: str) -> AcledType | None:
    """The ACLED-style type of an event.

    Args:
        kind: PLOVER type.
        mode: PLOVER mode, where known.
        context: the words that tell the event: its clause or sentence, at most a paragraph.

    Returns:
        None where ACLED has no place for such an event, as for talks or accusations.

    Raises:
        CodebookError: if PLOVER has no such type.
    """
    load("plover").type(kind)
    walk = load_walk()
    lowered = context.lower()
    for rule in walk.rules:
        if rule.holds(kind, mode, lowered):
            return AcledType(walk.events[rule.sub_event], rule.sub_event, rule.id)
    return None


def load_walk(path: str | Path | None = None) -> AcledWalk:
    """Read and check a cross-walk; that of the package where no path is given.

    Raises:
        CodebookError: if the file breaks a rule; the message names file, entry and what was expected.
    """
    return _load(str(path or HERE / "acled.toml"))


@cache
def _load(name: str) -> AcledWalk:
    path = Path(name)
    raw = read_toml(path)
    events: dict[str, str] = {}
    for entry in tables(raw, "event", path.name):
        where = f"{path.name}: event {entry.get('type', '(without type)')!r}"
        only(entry, ("type", "sub_events"), where)
        events.update((sub, text(entry, "type", where)) for sub in words(entry, "sub_events", where))
    rules = tuple(_rule(entry, events, path.name) for entry in tables(raw, "rule", path.name))
    return AcledWalk(events, rules)


def _rule(raw: Mapping[str, Any], events: Mapping[str, str], file: str) -> Rule:
    where = f"{file}: rule {raw.get('id', '(without id)')!r}"
    only(raw, ("id", "sub_event", "types", "modes", "any", "and", "none"), where)
    sub_event = text(raw, "sub_event", where)
    if sub_event not in events:
        raise CodebookError(f"{where}: got the sub-event type {sub_event!r}, expected one of {', '.join(events)}")
    plover = load("plover")
    types = words(raw, "types", where)
    for code in types:
        if code not in plover.codes:
            raise CodebookError(f"{where}, key 'types': got {code!r}, expected one of {', '.join(plover.codes)}")
    known = {mode.code for kind in plover.types for mode in kind.modes}
    modes = words(raw, "modes", where)
    for mode in modes:
        if mode not in known:
            raise CodebookError(f"{where}, key 'modes': got {mode!r}, expected one of {', '.join(sorted(known))}")
    patterns = (_pattern(words(raw, key, where)) for key in ("any", "and", "none"))
    return Rule(text(raw, "id", where), sub_event, frozenset(types), frozenset(modes), *patterns)


def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str] | None:
    if not phrases:
        return None
    parts = (re.escape(phrase).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for phrase in phrases)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-])")
