"""Fixtures of a desk."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from desks import Desk, fill, open_desk

from dateline.ledger import Ledger
from dateline.web.access import Access, User, hashed


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A filled ledger to be copied: making one takes longer than most tests."""
    path = tmp_path_factory.mktemp("filled") / "desk.db"
    with Ledger.open(path) as opened:
        fill(opened)
        opened.incidents()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@pytest.fixture
def ledger(tmp_path: Path, filled: Path) -> Iterator[Ledger]:
    with Ledger.open(shutil.copy(filled, tmp_path / "desk.db")) as opened:
        yield opened


@pytest.fixture
def desk(ledger: Ledger) -> Iterator[Desk]:
    with open_desk(ledger) as opened:
        yield opened


@pytest.fixture(scope="session")
def guarded() -> Access:
    """A desk with an editor and a reader."""
    password = hashed("long enough for all")
    return Access(users={name: (User(name, role), password) for name, role in (("Amal", "editor"), ("Ruth", "reader"))})
