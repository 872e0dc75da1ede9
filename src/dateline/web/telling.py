"""An incident told in a few sentences, put together from its values: what the reports say, in what they differ, and what is not known."""

from __future__ import annotations

from dateline.model import Document, Incident, IncidentToll, TollReport
from dateline.web import wording


def in_short(incident: Incident, documents: dict[str, Document]) -> list[str]:
    """Sentences for people. Nothing is in them that the incident does not hold.

    Args:
        incident: what is told.
        documents: its documents by id, for the names of outlets.
    """
    told = [_rests_on(incident)]
    told += [sentence for toll in incident.tolls if toll.victim_class is None and (sentence := _toll(toll, documents))]
    told += [
        f"The reports contradict one another on {wording.ABOUT.get(one.about, f'how many {one.about}')}: "
        + ", against ".join(version.says for version in one.versions)
        + "."
        for one in incident.contradictions
    ]
    unknown = [name for name, value in (("when it happened", incident.time), ("where it happened", incident.place)) if value is None]
    if not any(part.role == "source" for part in incident.actors):
        unknown.append("who did it")
    if not incident.tolls:
        unknown.append("how many were harmed")
    if unknown:
        told.append(f"Not told: {wording.listed(unknown, 4)}.")
    return told


def _rests_on(incident: Incident) -> str:
    counts = incident.counts
    from_whom = f"going back to {_count(counts.origins, 'origin')}"
    if counts.origins == 1 and counts.documents > 1:
        from_whom = f"all going back to {incident.origins[0].name}"
    outlets = f" by {_count(counts.outlets, 'outlet')}" if counts.outlets else ""
    copies = sum(len(group) - 1 for group in incident.copies)
    same = f" {_count(copies, 'report')} {'is a copy' if copies == 1 else 'are copies'} of another." if copies else ""
    return f"{_count(counts.documents, 'report')}{outlets} {'tells' if counts.documents == 1 else 'tell'} of it, {from_whom}.{same}"


def _toll(toll: IncidentToll, documents: dict[str, Document]) -> str:
    """The first and the last figure of a series, where they differ."""
    dated = sorted((one for one in toll.series if one.published and not one.aside), key=lambda one: one.published or "")
    if len(dated) < 2 or (dated[0].low, dated[0].high) == (dated[-1].low, dated[-1].high):
        return ""
    first, last = dated[0], dated[-1]
    return (
        f"{toll.harm.capitalize()}: first {wording.figure(first.low, first.high)} ({_whose(first, documents)}), "
        f"last {wording.figure(last.low, last.high)} ({_whose(last, documents)})."
    )


def _whose(report: TollReport, documents: dict[str, Document]) -> str:
    document = documents.get(report.document_id or "")
    publisher = document.publisher if document is not None else None
    return ", ".join(part for part in (publisher, wording.moment(report.published)) if part)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'s' if number != 1 else ''}"
