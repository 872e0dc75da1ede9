"""Codes as words: what types, modes, countries, weapons and kinds are called on the screen."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

from dateline.publishing.countries import country

Table = Literal["types", "modes", "weapons", "actors", "sectors", "precision", "speakers"]


@cache
def _tables() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(files("dateline.web").joinpath("words.toml").read_text("utf-8"))


def spoken(code: str) -> str:
    """A code as words: ``health_worker`` is ``health worker``."""
    return code.replace("_", " ").replace("-", " ")


def called(table: Table, code: str) -> str:
    """What a code is called; itself as words where the table does not have it."""
    return _tables()[table].get(code) or spoken(code)


def country_name(code: str | None) -> str:
    """The name of a country by its ISO 3166-1 alpha-3 code; other codes as they are, nothing for none."""
    known = country(code)
    return known.name if known is not None else code or ""


def event_name(code: str, mode: str | None = None) -> str:
    """An event type and mode as words: ``Assault (heavy weapons)``. Types of a user's own codebook keep their own names."""
    name = _tables()["types"].get(code) or spoken(code).capitalize()
    return f"{name} ({called('modes', mode)})" if mode else name


def weapon_name(code: str) -> str:
    """A weapon's finest name: ``aerial:barrel-bomb`` is ``barrel bomb``."""
    return called("weapons", code.rpartition(":")[2])
