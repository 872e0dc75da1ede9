"""How fast names of places are looked up, and what finding and deciding the places of a report adds to the time of reading it.

    python benchmarks/places_speed.py [--data DIR] [--rounds N] [--write]

Look-ups: names of the gazetteer and made-up ones, half and half, each asked for the first time, in one process. Resolution: the names that the parser
saw in the TR-News texts of the set ``geo`` are found and decided again, and the time set beside that of the whole reading. Seconds are of processor
time; medians. ``--write`` writes its section of docs/performance.md.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import common
from dateline.grounding.places import Gazetteer, find_places, resolve
from dateline.model import Document
from performance import documents, full_reading, timed

LOOKUPS = 100_000
LABELS = ("GPE", "LOC", "FAC", "ORG", "PERSON", "NORP")
ROWS = {
    "opened_ms": "opening the gazetteer, milliseconds",
    "lookups_per_second": "look-ups a second, known and unknown names, each for the first time (goal: 15,000)",
    "resolution_ms": "finding and deciding the places of one report, milliseconds",
    "resolution_share": "the same, as a share of the time of reading in per cent (goal: under 15)",
}


def names(gazetteer: Gazetteer) -> list[str]:
    """Names to ask for: as many that the gazetteer holds as such that it does not, in an order that a seed fixes."""
    rng = random.Random(11)
    database = sqlite3.connect(gazetteer.about().file)
    try:
        keys = [key for (key,) in database.execute("SELECT key FROM name")]
    finally:
        database.close()
    known = rng.sample(sorted(keys), LOOKUPS // 2)
    made = ["".join(rng.choices("abdefghiklmnoprstuwyz", k=rng.randint(5, 11))) for _ in range(LOOKUPS // 2)]
    asked = known + made
    rng.shuffle(asked)
    return asked


def lookups_per_second(rounds: int) -> float:
    """Look-ups a second in a gazetteer that has not been asked before."""
    asked = names(Gazetteer.default())
    speeds = []
    for _ in range(rounds):
        fresh = Gazetteer(Gazetteer.default().about().file)
        begun = time.process_time()
        for name in asked:
            fresh.find(name)
        speeds.append(len(asked) / (time.process_time() - begun))
    return statistics.median(speeds)


def opening_ms(rounds: int) -> float:
    """Milliseconds to open the shipped file and find a first name."""
    file = Gazetteer.default().about().file
    times = []
    for _ in range(max(rounds, 5)):
        begun = time.perf_counter()
        Gazetteer(file).find("Aleppo")
        times.append(1000 * (time.perf_counter() - begun))
    return statistics.median(times)


def entities(texts: Sequence[Document]) -> list[list[tuple[int, int, str]]]:
    """What the parser takes for names in each text."""
    import spacy

    from performance import PARSER

    nlp = spacy.load(PARSER, exclude=["lemmatizer", "attribute_ruler", "senter"])
    return [
        [(entity.start_char, entity.end_char, entity.label_) for entity in parsed.ents if entity.label_ in LABELS]
        for parsed in nlp.pipe([document.text for document in texts], batch_size=32)
    ]


def measure(folder: Path, rounds: int) -> dict[str, float]:
    """All figures."""
    texts = documents(folder)
    seen = entities(texts)
    read = full_reading()
    read(texts[:4])

    def places(which: Sequence[Document]) -> None:
        for document, spans in zip(which, seen, strict=False):
            resolve(find_places(document.text, spans), document.text)

    places(texts[:4])
    shares, alone = [], []
    for _ in range(rounds):
        whole, own = timed(read, texts), timed(places, texts)
        shares.append(100 * own / whole)
        alone.append(1000 * own / len(texts))
    return {
        "opened_ms": round(opening_ms(rounds), 1),
        "lookups_per_second": round(lookups_per_second(rounds)),
        "resolution_ms": round(statistics.median(alone), 2),
        "resolution_share": round(statistics.median(shares), 1),
    }


def section(figures: dict[str, float], rounds: int) -> str:
    """The section of docs/performance.md on places, in Markdown."""
    rows = "\n".join(f"| {label} | {figures[name]:,g} |" for name, label in ROWS.items())
    return f"""Written by `python benchmarks/places_speed.py --write` on {common.measured_on()}.
One core, processor time, medians of {rounds} rounds; the reports are those of TR-News.

| figure | measured |
|---|---|
{rows}
"""


def main() -> None:
    """Run as a script."""
    options = argparse.ArgumentParser(add_help=False)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--write", action="store_true")
    chosen, sys.argv[1:] = options.parse_known_args()
    figures = measure(common.data_folder("geo"), chosen.rounds)
    for name, label in ROWS.items():
        print(f"  {label:<95} {figures[name]:10g}")
    if chosen.write:
        common.write_section("places", section(figures, chosen.rounds))
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
