"""How much of the records in ``tests/cases/dispatches.toml`` is read: shares of right values, field by field.

python tests/reading/dispatches.py seen|kept [--errors]
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from collections.abc import Iterable
from typing import Any

from case_book import FOLDER, Case, _agrees, _case, _is_toll, _shown, _value, pick, shared_reader

from dateline.model import NEWS, Claim, Reading

HARM = ("killed", "injured")


def dispatches(half: str) -> list[Case]:
    """The reports of one half, in the order of the file."""
    raw = tomllib.loads((FOLDER / "dispatches.toml").read_text(encoding="utf-8"))["case"]
    return [
        _case(f"{half}-{number:02d}", {key: value for key, value in entry.items() if key != "half"})
        for number, entry in enumerate((entry for entry in raw if entry["half"] == half), 1)
    ]


def right(key: str, expected: Any, claim: Claim) -> bool:
    """Whether one value of a claim is right; of actors and speakers one right name is enough, but where nobody is expected nobody may be named."""
    got = _value(claim, key)
    if key in ("source", "target", "speakers"):
        return any(_agrees(key, [name], [part]) for name in expected for part in got) if expected else not got
    if key == "responsibility":
        return any(part.responsibility in expected for part in got)
    if key == "time":
        return bool(expected == got.partition(" ")[0])
    return _agrees(key, expected, got)


def marks(case: Case, reading: Reading) -> Iterable[tuple[str, bool, str]]:
    """Each value of a report: its field, whether it is right, and what was wrong."""
    for key, value in case.expected.items():
        told = [claim.summary for claim in reading.claims if claim.status.label in NEWS and claim.event.type == "ASSAULT"]
        yield key, len(told) == value, f"expected {value}, got {told}"
    for expected in case.claims:
        about = expected["about"]
        claim = pick(reading, about) or pick(reading, about, expected.get("type", ""))
        for key, value in expected.items():
            if key == "about":
                continue
            if key == "tolls":
                got = [toll for toll in claim.tolls if toll.harm in HARM] if claim else []
                wanted = [words for words in value if words.split()[1] in HARM]
                left = list(got)
                for words in wanted:
                    hit = next((toll for toll in left if _is_toll(words, toll)), None)
                    if hit is not None:
                        left.remove(hit)
                    yield words.split()[1], hit is not None, f"{about!r}: expected {words}, got {_shown(got)}"
                for toll in got:
                    yield "precision", toll not in left, f"{about!r}: not told {_shown(toll)}"
            elif claim is None:
                yield key, False, f"no claim about {about!r} among {[made.summary for made in reading.claims]}"
            else:
                yield key, right(key, value, claim), f"{about!r}: expected {value!r}, got {_shown(_value(claim, key))!r}"


def figures(half: str, *, errors: bool = False) -> dict[str, tuple[int, int]]:
    """Right values and all values of each field; ``all`` for their sum."""
    hits: Counter[str] = Counter()
    count: Counter[str] = Counter()
    cases = dispatches(half)
    for case, reading in zip(cases, shared_reader().read_many(case.document for case in cases), strict=True):
        if errors:
            sys.stderr.write(f"== {case.name} {case.document.title}\n")
        for key, good, wrong in marks(case, reading):
            hits.update([key] * good)
            count.update([key])
            if errors and not good:
                sys.stderr.write(f"   {key} {wrong}\n")
    found = {key: (hits[key], count[key]) for key in sorted(count)}
    return found | {"all": (sum(hits.values()), sum(count.values()))}


if __name__ == "__main__":
    for field, (good, of) in figures(sys.argv[1], errors="--errors" in sys.argv).items():
        sys.stdout.write(f"{field:15}{good:4}/{of:<4}{100 * good / of:6.1f}\n")
