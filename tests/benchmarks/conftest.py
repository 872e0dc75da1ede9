"""The benchmarks are scripts beside the package: tests import them from their folder, searched last so that they hide nothing."""

from __future__ import annotations

import sys
from pathlib import Path

FOLDER = str(Path(__file__).resolve().parents[2] / "benchmarks")
if FOLDER not in sys.path:
    sys.path.append(FOLDER)
