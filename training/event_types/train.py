"""Teaches MiniLM our sentences and writes the model that the reader asks for a second opinion.

    python training/event_types/train.py --base DIR --out DIR [--all] [--epochs N] [--seed N]

``--base`` is a folder with all-MiniLM-L6-v2 as published (Apache-2.0). Without ``--all`` a fifth of the sentences is held out and the accuracy on
it printed, which is how settings are chosen; with it all are learnt from, which is how the model in the package was made. No benchmark is read.
Chance comes from one seed and torch from its deterministic algorithms; a second run was not compared with the first.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import corpus
import network as nets
import numpy as np
import torch
from export import write
from torch import nn


def main() -> None:
    """Run as a script."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--base", type=Path, required=True)
    options.add_argument("--out", type=Path, required=True)
    options.add_argument("--all", action="store_true")
    options.add_argument("--epochs", type=int, default=3)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--threads", type=int, default=1)
    chosen = options.parse_args()
    torch.set_num_threads(chosen.threads)
    torch.use_deterministic_algorithms(True)
    examples = corpus.read()
    learnt, held = (examples, []) if chosen.all else corpus.split(examples)
    types = sorted({one.type for one in examples})
    numbers = nets.Marked(chosen.base)
    model = teach(chosen.base, learnt, types, numbers, chosen.epochs, chosen.seed)
    for name, marks in (("parties", "[]"), ("words", "{}<>"), ("all", "")) if held else ():
        got = nets.chances(model, [numbers(corpus.without(one.text, marks)) for one in held]).argmax(1)
        right = np.mean([types[number] == one.type for number, one in zip(got, held, strict=True)])
        print(f"held out, marks of {name}: {100 * right:.1f} % of {len(held)}", flush=True)
    chosen.out.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), chosen.out / "weights.pt")
    (chosen.out / "types.json").write_text(json.dumps({"types": types, "marks": numbers.marks}, indent=1) + "\n", encoding="utf-8")
    write(model, chosen.base, chosen.out)


def teach(base: Path, learnt: list[corpus.Example], types: list[str], numbers: nets.Marked, epochs: int, seed: int) -> nets.EventTypes:
    """A network that has seen all of ``learnt`` ``epochs`` times."""
    torch.manual_seed(seed)
    draw = random.Random(seed)
    vary = corpus.Varying(learnt, draw)
    model = nets.EventTypes(base, len(types), numbers.marks)
    head = [weight for name, weight in model.named_parameters() if name.startswith("head")]
    body = [weight for name, weight in model.named_parameters() if not name.startswith("head") and weight.requires_grad]
    optimizer = torch.optim.AdamW([{"params": body, "lr": 2e-4}, {"params": head, "lr": 1e-3}], weight_decay=0.01)
    size = 16
    steps = epochs * ((len(learnt) + size - 1) // size)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: min(1.0, (step + 1) / (0.1 * steps)) * max(0.0, 1 - step / steps))
    loss_of = nn.CrossEntropyLoss(label_smoothing=0.05)
    began = time.monotonic()
    for epoch in range(epochs):
        model.train()
        total = 0.0
        for chunk in _batches([(numbers(vary(one.text)), types.index(one.type)) for one in learnt], size, draw):
            loss = loss_of(model(*nets.batch([sentence for sentence, _ in chunk])), torch.tensor([wanted for _, wanted in chunk]))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item() * len(chunk)
        print(f"epoch {epoch + 1}: loss {total / len(learnt):.3f}, {time.monotonic() - began:.0f} s", flush=True)
    return model


def _batches(shown: list[tuple[list[int], int]], size: int, draw: random.Random) -> list[list[tuple[list[int], int]]]:
    """Sentences in an order of chance, those of a length together: less padding, half the time."""
    draw.shuffle(shown)
    near = [sorted(shown[start : start + 8 * size], key=lambda one: len(one[0])) for start in range(0, len(shown), 8 * size)]
    chunks = [group[start : start + size] for group in near for start in range(0, len(group), size)]
    draw.shuffle(chunks)
    return chunks


if __name__ == "__main__":
    main()
