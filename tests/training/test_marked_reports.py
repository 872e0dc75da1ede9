"""The marked reports that a network learns from: well formed, those it is tested on apart, marks on their words when other numbers are drawn."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from corpora import corpus, folder_of

FOLDER = folder_of("marked_reports")


CORPUS = corpus("marked_reports")
LEARNT = CORPUS.read()
HELD_OUT = CORPUS.read(sorted((FOLDER / "held_out").glob("*.txt")))
TUNING = CORPUS.read(sorted((FOLDER / "tuning").glob("*.txt")))


def test_every_report_can_be_read_and_tells_its_events() -> None:
    assert len(LEARNT) > 2000
    assert len(TUNING) > 100
    assert len(HELD_OUT) > 60
    for report in (*LEARNT, *TUNING, *HELD_OUT):
        told = {mark.event for mark in report.marks}
        assert set(report.events) <= told, report.name
        assert all(report.text[mark.start : mark.end].strip() for mark in report.marks), report.name


def test_no_report_that_is_held_out_is_learnt_from() -> None:
    learnt = {report.text for report in LEARNT}
    assert len(learnt) == len(LEARNT), "the same report twice"
    assert not learnt & {report.text for report in (*TUNING, *HELD_OUT)}


def test_figures_are_numbers() -> None:
    for report in LEARNT:
        for mark in report.marks:
            if mark.letter in CORPUS.FIGURES:
                words = report.text[mark.start : mark.end]
                assert len(words.split()) <= 5, (report.name, words)


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "folder" / "file.txt"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    return path


TOLD = """@@ 2020-02-03 | Outlet | wire
1 ASSAULT news
{K1:12} {E1:dead} at {W1:Kadu}

{K1:12} people, {L1:5} of them children.
~ Read also: 40 ways to knit
"""


def test_other_numbers_leave_every_mark_on_its_words(tmp_path: Path) -> None:
    report = CORPUS.read([written(tmp_path, TOLD)])[0]
    draws = [CORPUS.varied(report, random.Random(seed)) for seed in range(20)]
    assert any(other.text != report.text for other in draws)
    for other in draws:
        words = [other.text[mark.start : mark.end] for mark in other.marks]
        assert words[1:3] == ["dead", "Kadu"]
        assert words[0] == words[3], "the same number stays the same wherever it stands"
        assert other.text[slice(*other.asides[0])].startswith("Read also")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (TOLD.replace("2020-02-03", "Monday"), "YYYY-MM-DD"),
        (TOLD.replace("ASSAULT news", "ASSAULT olds"), "background"),
        (TOLD.replace("{K1:12}", "{K2:12}"), "declared event"),
        (TOLD.replace("{K1:12}", "{X1:12}"), "a letter of"),
        (TOLD.replace("{K1:12}", "{K1:12"), "braces"),
    ],
)
def test_what_is_wrong_in_a_file_is_said(tmp_path: Path, wrong: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        CORPUS.read([written(tmp_path, wrong)])


def test_a_paragraph_of_another_report_is_an_aside_and_every_mark_stays_on_its_words() -> None:
    draw = random.Random(5)
    moved = 0
    for report in LEARNT[:150]:
        other = draw.choice(LEARNT[1000:])
        stitched = CORPUS.spliced(report, other, draw)
        own = [mark for mark in stitched.marks if mark.event in report.events]
        strange = [mark for mark in stitched.marks if mark.event not in report.events]
        assert [stitched.text[mark.start : mark.end] for mark in own] == [report.text[mark.start : mark.end] for mark in report.marks]
        assert len(stitched.text.split("\n")) >= len(report.text.split("\n"))
        for mark in strange:
            assert stitched.text[mark.start : mark.end] in other.text
            assert stitched.group(mark.event) == "aside"
            assert any(start <= mark.start and mark.end <= end for start, end in stitched.asides)
        moved += len(strange)
    assert moved > 500


def test_texts_without_conflict_are_among_what_is_learnt_and_what_is_not() -> None:
    for reports, least in ((LEARNT, 200), (TUNING, 20), (HELD_OUT, 20)):
        quiet = [report for report in reports if not report.events]
        assert len(quiet) >= least
        assert not any(report.marks for report in quiet)
