"""The command line among other programs."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from running import Run, command


@pytest.fixture
def many(tmp_path: Path) -> Path:
    lines = [
        json.dumps({"id": str(number), "title": f"Report {number}", "text": f"Redtown was hit.\nToll: {number}\n" + "More words. " * 200})
        for number in range(400)
    ]
    path = tmp_path / "many.jsonl"
    path.write_text("\n".join(lines))
    return path


@pytest.mark.parametrize("form", [(), ("--jsonl",), ("--csv",)], ids=["people", "jsonl", "csv"])
def test_head_works(form: tuple[str, ...], many: Path, environment: dict[str, str]) -> None:
    with subprocess.Popen(command("read", str(many), *form, quick=True), env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline()
        process.stdout.close()
        told = process.stderr.read()
    assert (process.returncode, told) == (0, b"")


def test_standard_input_is_a_dash(environment: dict[str, str]) -> None:
    text = "Shells fall on Redtown\n\nThe market was hit.\nToll: 12\n"
    done = subprocess.run(
        command("read", "-", "--jsonl", quick=True), input=text, env=environment, capture_output=True, text=True, timeout=60, check=True
    )
    assert json.loads(done.stdout)["document"]["title"] == "Shells fall on Redtown"


def test_no_progress_and_no_colours_in_a_pipe(tmp_path: Path, quick: Run) -> None:
    (tmp_path / "a.txt").write_text("Shells fall on Redtown\n\nToll: 2\n")
    done = quick("add", str(tmp_path / "a.txt"))
    assert done.stdout == ""
    assert "\x1b" not in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_results_are_utf_8_whatever_the_locale(tmp_path: Path, environment: dict[str, str]) -> None:
    (tmp_path / "a.txt").write_text("Обстріл Redtown\n\nToll: 2\n", encoding="utf-8")
    latin = environment | {"PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command("read", str(tmp_path / "a.txt"), quick=True), env=latin, capture_output=True, timeout=60, check=True)
    assert "Обстріл" in done.stdout.decode("utf-8")


@pytest.mark.parametrize("words", [("--help",), ("read", "--help")])
def test_help_is_quick_because_nothing_heavy_is_imported(words: tuple[str, ...], environment: dict[str, str]) -> None:
    heavy = ("spacy", "pydantic", "sqlalchemy", "rich", "trafilatura", "alembic")
    code = (
        f"import sys\nfrom dateline.cli import main\ntry: main({list(words)!r})\nexcept SystemExit: pass\n"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    begun = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=30, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
    assert time.perf_counter() - begun < 3


def test_importing_dateline_is_light(environment: dict[str, str]) -> None:
    code = "import sys, dateline; print([name for name in ('spacy', 'pydantic', 'sqlalchemy') if name in sys.modules], dateline.Document.__name__)"
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=30, check=True)
    assert done.stdout == "[] Document\n"
