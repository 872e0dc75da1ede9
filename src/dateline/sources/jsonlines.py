"""Streams of records, one JSON object a line; the file may be larger than memory."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import BinaryIO

from dateline.model import errors
from dateline.model.documents import Document
from dateline.sources import decoding
from dateline.sources.records import read_record

_CHUNK = 1 << 20


def lines(stream: BinaryIO, first: bytes | None = None) -> Iterator[tuple[int, bytes]]:
    """Number and bytes of each line, from 1.

    Of a line over the size limit only so much is kept that :func:`read_line` can refuse it; the rest is passed over.

    Args:
        stream: where lines come from.
        first: the first line, where it has been read already.
    """
    number = 0
    line = first if first is not None else stream.readline(decoding.MAX_BYTES + 1)
    while line:
        number += 1
        over = len(line) > decoding.MAX_BYTES
        rest = line
        while over and rest and not rest.endswith(b"\n"):
            rest = stream.readline(_CHUNK)
        yield number, line
        line = stream.readline(decoding.MAX_BYTES + 1)


def is_record(line: bytes) -> bool:
    """Whether a line is a whole JSON object."""
    line = line.removeprefix(codecs.BOM_UTF8).strip()
    if not (line.startswith(b"{") and line.endswith(b"}")):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def read_line(name: str, line: bytes, published: str | None = None) -> Document:
    """One report from one line.

    Raises:
        InputError: if the line is no readable record; see :func:`dateline.sources.records.read_record`.
    """
    decoding.check_size(name, len(line))
    try:
        text = line.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.end == len(line) and error.reason == "unexpected end of data":
            raise errors.TruncatedInput(
                name, "it ends in the middle of a character", "Get the whole file again, or take out the cut record"
            ) from error
        raise errors.BadEncoding(
            name, f"byte {error.start} of the line is not UTF-8", "JSONL is always UTF-8: export the file again as UTF-8"
        ) from error
    return read_record(name, text, published)
