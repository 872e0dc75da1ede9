"""How fast a user's own gazetteer is built and how fast it answers, on a made-up dump in the exact format of GeoNames.

The dump is written by this script, seeded, so that nothing has to be fetched: by default a million places (with the mix of classes and
the lengths of names of the true one) and a million and a half other names.

    python benchmarks/gazetteer.py [--rows 1000000] [--names 1500000] [--folder DIR] [--write]

``--write`` writes its section of docs/performance.md.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import common
from dateline.grounding.places import Gazetteer, capital_of
from dateline.grounding.places.building import build

COUNTRIES = ("SY", "IQ", "YE", "UA", "SD", "CD", "NG", "AF", "PK", "MM", "ET", "SO", "LY", "ML", "CO", "US", "IN", "CN", "RU", "FR")
FEATURES = {
    "P.PPL": 42, "P.PPLX": 3, "H.STM": 14, "H.LK": 4, "S.FRM": 10, "S.AIRP": 2, "S.HSP": 2, "T.MT": 6, "T.HLL": 8, "A.ADM3": 3, "A.ADM2": 1,
    "L.RGN": 1, "L.MILB": 1, "V.FRST": 1, "R.RD": 2,
}  # fmt: skip
"""How many of a hundred places are what, about as in the true dump."""
SYLLABLES = [
    "al", "bar", "da", "el", "fa", "ga", "han", "i", "ja", "ka", "la", "ma", "na", "or", "pa", "qa", "ra", "sa", "ta", "u",
    "va", "wa", "ya", "za", "ben", "dur", "esh", "far", "gul", "hil", "kor", "mir", "nov", "pol", "raq", "shah", "tel", "ville", "zor",
]  # fmt: skip
LANGUAGES = ("en", "ar", "fr", "ru", "", "link", "es", "fa", "uk", "wkdt")
SCRIPTS = {"ar": "حلب", "fa": "هرات", "ru": "Авдеевка", "uk": "Авдіївка"}
ADMIN1 = 12
FIRST = 20_000_000
LOOKUPS = 200_000


def word(rng: random.Random) -> str:
    """A made-up name of one to three words; every fifth is one of a few thousand that many places share."""
    if rng.random() < 0.2:
        return "".join(rng.choices(SYLLABLES[: rng.choice((10, 40))], k=3)).capitalize()
    return " ".join("".join(rng.choices(SYLLABLES, k=rng.choice((3, 4, 4, 5)))).capitalize() for _ in range(rng.choice((1, 1, 1, 1, 2, 2, 3))))


def places(rows: int, seed: int) -> Iterator[str]:
    """Lines of ``allCountries.txt``: first the first-level units, then the rest."""
    rng = random.Random(seed)
    features, weights = list(FEATURES), list(FEATURES.values())
    for number in range(rows):
        name, country = word(rng), rng.choice(COUNTRIES)
        feature_class, code = rng.choices(features, weights)[0].split(".")
        admin1 = f"{rng.randrange(ADMIN1):02}"
        if number < len(COUNTRIES) * ADMIN1:
            country, admin1, feature_class, code = COUNTRIES[number // ADMIN1], f"{number % ADMIN1:02}", "A", "ADM1"
        others = ",".join(word(rng) for _ in range(rng.choice((0, 0, 0, 1, 1, 2, 4))))
        people = int(rng.paretovariate(0.8) * 50) if feature_class == "P" and rng.random() < 0.2 else 0
        lat, lon, modified = rng.uniform(-55, 70), rng.uniform(-180, 180), f"20{rng.randrange(10, 26):02}-{rng.randrange(1, 13):02}-15"
        cells = [str(FIRST + number), name, name, others, f"{lat:.5f}", f"{lon:.5f}", feature_class, code, country, "", admin1]
        cells += [f"{rng.randrange(90):03}", "", "", str(people), "", str(rng.randrange(3000)), "Etc/UTC", modified]
        yield "\t".join(cells)


def names(count: int, rows: int, seed: int) -> Iterator[str]:
    """Lines of ``alternateNamesV2.txt``."""
    rng = random.Random(seed + 1)
    for number in range(count):
        language = rng.choice(LANGUAGES)
        name = SCRIPTS.get(language) or ("https://example.org/" if language == "link" else word(rng))
        main = "1" if language == "en" and rng.random() < 0.3 else ""
        yield "\t".join((str(number + 1), str(FIRST + rng.randrange(rows)), language, name, main, "", "", "", "", ""))


def pack(path: Path, member: str, lines: Iterator[str]) -> None:
    """Write lines as the one text of a zip archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive, archive.open(member, "w", force_zip64=True) as stream:
        for line in lines:
            stream.write(line.encode() + b"\n")


def measure(folder: Path) -> dict[str, float]:
    """Build from the dump in ``folder`` and ask the result; in a process of its own, so that its memory is its own."""
    output = folder / "own.sqlite"
    output.unlink(missing_ok=True)
    begun = time.process_time()
    built = build(folder / "allCountries.zip", folder / "alternateNamesV2.zip", output, progress=show)
    seconds = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    own = Gazetteer(output)
    return {
        "seconds": seconds,
        "places": built.places,
        "names": built.names,
        "taken": built.taken,
        "bad": built.bad,
        "megabytes": output.stat().st_size / 1e6,
        "peak_mb": peak,
        "lookups_per_s": lookups(own),
        "lookups_shipped_per_s": lookups(Gazetteer.default()),
    }


def show(step: str, done: int, total: int) -> None:
    """Nothing is shown: the figures are what counts."""


def lookups(gazetteer: Gazetteer) -> float:
    """Look-ups a second of names that are asked for the first time, half of them known."""
    rng = random.Random(7)
    capitals = [capital.name for country in ("SYR", "IRQ", "UKR", "YEM", "SDN", "COD") if (capital := capital_of(country, gazetteer=gazetteer))]
    asked = [word(rng) if rng.random() < 0.95 else rng.choice(capitals) for _ in range(LOOKUPS)]
    begun = time.process_time()
    for name in asked:
        gazetteer.find(name)
    return LOOKUPS / (time.process_time() - begun)


def section(figures: dict[str, float]) -> str:
    """The section of docs/performance.md on building a gazetteer of one's own, in Markdown."""
    return f"""Written by `python benchmarks/gazetteer.py --write` on {common.measured_on()}.
A made-up dump in GeoNames' format, {figures["rows"]:,.0f} places and {figures["names_in"]:,.0f} other names,
both zipped; one core, seconds of processor time.

| figure | measured |
|---|---|
| time to build | {figures["seconds"]:.0f} seconds |
| lines of the dump a second | {figures["rows_per_s"]:,.0f} |
| names written a second | {figures["names_per_s"]:,.0f} |
| peak memory | {figures["peak_mb"]:.0f} MB |
| the file | {figures["megabytes"]:.0f} MB, {figures["places"]:,.0f} places, {figures["names"]:,.0f} names |
| bytes a name | {figures["bytes_per_name"]:.0f} |
| look-ups a second in it, each name for the first time | {figures["lookups_per_s"]:,.0f} |
| look-ups a second in the shipped file | {figures["lookups_shipped_per_s"]:,.0f} |
"""


def main() -> None:
    """Make the dump, measure, print the table and one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--names", type=int, default=1_500_000)
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--folder", type=Path, help="keep the dump and the gazetteer here; a dump that lies there is used again")
    parser.add_argument("--write", action="store_true", help="write the section of docs/performance.md")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure:
        print(json.dumps(measure(given.measure)))
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder: Path = given.folder or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        if not (folder / "alternateNamesV2.zip").is_file():
            pack(folder / "allCountries.zip", "allCountries.txt", places(given.rows, given.seed))
            pack(folder / "alternateNamesV2.zip", "alternateNamesV2.txt", names(given.names, given.rows, given.seed))
        ran = subprocess.run([sys.executable, __file__, "--measure", str(folder)], check=True, capture_output=True, text=True)
    figures = json.loads(ran.stdout.splitlines()[-1])
    seconds = figures["seconds"]
    figures |= {
        "rows": given.rows,
        "names_in": given.names,
        "rows_per_s": (given.rows + given.names) / seconds,
        "names_per_s": figures["names"] / seconds,
        "bytes_per_name": 1e6 * figures["megabytes"] / figures["names"],
    }
    if given.write:
        common.write_section("gazetteer", section(figures))
    print("gazetteer")
    for key, value in figures.items():
        print(f"  {key:<22} {value:14,.1f}")
    print(json.dumps({key: round(value, 1) for key, value in figures.items()}))


if __name__ == "__main__":
    main()
