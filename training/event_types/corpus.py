"""Our own sentences for training: what is in the TOML files beside this one, and varied while a model learns."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
MARKS = "{}[]<>"
"""Around who does it, the words that tell it, and whom it is done to."""

_SOURCE = re.compile(r"\{([^}]*)\}")
_TARGET = re.compile(r"<([^>]*)>")


@dataclass(frozen=True)
class Example:
    """A sentence with its marks, and the PLOVER type of the marked event (``NONE`` where nothing happens)."""

    text: str
    type: str


def read(folders: tuple[str, ...] = ("contrasts", "sentences", "wire")) -> list[Example]:
    """The sentences of some folders, in the order of the files' names and of the lines in them; those to learn from if none are named."""
    return [
        example
        for folder in folders
        for path in sorted((HERE / folder).glob("*.toml"))
        for example in _of_file(tomllib.loads(path.read_text(encoding="utf-8")))
    ]


def _of_file(table: dict) -> Iterator[Example]:
    """A file of one type has its sentences by mode or sense; any other has them by subject and then by type."""
    if "type" in table:
        for sentences in table["sentences"].values():
            yield from (Example(text, table["type"]) for text in sentences)
        return
    for by_type in table.values():
        for type_, sentences in by_type.items():
            yield from (Example(text, type_) for text in sentences)


def without(text: str, marks: str) -> str:
    """A sentence without some of its marks."""
    return "".join(letter for letter in text if letter not in marks)


class Swapping:
    """Shows a sentence with parties of another in some cases, so that names are not what is learnt.

    Args:
        examples: where other parties are taken from.
        draw: the source of chance.
        swap: how often a party is exchanged.
    """

    def __init__(self, examples: list[Example], draw: random.Random, swap: float = 0.3) -> None:
        self._sources = [found for one in examples for found in _SOURCE.findall(one.text)]
        self._targets = [found for one in examples for found in _TARGET.findall(one.text)]
        self._draw, self._swap = draw, swap

    def __call__(self, text: str) -> str:
        """One way to show the sentence, with all of its marks."""
        draw = self._draw
        if draw.random() < self._swap:
            text = _SOURCE.sub(lambda _: "{" + draw.choice(self._sources) + "}", text, count=1)
        if draw.random() < self._swap:
            text = _TARGET.sub(lambda _: "<" + draw.choice(self._targets) + ">", text, count=1)
        return text
