"""A user's own gazetteer, from small made-up dumps in the exact format of GeoNames."""

from __future__ import annotations

import contextlib
import random
import sqlite3
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.grounding.places import Gazetteer
from dateline.grounding.places.building import Built
from dateline.grounding.places.building import build as build_on_shipped
from dateline.grounding.places.building.dumps import Dump
from dateline.grounding.places.building.kinds import CLASSES, kinds
from dateline.grounding.places.building.records import BadLine, feature, other_name, unit_code
from dateline.grounding.places.building.runs import Runs
from dateline.grounding.places.storage import FORMAT, KINDS, SCHEMA, pack_codes, unpack_codes
from dateline.model.errors import BinaryInput, EmptyInput, InputNotFound, ReaderError, TooLarge, TruncatedInput, UnsupportedInput

ZZYX, FIELD, UNIT, ALEPPO = 20_000_001, 20_000_002, 20_000_003, 170063


def row(gid: int, name: str, code: str = "P.PPL", lat: float = 36.0, lon: float = 37.0, **more: str) -> str:
    feature_class, feature_code = code.split(".")
    cells = [
        str(gid),
        name,
        more.get("ascii", name),
        more.get("others", ""),
        str(lat),
        str(lon),
        feature_class,
        feature_code,
        more.get("country", "SY"),
        "",
    ]
    cells += [
        more.get("admin1", ""),
        more.get("admin2", ""),
        "",
        "",
        more.get("people", "0"),
        "",
        "300",
        "Asia/Damascus",
        more.get("modified", "2025-03-04"),
    ]
    return "\t".join(cells)


def spelling(gid: int, name: str, language: str = "en", *, main: bool = False) -> str:
    return "\t".join(("1", str(gid), language, name, "1" if main else "", "", "", "", "", ""))


PLACES = [
    row(UNIT, "Zzyxland Governorate", "A.ADM1", admin1="77"),
    row(ZZYX, "Zzyxobād", others="Zzyxobad al Kabir,ZZX,زيكس", ascii="Zzyxobad", people="4200", admin1="77"),
    row(FIELD, "Qwvarm Air Base", "S.AIRB", admin1="77"),
    row(20_000_004, "Grxnold Farm", "S.FRM"),
    row(20_000_005, "Vlqaville", country="FR", people="900"),
    row(ALEPPO, "Aleppo", others="Halabq", people="2222222", lat=36.21, lon=37.17, modified="2026-01-02"),
]
NAMES = [
    spelling(ZZYX, "Al Zzyqabad", "ar"),
    spelling(ZZYX, "Zzyx City", main=True),
    spelling(ZZYX, "https://example.org", "link"),
    spelling(99, "Nowherexq"),
]


SHIPPED = ("syria", "eastern ghouta", "bab al mandab", "paris", "anbar", "turks", "damascus", "aleppo", "dabiq", "france")
BASE: list[Path] = []


@pytest.fixture(scope="module", autouse=True)
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A gazetteer with a few names of the shipped one, so that builds are quick."""
    file = tmp_path_factory.mktemp("base") / "base.sqlite"
    db = sqlite3.connect(file)
    db.executescript(SCHEMA)
    db.execute("ATTACH ? AS whole", (str(Gazetteer.default().about().file),))
    for key in SHIPPED:
        (packed,) = db.execute("SELECT places FROM whole.name WHERE key = ?", (key,)).fetchone()
        db.execute("INSERT INTO name VALUES (?, ?)", (key, packed))
        db.executemany("INSERT OR IGNORE INTO place SELECT * FROM whole.place WHERE number = ?", ((code // 4,) for code in unpack_codes(packed)))
    db.execute("INSERT INTO country SELECT * FROM whole.country")
    db.execute("INSERT INTO known SELECT * FROM whole.known")
    db.execute("INSERT INTO about VALUES ('places', (SELECT count(*) FROM place)), ('names', ?)", (len(SHIPPED),))
    db.execute(f"PRAGMA user_version = {FORMAT}")
    db.commit()
    db.close()
    BASE[:] = [file]
    return file


def build(places: Path, alternates: Path | None, output: Path, **options: Any) -> Built:
    return build_on_shipped(places, alternates, output, base=BASE[0], **options)


def text(path: Path, lines: list[str]) -> Path:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def archive(path: Path, **members: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name.replace("__", "/") + ".txt", content)
    return path


def made(folder: Path, lines: list[str] = PLACES, **options: Any) -> tuple[Gazetteer, Built]:
    built = build(text(folder / "SY.txt", lines), None, folder / "own.sqlite", **options)
    return Gazetteer(built.file), built


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory, base: Path) -> tuple[Gazetteer, Built]:
    """One gazetteer from all of the made-up dump, with its file of other names."""
    folder = tmp_path_factory.mktemp("own")
    places = archive(folder / "allCountries.zip", allCountries="\n".join(PLACES) + "\n")
    names = archive(folder / "alternateNamesV2.zip", alternateNamesV2="\n".join(NAMES) + "\n", **{"iso-languagecodes": "x"})
    built = build(places, names, folder / "own.sqlite")
    return Gazetteer(built.file), built


def test_a_place_of_the_dump_is_found_with_its_unit(own: tuple[Gazetteer, Built]) -> None:
    (entry,) = own[0].find("Zzyxobad")
    assert (entry.id, entry.kind, entry.country, entry.admin1, entry.population, entry.match) == (
        f"geonames:{ZZYX}", "settlement", "SYR", "Zzyxland Governorate", 4200, "primary",
    )  # fmt: skip
    assert (entry.lat, entry.lon, entry.radius_km) == (36.0, 37.0, 2.0)


def test_other_names_come_from_their_own_file(own: tuple[Gazetteer, Built]) -> None:
    gazetteer = own[0]
    assert [gazetteer.find(name)[0].match for name in ("Al Zzyqabad", "Zzyx City", "Zziqabad")] == ["alternate", "primary", "folded"]
    assert not any(gazetteer.knows(name) for name in ("https://example.org", "Nowherexq", "Zzyxobad al Kabir"))


def test_what_news_does_not_name_is_left_out(own: tuple[Gazetteer, Built]) -> None:
    gazetteer, built = own
    assert gazetteer.find("Qwvarm Air Base")[0].kind == "site"
    assert not gazetteer.knows("Grxnold Farm")
    assert (built.taken, built.left_out, built.bad) == (5, 1, 0)


def test_the_shipped_gazetteer_is_all_there(own: tuple[Gazetteer, Built]) -> None:
    gazetteer, shipped = own[0], Gazetteer(BASE[0])
    for name in SHIPPED[:6]:
        assert [entry.id for entry in gazetteer.find(name)] == [entry.id for entry in shipped.find(name)], name
    assert gazetteer.is_conflict_place("Ghouta")
    assert gazetteer.capital("Syria") == shipped.capital("Syria")
    assert own[1].places == shipped.about().places + 4


def test_a_town_that_is_shipped_gets_the_dumps_people_and_keeps_its_id(own: tuple[Gazetteer, Built]) -> None:
    aleppo = next(entry for entry in own[0].find("Aleppo") if entry.kind == "settlement")
    assert (aleppo.id, aleppo.population, aleppo.lat) == (f"geonames:{ALEPPO}", 2_222_222, 36.21)


def test_it_says_what_it_is(own: tuple[Gazetteer, Built]) -> None:
    about = own[0].about()
    assert (about.shipped, about.date, about.countries, about.classes) == (False, "2026-01-02", None, None)
    assert about.places == own[1].places
    assert "GeoNames" in about.licence
    assert "allCountries.zip" in about.source


def test_nothing_is_left_beside_the_result(own: tuple[Gazetteer, Built]) -> None:
    assert sorted(file.name for file in own[1].file.parent.iterdir()) == ["allCountries.zip", "alternateNamesV2.zip", "own.sqlite"]


def test_a_conflict_place_is_found_again_in_the_dump(tmp_path: Path) -> None:
    dabiq = Gazetteer.default().find("Dabiq")[0]
    there = row(20_000_010, "Dabiq", lat=dabiq.lat + 0.02, lon=dabiq.lon, others="Dabiqville")
    elsewhere = row(20_000_011, "Dabiq", lat=dabiq.lat - 2, lon=dabiq.lon)
    gazetteer, _ = made(tmp_path, [there, elsewhere])
    assert sorted(entry.id for entry in gazetteer.find("Dabiq")) == [dabiq.id, "geonames:20000011"]
    assert gazetteer.find("Dabiqville")[0].id == dabiq.id


def test_countries_and_classes_narrow_the_dump_only(tmp_path: Path) -> None:
    gazetteer, built = made(tmp_path, countries=["fra"], classes=["P"])
    assert gazetteer.knows("Vlqaville")
    assert not gazetteer.knows("Zzyxobad")
    assert gazetteer.knows("Damascus")
    assert (built.taken, gazetteer.about().countries, gazetteer.about().classes) == (1, "FRA", "P")


@pytest.mark.parametrize("options", [{"countries": ["XYZ"]}, {"classes": ["Q"]}, {"classes": ["P-PPL"]}])
def test_what_does_not_exist_cannot_be_asked_for(tmp_path: Path, options: dict[str, list[str]]) -> None:
    with pytest.raises(ReaderError, match="expected"):
        made(tmp_path, **options)
    assert not (tmp_path / "own.sqlite").exists()


def test_units_can_come_from_files_of_codes(tmp_path: Path) -> None:
    lines = [line for line in PLACES if "ADM1" not in line]
    units = text(tmp_path / "admin1CodesASCII.txt", ["SY.77\tAleppo\tAleppo\t170062"] * 3 + ["no code", "SY.78\tX\tX\tmany"])
    gazetteer, built = made(tmp_path, lines, unit_files=[units])
    assert gazetteer.find("Zzyxobad")[0].admin1 == "Aleppo"
    assert built.bad == 2


def test_bad_lines_are_named_and_cost_nothing_else(tmp_path: Path) -> None:
    wrong = [
        "only one column",
        row(5, "High", lat=91.0),
        row(6, "Many", people="lots"),
        PLACES[1].replace(str(ZZYX), "-4"),
        row(7, " "),
        row(8, "X", country="S1"),
    ]
    lines = [*PLACES, *wrong, *(row(30_000_000 + number, f"Fillerxq{number}") for number in range(10))]
    path = text(tmp_path / "SY.txt", lines)
    path.write_bytes(path.read_bytes() + b"9\t\xff\xfe\n" + b"x" * 3_000_000 + b"\n" + row(9, "Lastxq").encode())
    built = build(path, None, tmp_path / "own.sqlite")
    assert built.bad == len(wrong) + 2
    assert built.bad_lines[0] == "SY.txt, line 7: 1 columns, expected 19"
    assert any("not UTF-8" in line for line in built.bad_lines)
    assert any("longer than a megabyte" in line for line in built.bad_lines)
    gazetteer = Gazetteer(built.file)
    assert gazetteer.knows("Lastxq")
    assert gazetteer.knows("Fillerxq9")


def test_many_bad_lines_are_counted_and_the_first_named(tmp_path: Path) -> None:
    lines = [*(row(30_000_000 + number, f"Fillerxq{number}") for number in range(60)), *(["bad"] * 50)]
    _, built = made(tmp_path, lines)
    assert (built.bad, len(built.bad_lines)) == (50, 20)


class Stop(Exception):
    """Stands for the end of a process in the middle of its work."""


def crowd(count: int) -> list[str]:
    rng = random.Random(3)
    return [row(21_000_000 + number, f"Crowdxq {rng.randrange(count)}", others=f"Kraudxq {number}") for number in range(count)]


@pytest.mark.parametrize("at", range(1, 12, 2))
def test_a_build_that_was_stopped_goes_on_and_gives_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int) -> None:
    monkeypatch.setattr("dateline.grounding.places.building.job._BATCH", 400)
    places, names = (
        text(tmp_path / "SY.txt", crowd(1500)),
        text(tmp_path / "names.txt", [spelling(21_000_000 + number, f"Alsoxq {number}") for number in range(1500)]),
    )
    whole = build(places, names, tmp_path / "whole.sqlite")
    calls = 0
    from dateline.grounding.places.building.work import Work

    save = Work.save

    def saving(self: Work) -> None:
        nonlocal calls
        save(self)
        calls += 1
        if calls == at:
            raise Stop

    monkeypatch.setattr(Work, "save", saving)
    with pytest.raises(Stop):
        build(places, names, tmp_path / "own.sqlite")
    assert not (tmp_path / "own.sqlite").exists()
    monkeypatch.setattr(Work, "save", save)
    again = build(places, names, tmp_path / "own.sqlite")
    assert again.resumed
    assert contents(tmp_path / "own.sqlite") == contents(tmp_path / "whole.sqlite")
    assert (again.taken, again.left_out, again.bad) == (whole.taken, whole.left_out, whole.bad)


def test_a_build_that_was_stopped_while_sorting_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.grounding.places.building.job._BATCH", 300_000)
    places = text(tmp_path / "SY.txt", crowd(300))
    build(places, None, tmp_path / "whole.sqlite")

    def progress(step: str, done: int, total: int) -> None:
        if step == "sorting" and done > total / 2:
            raise Stop

    with pytest.raises(Stop):
        build(places, None, tmp_path / "own.sqlite", progress=progress)
    assert build(places, None, tmp_path / "own.sqlite").resumed
    assert contents(tmp_path / "own.sqlite") == contents(tmp_path / "whole.sqlite")


def contents(file: Path) -> list[list[tuple[object, ...]]]:
    db = sqlite3.connect(file)
    try:
        return [db.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in ("name", "place", "about", "known", "country")]
    finally:
        db.close()


def test_other_input_begins_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def progress(step: str, done: int, total: int) -> None:
        if step == "sorting":
            raise Stop

    with pytest.raises(Stop):
        made(tmp_path, progress=progress)
    gazetteer, built = made(tmp_path, [row(20_000_020, "Otherxq")])
    assert (built.resumed, built.replaced) == (False, True)
    assert gazetteer.knows("Otherxq")
    assert not gazetteer.knows("Zzyxobad")


def test_two_builds_do_not_write_one_file(tmp_path: Path) -> None:
    def progress(step: str, done: int, total: int) -> None:
        if step == "sorting":
            with pytest.raises(ReaderError, match="Another build"):
                build(tmp_path / "SY.txt", None, tmp_path / "own.sqlite")

    assert made(tmp_path, progress=progress)[1].taken == 5


def test_an_output_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(ReaderError, match="could not be written"):
        build(text(tmp_path / "SY.txt", PLACES), None, tmp_path / "file" / "own.sqlite")


def test_the_wrong_file_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    names = text(tmp_path / "alternateNamesV2.txt", NAMES)
    with pytest.raises(UnsupportedInput, match="10 columns, expected 19"):
        build(names, None, tmp_path / "own.sqlite")
    assert [file.name for file in tmp_path.iterdir()] == ["alternateNamesV2.txt"]


def test_odd_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputNotFound):
        Dump(tmp_path / "none.zip")
    (tmp_path / "empty.txt").touch()
    with pytest.raises(EmptyInput):
        Dump(tmp_path / "empty.txt")
    (tmp_path / "binary.txt").write_bytes(b"\x00\x01" * 500)
    with pytest.raises(BinaryInput):
        Dump(tmp_path / "binary.txt")
    (tmp_path / "cut.zip").write_bytes(archive(tmp_path / "SY.zip", SY=PLACES[0]).read_bytes()[:-30])
    with pytest.raises(TruncatedInput):
        Dump(tmp_path / "cut.zip")
    with pytest.raises(EmptyInput):
        Dump(archive(tmp_path / "hollow.zip", hollow=""))


@pytest.mark.parametrize("members", [{}, {"a": "x", "b": "y"}, {"..__SY": "x"}, {"__etc__SY": "x"}])
def test_odd_archives_are_refused(tmp_path: Path, members: dict[str, str]) -> None:
    with pytest.raises(UnsupportedInput, match="archive"):
        Dump(archive(tmp_path / "SY.zip", **members))


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TooLarge, match="unpacks to"):
        Dump(archive(tmp_path / "SY.zip", SY="0" * 40_000_000))


def test_a_damaged_archive_stops_with_one_clear_error(tmp_path: Path) -> None:
    rng = random.Random(1)
    path = archive(tmp_path / "SY.zip", SY="\n".join(row(22_000_000 + number, f"Xq{rng.random()}") for number in range(20_000)))
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data)
    with pytest.raises(TruncatedInput, match="damaged"):
        build(path, None, tmp_path / "own.sqlite")
    assert not (tmp_path / "own.sqlite").exists()


def test_reading_goes_on_from_any_line(tmp_path: Path) -> None:
    for path in (text(tmp_path / "SY.txt", PLACES), archive(tmp_path / "SY.zip", SY="\n".join(PLACES))):
        lines = list(Dump(path).lines())
        assert [line.text for line in lines] == [line.encode() for line in PLACES]
        for line in lines:
            assert list(Dump(path).lines(line.end, line.number)) == lines[line.number :]


def test_records() -> None:
    one = feature(PLACES[1].encode())
    assert (one.gid, one.name, one.ascii, one.population, one.country, one.admin1) == (ZZYX, "Zzyxobād", "Zzyxobad", 4200, "SY", "77")
    assert other_name(spelling(3, "Zzyx", main=True).encode()) == (3, "Zzyx", True)
    assert other_name(spelling(3, "Q12", "wkdt").encode()) is None
    assert unit_code(b"SY.09\tAleppo\tAleppo\t170062") == ("SY.09", 170062)
    with pytest.raises(BadLine, match="expected one such as"):
        unit_code(b"SY\tAleppo\tAleppo\t170062")


@given(st.binary(max_size=200))
def test_no_line_does_worse_than_being_bad(line: bytes) -> None:
    for read in (feature, other_name, unit_code):
        with contextlib.suppress(BadLine):
            read(line)


@given(st.lists(st.tuples(st.text(min_size=1, max_size=3), st.integers(1, 50), st.integers(0, 3)), max_size=60), st.integers(1, 20))
def test_runs_give_back_each_name_of_each_place_once_and_in_order(names: list[tuple[str, int, int]], size: int) -> None:
    shipped, db = sqlite3.connect(":memory:"), sqlite3.connect(":memory:")
    try:
        shipped.execute("CREATE TABLE name (key TEXT PRIMARY KEY, places BLOB) WITHOUT ROWID")
        shipped.execute("INSERT INTO name VALUES ('m', ?)", (pack_codes([4, 8]),))
        runs = Runs(db)
        for number, (key, place, flag) in enumerate(names):
            runs.add(key, 4 * place + flag)
            if number % size == 0:
                runs.flush()
        runs.flush()
        merged = list(runs.merged(shipped, ""))
        keys = [key for key, _, _ in merged]
        assert keys == sorted({"m", *(key for key, _, _ in names)})
        assert all(codes == sorted(codes) for _, codes, _ in merged)
        pairs = {(key, code // 4) for key, codes, _ in merged for code in codes}
        assert pairs == {("m", 1), ("m", 2), *((key, place) for key, place, _ in names)}
        assert [key for key, _, _ in runs.merged(shipped, "m")] == [key for key in keys if key > "m"]
    finally:
        shipped.close()
        db.close()


def test_every_feature_class_has_a_kind() -> None:
    assert {kinds().of(letter, "", 0)[0] for letter in CLASSES} <= set(KINDS)
    assert kinds().of("P", "PPLC", 3_000_000) == ("settlement", 15)
    assert all(feature[0] in CLASSES for feature in kinds().default)
