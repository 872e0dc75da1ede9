"""Every error that dateline raises on purpose.

DatelineError
├── InputError                 one input could not be read; the run goes on
│   ├── EmptyInput
│   ├── BinaryInput
│   ├── BadEncoding
│   ├── TooLarge
│   ├── TruncatedInput
│   ├── UnsupportedInput
│   ├── InputNotFound
│   ├── AddressRefused
│   └── FetchFailed
├── CodebookError              a codebook or lexicon file is wrong
├── ReaderError                a reader is missing what it needs
├── ExportError                a format cannot be written as asked
└── LedgerError                the store could not do what was asked
    ├── LedgerNotFound
    ├── LedgerReadOnly
    ├── LedgerDamaged
    ├── LedgerBusy
    ├── LedgerFull
    ├── RulingRefused
    └── UnknownId
        └── ErasedContent
"""

from __future__ import annotations


class DatelineError(Exception):
    """The root of all errors raised on purpose. Its text says what was got, what was expected and what to do next."""


class InputError(DatelineError):
    """One input could not be read.

    Args:
        name: the input as the user knows it (a path, a URL, ``-``, a path with a line number).
        problem: what was got and what was expected.
        remedy: what to do next.
    """

    def __init__(self, name: str, problem: str, remedy: str) -> None:
        super().__init__(f"{name}: {problem}. {remedy}")
        self.name = name
        self.problem = problem
        self.remedy = remedy


class EmptyInput(InputError):
    """The input holds no words."""


class BinaryInput(InputError):
    """The input is not text."""


class BadEncoding(InputError):
    """The bytes are not text in any encoding that was tried."""


class TooLarge(InputError):
    """The input is over the size limit."""


class TruncatedInput(InputError):
    """The input ends in the middle of its own structure."""


class UnsupportedInput(InputError):
    """The input is of a kind, or holds a value, that dateline does not read."""


class InputNotFound(InputError):
    """There is no such file or folder."""


class AddressRefused(InputError):
    """The web address leads where a program must not go, or nobody asked for the network."""


class FetchFailed(InputError):
    """The page could not be got from the web; ``status`` is the HTTP status, where the host answered."""

    def __init__(self, name: str, problem: str, remedy: str, status: int | None = None) -> None:
        super().__init__(name, problem, remedy)
        self.status = status


class CodebookError(DatelineError):
    """A codebook, lexicon or other data file breaks its own rules."""


class ReaderError(DatelineError):
    """A reader cannot work, for example because its language model is not installed."""


class ExportError(DatelineError):
    """A format cannot be written: there is none such, an option does not fit it, or the place cannot be written to."""


class LedgerError(DatelineError):
    """The ledger could not do what was asked."""


class LedgerNotFound(LedgerError):
    """There is no ledger at that path."""


class LedgerReadOnly(LedgerError):
    """The ledger cannot be written to."""


class LedgerDamaged(LedgerError):
    """The file is not a ledger, or part of it cannot be read."""


class LedgerBusy(LedgerError):
    """Another process held the ledger for longer than the time allowed."""


class LedgerFull(LedgerError):
    """There is no room left where the ledger is kept."""


class UnknownId(LedgerError):
    """No document, claim, incident or ruling has that id."""


class ErasedContent(UnknownId):
    """What was asked for was erased by law; only the log says that it was there."""


class RulingRefused(LedgerError):
    """A ruling does not make sense: a subject of the wrong kind, or a value that the field cannot have."""
