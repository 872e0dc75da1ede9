"""Places told by their relation to a named one: "30 km south of X", "western outskirts of X", "between X and Y".

A relative place is never pinned on the named one as if it were there: its precision is ``near`` or ``region`` and its
radius says how far it may lie from the point given.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from dateline.grounding.places.geometry import distance_km, middle, moved
from dateline.grounding.places.words import words
from dateline.model.places import Offset, Place, PlacePrecision

_Direction = str
_COMPASS = {"N": 0, "NE": 45, "E": 90, "SE": 135, "S": 180, "SW": 225, "W": 270, "NW": 315}
_SIDE = r"(?:(?:north|south)[- ]?(?:east|west)?|east|west)"
_NUMBER_WORDS = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "hundred": 100, "half a": 0.5, "a few": None, "a couple of": 2, "several": None, "dozens of": None, "some": None, "a hundred": 100,
}  # fmt: skip
_NUMBER = r"(?:\d+(?:[.,]\d+)?|" + "|".join(sorted((re.escape(word) for word in _NUMBER_WORDS), key=len, reverse=True)) + ")"
_UNIT = r"(?:km|kms|kilomet(?:er|re)s?|mi|miles?|m|met(?:er|re)s?|yards?|nautical miles?)"
_PAREN = r"(?:\s*\([^()]{1,40}\))?"
_HEDGE = r"(?:(?:less|more|fewer) than|about|around|roughly|nearly|almost|some|just|over|under|within|up to|approximately|at least|only|barely)"
_DISTANCE = rf"(?:{_HEDGE}\s+)*(?P<number>{_NUMBER})(?:\s*(?:-|–|to|or|and)\s*(?P<upto>\d+))?[\s-]*(?P<unit>{_UNIT}){_PAREN}"
_KIND_WORD = "town|city|village|capital|port|hamlet|district|province|suburb"
_THE = rf"(?:(?:the|a)\s+)?(?:(?:[^\W\d_]+[- ])?(?:(?:{_KIND_WORD}|[a-z]+-held)\s+)+(?:of\s+)?|(?:{_KIND_WORD}),\s+)?"

_BORDER = "border|frontier|line|coast|highway|road|river|front"
_EDGE = "outskirts|suburbs?|edge|fringes?|periphery|approaches|gates?|environs|entrance"
_CLOSE = (
    r"(?:close|next|adjacent)\s+to|near(?:by)?|outside|around|not\s+far\s+from|on\s+the\s+way\s+to|en\s+route\s+to|"
    r"in\s+the\s+(?:vicinity|area|countryside|surroundings)\s+(?:of|around)|the\s+(?:area|countryside)\s+(?:around|of)"
)
_BEFORE: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (relation, re.compile(rf"\b(?:{pattern})\s+{the}$", re.IGNORECASE))
    for relation, pattern, the in (
        ("part", rf"in\s+the\s+(?:far\s+)?(?P<side>{_SIDE}|centre|center|heart|interior)\s+of", _THE),
        ("direction", rf"(?:{_DISTANCE}\s+)?(?:to\s+the\s+)?(?:just\s+)?(?P<side>{_SIDE})(?:ward)?\s+of", _THE),
        ("off_coast", rf"(?:{_DISTANCE}\s+)?off(?:\s+(?:the\s+)?(?:\w+\s+)?(?:coast|shore|waters)\s+of)?", _THE),
        ("near", rf"{_DISTANCE}(?:\s+(?:away|outside|inland))?(?:\s+(?:from|of))?", _THE),
        ("outskirts", rf"(?:(?:the|its)\s+)?(?:(?P<side>{_SIDE}(?:ern)?)\s+)?(?:{_EDGE})\s+(?:of|to)", _THE),
        ("along", rf"(?:along|on|astride)\s+(?:the\s+)?(?:[a-z]+\s+)?(?:{_BORDER})\s+(?:with|of|between|from|to|in|near)", _THE),
        ("along", r"(?:the|a)\s+(?:[a-z]+\s+)?(?:border|frontier|highway|road)\s+(?:with|between|from|to)", _THE),
        ("near", rf"(?:{_CLOSE})", _THE),
        ("part", rf"(?:in\s+)?(?:the\s+)?(?P<side>{_SIDE}ern|(?:far|rural|central|upper)(?:\s+{_SIDE}(?:ern)?)?|{_SIDE})", ""),
    )
)  # fmt: skip
"""The order matters: the first that fits is taken."""
_GAP = r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*(?!\s))"
"""White space inside a paragraph."""
_CAPITAL = r"(?:[a-z]{2,4}-)?[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*){0,2}"
_PLAIN_WORDS = r"(?:(?!(?:and|in|near|at|on|with|from|to|by|after|before|who|that|which|is|are|was|were)\s)[a-z-]+\s+){0,3}"
"""Lower-case words that may stand before a name without ending the phrase: "the besieged town of"."""
_BETWEEN_AFTER = re.compile(rf"{_GAP}and\s+{_PLAIN_WORDS}{_CAPITAL}")
_FROM_TO_AFTER = re.compile(rf"{_GAP}(?:to|with)\s+{_PLAIN_WORDS}{_CAPITAL}")
_BETWEEN_BEFORE = re.compile(r"\bbetween\s+" + _THE + "$", re.IGNORECASE)
_BETWEEN_SECOND = re.compile(rf"\b[Bb]etween\s+{_PLAIN_WORDS}{_CAPITAL}\s+and\s+" + _THE + "$")
_ROAD_SECOND = re.compile(
    r"(?:(?:on|along|off)\s+)?(?:the|a)\s+(?:[a-z]+\s+)?(?:road|highway|route|motorway|track|railway|line)\s+"
    rf"(?:from|between|linking|connecting)\s+{_PLAIN_WORDS}{_CAPITAL}\s+(?:to|and|with)\s+" + _THE + "$"
)
_ROAD_BEFORE = re.compile(
    r"(?:(?:on|along|off)\s+)?(?:the|a)\s+(?:main\s+|[a-z]+\s+)?(?:road|highway|route|motorway|track|railway|line)\s+(?:from|between|linking|connecting)\s+"
    + _THE
    + "$",
    re.IGNORECASE,
)
_AFTER: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("outskirts", re.compile(rf"(?:['’]s)?{_GAP}(?:(?P<side>{_SIDE}(?:ern)?)\s+)?(?:outskirts|suburbs|edge|fringes|periphery)\b", re.IGNORECASE)),
    ("near", re.compile(rf"(?:['’]s)?{_GAP}(?:countryside|area|vicinity|surroundings|hinterland)\b", re.IGNORECASE)),
    ("off_coast", re.compile(rf"(?:['’]s)?{_GAP}(?:(?P<side>\w+ern)\s+)?(?:coast|shore)\b", re.IGNORECASE)),
    ("along", re.compile(rf"(?:['’]s)?{_GAP}(?:border|frontier)\b", re.IGNORECASE)),
    (
        "part",
        re.compile(
            rf"['’]s{_GAP}(?:far\s+)?(?P<side>(?:north|south|east|west)(?:-?(?:east|west))?(?:ern)?)(?:\s+(?:countryside|suburbs|districts?|areas?|half|part|side))?\b",
            re.IGNORECASE,
        ),
    ),
)
_LAST_WORD = re.compile(r"([^\W\d_]+)\s+$")
_LOOK_BACK = 120
_PART_AWAY, _PART_RADIUS, _PART_SLACK = 0.5, 0.6, 0.1
"""A part's point lies so far from the middle of the whole, reaches so far, and begins so far beyond the middle, in radii of the whole."""
_STOP = re.compile(r"[;:!?]\s|(?<![A-Z])(?<!St)(?<!Mt)\.\s+(?=[A-Z])|\n\s*\n")
"""Where a sentence or paragraph ends: no relation reaches across."""


@dataclass(frozen=True, slots=True)
class RelativePhrase:
    """A relation to a named place and where its words stand.

    Args:
        offset: the relation.
        start, end: the whole phrase, the name included, in code points of the text.
    """

    offset: Offset
    start: int
    end: int


def relative_phrase(text: str, start: int, end: int) -> RelativePhrase | None:
    """The relation in which the words around the name at text[start:end] put an event to it, and how far they reach.

    Returns None where the event is told to be at the named place itself.
    """
    begin = max(0, start - _LOOK_BACK)
    for stop in _STOP.finditer(text, begin, start):
        begin = stop.end()
    between = _BETWEEN_BEFORE.search(text, begin, start)
    if parties(text, start, begin):
        return None
    after = _BETWEEN_AFTER.match(text, end)
    road = _ROAD_BEFORE.search(text, begin, start)
    to = _FROM_TO_AFTER.match(text, end)
    if road:
        return _phrase(text, "along", road.start(), max(end, to.end() if to else after.end() if after else end), None)
    if between and after:
        return _phrase(text, "between", between.start(), after.end(), None)
    road = _ROAD_SECOND.search(text, begin, start)
    if road:
        return _phrase(text, "along", road.start(), end, None)
    second = _BETWEEN_SECOND.search(text, begin, start)
    if second:
        return _phrase(text, "between", second.start(), end, None)
    for relation, pattern in _BEFORE:
        found = pattern.search(text, begin, start)
        if found and not (found.start() and text[found.start() - 1].isalnum()):
            return _phrase(text, relation, found.start(), end, found)
    for relation, pattern in _AFTER:
        found = pattern.match(text, end)
        if found:
            return _phrase(text, relation, start, found.end(), found)
    return None


def parties(text: str, start: int, begin: int = 0) -> bool:
    """Whether the name at ``start`` is one of the parties of a "war between X and Y", which says who and not where."""
    found = _BETWEEN_BEFORE.search(text, begin, start) or _BETWEEN_SECOND.search(text, begin, start)
    before = _LAST_WORD.search(text, begin, found.start()) if found else None
    return before is not None and before[1].lower() in words().between


def relative(text: str, start: int, end: int) -> Offset | None:
    """The relation in which the words around the name at text[start:end] put an event to it, None where it is there."""
    phrase = relative_phrase(text, start, end)
    return phrase.offset if phrase else None


def _phrase(text: str, relation: str, start: int, end: int, found: re.Match[str] | None) -> RelativePhrase:
    groups = found.groupdict() if found else {}
    distance = _kilometres(groups.get("number"), groups.get("upto"), groups.get("unit"))
    said = re.sub(r"\s+", " ", text[start:end]).strip()
    offset = Offset.from_dict({"relation": relation, "words": said} | _known(direction=_compass(groups.get("side")), distance_km=distance))
    return RelativePhrase(offset, start, end)


def _known(**values: object) -> dict[str, object]:
    return {key: value for key, value in values.items() if value is not None}


def _compass(side: str | None) -> _Direction | None:
    if not side:
        return None
    said = side.lower()
    point = "".join(letter for word, letter in (("north", "N"), ("south", "S"), ("east", "E"), ("west", "W")) if word in said)
    return point if point in _COMPASS else None


def _kilometres(number: str | None, upto: str | None, unit: str | None) -> float | None:
    """A distance in kilometres; the middle of a range."""
    if number is None or unit is None:
        return None
    lowered = number.lower()
    amount: float | None
    if lowered in _NUMBER_WORDS:
        amount = _NUMBER_WORDS[lowered]
    elif re.fullmatch(r"\d+,\d{3}", number):
        amount = float(number.replace(",", ""))
    else:
        amount = float(number.replace(",", "."))
    if amount is None:
        return None
    if upto is not None:
        amount = (amount + float(upto)) / 2
    name = unit.lower()
    if name.startswith("nautical"):
        factor = 1.852
    elif name.startswith("mi"):
        factor = 1.609
    elif name.startswith("k"):
        factor = 1.0
    elif name.startswith("y"):
        factor = 0.000914
    else:
        factor = 0.001
    return round(amount * factor, 3)


def locate(place: Place, offset: Offset, other: Place | None = None) -> Place:
    """The place that lies in that relation to a named one.

    Args:
        place: the named place.
        offset: the relation.
        other: the second place of "between X and Y" or "the road from X to Y", where it was grounded.

    Returns:
        A place with the same name and id, the relation in ``offset``, a precision of ``near``, ``region`` or ``sea`` (never
        finer than the named place's) and a radius that says how far from the point the event may lie. Where the named place
        has no point, neither has the result.
    """
    if place.lat is None or place.lon is None:
        return place.model_copy(update={"offset": offset})
    size = place.radius_km or 0.0
    lat, lon, radius = place.lat, place.lon, max(size, 1.0)
    precision: PlacePrecision = "near" if place.precision in ("site", "settlement", "near") else place.precision
    if offset.relation in ("near", "direction") and precision in ("district", "province", "country"):
        precision = "region"
    bearing = _COMPASS[offset.direction] if offset.direction else None
    if offset.relation == "outskirts":
        if bearing is not None:
            lat, lon = moved(lat, lon, bearing, 0.8 * size)
        radius = max(size * (0.6 if bearing is not None else 1.2), 2.0)
    elif offset.relation == "direction" and bearing is not None:
        away = offset.distance_km if offset.distance_km is not None else size + 10.0
        lat, lon = moved(lat, lon, bearing, away)
        radius = max(0.35 * away, 2.0) + 0.5 * size if offset.distance_km is not None else size + 15.0
    elif offset.relation == "near":
        radius = offset.distance_km + size if offset.distance_km is not None else size + 15.0
    elif offset.relation == "part":
        if bearing is not None:
            lat, lon = moved(lat, lon, bearing, _PART_AWAY * size)
        radius = max(_PART_RADIUS * size, 1.0)
        precision = "settlement" if place.precision == "settlement" else "region"
    elif offset.relation in ("between", "along"):
        precision = "region"
        if other is not None and other.lat is not None and other.lon is not None:
            half = distance_km(lat, lon, other.lat, other.lon) / 2
            lat, lon = middle(lat, lon, other.lat, other.lon)
            radius = half + size
        else:
            radius = size + 50.0
    elif offset.relation == "off_coast":
        precision = "sea"
        radius = size + 50.0
    return place.model_copy(
        update={"lat": round(lat, 5), "lon": round(lon, 5), "precision": precision, "radius_km": round(radius, 1), "offset": offset}
    )


def in_part(place: Place, part: Place) -> bool:
    """Whether a place can lie in a told part of a unit ("northern Mali"): in the same country, and not on the other side of its middle.

    A unit is no circle: its far north may lie beyond the radius of its northern part.
    """
    if part.offset is None or part.offset.direction is None or part.lat is None or part.lon is None or place.lat is None or place.lon is None:
        return place.country in (None, part.country)
    if part.country is not None and place.country not in (None, part.country):
        return False
    size = (part.radius_km or 0.0) / _PART_RADIUS
    bearing = math.radians(_COMPASS[part.offset.direction])
    lat, lon = moved(part.lat, part.lon, _COMPASS[part.offset.direction] + 180.0, _PART_AWAY * size)
    north, east = place.lat - lat, ((place.lon - lon + 180.0) % 360.0 - 180.0) * math.cos(math.radians(lat))
    return north * math.cos(bearing) + east * math.sin(bearing) >= -_PART_SLACK * size / 111.2
