"""Pages for people: an index, and a page for each incident with the words behind every value, marked in the reports.

The pages are files: nothing is fetched from anywhere, no script runs, everything is escaped. By default they have the profile ``public``, which
leaves out the names of people who were harmed, and show only the paragraphs that are quoted.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dateline.ledger import value_words
from dateline.model import Claim, Incident, Place, TimeSpan
from dateline.publishing.cases import Case, Options, Source
from dateline.publishing.countries import country
from dateline.publishing.highlighting import Mark, Paragraph, paragraphs
from dateline.publishing.job import Job
from dateline.resolving import place_words, range_words, rules_id, speaker_name

_PAGES = "incidents"
_ROLES = {"source": "Who did it", "target": "To whom", "backer": "With whose help"}
_COARSE = "The place is known to the level of {precision} only, and gets no point on a map."
_KNOWN_TO = {
    "site": "a building, camp or street",
    "settlement": "a town, village or quarter",
    "near": "somewhere near the place named",
    "district": "district",
    "province": "province",
    "region": "region",
    "country": "country",
    "sea": "sea or airspace",
}


@dataclass(frozen=True, slots=True)
class Words:
    """One value of a claim with its words.

    Args:
        field, value: which value, and what it is.
        quotes: the words, each with the anchor where they stand.
        inferred: whether it was concluded from the words.
    """

    field: str
    value: str
    quotes: tuple[tuple[str, str], ...]
    inferred: bool


@dataclass(frozen=True, slots=True)
class Told:
    """One claim on a page: who says so, and its values."""

    id: str
    said_by: tuple[str, ...]
    values: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """One document on a page: what it tells, and its text with the words marked."""

    source: Source
    url: str | None
    told: tuple[Told, ...]
    text: tuple[Paragraph, ...]
    cut: bool


def write(job: Job, folder: Path) -> None:
    """Write the pages into a folder; ``index.html`` is where to begin."""
    pages = _pages()
    (folder / _PAGES).mkdir()
    listed = []
    about = {"view": job.view, "rules": rules_id(), "style": _style(), "style_hash": _style_hash()}
    for case in job.cases():
        name = f"{_PAGES}/{case.incident.id}.html"
        page = pages.get_template("incident.html").render(**about, root="../", **_incident(case, job.options, whole=not job.view.redaction.hides))
        (folder / name).write_text(page, "utf-8")
        listed.append(_line(case, name))
        job.count("pages")
    (folder / "index.html").write_text(pages.get_template("index.html").render(**about, root="", lines=listed), "utf-8")
    job.count("pages")


@cache
def _pages() -> Environment:
    return Environment(
        loader=PackageLoader("dateline.publishing", "pages"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


@cache
def _style() -> Markup:
    loader = _pages().loader
    assert loader is not None
    # Our own file, which holds nothing of a document: the one thing on these pages that is not escaped.
    return Markup(loader.get_source(_pages(), "style.css")[0])  # noqa: S704


@cache
def _style_hash() -> str:
    """What lets the page's policy allow this one style and no other."""
    return "sha256-" + base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()


def _line(case: Case, name: str) -> dict[str, Any]:
    incident = case.incident
    return {
        "href": name,
        "incident": incident,
        "when": str(incident.time) if incident.time else None,
        "where": _where_line(incident.place),
        "killed": _figure(incident, "killed"),
        "injured": _figure(incident, "injured"),
        "grade": incident.grade("airwars"),
        "who": ", ".join(dict.fromkeys(part.actor.name for part in case.parts("source"))),
        "whom": ", ".join(dict.fromkeys(part.actor.name for part in case.parts("target"))),
    }


def _incident(case: Case, options: Options, *, whole: bool) -> dict[str, Any]:
    incident = case.incident
    anchors = _Anchors()
    reports = tuple(
        _report(source, [claim for claim in case.claims if claim.document_id == source.id], anchors, whole=whole) for source in case.sources
    )
    place = incident.place
    pinned = place is not None and place.lat is not None and place.at_least(options.pin)
    return {
        "incident": incident,
        "case": case,
        "when": when_words(incident.time),
        "where": _where_line(place),
        "known_to": _KNOWN_TO.get(place.precision) if place else None,
        "pinned": pinned,
        "coarse": _COARSE.format(precision=place.precision) if place is not None and place.precision in _KNOWN_TO and not pinned else None,
        "tolls": [
            {"toll": toll, "range": range_words(toll), "series": [(report, anchors.of_claim(report.claim_id)) for report in toll.series]}
            for toll in incident.tolls
        ],
        "roles": [(title, [part for part in incident.actors if part.role == role]) for role, title in _ROLES.items()],
        "grade": incident.grade("airwars"),
        "reports": reports,
        "claim_anchor": anchors.of_claim,
    }


class _Anchors:
    """Ids for the quoted spans of a page, and the claims that are on it."""

    def __init__(self) -> None:
        self._spans: dict[tuple[str, int, int], str] = {}
        self._claims: set[str] = set()

    def of_span(self, document_id: str, start: int, end: int) -> str:
        return self._spans.setdefault((document_id, start, end), f"w{len(self._spans) + 1}")

    def claim(self, claim_id: str) -> None:
        self._claims.add(claim_id)

    def of_claim(self, claim_id: str) -> str | None:
        return claim_id if claim_id in self._claims else None


def _report(source: Source, claims: list[Claim], anchors: _Anchors, *, whole: bool) -> Report:
    told = tuple(_told(claim, anchors) for claim in claims)
    text, cut = paragraphs(source.text, list(_marks(claims, anchors)), whole=whole)
    return Report(source, source.url if source.url and source.url.startswith(("https://", "http://")) else None, told, tuple(text), cut)


def _told(claim: Claim, anchors: _Anchors) -> Told:
    anchors.claim(claim.id)
    values = tuple(
        Words(
            field=field,
            value=value_words(value),
            quotes=tuple((span.text, anchors.of_span(claim.document_id, span.start, span.end)) for span in value.evidence),
            inferred=value.inferred,
        )
        for field, value in claim.values()
        if field != "status" or claim.status.label != "actual"
    )
    return Told(claim.id, tuple(dict.fromkeys(speaker_name(speaker) for speaker in claim.speakers)), values)


def _marks(claims: Iterable[Claim], anchors: _Anchors) -> Iterator[Mark]:
    for claim in claims:
        for field, value in claim.values():
            for span in value.evidence:
                yield Mark(span.start, span.end, field, anchors.of_span(claim.document_id, span.start, span.end))


def when_words(span: TimeSpan | None) -> str:
    """A time as a sentence says it, with its precision."""
    if span is None:
        return "No report says when it was."
    if span.start is None:
        return f"Not later than {span.end}."
    if span.end is None:
        return f"Not earlier than {span.start}."
    match span.precision:
        case "clock":
            return f"On {span.start} at {span.clock}." if span.clock else f"On {span.start}."
        case "part_of_day":
            return f"On {span.start}, {span.part}." if span.part else f"On {span.start}."
        case _ if span.start == span.end:
            return f"On {span.start}."
        case "month" if span.start.day == 1 and (span.end.year, span.end.month) == (span.start.year, span.start.month):
            return f"In {span.start:%B %Y}; the day is not known."
        case "year" if span.start.year == span.end.year:
            return f"In {span.start:%Y}; the day is not known."
        case _:
            return f"Between {span.start} and {span.end}."


def _where_line(place: Place | None) -> str | None:
    if place is None:
        return None
    known = country(place.country)
    parts = [place_words(place), place.admin2, place.admin1, known.name if known else None]
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _figure(incident: Incident, harm: Any) -> str | None:
    toll = incident.total(harm)
    return None if toll is None else range_words(toll)
