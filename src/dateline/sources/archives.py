"""Web archives: reading reports from WARC files, and keeping fetched pages in one."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from dateline.model import errors
from dateline.model.documents import Document
from dateline.sources.assembly import got_at
from dateline.sources.decoding import MAX_BYTES
from dateline.sources.fetching import Fetched, Limits, unpacked
from dateline.sources.pages import is_report, read_answer

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer as Buffer
    from fastwarc.warc import HeaderMap

_AGAIN = "Get the archive again, in full"


def reports(name: str, stream: BinaryIO, published: str | None = None) -> Iterator[tuple[str, Callable[[], Document]]]:
    """The reports of a WARC file, one at a time: pages that were answered with success, as HTML or text (ISO 28500).

    Args:
        name: the input as the user knows it.
        stream: the file, gzipped or not.
        published: publication time of all of them (ISO 8601).

    Yields:
        The name of a record (``file.warc.gz#https://...``) and what reads it, which may raise ``InputError`` for that record alone.

    Raises:
        TruncatedInput: if it is no WARC file, or ends in the middle of a record.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    unzipped = _Unzipped(stream) if name.lower().endswith(".gz") else None
    plain = stream if unzipped is None else io.BufferedReader(unzipped)
    try:
        for record in ArchiveIterator(plain, record_types=WarcRecordType.response, auto_decode="none", stream_detect=False, fsspec_args=False):
            headers = record.http_headers
            if not record.is_http or not 200 <= (headers.status_code or 0) < 300 or not is_report(headers.get("Content-Type")):
                continue
            url = record.headers.get("WARC-Target-URI") or ""
            body = record.reader.read(MAX_BYTES + 1)
            if len(body) < min(record.content_length, MAX_BYTES + 1):
                raise errors.TruncatedInput(name, f"this archive ends within the page {url}", _AGAIN)
            yield f"{name}#{url}", _later(url, body, headers, _moment(record.headers.get("WARC-Date")), published)
    except (OSError, ValueError) as error:
        raise errors.TruncatedInput(name, f"this is no web archive, or a damaged one ({error})", _AGAIN) from error
    if unzipped is not None and unzipped.damage is not None:
        raise errors.TruncatedInput(name, f"this archive ends too early ({unzipped.damage})", _AGAIN)


class _Unzipped(io.RawIOBase):
    """A gzipped stream that ends where it is cut or damaged, and tells so: the archive library takes what it gets for the whole."""

    def __init__(self, stream: BinaryIO) -> None:
        self._inner = gzip.GzipFile(fileobj=stream)
        self._position = 0
        self.damage: Exception | None = None

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def readinto(self, buffer: Buffer) -> int:
        view = memoryview(buffer)
        try:
            part = self._inner.read1(len(view))
        except (OSError, EOFError, zlib.error) as error:
            self.damage = error
            return 0
        view[: len(part)] = part
        self._position += len(part)
        return len(part)


def _moment(told: str | None) -> str | None:
    """When a page was captured; None where the archive does not tell it in a way that can be read."""
    try:
        return dt.datetime.fromisoformat(told).isoformat() if told else None
    except ValueError:
        return None


def _later(url: str, body: bytes, headers: HeaderMap, captured: str | None, published: str | None) -> Callable[[], Document]:
    content_type, packing = headers.get("Content-Type"), headers.get("Content-Encoding")

    def document() -> Document:
        read = read_answer(url, unpacked(url, body, packing, Limits(wire_bytes=MAX_BYTES)), content_type, published)
        return got_at(read, captured) if captured is not None else read

    return document


def keep(path: Path, page: Fetched) -> None:
    """Add a fetched page to a web archive, as a record of its own that any WARC tool reads; made if it is not there.

    Raises:
        InputError: if the file cannot be written.
    """
    from fastwarc.warc import WarcRecord, WarcRecordType

    # The body is kept decompressed, so the headers that tell of its packing would be false.
    packing = ("content-encoding", "content-length", "transfer-encoding")
    headers = [*((key, value) for key, value in page.headers if key not in packing), ("content-length", str(len(page.body)))]
    head = f"HTTP/1.1 {page.status} OK\r\n" + "".join(f"{key}: {value}\r\n" for key, value in headers) + "\r\n"
    record = WarcRecord()
    record.init_headers(WarcRecordType.response)
    record.headers["WARC-Target-URI"] = page.url
    record.headers["WARC-Date"] = page.time.replace("+00:00", "Z")
    record.headers["Content-Type"] = "application/http; msgtype=response"
    record.set_bytes_content(head.encode("utf-8", "replace") + page.body)
    written = io.BytesIO()
    record.write(written, checksum_data=True)
    try:
        with path.open("ab") as stream:
            stream.write(gzip.compress(written.getvalue(), mtime=0))
    except OSError as error:
        raise errors.InputError(str(path), f"the archive cannot be written ({error})", "Give another file with --archive") from error
