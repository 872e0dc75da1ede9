"""Reading cases: short reports in ``tests/cases``, and the claims that a careful human would record of each.

Only what a case names is compared. See the head of each file for the notation.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from dateline.model import NEWS, Claim, Document, Reading, Speaker, Toll
from dateline.reading import RuleReader

FOLDER = Path(__file__).parents[1] / "cases"
PUBLISHED = "2017-02-10"
"""A Friday: the day on which a case was published, where it names no other."""

_ABOUT_CASE = frozenset(("text", "title", "published", "todo", "claim"))
_OF_DOCUMENT = frozenset(("news", "assaults", "claims", "passages", "tolls"))
_OF_CLAIM = frozenset(
    (
        "about",
        "type",
        "status",
        "source",
        "target",
        "backer",
        "responsibility",
        "tolls",
        "place",
        "country",
        "precision",
        "time",
        "weapon",
        "accidental",
        "speakers",
        "said",
        "evidence",
    )
)


@dataclass(frozen=True)
class Case:
    """One report and what is to be read from it.

    Args:
        name: file and running number.
        document: the report.
        expected: what the case names of the document as a whole.
        claims: what it names of single claims.
        todo: why the reader cannot read it yet; None where it can.
    """

    name: str
    document: Document
    expected: dict[str, Any] = field(default_factory=dict)
    claims: tuple[dict[str, Any], ...] = ()
    todo: str | None = None


def load_cases(file: str) -> list[Case]:
    """The cases of one file in ``tests/cases``.

    Raises:
        ValueError: if a case has a field that nothing would compare, or expects nothing.
    """
    raw = tomllib.loads((FOLDER / f"{file}.toml").read_text(encoding="utf-8"))["case"]
    return [_case(f"{file}-{number:02d}", entry) for number, entry in enumerate(raw, 1)]


def _case(name: str, entry: dict[str, Any]) -> Case:
    claims = list(entry.get("claim", ()))
    own = {key: value for key, value in entry.items() if key not in _ABOUT_CASE}
    of_document = {key: value for key, value in own.items() if key in _OF_DOCUMENT}
    of_claim = {key: value for key, value in own.items() if key not in _OF_DOCUMENT}
    if of_claim:
        claims.insert(0, of_claim)
    for claim in claims:
        strange = set(claim) - _OF_CLAIM
        if strange:
            raise ValueError(f"{name}: got the fields {sorted(strange)}, expected some of {sorted(_OF_CLAIM | _OF_DOCUMENT | _ABOUT_CASE)}")
    if not of_document and not any(set(claim) - {"about"} for claim in claims):
        raise ValueError(f"{name} expects nothing, so that it cannot fail; name at least one field")
    text = entry["text"].strip("\n")
    title = entry.get("title")
    document = Document(text=f"{title}\n\n{text}" if title else text, title=title, published=entry.get("published", PUBLISHED))
    return Case(name, document, of_document, tuple(claims), entry.get("todo"))


@cache
def shared_reader() -> RuleReader:
    """One reader for all tests of a session: the parser and the gazetteer are loaded once."""
    return RuleReader()


@cache
def readings(file: str) -> dict[str, Reading]:
    """The readings of all cases of one file by name, read in one go."""
    cases = load_cases(file)
    made = shared_reader().read_many(case.document for case in cases)
    return {case.name: reading for case, reading in zip(cases, made, strict=True)}


def differences(case: Case, reading: Reading) -> list[str]:
    """What the reading has otherwise than the case, one line each."""
    found = [line for key, value in case.expected.items() if (line := _of_document(key, value, reading)) is not None]
    for expected in case.claims:
        claim = pick(reading, expected.get("about"), expected.get("type", ""))
        if claim is None:
            kind = expected.get("type", "claim")
            found.append(f"no single {kind} about {expected.get('about')!r} among {[made.summary for made in reading.claims]}")
            continue
        for key, value in expected.items():
            got = _value(claim, key)
            if key != "about" and not _agrees(key, value, got):
                found.append(f"{key} of {claim.summary!r}: expected {value!r}, got {_shown(got)!r}")
    return found


def pick(reading: Reading, about: str | None, kind: str = "") -> Claim | None:
    """The claim of a type that the words are about: of those that quote them, the one told by them, then the one with the shortest quote."""
    claims = [claim for claim in reading.claims if claim.event.type.startswith(kind.split("/")[0])]
    if about is None:
        return claims[0] if len(claims) == 1 else None
    quoting = [
        (
            not any(about in quote.text for quote in claim.event.evidence),
            min(len(quote.text) for quote in claim.evidence if about in quote.text),
            index,
        )
        for index, claim in enumerate(claims)
        if any(about in quote.text for quote in claim.evidence)
    ]
    return claims[min(quoting)[2]] if quoting else None


def _of_document(key: str, expected: Any, reading: Reading) -> str | None:
    if key in ("news", "assaults"):
        told = [claim.summary for claim in reading.claims if claim.status.label in NEWS and (key == "news" or claim.event.type == "ASSAULT")]
        return None if len(told) == expected else f"{key}: expected {expected}, got {len(told)}: {told}"
    if key == "claims":
        return None if len(reading.claims) == expected else f"claims: expected {expected}, got {[claim.summary for claim in reading.claims]}"
    if key == "passages":
        kinds = [passage.kind for passage in reading.passages]
        return None if kinds == expected else f"passages: expected {expected}, got {kinds}"
    got = [toll for claim in reading.claims for toll in claim.tolls]
    return None if _tolls_agree(expected, got) else f"tolls: expected {expected}, got {_shown(got)}"


def _value(claim: Claim, key: str) -> Any:
    span = claim.time.span if claim.time is not None else None
    said = [speaker.said for speaker in claim.speakers if speaker.said is not None]
    values: dict[str, Any] = {
        "about": None,
        "type": f"{claim.event.type}/{claim.event.mode}" if claim.event.mode else claim.event.type,
        "status": claim.status.label,
        "source": claim.role("source"),
        "target": claim.role("target"),
        "backer": claim.role("backer"),
        "responsibility": claim.role("source"),
        "tolls": list(claim.tolls),
        "place": claim.place,
        "country": claim.place.place.country if claim.place is not None else None,
        "precision": claim.place.place.precision if claim.place is not None else None,
        "time": str(span) if span is not None else "",
        "weapon": claim.weapon.code if claim.weapon is not None else "",
        "accidental": claim.accidental is not None and claim.accidental.value,
        "speakers": claim.speakers,
        "said": str(said[0]) if said else "",
        "evidence": " … ".join(quote.text for quote in claim.evidence),
    }
    return values[key]


def _agrees(key: str, expected: Any, got: Any) -> bool:
    if key in ("source", "target", "backer"):
        return _one_to_one(expected, got, lambda words, part: words == part.actor.id or words.lower() in f"{part.words} | {part.actor.name}".lower())
    if key == "responsibility":
        return [part.responsibility for part in got] == ([expected] if isinstance(expected, str) else expected)
    if key == "tolls":
        return _tolls_agree(expected, got)
    if key == "speakers":
        return _one_to_one(expected, got, _says)
    if key == "place":
        return (got is None) if expected == "" else got is not None and expected.lower() in f"{got.place.name} | {got.words}".lower()
    if key == "type":
        return bool(got == expected or ("/" not in expected and got.split("/")[0] == expected))
    if key == "evidence":
        return all(words in got for words in ([expected] if isinstance(expected, str) else expected))
    return bool(got == expected)


def _one_to_one(expected: list[str], got: Any, fits: Any) -> bool:
    """Whether every expected one has one of its own among those got, and none is left over."""
    if len(expected) != len(got):
        return False
    if not expected:
        return True
    return any(
        fits(expected[0], candidate) and _one_to_one(expected[1:], [*got[:index], *got[index + 1 :]], fits) for index, candidate in enumerate(got)
    )


def _says(expected: str, speaker: Speaker) -> bool:
    words, _, relay = expected.partition(" < ")
    kind, _, name = words.rpartition(": ")
    relayed = not relay or (len(speaker.relayed_by) == 1 and relay.lower() in speaker.relayed_by[0].lower())
    return name.lower() in speaker.name.lower() and (not kind or kind == speaker.kind) and relayed


def _tolls_agree(expected: list[str], got: list[Toll]) -> bool:
    return _one_to_one(expected, got, _is_toll)


def _is_toll(expected: str, toll: Toll) -> bool:
    number, harm, *more = expected.split()
    scopes = {"part", "cumulative", "superseded"}
    scope = next((word for word in more if word in scopes), "incident")
    classes = [word for word in more if word not in scopes]
    return (
        number.replace("-", "–").replace("<=", "≤") == str(toll.count)
        and harm == toll.harm
        and scope == toll.scope
        and (not classes or classes[0] == toll.victim_class)
    )


def _shown(got: Any) -> Any:
    if isinstance(got, (list, tuple)):
        return [_shown(one) for one in got]
    if isinstance(got, Toll):
        return f"{got.count} {got.harm} {got.victim_class}" + (f" {got.scope}" if got.scope != "incident" else "")
    if isinstance(got, Speaker):
        return f"{got.kind}: {got.name}" + "".join(f" < {relay}" for relay in got.relayed_by)
    if hasattr(got, "place"):
        return f"{got.place.name} | {got.words}"
    if hasattr(got, "actor"):
        return f"{got.actor.id} ({got.words}, {got.responsibility})"
    return got
