"""A codebook: event types, their modes and definitions, read from TOML and checked."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dateline.model.errors import CodebookError

HERE = Path(__file__).parent
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
    """

    code: str
    definition: str
    quad: int
    actor: bool
    recipient: bool
    modes: tuple[Mode, ...] = ()

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
    """

    name: str
    title: str
    source: str
    types: tuple[Type, ...]

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
    return _load(str(name_or_path))


@cache
def _load(name_or_path: str) -> Codebook:
    path = Path(name_or_path) if name_or_path.endswith(".toml") else HERE / f"{name_or_path}.toml"
    raw = read_toml(path)
    where = path.name
    types = tuple(_type(entry, where) for entry in tables(raw, "type", where))
    double = sorted({kind.code for kind in types if sum(other.code == kind.code for other in types) > 1})
    if double:
        raise CodebookError(f"{where}: the type {double[0]!r} stands twice; expected each code once")
    name = text(raw, "name", where)
    return Codebook(name=name, title=text(raw, "title", where), source=text(raw, "source", where), types=types)


def _type(raw: Mapping[str, Any], file: str) -> Type:
    where = f"{file}: type {raw.get('code', '(without code)')!r}"
    only(raw, ("code", "quad", "definition", "actor", "recipient", "modes"), where)
    quad = raw.get("quad")
    if quad not in QUADS:
        raise CodebookError(f"{where}, key 'quad': got {quad!r}, expected one of {', '.join(f'{number} ({what})' for number, what in QUADS.items())}")
    modes = tuple(_mode(mode, where) for mode in raw.get("modes", []))
    if len({mode.code for mode in modes}) < len(modes):
        raise CodebookError(f"{where}, key 'modes': a mode stands twice; expected each code once")
    return Type(
        code=text(raw, "code", where),
        definition=text(raw, "definition", where),
        quad=int(quad),
        actor=yes_or_no(raw, "actor", where),
        recipient=yes_or_no(raw, "recipient", where),
        modes=modes,
    )


def _mode(raw: Any, where: str) -> Mode:
    if not isinstance(raw, dict):
        raise CodebookError(f"{where}, key 'modes': got {raw!r}, expected {{ code = ..., definition = ... }}")
    return Mode(code=text(raw, "code", f"{where}, a mode"), definition=text(raw, "definition", f"{where}, a mode"))


def read_toml(path: Path) -> dict[str, Any]:
    """The contents of a TOML file.

    Raises:
        CodebookError: if it cannot be read, or is not TOML.
    """
    try:
        with path.open("rb") as handle:
            return tomllib.load(handle)
    except OSError as error:
        names = ", ".join(sorted(file.stem for file in HERE.glob("*.toml")))
        raise CodebookError(f"{path}: cannot be read ({error.strerror}); expected one of {names}, or the path of a TOML file") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CodebookError(f"{path}: not TOML ({error}); expected a file like {HERE.name}/plover.toml") from error


def tables(raw: Mapping[str, Any], key: str, where: str) -> list[dict[str, Any]]:
    """The ``[[key]]`` tables of a file.

    Raises:
        CodebookError: if there are none.
    """
    found = raw.get(key)
    if not isinstance(found, list) or not found or not all(isinstance(entry, dict) for entry in found):
        raise CodebookError(f"{where}: no [[{key}]] tables; expected one or more")
    return found


def text(raw: Mapping[str, Any], key: str, where: str) -> str:
    """A value that must be words.

    Raises:
        CodebookError: if it is missing, empty or something else.
    """
    value = raw.get(key)
    if not isinstance(value, str) or not value.strip():
        raise CodebookError(f"{where}, key {key!r}: got {value!r}, expected words in quotation marks")
    return value


def words(raw: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    """A value that must be a list of words; empty where the key is absent.

    Raises:
        CodebookError: if it is something else.
    """
    value = raw.get(key, [])
    if not isinstance(value, list) or not all(isinstance(word, str) and word for word in value):
        raise CodebookError(f"{where}, key {key!r}: got {value!r}, expected a list of words")
    return tuple(value)


def yes_or_no(raw: Mapping[str, Any], key: str, where: str) -> bool:
    """A value that must be true or false.

    Raises:
        CodebookError: if it is missing or something else.
    """
    value = raw.get(key)
    if not isinstance(value, bool):
        raise CodebookError(f"{where}, key {key!r}: got {value!r}, expected true or false")
    return value


def only(raw: Mapping[str, Any], known: tuple[str, ...], where: str) -> None:
    """Refuse keys that mean nothing, so that a misspelt key is never silently lost.

    Raises:
        CodebookError: if there is one.
    """
    for key in raw:
        if key not in known:
            raise CodebookError(f"{where}: unknown key {key!r}, expected one of {', '.join(known)}")
