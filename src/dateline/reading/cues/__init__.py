"""Cue words as data: what marks a passage, a speaker, a status. Each TOML file beside this one says what its lists mean."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from dateline.model.errors import CodebookError


@cache
def load(name: str) -> dict[str, Any]:
    """The cues of one file, such as ``"status"``.

    Raises:
        CodebookError: if the file is missing or is not TOML.
    """
    path = files(__name__).joinpath(f"{name}.toml")
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, tomllib.TOMLDecodeError) as fault:
        raise CodebookError(f"cue file {name}.toml: {fault}. Expected a TOML file in {files(__name__)}.") from fault
