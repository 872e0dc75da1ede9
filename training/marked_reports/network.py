"""The network: MiniLM over a whole report, and beside it one layer for each thing that it is asked of every word."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from corpus import GROUPS, LETTERS, TYPES
from torch import nn
from transformers import AutoModel

LINK = 64
"""Size of the vectors by whose product two words are said to tell one event."""
SLOTS = ("perp_individual", "perp_organization", "physical_target", "victim", "victim_description", "instrument")
MUC_TYPES = ("attack", "bombing", "kidnapping", "arson", "robbery", "other")
CONFIDENCES = ("reported as fact", "claimed or admitted", "suspected or accused", "suspected or accused by authorities", "possible")
MUC = (*SLOTS, *MUC_TYPES, *CONFIDENCES)
"""What is asked of every word of a MUC-4 report: slots, types of the incident that it fills, degrees of responsibility."""


@dataclass
class Answers:
    """Logits.

    Args:
        letters: (reports, pieces, 1 + letters): no mark, or which.
        groups: (reports, pieces, groups): what its event is to the report.
        asides: (reports, pieces): stands in a paragraph of another story.
        types: (reports, pieces, types): PLOVER type of the event that it tells.
        links: (reports, pieces, 2, LINK): vectors; the product of one's first with another's second is the logit that both tell one event.
        muc: (reports, pieces, len(MUC)).
        relevant: (reports, 1 + MUC types): the report tells incidents; of that type.
    """

    letters: torch.Tensor
    groups: torch.Tensor
    asides: torch.Tensor
    types: torch.Tensor
    links: torch.Tensor
    muc: torch.Tensor
    relevant: torch.Tensor


class ReportReader(nn.Module):
    """What the words of a report tell."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(base, add_pooling_layer=False)
        self.encoder.embeddings.word_embeddings.weight.requires_grad = False
        size = self.encoder.config.hidden_size
        self.dropout = nn.Dropout(0.1)
        self.letters = nn.Linear(size, 1 + len(LETTERS))
        self.groups = nn.Linear(size, len(GROUPS))
        self.asides = nn.Linear(size, 1)
        self.types = nn.Linear(size, len(TYPES))
        self.links = nn.Linear(size, 2 * LINK)
        self.link_bias = nn.Parameter(torch.zeros(1))
        self.muc = nn.Linear(size, len(MUC))
        self.relevant = nn.Linear(2 * size, 1 + len(MUC_TYPES))
        nn.init.constant_(self.muc.bias, -4.0)

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Both arguments of shape (reports, pieces); the answers in the order of :class:`Answers`."""
        hidden = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        every = attention_mask.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * every).sum(1) / every.sum(1)
        largest = (hidden - 1e4 * (1 - every)).max(1).values
        hidden = self.dropout(hidden)
        links = self.links(hidden).unflatten(-1, (2, LINK)) / LINK**0.25
        return (
            self.letters(hidden),
            self.groups(hidden),
            self.asides(hidden).squeeze(-1),
            self.types(hidden),
            links,
            self.muc(hidden),
            self.relevant(self.dropout(torch.cat([mean, largest], -1))),
        )
