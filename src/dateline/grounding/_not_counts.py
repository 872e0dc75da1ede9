"""Numbers that count neither people nor things: told by the words on both sides."""

from __future__ import annotations

import re
from typing import Literal

NotCount = Literal[
    "year", "date", "time", "duration", "age", "money", "percentage", "measure", "calibre", "model", "ordinal", "unit_name",
    "coordinates", "phone", "score", "fraction", "frequency", "reference", "compound",
]  # fmt: skip
"""Why a number counts neither people nor things. ``model``: a type of arm or machine ("T-72") · ``unit_name``: a numbered name ("47th Brigade",
"Flight 752", "Resolution 2254") · ``compound``: part of an adjective ("two-state solution")."""

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?"
    r"|Muharram|Safar|Ramadan|Ramazan|Shawwal|Sha'ban)"
)
_DAY_NAME = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
_CURRENCY = (
    r"(?:dollars?|euros?|pounds\s+sterling|sterling|rubles?|roubles?|lira|riyals?|rials?|dinars?|dirhams?|rupees?|yuan|yen|francs?|pesos?|shekels?|afghanis?|naira"
    r"|hryvnias?|shillings?|birr|cents?|crowns?|USD|EUR|GBP|TRY|cruzeiros|bolivars|colones|cordobas|soles|intis|quetzales)"
)
_DISTANCE = (
    r"(?:kms?|kilomet(?:er|re)s?|mi|miles?|met(?:er|re)s?|m|cms?|centimet(?:er|re)s?|ft|feet|foot|inch(?:es)?|yards?|kgs?|kilo(?:gram)?s?|kilogrammes?|grams?|pounds?|lbs?|tons?|tonnes?"
    r"|lit(?:er|re)s?|gallons?|barrels?|hectares?|acres?|degrees?|°C?F?|knots?|mph|kph|km/h|megawatts?|MW|GW|kilotons?|sq(?:uare)?|cubic|nautical|magnitude|blocks?\s+away)"
)
_DURATION = r"(?:seconds?|minutes?|mins?|hours?|hrs?|days?|nights?|weeks?|weekends?|months?|years?|decades?|centur(?:y|ies)|generations?)"
_NUMBERED = (
    r"(?:Flight|Route|Highway|Road|Interstate|Article|Articles|Resolution|Unit|Brigade|Battalion|Division|Regiment|Squadron|Company|Channel|Room|Gate|Area|Zone|Chapter|Phase"
    r"|Section|Page|Block|Sector|Ward|District|Line|Boeing|Airbus|Apollo|Covid|COVID|Level|Tier|No|Nos|No\.|Number|number|Camp|Station|Studio|Terminal|Platform|Building|Apartment"
    r"|Bus|Protocol|Directive|Decree|Order|Law|Act|Season|Episode|Radio|Gulf|Team|Task\s+Force|Paragraph|paragraph|Annex|Table|Figure|Fig\.|Group\s+of|Opération|Platoon"
    r"|World\s+War|Checkpoint|Kilometre|Kilometer|Km|km|hill|Hill|Camp|Pier|Reactor|reactor|Block|Avenue|Calle|Carrera)"
)
_PEOPLE = (
    r"(?:\w+(?:ese|ian|can|ish|i|qi)\s+)?(?:people|persons?|civilians?|soldiers?|troops?|militants?|fighters?|men|women|children|families|refugees|prisoners|migrants|victims|dead|wounded"
    r"|deaths|houses|homes|protesters|police|members|workers|residents|villagers|students|others|injured|killed)\b"
)


def _p(pattern: str, flags: int = 0) -> re.Pattern[str]:
    return re.compile(pattern, flags)


_LEFT: tuple[tuple[NotCount, re.Pattern[str]], ...] = (
    ("money", _p(r"(?:[$€£¥₺₽₹₴]|\b(?:USD|EUR|GBP|US|Rs\.?)\s?\$?)\s?\Z")),
    ("model", _p(r"(?<!\w)[A-Z][A-Za-z]{0,5}-\Z")),
    ("date", _p(rf"(?<!\w){_MONTH}\s+\Z|\b9/\Z")),
    ("date", _p(r"\b\d{1,4}[-/.]\d{1,2}[-/.]\Z|\b\d{4}[-/]\Z")),
    ("unit_name", _p(rf"(?<!\w){_NUMBERED}[\s-]+\Z")),
    (
        "age",
        _p(
            r"\b(?:aged?|ages|aged\s+between|under\s+the\s+age\s+of|the\s+age\s+of|between\s+the\s+ages\s+of)\s+(?:\d+\s*(?:-|to|and)\s*)?\Z",
            re.IGNORECASE,
        ),
    ),
    ("coordinates", _p(r"\b(?:latitude|longitude|lat\.?|lon\.?|grid)\s*:?\s*-?\Z", re.IGNORECASE)),
    ("time", _p(r"\d:\Z|\b(?:at|before|after|around|about|by|until|from)\s+(?=\d{1,2}[.:]\d\d)\Z", re.IGNORECASE)),
    ("time", _p(r"\b(?:half\s+past|quarter\s+past|quarter\s+to)\s+\Z", re.IGNORECASE)),
    ("phone", _p(r"(?:\+|\b00)\Z|\b(?:tel|phone|telephone|fax|call|hotline)\.?:?\s*\+?\Z", re.IGNORECASE)),
    ("phone", _p(r"\d{3}[ -]\Z")),
    ("coordinates", _p(r"°\s?\Z")),
    ("score", _p(r"(?<![\d-])\d{1,2}[-–]\Z")),
    ("reference", _p(r"\[\Z|#\Z")),
    ("model", _p(r"\b(?:iPhone|Windows|Mk|Mark|Type|Model|Su|MiG|Mirage|Fateh|Qassam|Shahed|Grad|caliber|calibre)\s?-?\Z")),
    ("measure", _p(r"\bmagnitude\s+(?:of\s+)?\Z", re.IGNORECASE)),
    ("fraction", _p(r"\d/\Z|\b(?:one|two|three|four|five|six|seven|eight|nine)\s+(?:in|out\s+of)\s+(?:every\s+)?\Z", re.IGNORECASE)),
)
_RIGHT: tuple[tuple[NotCount, re.Pattern[str]], ...] = (
    ("percentage", _p(r"\s?(?:%|٪|percent\b|per\s+cent\b|percentage\b|pct\b)|-(?:percent|per-cent)\b", re.IGNORECASE)),
    ("age", _p(r"[-\s]years?[-\s]olds?\b|[-\s]months?[-\s]olds?\b|\s+years?\s+of\s+age\b|-yr-old\b|\s?yo\b", re.IGNORECASE)),
    ("unit_name", _p(r"(?:st|nd|rd|th)\s+(?:[A-Z][a-z]+\s+)*(?:Brigade|Battalion|Division|Regiment|Corps|Army|Infantry|Squadron|Fleet|Airborne)\b")),
    ("ordinal", _p(r"(?:st|nd|rd|th)\b")),
    ("calibre", _p(r"[-\s]?(?:mm|millimet(?:er|re)s?)\b|[-\s]caliber\b|[-\s]calibre\b", re.IGNORECASE)),
    ("coordinates", _p(r"\s?(?:°|º)\s?(?:\d|N|S|E|W)|\s?degrees?\s+(?:north|south|east|west|latitude|longitude)\b")),
    ("money", _p(rf"[-\s]*(?:US\s+)?{_CURRENCY}\b(?!\s+of\s+flesh)|\s?[€£₺₽₹₴]", re.IGNORECASE)),
    ("time", _p(
            r":\d\d(?::\d\d)?(?!\d)|\.\d\d(?=\s*(?:[ap]\.?m\b|GMT|UTC|local))|\s?[ap]\.?m\b\.?|\s+o['’]clock|\s?(?:GMT|UTC)\b"
            r"|\s?hrs?\b(?!\s+of)|\s+hours?\s+(?:GMT|local)|h\d\d\b",
            re.IGNORECASE,
        )),
    ("date", _p(rf"(?:[-/.]\d{{1,2}}[-/.]\d{{2,4}})\b|[-/]\d\d[-/]\d\d\b|\s+(?:of\s+)?{_MONTH}(?!\w)|-{_MONTH}\b|/11\b|/\d{{1,2}}/\d{{2,4}}")),
    ("time", _p(r"\s+in\s+the\s+(?:morning|afternoon|evening)\b|\s+at\s+night\b", re.IGNORECASE)),
    ("date", _p(r"\s+(?:january|february|march|april|june|july|august|september|october|november|december)(?!\w)")),
    ("duration", _p(rf"[-\s]+(?:(?:and\s+a\s+half|more|other|consecutive|straight|long|last|full|of)\s+)?{_DURATION}\b", re.IGNORECASE)),
    ("measure", _p(rf"[-\s]*(?:more\s+|of\s+)?{_DISTANCE}(?![\w-])|[-\s](?:storey|story|floor|wheel)\b", re.IGNORECASE)),
    ("frequency", _p(r"[-\s]+(?:of\s+|more\s+|or\s+more\s+)?(?:times?|fold|occasions)\b", re.IGNORECASE)),
    ("fraction", _p(
            r"[-\s](?:thirds?|quarters?|fifths?|sixths?|tenths?|halves)\b|/\d"
            r"|\s+(?:in|out\s+of)\s+(?:every\s+)?(?:\d|two|three|four|five|six|seven|eight|nine|ten)\b",
            re.IGNORECASE,
        )),
    ("reference", _p(r"\]")),
    ("score", _p(r"[-–]\d{1,2}(?![\d-])")),
    ("phone", _p(r"[-\s]\d{3}[-\s]\d{3,4}\b|-\d{4}\b")),
    ("model", _p(r"(?:[A-Z]{1,3}\d*|[a-z])(?![a-z])")),
    ("unit_name", _p(r"\s+(?:Brigade|Battalion|Division|Regiment|Squadron)\b(?!s)")),
    ("compound", _p(r"-(?!(?:member|man|person|woman|strong|year|plus|odd|or)\b)[a-z]+")),
)  # fmt: skip
_SCORE = re.compile(
    r"\b(?:win|won|wins|beat|beats|lead|leads|led|lost|lose|draw|drew|defeat|defeated|victory|vote|voted|ruling|ruled|score|goal|tie|tied|final)\w*\b",
    re.IGNORECASE,
)
_NAME_COMMA = re.compile(r"[A-Z][\w'’-]+(?:\s+\(\w+\))?,\s+\Z")
_AFTER_AGE = re.compile(r",|\.|;|\s+and\b|\)")
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|by|until|till|of|from|during|before|after|early|late|mid|to|and|between|through|year|the|spring|summer|autumn|winter|fall"
    r"|elections?)[\s-]+\Z|[-–/(]\Z|,\s\Z",
    re.IGNORECASE,
)
_PEOPLE_AFTER = re.compile(r"\s+" + _PEOPLE, re.IGNORECASE)
_IN_BEFORE = re.compile(r"\b(?:in|since)\s+\Z", re.IGNORECASE)
_DID_AFTER = re.compile(r"\s+(?:killed|wounded|injured|displaced|left)\b", re.IGNORECASE)
""" "A raid in 2016 killed nine": the year, and what the raid did."""
_DECADE = re.compile(r"(?<=0)['’]?s\b")


_CLOCK_BEFORE = re.compile(r"\b(?:at|until|till)\s+\Z", re.IGNORECASE)
_CLOCK = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")
_LIST_BEFORE = re.compile(r"(?:^|[.:;\n])\s*\Z", re.MULTILINE)
_LIST_AFTER = re.compile(r"[.)]\s+[A-Z]")
_LONGEST_LIST = 50


def why_not_count(text: str, start: int, end: int, value: int) -> NotCount | None:
    """Why the number at ``text[start:end]`` (without its modifiers) counts nothing; None where it may count."""
    written = text[start:end]
    before = max(0, start - 40)
    if _is_decade(text, start, end):
        return "year"
    for reason, pattern in _LEFT:
        if pattern.search(text, before, start):
            return reason
    for reason, pattern in _RIGHT:
        if pattern.match(text, end):
            return reason
    if _is_clock(text, start, end):
        return "time"
    if _is_year(text, start, end, value):
        return "year"
    if written.isdecimal() and value <= _LONGEST_LIST and _LIST_BEFORE.search(text, before, start) and _LIST_AFTER.match(text, end):
        return "reference"
    if written.isdecimal() and value <= 110 and _NAME_COMMA.search(text, before, start) and _AFTER_AGE.match(text, end):
        return "age"
    if _is_score(written) and _SCORE.search(text, before, min(len(text), end + 20)):
        return "score"
    return None


def _is_year(text: str, start: int, end: int, value: int) -> bool:
    written = text[start:end]
    years = re.fullmatch(r"(\d{4})(?:\s?(?:-|–|to|and|or)\s?\d{2,4})?", written)
    if years is None:
        return False
    if not 1700 <= value <= 2100:
        return False
    if _PEOPLE_AFTER.match(text, end) and not (_IN_BEFORE.search(text, max(0, start - 6), start) and _DID_AFTER.match(text, end)):
        return False
    return bool(len(written) > 4 or _YEAR_BEFORE.search(text, max(0, start - 20), start) or 1900 <= value <= 2100)


def _is_clock(text: str, start: int, end: int) -> bool:
    """Whether four digits are a time of day as armies write it ("at 0930", "until 2200")."""
    first = text[start:end][:4]
    if _CLOCK.fullmatch(first) is None or _PEOPLE_AFTER.match(text, end):
        return False
    return first.startswith("0") or (end - start == len(first) and _CLOCK_BEFORE.search(text, max(0, start - 20), start) is not None)


def _is_decade(text: str, start: int, end: int) -> bool:
    return end - start in (2, 4) and text[start:end].isdecimal() and _DECADE.match(text, end) is not None


def _is_score(written: str) -> bool:
    return re.fullmatch(r"\d{1,2}\s?[-–]\s?\d{1,2}", written) is not None
