"""Actor coding against NGEC's own test phrases (events/ngec_actors.jsonl): per cent of records with every expected field right."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from common import lines, main
from dateline.grounding.actors import ActorCatalogue, ActorCode, CountryOfPlace, actor_codes
from dateline.grounding.places import Gazetteer

TODAY = dt.date(2022, 11, 15)
"""What "today" meant when the phrases were written; records without a date are read on this day."""
POPULATION = 100_000
"""Smallest place taken for one without any word that says so."""
_ORDINAL = re.compile(r"^\d+(?:st|nd|rd|th) ")


def figures(folder: Path) -> dict[str, float]:
    """Per cent right by class of what a record needs: ``actors_phrase``, ``actors_gazetteer``, ``actors_entity``, ``actors_negative``."""
    right: dict[str, int] = defaultdict(int)
    total: dict[str, int] = defaultdict(int)
    for record, code in coded(folder):
        total[record["needs"]] += 1
        right[record["needs"]] += not faults(record["expect"], code)
    return {f"actors_{needs}": 100 * right[needs] / total[needs] for needs in ("phrase", "gazetteer", "negative", "entity")}


def coded(folder: Path) -> list[tuple[dict[str, Any], ActorCode]]:
    """Every record with our coding of it."""
    catalogue = ActorCatalogue.default()
    places = gazetteer()
    return [
        (
            record,
            actor_codes(
                catalogue,
                record["phrase"],
                context=record.get("context"),
                on=day(record.get("date")),
                known_country=record.get("known_country"),
                country_of_place=places,
            ),
        )
        for record in lines(folder / "ngec_actors.jsonl")
    ]


def gazetteer() -> CountryOfPlace:
    """Country by the largest place of a name; small places are left out, for too many personal names are hamlets somewhere."""
    known = Gazetteer.default()

    def country(name: str) -> str | None:
        entry = next((entry for entry in known.find(name) if entry.match != "demonym"), None)
        return entry.country if entry is not None and entry.population >= POPULATION else None

    return country


def day(written: str | None) -> dt.date:
    """The day of a record; ISO or "12 April 2022"."""
    if written is None or written == "today":
        return TODAY
    try:
        return dt.date.fromisoformat(written)
    except ValueError:
        return dt.datetime.strptime(written, "%d %B %Y").replace(tzinfo=dt.UTC).date()


def faults(expect: Mapping[str, Any], code: ActorCode) -> list[str]:
    """The expected fields that our coding gets wrong."""
    wrong = []
    if expect.get("no_code") and (code.country or code.sector not in (None, "UNK")):
        wrong.append("no_code")
    if "country" in expect and code.country != expect["country"]:
        wrong.append("country")
    if "country_not" in expect and code.country == expect["country_not"]:
        wrong.append("country_not")
    if "sector" in expect and not (code.sector in expect["sector"] or (not expect["sector"] and code.sector is None)):
        wrong.append("sector")
    if "sector_2" in expect and code.sector_2 != expect["sector_2"]:
        wrong.append("sector_2")
    if "entity" in expect and code.entity != expect["entity"]:
        wrong.append("entity")
    if "role" in expect and _ORDINAL.sub("", code.role or "") != _ORDINAL.sub("", expect["role"]):
        wrong.append("role")
    return wrong


if __name__ == "__main__":
    main("events", figures)
