"""The five tables as Parquet files, typed: whole numbers, days, lists. Needs the optional dependency pyarrow."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dateline.model.errors import ExportError
from dateline.publishing.columns import Table
from dateline.publishing.job import Job
from dateline.publishing.rows import rows
from dateline.publishing.tables import TABLES, Row

if TYPE_CHECKING:
    import pyarrow as pa

_AT_ONCE = 5000
"""Rows that are written together."""


def write(job: Job, folder: Path) -> None:
    """Write the five files into a folder.

    Raises:
        ExportError: if pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise ExportError("Parquet is written with pyarrow, which is not installed. Run: pip install 'dateline[parquet]'.") from error
    with ExitStack() as open_files:
        writers = {
            table.name: open_files.enter_context(parquet.ParquetWriter(folder / f"{table.name}.parquet", _schema(pa, table))) for table in TABLES
        }
        waiting: dict[str, list[Row]] = {table.name: [] for table in TABLES}
        for name, row in rows(job):
            waiting[name].append(row)
            if len(waiting[name]) >= _AT_ONCE:
                _flush(pa, writers, waiting, name)
        for name in waiting:
            _flush(pa, writers, waiting, name)


def _schema(arrow: Any, table: Table) -> pa.Schema:
    kinds: Mapping[str, Any] = {
        "text": arrow.string(),
        "whole": arrow.int64(),
        "number": arrow.float64(),
        "day": arrow.date32(),
        "yes_no": arrow.bool_(),
        "list": arrow.list_(arrow.string()),
    }
    return arrow.schema([(column.name, kinds[column.kind]) for column in table.columns])


def _flush(arrow: Any, writers: Mapping[str, Any], waiting: dict[str, list[Row]], name: str) -> None:
    if waiting[name]:
        writers[name].write_table(arrow.Table.from_pylist(waiting[name], schema=writers[name].schema))
        waiting[name].clear()
