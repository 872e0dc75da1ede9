"""The network: MiniLM, the mean of its words and of the marks among them, and one layer to the types."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import torch
from torch import nn
from transformers import AutoModel, AutoTokenizer

MARK_TOKENS = {"{": "[unused1]", "}": "[unused2]", "[": "[unused3]", "]": "[unused4]", "<": "[unused5]", ">": "[unused6]"}
LONGEST = 160
"""Word pieces of a sentence that are read."""


class Marked:
    """Sentences with marks to numbers of word pieces."""

    def __init__(self, base: Path) -> None:
        self._words = AutoTokenizer.from_pretrained(base)
        self.marks = {mark: self._words.convert_tokens_to_ids(token) for mark, token in MARK_TOKENS.items()}
        self._known: dict[str, list[int]] = {}

    def __call__(self, text: str) -> list[int]:
        """The numbers of one sentence, its beginning and end among them."""
        numbers: list[int] = []
        for piece in re.split(r"([{}\[\]<>])", text):
            if piece in self.marks:
                numbers.append(self.marks[piece])
            elif piece.strip():
                if piece not in self._known:
                    self._known[piece] = self._words(piece, add_special_tokens=False)["input_ids"]
                numbers += self._known[piece]
        return [self._words.cls_token_id, *numbers[: LONGEST - 2], self._words.sep_token_id]


class EventTypes(nn.Module):
    """Logits of the types for a batch of sentences."""

    def __init__(self, base: Path, types: int, marks: dict[str, int]) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(base, add_pooling_layer=False)
        self.encoder.embeddings.word_embeddings.weight.requires_grad = False
        self.first, self.last = min(marks.values()), max(marks.values())
        self.dropout = nn.Dropout(0.1)
        self.head = nn.Linear(2 * self.encoder.config.hidden_size, types)

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        """Both arguments of shape (sentences, pieces); the answer of shape (sentences, types)."""
        hidden = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        every = attention_mask.unsqueeze(-1).float()
        marked = ((input_ids >= self.first) & (input_ids <= self.last)).unsqueeze(-1).float()
        means = [(hidden * which).sum(1) / which.sum(1).clamp(min=1) for which in (every, marked)]
        return self.head(self.dropout(torch.cat(means, -1)))


def batch(sentences: list[list[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    """Padded numbers and their mask."""
    longest = max(map(len, sentences))
    ids = torch.zeros(len(sentences), longest, dtype=torch.long)
    mask = torch.zeros(len(sentences), longest, dtype=torch.long)
    for row, numbers in enumerate(sentences):
        ids[row, : len(numbers)] = torch.tensor(numbers)
        mask[row, : len(numbers)] = 1
    return ids, mask


def chances(network: EventTypes, sentences: list[list[int]]) -> np.ndarray:
    """Chances of shape (sentences, types)."""
    network.eval()
    found = np.zeros((len(sentences), network.head.out_features), dtype=np.float32)
    order = sorted(range(len(sentences)), key=lambda place: len(sentences[place]))
    with torch.no_grad():
        for start in range(0, len(order), 32):
            chunk = order[start : start + 32]
            found[chunk] = torch.softmax(network(*batch([sentences[place] for place in chunk])), -1).numpy()
    return found
