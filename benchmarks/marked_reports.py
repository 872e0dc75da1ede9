"""Reports of our own with marks in them, never looked at nor learnt from (training/marked_reports/held_out), as the story bench measures.

    python benchmarks/marked_reports.py [--data DIR]

The marks of a report say what a coder would record of each event: who did it (P) and to whom (V), the range of its dead (K, else the sum of the parts
L) and hurt (J, else M), who says so (Y), its type and standing. Days and places are marked by their words alone and are not scored. An event whose
attackers' own dead are counted has no figure of dead here: the marks do not say whether a coder would add them.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import common
from dateline.grounding.numbers import find_counts
from dateline.model import Document
from stories import score_documents
from stories_align import Bounds, Gold, as_gold, hull

FOLDER = Path(__file__).parents[1] / "training" / "marked_reports"
sys.path.insert(0, str(FOLDER))
from corpus import Mark, Report, read  # noqa: E402

_BY_FORCE = ("ASSAULT", "COERCE", "PROTEST", "RETREAT")


def documents(folder: Path) -> Iterator[tuple[Gold, str, Document]]:
    """Each report as a gold record of the story bench, its body and its document."""
    for report in read(sorted(folder.glob("*.txt"))):
        title, _, rest = report.text.partition("\n")
        body = rest.replace("\n", "\n\n")
        document = Document(
            text=f"{title}\n\n{body}", title=title, publisher="held out", published=report.published, published_from="given", external_id=report.name
        )
        yield {"doc": report.name, "events": gold_events(report, document.text), "spliced_paragraphs": _asides(report)}, body, document


def gold_events(report: Report, text: str) -> list[Gold]:
    """What the marks of a report say of its events.

    Args:
        report: the report.
        text: the same with an empty line between its paragraphs; the marks are moved into it.
    """
    breaks = [match.start() for match in re.finditer("\n", report.text)]
    counts = [count for count in find_counts(text) if count.not_count is None]

    def place(mark: Mark) -> tuple[int, int]:
        moved = sum(at < mark.start for at in breaks)
        return mark.start + moved, mark.end + moved

    def bounds(marks: Sequence[Mark]) -> list[Bounds]:
        spans = [place(mark) for mark in marks]
        found = [[count for count in counts if count.start < end and count.end > start] for start, end in spans]
        return [as_gold(those[0].count) for those in found if those]

    events = []
    for number, (kind, standing) in report.events.items():
        marks = {letter: [mark for mark in report.marks if mark.event == number and mark.letter == letter] for letter in "KLJMASEPQVNY"}

        def words(letter: str, marks: dict[str, list[Mark]] = marks) -> list[str]:
            return list(dict.fromkeys(text[slice(*place(mark))] for mark in marks[letter]))

        sides = ("perpetrator", "victim") if kind in _BY_FORCE else ("source", "recipient")
        events.append(
            {
                "event_id": f"{report.name}_{number}",
                "foreground": standing == "news" or (number == 1 and standing in ("planned", "denied")),
                "event_type": kind,
                "date": None,
                "place": None,
                "actors": {sides[0]: words("P"), sides[1]: words("V")},
                "killed": None if marks["A"] else _range(bounds(marks["K"]), bounds(marks["L"])),
                "injured": _range(bounds(marks["J"]), bounds(marks["M"])),
                "breakdown": [
                    *({"killed": pair} for pair in bounds([*marks["L"], *marks["A"], *marks["S"]])),
                    *({"injured": pair} for pair in bounds([*marks["M"], *marks["A"], *marks["S"]])),
                ],
                "modality": standing if standing in ("planned", "denied") else "asserted",
                "attributed_to": words("Y"),
                "suspected": words("Q"),
                "evidence": [_sentence(text, place(mark)[0]) for mark in marks["E"]],
                "aggregate": standing == "total",
            }
        )
    return events


def _range(whole: Sequence[Bounds], parts: Sequence[Bounds]) -> Bounds | None:
    if whole:
        return hull(whole)
    exact = [low for low, high in parts if low is not None and low == high]
    return (sum(exact), sum(exact)) if len(parts) > 1 and len(exact) == len(parts) else None


def _sentence(text: str, at: int) -> str:
    start = max(text.rfind(end, 0, at) + len(end) for end in ("\n", ". "))
    stop = min((found for end in ("\n", ". ") if (found := text.find(end, at)) >= 0), default=len(text))
    return text[start:stop].strip()


def _asides(report: Report) -> list[int]:
    starts = [0, *(match.end() for match in re.finditer("\n", report.text))]
    return [number for number, start in enumerate(starts[1:]) if any(first == start for first, _ in report.asides)]


def score(folder: Path) -> dict[str, float]:
    """The figures of single documents, by rules alone and, ``_encoder`` behind the name, with the trained network."""
    return score_documents(list(documents(folder)), leave_out=("place_25km", "date"))


if __name__ == "__main__":
    options = argparse.ArgumentParser(prog="benchmarks/marked_reports.py", description="Score reports of our own by the marks in them.")
    options.add_argument("--data", type=Path, default=FOLDER / "held_out", help="folder with marked reports")
    common.report("marked_reports", score(options.parse_args().data))
