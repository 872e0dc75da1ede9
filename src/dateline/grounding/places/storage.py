"""How the gazetteer's file is written: shared by the tool that builds it and the module that reads it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

Kind = Literal["country", "admin1", "admin2", "settlement", "quarter", "region", "continent", "water", "river", "site"]
Match = Literal["primary", "alternate", "folded", "demonym"]

KINDS: tuple[Kind, ...] = ("country", "admin1", "admin2", "settlement", "quarter", "region", "continent", "water", "river", "site")
MATCHES: tuple[Match, ...] = ("primary", "alternate", "folded", "demonym")
FLAGS: dict[Match, int] = {match: number for number, match in enumerate(MATCHES)}


def pack(places: Iterable[tuple[int, int]]) -> bytes:
    """Place numbers with how they match, as bytes: little-endian base 128 of the gaps between ``number * 4 + flag``."""
    out = bytearray()
    last = 0
    for code in sorted(number * len(MATCHES) + flag for number, flag in places):
        gap, last = code - last, code
        while gap >= 0x80:
            out.append(gap & 0x7F | 0x80)
            gap >>= 7
        out.append(gap)
    return bytes(out)


def unpack(data: bytes) -> list[tuple[int, Match]]:
    """What :func:`pack` wrote."""
    found: list[tuple[int, Match]] = []
    code = shift = value = 0
    for byte in data:
        value |= (byte & 0x7F) << shift
        if byte & 0x80:
            shift += 7
            continue
        code += value
        found.append((code // len(MATCHES), MATCHES[code % len(MATCHES)]))
        shift = value = 0
    return found
