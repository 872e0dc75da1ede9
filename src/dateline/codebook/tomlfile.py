"""Reads TOML files of codes, and says clearly what is wrong with one."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dateline.model.errors import CodebookError

HERE = Path(__file__).parent
"""The folder of the files that come with dateline."""


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
