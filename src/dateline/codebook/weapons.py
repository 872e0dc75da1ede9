"""Words for weapons, by code: a mode of PLOVER's ASSAULT, or a refinement of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dateline.codebook.books import load
from dateline.codebook.tomlfile import HERE, only, read_toml, tables, text, words
from dateline.model.errors import CodebookError


@dataclass(frozen=True, slots=True)
class WeaponKind:
    """One kind of weapon.

    Args:
        code: ``MODE`` or ``MODE:finer``.
        mode: the mode of ASSAULT that it belongs to.
        words: what it is called, as lower-case lemmas; several words are a phrase.
    """

    code: str
    mode: str
    words: tuple[str, ...]


def load_weapons(path: str | Path | None = None) -> tuple[WeaponKind, ...]:
    """All kinds of weapons, in the file's order; those of the package where no path is given.

    Raises:
        CodebookError: if the file breaks a rule; the message names file, entry and what was expected.
    """
    return _load(str(path or HERE / "weapons.toml"))


def weapon_words() -> Mapping[str, WeaponKind]:
    """Every word or phrase for a weapon, with its kind."""
    return _by_word()


@cache
def _by_word() -> dict[str, WeaponKind]:
    return {word: kind for kind in load_weapons() for word in kind.words}


@cache
def _load(name: str) -> tuple[WeaponKind, ...]:
    path = Path(name)
    assault = load("plover").type("ASSAULT")
    found: dict[str, WeaponKind] = {}
    owner: dict[str, str] = {}
    for entry in tables(read_toml(path), "weapon", path.name):
        where = f"{path.name}: weapon {entry.get('code', '(without code)')!r}"
        only(entry, ("code", "mode", "words"), where)
        kind = WeaponKind(text(entry, "code", where), text(entry, "mode", where), words(entry, "words", where))
        if assault.mode(kind.mode) is None:
            raise CodebookError(f"{where}: got the mode {kind.mode!r}, expected one of {', '.join(mode.code for mode in assault.modes)}")
        if kind.code.split(":")[0] != kind.mode:
            raise CodebookError(f"{where}: got the code {kind.code!r} with mode {kind.mode!r}, expected {kind.mode!r} or {kind.mode + ':...'!r}")
        if kind.code in found:
            raise CodebookError(f"{where}: the code stands twice; expected each once")
        for word in kind.words:
            if word in owner:
                raise CodebookError(f"{where}: the word {word!r} already stands under {owner[word]!r}; expected each word once")
            owner[word] = kind.code
        found[kind.code] = kind
    return tuple(found.values())
