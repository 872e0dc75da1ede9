"""The trained network beside the learned weights: both say how likely a claim or noun phrase is what MUC-4 asks for, and a small table of
weights says how much each is believed.

The network is the program's own (``dateline.reading.hearing``); its columns for the slots and types of MUC-4 serve this benchmark alone. The
table is ``muc4_heard.json``, written by ``muc4_heard_train.py``: it weighs the two judges and knows no words.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from dateline.model import Claim, Document
from muc4_fill import SLOTS, Judgement, Report, judge
from muc4_model import Weights, chance_of
from muc4_templates import core, incident_type

if TYPE_CHECKING:
    from muc4_network import SlotEar, Slots

TABLE = Path(__file__).parent / "muc4_heard.json"
PHRASE = (
    "weights",
    "network",
    "weights, same words",
    "network, same words",
    "network, other slots",
    "network, any type",
    "less sure of both",
    "surer of both",
    "weights, report",
    "network, report",
)
"""What is weighed of a noun phrase and a slot: log-odds by the learned weights or the network, of the phrase, of the likeliest phrase with its
words, of the report."""
CLAIM = ("weights", "network, type", "network, any type", "network, any slot", "weights, report", "network, report", "network, report of type")
"""What is weighed of a claim: log-odds of its words and of the report."""

_TYPES = ("attack", "bombing", "kidnapping", "arson", "robbery", "other")
_SLOT, _TYPE = slice(0, 6), slice(6, 12)
"""The network's columns, in the order of ``training/marked_reports/network.py``. Those for the degrees of responsibility are not asked: they
add nothing to the learned weights."""
_UNHEARD = -8.0
"""Log-odds of words that the network did not see."""
_SCALE = 4.0
"""Divides log-odds, so that one penalty suits all weights."""
_SURE, _TELLING = 0.7, 0.5
"""How likely the network must hold that a report tells incidents, and both judges that a phrase fills a slot, for an incident without a claim.
Chosen on held-out reports, where 0.5 and 0.85, 0.3 and 0.5 give nearly the same figures."""
Floats = NDArray[np.float64]


def hear(ear: SlotEar, document: Document) -> Slots:
    """What the network makes of a report, its text taken as it stands."""
    return ear.hear(document.text.split("\n"))


def phrase_rows(report: Report, judgement: Judgement, heard: Slots) -> Floats:
    """Of shape (noun phrases, slots, features of ``PHRASE``)."""
    told = np.array([[_odds(chance) for chance in judgement.fills[slot]] for slot in SLOTS]).T.reshape(-1, len(SLOTS))
    seen = np.array([_pieces(heard, phrase.start, phrase.end).mean(0) for phrase in report.candidates]).reshape(-1, heard.muc.shape[1])
    slots = seen[:, _SLOT]
    words = [core(phrase.words).casefold() for phrase in report.candidates]
    alike = [[other for other, same in enumerate(words) if same == mine] for mine in words]
    others = np.stack([np.delete(slots, slot, 1).max(1) for slot in range(len(SLOTS))], 1)
    whole = np.ones_like(told)
    parts = (
        told,
        slots,
        np.array([told[group].max(0) for group in alike]).reshape(told.shape),
        np.array([slots[group].max(0) for group in alike]).reshape(told.shape),
        others,
        seen[:, _TYPE].max(1, keepdims=True) * whole,
        np.minimum(told, slots),
        np.maximum(told, slots),
        _odds(report.chance) * whole,
        _relevant(heard)[0] * whole,
    )
    return np.stack(parts, -1) / _SCALE


def claim_row(report: Report, claim: Claim, heard: Slots) -> Floats:
    """The features of ``CLAIM``.

    Args:
        report: the report, weighed (``muc4_fill.weigh``).
        claim: one of its claims that is possible.
        heard: what the network made of it.
    """
    kind = incident_type(claim)
    column = _TYPES.index(kind if kind in _TYPES else "other")
    seen = np.concatenate([_pieces(heard, part.start, part.end) for part in claim.evidence]).max(0)
    whole = _relevant(heard)
    parts = (
        _odds(report.asked[claim.id]),
        seen[_TYPE][column],
        seen[_TYPE].max(),
        seen[_SLOT].max(),
        _odds(report.chance),
        whole[0],
        whole[1 + column],
    )
    return np.array(parts) / _SCALE


def blended(report: Report, heard: Slots, weights: Mapping[str, Weights] | None = None) -> Judgement:
    """What both judges together make of a report; degrees of responsibility by the learned weights alone.

    Args:
        report: the report.
        heard: what the network made of it.
        weights: how much each is believed, in the form of ``muc4_heard.json``; that table where None.
    """
    believed = weights or json.loads(TABLE.read_text(encoding="utf-8"))
    alone = judge(report)
    phrases = phrase_rows(report, alone, heard)
    fills = {slot: [_weigh(believed[slot], PHRASE, row) for row in phrases[:, at]] for at, slot in enumerate(SLOTS)}
    return replace(
        alone,
        asked={claim.id: _weigh(believed["claim"], CLAIM, claim_row(report, claim, heard)) for claim in report.claims if claim.id in alone.asked},
        fills=fills,
        untold=_untold(heard, max((max(chances, default=0.0) for chances in fills.values()), default=0.0)),
    )


def _untold(heard: Slots, telling: float) -> str | None:
    """The type of the incident that a report tells though no claim does, by the network.

    Args:
        heard: what the network made of the report.
        telling: how likely its likeliest phrase fills a slot.
    """
    whole = _relevant(heard)
    if chance_of(float(whole[0])) < _SURE or telling < _TELLING:
        return None
    return _TYPES[int(whole[1:-1].argmax())]


def _weigh(weights: Weights, names: tuple[str, ...], row: Floats) -> float:
    return chance_of(weights[""] + sum(weights[name] * value for name, value in zip(names, row.tolist(), strict=True)))


def _pieces(heard: Slots, start: int, end: int) -> Floats:
    """The network's columns for the word pieces of some words; one row that speaks for nothing where it saw none."""
    pieces = heard.at(start, end)
    return heard.muc[pieces] if len(pieces) else np.full((1, heard.muc.shape[1]), _UNHEARD)


def _relevant(heard: Slots) -> Floats:
    """What the network holds of the whole report: the mean over its windows."""
    return heard.relevant.mean(0) if len(heard.relevant) else np.full(1 + len(_TYPES), _UNHEARD)


def _odds(chance: float) -> float:
    kept = min(max(chance, 1e-6), 1 - 1e-6)
    return math.log(kept / (1 - kept))
