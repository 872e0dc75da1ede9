"""The files of GeoNames' dump, plain or zipped, read line by line from any byte on."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from dateline.model.errors import BinaryInput, EmptyInput, InputNotFound, TooLarge, TruncatedInput, UnsupportedInput

_LARGEST = 64 << 30
"""Bytes of text that a dump may hold: many times GeoNames' own."""
_DENSEST = 60
"""How many times smaller than its text a zipped dump may be; GeoNames' own is about four times smaller."""
_SMALL = 16 << 20
"""Text below this size is read however dense it is: it can do no harm."""
_LONGEST_LINE = 1 << 20
_SAMPLE = 1 << 20
_BESIDE = frozenset(("readme.txt", "iso-languagecodes.txt"))
"""What GeoNames puts into the same archive."""
_HELP = "Give a dump as GeoNames publishes it: allCountries.zip or a country's (SY.zip), or the .txt in it"


def ends_of(path: Path) -> str:
    """Short text that changes when a file does: its size, its time and the hash of its first and last megabyte."""
    size = path.stat().st_size
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        digest.update(stream.read(_SAMPLE))
        stream.seek(max(0, size - _SAMPLE))
        digest.update(stream.read(_SAMPLE))
    return f"{size}:{path.stat().st_mtime_ns}:{digest.hexdigest()[:32]}"


class Line(NamedTuple):
    """One line of a dump.

    Args:
        number: from 1.
        end: bytes of text up to its end, from which reading can go on.
        text: its bytes without the line's end; None where it is too long to be one.
    """

    number: int
    end: int
    text: bytes | None


class Dump:
    """One file of a dump, or the text in a zip archive.

    Args:
        path: a ``.txt`` or ``.zip`` file.

    Raises:
        InputNotFound: if there is no such file.
        EmptyInput: if it is empty.
        BinaryInput: if it is neither text nor a zip archive.
        TruncatedInput: if it is a damaged zip archive.
        TooLarge: if the archive holds more than any dump does.
        UnsupportedInput: if the archive does not hold one text, or holds it under lock.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        if not path.is_file():
            raise InputNotFound(str(path), "there is no such file", _HELP)
        self.member: str | None = None
        if path.stat().st_size == 0:
            raise EmptyInput(str(path), "the file is empty", _HELP)
        if zipfile.is_zipfile(path):
            self._choose()
        elif path.suffix.lower() == ".zip":
            raise TruncatedInput(str(path), "this is no whole zip archive", "Download it again")
        else:
            self.size = path.stat().st_size
        with self._open() as stream:
            start = stream.read(4096)
        if b"\x00" in start:
            raise BinaryInput(str(path), "this is no text", _HELP)
        if not start:
            raise EmptyInput(str(path), "the text in it is empty", _HELP)

    def _choose(self) -> None:
        with zipfile.ZipFile(self.path) as archive:
            texts = [info for info in archive.infolist() if not info.is_dir() and info.filename.lower().endswith(".txt")]
        wanted = f"{self.path.stem}.txt".lower()
        texts = [info for info in texts if info.filename.lower() not in _BESIDE]
        chosen = [info for info in texts if info.filename.lower() == wanted] or texts
        if len(chosen) != 1:
            names = ", ".join(info.filename for info in texts[:5]) or "none"
            raise UnsupportedInput(str(self.path), f"expected one text in the archive, got {len(chosen)} ({names})", _HELP)
        info = chosen[0]
        if info.filename != Path(info.filename).name or "\\" in info.filename:
            raise UnsupportedInput(str(self.path), f"the archive holds its text under a path ({info.filename})", _HELP)
        if info.flag_bits & 1:
            raise UnsupportedInput(str(self.path), "the archive is locked with a password", _HELP)
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise UnsupportedInput(str(self.path), "the archive is packed in an unusual way", "Unpack it and give the .txt")
        if info.file_size > _LARGEST or (info.file_size > _SMALL and info.file_size > _DENSEST * max(info.compress_size, 1)):
            raise TooLarge(str(self.path), f"the archive unpacks to {info.file_size:,} bytes, which no dump of GeoNames does", _HELP)
        self.member, self.size = info.filename, info.file_size
        self._crc = info.CRC

    def fingerprint(self) -> str:
        """Short text that changes when the content does: of an archive its checksum, of a plain file its size, time and both ends."""
        if self.member is not None:
            return f"zip:{self.member}:{self.size}:{self._crc:08x}"
        return f"txt:{ends_of(self.path)}"

    def lines(self, start: int = 0, number: int = 0) -> Iterator[Line]:
        """The lines after the first ``start`` bytes of text, ``number`` of which came before.

        Raises:
            TruncatedInput: if the archive is damaged.
        """
        with self._open() as stream:
            end = start
            try:
                if start:
                    stream.seek(start)
                while raw := stream.readline(_LONGEST_LINE):
                    number += 1
                    end += len(raw)
                    if len(raw) == _LONGEST_LINE and not raw.endswith(b"\n"):
                        while (rest := stream.readline(_LONGEST_LINE)) and not rest.endswith(b"\n"):
                            end += len(rest)
                        end += len(rest)
                        yield Line(number, end, None)
                    else:
                        yield Line(number, end, raw.rstrip(b"\r\n"))
            except (zipfile.BadZipFile, EOFError, OSError) as error:
                raise TruncatedInput(str(self.path), f"the archive is damaged after line {number} ({error})", "Download it again") from error

    @contextmanager
    def _open(self) -> Iterator[BinaryIO]:
        if self.member is None:
            with self.path.open("rb", buffering=1 << 20) as stream:
                yield stream
            return
        with zipfile.ZipFile(self.path) as archive, archive.open(self.member) as packed:
            yield cast("BinaryIO", io.BufferedReader(cast("io.RawIOBase", packed), 1 << 20))
