"""The formats there are, by name. Their modules load when they are used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Kind = Literal["text", "folder"]
"""text: one file, which can also go to standard output · folder: several files."""


@dataclass(frozen=True, slots=True)
class Format:
    """One form in which a ledger leaves the house.

    Args:
        name: what users call it.
        rule: name and version of its rules, as side files state it.
        about: one line for people.
        kind: see ``Kind``.
        suffix: the end of its file's name; empty for a folder.
        module: the module of this room that writes it.
        profile: the profile it takes where none is asked for.
        policies: names of the stated policies by which it departs from what was said; docs/formats.md explains each.
    """

    name: str
    rule: str
    about: str
    kind: Kind
    suffix: str
    module: str
    profile: str = "internal"
    policies: tuple[str, ...] = ()


_ALL = (
    Format("jsonl", "dateline-jsonl/1", "everything, without loss; `dateline import` reads it back", "text", ".jsonl", "lossless"),
    Format("csv", "dateline-csv/1", "five tables: incidents, claims, sources, casualties, actors", "folder", "", "csv_set"),
    Format("parquet", "dateline-parquet/1", "the same five tables, typed", "folder", "", "parquet"),
    Format("geojson", "dateline-geojson/1", "a point for each incident whose place is fine enough", "text", ".geojson", "geojson"),
    Format(
        "acled-style",
        "acled-style/1",
        "ACLED's 31 columns, by its policies",
        "text",
        ".csv",
        "acled",
        policies=("deaths-by-lowest/1", "vague-numbers/1", "unknown-deaths-stay-empty/1", "middle-day/1", "district-near/1"),
    ),
    Format(
        "ucdp-style",
        "ucdp-style/1",
        "UCDP GED's 49 columns, by its policies",
        "text",
        ".csv",
        "ucdp",
        policies=("one-death-or-more/1", "named-sides-only/1", "best-else-low/1", "low-high-by-range/1", "deaths-by-side/1"),
    ),
    Format("plover", "plover/1", "PLOVER's JSON, one event a line, non-events with their labels", "text", ".jsonl", "plover"),
    Format("ftm", "ftm/1", "FollowTheMoney entities: events, articles, actors, mentions", "text", ".jsonl", "ftm"),
    Format(
        "dossier", "dossier/1", "pages for people: an index and a page for each incident, with the words", "folder", "", "dossier", profile="public"
    ),
)

FORMATS: Mapping[str, Format] = MappingProxyType({one.name: one for one in _ALL})
"""All formats by name."""
