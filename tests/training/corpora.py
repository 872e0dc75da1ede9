"""The corpora beside the package, each with a module of its own that reads it."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType


def folder_of(name: str) -> Path:
    """Where a corpus stands."""
    return Path(__file__).parents[2] / "training" / name


def corpus(name: str) -> ModuleType:
    """The module that reads a corpus."""
    spec = importlib.util.spec_from_file_location(f"{name}_corpus", folder_of(name) / "corpus.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
