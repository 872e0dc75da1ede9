"""Which gazetteer file is in use: the one that came with dateline, or a larger one that the user built."""

from __future__ import annotations

import os
import sys
from pathlib import Path

VARIABLE = "DATELINE_GAZETTEER"
"""Environment variable with the path of a gazetteer file; the word ``shipped`` asks for the one that came with dateline."""
SHIPPED = Path(__file__).resolve().parent.parent / "data" / "places" / "gazetteer.sqlite"
_NAME = "gazetteer.sqlite"


def user_file() -> Path:
    """Where a user's own gazetteer is looked for and written to, in the data folder of the platform.

    Linux and others: ``$XDG_DATA_HOME/dateline`` or ``~/.local/share/dateline``; macOS: ``~/Library/Application Support/dateline``;
    Windows: ``%LOCALAPPDATA%\\dateline``.
    """
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = home / "Library" / "Application Support"
    else:
        given = os.environ.get("XDG_DATA_HOME", "")
        # The XDG rules say that a relative path there counts for nothing.
        base = Path(given) if given.startswith("/") else home / ".local" / "share"
    return base / "dateline" / _NAME


def file_in_use() -> Path:
    """The file that :meth:`Gazetteer.default` opens: ``$DATELINE_GAZETTEER``, else the user's own where there is one, else the shipped one."""
    given = os.environ.get(VARIABLE, "")
    if given:
        return SHIPPED if given == "shipped" else Path(given).expanduser()
    own = user_file()
    return own if own.is_file() else SHIPPED
