"""Database errors said as what they mean and what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from dateline.model.errors import LedgerBusy, LedgerDamaged, LedgerError, LedgerFull, LedgerNotFound, LedgerReadOnly

_SIGNS: tuple[tuple[str, type[LedgerError], str], ...] = (
    (
        "is locked",
        LedgerBusy,
        "another process is writing to it and did not finish in time. Wait for it to end, then run the command again; nothing was lost",
    ),
    (
        "lock timeout",
        LedgerBusy,
        "another process is writing to it and did not finish in time. Wait for it to end, then run the command again; nothing was lost",
    ),
    ("password authentication failed", LedgerReadOnly, "the server does not accept this user and password. Correct the URL, or set PGPASSWORD"),
    ("no password supplied", LedgerReadOnly, "the server wants a password. Set PGPASSWORD, or use a password file"),
    ("connection refused", LedgerNotFound, "no server answers there. Start it, or correct the host and port in the URL"),
    ("no such file or directory", LedgerNotFound, "no server answers there. Start it, or correct the host in the URL"),
    ("could not translate host", LedgerNotFound, "there is no such host. Correct the URL"),
    ("failed to resolve host", LedgerNotFound, "there is no such host. Correct the URL"),
    (
        "terminating connection",
        LedgerError,
        "the server was stopped or the connection was cut. Run the command again; what was reported as stored is safe",
    ),
    (
        "server closed the connection",
        LedgerError,
        "the server was stopped or the connection was cut. Run the command again; what was reported as stored is safe",
    ),
    ("readonly", LedgerReadOnly, "it cannot be written to. Give yourself write permission on the file and its folder, or work on a copy"),
    ("read-only", LedgerReadOnly, "it cannot be written to. Give yourself write permission on the file and its folder, or work on a copy"),
    ("permission denied", LedgerReadOnly, "this user may not use it. Ask for permission, or work on a copy"),
    ("unable to open", LedgerNotFound, "it cannot be opened. Check that the folder exists and that you may write there"),
    ("does not exist", LedgerNotFound, "there is no such database. Create it first, or correct the URL"),
    ("is full", LedgerFull, "there is no room left on its disk. Make room, then run the command again; what was stored is safe"),
    ("no space", LedgerFull, "there is no room left on its disk. Make room, then run the command again; what was stored is safe"),
    ("disk i/o error", LedgerError, "its disk could not be read or written. Check that the disk has room and is healthy, then run `dateline verify`"),
    ("not a database", LedgerDamaged, "it is not a ledger. Give the path of a file that dateline made, or a new path to start one"),
    ("malformed", LedgerDamaged, "part of it cannot be read. Restore it from a copy, or get out what is whole with `dateline rescue`"),
    ("append-only", LedgerError, "what is stored is never changed or deleted. Use a ruling to correct or retract"),
)


@contextmanager
def said_clearly(name: str) -> Iterator[None]:
    """Turn database errors into those of ``dateline.model.errors``.

    Args:
        name: the ledger as the user knows it.

    Raises:
        LedgerError: or one of its kind, for every error of the database.
    """
    try:
        yield
    except DBAPIError as error:
        raise _meaning(name, error) from error


def _meaning(name: str, error: DBAPIError) -> LedgerError:
    told = str(error.orig)
    for sign, kind, advice in _SIGNS:
        if sign in told.lower():
            return kind(f"{name}: {advice}. (The database says: {told})")
    return LedgerError(f"{name}: the database refused: {told}. Run `dateline verify` on it; if that passes, report this message to the developers.")
