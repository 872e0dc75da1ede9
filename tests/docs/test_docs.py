"""Every command, Python example and link of the docs works, and the docs name every code there is."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
import typing
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline import cli, codebook
from dateline.model import NOUNS, actors, claims, counts, documents, places, rulings, times
from dateline.sources.records import FIELDS

ROOT = Path(__file__).parent.parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "examples" / "README.md"])
BLOCK = re.compile(r"^```(?P<kind>\w+)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!!)\[[^\]]+\]\((?P<target>[^)\s]+)\)")
INCIDENT = re.compile(r"\bINCIDENT\b")


def blocks(page: Path, kind: str) -> list[str]:
    return [found["body"] for found in BLOCK.finditer(page.read_text()) if found["kind"] == kind]


def commands(page: Path) -> list[str]:
    lines = "".join(blocks(page, "console")).replace("\\\n", " ").splitlines()
    return [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]


def anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    for found in LINK.finditer(page.read_text()):
        target, _, part = found["target"].partition("#")
        if target.startswith(("https://", "mailto:")):
            continue
        there = (page.parent / target).resolve() if target else page
        assert there.exists(), f"{page.name} links to {target}, which is not there"
        if part:
            headings = [anchor(line.lstrip("#")) for line in there.read_text().splitlines() if line.startswith("#")]
            assert part in headings, f"{page.name} links to #{part} of {there.name}, which has no such heading"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a copy of the examples, as a reader of the docs has it."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATELINE_LEDGER", raising=False)
    return tmp_path


def dateline_command(words: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    with pytest.raises(SystemExit) as ended:
        cli.main(words)
    shown = capsys.readouterr()
    return int(ended.value.code or 0), shown.out + shown.err


def run(command: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Exit code and output. Commands of a shell (pipes) go to a shell; all others run here, so that the parser is loaded once."""
    if INCIDENT.search(command):
        ledger = re.search(r"--ledger (\S+)", command)
        assert ledger, f"{command}: name the ledger, so that the test can find an incident"
        _, listed = dateline_command(["incidents", "--ledger", ledger[1], "--jsonl"], capsys)
        command = INCIDENT.sub(str(json.loads(listed.splitlines()[0])["id"]), command)
    words = shlex.split(command)
    if words[0] != "dateline" or {"|", ">", "<", "&&"} & set(words):
        shown = command.replace("dateline ", f"{shlex.quote(str(Path(sys.executable).parent / 'dateline'))} ")
        done = subprocess.run(["bash", "-o", "pipefail", "-c", shown], capture_output=True, text=True, check=False, timeout=120)
        return done.returncode, done.stdout + done.stderr
    return dateline_command(words[1:], capsys)


@pytest.mark.parametrize("page", [page for page in PAGES if commands(page)], ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_works_as_it_is_shown(page: Path, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in commands(page):
        command, _, comment = command.partition("  # exits ")
        code, output = run(command, capsys)
        assert code == int(comment[:1] or 0), f"{page.name}: $ {command}\nexited {code}\n{output}"


@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page, "python")], ids=lambda page: str(page.relative_to(ROOT)))
def test_every_python_example_runs(page: Path, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, object] = {}
    for body in blocks(page, "python"):
        exec(compile(body, page.name, "exec"), names)
    assert capsys.readouterr().out or "print(" not in "".join(blocks(page, "python"))


def test_the_reader_of_ones_own_in_the_docs_reads() -> None:
    names: dict[str, typing.Any] = {}
    (body,) = blocks(ROOT / "docs" / "extending.md", "py")
    exec(compile(body, "extending.md", "exec"), names)
    reading = names["ShoutReader"]().read(documents.Document(text="An attack killed two."))
    assert [claim.evidence[0].text for claim in reading.claims] == ["attack"]


def literals() -> Iterator[tuple[str, str]]:
    for module in (actors, claims, counts, documents, places, times):
        for name, value in vars(module).items():
            if typing.get_origin(value) is typing.Literal and name not in ("PublishedFrom", "Moment"):
                yield from ((name, code) for code in typing.get_args(value))


@pytest.mark.parametrize(("name", "code"), sorted(set(literals())))
def test_the_codebook_page_explains_every_code(name: str, code: str) -> None:
    assert f"`{code}`" in (ROOT / "docs" / "codebook.md").read_text(), f"docs/codebook.md does not explain the {name} {code!r}"


def test_the_codebook_page_has_every_type_and_mode_as_defined() -> None:
    page = (ROOT / "docs" / "codebook.md").read_text()
    for kind in codebook.load().types:
        assert re.search(rf"\| `{kind.code}` \| [^|]+ \| {re.escape(kind.definition)} \|", page), f"{kind.code}: {kind.definition}"
        for mode in kind.modes:
            assert f"- `{mode.code}`: {mode.definition}" in page, f"{kind.code} {mode.code}: {mode.definition}"


def test_the_codebook_page_names_every_weapon() -> None:
    page = (ROOT / "docs" / "codebook.md").read_text()
    for weapon in codebook.load_weapons():
        assert f"| `{weapon.code}` |" in page, f"docs/codebook.md does not name the weapon {weapon.code!r}"


@pytest.mark.parametrize("noun", sorted(NOUNS))
def test_the_formats_page_names_every_field(noun: str) -> None:
    page = (ROOT / "docs" / "formats.md").read_text()
    section = re.search(rf"^### {noun}\n(.*?)(?=^###? |\Z)", page, re.MULTILINE | re.DOTALL)
    assert section, f"docs/formats.md has no section on the {noun}"
    for field in [*NOUNS[noun].model_fields, *NOUNS[noun].model_computed_fields]:
        assert f"`{field}`" in section[1], f"docs/formats.md does not name the field {field!r} of a {noun}"


def test_the_formats_page_names_every_alias_and_ruling() -> None:
    page = (ROOT / "docs" / "formats.md").read_text()
    for field, names in FIELDS.items():
        for name in names:
            assert f"`{name}`" in page, f"docs/formats.md does not name {name!r}, another name of {field!r}"
    for kind in typing.get_args(rulings.RulingKind):
        assert f"`{kind}`" in page


def test_every_path_that_the_docs_name_is_there() -> None:
    for page in PAGES:
        for path in re.findall(r"`((?:src|tests|tools|benchmarks|docs|examples|changelog\.d)/[\w./-]+)`", page.read_text()):
            assert (ROOT / path).exists(), f"{page.name} names {path}, which is not there"
    for path in re.findall(r"\| `((?:reading|grounding|sources|resolving|codebook)/[\w./*-]+)` \|", (ROOT / "docs" / "extending.md").read_text()):
        assert list((ROOT / "src" / "dateline").glob(path)), f"extending.md names {path}, which is not there"


def test_every_dependency_is_explained() -> None:
    project = (ROOT / "pyproject.toml").read_text()
    named = set(re.findall(r'^  "([a-z][a-z0-9-]+)(?:[=<>\[].*)?",$', project, re.MULTILINE))
    page = (ROOT / "docs" / "dependencies.md").read_text().lower()
    assert {"spacy", "pytest"} <= named
    assert not [name for name in named if name not in page]
