from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from dateline.grounding.places import Gazetteer
from dateline.grounding.places.geometry import distance_km
from dateline.model.errors import ReaderError

DATA = Path(__file__).parents[2] / "src" / "dateline" / "grounding" / "data" / "places"
GAZETTEER = Gazetteer.default()


def test_the_default_is_opened_once() -> None:
    assert Gazetteer.default() is Gazetteer.default()


def test_an_entry_says_what_and_where_it_is() -> None:
    aleppo = next(entry for entry in GAZETTEER.find("Aleppo") if entry.kind == "settlement")
    assert (aleppo.id, aleppo.country, aleppo.admin1, aleppo.match) == ("geonames:170063", "SYR", "Aleppo", "primary")
    assert distance_km(aleppo.lat, aleppo.lon, 36.2, 37.16) < 5
    assert aleppo.population > 1_000_000
    assert aleppo.precision == "settlement"


@pytest.mark.parametrize("name", ["Kobani", "Kobanê", "Ayn al-Arab", "Ain al-Arab"])
def test_the_spellings_of_a_war_lead_to_one_town(name: str) -> None:
    assert GAZETTEER.find(name)[0].id == "geonames:172256"


@pytest.mark.parametrize(
    ("name", "identity", "precision"),
    [
        ("Syria", "country:SYR", "country"),
        ("DRC", "country:COD", "country"),
        ("Ghouta", "conflict:eastern-ghouta", "region"),
        ("Bab al-Mandab", "conflict:bab-al-mandab", "sea"),
        ("Rafah crossing", "conflict:rafah-crossing", "site"),
        ("Donbass", "conflict:donbas", "region"),
        ("Euphrates", "conflict:euphrates", "region"),
    ],
)
def test_kinds_give_precision(name: str, identity: str, precision: str) -> None:
    entry = GAZETTEER.find(name)[0]
    assert (entry.id, entry.precision) == (identity, precision)


def test_units_are_found_with_and_without_their_word() -> None:
    for name in ("Anbar", "Anbar Province", "Al Anbar"):
        assert any(entry.kind == "admin1" and entry.country == "IRQ" for entry in GAZETTEER.find(name)), name


def test_words_for_people_are_no_places() -> None:
    assert not GAZETTEER.knows("Syrian")
    assert not GAZETTEER.knows("Turks")
    turks = GAZETTEER.demonym("Turks")
    assert turks is not None
    assert turks.country == "TUR"
    assert GAZETTEER.demonym("Syria") is None


@pytest.mark.parametrize("name", ["", "   ", "Qwxzzyv", "'; DROP TABLE name; --", "\x00"])
def test_unknown_names_are_unknown(name: str) -> None:
    assert GAZETTEER.find(name) == ()
    assert not GAZETTEER.knows(name)


def test_every_curated_row_is_in_the_built_file() -> None:
    sections = tomllib.loads((DATA / "conflict_places.toml").read_text(encoding="utf-8"))
    missing = [
        (section, name)
        for section, rows in sections.items()
        for row in rows
        for name in (row.get("name") or row["spells"], *row.get("aliases", []))
        if not GAZETTEER.knows(name) or not GAZETTEER.is_conflict_place(name)
    ]
    assert missing == [], "run tools/build_gazetteer.py: the file is older than conflict_places.toml"


@pytest.mark.parametrize(("name", "iso3"), [("Syria", "SYR"), ("Ukraine", "UKR"), ("U.S.", "USA"), ("DRC", "COD")])
def test_a_country_stands_at_its_point(name: str, iso3: str) -> None:
    points = tomllib.loads((DATA / "points.toml").read_text(encoding="utf-8"))["country"]
    entry = GAZETTEER.find(name)[0]
    assert entry.id == f"country:{iso3}"
    assert [entry.lat, entry.lon] == points[iso3]


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="build_gazetteer"):
        Gazetteer(tmp_path / "none.sqlite")


def test_a_file_that_is_no_gazetteer_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "other.sqlite"
    file.write_bytes(b"not a database at all, only some words" * 50)
    with pytest.raises(ReaderError, match="not a gazetteer"):
        Gazetteer(file)


def test_the_file_stays_small_enough_to_ship() -> None:
    assert (DATA / "gazetteer.sqlite").stat().st_size < 30_000_000
