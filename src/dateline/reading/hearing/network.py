"""The network itself: MiniLM-L6, taught our own marked reports by ``training/marked_reports``, in int8, run without torch."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.model.errors import ReaderError
from dateline.reading.hearing.windows import windows

NAME = "reports-1"
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
            f"the second opinion needs the packages {' and '.join(PACKAGES)}, which are not installed. "
            "Install them with: pip install 'dateline[encoder]', or read without it."
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


@dataclass(frozen=True, slots=True)
class Heard:
    """What the network makes of one document.

    Args:
        letters, groups: names of the columns below: what words tell, what their event is to the report (``training/marked_reports/corpus.py``).
        spans: shape (pieces, 2): where each word piece stands in the document, in code points.
        tells: (pieces, 1 + letters): chances of what the piece tells; nothing stands first.
        stands: (pieces, groups): chances of what its event is to the report.
        asides: (pieces,): chance that it stands in a paragraph of another story.
        links: (pieces, 2, size): vectors behind :meth:`same`.
        window: (pieces,): the window of each piece; links hold within one.
        muc: (pieces, labels), relevant: (windows, 1 + types): logits of MUC-4's slots and of its incident types; only a benchmark asks for them.
    """

    letters: str
    groups: tuple[str, ...]
    spans: Numbers
    tells: Floats
    stands: Floats
    asides: Floats
    links: Floats
    window: Numbers
    muc: Floats
    relevant: Floats

    def at(self, start: int, end: int) -> Numbers:
        """The pieces of some words, by their place in the document."""
        found: Numbers = np.flatnonzero((self.spans[:, 1] > start) & (self.spans[:, 0] < end))
        return found

    def chances(self, start: int, end: int) -> dict[str, float] | None:
        """Chance of each letter for some words: of their likeliest piece; None where they were not read."""
        pieces = self.at(start, end)
        return dict(zip(self.letters, self.tells[pieces, 1:].max(0).tolist(), strict=True)) if len(pieces) else None

    def standing(self, start: int, end: int) -> dict[str, float] | None:
        """Chances of what the event of some words is to the report; None where they were not read."""
        pieces = self.at(start, end)
        return dict(zip(self.groups, self.stands[pieces].mean(0).tolist(), strict=True)) if len(pieces) else None

    def same(self, one: tuple[int, int], other: tuple[int, int]) -> float | None:
        """Log-odds that the words at two places tell one event; None where they do not stand in one window."""
        left, right = self.at(*one), self.at(*other)
        if not len(left) or not len(right) or self.window[left[0]] != self.window[right[0]]:
            return None
        forth, back = self.links[left, 0] @ self.links[right, 1].T, self.links[right, 0] @ self.links[left, 1].T
        return float(forth.mean() + back.mean()) / 2


class Ear:
    """The trained network. Each window is run alone, so that what it answers does not depend on other documents.

    Raises:
        ReaderError: if the packages that run it are not installed.
    """

    name = NAME

    def __init__(self) -> None:
        folder = Path(__file__).parent
        told = json.loads((folder / "reports.json").read_text(encoding="utf-8"))
        self._letters, self._groups = "".join(told["letters"]), tuple(told["groups"])
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
            found = self._session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})
            kept = [piece for piece, (_, stop) in enumerate(window.spans) if stop]
            spans += [window.spans[piece] for piece in kept]
            numbers += [number] * len(kept)
            answers.append([*(one[0][kept].astype(np.float64) for one in found[:-1]), found[-1].astype(np.float64)])
        letters, groups, asides, links, muc, relevant = (np.concatenate([one[part] for one in answers]) for part in range(6))
        places = np.array(spans, dtype=np.int64).reshape(-1, 2)
        line = np.searchsorted(begun, places[:, 0], side="right") - 1
        moved = np.array(starts, dtype=np.int64)[line] - begun[line]
        return Heard(
            letters=self._letters,
            groups=self._groups,
            spans=places + moved[:, None],
            tells=_softmax(letters),
            stands=_softmax(groups),
            asides=1 / (1 + np.exp(-asides)),
            links=links,
            window=np.array(numbers, dtype=np.int64),
            muc=muc,
            relevant=relevant,
        )

    def _encode(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
        found = self._words.encode(text, add_special_tokens=False)
        return found.ids, found.offsets


def _softmax(logits: Floats) -> Floats:
    shares = np.exp(logits - logits.max(-1, keepdims=True))
    chances: Floats = shares / shares.sum(-1, keepdims=True)
    return chances
