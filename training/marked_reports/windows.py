"""What is asked of every word piece of a report: by the marks in ours, by the keys of MUC-4."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from corpus import GROUPS, LETTERS, TYPES, Report
from network import MUC, MUC_TYPES, SLOTS
from tokenizers import Tokenizer

from dateline.reading.hearing.windows import windows

BEGIN, END = 101, 102
UNASKED = -100


@dataclass
class Window:
    """Pieces of one window, where they stand in the text, and what is wanted of them; ``None`` where a set does not tell."""

    pieces: list[int]
    spans: list[tuple[int, int]]
    letters: np.ndarray | None = None
    groups: np.ndarray | None = None
    asides: np.ndarray | None = None
    events: np.ndarray | None = None
    types: np.ndarray | None = None
    muc: np.ndarray | None = None
    relevant: np.ndarray | None = None


def windows_of(text: str, words: Tokenizer) -> list[Window]:
    """The windows of a text, as the program makes them."""

    def encode(told: str) -> tuple[list[int], list[tuple[int, int]]]:
        found = words.encode(told, add_special_tokens=False)
        return found.ids, found.offsets

    return [Window(window.pieces, window.spans) for window in windows(text, encode, BEGIN, END)]


def of_report(report: Report, words: Tokenizer) -> list[Window]:
    """Windows of one of our reports with everything that its marks tell."""
    found = windows_of(report.text, words)
    for window in found:
        size = len(window.pieces)
        window.letters = np.full(size, UNASKED)
        window.groups = np.full(size, UNASKED)
        window.asides = np.full(size, UNASKED)
        window.events = np.zeros(size, dtype=int)
        window.types = np.full(size, UNASKED)
        for at, (start, end) in enumerate(window.spans):
            if end == 0:
                continue
            mark = next((mark for mark in report.marks if mark.start <= start and end <= mark.end), None)
            window.letters[at] = 0 if mark is None else 1 + LETTERS.index(mark.letter)
            window.asides[at] = any(first <= start < last for first, last in report.asides)
            if mark is not None:
                window.groups[at] = GROUPS.index(report.group(mark.event))
                window.events[at] = mark.event
                if mark.letter == "E":
                    window.types[at] = TYPES.index(report.events[mark.event][0])
    return found


def of_muc(record: dict, words: Tokenizer) -> list[Window]:
    """Windows of a MUC-4 report: strings of its key marked wherever they stand."""
    dateline = (record.get("dateline") or "").rstrip(" -")
    text = (dateline + " -- " if dateline else "") + record["text"]
    body = len(text) - len(record["text"])
    wanted = [(start, end, label) for start, end, label in _strings(record, text.lower()) if start >= body]
    types = {_type(kind) for incident in record["incidents"] for kind in incident["type"]}
    relevant = np.array([bool(record["incidents"]), *(kind in types for kind in MUC_TYPES)], dtype=np.float32)
    found = windows_of(text, words)
    for window in found:
        window.muc = np.zeros((len(window.pieces), len(MUC)), dtype=np.float32)
        window.relevant = relevant
        for start, end, label in wanted:
            for at, (first, last) in enumerate(window.spans):
                if last and first >= start and last <= end:
                    window.muc[at, label] = 1
    return found


def _type(kind: str) -> str:
    return kind if kind in MUC_TYPES else "other"


def _strings(record: dict, text: str) -> list[tuple[int, int, int]]:
    found: list[tuple[int, int, int]] = []
    for incident in record["incidents"]:
        kinds = [MUC.index(_type(kind)) for kind in incident["type"]]
        for slot in SLOTS:
            if slot in ("victim", "victim_description"):
                fills = [(human["name" if slot == "victim" else "description"], ()) for human in incident["human_target"]]
            else:
                fills = [(fill["any_of"], fill.get("confidence", ()) if slot == "perp_organization" else ()) for fill in incident[slot]]
            for strings, confidence in fills:
                labels = [MUC.index(slot), *kinds, *(MUC.index(degree) for degree in confidence if degree in MUC)]
                for string in strings:
                    if len(string.strip()) > 1:
                        pattern = r"(?<!\w)" + re.escape(string.lower().strip()) + r"(?!\w)"
                        found += [(m.start(), m.end(), label) for m in re.finditer(pattern, text) for label in labels]
    return found


def batch(windows: Sequence[Window]) -> tuple[torch.Tensor, torch.Tensor]:
    """Padded pieces and their mask."""
    longest = max(len(window.pieces) for window in windows)
    ids = torch.zeros(len(windows), longest, dtype=torch.long)
    mask = torch.zeros(len(windows), longest, dtype=torch.long)
    for row, window in enumerate(windows):
        ids[row, : len(window.pieces)] = torch.tensor(window.pieces)
        mask[row, : len(window.pieces)] = 1
    return ids, mask
