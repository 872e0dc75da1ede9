"""All benchmarks, one after the other: ``make bench``.

    python benchmarks/run_all.py [--write] [--raise-floors] [--only NAME ...]

Prints each one's table, then holds every figure against floors.toml. ``--write`` writes docs/accuracy.md and docs/performance.md,
``--raise-floors`` sets floors.toml to what was measured less ``MARGIN`` wherever that is stricter than what stands there. The data of
each set is looked for in ``$DATELINE_BENCH/NAME``, else beside the repository.

Exit codes: 0 all figures hold · 1 a figure lies beyond its floor or ceiling, or a benchmark failed · 2 the data of a set is not there.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import common

HERE = Path(__file__).resolve().parent
NAMES = ("stories", "own_stories", "marked_reports", "muc4", "geo", "time", "events", "performance")
PAGE = common.ROOT / "docs" / "accuracy.md"

MARGIN = 1.5
"""Points between a measured figure and its floor, so that a harmless change does not fail."""
Limits = dict[str, dict[str, dict[str, float]]]


@dataclass(frozen=True)
class Outcome:
    """What one benchmark gave: its figures, or why there are none."""

    name: str
    code: int
    figures: Mapping[str, float]
    said: str = ""


def run(name: str, *flags: str) -> Outcome:
    """Run one benchmark as its own process and take the figures from its last line."""
    done = subprocess.run([sys.executable, str(HERE / f"{name}.py"), *flags], capture_output=True, text=True)
    print(done.stdout, end="", flush=True)
    if done.returncode:
        return Outcome(name, done.returncode, {}, done.stderr.strip())
    return Outcome(name, 0, last_line(done.stdout))


def last_line(output: str) -> dict[str, float]:
    """The figures that a benchmark prints as its last line.

    Raises:
        ValueError: if that line is not a JSON object of numbers.
    """
    last = output.strip().rpartition("\n")[2]
    figures = json.loads(last)
    if not isinstance(figures, dict) or not all(isinstance(value, int | float) for value in figures.values()):
        raise ValueError(f"the last line of a benchmark is one JSON object of figures, got {last[:80]!r}")
    return figures


def beyond(figures: Mapping[str, Mapping[str, float]], limits: Mapping[str, Any]) -> list[str]:
    """One line for every figure below its floor, above its ceiling, or gone."""
    faults = []
    for kind, sign in (("floor", 1.0), ("ceiling", -1.0)):
        for name, wanted in limits.get(kind, {}).items():
            if name not in figures:
                continue
            for figure, limit in wanted.items():
                got = figures[name].get(figure)
                if got is None:
                    faults.append(f"{name}.{figure}: not reported, {kind} {limit:g}; print it again or take its line out of floors.toml")
                elif sign * got < sign * limit:
                    faults.append(f"{name}.{figure}: got {got:g}, {kind} {limit:g}")
    return faults


def raised(limits: Mapping[str, Any], figures: Mapping[str, Mapping[str, float]], sets: Mapping[str, Any]) -> Limits:
    """The limits with every floor raised to the measured figure less ``MARGIN``, every ceiling lowered to it plus ``MARGIN``; none loosened."""
    out: Limits = {kind: {name: dict(wanted) for name, wanted in limits.get(kind, {}).items()} for kind in ("floor", "ceiling")}
    for name, measured in figures.items():
        for kind, better, sign in (("floor", "more", 1.0), ("ceiling", "less", -1.0)):
            held = out[kind].setdefault(name, {})
            for figure in sets[name][better]:
                if figure in measured:
                    limit = round(measured[figure] - sign * MARGIN, 1)
                    held[figure] = max(held.get(figure, limit), limit) if sign > 0 else min(held.get(figure, limit), limit)
    return {kind: {name: wanted for name, wanted in sorted(benchmarks.items()) if wanted} for kind, benchmarks in out.items()}


FLOORS_HEAD = """# Figures that `make bench` holds: measured on the development sets, less a small margin.
# A figure below its floor, or above its ceiling, fails.
# `python benchmarks/run_all.py --raise-floors` raises them; never lower one without saying why in the changelog.
"""


def floors_text(limits: Limits) -> str:
    """floors.toml."""
    parts = [FLOORS_HEAD]
    for kind, benchmarks in limits.items():
        parts += [
            f"[{kind}.{name}]\n" + "".join(f"{figure} = {limit:g}\n" for figure, limit in wanted.items()) for name, wanted in benchmarks.items()
        ]
    return "\n".join(parts)


def page(figures: Mapping[str, Mapping[str, float]], sets: Mapping[str, Any], day: dt.date) -> str:
    """docs/accuracy.md: one table for each set, what others reached, where the data comes from."""
    parts = [
        f"""# Accuracy

Written by `python benchmarks/run_all.py --write` on {day}. All figures are per cent, higher is better, except `body_lost`
(true paragraphs that were not read: lower is better). They are of the development halves of the sets; rules were written with these
in sight, so expect somewhat less on unseen texts.
Where a figure stands twice, the one ending in `_encoder` is what the program reads, the other what it reads with `--rules-only`.
*Others* are published or measured figures of other systems on the same measure, mostly on the other half of the same set: an anchor, not a race.

But for `own_stories` and `marked_reports`, the data is not part of this repository. Put each set, in the form its reader in `benchmarks/`
expects, in a folder of its name, and run `DATELINE_BENCH=FOLDER make bench`. `benchmarks/floors.toml` holds what `make bench` refuses to fall below.
"""
    ]
    for name, about in sets.items():
        if name not in figures or name == "performance":
            continue
        parts.append(f"## {name}: {about['title']}\n\nSource: {about['source']}\n\n{_table(figures[name], about)}\n")
    parts.append("Speed and memory: [performance](performance.md).\n")
    return "\n".join(parts)


def _table(figures: Mapping[str, float], about: Mapping[str, Any]) -> str:
    columns = [(head, about[key]) for head, key in (("what it measures", "meaning"), ("others", "anchors")) if about.get(key)]
    lines = [["figure", "dateline", *(head for head, _ in columns)], ["---"] * (2 + len(columns))]
    lines += [[figure, f"{value:.1f}", *(texts.get(figure, "") for _, texts in columns)] for figure, value in figures.items()]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def main() -> int:
    """Run as a script."""
    options = argparse.ArgumentParser(prog="benchmarks/run_all.py", description="Run all benchmarks and hold their figures against floors.toml.")
    options.add_argument("--write", action="store_true", help="write docs/accuracy.md")
    options.add_argument("--raise-floors", action="store_true", help="make floors.toml stricter where the figures allow it")
    options.add_argument("--only", nargs="+", choices=NAMES, default=NAMES, help="these alone")
    chosen = options.parse_args()
    limits = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))
    sets = tomllib.loads((HERE / "sets.toml").read_text(encoding="utf-8"))
    if chosen.write and set(chosen.only) != set(NAMES):
        options.error("--write writes the figures of all benchmarks; leave --only out")
    outcomes = [run(name, *(["--write"] if chosen.write and name == "performance" else [])) for name in chosen.only]
    figures = {outcome.name: outcome.figures for outcome in outcomes if outcome.code == 0}
    if chosen.write and len(figures) == len(NAMES):
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(page(figures, sets, dt.datetime.now(dt.UTC).date()), encoding="utf-8")
    faults = beyond(figures, limits)
    if chosen.raise_floors and not faults:
        (HERE / "floors.toml").write_text(floors_text(raised(limits, figures, sets)), encoding="utf-8")
    for outcome in outcomes:
        if outcome.code:
            print(f"{outcome.name}: no figures (exit {outcome.code}). {outcome.said}", file=sys.stderr)
    for fault in faults:
        print(fault, file=sys.stderr)
    broken = any(outcome.code not in (0, 2) for outcome in outcomes)
    absent = any(outcome.code == 2 for outcome in outcomes)
    return 1 if faults or broken else 2 if absent else 0


if __name__ == "__main__":
    sys.exit(main())
