"""A network that was taught MUC-4's slots, run as the reader runs its own: for this benchmark alone, and no part of the program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from dateline.reading.hearing.network import Floats, Numbers, session, tokenizer
from dateline.reading.hearing.windows import windows

_NETWORK = Path(__file__).with_suffix(".onnx")


@dataclass(frozen=True)
class Slots:
    """What the network makes of one report.

    Args:
        spans: shape (pieces, 2): where each word piece stands in the document, in code points.
        muc: (pieces, labels): logits of slots, types and degrees of responsibility (``training/marked_reports/network.py``).
        relevant: (windows, 1 + types): logits that the report tells incidents, and of that type.
    """

    spans: Numbers
    muc: Floats
    relevant: Floats

    def at(self, start: int, end: int) -> Numbers:
        """The pieces of some words, by their place in the document."""
        found: Numbers = np.flatnonzero((self.spans[:, 1] > start) & (self.spans[:, 0] < end))
        return found


class SlotEar:
    """The trained network.

    Raises:
        ReaderError: if the packages that run it are not installed.
    """

    def __init__(self) -> None:
        self._session = session(_NETWORK)
        self._words = tokenizer()
        self._ends: list[int] = self._words.encode("").ids

    def hear(self, lines: Sequence[str]) -> Slots:
        """What the network makes of a report.

        Args:
            lines: its lines, as they stand in the document with one line break between them.
        """
        spans: list[tuple[int, int]] = []
        muc, relevant = [], []
        for window in windows("\n".join(lines), self._encode, *self._ends):
            ids = np.array([window.pieces], dtype=np.int64)
            told, whole = self._session.run(["muc", "relevant"], {"input_ids": ids, "attention_mask": np.ones_like(ids)})
            kept = [piece for piece, (_, stop) in enumerate(window.spans) if stop]
            spans += [window.spans[piece] for piece in kept]
            muc.append(told[0][kept].astype(np.float64))
            relevant.append(whole.astype(np.float64))
        return Slots(np.array(spans, dtype=np.int64).reshape(-1, 2), np.concatenate(muc), np.concatenate(relevant))

    def _encode(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
        found = self._words.encode(text, add_special_tokens=False)
        return found.ids, found.offsets
