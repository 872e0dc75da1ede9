"""Reports of our own with marks in them: read, checked, and varied while a network learns.

python training/marked_reports/corpus.py [FILE ...]     checks files, those beside this one where none is named
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

HERE = Path(__file__).resolve().parent
FIGURES = "KLAJMSHCFG"
"""Letters of marks around numbers: killed, a part of them, attackers' own, injured, a part, superseded, held, arrested, freed, displaced."""
WORDS = "EPQNVWDYB"
"""Letters of marks around words: event, doer, suspect, who denies, who suffers, where, when, who says so, by what means."""
LETTERS = FIGURES + WORDS
TYPES = (
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST"),
    *("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
)
STANDINGS = ("news", "background", "total", "planned", "denied", "aside")
GROUPS = ("first", *STANDINGS)
"""What an event is to its report: what it is about, other news, the past or a sum, planned or denied, another story's."""

_HEAD = re.compile(r"(\d{4}-\d\d-\d\d) \| ([^|]+) \| ([^|]+)")
_MARK = re.compile(r"\{([A-Z])(\d+):([^{}]*)\}")


@dataclass(frozen=True)
class Mark:
    """Words of a report's text: ``start`` and ``end`` in code points, what they tell, and the number of the event."""

    start: int
    end: int
    letter: str
    event: int


@dataclass(frozen=True)
class Report:
    """A report.

    Args:
        name: file and place in it.
        published: the day, as YYYY-MM-DD.
        text: the title and the paragraphs, a line each.
        asides: start and end in ``text`` of paragraphs of other stories.
        events: type and standing of each event by its number; 1 is what the report is about.
        marks: in text order, none in another.
    """

    name: str
    published: str
    text: str
    asides: tuple[tuple[int, int], ...]
    events: dict[int, tuple[str, str]]
    marks: tuple[Mark, ...]

    def group(self, event: int) -> str:
        """What an event is to the report, one of ``GROUPS``."""
        standing = self.events[event][1]
        return "first" if standing == "news" and event == 1 else standing


def read(paths: Iterable[Path] | None = None) -> list[Report]:
    """The reports of some files, those beside this module where none are given.

    Raises:
        ValueError: with everything that is wrong in them.
    """
    chosen = sorted((HERE / "reports").glob("*/*.txt")) if paths is None else list(paths)
    reports: list[Report] = []
    faults: list[str] = []
    for path in chosen:
        blocks = re.split(r"(?m)^@@ ", path.read_text(encoding="utf-8"))
        for number, block in enumerate(blocks[1:], 1):
            try:
                reports.append(_report(f"{path.parent.name}/{path.stem}/{number}", block))
            except ValueError as fault:
                faults.append(str(fault))
    if faults:
        raise ValueError("\n".join(faults))
    return reports


def _report(name: str, block: str) -> Report:
    lines = [line.rstrip() for line in block.split("\n")]
    head = _HEAD.fullmatch(lines[0])
    if head is None:
        raise ValueError(f"{name}: expected a line 'YYYY-MM-DD | outlet | style', got {lines[0]!r}")
    events: dict[int, tuple[str, str]] = {}
    at = 1
    while at < len(lines) and re.match(r"\d+ [A-Z]+ [a-z]+$", lines[at]):
        number, kind, standing = lines[at].split()
        if kind not in TYPES or standing not in STANDINGS:
            raise ValueError(f"{name}: expected one of {' '.join(TYPES)} and one of {' '.join(STANDINGS)}, got {lines[at]!r}")
        events[int(number)] = (kind, standing)
        at += 1
    text, asides, marks = "", [], []
    for line in filter(None, lines[at:]):
        aside = line.startswith("~ ")
        start = len(text)
        done = 0
        line = line[2:] if aside else line
        for mark in _MARK.finditer(line):
            letter, event, words = mark[1], int(mark[2]), mark[3]
            if letter not in LETTERS or event not in events:
                raise ValueError(f"{name}: a mark has a letter of {LETTERS} and the number of a declared event, got {mark[0]!r}")
            text += line[done : mark.start()]
            marks.append(Mark(len(text), len(text) + len(words), letter, event))
            text += words
            done = mark.end()
        text += line[done:] + "\n"
        if aside:
            asides.append((start, len(text) - 1))
    if re.search(r"[{}]", text):
        raise ValueError(f"{name}: expected braces only around marks")
    return Report(name, head[1], text.rstrip("\n"), tuple(asides), events, tuple(marks))


_NUMBER = re.compile(r"(?<![\d.,/:-])\d{1,3}(?![\d.,]*\d|[/:-])")


def varied(report: Report, draw: random.Random) -> Report:
    """The report with other numbers in digits, every number the same wherever it stands: figures are learnt by their place, not by their size."""
    drawn: dict[str, str] = {}
    text, marks, done, moved = "", list(report.marks), 0, 0
    for found in _NUMBER.finditer(report.text):
        old = found[0]
        if old not in drawn:
            value = int(old)
            drawn[old] = str(max(2, round(value * draw.uniform(0.6, 1.7)))) if value > 2 else old
        text += report.text[done : found.start()] + drawn[old]
        done = found.end()
        longer = len(drawn[old]) - len(old)
        if longer:
            edge = found.end() + moved
            marks = [replace(m, start=m.start + longer * (m.start >= edge), end=m.end + longer * (m.end >= edge)) for m in marks]
            moved += longer
    text += report.text[done:]
    return replace(report, text=text, marks=tuple(marks), asides=_moved(report, text))


_STRANGER = 1000
"""Added to the numbers of the events of a paragraph from another report."""


def spliced(report: Report, other: Report, draw: random.Random) -> Report:
    """The report with one or two paragraphs of another one between its own, as a page has them on which stories were stitched together."""
    lines = _lines(other.text)
    if len(lines) < 2 or len(_lines(report.text)) < 3:
        return report
    first = draw.randrange(1, len(lines))
    last = min(len(lines) - 1, first + draw.randrange(2))
    start, end = lines[first][0], lines[last][1]
    at = draw.choice(_lines(report.text)[2:])[1] + 1
    put = other.text[start:end] + "\n"
    told = [mark for mark in other.marks if start <= mark.start and mark.end <= end]
    text = (report.text + "\n")[:at] + put + report.text[at:]

    def after(place: int) -> int:
        return place + len(put) * (place >= at)

    strange = [replace(mark, start=mark.start - start + at, end=mark.end - start + at, event=mark.event + _STRANGER) for mark in told]
    own = [replace(mark, start=after(mark.start), end=after(mark.start) + mark.end - mark.start) for mark in report.marks]
    asides = [(after(first), after(first) + last - first) for first, last in report.asides] + [(at, at + len(put) - 1)]
    events = report.events | {mark.event + _STRANGER: (other.events[mark.event][0], "aside") for mark in told}
    return replace(report, text=text.rstrip("\n"), marks=tuple(own + strange), asides=tuple(sorted(asides)), events=events)


def _moved(report: Report, text: str) -> tuple[tuple[int, int], ...]:
    """The same lines in a text whose lines have other lengths."""
    before, after = _lines(report.text), _lines(text)
    return tuple(new for old, new in zip(before, after, strict=True) if old in report.asides)


def _lines(text: str) -> list[tuple[int, int]]:
    found, start = [], 0
    for line in text.split("\n"):
        found.append((start, start + len(line)))
        start += len(line) + 1
    return found


if __name__ == "__main__":
    try:
        print(f"{len(read(map(Path, sys.argv[1:]) if sys.argv[1:] else None))} reports")
    except ValueError as fault:
        sys.exit(str(fault))
