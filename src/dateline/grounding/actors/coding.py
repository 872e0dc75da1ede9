"""PLOVER codes of an actor phrase: country, sectors, entity and office, as event coders write them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from dateline.grounding.actors.catalogue import ActorCatalogue, Grounding
from dateline.grounding.actors.data import Known, Tenure
from dateline.grounding.actors.phrases import is_pronoun
from dateline.grounding.actors.trie import words_of

CountryOfPlace = Callable[[str], str | None]
"""A gazetteer as coding needs it: the name of a place to the ISO alpha-3 code of its country, None where unknown or unsure."""


@dataclass(frozen=True, slots=True)
class ActorCode:
    """PLOVER coding of one actor; None is not said.

    Args:
        country: ISO 3166-1 alpha-3 or a PLOVER non-state code.
        sector, sector_2: PLOVER sectors.
        entity: name of the body, group or person.
        role: the office held on that day, with its country ("President of Russia").
    """

    country: str | None = None
    sector: str | None = None
    sector_2: str | None = None
    entity: str | None = None
    role: str | None = None


def actor_codes(
    catalogue: ActorCatalogue,
    phrase: str,
    *,
    context: str | None = None,
    on: dt.date | None = None,
    known_country: str | None = None,
    country_of_place: CountryOfPlace | None = None,
) -> ActorCode:
    """Code an actor phrase after PLOVER.

    Args:
        catalogue: the actors.
        phrase: as written.
        context: words around it that may tell the country.
        on: the day on which the phrase was true.
        known_country: the country, where it is known from elsewhere.
        country_of_place: a gazetteer for cities and regions.
    """
    if is_pronoun(phrase.strip()):
        return ActorCode(sector="UNK")
    found = catalogue.resolve(phrase, on=on)
    if found is None:
        return _of_place(phrase, country_of_place)
    actor, known, role = found.actor, found.known, found.role
    sector = actor.sector or ("UNK" if role is not None and role.sector == "UNK" else None)
    country = actor.country
    if country is None and country_of_place is not None and actor.kind in ("generic", "organisation"):
        country = _place_country(catalogue, phrase, country_of_place)
    if country is None:
        country = known_country
    if country is None and context is not None:
        nearby = catalogue.find(context, on)
        country = nearby[0].actor.country if nearby else None
    tenure = _tenure(known, on)
    return ActorCode(country, sector, _second(found, tenure), _entity(found), _office(catalogue, known, tenure))


def _entity(found: Grounding) -> str | None:
    if found.known is not None:
        return found.known.title
    return found.actor.name if found.actor.kind == "organisation" else None


def _tenure(known: Known | None, on: dt.date | None) -> Tenure | None:
    if known is None or on is None:
        return None
    return known.tenure(on)


def _second(found: Grounding, tenure: Tenure | None) -> str | None:
    """A second sector: the office or ministry of defence belongs to the military too."""
    words = tenure.office if tenure is not None else (found.role.head if found.role is not None else "")
    if found.actor.sector == "GOV" and ("defence" in words or "defense" in words):
        return "MIL"
    if found.known is not None and found.known.sector2 is not None:
        return found.known.sector2
    return found.role.sector2 if found.role is not None else None


def _office(catalogue: ActorCatalogue, known: Known | None, tenure: Tenure | None) -> str | None:
    if known is None or tenure is None:
        return None
    state = catalogue.data.countries.get(known.actor.country or "")
    office = tenure.office[:1].upper() + tenure.office[1:]
    if " of " in office or state is None:
        return office
    return f"{office.title()} of {state.name}"


def _of_place(phrase: str, country_of_place: CountryOfPlace | None) -> ActorCode:
    country = country_of_place(phrase.strip()) if country_of_place is not None else None
    return ActorCode(country=country)


def _place_country(catalogue: ActorCatalogue, phrase: str, country_of_place: CountryOfPlace) -> str | None:
    """The country of the first place that begins a run of capitalised words ("Madras" in "Madras High Court").

    Words that the catalogue knows are left out: they have had their say, and "Coast Guard" is no coast.
    """
    words = words_of(phrase)
    first = 0
    while first < len(words):
        last = first
        while last < len(words) and words[last].text[:1].isupper():
            last += 1
        if phrase[words[first].start : words[max(last, first + 1) - 1].end].lower() in catalogue.data.roles:
            first = max(last, first + 1)
            continue
        for end in range(last, first, -1):
            name = phrase[words[first].start : words[end - 1].end]
            country = None if catalogue.find(name) else country_of_place(name)
            if country is not None:
                return country
        first = max(last, first + 1)
    return None
