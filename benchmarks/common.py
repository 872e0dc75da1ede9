"""What every benchmark shares: where the data lies, the printed table, the last line of JSON."""

from __future__ import annotations

import argparse
import datetime as dt
import importlib.util
import json
import os
import platform
import statistics
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.reading import RuleReader

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "bench"


def data_folder(name: str) -> Path:
    """The folder of one benchmark's data: ``--data``, else ``$DATELINE_BENCH/NAME``, else ``../shared/bench/NAME``.

    Exits with 2 and says how to get the data where there is none.
    """
    parser = argparse.ArgumentParser(prog=f"benchmarks/{name}.py")
    parser.add_argument("--data", type=Path, help="folder with the data of this benchmark")
    given = parser.parse_args().data
    base = os.environ.get("DATELINE_BENCH")
    folder: Path = given or (Path(base) / name if base else SHARED / name)
    if not folder.is_dir():
        print(
            f"{folder}: no such folder. The data of benchmark '{name}' is not part of this repository "
            "(docs/accuracy.md tells where each set comes from); "
            "give its folder with --data DIR or set DATELINE_BENCH to the folder that holds all sets.",
            file=sys.stderr,
        )
        raise SystemExit(2)
    return folder


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a JSONL file."""
    with path.open(encoding="utf-8") as handle:
        for line in handle:
            if line.strip():
                yield json.loads(line)


def load_scorer(path: Path) -> ModuleType:
    """Import a scorer that lies beside the data."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is not a Python module")
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


def reader(*, listening: bool = False) -> RuleReader:
    """The rule reader; ``listening``: with the trained network, as the command line reads."""
    from dateline.reading import RuleReader

    return RuleReader.listening() if listening else RuleReader()


def report(name: str, figures: Mapping[str, float]) -> None:
    """Print the table for people and, as the last line, one JSON object of the figures (per cent, one decimal)."""
    rounded = {key: round(value, 1) for key, value in figures.items()}
    width = max(map(len, rounded))
    print(f"{name}")
    for key, value in rounded.items():
        print(f"  {key:<{width}}  {value:6.1f}")
    print(json.dumps(rounded))


PERFORMANCE = ROOT / "docs" / "performance.md"


def write_section(name: str, text: str, page: Path = PERFORMANCE) -> None:
    """Put ``text`` between the marks ``<!-- NAME -->`` and ``<!-- /NAME -->`` of a page, in place of what stands there.

    Raises:
        ValueError: if the page has no such marks.
    """
    begin, end = f"<!-- {name} -->\n", f"<!-- /{name} -->\n"
    before, found, rest = page.read_text(encoding="utf-8").partition(begin)
    _, closed, after = rest.partition(end)
    if not (found and closed):
        raise ValueError(f"{page.name}: got no marks {begin.strip()} and {end.strip()}; write them where the figures are to stand")
    page.write_text(before + begin + text.strip("\n") + "\n" + end + after, encoding="utf-8")


def percentiles(milliseconds: Sequence[float]) -> tuple[float, float]:
    """p50 and p95."""
    ordered = sorted(milliseconds)
    return statistics.median(ordered), ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def measured_on() -> str:
    """Day, Python, machine and processors, for the line under a table of figures."""
    day = dt.datetime.now(dt.UTC).date()
    return f"{day}, Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} processor cores (shared with other work)"


def main(name: str, run: Callable[[Path], Mapping[str, float]]) -> None:
    """Run one benchmark as a script."""
    report(name, run(data_folder(name)))
