"""What people write as the right value of a field, made into the value that a ruling keeps."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from typing import Any, get_args

from pydantic import ValidationError

from dateline import codebook
from dateline.grounding.actors import ActorCatalogue
from dateline.grounding.places import Entry, Gazetteer
from dateline.grounding.times.almanac import precision_of
from dateline.model import NEWS, Actor, Harm, Place, Role, Status, TimeSpan, VictimClass
from dateline.model.errors import CodebookError, RulingRefused

HARMS: tuple[str, ...] = get_args(Harm)
ROLES: tuple[str, ...] = get_args(Role)
CLASSES: tuple[str, ...] = get_args(VictimClass)
FIELDS = ("type", "mode", "status", "time", "place", "weapon", "accidental", *ROLES, *HARMS)
"""What can be corrected; a harm also for one victim class, as ``killed.child``."""

UNKNOWN = "unknown"
_COUNT = re.compile(r"(?P<low>\d+)?\s*(?P<open>\+|(?:-|–|\.\.)\s*(?P<high>\d+)?)?(?:\s*\((?P<best>\d+)\))?")
_NAMED_ID = re.compile(r"(?P<name>.+?)\s+(?P<id>(?:geonames|conflict|country):\S+)")
_LISTED = 6
"""Places that a message lists where a name means several."""


def check_field(field: str) -> str:
    """A field that can be corrected.

    Raises:
        RulingRefused: if it is none.
    """
    name, _, victim_class = field.partition(".")
    if name not in FIELDS or (victim_class and (name not in HARMS or victim_class not in CLASSES)):
        raise RulingRefused(
            f"got the field {field!r}, expected one of {', '.join(FIELDS)}; a harm may name a victim class, such as killed.child "
            f"({', '.join(CLASSES)})."
        )
    return field


def check_class(value: Any) -> str:
    """A victim class.

    Raises:
        RulingRefused: if it is none.
    """
    if value not in CLASSES:
        raise RulingRefused(f"got the victim class {value!r}, expected one of {', '.join(CLASSES)}.")
    return str(value)


def as_value(field: str, given: Any) -> Any:
    """The value that a ruling keeps for what a person gave.

    Args:
        field: see ``FIELDS``.
        given: words (``23``, ``20-25``, ``20+``, ``20-25 (23)`` for tolls; a day, month, year or ``FIRST..LAST`` for the time; names for
            places and actors, several actors parted by semicolons), or the value itself as the model's JSON has it. None and ``unknown``
            take the value away.

    Raises:
        RulingRefused: if the field cannot have that value.
    """
    name = check_field(field).partition(".")[0]
    if given is None or (isinstance(given, str) and given.strip().lower() == UNKNOWN):
        if name in ("type", "status"):
            raise RulingRefused(f"the {name} of an incident cannot be unknown; give one, or discount the incident.")
        return None
    try:
        return _MAKERS[name](given) if name in _MAKERS else _toll(given) if name in HARMS else _actors(given)
    except ValidationError as error:
        raise RulingRefused(f"got {given!r} for the {field}: {error.errors()[0]['msg']}.") from error


def _toll(given: Any) -> dict[str, int]:
    numbers: dict[str, Any]
    if isinstance(given, int) and not isinstance(given, bool):
        numbers = {"low": given, "best": given, "high": given}
    elif isinstance(given, dict):
        numbers = {name: given.get(name) for name in ("low", "best", "high")}
        if given.keys() - numbers.keys():
            raise RulingRefused(f"got {given!r} for a toll, expected the keys low, best and high.")
    else:
        match = _COUNT.fullmatch(str(given).strip().replace(",", ""))
        if match is None or not any(match.group("low", "high")):
            raise RulingRefused(f"got {given!r} for a toll, expected a number such as 23, a range such as 20-25, 20+ or 20-25 (23), or unknown.")
        low, high, best = (int(part) if part else None for part in match.group("low", "high", "best"))
        exact = match["open"] is None
        numbers = {"low": low, "best": best if best is not None else low if exact else None, "high": low if exact else high}
    kept = {name: number for name, number in numbers.items() if number is not None}
    order = [kept[name] for name in ("low", "best", "high") if name in kept]
    if not order or not all(isinstance(number, int) and number >= 0 for number in order) or order != sorted(order):
        raise RulingRefused(f"got {given!r} for a toll, expected numbers from 0 up with low ≤ best ≤ high.")
    return kept


def _time(given: Any) -> dict[str, Any]:
    if isinstance(given, dict):
        return TimeSpan.model_validate(given).to_dict()
    if isinstance(given, dt.date):
        return TimeSpan.day(given).to_dict()
    first, dots, last = (part.strip() for part in str(given).strip().partition(".."))
    try:
        start = _days(first) if first else None
        end = _days(last) if last else None
    except ValueError:
        start = end = None
    if start is None and end is None:
        raise RulingRefused(
            f"got {given!r} for the time, expected 2017-02-10, 2017-02-10 05:30, 2017-02, 2017, 2017-02-09..2017-02-11, 2017-02-09.., or unknown."
        )
    if not dots and start is not None:
        clock = {"clock": start[3]} if start[3] else {}
        return TimeSpan.model_validate({"start": start[0], "end": start[1], "precision": start[2], **clock}).to_dict()
    from_day, to_day = start[0] if start else None, end[1] if end else None
    return TimeSpan.model_validate(
        {"start": from_day, "end": to_day, "precision": precision_of(from_day, to_day) if from_day and to_day else "longer"}
    ).to_dict()


def _days(words: str) -> tuple[dt.date, dt.date, str, str | None]:
    """First and last day, precision and clock of one written date."""
    if re.fullmatch(r"\d{4}", words):
        year = int(words)
        return dt.date(year, 1, 1), dt.date(year, 12, 31), "year", None
    if re.fullmatch(r"\d{4}-\d{2}", words):
        year, month = int(words[:4]), int(words[5:])
        return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]), "month", None
    if len(words) > len("2017-02-10"):
        moment = dt.datetime.fromisoformat(words)
        return moment.date(), moment.date(), "clock", f"{moment:%H:%M}"
    day = dt.date.fromisoformat(words)
    return day, day, "day", None


def _place(given: Any) -> dict[str, Any]:
    if isinstance(given, Place):
        return given.to_dict()
    if isinstance(given, dict):
        return Place.model_validate(given).to_dict()
    words = str(given).strip()
    named = _NAMED_ID.fullmatch(words)
    name, *within = (part.strip() for part in (named["name"] if named else words).split(","))
    known = [entry for entry in Gazetteer.default().find(name) if entry.match != "demonym"]
    entries = [entry for entry in known if all(_lies_in(entry, part) for part in within)]
    if named:
        entries = [entry for entry in known if entry.id == named["id"]]
        if not entries:
            raise RulingRefused(f"got the place {words!r}, but the gazetteer has no {name!r} with that id; it has {_listed(known) or 'none'}.")
    elif known and not entries:
        raise RulingRefused(f"got the place {words!r}, but the gazetteer knows {name!r} only as {_listed(known)}.")
    if not entries:
        return Place(name=words, precision="unknown").to_dict()
    towns = [entry for entry in entries if entry.precision in ("site", "settlement")]
    chosen = towns or entries
    if len(chosen) > 1:
        raise RulingRefused(f"got the place {words!r}, which means several. Give one of {_listed(entries)}.")
    return chosen[0].place().to_dict()


def _lies_in(entry: Entry, part: str) -> bool:
    country = Gazetteer.default().country(part)
    return (country is not None and country.country == entry.country) or part.casefold() in (
        (entry.admin1 or "").casefold(),
        (entry.admin2 or "").casefold(),
    )


def _listed(entries: list[Entry]) -> str:
    shown = [f"“{entry.name} {entry.id}” ({', '.join(part for part in (entry.kind, entry.admin1, entry.country) if part)})" for entry in entries]
    return ", ".join(shown[:_LISTED]) + (f" and {len(shown) - _LISTED} more" if len(shown) > _LISTED else "")


def _actors(given: Any) -> list[dict[str, Any]]:
    if isinstance(given, str):
        return [_actor(name.strip()).to_dict() for name in given.split(";") if name.strip()]
    listed = given if isinstance(given, list | tuple) else [given]
    return [
        one.to_dict() if isinstance(one, Actor) else _actor(one).to_dict() if isinstance(one, str) else Actor.model_validate(one).to_dict()
        for one in listed
    ]


def _actor(name: str) -> Actor:
    """Looked up among the actors that dateline knows; a name that it does not know is a description, and nothing is made up about it."""
    found = ActorCatalogue.default().ground(name)
    return found if found is not None else Actor(id="generic:" + re.sub(r"\W+", "-", name.casefold()).strip("-"), name=name, kind="generic")


def _code(what: str, given: Any, known: tuple[str, ...]) -> str:
    if given not in known:
        raise RulingRefused(f"got the {what} {given!r}, expected one of {', '.join(known)}.")
    return str(given)


def _type(given: Any) -> str:
    return _code("type", str(given).upper(), codebook.load().codes)


def _mode(given: Any) -> str:
    return _code("mode", given, tuple(sorted({mode.code for kind in codebook.load().types for mode in kind.modes})))


def _status(given: Any) -> str:
    return _code("status", given, tuple(get_args(Status)))


def _weapon(given: Any) -> str:
    return _code("weapon", given, tuple(kind.code for kind in codebook.load_weapons()))


def _yes_or_no(given: Any) -> bool:
    words = {"yes": True, "true": True, "no": False, "false": False}
    if not isinstance(given, bool) and str(given).lower() not in words:
        raise RulingRefused(f"got {given!r} for accidental, expected yes, no or unknown.")
    return given if isinstance(given, bool) else words[str(given).lower()]


_MAKERS: dict[str, Callable[[Any], Any]] = {
    "type": _type,
    "mode": _mode,
    "status": _status,
    "time": _time,
    "place": _place,
    "weapon": _weapon,
    "accidental": _yes_or_no,
}


def check_incident_status(value: str) -> None:
    """An incident can only be something that happened or was tried.

    Raises:
        RulingRefused: if the status is one of non-events.
    """
    if value not in NEWS:
        raise RulingRefused(f"an incident cannot be {value!r}, expected one of {', '.join(sorted(NEWS))}. Discount it, or correct its claims.")


def check_mode_fits(event_type: str, mode: str) -> None:
    """A mode must belong to its type.

    Raises:
        RulingRefused: if it does not.
    """
    try:
        kind = codebook.load().type(event_type)
    except CodebookError:
        return  # a codebook of the user's own
    if kind.mode(mode) is None:
        raise RulingRefused(f"got the mode {mode!r}, expected one of {', '.join(one.code for one in kind.modes) or 'none'} for {event_type}.")
