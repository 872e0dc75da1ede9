"""The five tables of a ledger: incidents, claims, sources, casualties, actors. CSV and Parquet are written from them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

from dateline.model import Claim, Harm, Place, TimeSpan, VictimClass
from dateline.publishing.cases import Case, Options, Source
from dateline.publishing.columns import Column, Table
from dateline.publishing.countries import country

Row = dict[str, Any]

HARMS: tuple[Harm, ...] = get_args(Harm)
_CLASSES: tuple[tuple[VictimClass, str, str], ...] = (
    ("civilian", "civilians", "+civilian"),
    ("child", "children", "+children"),
    ("woman", "women", "+f"),
    ("man", "men", "+m"),
)
GRADE_PROFILES = ("airwars", "acled", "ucdp")
"""The profiles whose grades have a column."""

_TIME = (
    Column("start", "day", "#date+occurred+start"),
    Column("end", "day", "#date+occurred+end"),
    Column("time_precision", "text", "#meta+time+precision"),
)
_PLACE = (
    Column("place", "text", "#loc+name"),
    Column("admin1", "text", "#adm1+name"),
    Column("admin2", "text", "#adm2+name"),
    Column("country", "text", "#country+code+v_iso3"),
    Column("country_name", "text", "#country+name"),
    Column("lat", "number", "#geo+lat"),
    Column("lon", "number", "#geo+lon"),
    Column("place_precision", "text", "#geo+precision"),
    Column("radius_km", "number", "#geo+radius+km"),
)

INCIDENTS = Table(
    "incidents",
    (
        Column("incident_id", "text", "#event+id"),
        Column("type", "text", "#event+type"),
        Column("mode", "text", "#event+mode"),
        Column("plover_type", "text", "#event+type+plover"),
        Column("status", "text", "#status"),
        *_TIME,
        *_PLACE,
        Column("place_id", "text", "#loc+code"),
        Column("perpetrators", "list", "#group+perp+name"),
        Column("targets", "list", "#group+target+name"),
        Column("backers", "list", "#group+backer+name"),
        Column("weapon", "text", "#weapon"),
        Column("accidental", "yes_no", "#event+accidental"),
        *(
            Column(f"{harm}_{bound}", "whole", f"#affected+{harm}+{end}")
            for harm in HARMS
            for bound, end in (("low", "min"), ("best", "best"), ("high", "max"))
        ),
        *(
            Column(f"{plural}_{harm}_{bound}", "whole", f"#affected+{harm}{tag}+{end}")
            for harm in ("killed", "injured")
            for _, plural, tag in _CLASSES
            for bound, end in (("low", "min"), ("high", "max"))
        ),
        Column("attribution", "text", "#status+attribution"),
        Column("civilian_status", "text", "#status+civilian"),
        *(Column(f"grade_{profile}", "text", f"#status+grade+{profile}") for profile in GRADE_PROFILES),
        Column("documents", "whole", "#meta+document+num"),
        Column("outlets", "whole", "#meta+outlet+num"),
        Column("origins", "whole", "#meta+origin+num"),
        Column("publishers", "list", "#meta+source"),
        Column("origin_names", "list", "#meta+origin"),
        Column("contradictions", "list", "#meta+contradictions"),
        Column("urls", "list", "#meta+url"),
        Column("verdict", "text", "#status+verdict"),
        Column("corrected", "list", "#meta+corrected"),
        Column("ruling_ids", "list", "#meta+ruling+id"),
        Column("previous_ids", "list", "#event+id+previous"),
        Column("summary", "text", "#description"),
        Column("warning", "list", "#meta+warning"),
    ),
)

CLAIMS = Table(
    "claims",
    (
        Column("claim_id", "text", "#event+claim+id"),
        Column("incident_id", "text", "#event+id"),
        Column("document_id", "text", "#meta+source+id"),
        Column("publisher", "text", "#meta+source"),
        Column("published", "text", "#date+published"),
        Column("url", "text", "#meta+url"),
        Column("type", "text", "#event+type"),
        Column("mode", "text", "#event+mode"),
        Column("plover_type", "text", "#event+type+plover"),
        Column("status", "text", "#status"),
        *_TIME,
        *_PLACE,
        Column("place_words", "text", "#loc+words"),
        Column("perpetrators", "list", "#group+perp+name"),
        Column("targets", "list", "#group+target+name"),
        Column("weapon", "text", "#weapon"),
        Column("accidental", "yes_no", "#event+accidental"),
        *(Column(f"{harm}_{bound}", "whole", f"#affected+{harm}+{end}") for harm in HARMS for bound, end in (("low", "min"), ("high", "max"))),
        Column("said_by", "list", "#meta+said_by"),
        Column("quote", "text", "#description"),
        Column("reader", "text", "#meta+reader"),
    ),
)

SOURCES = Table(
    "sources",
    (
        Column("document_id", "text", "#meta+source+id"),
        Column("publisher", "text", "#meta+source"),
        Column("title", "text", "#meta+title"),
        Column("published", "text", "#date+published"),
        Column("language", "text", "#meta+language"),
        Column("url", "text", "#meta+url"),
        Column("sha256", "text", "#meta+hash"),
        Column("incident_ids", "list", "#event+id"),
    ),
)

CASUALTIES = Table(
    "casualties",
    (
        Column("incident_id", "text", "#event+id"),
        Column("harm", "text", "#event+harm"),
        Column("victim_class", "text", "#group+victim"),
        Column("low", "whole", "#affected+min"),
        Column("best", "whole", "#affected+best"),
        Column("high", "whole", "#affected+max"),
        Column("rule", "text", "#meta+rule"),
        Column("figures", "whole", "#meta+figures+num"),
        Column("said_by", "list", "#meta+said_by"),
        Column("urls", "list", "#meta+url"),
    ),
)

ACTORS = Table(
    "actors",
    (
        Column("incident_id", "text", "#event+id"),
        Column("role", "text", "#group+role"),
        Column("actor_id", "text", "#group+id"),
        Column("name", "text", "#group+name"),
        Column("kind", "text", "#group+type"),
        Column("country", "text", "#group+country+code"),
        Column("sector", "text", "#group+sector"),
        Column("responsibility", "text", "#group+responsibility"),
        Column("stances", "list", "#group+stances"),
        Column("claims", "whole", "#meta+claims+num"),
        Column("urls", "list", "#meta+url"),
    ),
)

TABLES = (INCIDENTS, CLAIMS, SOURCES, CASUALTIES, ACTORS)
"""In the order in which they are written. A table without a column of class has one row for each thing it names; no total row."""


def when(span: TimeSpan | None) -> Row:
    """A time as columns."""
    return {} if span is None else {"start": span.start, "end": span.end, "time_precision": span.precision}


def where(place: Place | None, options: Options) -> Row:
    """A place as columns; the point only where the place is as fine as asked."""
    if place is None:
        return {}
    known = country(place.country)
    pinned = place.at_least(options.pin)
    return {
        "place": place.name,
        "place_id": place.id,
        "admin1": place.admin1,
        "admin2": place.admin2,
        "country": place.country,
        "country_name": known.name if known else None,
        "lat": place.lat if pinned else None,
        "lon": place.lon if pinned else None,
        "place_precision": place.precision,
        "radius_km": place.radius_km,
    }


def warnings(case: Case, options: Options) -> list[str]:
    """What a reader of a row should know."""
    incident = case.incident
    told = []
    if incident.time is None:
        told.append("time unknown")
    if incident.place is None:
        told.append("place unknown")
    elif incident.place.precision == "unknown":
        told.append("place not in the gazetteer")
    elif not incident.place.at_least(options.pin):
        told.append(f"no point: the place is known to the {incident.place.precision} only")
    told += [f"speaks against a ruling: {flag.says}" for flag in incident.flags]
    if case.withheld:
        told.append(f"{case.withheld} sources withheld")
    if incident.contradictions:
        told.append("claims disagree on " + ", ".join(dict.fromkeys(contradiction.about for contradiction in incident.contradictions)))
    return told


def incident_row(case: Case, options: Options) -> Row:
    """An incident as a row of the table of incidents."""
    incident = case.incident
    row: Row = {
        "incident_id": incident.id,
        "type": incident.type,
        "mode": incident.mode,
        "plover_type": case.plover_type,
        "status": incident.status,
        **when(incident.time),
        **where(incident.place, options),
        "perpetrators": [part.actor.name for part in case.parts("source")],
        "targets": [part.actor.name for part in case.parts("target")],
        "backers": [part.actor.name for part in case.parts("backer")],
        "weapon": incident.weapon,
        "accidental": incident.accidental,
        "attribution": incident.attribution,
        "civilian_status": None if incident.civilian_status == "unknown" else incident.civilian_status,
        **{f"grade_{grade.profile}": grade.grade for grade in incident.grades},
        "documents": incident.counts.documents,
        "outlets": incident.counts.outlets,
        "origins": incident.counts.origins,
        "publishers": list(incident.publishers),
        "origin_names": [origin.name for origin in incident.origins],
        "contradictions": [contradiction.about for contradiction in incident.contradictions],
        "urls": list(case.urls),
        "verdict": incident.verdict,
        "corrected": [correction.field for correction in incident.corrections],
        "ruling_ids": list(incident.ruling_ids),
        "previous_ids": list(incident.previous_ids),
        "summary": incident.summary,
        "warning": warnings(case, options),
    }
    plurals = {victim_class: plural for victim_class, plural, _ in _CLASSES}
    for toll in incident.tolls:
        if toll.victim_class is None:
            row |= {f"{toll.harm}_low": toll.low, f"{toll.harm}_best": toll.best, f"{toll.harm}_high": toll.high}
        elif toll.victim_class in plurals and toll.harm in ("killed", "injured"):
            plural = plurals[toll.victim_class]
            row |= {f"{plural}_{toll.harm}_low": toll.low, f"{plural}_{toll.harm}_high": toll.high}
    return row


def claim_rows(case: Case, options: Options) -> Iterator[Row]:
    """The claims of an incident as rows."""
    for claim in case.claims:
        yield _claim_row(case, claim, options)


def _claim_row(case: Case, claim: Claim, options: Options) -> Row:
    from dateline.resolving import claim_bounds, speaker_name

    source = case.source(claim.document_id)
    bounds = {harm: claim_bounds(claim, harm) for harm in HARMS}
    return {
        "claim_id": claim.id,
        "incident_id": case.incident.id,
        "document_id": source.id,
        "publisher": source.publisher,
        "published": source.published,
        "url": source.url,
        "type": claim.event.type,
        "mode": claim.event.mode,
        "plover_type": claim.event.root,
        "status": claim.status.label,
        **when(claim.time.span if claim.time else None),
        **where(claim.place.place if claim.place else None, options),
        "place_words": claim.place.words if claim.place else None,
        "perpetrators": [part.actor.name for part in claim.role("source")],
        "targets": [part.actor.name for part in claim.role("target")],
        "weapon": claim.weapon.code if claim.weapon else None,
        "accidental": claim.accidental.value if claim.accidental else None,
        **{f"{harm}_{name}": value for harm, told in bounds.items() if told for name, value in zip(("low", "high"), told, strict=True)},
        "said_by": [speaker_name(speaker) for speaker in claim.speakers],
        "quote": " […] ".join(span.text for span in claim.evidence),
        "reader": f"{claim.reader.name} {claim.reader.version}",
    }


def casualty_rows(case: Case) -> Iterator[Row]:
    """One row for each kind of harm and class of victims; an empty class is everybody."""
    for toll in case.incident.tolls:
        yield {
            "incident_id": case.incident.id,
            "harm": toll.harm,
            "victim_class": toll.victim_class,
            "low": toll.low,
            "best": toll.best,
            "high": toll.high,
            "rule": toll.rule,
            "figures": len(toll.series),
            "said_by": [name for report in toll.series for name in report.said_by],
            "urls": _urls_of(case, [report.claim_id for report in toll.series]),
        }


def actor_rows(case: Case) -> Iterator[Row]:
    """One row for each actor and role, those whose part is denied too: the column `responsibility` says so."""
    for part in case.incident.actors:
        yield {
            "incident_id": case.incident.id,
            "role": part.role,
            "actor_id": part.actor.id,
            "name": part.actor.name,
            "kind": part.actor.kind,
            "country": part.actor.country,
            "sector": part.actor.sector,
            "responsibility": part.responsibility,
            "stances": [stance.attribution + (f" by {', '.join(stance.said_by)}" if stance.said_by else "") for stance in part.stances],
            "claims": len(part.claim_ids),
            "urls": _urls_of(case, list(part.claim_ids)),
        }


def source_row(source: Source, incident_ids: list[str]) -> Row:
    """A document as a row, without its text."""
    return {
        "document_id": source.id,
        "publisher": source.publisher,
        "title": source.title,
        "published": source.published,
        "language": source.language,
        "url": source.url,
        "sha256": source.sha256,
        "incident_ids": incident_ids,
    }


def _urls_of(case: Case, claim_ids: list[str]) -> list[str]:
    documents = {claim.document_id for claim in case.claims if claim.id in claim_ids}
    return [source.url for source in case.sources if source.id in documents and source.url]
