"""ACLED's columns and policies on our incidents. It is called acled-style: it holds none of ACLED's data, and no coder of theirs saw it.

Source of columns, cross-walk and policies: ACLED codebook (2023-2025). One row is one event with one pair of sides, one place, one day.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, TextIO

from dateline.codebook import acled as walk
from dateline.model import Actor, Incident, Place, TimeSpan
from dateline.publishing.cases import Case, Options
from dateline.publishing.cells import CsvSheet
from dateline.publishing.countries import country
from dateline.publishing.job import Job
from dateline.publishing.placing import too_coarse, unplaced
from dateline.publishing.sides import RULING, acled_type, is_state, names, sector
from dateline.publishing.tally import Refusal

COLUMNS = (
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
)

GEO_PRECISION = {"site": 1, "settlement": 1, "near": 2, "district": 2, "province": 3, "region": 3, "sea": 3}
"""dateline's place precision to ACLED's; what is not here has no row."""

_EARLY, _LATE = 10, 21
"""Days of a month that end its beginning and begin its end."""

_CIVILIANS, _PROTESTERS, _RIOTERS, _EXTERNAL = 7, 6, 5, 8
_FORCE = "Excessive force against protesters"
_ARTICLE = re.compile(r"^(?:an?|the)\s+(?=\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Book:
    inter: Mapping[int, str]
    sectors: Mapping[str, int]
    disorder: Mapping[str, str]
    vague: Mapping[str, int]


@cache
def _book() -> _Book:
    raw = tomllib.loads(files("dateline.publishing").joinpath("acled.toml").read_text("utf-8"))
    return _Book(
        inter={int(code): name for code, name in raw["inter"].items()},
        sectors={sector: int(code) for code, sectors in raw["sectors"].items() for sector in sectors},
        disorder=raw["disorder"],
        vague=raw["vague"],
    )


def write(job: Job, out: TextIO) -> None:
    """Write the incidents that ACLED would have a row for, in order; the others are refused."""
    CsvSheet(out, COLUMNS).write_all(job.rows("events", row))


def row(case: Case, options: Options | None = None) -> dict[str, Any] | Refusal:
    """One incident as a row, or why there is none."""
    incident = case.incident
    refused = _refused(incident, options or Options())
    if refused is not None:
        return Refusal(incident.id, *refused)
    kind = acled_type(case)
    if kind is None:
        return Refusal(incident.id, "no-acled-type", f"{incident.type} is no kind of event that ACLED codes")
    assert incident.time is not None
    assert incident.place is not None
    day, precision = _day(incident.time)
    place = incident.place
    known = country(place.country)
    first, second, allies = _parties(case)
    inter1, inter2 = (inter(actors, place.country, kind, attacks=attacks) for actors, attacks in ((first, True), (second, False)))
    fatalities, notes = _fatalities(incident)
    if place.precision == "district":
        notes.append("district coded as part of a region")
    if incident.attribution == "contested":
        notes.append("who did it is contested")
    return {
        "event_id_cnty": incident.id,
        "event_date": day,
        "year": day.year,
        "time_precision": precision,
        "disorder_type": _book().disorder.get(kind.sub_event) or _book().disorder[kind.event],
        "event_type": kind.event,
        "sub_event_type": kind.sub_event,
        "actor1": first[0].name if first else None,
        "assoc_actor_1": names([*first[1:], *allies]),
        "inter1": _book().inter[inter1] if inter1 else None,
        "actor2": second[0].name if second else None,
        "assoc_actor_2": names(second[1:]),
        "inter2": _book().inter[inter2] if inter2 else None,
        "interaction": _interaction(inter1, inter2),
        "civilian_targeting": "Civilian targeting" if _targets_civilians(kind, inter2) else None,
        "iso": known.iso if known else None,
        "region": known.region if known else None,
        "country": known.name if known else None,
        "admin1": place.admin1,
        "admin2": place.admin2,
        "location": place.name,
        "latitude": None if place.lat is None else round(place.lat, 4),
        "longitude": None if place.lon is None else round(place.lon, 4),
        "geo_precision": GEO_PRECISION[place.precision],
        "source": list(incident.publishers),
        "notes": incident.summary,
        "fatalities": fatalities,
        "tags": [*(f"url={url}" for url in case.urls), *(f"note={note}" for note in notes)],
    }


def _refused(incident: Incident, options: Options) -> tuple[str, str] | None:
    """Reason and detail where ACLED would not record the incident."""
    if incident.verdict == "discounted":
        return "discounted", "people ruled that it does not count"
    if incident.status != "actual":
        return "not-done", f"the event is {incident.status}; ACLED records what happened"
    if incident.time is None:
        return "time-unknown", "no claim says when it was; ACLED needs a day, week or month"
    if _day_of(incident.time) is None:
        return "time-too-coarse", f"known as {incident.time} ({incident.time.precision}); ACLED's coarsest time is a month"
    return _refused_place(incident.place, options)


def _refused_place(place: Place | None, options: Options) -> tuple[str, str] | None:
    if place is None or place.precision == "unknown":
        return unplaced(place)
    if place.precision not in GEO_PRECISION:
        return "country-level-place", f"known only as {place.name}; ACLED records no event for a whole country"
    if place.lat is None:
        return "no-point", f"{place.name} has no coordinates"
    return too_coarse(place, options)


def _day(span: TimeSpan) -> tuple[dt.date, int]:
    made = _day_of(span)
    assert made is not None
    return made


def _day_of(span: TimeSpan) -> tuple[dt.date, int] | None:
    """The one day that stands for a time, and ACLED's precision; None where the time is open or longer than a month.

    A week or a few days are their middle day. A month is its middle day, its beginning the first, its end the last day.
    """
    if span.start is None or span.end is None:
        return None
    middle = span.start + (span.end - span.start) // 2
    match span.precision:
        case "clock" | "part_of_day" | "day":
            return span.start, 1
        case "days" | "week":
            return middle, 2
        case "month":
            if (span.start.year, span.start.month) == (span.end.year, span.end.month):
                if span.start.day == 1 and span.end.day <= _EARLY:
                    return span.start, 3
                if span.start.day >= _LATE:
                    return span.end, 3
            return middle, 3
        case _:
            return None


def _parties(case: Case) -> tuple[list[Actor], list[Actor], list[Actor]]:
    source, target, backer = ([part.actor for part in case.parts(role)] for role in ("source", "target", "backer"))
    return source, target, backer


def inter(actors: list[Actor], here: str | None, kind: walk.AcledType | None, *, attacks: bool) -> int | None:
    """ACLED's number of the kind of the first of these actors; None where it is not known.

    Args:
        actors: one side.
        here: the country where the event was, ISO 3166-1 alpha-3.
        kind: its ACLED type.
        attacks: whether they did it, rather than had it done to them.
    """
    if not actors:
        return None
    actor = actors[0]
    event, sub_event = (kind.event, kind.sub_event) if kind is not None else (None, None)
    if attacks and event in ("Protests", "Riots") and not is_state(actor):
        return _RIOTERS if event == "Riots" else _PROTESTERS
    if sub_event == _FORCE and not attacks and not is_state(actor):
        return _PROTESTERS
    if is_state(actor) and actor.country is not None and here is not None and actor.country != here:
        return _EXTERNAL
    return _book().sectors.get(sector(actor) or "")


def _interaction(inter1: int | None, inter2: int | None) -> str | None:
    """The pair of kinds, the lower number first, as ACLED writes it since 2024: "Rebel group-Civilians", "Protesters only"."""
    known = sorted(one for one in (inter1, inter2) if one is not None)
    if not known:
        return None
    kinds = [_book().inter[one] for one in known]
    return "-".join(kinds) if len(kinds) == 2 else f"{kinds[0]} only"


def _targets_civilians(kind: walk.AcledType, inter2: int | None) -> bool:
    return kind.event == "Violence against civilians" or kind.sub_event == _FORCE or inter2 == _CIVILIANS


def _fatalities(incident: Incident) -> tuple[int | None, list[str]]:
    """The figure of the toll rule ``lowest``; where only words are told ("dozens"), ACLED's number for them.

    Unknown stays empty, where ACLED would write 0.
    """
    killed = incident.total("killed")
    if killed is None:
        return None, []
    if killed.rule.startswith(RULING):
        return killed.low, ["deaths set by a ruling"]
    pick = killed.pick("lowest")
    if pick is not None and pick.best is not None:
        return pick.best, []
    told = [
        (_book().vague[word], report.words)
        for report in killed.series
        if (word := _ARTICLE.sub("", report.words.strip()).casefold()) in _book().vague
    ]
    if not told:
        return killed.low, []
    number, words = min(told)
    return number, [f"{words!r} counted as {number}"]
