"""The real command line in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

TESTS = Path(__file__).parent.parent

REAL = "from dateline.cli import main; main()"
QUICK = """
import sys, time
sys.path.insert(0, {tests!r})
from factories import FakeReader
from dateline.cli import intake, main
class Slow(FakeReader):
    def read(self, doc):
        time.sleep({pause})
        return super().read(doc)
    def read_many(self, documents):
        return (self.read(doc) for doc in documents)
intake.reader_for = lambda *_: Slow()
intake._BATCH = 4
main()
"""


def command(*arguments: str, quick: bool = False, pause: float = 0.0) -> list[str]:
    """The words of a command line: with the rule reader, or with a reader for tests that takes ``pause`` seconds a document."""
    return [sys.executable, "-c", QUICK.format(tests=str(TESTS), pause=pause) if quick else REAL, *arguments]


Run = Callable[..., subprocess.CompletedProcess[str]]
