"""Keeps libraries from talking to the user behind our back."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_LOGGERS = ("trafilatura", "htmldate", "courlan", "justext")


class _Silence:
    """Keeps the extractor's log messages from the user's screen while any thread extracts, and puts everything back after."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._users = 0
        self._before: dict[str, bool] = {}
        self._handler = logging.NullHandler()

    def begin(self) -> None:
        with self._lock:
            self._users += 1
            if self._users == 1:
                for name in _LOGGERS:
                    logger = logging.getLogger(name)
                    self._before[name] = logger.propagate
                    logger.propagate = False
                    logger.addHandler(self._handler)

    def end(self) -> None:
        with self._lock:
            self._users -= 1
            if self._users == 0:
                for name, propagate in self._before.items():
                    logger = logging.getLogger(name)
                    logger.propagate = propagate
                    logger.removeHandler(self._handler)


_silence = _Silence()


@contextmanager
def quiet() -> Iterator[None]:
    """While it lasts, the extractor's log messages stay off the screen; its failures reach the user as our own errors."""
    _silence.begin()
    try:
        yield
    finally:
        _silence.end()
