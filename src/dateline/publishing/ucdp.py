"""UCDP GED's columns and policies on our incidents. It is called ucdp-style: it holds none of UCDP's data, and no coder of theirs saw it.

Source of columns and definitions: UCDP GED codebook (v23-25). One row is one event of armed force by an organised, named actor with at least
one death. Ids of conflicts, dyads and actors are UCDP's own and stay empty.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, TextIO

from dateline.codebook import ucdp_type
from dateline.model import Actor, Incident, IncidentToll, Place, TimeSpan, TollPick, VictimClass
from dateline.publishing.cases import Case, Options, Source
from dateline.publishing.cells import CsvSheet
from dateline.publishing.countries import country
from dateline.publishing.job import Job
from dateline.publishing.placing import too_coarse, unplaced
from dateline.publishing.sides import RULING, facts, is_state, names
from dateline.publishing.tally import Refusal

COLUMNS = (
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
)

WHERE_PREC = {"site": 1, "settlement": 1, "near": 2, "district": 3, "province": 4, "region": 5, "country": 6, "sea": 7}
"""dateline's place precision to UCDP's; what is not here has no row."""

DATE_PREC = {"clock": 1, "part_of_day": 1, "day": 1, "days": 2, "week": 3, "month": 4, "season": 5, "year": 5}
"""dateline's time precision to UCDP's."""

_ONE_SIDED = 3
_CIVILIANS = "Civilians"


@dataclass(frozen=True, slots=True)
class _Sides:
    """Side A and side B, and what kind of violence it is. Against civilians, side B has no actors."""

    violence: int
    a: tuple[Actor, ...]
    b: tuple[Actor, ...]


@cache
def _classes() -> dict[str, tuple[VictimClass, ...]]:
    raw = tomllib.loads(files("dateline.publishing").joinpath("ucdp.toml").read_text("utf-8"))
    return {name: tuple(words) for name, words in raw.items()}


def write(job: Job, out: TextIO) -> None:
    """Write the incidents that UCDP would have a row for, in order; the others are refused."""
    CsvSheet(out, COLUMNS).write_all(job.rows("events", row))


def row(case: Case, options: Options | None = None) -> dict[str, Any] | Refusal:
    """One incident as a row, or why there is none."""
    incident = case.incident
    refused = _refused(incident, options or Options())
    sides = _sides(case)
    if refused is None and isinstance(sides, tuple):
        refused = sides
    if refused is not None:
        return Refusal(incident.id, *refused)
    assert isinstance(sides, _Sides)
    assert incident.time is not None
    assert incident.place is not None
    killed = incident.total("killed")
    assert killed is not None
    place, start, end = incident.place, incident.time.start, incident.time.end
    assert start is not None
    assert end is not None
    known = country(place.country)
    side_a = ", ".join(names(sides.a))
    side_b = _CIVILIANS if sides.violence == _ONE_SIDED else ", ".join(names(sides.b))
    return {
        "id": incident.id,
        "year": start.year,
        "type_of_violence": sides.violence,
        "dyad_name": f"{side_a} - {side_b}",
        "side_a": side_a,
        "side_b": side_b,
        "number_of_sources": incident.counts.documents,
        "source_article": [_article(source) for source in case.sources],
        "source_office": [source.publisher for source in case.sources if source.publisher],
        "source_date": [source.published[:10] for source in case.sources if source.published],
        "source_headline": [source.title for source in case.sources if source.title],
        "source_original": [origin.name for origin in incident.origins],
        "where_prec": WHERE_PREC[place.precision],
        "where_coordinates": place.name,
        "where_description": place.offset.words if place.offset else None,
        "adm_1": place.admin1,
        "adm_2": place.admin2,
        "latitude": place.lat,
        "longitude": place.lon,
        "geom_wkt": None if place.lat is None else f"POINT ({place.lon} {place.lat})",
        "priogrid_gid": _priogrid(place),
        "country": known.name if known else None,
        "country_id": known.gw if known else None,
        "region": known.ucdp_region if known else None,
        "event_clarity": 1,
        "date_prec": DATE_PREC[incident.time.precision],
        "date_start": start,
        "date_end": end,
        **_deaths(incident, killed, sides),
        "gwnoa": _state_number(sides.a),
        "gwnob": _state_number(sides.b),
    }


def _refused(incident: Incident, options: Options) -> tuple[str, str] | None:
    """Reason and detail where UCDP would not record the incident."""
    killed = incident.total("killed")
    if incident.verdict == "discounted":
        return "discounted", "people ruled that it does not count"
    if incident.status != "actual":
        return "not-done", f"the event is {incident.status}; UCDP records what happened"
    if killed is None or _best(killed) is None:
        return "deaths-unknown", "no claim gives a lowest number of dead; UCDP records events with one death or more"
    if not _best(killed):
        return "no-death", "nobody was killed; UCDP records events with one death or more"
    return _refused_time(incident.time) or unplaced(incident.place) or too_coarse(incident.place, options)


def _refused_time(span: TimeSpan | None) -> tuple[str, str] | None:
    if span is None:
        return "time-unknown", "no claim says when it was"
    if span.precision not in DATE_PREC or span.start is None or span.end is None:
        return "time-too-coarse", f"known as {span} ({span.precision}); UCDP's coarsest time is a year"
    return None


def _sides(case: Case) -> _Sides | tuple[str, str]:
    """The two sides, the state's first where only one is a state; or reason and detail where UCDP would see none."""
    source, target = ([part.actor for part in case.parts(role)] for role in ("source", "target"))
    kind = ucdp_type(facts(case))
    if kind is None:
        return "no-organised-violence", f"{case.incident.type} by {_who(source)} against {_who(target)} is no kind of violence that UCDP codes"
    violence = kind.code
    for side in (source,) if violence == _ONE_SIDED else (source, target):
        if not any(actor.kind != "generic" for actor in side):
            return "side-not-named", f"{_who(side)}: described, not named; UCDP needs a named actor"
    if case.incident.attribution == "contested":
        return "perpetrator-contested", f"the claims exclude one another on who did it: {_who(source)}"
    if violence == _ONE_SIDED:
        return _Sides(violence, tuple(source), ())
    if any(map(is_state, target)) and not any(map(is_state, source)):
        source, target = target, source
    return _Sides(violence, tuple(source), tuple(target))


def _who(actors: list[Actor]) -> str:
    return ", ".join(names(actors)) or "nobody known"


def _best(toll: IncidentToll) -> int | None:
    return toll.best if toll.best is not None else toll.low


def _deaths(incident: Incident, killed: IncidentToll, sides: _Sides) -> dict[str, int | None]:
    """Best, high, low and the dead by side.

    Low and high are those of the toll rule ``range``; where it leaves high open, high is the highest number that anybody told. A side's dead
    are what is told of soldiers, police and officials (a state's side), of militants (the other side) and of attackers (the side that
    attacked). What is told of nobody's side is unknown; the four add up to best. Where the parts add up to more than best they are left
    empty, and all are unknown.
    """
    best = _best(killed)
    assert best is not None
    pick = TollPick(rule=killed.rule, low=killed.low, high=killed.high) if killed.rule.startswith(RULING) else killed.pick("range")
    low = pick.low if pick is not None and pick.low is not None else best
    high = pick.high if pick is not None else None
    if high is None:
        high = max([best, *(number for report in killed.series for number in (report.low, report.high) if number is not None)])
    by_side = _by_side(incident, sides)
    rest = best - sum(number for number in by_side.values() if number is not None)
    if rest < 0:
        by_side, rest = dict.fromkeys(by_side), best
    return {**by_side, "deaths_unknown": rest, "best": best, "high": max(high, best), "low": min(low, best)}


def _by_side(incident: Incident, sides: _Sides) -> dict[str, int | None]:
    classes = {toll.victim_class: number for toll in incident.tolls if toll.harm == "killed" and (number := _best(toll)) is not None}
    found: dict[str, int | None] = {"deaths_a": None, "deaths_b": None, "deaths_civilians": classes.get("civilian")}
    if found["deaths_civilians"] is None:
        found["deaths_civilians"] = _sum([classes[name] for name in _classes()["civilians"] if name in classes])

    def count(side: str | None, number: int | None) -> None:
        if side is not None and number is not None:
            found[side] = (found[side] or 0) + number

    a_is_state, b_is_state = (any(map(is_state, side)) for side in (sides.a, sides.b))
    for victims in _classes()["state"]:
        count("deaths_a" if a_is_state and not b_is_state else "deaths_b" if b_is_state and not a_is_state else None, classes.get(victims))
    for victims in _classes()["armed"]:
        count(
            "deaths_b" if a_is_state and sides.b and not b_is_state else "deaths_a" if not a_is_state and not sides.b else None, classes.get(victims)
        )
    attackers = {part.actor.id for part in incident.actors if part.role == "source"}
    count("deaths_a" if any(actor.id in attackers for actor in sides.a) else "deaths_b", classes.get("perpetrator"))
    return found


def _sum(numbers: list[int]) -> int | None:
    return sum(numbers) if numbers else None


def _article(source: Source) -> str:
    return ", ".join(part for part in (source.publisher, (source.published or "")[:10], source.title, source.url) if part)


def _priogrid(place: Place) -> int | None:
    """The cell of PRIO-GRID: half a degree wide, counted from the south-west, 720 to a row (Tollefsen, Strand and Buhaug 2012)."""
    if place.lat is None or place.lon is None:
        return None
    row_number = min(math.floor((place.lat + 90) * 2), 359)
    column = min(math.floor((place.lon + 180) * 2), 719)
    return row_number * 720 + column + 1


def _state_number(side: tuple[Actor, ...]) -> int | None:
    """Gleditsch and Ward's number of the first state on a side."""
    state = next((country(actor.country) for actor in side if is_state(actor)), None)
    return state.gw if state else None
