"""The short cross-walk: CAMEO roots to PLOVER types."""

from __future__ import annotations

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
