"""The five tables as frames of pandas, for notebooks. Needs pandas, which is loaded when a frame is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Unpack

from dateline.model.errors import ExportError
from dateline.publishing.cases import Options
from dateline.publishing.exporting import Filters
from dateline.publishing.job import Job
from dateline.publishing.rows import rows
from dateline.publishing.tables import TABLES
from dateline.publishing.viewing import View

if TYPE_CHECKING:
    from dateline.ledger import Asking
    from dateline.model import PlacePrecision

TableName = Literal["incidents", "claims", "sources", "casualties", "actors"]
_KINDS = {"text": "string", "whole": "Int64", "number": "Float64", "yes_no": "boolean", "list": "object", "day": "datetime64[s]"}
"""Types in which unknown stays unknown and whole numbers stay whole."""


def frame(
    ledger: Asking,
    table: TableName = "incidents",
    *,
    profile: str = "internal",
    place_precision: PlacePrecision | None = None,
    **filters: Unpack[Filters],
) -> Any:
    """One table of the ledger, or of the incidents that meet all conditions, as a ``pandas.DataFrame``.

    Args:
        ledger: the ledger, now or as it was.
        table: which of the tables that ``dateline export csv`` writes.
        profile: what may be seen, see :func:`dateline.publishing.export`.
        place_precision: the coarsest place that still gets a point.
        filters: see :class:`Filters`.

    Raises:
        ExportError: if pandas is not installed.
        ValueError: if there is no such profile.
    """
    try:
        import pandas as pd
    except ImportError as error:
        raise ExportError("Frames are made with pandas, which is not installed. Run: pip install pandas.") from error
    columns = next(one for one in TABLES if one.name == table).columns
    incidents = ledger.incidents(**filters)
    job = Job(ledger, incidents, filtered=False, view=View(ledger.redaction(profile)), options=Options(place_precision))
    made = [row for name, row in rows(job) if name == table]
    return pd.DataFrame({column.name: pd.Series([row.get(column.name) for row in made], dtype=_KINDS[column.kind]) for column in columns})
