from __future__ import annotations

import shutil
import sqlite3
import tomllib
from pathlib import Path

import pytest

from dateline.grounding.places import Gazetteer, capital_of
from dateline.grounding.places.geometry import distance_km
from dateline.grounding.places.storage import FORMAT, KINDS
from dateline.grounding.places.whereabouts import SHIPPED, VARIABLE, file_in_use, user_file
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
    with pytest.raises(ReaderError, match="dateline gazetteer build"):
        Gazetteer(tmp_path / "none.sqlite")


def test_a_file_that_is_no_gazetteer_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "other.sqlite"
    file.write_bytes(b"not a database at all, only some words" * 50)
    with pytest.raises(ReaderError, match="not a gazetteer"):
        Gazetteer(file)


def copied(folder: Path) -> Path:
    file = folder / "copy.sqlite"
    shutil.copyfile(DATA / "gazetteer.sqlite", file)
    return file


@pytest.mark.parametrize(("version", "age"), [(0, "an older"), (1, "an older"), (FORMAT + 1, "a newer")])
def test_a_file_of_another_format_is_refused(tmp_path: Path, version: int, age: str) -> None:
    file = copied(tmp_path)
    db = sqlite3.connect(file)
    db.execute(f"PRAGMA user_version = {version}")
    db.close()
    with pytest.raises(ReaderError, match=f"of {age} format.*dateline gazetteer build"):
        Gazetteer(file)


def test_a_cut_file_is_refused_or_told_when_it_is_asked(tmp_path: Path) -> None:
    file = copied(tmp_path)
    with file.open("r+b") as stream:
        stream.truncate(2_000_000)
    with pytest.raises(ReaderError, match="damaged"):
        [Gazetteer(file).find(name) for name in ("Aleppo", "Zzyx", "Kyiv", "Mosul", "Bamako")]


def test_damage_inside_is_one_clear_error(tmp_path: Path) -> None:
    file = copied(tmp_path)
    with file.open("r+b") as stream:
        stream.seek(200_000)
        stream.write(b"\xa5" * 25_000_000)
    with pytest.raises(ReaderError, match=r"damaged.*gazetteer build"):
        [Gazetteer(file).find(name) for name in ("Aleppo", "Zzyx", "Kyiv", "Mosul", "Bamako")]


def test_the_users_own_file_is_preferred(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "data"))
    assert file_in_use() == SHIPPED
    own = user_file()
    own.parent.mkdir(parents=True)
    own.write_bytes(b"")
    assert file_in_use() == own
    with pytest.raises(ReaderError, match=r"never finished|not a gazetteer"):
        Gazetteer.default()
    monkeypatch.setenv(VARIABLE, "shipped")
    assert Gazetteer.default().about().shipped
    monkeypatch.setenv(VARIABLE, str(tmp_path / "gone.sqlite"))
    with pytest.raises(ReaderError, match="no gazetteer there"):
        Gazetteer.default()


def test_a_relative_data_folder_counts_for_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", "here")
    assert user_file() == tmp_path / ".local" / "share" / "dateline" / "gazetteer.sqlite"


def test_it_says_what_it_is() -> None:
    about = GAZETTEER.about()
    assert about.shipped
    assert about.places > 260_000
    assert about.names > about.places
    assert "CC BY 4.0" in about.licence


@pytest.mark.parametrize(
    ("country", "capital"),
    [
        ("AFG", "Kabul"),
        ("afghan", "Kabul"),
        ("Yemen", "Sanaa"),
        ("Kazakhstan", "Astana"),
        ("Sudanese", "Khartoum"),
        ("DRC", "Kinshasa"),
        ("XKX", "Pristina"),
        ("Burma", "Nay Pyi Taw"),
    ],
)
def test_capitals(country: str, capital: str) -> None:
    entry = capital_of(country)
    assert entry is not None
    assert (entry.name, entry.capital, entry.match) == (capital, True, "primary")


@pytest.mark.parametrize("country", ["Aleppo", "Antarctica", "", "Qwxzz", "XXX", "Europe"])
def test_what_is_no_country_has_no_capital(country: str) -> None:
    assert capital_of(country) is None


def test_every_state_has_one_capital() -> None:
    points = tomllib.loads((DATA / "points.toml").read_text(encoding="utf-8"))["country"]
    without = {iso3 for iso3 in points if capital_of(iso3) is None}
    assert without == {"ATA", "BES", "BVT", "HMD", "PLW", "TKL", "UMI"}, "territories without a seat, and Palau's is too small for the source"


def test_the_file_stays_small_enough_to_ship() -> None:
    assert (DATA / "gazetteer.sqlite").stat().st_size < 30_000_000


def test_every_country_and_first_level_unit_has_a_point() -> None:
    db = sqlite3.connect(DATA / "gazetteer.sqlite")
    try:
        kinds = [KINDS.index("country"), KINDS.index("admin1")]
        counts = db.execute(
            "SELECT kind, COUNT(*), SUM(lat IS NULL OR lon IS NULL OR (lat = 0 AND lon = 0)) FROM place WHERE kind IN (?, ?) GROUP BY kind", kinds
        )
        assert [(total > least, without) for (_, total, without), least in zip(sorted(counts), (240, 3900), strict=True)] == [(True, 0), (True, 0)]
    finally:
        db.close()


def test_the_list_of_conflict_places_is_long_and_wide() -> None:
    sections = tomllib.loads((DATA / "conflict_places.toml").read_text(encoding="utf-8"))
    rows = [row for section in sections.values() for row in section]
    assert len(rows) >= 600
    assert {"settlement", "quarter", "region", "water", "river", "site"} <= {row.get("kind") for row in rows}
    assert sum("spells" in row for row in rows) > 100


@pytest.mark.parametrize(
    "name",
    [
        "Ghouta",
        "Hodeidah",
        "Deir ez-Zor",
        "Donbas",
        "Darfur",
        "Sinai",
        "Anbar",
        "Tigray",
        "Golan",
        "Kivu",
        "Cabo Delgado",
        "Lake Chad",
        "Bab al-Mandab",
    ],
)
def test_the_names_that_wars_are_told_in_are_known(name: str) -> None:
    assert GAZETTEER.find(name)
