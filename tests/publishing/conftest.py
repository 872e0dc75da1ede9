"""A ledger with something in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pressroom import fill

from dateline.ledger import Ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "press.db") as opened:
        fill(opened)
        yield opened
