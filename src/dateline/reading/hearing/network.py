"""The network itself: MiniLM-L6, taught our own marked reports by ``training/marked_reports``, in int8, run without torch."""

from __future__ import annotations

import importlib.util
import json
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.model.errors import ReaderError
from dateline.reading.hearing.windows import windows

NAME = "reports-3"
"""Name and version, as recorded wherever it decides. Another network gets another number."""
PACKAGES = ("onnxruntime", "tokenizers")
"""What runs it."""
TOKENIZER = Path(__file__).with_name("tokenizer.json")

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]


def installed() -> bool:
    """Whether the packages that run it are here."""
    return all(importlib.util.find_spec(package) is not None for package in PACKAGES)


def session(network: Path) -> Any:
    """A network, ready to be asked, on one thread.

    Raises:
        ReaderError: if the packages that run it are not installed.
    """
    if not installed():
        raise ReaderError(
            f"reading with the trained network needs the packages {' and '.join(PACKAGES)}, which are not installed. "
            f"Install them with: pip install {' '.join(PACKAGES)}, or read with --rules-only."
        )
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(network), options, providers=["CPUExecutionProvider"])


def tokenizer() -> Any:
    """What cuts words into the pieces that the networks know; whole texts, as they are."""
    import tokenizers

    words = tokenizers.Tokenizer.from_file(str(TOKENIZER))
    words.no_truncation()
    words.no_padding()
    return words


@dataclass(frozen=True)
class Heard:
    """What the network makes of one document.

    Args:
        letters, groups, types: names of the columns below: what words tell, what their event is to the report, and its PLOVER type
            (``training/marked_reports/corpus.py``).
        spans: shape (pieces, 2): where each word piece stands in the document, in code points.
        tells: (pieces, 1 + letters): chances of what the piece tells; nothing stands first.
        stands: (pieces, groups): chances of what its event is to the report.
        kinds: (pieces, types): chances of the type of the event that the piece tells.
        asides: (pieces,): chance that it stands in a paragraph of another story.
        links: (pieces, 2, size): vectors behind :meth:`same`.
        window: (pieces,): the window of each piece; links hold within one.
    """

    letters: str
    groups: tuple[str, ...]
    types: tuple[str, ...]
    spans: Numbers
    tells: Floats
    stands: Floats
    kinds: Floats
    asides: Floats
    links: Floats
    window: Numbers

    def at(self, start: int, end: int) -> slice:
        """The pieces of some words, by their place in the document."""
        return slice(bisect_right(self.ends, start), bisect_left(self.starts, end))

    def chances(self, start: int, end: int) -> dict[str, float] | None:
        """Chance of each letter for some words: of their likeliest piece; None where they were not read."""
        pieces = self.at(start, end)
        return dict(zip(self.letters, self.tells[pieces, 1:].max(0).tolist(), strict=True)) if pieces.start < pieces.stop else None

    def standing(self, start: int, end: int) -> dict[str, float] | None:
        """Chances of what the event of some words is to the report; None where they were not read."""
        pieces = self.at(start, end)
        return dict(zip(self.groups, self.stands[pieces].mean(0).tolist(), strict=True)) if pieces.start < pieces.stop else None

    def kind(self, start: int, end: int) -> dict[str, float] | None:
        """Chances of the type of the event that some words tell; None where they were not read."""
        pieces = self.at(start, end)
        return dict(zip(self.types, self.kinds[pieces].mean(0).tolist(), strict=True)) if pieces.start < pieces.stop else None

    def same(self, one: tuple[int, int], other: tuple[int, int]) -> float | None:
        """Log-odds that the words at two places tell one event; None where they do not stand in one window."""
        left, right = self.at(*one), self.at(*other)
        if left.start >= left.stop or right.start >= right.stop or self.window[left.start] != self.window[right.start]:
            return None
        one_forth, one_back = self._vectors(left)
        other_forth, other_back = self._vectors(right)
        return float(one_forth @ other_back + other_forth @ one_back) / 2

    def _vectors(self, pieces: slice) -> Floats:
        """The mean vectors of some pieces: the mean of products is the product of means."""
        mean: Floats = (self.sums[pieces.stop] - self.sums[pieces.start]) / (pieces.stop - pieces.start)
        return mean

    @cached_property
    def starts(self) -> list[int]:
        """Where each piece begins; they stand in the order of the text."""
        return [int(start) for start in self.spans[:, 0]]

    @cached_property
    def ends(self) -> list[int]:
        """Where each piece ends."""
        return [int(end) for end in self.spans[:, 1]]

    @cached_property
    def sums(self) -> Floats:
        """(1 + pieces, 2, size): the vectors of all pieces before each, added up."""
        nothing = np.zeros((1, *self.links.shape[1:]))
        return np.concatenate([nothing, self.links.cumsum(0)])


class Ear:
    """The trained network. Each window is run alone, so that what it answers does not depend on other documents.

    Raises:
        ReaderError: if the packages that run it are not installed.
    """

    name = NAME

    def __init__(self) -> None:
        folder = Path(__file__).parent
        told = json.loads((folder / "reports.json").read_text(encoding="utf-8"))
        self._letters, self._groups, self._types = "".join(told["letters"]), tuple(told["groups"]), tuple(told["types"])
        self._session = session(folder / "reports.onnx")
        self._words = tokenizer()
        self._ends: list[int] = self._words.encode("").ids

    def hear(self, lines: Sequence[str], starts: Sequence[int]) -> Heard:
        """What the network makes of a report.

        Args:
            lines: its title and paragraphs, without line breaks.
            starts: where each begins in the document, in code points.
        """
        text = "\n".join(lines)
        begun = np.cumsum([0, *(len(line) + 1 for line in lines)])[:-1]
        spans: list[tuple[int, int]] = []
        answers: list[list[Floats]] = []
        numbers: list[int] = []
        begin, end = self._ends
        for number, window in enumerate(windows(text, self._encode, begin, end)):
            ids = np.array([window.pieces], dtype=np.int64)
            found = self._session.run(None, {"input_ids": ids})
            kept = [piece for piece, (_, stop) in enumerate(window.spans) if stop]
            spans += [window.spans[piece] for piece in kept]
            numbers += [number] * len(kept)
            answers.append([one[0][kept].astype(np.float64) for one in found])
        letters, groups, asides, kinds, links = (np.concatenate([one[part] for one in answers]) for part in range(5))
        places = np.array(spans, dtype=np.int64).reshape(-1, 2)
        line = np.searchsorted(begun, places[:, 0], side="right") - 1
        moved = np.array(starts, dtype=np.int64)[line] - begun[line]
        return Heard(
            letters=self._letters,
            groups=self._groups,
            types=self._types,
            spans=places + moved[:, None],
            tells=_softmax(letters),
            stands=_softmax(groups),
            kinds=_softmax(kinds),
            asides=1 / (1 + np.exp(-asides)),
            links=links,
            window=np.array(numbers, dtype=np.int64),
        )

    def _encode(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
        found = self._words.encode(text, add_special_tokens=False)
        return found.ids, found.offsets


def _softmax(logits: Floats) -> Floats:
    shares = np.exp(logits - logits.max(-1, keepdims=True))
    chances: Floats = shares / shares.sum(-1, keepdims=True)
    return chances
