"""dateline reads news about conflict and keeps a ledger of incidents, every value tied to the words it was read from.

    import dateline

    document = dateline.Document.from_file("report.html")
    reading = dateline.read(document)                   # passages and claims, no store needed
    ledger = dateline.open("syria.db")                  # or a database URL
    ledger.add(document, reading)
    for incident in ledger.incidents(country="SYR", killed_at_least=1):
        print(incident.summary)

Importing is quick: the parser, the gazetteer and the store are loaded when they are first used.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from dateline.ledger import Ledger
    from dateline.model import Actor, Claim, Document, Evidence, Incident, Passage, Place, Reading, Ruling, TimeSpan
    from dateline.model.errors import (
        AddressRefused,
        BadEncoding,
        BinaryInput,
        CodebookError,
        DatelineError,
        EmptyInput,
        ExportError,
        FetchFailed,
        InputError,
        InputNotFound,
        LedgerBusy,
        LedgerDamaged,
        LedgerError,
        LedgerFull,
        LedgerNotFound,
        LedgerReadOnly,
        ReaderError,
        TooLarge,
        TruncatedInput,
        UnknownId,
        UnsupportedInput,
    )
    from dateline.reading import RuleReader

__all__ = [
    "Actor",
    "AddressRefused",
    "BadEncoding",
    "BinaryInput",
    "Claim",
    "CodebookError",
    "DatelineError",
    "Document",
    "EmptyInput",
    "Evidence",
    "ExportError",
    "FetchFailed",
    "Incident",
    "InputError",
    "InputNotFound",
    "Ledger",
    "LedgerBusy",
    "LedgerDamaged",
    "LedgerError",
    "LedgerFull",
    "LedgerNotFound",
    "LedgerReadOnly",
    "Passage",
    "Place",
    "ReaderError",
    "Reading",
    "Ruling",
    "TimeSpan",
    "TooLarge",
    "TruncatedInput",
    "UnknownId",
    "UnsupportedInput",
    "open",
    "read",
]

_NOUNS = frozenset(("Actor", "Claim", "Document", "Evidence", "Incident", "Passage", "Place", "Reading", "Ruling", "TimeSpan"))


def read(document: Document) -> Reading:
    """Read a document as the command line does, with rules and the trained network: passages and claims, nothing stored.

    Raises:
        ReaderError: if the language model under the reader is not installed.
    """
    return _rule_reader().read(document)


def open(where: str | Path, *, create: bool = True) -> Ledger:  # noqa: A001 - `dateline.open`, as `gzip.open`
    """Open a ledger.

    Args:
        where: path of a SQLite file, or a database URL.
        create: whether to make a ledger where there is none.

    Raises:
        LedgerNotFound: if there is none and ``create`` is false, or its folder does not exist.
        LedgerDamaged: if the file is not a ledger.
        LedgerError: for all else that the store refuses.
    """
    from dateline.ledger import Ledger

    return Ledger.open(where, create=create)


@cache
def _rule_reader() -> RuleReader:
    from dateline.reading import RuleReader

    return RuleReader.listening()


def _file_reader(path: Path, published: str | None) -> Document:
    from dateline.sources import read_file

    return read_file(path, published)


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'dateline' has no attribute {name!r}; it offers {', '.join(__all__)}")
    if name == "Ledger":
        from dateline import ledger as room
    elif name in _NOUNS:
        from dateline import model as room  # type: ignore[no-redef]

        room.Document.read_files_with(_file_reader)  # type: ignore[attr-defined]
    else:
        from dateline.model import errors as room  # type: ignore[no-redef]
    value = globals()[name] = getattr(room, name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
