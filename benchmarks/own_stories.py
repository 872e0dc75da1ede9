"""The story bench on reports of our own (own_stories/): those that were looked at while rules were mended, and those that were kept back.

    python benchmarks/own_stories.py [--data DIR]

Figures as in ``stories.py``, ``seen_`` and ``kept_`` before their names. The difference of the two is what does not carry over to new reports.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import common
import stories

PARTS = ("seen", "kept")
OWN = Path(__file__).with_name("own_stories")


def score(folder: Path) -> dict[str, float]:
    """All figures of both parts."""
    return {f"{part}_{name}": value for part in PARTS for name, value in stories.score_twice(folder / part).items()}


if __name__ == "__main__":
    options = argparse.ArgumentParser(prog="benchmarks/own_stories.py", description="Score whole reports of our own, looked at and kept back.")
    options.add_argument("--data", type=Path, default=OWN, help="folder with the folders seen and kept")
    common.report("own_stories", score(options.parse_args().data))
