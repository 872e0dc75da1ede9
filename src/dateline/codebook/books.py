"""A codebook: event types, their modes and definitions, read from TOML and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from dateline.codebook.tomlfile import HERE, only, read_toml, tables, text, words, yes_or_no
from dateline.codebook.ways import Cover, Example, check_plover, read_cover, read_example
from dateline.model.errors import CodebookError

QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}


@dataclass(frozen=True, slots=True)
class Mode:
    """How an event of one type is done."""

    code: str
    definition: str


@dataclass(frozen=True, slots=True)
class Type:
    """One event type.

    Args:
        code: its name in capitals.
        definition: what a coder must know to tell it from the others.
        quad: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
        actor, recipient: whether a record needs a source, a target, to be complete in this codebook. A claim never does.
        modes: how it can be done.
        like: of a user's own type: the PLOVER type, and mode after a slash, that what its triggers tell is a kind of; None where it has no triggers.
        triggers: of a user's own type: entries of the lexicon that tell it, as the file gives them; the reader checks them.
        covers: of a user's own type: which events of PLOVER's are events of it.
        examples: of a user's own type: sentences that tell it, and sentences that do not.
    """

    code: str
    definition: str
    quad: int
    actor: bool
    recipient: bool
    modes: tuple[Mode, ...] = ()
    like: str | None = None
    triggers: tuple[Mapping[str, Any], ...] = ()
    covers: tuple[Cover, ...] = ()
    examples: tuple[Example, ...] = ()

    def mode(self, code: str) -> Mode | None:
        """The mode with this code, None where the type has none such."""
        return next((mode for mode in self.modes if mode.code == code), None)


@dataclass(frozen=True, slots=True)
class Codebook:
    """Event types by which claims are labelled.

    Args:
        name: short name.
        title: name to show.
        source: where the definitions come from.
        types: all types, in the file's order.
        version: raised by whoever keeps the codebook when it changes, so that reports are read again.
        extends: ``plover`` where events of no own type keep PLOVER's; None where only its own types are recorded.
        classes: of a user's own codebook: classes of words that its triggers and covers name with ``@``.
        own: whether it is a user's own: read from a file, with types that are told by triggers or covers.
    """

    name: str
    title: str
    source: str
    types: tuple[Type, ...]
    version: str = "1"
    extends: str | None = None
    classes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    own: bool = False

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all types, in order."""
        return tuple(kind.code for kind in self.types)

    def type(self, code: str) -> Type:
        """The type with this code.

        Raises:
            CodebookError: if the codebook has none such.
        """
        for kind in self.types:
            if kind.code == code:
                return kind
        raise CodebookError(f"{self.name}: got the event type {code!r}, expected one of {', '.join(self.codes)}")


def load(name_or_path: str | Path = "plover") -> Codebook:
    """Read a codebook and check it.

    Args:
        name_or_path: a codebook of the package by name (``plover``), or the path of a TOML file of the same form.

    Raises:
        CodebookError: if there is no such codebook or it breaks a rule; the message names file, entry and what was expected.
    """
    name = str(name_or_path)
    is_file = name.endswith(".toml") or Path(name).is_file()
    return _read(Path(name)) if is_file else _of_package(name)


@cache
def _of_package(name: str) -> Codebook:
    return _read(HERE / f"{name}.toml")


def _read(path: Path) -> Codebook:
    raw = read_toml(path)
    where = path.name
    types = tuple(_type(entry, where) for entry in tables(raw, "type", where))
    only(raw, ("name", "title", "source", "version", "extends", "classes", "type"), where)
    double = sorted({kind.code for kind in types if sum(other.code == kind.code for other in types) > 1})
    if double:
        raise CodebookError(f"{where}: the type {double[0]!r} stands twice; expected each code once")
    extends = raw.get("extends")
    if extends not in (None, "plover"):
        raise CodebookError(f"{where}, key 'extends': got {extends!r}, expected \"plover\", or no such line")
    own = any(kind.triggers or kind.covers for kind in types)
    both = sorted({kind.code for kind in types} & set(load("plover").codes)) if own else []
    if both:
        raise CodebookError(f"{where}: the type {both[0]!r} has the code of one of PLOVER's; give it another")
    return Codebook(
        name=text(raw, "name", where),
        title=text(raw, "title", where),
        source=text(raw, "source", where),
        types=types,
        version=text(raw, "version", where) if "version" in raw else "1",
        extends=extends,
        classes=_classes(raw.get("classes", {}), where),
        own=own,
    )


_KEYS = ("code", "quad", "definition", "actor", "recipient", "modes", "like", "trigger", "covers", "example", "counterexample")


def _type(raw: Mapping[str, Any], file: str) -> Type:
    where = f"{file}: type {raw.get('code', '(without code)')!r}"
    only(raw, _KEYS, where)
    modes = tuple(_mode(mode, where) for mode in raw.get("modes", []))
    codes = frozenset(mode.code for mode in modes)
    if len(codes) < len(modes):
        raise CodebookError(f"{where}, key 'modes': a mode stands twice; expected each code once")
    own = {"like", "trigger", "covers", "example", "counterexample"} & raw.keys()
    plover = {kind.code: frozenset(mode.code for mode in kind.modes) for kind in load("plover").types} if own else {}
    like = text(raw, "like", where) if "like" in raw else None
    if like is not None:
        check_plover(like, f"{where}, key 'like'", plover)
    triggers = _inner(raw, "trigger", where)
    if triggers and like is None:
        raise CodebookError(f"{where}: it has triggers and no 'like'; say which of PLOVER's types it is a kind of, such as like = \"ASSAULT\"")
    return Type(
        code=text(raw, "code", where),
        definition=text(raw, "definition", where),
        quad=_quad(raw, like, where),
        actor=yes_or_no(raw, "actor", where) if "actor" in raw else False,
        recipient=yes_or_no(raw, "recipient", where) if "recipient" in raw else False,
        modes=modes,
        like=like,
        triggers=tuple(triggers),
        covers=tuple(read_cover(entry, where, codes, plover) for entry in _inner(raw, "covers", where)),
        examples=(
            *(read_example(entry, where, codes, told=True) for entry in _inner(raw, "example", where)),
            *(read_example(entry, where, codes, told=False) for entry in _inner(raw, "counterexample", where)),
        ),
    )


def _quad(raw: Mapping[str, Any], like: str | None, where: str) -> int:
    """The quad class as given; else that of the PLOVER type that it is like, or that its first ``covers`` names."""
    if "quad" not in raw:
        named = like or next((event for entry in _inner(raw, "covers", where) for event in words(entry, "events", where)), None)
        if named is not None and named.partition("/")[0] in load("plover").codes:
            return load("plover").type(named.partition("/")[0]).quad
    quad = raw.get("quad")
    if quad not in QUADS:
        raise CodebookError(f"{where}, key 'quad': got {quad!r}, expected one of {', '.join(f'{number} ({what})' for number, what in QUADS.items())}")
    return int(quad)


def _inner(raw: Mapping[str, Any], key: str, where: str) -> list[dict[str, Any]]:
    return tables(raw, key, where) if key in raw else []


def _classes(raw: Any, where: str) -> dict[str, tuple[str, ...]]:
    if not isinstance(raw, dict):
        raise CodebookError(f"{where}, key 'classes': got {raw!r}, expected a table of lists of words")
    found = {name: words(raw, name, f"{where}, [classes]") for name in raw}
    for name, members in found.items():
        for word in members:
            if word != word.lower():
                raise CodebookError(f"{where}, [classes], key {name!r}: got {word!r}, expected lower case")
    return found


def _mode(raw: Any, where: str) -> Mode:
    if not isinstance(raw, dict):
        raise CodebookError(f"{where}, key 'modes': got {raw!r}, expected {{ code = ..., definition = ... }}")
    return Mode(code=text(raw, "code", f"{where}, a mode"), definition=text(raw, "definition", f"{where}, a mode"))
