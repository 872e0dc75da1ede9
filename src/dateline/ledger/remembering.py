"""Answers that are kept for as long as the ledger stays as it is: counts over the whole table are asked for by every page."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

Answer = TypeVar("Answer")
_MOST = 200


class Remembered:
    """Answers to questions, the last ``most`` that were asked, all of one state of the ledger.

    Args:
        most: how many are kept.
    """

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._stamp: str | None = None
        self._answers: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = threading.Lock()

    def answer(self, stamp: str, question: Hashable, work: Callable[[], Answer]) -> Answer:
        """What was answered before, or what ``work`` gives now. Callers must not change it.

        Args:
            stamp: names the state of the ledger; a new one makes all answers void.
            question: names what is asked.
            work: finds the answer. Two who ask the same at once may both work.
        """
        with self._lock:
            if stamp != self._stamp:
                self._stamp = stamp
                self._answers.clear()
            if question in self._answers:
                self._answers.move_to_end(question)
                return cast("Answer", self._answers[question])
        found = work()
        with self._lock:
            if stamp == self._stamp:
                self._answers[question] = found
                while len(self._answers) > self._most:
                    self._answers.popitem(last=False)
        return found
