"""What the catalogue knows: the TOML files beside this module, checked and typed."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, get_args

from dateline.grounding.actors.trie import WORD, fold
from dateline.model.actors import Actor
from dateline.model.claims import VictimClass
from dateline.model.errors import CodebookError

FOLDER = Path(__file__).parent
Via = Literal["country", "demonym", "capital", "seat", "part", "group", "organisation", "person"]
"""How a name leads to its actor: a capital and a seat stand for the government, a part for a breakaway land."""

SECTORS = frozenset(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split()  # noqa: SIM905
)
"""PLOVER sectors (manual 2.0)."""
NON_STATE = frozenset(("IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"))
"""PLOVER codes that stand in the place of a country."""
_VICTIMS = frozenset(get_args(VictimClass))
_MIDDLE_OF_MONTH = 15
_REGULAR_MEN = ("german", "roman", "human", "ottoman", "norman")
_TENURE = re.compile(r"(?P<sector>[A-Z]{3}) (?P<first>\d{4}(?:-\d\d)?)?/(?P<last>\d{4}(?:-\d\d)?)? (?P<office>.+)")


@dataclass(frozen=True, slots=True)
class Tenure:
    """An office held: PLOVER sector, months (``year * 12 + month``) of beginning and end, the office."""

    sector: str
    first: int
    last: int
    office: str

    def on(self, day: dt.date) -> bool:
        """Whether the office was held in the month of ``day``."""
        return self.first <= month_of(day) <= self.last


@dataclass(frozen=True, slots=True)
class Known:
    """One thing that a name may stand for.

    Args:
        actor: the actor.
        via: see ``Via``.
        countries: every country where it is at home or fights.
        first, last: years in which a group was active.
        tenures: offices of a person, in order of time.
        sector2: a second PLOVER sector.
        monitor: whether it counts casualties or events.
        title: the body or person by its full name, where the actor itself is a branch of a state.
    """

    actor: Actor
    via: Via
    countries: tuple[str, ...] = ()
    first: int = 0
    last: int = 9999
    tenures: tuple[Tenure, ...] = ()
    sector2: str | None = None
    monitor: bool = False
    title: str | None = None

    def tenure(self, day: dt.date) -> Tenure | None:
        """The office held on a day; in a month that saw two, the earlier one until its middle."""
        held = [tenure for tenure in self.tenures if tenure.on(day)]
        if not held:
            return None
        return held[0] if day.day <= _MIDDLE_OF_MONTH else held[-1]


@dataclass(frozen=True, slots=True)
class RoleWord:
    """A noun for people or bodies that are not named.

    Args:
        id: the class of the role ("soldiers").
        sector, sector2: PLOVER sectors.
        victim: class when harmed.
        person: whether it names people who can be killed and counted.
        weak: whether a stronger word before it decides.
        fighters: whether members of a group take the group's identity.
        code: PLOVER non-state code, as NGO.
        head: the noun itself, lower case.
    """

    id: str
    sector: str
    sector2: str | None
    victim: VictimClass
    person: bool
    weak: bool
    fighters: bool
    code: str | None
    head: str


@dataclass(frozen=True, slots=True)
class Country:
    """A state or territory."""

    iso3: str
    name: str
    adjective: str


@dataclass(frozen=True)
class ActorData:
    """Everything the files hold: names in the order in which they outrank one another, roles by noun, countries by code."""

    names: tuple[tuple[str, Known, bool], ...]
    roles: Mapping[str, RoleWord]
    countries: Mapping[str, Country]
    people: tuple[Known, ...]


@lru_cache(maxsize=4)
def load(folder: Path = FOLDER) -> ActorData:
    """Read and check the files of ``folder``.

    Raises:
        CodebookError: where a file is missing or breaks its rules; the message names file and entry.
    """
    countries = _table(folder, "countries.toml")
    states = {code: Country(code, row["name"], (row.get("adj") or [row["name"]])[0]) for code, row in countries.items()}
    names: list[tuple[str, Known, bool]] = []
    for code, row in countries.items():
        names += _country_names(code, row, states[code])
    for file, groups in _by_region(folder, "armed_groups"):
        for name, row in groups.items():
            names += _group_names(file, name, row, states)
    for name, row in _table(folder, "organisations.toml").items():
        names += _organisation_names(name, row, states)
    _unique(names)
    people = list(_people(_table(folder, "leaders.toml"), states))
    names += [(alias, known, False) for known, aliases in people for alias in aliases]
    return ActorData(tuple(names), _roles(_table(folder, "roles.toml")), states, tuple(known for known, _ in people))


def slug(name: str) -> str:
    """A name as the readable part of an id: "Shining Path" is "shining-path"."""
    return "-".join(fold(word).lower() for word in WORD.findall(name))


def month_of(day: dt.date) -> int:
    """Months since year 0, to compare dates of offices."""
    return day.year * 12 + day.month


def plural(noun: str) -> str:
    """The plural of an English noun or adjective used as one."""
    irregular = {"man": "men", "woman": "women", "child": "children", "person": "people", "thief": "thieves", "wife": "wives", "life": "lives"}
    if noun.lower().endswith(_REGULAR_MEN):
        return noun + "s"
    for ending, form in irregular.items():
        if noun.endswith(ending) and (noun == ending or ending in ("man", "woman", "child") or noun.endswith((" " + ending, "wife"))):
            return noun[: -len(ending)] + form
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    if noun.endswith(("s", "x", "ch", "sh", "z")):
        return noun + "es"
    head, separator, tail = noun.partition(" of ")
    if separator:
        return plural(head) + separator + tail
    head, separator, tail = noun.partition("-in-")
    return plural(head) + separator + tail if separator else noun + "s"


def _table(folder: Path, file: str) -> dict[str, dict[str, Any]]:
    path = folder / file
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CodebookError(f"{path}: there is no such file; the actor catalogue needs it") from None
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(f"{path}: not TOML ({error}); mend the line named") from None


def _by_region(folder: Path, kind: str) -> Iterator[tuple[str, dict[str, dict[str, Any]]]]:
    """Name and contents of each file of a subfolder, in order of the names."""
    files = sorted((folder / kind).glob("*.toml"))
    if not files:
        raise CodebookError(f"{folder / kind}: there are no such files; the actor catalogue needs one or more")
    for path in files:
        yield f"{kind}/{path.name}", _table(folder, f"{kind}/{path.name}")


def _fault(file: str, entry: str, problem: str) -> CodebookError:
    return CodebookError(f"{file}, entry {entry!r}: {problem}")


def _known_fields(file: str, entry: str, row: Mapping[str, Any], fields: str) -> None:
    unknown = set(row) - set(fields.split())
    if unknown:
        raise _fault(file, entry, f"got the unknown field {min(unknown)!r}, expected some of: {fields}")


def _sector(file: str, entry: str, sector: str | None) -> str | None:
    if sector is not None and sector not in SECTORS:
        raise _fault(file, entry, f"got the sector {sector!r}, expected one of {' '.join(sorted(SECTORS))}")
    return sector


def _code(file: str, entry: str, code: str, states: Mapping[str, Country]) -> str:
    if code not in states and code not in NON_STATE:
        raise _fault(file, entry, f"got the country {code!r}, expected a key of countries.toml or one of {' '.join(sorted(NON_STATE))}")
    return code


def _country_names(code: str, row: dict[str, Any], state: Country) -> Iterator[tuple[str, Known, bool]]:
    _known_fields("countries.toml", code, row, "name also adj people capital seats parts")
    if not re.fullmatch(r"[A-Z]{3}", code):
        raise _fault("countries.toml", code, "the key must be an ISO 3166-1 alpha-3 code")
    country = Actor(id=code, name=state.name, kind="country", country=code)
    government = Actor(id=f"{code}-GOV", name=f"{state.adjective} government", kind="agent", country=code, sector="GOV")
    for name in [state.name, *row.get("also", [])]:
        yield name, Known(country, "country", (code,)), len(name) <= 3
    for adjective in row.get("adj", []):
        demonym = Known(country, "demonym", (code,))
        yield adjective, demonym, len(adjective) <= 3
        if adjective.endswith(("an", "i", "ot", "on", "ek", "ak", "er", "ne", "ab")):
            yield plural(adjective), demonym, False
    for noun in row.get("people", []):
        yield noun, Known(country, "demonym", (code,)), False
        yield plural(noun), Known(country, "demonym", (code,)), False
    for capital in row.get("capital", []):
        yield capital, Known(government, "capital", (code,), title=capital), False
    for seat in row.get("seats", []):
        yield seat, Known(government, "seat", (code,)), False
    for part in row.get("parts", []):
        actor = Actor(id=f"org:{slug(part)}", name=part, kind="organisation", country=code, sector="PRE")
        yield part, Known(actor, "part", (code,)), False


def _years(file: str, entry: str, years: str | None) -> tuple[int, int]:
    if years is None:
        return 0, 9999
    found = re.fullmatch(r"(\d{4})-(\d{4})?", years)
    if found is None or int(found[1]) > int(found[2] or 9999):
        raise _fault(file, entry, f"got the years {years!r}, expected such as '1980-1992' or '2004-'")
    return int(found[1]), int(found[2] or 9999)


def _group_names(file: str, name: str, row: dict[str, Any], states: Mapping[str, Country]) -> Iterator[tuple[str, Known, bool]]:
    _known_fields(file, name, row, "also in code sector sectors years exact")
    homes = tuple(_code(file, name, code, states) for code in row.get("in", []))
    if not homes:
        raise _fault(file, name, "has no country; say where it is at home with in = [...]")
    first, last = _years(file, name, row.get("years"))
    country = _code(file, name, row.get("code", homes[0]), states)
    actor = Actor(id=f"group:{slug(name)}", name=name, kind="group", country=country, sector=_sector(file, name, row.get("sector")))
    second = _sector(file, name, (row.get("sectors") or [None])[0])
    known = Known(actor, "group", homes, first, last, sector2=second, title=name)
    for alias in [name, *row.get("also", [])]:
        yield alias, known, bool(row.get("exact")) or len(alias) <= 3


def _organisation_names(name: str, row: dict[str, Any], states: Mapping[str, Country]) -> Iterator[tuple[str, Known, bool]]:
    file = "organisations.toml"
    _known_fields(file, name, row, "also country sector sector2 monitor state exact")
    country = _code(file, name, row.get("country", ""), states)
    sector = _sector(file, name, row.get("sector"))
    if row.get("state"):
        actor = Actor(id=f"{country}-{sector}", name=agent_name(states[country], sector or ""), kind="agent", country=country, sector=sector)
    else:
        actor = Actor(id=f"org:{slug(name)}", name=name, kind="organisation", country=country, sector=sector)
    known = Known(actor, "organisation", (country,), sector2=_sector(file, name, row.get("sector2")), monitor=bool(row.get("monitor")), title=name)
    for alias in [name, *row.get("also", [])]:
        yield alias, known, bool(row.get("exact")) or len(alias) <= 3


_LABELS = {"MIL": "military", "GOV": "government", "COP": "police", "SPY": "intelligence", "LEG": "parliament", "JUD": "judiciary"}


def agent_name(state: Country, sector: str, role: str = "") -> str:
    """The name to show for a branch of a state or people of a country ("Turkish military", "Syrian rebels")."""
    return f"{state.adjective} {_LABELS.get(sector) or role.replace('-', ' ')}"


def _people(tables: dict[str, dict[str, Any]], states: Mapping[str, Country]) -> Iterator[tuple[Known, list[str]]]:
    file = "leaders.toml"
    for code, rows in tables.items():
        country = _code(file, code, code, states)
        for name, row in rows.items():
            _known_fields(file, name, row, "also held")
            tenures = tuple(_tenure(name, words) for words in row.get("held", []))
            actor = Actor(id=f"person:{slug(name)}", name=name, kind="person", country=country, sector=tenures[-1].sector if tenures else None)
            yield Known(actor, "person", (country,), tenures=tenures, title=name), [name, *row.get("also", [])]


def _tenure(name: str, words: str) -> Tenure:
    found = _TENURE.fullmatch(words)
    if found is None:
        raise _fault("leaders.toml", name, f"got the office {words!r}, expected such as 'GOV 2012-05/2018-06 president'")
    _sector("leaders.toml", name, found["sector"])
    first, last = _months(found["first"], 1, 0), _months(found["last"], 12, 9999 * 12)
    if first > last:
        raise _fault("leaders.toml", name, f"the office {words!r} ends before it begins")
    return Tenure(found["sector"], first, last, found["office"])


def _months(written: str | None, month: int, otherwise: int) -> int:
    if written is None:
        return otherwise
    year, _, part = written.partition("-")
    return int(year) * 12 + int(part or month)


def _unique(names: list[tuple[str, Known, bool]]) -> None:
    """Refuse a name that stands for two actors: only leaders may share one, told apart by their dates."""
    seen: dict[str, Known] = {}
    for name, known, _ in names:
        other = seen.setdefault(name, known)
        if other.actor.id != known.actor.id:
            raise CodebookError(f"the name {name!r} stands for {other.actor.name!r} and for {known.actor.name!r}; take it from one of them")


def _roles(tables: dict[str, Any]) -> dict[str, RoleWord]:
    file = "roles.toml"
    bodies = frozenset(tables.pop("bodies", ()))
    roles: dict[str, RoleWord] = {}
    for id_, row in tables.items():
        _known_fields(file, id_, row, "sector sector2 victim person weak fighters code nouns fixed")
        sector = _sector(file, id_, row.get("sector"))
        victim = row.get("victim", "undetermined")
        if sector is None or victim not in _VICTIMS:
            raise _fault(file, id_, f"needs a sector, and a victim class out of {' '.join(sorted(_VICTIMS))}; got {sector!r} and {victim!r}")
        for noun in row.get("nouns", []):
            for form in dict.fromkeys((noun, plural(noun), *([noun + "s"] if noun.endswith("person") else []))):
                _add_role(roles, id_, form, row, bodies, noun)
        for noun in row.get("fixed", []):
            _add_role(roles, id_, noun, row, bodies, noun)
    return roles


def _add_role(roles: dict[str, RoleWord], id_: str, form: str, row: Mapping[str, Any], bodies: frozenset[str], noun: str) -> None:
    key = " ".join(fold(word).lower() for word in WORD.findall(form))
    other = roles.get(key)
    if other is not None and other.id != id_:
        raise _fault("roles.toml", id_, f"the noun {form!r} stands under {other.id!r} too; take it from one of them")
    person = row.get("person", True) and noun.rpartition(" ")[2] not in bodies
    roles[key] = RoleWord(
        id_, row["sector"], _sector("roles.toml", id_, row.get("sector2")), row.get("victim", "undetermined"), person,
        bool(row.get("weak")), bool(row.get("fighters")), row.get("code"), noun,
    )  # fmt: skip
