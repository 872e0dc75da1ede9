"""The real command line in a process of its own."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from running import Run, command


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR", "COLUMNS")}
    return kept | {"DATELINE_LEDGER": str(tmp_path / "test.db"), "PYTHONWARNINGS": "ignore"}


@pytest.fixture
def quick(environment: dict[str, str]) -> Run:
    def run(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command(*arguments, quick=True), env=environment | more, capture_output=True, text=True, timeout=60, check=False)

    return run


@pytest.fixture
def real(environment: dict[str, str]) -> Run:
    def run(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command(*arguments), env=environment | more, capture_output=True, text=True, timeout=120, check=False)

    return run
