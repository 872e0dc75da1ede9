"""``dateline gazetteer build`` and ``gazetteer info``."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest

from dateline.cli import main

LINES = [
    "\t".join((str(gid), name, name, "", "36.0", "37.0", "P", "PPL", country, "", "", "", "", "", "50", "", "", "", "2025-05-06"))
    for gid, name, country in ((20_000_001, "Zzyxobad", "SY"), (20_000_002, "Vlqaville", "FR"))
]


class Result(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "data"))
    monkeypatch.delenv("DATELINE_GAZETTEER", raising=False)

    def call(*arguments: str | Path) -> Result:
        with pytest.raises(SystemExit) as stopped:
            main(["gazetteer", *map(str, arguments)])
        assert isinstance(stopped.value.code, int)
        return Result(stopped.value.code, *capsys.readouterr())

    return call


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    path = tmp_path / "allCountries.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("allCountries.txt", "".join(f"{line}\n" for line in [*LINES, "bad"]))
    return path


def test_info_tells_of_the_shipped_one(run) -> None:
    told = run("info")
    assert told.code == 0
    assert "comes with dateline" in told.out
    assert "CC BY 4.0" in told.out
    assert json.loads(run("info", "--json").out)["shipped"] is True


def test_a_built_one_is_used_from_then_on(run, dump: Path) -> None:
    built = run("build", dump, "--countries", "SYR", "--classes", "p")
    assert built.code == 0
    assert "1 places of the dump taken in" in built.out
    assert "1 line could not be read and was left out:\n  allCountries.zip, line 3: 1 columns, expected 19" in built.err
    assert "reading places: 100 %" in built.err
    assert "\x1b" not in built.err
    told = json.loads(run("info", "--json").out)
    assert (told["shipped"], told["date"], told["countries"], told["classes"]) == (False, "2025-05-06", "SYR", "P")
    assert run("info").out.startswith(f"file       {told['file']} (built by the user)")


def test_one_that_lies_elsewhere_says_how_to_use_it(run, dump: Path, tmp_path: Path) -> None:
    built = run("build", dump, "--output", tmp_path / "own.sqlite", "--json")
    figures = json.loads(built.out)
    assert (figures["taken"], figures["left_out"], figures["bad"], figures["resumed"]) == (2, 0, 1, False)
    assert f"export DATELINE_GAZETTEER={tmp_path / 'own.sqlite'}" in built.err
    assert json.loads(run("info", "--json").out)["shipped"] is True


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["none.zip"], 1, "there is no such file"),
        (["{dump}", "--countries", "SYX"], 1, "got the country 'SYX'"),
        (["{dump}", "--classes", "PP"], 1, "got the class 'PP'"),
        ([], 2, "Missing argument"),
    ],
)
def test_mistakes_are_told(run, dump: Path, arguments: list[str], code: int, message: str) -> None:
    told = run("build", *(argument.format(dump=dump) for argument in arguments))
    assert (told.code, told.out) == (code, "")
    assert message in told.err
    assert "Traceback" not in told.err


def test_a_file_that_is_none_is_told(run, monkeypatch: pytest.MonkeyPatch, dump: Path) -> None:
    monkeypatch.setenv("DATELINE_GAZETTEER", str(dump))
    told = run("info")
    assert told.code == 1
    assert "not a gazetteer" in told.err


def test_a_build_that_is_interrupted_says_that_it_can_go_on(run, dump: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("dateline.grounding.places.building.build", interrupted)
    told = run("build", dump)
    assert told.code == 130
    assert "run the same command again" in told.err
