"""One line for people."""

from __future__ import annotations

from dateline.model import Incident, IncidentToll, Place, Role


def summarise(incident: Incident) -> str:
    """Who did what to whom, when and where, how many were harmed, and how many say so; what is unknown is said or left out, never filled in."""
    when = str(incident.time) if incident.time is not None else "time unknown"
    parts = [when]
    if incident.place is not None:
        country = f" ({incident.place.country})" if incident.place.country and incident.place.country != incident.place.name else ""
        parts.append(f"{place_words(incident.place)}{country}")
    what = incident.type.lower() + (f" ({incident.mode})" if incident.mode else "")
    what = ("accidental " if incident.accidental else "") + ("attempted " if incident.status == "attempted" else "") + what
    source, target = _names(incident, "source"), _names(incident, "target")
    parts.append(what + (f" by {source}" if source else "") + (f" against {target}" if target else ""))
    figures = [_figure(toll) for toll in incident.tolls if toll.victim_class is None]
    if figures:
        parts.append(", ".join(figures))
    parts.append(told_by(incident))
    return "; ".join(parts)


def told_by(incident: Incident) -> str:
    """How many reports tell of it, and how many origins they go back to."""
    reports, known = incident.counts.documents, incident.counts.origins
    origins = f"{known} origin{'s' if known != 1 else ''}" if known else "origin unknown"
    return f"{reports} report{'s' if reports != 1 else ''}, {origins}"


def place_words(place: Place) -> str:
    """A place as people say it: "north of Redtown" where the event was not in the town itself."""
    if place.offset is None:
        return place.name
    words = place.offset.words.removeprefix("in ")
    names_it = any(character.isupper() for character in words)
    return words if names_it else f"{words} {place.name}"


def _names(incident: Incident, role: Role) -> str:
    names = list(dict.fromkeys(part.actor.name for part in incident.parties(role) if part.responsibility not in ("denied", "cleared")))
    return ", ".join(names[:3]) + (" and others" if len(names) > 3 else "")


def _figure(toll: IncidentToll) -> str:
    return f"{range_words(toll)} {toll.harm}"


def range_words(toll: IncidentToll) -> str:
    """``21 (8–23)``: the best figure, and the range where it is wider; ``8+`` where the upper end is open."""
    low, high = toll.low, toll.high
    span = f"≤{high}" if low is None else f"{low}+" if high is None else str(low) if low == high else f"{low}–{high}"
    return span if toll.best is None or span in (str(toll.best), f"{toll.best}+") else f"{toll.best} ({span})"
