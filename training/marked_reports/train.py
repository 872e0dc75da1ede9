"""Teaches MiniLM to read reports: our own with marks in them and, for its slots, MUC-4's; writes the model that the reader asks.

    python training/marked_reports/train.py --base DIR --out DIR [--muc DIR] [--held-out PREFIX] [--epochs N] [--seed N]

``--base`` is a folder with all-MiniLM-L6-v2 as published (Apache-2.0), ``--muc`` one with MUC-4's ``train.jsonl`` (never shipped). Reports whose name
starts with ``--held-out`` are not learnt from, and what the network makes of them is printed. ``--muc-part N`` leaves every Nth MUC report out.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import corpus
import numpy as np
import torch
from corpus import LETTERS
from network import SLOTS, Answers, ReportReader
from sentences import Sentences
from tokenizers import Tokenizer
from torch import nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn
from windows import UNASKED, Window, batch, of_muc, of_report

SIZE = 8
"""Windows of a step."""
_LETTER_WEIGHTS = torch.tensor([1.0] + [3.0 if letter in corpus.FIGURES else 1.5 if letter in "QN" else 1.0 for letter in LETTERS])
"""Figures are few and matter most."""


def main() -> None:
    """Run as a script."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--base", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--start", type=Path, help="weights to go on from")
    options.add_argument("--muc", type=Path)
    options.add_argument("--muc-part", type=int, default=0)
    options.add_argument("--muc-share", type=float, default=1.0, help="how much of the MUC reports is shown in each round")
    options.add_argument("--sentences", type=float, default=1.0, help="how much of the sentences of training/event_types is shown in each round")
    options.add_argument("--held-out", default="-")
    options.add_argument("--epochs", type=int, default=5)
    options.add_argument("--rate", type=float, default=2e-4)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--ema", type=float, default=0.995, help="share of the running mean of the weights that each step keeps; 0: no mean")
    options.add_argument("--threads", type=int, default=1)
    chosen = options.parse_args()
    torch.set_num_threads(chosen.threads)
    words = Tokenizer.from_file(str(chosen.base / "tokenizer.json"))
    words.no_padding()
    words.no_truncation()
    reports = corpus.read()
    learnt = [report for report in reports if not report.name.startswith(chosen.held_out)]
    held = [report for report in reports if report.name.startswith(chosen.held_out)]
    lines = (chosen.muc / "train.jsonl").read_text(encoding="utf-8").splitlines() if chosen.muc else []
    records = [json.loads(line) for number, line in enumerate(lines) if not chosen.muc_part or number % chosen.muc_part]
    muc = [window for record in records for window in of_muc(record, words)]
    chosen.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(chosen.seed)
    model = ReportReader(chosen.base)
    if chosen.start:
        model.load_state_dict(torch.load(chosen.start), strict=False)
    teach(model, learnt, muc, words, chosen, held)


def teach(
    model: ReportReader, learnt: list[corpus.Report], muc: list[Window], words: Tokenizer, chosen: argparse.Namespace, held: list[corpus.Report]
) -> None:
    """Show everything ``epochs`` times; the weights are saved after each."""
    draw = random.Random(chosen.seed)
    new = [weight for name, weight in model.named_parameters() if not name.startswith("encoder")]
    body = [weight for name, weight in model.named_parameters() if name.startswith("encoder") and weight.requires_grad]
    optimizer = torch.optim.AdamW([{"params": body, "lr": chosen.rate}, {"params": new, "lr": 5 * chosen.rate}], weight_decay=0.01)
    each = round(len(muc) * chosen.muc_share)
    sentences = Sentences(words, draw)
    a_round = len(_batches([window for report in learnt for window in of_report(report, words)], random.Random(0))) + math.ceil(each / SIZE)
    a_round += math.ceil(round(chosen.sentences * len(sentences)) / SIZE)
    steps = chosen.epochs * a_round
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: min(1.0, (step + 1) / (0.08 * steps)) * max(0.02, 1 - step / steps))
    began = time.monotonic()
    mean = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(chosen.ema)) if chosen.ema else None
    for epoch in range(chosen.epochs):
        model.train()
        shown = [window for report in learnt for window in of_report(_varied(report, learnt, draw), words)]
        batches = _batches(shown, draw) + _batches(draw.sample(muc, each), draw) + _batches(sentences.windows(chosen.sentences), draw)
        draw.shuffle(batches)
        total = 0.0
        for chunk in batches:
            loss = loss_of(answers_of(model, chunk), chunk)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            if mean is not None:
                mean.update_parameters(model)
            total += loss.item()
        taught = mean.module if mean is not None else model
        torch.save(taught.state_dict(), chosen.out / f"weights-{epoch + 1}.pt")
        print(f"epoch {epoch + 1}: loss {total / len(batches):.3f}, {time.monotonic() - began:.0f} s", flush=True)
        if held:
            print(figures(taught, held, words), flush=True)


def _varied(report: corpus.Report, learnt: list[corpus.Report], draw: random.Random) -> corpus.Report:
    """The report with other numbers in seven cases of ten, and with paragraphs of another one in two of ten."""
    if draw.random() < 0.7:
        report = corpus.varied(report, draw)
    other = draw.choice(learnt)
    file_of = [one.name.rpartition("/")[0] for one in (report, other)]  # reports of one file may be of one incident
    return corpus.spliced(report, other, draw) if draw.random() < 0.2 and file_of[0] != file_of[1] else report


def _batches(windows: list[Window], draw: random.Random) -> list[list[Window]]:
    """In an order of chance, windows of a length together."""
    order = list(windows)
    draw.shuffle(order)
    near = [sorted(order[start : start + 8 * SIZE], key=lambda one: len(one.pieces)) for start in range(0, len(order), 8 * SIZE)]
    return [group[start : start + SIZE] for group in near for start in range(0, len(group), SIZE)]


def answers_of(model: ReportReader, windows: list[Window]) -> Answers:
    """The network's logits for some windows, in 32 bits."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        found = model(*batch(windows))
    return Answers(*(one.float() for one in found))


def _padded(rows: list, fill: float, like: torch.Tensor) -> torch.Tensor:
    made = torch.full(like.shape[: 1 + rows[0].ndim] if rows[0].ndim == 1 else like.shape, float(fill))
    for at, row in enumerate(rows):
        made[at, : len(row)] = torch.from_numpy(row).float()
    return made


def loss_of(answers: Answers, windows: list[Window]) -> torch.Tensor:
    """What a batch of one set teaches: cross entropies of all that the set tells."""
    if windows[0].muc is not None:
        return _muc_loss(answers.muc, answers.relevant, windows)
    letters = _padded([window.letters for window in windows], UNASKED, answers.asides).long()
    groups = _padded([window.groups for window in windows], UNASKED, answers.asides).long()
    asides = _padded([window.asides for window in windows], UNASKED, answers.asides)
    loss = nn.functional.cross_entropy(answers.letters.flatten(0, 1), letters.flatten(), weight=_LETTER_WEIGHTS, ignore_index=UNASKED)
    if (groups != UNASKED).any():
        loss = loss + 0.3 * nn.functional.cross_entropy(answers.groups.flatten(0, 1), groups.flatten(), ignore_index=UNASKED)
    types = _padded([window.types for window in windows], UNASKED, answers.asides).long()
    if (types != UNASKED).any():
        loss = loss + 0.5 * nn.functional.cross_entropy(answers.types.flatten(0, 1), types.flatten(), ignore_index=UNASKED)
    asked = asides != UNASKED
    if asked.any():
        loss = loss + 0.2 * nn.functional.binary_cross_entropy_with_logits(answers.asides[asked], asides[asked])
    links = [_link_loss(answers.links[at], window) for at, window in enumerate(windows)]
    return loss + 0.3 * torch.stack(links).mean()


def _muc_loss(slots: torch.Tensor, relevant: torch.Tensor, windows: list[Window]) -> torch.Tensor:
    """What windows of MUC-4 teach of logits of shape (windows, pieces, labels) and (windows, 1 + types)."""
    mask = _padded([np.ones(len(window.pieces)) for window in windows], 0.0, slots[:, :, 0]).unsqueeze(-1)
    wanted = _padded([window.muc for window in windows], 0.0, slots)
    weight = torch.ones(slots.shape[-1])
    weight[len(SLOTS) :] = 0.5
    each = nn.functional.binary_cross_entropy_with_logits(slots, wanted, reduction="none")
    told = torch.stack([torch.from_numpy(window.relevant) for window in windows])
    return (each * mask * weight).sum() / mask.sum() + 0.3 * nn.functional.binary_cross_entropy_with_logits(relevant, told)


def _link_loss(links: torch.Tensor, window: Window) -> torch.Tensor:
    """Whether two marked pieces tell one event, over all pairs of a window."""
    events = torch.from_numpy(window.events)
    marked = events.nonzero().squeeze(-1)
    if len(marked) < 2:
        return torch.zeros(())
    logits = links[marked, 0] @ links[marked, 1].T
    same = (events[marked][:, None] == events[marked][None, :]).float()
    return nn.functional.binary_cross_entropy_with_logits(logits, same)


@torch.no_grad()
def figures(model: ReportReader, reports: list[corpus.Report], words: Tokenizer) -> str:
    """F1 of each letter over pieces, accuracy of groups and types on marked ones, F1 of asides, accuracy of links."""
    model.eval()
    hits, read, wanted = ([0] * (1 + len(LETTERS)) for _ in range(3))
    type_right = type_of = right = of = aside_hits = aside_read = aside_wanted = link_right = link_of = 0
    for report in reports:
        for window in of_report(report, words):
            answers = answers_of(model, [window])
            letters = torch.from_numpy(window.letters)
            got = answers.letters[0].argmax(-1)
            asked = letters != UNASKED
            for g, w in zip(got[asked].tolist(), letters[asked].tolist(), strict=True):
                read[g] += 1
                wanted[w] += 1
                hits[g] += g == w
            groups = torch.from_numpy(window.groups)
            marked = groups != UNASKED
            right += (answers.groups[0].argmax(-1)[marked] == groups[marked]).sum().item()
            of += marked.sum().item()
            types = torch.from_numpy(window.types)
            typed = types != UNASKED
            type_right += (answers.types[0].argmax(-1)[typed] == types[typed]).sum().item()
            type_of += typed.sum().item()
            asides = torch.from_numpy(window.asides)
            said = answers.asides[0][asked] > 0
            aside_hits += (said & (asides[asked] == 1)).sum().item()
            aside_read += said.sum().item()
            aside_wanted += (asides[asked] == 1).sum().item()
            at = torch.from_numpy(window.events).nonzero().squeeze(-1)
            events = torch.from_numpy(window.events)[at]
            logits = answers.links[0][at, 0] @ answers.links[0][at, 1].T
            link_right += ((logits > 0) == (events[:, None] == events[None, :])).sum().item()
            link_of += logits.numel()
    model.train()
    f1 = " ".join(f"{letter} {200 * hits[n] / max(1, read[n] + wanted[n]):.0f}" for n, letter in enumerate(LETTERS, 1))
    apart = 200 * aside_hits / max(1, aside_read + aside_wanted)
    groups, types, links = (100 * hit / max(1, asked) for hit, asked in ((right, of), (type_right, type_of), (link_right, link_of)))
    return f"{f1} | groups {groups:.1f} | types {types:.1f} | asides {apart:.0f} | links {links:.1f}"


if __name__ == "__main__":
    main()
