"""How a type of a user's own codebook is found, and by which sentences it is tried: triggers, covers, examples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from dateline.codebook.tomlfile import only, text, words
from dateline.model.claims import Status
from dateline.model.errors import CodebookError


@dataclass(frozen=True, slots=True)
class Cover:
    """Events of PLOVER's that are events of an own type.

    Args:
        events: PLOVER types, each alone (``"ASSAULT"``) or with a mode (``"COERCE/deport"``).
        mode: mode of the own type that they get.
        who: words of which one must stand in what names the source; empty asks for nothing, as in the lists below.
        whom: the same for the target.
        words: words or phrases of which one must stand in the clause that tells the event.
        not_words: words or phrases of which none may stand there.
    """

    events: tuple[str, ...]
    mode: str | None = None
    who: tuple[str, ...] = ()
    whom: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    not_words: tuple[str, ...] = ()

    def takes(self, kind: str, mode: str | None) -> bool:
        """Whether a PLOVER type and mode are among its events."""
        return kind in self.events or (mode is not None and f"{kind}/{mode}" in self.events)


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that tells an event of a type, or one that does not.

    Args:
        text: the sentence.
        told: whether it tells an event of this type; a counter-example does not.
        mode: the mode that it must be read with.
        status: the status that it must be read with; None is news: ``actual`` or ``attempted``.
        who, whom: words that must stand in what names the source, the target.
    """

    text: str
    told: bool = True
    mode: str | None = None
    status: Status | None = None
    who: str | None = None
    whom: str | None = None


_COVER = ("events", "mode", "who", "whom", "words", "not_words")
_EXAMPLE = ("text", "mode", "status", "who", "whom")


def read_cover(raw: Mapping[str, Any], where: str, modes: frozenset[str], plover: Mapping[str, frozenset[str]]) -> Cover:
    """Check one ``[[type.covers]]`` table.

    Args:
        raw: the table.
        where: file and type, for messages.
        modes: modes of the own type.
        plover: PLOVER's types with their modes.

    Raises:
        CodebookError: if it breaks a rule.
    """
    where = f"{where}, a table 'covers'"
    only(raw, _COVER, where)
    events = words(raw, "events", where)
    if not events:
        raise CodebookError(
            f'{where}, key \'events\': got {raw.get("events")!r}, expected a list of PLOVER types such as ["ASSAULT", "COERCE/deport"]'
        )
    for event in events:
        check_plover(event, f"{where}, key 'events'", plover)
    lists = {key: words(raw, key, where) for key in ("who", "whom", "words", "not_words")}
    for key, given in lists.items():
        for word in given:
            if word != word.lower():
                raise CodebookError(f"{where}, key {key!r}: got {word!r}, expected lower case")
    return Cover(events=events, mode=_mode(raw, where, modes), **lists)


def read_example(raw: Mapping[str, Any], where: str, modes: frozenset[str], *, told: bool) -> Example:
    """Check one ``[[type.example]]`` or ``[[type.counterexample]]`` table.

    Args:
        raw: the table.
        where: file and type, for messages.
        modes: modes of the own type.
        told: whether it is an example.

    Raises:
        CodebookError: if it breaks a rule.
    """
    where += ", an example" if told else ", a counterexample"
    only(raw, _EXAMPLE if told else ("text",), where)
    status = raw.get("status")
    if status is not None and status not in get_args(Status):
        raise CodebookError(f"{where}, key 'status': got {status!r}, expected one of {', '.join(get_args(Status))}")
    who, whom = (text(raw, key, where) if key in raw else None for key in ("who", "whom"))
    return Example(text=text(raw, "text", where), told=told, mode=_mode(raw, where, modes), status=status, who=who, whom=whom)


def check_plover(event: str, where: str, plover: Mapping[str, frozenset[str]]) -> tuple[str, str | None]:
    """Type and mode of an event named as ``TYPE`` or ``TYPE/mode``.

    Raises:
        CodebookError: if PLOVER has no such type or mode.
    """
    kind, _, mode = event.partition("/")
    if kind not in plover:
        raise CodebookError(f"{where}: got {event!r}, expected one of PLOVER's types: {', '.join(plover)}")
    if mode and mode not in plover[kind]:
        raise CodebookError(f"{where}: got the mode {mode!r}, expected one of those of {kind}: {', '.join(sorted(plover[kind])) or 'none'}")
    return kind, mode or None


def _mode(raw: Mapping[str, Any], where: str, modes: frozenset[str]) -> str | None:
    if "mode" not in raw:
        return None
    mode = text(raw, "mode", where)
    if mode not in modes:
        raise CodebookError(f"{where}, key 'mode': got {mode!r}, expected one of {', '.join(sorted(modes)) or 'none: the type has no modes'}")
    return mode
