"""The sentences of ``training/event_types``, for the types of events: a report has few that are not of violence."""

from __future__ import annotations

import importlib.util
import random
import re
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
from corpus import LETTERS, TYPES
from tokenizers import Tokenizer
from windows import UNASKED, Window, windows_of

_MARKED = re.compile(r"\{([^}]*)\}|\[([^\]]*)\]|<([^>]*)>")


def event_types() -> ModuleType:
    """``training/event_types/corpus.py``, whose name is that of the module beside this one."""
    place = Path(__file__).resolve().parents[1] / "event_types" / "corpus.py"
    spec = importlib.util.spec_from_file_location("event_types_corpus", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


class Sentences:
    """The sentences, shown a little differently each time.

    Args:
        words: cuts them into pieces.
        draw: the source of chance, for parties from other sentences.
    """

    def __init__(self, words: Tokenizer, draw: random.Random) -> None:
        told = event_types()
        self._examples = told.read()
        self._swap = told.Swapping(self._examples, draw)
        self._words, self._draw = words, draw

    def __len__(self) -> int:
        return len(self._examples)

    def windows(self, share: float) -> list[Window]:
        """A window for each sentence of a part of them that chance chooses."""
        chosen = self._draw.sample(self._examples, round(share * len(self._examples)))
        return [self._window(self._swap(example.text), example.type) for example in chosen]

    def _window(self, marked: str, kind: str) -> Window:
        """What a sentence tells: that these words tell an event, of what type. Of its other words nothing is asked: they may tell others."""
        text, spans, done = "", [], 0
        for found in _MARKED.finditer(marked):
            words = next(group for group in found.groups() if group is not None)
            text += marked[done : found.start()]
            if found[0].startswith("["):
                spans.append((len(text), len(text) + len(words)))
            text += words
            done = found.end()
        text += marked[done:]
        window = windows_of(text, self._words)[0]
        size = len(window.pieces)
        window.letters, window.groups, window.asides, window.types = (np.full(size, UNASKED) for _ in range(4))
        window.events = np.zeros(size, dtype=int)
        for at, (start, end) in enumerate(window.spans):
            if any(first <= start and 0 < end <= last for first, last in spans):
                window.letters[at] = 0 if kind == "NONE" else 1 + LETTERS.index("E")
                window.types[at] = UNASKED if kind == "NONE" else TYPES.index(kind)
        return window
