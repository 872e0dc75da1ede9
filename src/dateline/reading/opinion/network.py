"""The network itself: MiniLM-L6, taught our own sentences by ``training/event_types``, in int8, run without torch."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from dateline.reading.hearing.network import session, tokenizer
from dateline.reading.opinion.marking import Question

NAME = "event-types-1"
"""Name and version, as recorded wherever it decides. Another network gets another number."""

_FOLDER = Path(__file__).parent
_LONGEST = 160
"""Word pieces that are read; as in training."""
_OPENING = {"source": "{", "trigger": "[", "target": "<"}
_CLOSING = {"source": "}", "trigger": "]", "target": ">"}


class Opinion:
    """The trained network.

    Each sentence is run alone: in a batch the int8 scale would depend on its neighbours, and with it the answer.

    Raises:
        ReaderError: if the packages that run it are not installed.
    """

    name = NAME

    def __init__(self) -> None:
        self._session = session(_FOLDER / "event_types.onnx")
        told = json.loads((_FOLDER / "types.json").read_text(encoding="utf-8"))
        self.types: tuple[str, ...] = tuple(told["types"])
        self._marks: dict[str, int] = told["marks"]
        self._words = tokenizer()
        self._ends: list[int] = self._words.encode("").ids

    def chances(self, questions: Iterable[Question]) -> list[dict[str, float]]:
        """For each sentence the chance of every type, which sum to 1; ``NONE`` is the chance that nothing of the kind happens."""
        return [self._chances(question) for question in questions]

    def _chances(self, question: Question) -> dict[str, float]:
        ids = np.array([self._pieces(question)], dtype=np.int64)
        logits = self._session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0][0].astype(np.float64)
        shares = np.exp(logits - logits.max())
        return dict(zip(self.types, (shares / shares.sum()).tolist(), strict=True))

    def _pieces(self, question: Question) -> list[int]:
        pieces: list[int] = []
        here = 0
        for start, end, mark in question.marks:
            pieces += self._encoded(question.text[here:start])
            pieces += [self._marks[_OPENING[mark]], *self._encoded(question.text[start:end]), self._marks[_CLOSING[mark]]]
            here = end
        pieces += self._encoded(question.text[here:])
        return [self._ends[0], *pieces[: _LONGEST - 2], self._ends[1]]

    def _encoded(self, text: str) -> list[int]:
        found: list[int] = self._words.encode(text, add_special_tokens=False).ids
        return found
