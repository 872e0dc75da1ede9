"""GeoJSON (RFC 7946): one feature for each incident, with no point where its place is coarser than asked."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any, TextIO

from dateline.publishing.cases import Case, Options
from dateline.publishing.job import Job
from dateline.publishing.tables import INCIDENTS, incident_row

_GEOMETRY = ("lat", "lon")


def write(job: Job, out: TextIO) -> None:
    """Write one collection, a feature a line, so that it can be made and read without holding all of it."""
    out.write('{"type":"FeatureCollection","features":[')
    for number, case in enumerate(job.cases()):
        made = feature(case, job.options)
        out.write(("," if number else "") + "\n" + json.dumps(made, ensure_ascii=False, separators=(",", ":")))
        job.count("features")
        job.count("points", made["geometry"] is not None)
    out.write("\n]}\n")


def feature(case: Case, options: Options) -> dict[str, Any]:
    """An incident as a feature. Its properties are the columns of the table of incidents, without those that are unknown."""
    row = incident_row(case, options)
    point = None if row.get("lat") is None else {"type": "Point", "coordinates": [row["lon"], row["lat"]]}
    properties = {
        name: value.isoformat() if isinstance(value, dt.date) else value
        for name in INCIDENTS.header
        if name not in _GEOMETRY and (value := row.get(name)) not in (None, [])
    }
    return {"type": "Feature", "id": case.incident.id, "geometry": point, "properties": properties}
