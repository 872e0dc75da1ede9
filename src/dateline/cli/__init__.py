"""The command line, one file per group of verbs."""

from dateline.cli.entry import main

__all__ = ["main"]
