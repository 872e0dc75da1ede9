"""All rows of the five tables in the order in which they are written."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.publishing.cases import Source
from dateline.publishing.job import Job
from dateline.publishing.tables import Row, actor_rows, casualty_rows, claim_rows, incident_row, source_row


def rows(job: Job) -> Iterator[tuple[str, Row]]:
    """Name of the table and row: of each incident its own rows, and at the end every document once, by id."""
    sources: dict[str, tuple[Source, list[str]]] = {}
    for case in job.cases():
        made = [("incidents", incident_row(case, job.options))]
        made += [("claims", row) for row in claim_rows(case, job.options)]
        made += [("casualties", row) for row in casualty_rows(case)]
        made += [("actors", row) for row in actor_rows(case)]
        job.note([warning.split(":")[0] for warning in made[0][1]["warning"]])
        for source in case.sources:
            sources.setdefault(source.id, (source, []))[1].append(case.incident.id)
        for name, row in made:
            job.count(name)
            yield name, row
    for _, (source, incident_ids) in sorted(sources.items()):
        job.count("sources")
        yield "sources", source_row(source, incident_ids)
