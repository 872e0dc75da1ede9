"""Five CSV files: incidents, claims, sources, casualties, actors."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from dateline.publishing.cells import CsvSheet
from dateline.publishing.job import Job
from dateline.publishing.rows import rows
from dateline.publishing.tables import TABLES


def write(job: Job, folder: Path) -> None:
    """Write the five files into a folder, each in the order of its incidents, sources by id."""
    with ExitStack() as open_files:
        sheets = {}
        for table in TABLES:
            out = open_files.enter_context((folder / f"{table.name}.csv").open("w", encoding="utf-8", newline=""))
            sheets[table.name] = CsvSheet(out, table.header)
            if job.options.hxl:
                sheets[table.name].tags([column.hxl for column in table.columns])
        for name, row in rows(job):
            sheets[name].write(row)
