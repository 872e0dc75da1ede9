"""Codes and numbers as people read them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence

from dateline.ledger import Change, Quote, Step, value_text
from dateline.model import Document, Incident, IncidentToll, Moment, Place, TimeSpan
from dateline.web.asking import Question
from dateline.web.naming import called, country_name, event_name, spoken, weapon_name

PRECISION = {
    "site": "an exact site, such as a building, a camp or a street",
    "settlement": "a named town, village or city district",
    "near": "the surroundings of a named place",
    "district": "the district, no finer",
    "province": "the province, no finer",
    "region": "a wider region, no finer",
    "country": "the country, no finer",
    "sea": "a stretch of sea or air",
    "unknown": "a name that no gazetteer knows",
}
TIME_PRECISION = {
    "clock": "to the minute, as told",
    "part_of_day": "to the part of the day",
    "day": "to the day",
    "days": "to a few days",
    "week": "to the week",
    "month": "to the month",
    "season": "to the season",
    "year": "to the year",
    "longer": "to no finer than years",
}
RESPONSIBILITY = {
    "stated": "stated as fact",
    "claimed": "claimed by themselves",
    "admitted": "admitted",
    "blamed": "blamed by others",
    "accused_by_authorities": "blamed by authorities",
    "accused": "blamed by others",
    "suspected": "suspected",
    "possible": "named as possible",
    "denied": "denied",
    "cleared": "cleared",
}
ABOUT = {"perpetrator": "who did it", "responsibility": "whether they did it", "accidental": "whether it was meant", "time": "when it was"}
ROLES = {"source": "did it", "target": "suffered it", "backer": "helped"}
PASSAGES = {
    "title": "",
    "dateline": "dateline",
    "body": "",
    "quotation": "quotation",
    "teaser": "teaser of another story",
    "boilerplate": "boilerplate",
    "off_topic": "another story",
}
FIELDS = {
    "event": "what happened",
    "type": "kind of event",
    "mode": "in what way",
    "status": "whether it happened",
    "source": "who did it",
    "target": "to whom",
    "backer": "with whose help",
    "weapon": "by what means",
    "accidental": "whether it was not meant",
    "place": "where",
    "time": "when",
    "speaker": "who says so",
    "verdict": "a person's verdict",
    "grade": "grade",
    "incidents": "held together with",
}
DECISIONS = {
    "same": "the same event",
    "apart": "not the same event",
    "correct": "corrected",
    "class": "of this class",
    "discount": "discounted",
    "confirm": "confirmed",
    "retract": "report retracted",
    "note": "note",
    "undo": "undone",
}
"""What a ruling is called once it is made."""


def day(value: dt.date) -> str:
    """``2 April 2015``."""
    return f"{value.day} {value:%B} {value.year:04d}"


def moment(value: Moment | None) -> str:
    """A publication time as people write it; the time zone stays as it was given."""
    if value is None:
        return "undated"
    if len(value) == 10:
        return day(dt.date.fromisoformat(value))
    at = dt.datetime.fromisoformat(value)
    return f"{day(at.date())}, {at:%H:%M}{_zone(at)}"


def _zone(at: dt.datetime) -> str:
    offset = at.utcoffset()
    if offset is None:
        return ""
    minutes = round(offset.total_seconds() / 60)
    return f" UTC{'+' if minutes > 0 else '−'}{abs(minutes) // 60}{f':{abs(minutes) % 60:02d}' if minutes % 60 else ''}" if minutes else " UTC"


def span(time: TimeSpan | None) -> str:
    """A time with no more precision than it has."""
    if time is None:
        return "unknown"
    if time.start is None or time.end is None:
        return f"until {day(time.end)}" if time.end else f"since {day(time.start)}" if time.start else "unknown"
    if time.precision == "month" and (time.start.year, time.start.month) == (time.end.year, time.end.month):
        return f"{time.start:%B} {time.start.year:04d}"
    if time.precision == "year" and time.start.year == time.end.year:
        return f"{time.start.year:04d}"
    if time.start == time.end:
        return day(time.start) + (f", {time.clock}" if time.clock else f", {time.part}" if time.part else "")
    if time.start.year == time.end.year:
        first = f"{time.start.day}" if time.start.month == time.end.month else f"{time.start.day} {time.start:%B}"
        return f"{first} – {day(time.end)}"
    return f"{day(time.start)} – {day(time.end)}"


def time_sentence(time: TimeSpan | None, first: Document | None) -> str:
    """One of the six kinds of time: unknown, exact, approximately, between two days, first reported, time of day."""
    reported = ""
    if first is not None and first.published is not None:
        reported = f" First reported on {moment(first.published)}" + (f" by {first.publisher}" if first.publisher else "") + "."
    if time is None:
        return "When it happened is not told." + (reported or " Nor is it known when it was first reported.")
    if time.start is None or time.end is None:
        sentence = f"It happened at an unknown time {span(time)}."
    elif time.clock is not None:
        sentence = f"It happened on {day(time.start)} at {time.clock} local time."
    elif time.part is not None:
        sentence = f"It happened on {day(time.start)}, {time.part}."
    elif time.start == time.end:
        sentence = f"It happened on {day(time.start)}."
    elif time.precision in ("month", "season", "year", "longer"):
        sentence = (
            f"It happened approximately in {span(time)}." if time.precision in ("month", "year") else f"It happened at some time in {span(time)}."
        )
    else:
        sentence = f"It happened between {day(time.start)} and {day(time.end)}."
    return sentence + reported


def place_sentence(place: Place | None) -> str:
    """How precisely the place is known, said before any coordinates."""
    if place is None:
        return "Where it happened is not told."
    words = f"The place is known to the level of {PRECISION[place.precision]}."
    if place.radius_km:
        words += f" The event may lie anywhere within {kilometres(place.radius_km)} of the point."
    return words


def kilometres(value: float) -> str:
    """``800 m``, ``2.5 km``, ``90 km``."""
    return f"{value * 1000:.0f} m" if value < 1 else f"{value:.2g} km" if value < 10 else f"{value:.0f} km"


def coordinates(place: Place) -> str | None:
    """Degrees, with no more decimals than the precision deserves."""
    if place.lat is None or place.lon is None:
        return None
    decimals = 4 if place.precision == "site" else 2 if place.precision in ("settlement", "near") else 1
    return f"{abs(place.lat):.{decimals}f}° {'N' if place.lat >= 0 else 'S'}, {abs(place.lon):.{decimals}f}° {'E' if place.lon >= 0 else 'W'}"


def figure(low: int | None, high: int | None) -> str:
    """A range: ``12``, ``12–15``, ``12 or more``, ``up to 15``, ``unknown``."""
    if low is None and high is None:
        return "unknown"
    if low is None:
        return f"up to {high:,}"
    if high is None:
        return f"{low:,} or more"
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"


def short_figure(toll: IncidentToll | None) -> str:
    """For a column of numbers: the best figure, else the range, else a dash for unknown."""
    if toll is None:
        return "–"
    if toll.best is not None:
        return f"{toll.best:,}"
    if toll.low is not None:
        return f"{toll.low:,}+" if toll.high is None or toll.high != toll.low else f"{toll.low:,}"
    return f"≤{toll.high:,}" if toll.high is not None else "–"


def listed(names: Sequence[str], most: int = 3) -> str:
    """``one``, ``one and two``, ``one, two and 4 others``."""
    shown = list(dict.fromkeys(names))
    rest = len(shown) - most
    if rest > 1:
        return f"{', '.join(shown[:most])} and {rest} others"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}" if shown else ""


def headline(incident: Incident) -> str:
    """An incident in a few words, for lists: who did what to whom."""
    doers = [part.actor.name for part in incident.parties("source") if part.responsibility not in ("denied", "cleared")]
    targets = [part.actor.name for part in incident.parties("target")]
    what = ("Attempted " if incident.status == "attempted" else "") + event_name(incident.type, incident.mode)
    contested = incident.attribution == "contested" and len(doers) > 1
    by = f", blamed on {' or '.join(dict.fromkeys(doers[:2]))}," if contested else f" by {listed(doers, 2)}" if doers else ""
    return what + by + (f" against {listed(targets, 2)}" if targets else "")


def sentence(incident: Incident) -> str:
    """The incident in one sentence: what, where, when, how many."""
    where = ""
    if incident.place is not None:
        of = country_name(incident.place.country)
        country = f", {of}" if of and of != incident.place.name else ""
        where = f" in {incident.place.name}{country}"
        if incident.place.offset is not None:
            where = f", {incident.place.offset.words.removeprefix('in ')}{country}"
    when = ""
    if incident.time is not None:
        exact = incident.time.start == incident.time.end and incident.time.start is not None
        when = f" on {span(incident.time)}" if exact else f", {span(incident.time)}"
    figures = []
    for toll in incident.tolls:
        if toll.victim_class is None:
            spread = figure(toll.low, toll.high)
            best = f"{toll.best:,}" if toll.best is not None else spread
            figures.append(f"{best} {toll.harm}" + (f" ({spread})" if spread != best else ""))
    return headline(incident) + where + when + (f": {', '.join(figures)}" if figures else "") + "."


def marks(incident: Incident) -> list[tuple[str, str]]:
    """What stands out about an incident, in a word or two each with what it means: grade, verdict, contradictions, attempts."""
    found = []
    grade = incident.grade("airwars")
    if incident.verdict:
        found.append((f"{incident.verdict} by a person", "A person decided so. Its history has the reason."))
    elif grade is not None:
        found.append((spoken(grade.grade), grade.meaning))
    if incident.contradictions and "contested" not in [word for word, _ in found]:
        found.append(("contested", "The reports contradict one another."))
    if incident.status == "attempted":
        found.append(("attempted", "It was tried and failed."))
    return found


def period(extent: tuple[str, str]) -> str:
    """From the first to the last day of a list."""
    first, last = dt.date.fromisoformat(extent[0]), dt.date.fromisoformat(extent[1])
    return day(first) if first == last else f"{day(first)} – {day(last)}"


_LABELS = {
    "q": "words",
    "since": "since",
    "until": "until",
    "country": "country",
    "type": "type",
    "actor": "actor",
    "role": "role",
    "place": "place",
    "outlet": "outlet",
    "origin": "origin",
    "killed_min": "killed at least",
    "killed_max": "killed at most",
    "injured_min": "injured at least",
    "grade": "grade",
    "contested": "contradicting",
    "review": "review",
    "bbox": "within the map",
    "discounted": "with discounted",
}


def chips(question: Question, named: Mapping[str, str | None]) -> list[tuple[str, str, str, str]]:
    """What is asked, each part with the address that asks the same without it; ``named`` tells what ids are the names of."""
    found = []
    for name, label in _LABELS.items():
        value = getattr(question, name)
        for one in value if isinstance(value, list) else [value]:
            if one is not None and (name, one) != ("discounted", False):
                found.append((name, label, named.get(name) or _chip(name, one), question.without(name, one if isinstance(value, list) else None)))
    return found


def _chip(name: str, value: object) -> str:
    match name, value:
        case "bbox" | "discounted", _:
            return ""
        case _, bool():
            return "yes" if value else "no"
        case _, dt.date():
            return day(value)
        case "country", str():
            return country_name(value)
        case "type", str():
            return event_name(value)
        case "role", str():
            return ROLES.get(value, value)
        case "grade" | "review", str():
            return spoken(value)
    return str(value)


def by_value(quotes: Sequence[Quote]) -> list[tuple[str, list[tuple[str, Quote]]]]:
    """The values of a claim by field, each once, with its shortest quote."""
    fields: dict[str, dict[str, Quote]] = {}
    for quote in quotes:
        values = fields.setdefault(quote.field, {})
        value = _in_country(quote.value) if quote.field == "place" else quote.value
        if value not in values or quote.end - quote.start < values[value].end - values[value].start:
            values[value] = quote
    return [(name, list(values.items())) for name, values in fields.items() if name not in ("event", "status")]


def plain(value: object) -> str:
    """A value that a person set, as words; None is unknown."""
    return value_text(value) or "unknown"


def change(told: Change) -> tuple[str, str, str]:
    """What a step changed: the field, before and after."""
    name, _, of = told.field.partition(" (")
    field = FIELDS.get(name, spoken(name)) + (f" ({spoken(of.removesuffix(')'))})" if of else "")
    return field, _as_changed(name, told.before), _as_changed(name, told.after)


def _as_changed(field: str, value: str | None) -> str:
    if value is None:
        return "unknown"
    match field:
        case "event":
            code, bracket, status = value.partition(" (")
            kind, _, mode = code.partition("/")
            return event_name(kind, mode or None) + bracket + status
        case "weapon":
            return weapon_name(value)
        case "grade":
            return spoken(value)
        case "place":
            return _in_country(value)
    return value


def _in_country(value: str) -> str:
    """``Garissa, KEN (settlement)`` with the country's name and the precision as people say it."""
    found = re.fullmatch(r"(.+), ([A-Z]{3})(?: \((\w+)\))?", value, re.DOTALL)
    if found is None:
        return value
    return f"{found[1]}, {country_name(found[2])}" + (f" ({called('precision', found[3])})" if found[3] else "")


def said(step: Step) -> str:
    """What a step of the log did, without the ids that its links carry."""
    return re.sub(rf"^added {re.escape(step.entry.subject)} \((.*)\): (?=\d+ claims? by )", r"added “\1”: ", step.says, flags=re.DOTALL)
