"""Fixtures: the same tests on both stores. `store` is the address of an empty ledger in each of them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest

import postgres_server
from dateline.ledger import Ledger

_NUMBERS = count()
_TEMPLATE = "ledger_template"


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a running server with a ledger as a template. In CI there must be one; elsewhere its lack is said aloud."""
    with ExitStack() as stack:
        try:
            address = stack.enter_context(postgres_server.server())
        except postgres_server.NoServer as missing:
            if os.environ.get("CI"):
                pytest.fail(str(missing))
            pytest.skip(str(missing))
        postgres_server.drop_database(address, _TEMPLATE)
        Ledger.open(postgres_server.create_database(address, _TEMPLATE)).close()
        yield address


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with an empty ledger."""
    path = tmp_path_factory.mktemp("template") / "empty.db"
    Ledger.open(path).close()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def new_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], str]]:
    """Makes empty ledgers of one kind, and takes them away again."""
    if request.param == "sqlite":
        empty = request.getfixturevalue("empty_file")

        def copy() -> str:
            return str(shutil.copy(empty, tmp_path / f"ledger-{next(_NUMBERS)}.db"))

        yield copy
        return
    address = request.getfixturevalue("postgresql")
    names: list[str] = []

    def create() -> str:
        names.append(f"ledger_{os.getpid()}_{next(_NUMBERS)}")
        return postgres_server.create_database(address, names[-1], _TEMPLATE)

    yield create
    for name in names:
        postgres_server.drop_database(address, name)


@pytest.fixture
def store(new_store: Callable[[], str]) -> str:
    """The address of an empty ledger."""
    return new_store()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """A run without PostgreSQL says so where nobody can miss it."""
    skipped = [report for report in terminalreporter.stats.get("skipped", ()) if "PostgreSQL" in str(report.longrepr)]
    if skipped:
        terminalreporter.section("NOT TESTED ON POSTGRESQL", sep="!", red=True, bold=True)
        terminalreporter.line(f"{len(skipped)} tests were left out: {postgres_server.MISSING}")
