"""Names of files, folders and standard input to documents, one error per input that cannot be read."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from dateline.model import errors
from dateline.model.documents import Document
from dateline.sources import archives, decoding, jsonlines, publication
from dateline.sources.assembly import got_at
from dateline.sources.fetching import Fetched, Fetcher
from dateline.sources.pages import read_answer
from dateline.sources.plaintext import read_text
from dateline.sources.records import document_from_record, parse_json
from dateline.sources.webpage import declared_charset, looks_like_html, read_page

_HTML = (".html", ".htm", ".xhtml")
_JSON_LINES = (".jsonl", ".ndjson")
_ARCHIVES = (".warc", ".warc.gz")
_WEB = ("http://", "https://")
_UNREAD = {
    ".csv": "a table",
    ".tsv": "a table",
    ".xml": "XML",
    ".rss": "a feed",
    ".atom": "a feed",
    ".docx": "a Word file",
    ".doc": "a Word file",
    ".odt": "an OpenDocument file",
    ".eml": "an e-mail",
}
_NOT_REPORTS = ("README", "LICENSE", "Makefile")
_PROGRAMS = (".sh", ".py", ".js", ".css", ".map", ".toml", ".ini", ".cfg", ".yml", ".yaml", ".db", ".db-wal", ".db-shm", ".sqlite")
"""Files that stand beside reports and are none, ledgers among them; read all the same where they are named outright."""


@dataclass(frozen=True)
class Loaded:
    """An input that was read: ``name`` as the user knows it, and its document."""

    name: str
    document: Document


@dataclass(frozen=True)
class Failed:
    """An input that could not be read: ``name`` as the user knows it, and why."""

    name: str
    error: errors.InputError


@dataclass(frozen=True)
class Web:
    """How web addresses among the inputs are read.

    Args:
        fetcher: what gets the pages.
        keep: called with each page before it is parsed, such as to archive it.
    """

    fetcher: Fetcher
    keep: Callable[[Fetched], None] = lambda _: None


def read_inputs(
    names: Sequence[str], *, published: str | None = None, stdin: BinaryIO | None = None, web: Web | None = None
) -> Iterator[Loaded | Failed]:
    """Read reports one after the other; an input that cannot be read never stops the rest.

    Args:
        names: files; folders, read with all their sub-folders in sorted order, without hidden files, READMEs, program files
            and what a browser saves beside a page; symbolic links are not followed; ``-`` for standard input; web addresses.
        published: publication time of all of them (ISO 8601); overrides what they say.
        stdin: what ``-`` reads; standard input if None.
        web: how web addresses are read; None if the network must be left alone.

    Yields:
        One ``Loaded`` or ``Failed`` per report. Records of a JSONL file are named ``file.jsonl:17`` after their line.

    Raises:
        UnsupportedInput: at once, if ``published`` is no date.
    """
    moment = publication.given(published) if published is not None else None
    return _read_all(names, moment, stdin, web)


def read_file(path: Path, published: str | None = None) -> Document:
    """Read a file that holds one report.

    Args:
        path: a text, Markdown, HTML or JSON file, or a JSONL file of one line.
        published: publication time (ISO 8601); overrides what the file says.

    Raises:
        InputError: if the file cannot be read, or holds more than one report.
    """
    name = _shown(path)
    if _is_folder(path):
        raise errors.UnsupportedInput(name, "this is a folder, expected a file with one report", "Use dateline.sources.read_inputs for folders")
    read = []
    for outcome in read_inputs([str(path)], published=published):
        if isinstance(outcome, Failed):
            raise outcome.error
        read.append(outcome.document)
        if len(read) > 1:
            raise errors.UnsupportedInput(name, "this file holds more than one report", "Use dateline.sources.read_inputs for files of many reports")
    if not read:
        raise errors.EmptyInput(name, "there are no reports in it", "Check that the file was saved in full, or leave it out")
    return read[0]


def _read_all(names: Sequence[str], published: str | None, stdin: BinaryIO | None, web: Web | None) -> Iterator[Loaded | Failed]:
    for name in names:
        if name == "-":
            yield from _guarded("-", _read_stream("-", stdin or sys.stdin.buffer, "", published))
        elif name.lower().startswith(_WEB):
            yield from _guarded(name, _fetched(name, published, web))
        elif _is_folder(Path(name)):
            yield from _read_folder(Path(name), published)
        else:
            yield from _read_path(Path(name), published)


def _fetched(url: str, published: str | None, web: Web | None) -> Iterator[Loaded | Failed]:
    if web is None:
        problem = "this is a web address, and dateline goes to the network only when it is told to"
        raise errors.AddressRefused(url, problem, "Add --fetch, or save the page and give the file")
    page = web.fetcher.fetch(url)
    web.keep(page)
    yield Loaded(url, got_at(read_answer(page.url, page.body, page.header("content-type"), published), page.time))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False  # opening it as a file gives the user the reason


def _guarded(name: str, outcomes: Iterator[Loaded | Failed]) -> Iterator[Loaded | Failed]:
    """Turn what stops one input into its ``Failed``."""
    try:
        yield from outcomes
    except errors.InputError as error:
        yield Failed(name, error)
    except FileNotFoundError:
        yield Failed(name, errors.InputNotFound(name, "there is no such file or folder", "Check the spelling, and the folder you are in"))
    except PermissionError:
        yield Failed(name, errors.InputError(name, "there is no permission to read it", "Change its permissions, or run as a user who may read it"))
    except OSError as error:
        yield Failed(name, errors.InputError(name, f"it cannot be opened ({error})", "Check the file and the disk it is on"))


def _read_folder(folder: Path, published: str | None) -> Iterator[Loaded | Failed]:
    root = folder.resolve()
    count = 0
    for entry in _walk(folder, root):
        count += 1
        if isinstance(entry, Failed):
            yield entry
        else:
            yield from _read_path(entry, published, in_folder=True)
    if count == 0:
        name = _shown(folder)
        yield Failed(
            name, errors.EmptyInput(name, "there are no reports in this folder", "Give a folder with .txt, .md, .html, .json or .jsonl files")
        )


def _walk(folder: Path, root: Path) -> Iterator[Path | Failed]:
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        name = _shown(folder)
        problem = f"this folder cannot be opened ({error.strerror})"
        yield Failed(name, errors.InputError(name, problem, "Change its permissions, or run as a user who may read it"))
        return
    # A browser that saves a page "complete" puts its pictures and scripts into a folder of this name.
    beside_pages = {f"{entry.stem}_files" for entry in entries if entry.suffix.lower() in _HTML}
    for entry in entries:
        if entry.name.startswith((".", *_NOT_REPORTS)) or entry.suffix.lower() in _PROGRAMS or entry.name in beside_pages:
            continue
        if entry.is_symlink():
            if not _leads_inside(entry, root):
                name = _shown(entry)
                problem = "this is a symbolic link that leads out of the folder, or nowhere"
                yield Failed(name, errors.UnsupportedInput(name, problem, "Links are not followed; give the file it leads to by its own name"))
        elif entry.is_dir():
            yield from _walk(entry, root)
        else:
            yield entry


def _leads_inside(link: Path, root: Path) -> bool:
    """Whether a link leads to something of the same folder, which is read there under its own name."""
    try:
        return link.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):
        return False


def _read_path(path: Path, published: str | None, *, in_folder: bool = False) -> Iterator[Loaded | Failed]:
    return _guarded(_shown(path), _opened(path, published, in_folder=in_folder))


def _opened(path: Path, published: str | None, *, in_folder: bool) -> Iterator[Loaded | Failed]:
    name, suffix = _shown(path), path.suffix.lower()
    if "\x00" in str(path):
        raise errors.InputNotFound(name, "no file name holds a NUL character", "Check the spelling")
    status = path.stat()
    if in_folder and not stat.S_ISREG(status.st_mode):
        raise errors.UnsupportedInput(name, "this is no ordinary file", "Leave it out of the folder")
    if suffix in _UNREAD:
        raise errors.UnsupportedInput(name, f"this is {_UNREAD[suffix]}, which dateline does not read", "Give text, Markdown, HTML, JSON or JSONL")
    with path.open("rb") as stream:
        if path.name.lower().endswith(_ARCHIVES):
            yield from _read_archive(name, stream, published)
            return
        if stat.S_ISREG(status.st_mode) and suffix not in _JSON_LINES:
            decoding.refuse_binary(name, stream.read(64))
            decoding.check_size(name, status.st_size)
            stream.seek(0)
        yield from _read_stream(name, stream, suffix, published)


def _read_stream(name: str, stream: BinaryIO, suffix: str, published: str | None) -> Iterator[Loaded | Failed]:
    if suffix in _JSON_LINES:
        yield from _read_lines(name, jsonlines.lines(stream), published)
        return
    if suffix not in (".txt", ".md", ".markdown", *_HTML, ".json"):
        # No name tells what this is, so its first line does: standard input may be an endless stream of records.
        first = stream.readline(decoding.MAX_BYTES + 1)
        if jsonlines.is_record(first):
            yield from _read_lines(name, jsonlines.lines(stream, first), published)
            return
        data = first + stream.read(decoding.MAX_BYTES + 1 - len(first))
    else:
        data = stream.read(decoding.MAX_BYTES + 1)
    decoding.refuse_binary(name, data)
    decoding.check_size(name, len(data))
    yield from _read_whole(name, data, suffix, published)


def _read_whole(name: str, data: bytes, suffix: str, published: str | None) -> Iterator[Loaded | Failed]:
    text = decoding.decode(name, data, declared=declared_charset(data))
    if suffix in _HTML or (suffix != ".json" and looks_like_html(text[:4096])):
        yield Loaded(name, read_page(name, text, published))
    elif suffix == ".json" or (suffix == "" and text.lstrip().startswith(("{", "[{"))):
        yield from _read_json(name, data, text, published)
    else:
        yield Loaded(name, read_text(name, text, published))


def _read_json(name: str, data: bytes, text: str, published: str | None) -> Iterator[Loaded | Failed]:
    if jsonlines.is_record(data.split(b"\n", 1)[0]) and data.strip().count(b"\n"):
        yield from _read_lines(name, iter(enumerate(data.split(b"\n"), start=1)), published)
        return
    value = parse_json(name, text)
    if not isinstance(value, list):
        yield Loaded(name, document_from_record(name, value, published))
        return
    for number, record in enumerate(value, start=1):
        item = f"{name}[{number}]"
        yield from _guarded(item, (Loaded(item, document_from_record(item, part, published)) for part in (record,)))


def _read_lines(name: str, numbered: Iterator[tuple[int, bytes]], published: str | None) -> Iterator[Loaded | Failed]:
    found = False
    for number, line in numbered:
        if not line.strip():
            continue
        found = True
        item = f"{name}:{number}"
        yield from _guarded(item, (Loaded(item, jsonlines.read_line(item, part, published)) for part in (line,)))
    if not found:
        raise errors.EmptyInput(name, "there are no records in it", "Check that the file was saved or downloaded in full, or leave it out")


def _read_archive(name: str, stream: BinaryIO, published: str | None) -> Iterator[Loaded | Failed]:
    found = False
    for item, read in archives.reports(name, stream, published):
        found = True
        yield from _guarded(item, (Loaded(item, document()) for document in (read,)))
    if not found:
        raise errors.EmptyInput(name, "there are no pages in this web archive", "Give an archive with pages that were answered with success")


def _shown(path: Path) -> str:
    """The path as text that can be printed, whatever bytes the file system holds."""
    return os.fsencode(path).decode("utf-8", "replace").replace("\x00", "\ufffd")
