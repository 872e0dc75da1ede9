"""What a rule of the grammar matched: its named parts, as tokens and as values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from dateline.grounding.times.lexicon import WordValue, lexicon


@dataclass(frozen=True, slots=True)
class Item:
    """One place in the row: a token, or what a stage made of several."""

    start: int
    end: int
    value: Any = None
    rule: str = ""
    parts: tuple[tuple[int, int], ...] = ()


class Tokens(Protocol):
    """The row of a text, as far as captures look at it."""

    text: str

    def item(self, position: int) -> Item:
        """The token or node at a position of the row."""


class Captures:
    """What a rule matched: its named parts, as tokens and as values."""

    def __init__(self, match: re.Match[str], row: Tokens, constants: Mapping[str, Any]) -> None:
        self._match = match
        self._row = row
        self.constants = constants

    def items(self, name: str) -> list[Item]:
        """The items of a named part, or of the whole match (``all``); empty where it did not match."""
        if name != "all" and name not in self._match.re.groupindex:
            return []
        start, end = self._match.span(0 if name == "all" else name)
        return [self._row.item(position) for position in range(start, end)] if start >= 0 else []

    def words(self, name: str) -> list[str]:
        """The words of a named part, in lower case."""
        return [self._row.text[item.start : item.end].lower() for item in self.items(name)]

    def token(self, name: str) -> str | None:
        """The first word of a named part as written."""
        items = self.items(name)
        return self._row.text[items[0].start : items[0].end] if items else None

    def value(self, name: str, cls: str) -> WordValue | None:
        """The value of the first word of a named part in one class, or None."""
        token = self.token(name)
        return lexicon().classes(token).get(cls) if token is not None else None

    def node(self, name: str) -> Any:
        """What an earlier stage made of a named part, or None."""
        items = self.items(name)
        return items[0].value if items else None

    def parts(self) -> tuple[tuple[int, int], ...]:
        """Where the two ends of a range lie in the text; empty for a rule that captures no ``last``."""
        first, last = self.items("first"), self.items("last")
        return ((first[0].start, first[-1].end), (last[0].start, last[-1].end)) if first and last else ()

    @property
    def span(self) -> tuple[int, int]:
        """Where the whole match lies in the text."""
        start, end = self._match.span()
        return self._row.item(start).start, self._row.item(end - 1).end
