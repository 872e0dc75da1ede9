"""The short cross-walks: CAMEO roots to PLOVER types, and PLOVER events to UCDP's types of violence."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from dateline.codebook.books import load
from dateline.codebook.tomlfile import HERE, only, read_toml, tables, text, words
from dateline.model.errors import CodebookError


def cameo_types(code: str) -> tuple[str, ...]:
    """The PLOVER types of a CAMEO code, judged by its root (its first two digits); empty where PLOVER dropped it.

    Raises:
        CodebookError: if CAMEO has no such root.
    """
    roots = _cameo()
    if code[:2] not in roots:
        raise CodebookError(f"cameo.toml: got the CAMEO code {code!r}, expected one that begins with {', '.join(roots)}")
    return roots[code[:2]]


def ucdp_violence(kind: str, source_sectors: Iterable[str], target_sectors: Iterable[str]) -> int | None:
    """UCDP's type of violence: 1 state-based, 2 non-state, 3 one-sided.

    Args:
        kind: PLOVER type.
        source_sectors, target_sectors: PLOVER sectors of the two sides, as far as known.

    Returns:
        None where the event is no organised violence, or a side is unknown: UCDP needs a named actor.
    """
    raw = read_toml(HERE / "ucdp.toml")
    if kind not in words(raw, "types", "ucdp.toml"):
        return None
    state, organised = frozenset(words(raw, "state", "ucdp.toml")), frozenset(words(raw, "organised", "ucdp.toml"))
    source, target = frozenset(source_sectors), frozenset(target_sectors)
    if not source & (state | organised) or not target:
        return None
    if not target & (state | organised):
        return 3
    return 1 if (source | target) & state else 2


@cache
def _cameo() -> dict[str, tuple[str, ...]]:
    codes = load("plover").codes
    roots: dict[str, tuple[str, ...]] = {}
    for entry in tables(read_toml(HERE / "cameo.toml"), "root", "cameo.toml"):
        where = f"cameo.toml: root {entry.get('code', '(without code)')!r}"
        only(entry, ("code", "name", "types"), where)
        types = words(entry, "types", where)
        wrong = [kind for kind in types if kind not in codes]
        if wrong:
            raise CodebookError(f"{where}, key 'types': got {wrong[0]!r}, expected one of {', '.join(codes)}")
        roots[text(entry, "code", where)] = types
    return roots
