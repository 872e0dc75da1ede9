"""Which claim of a document is about which event of the story bench's gold."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped]

from dateline.model import Claim, Count, Document, Harm, Reading, Role, TimeSpan, Toll
from stories_names import same_actor

Gold = dict[str, Any]
Bounds = tuple[int | None, int | None]

SHARED, APART = 2.5, 4.0
"""Least score of a pair that shares words, and of one that does not: the same root type and two agreements more."""


@dataclass(frozen=True)
class Story:
    """One document of the bench with its gold and what the reader made of it."""

    name: str
    document: Document
    body: str
    gold: tuple[Gold, ...]
    spliced: frozenset[int]
    reading: Reading


@dataclass(frozen=True)
class Pair:
    """A gold event and the claim aligned to it, if there is one."""

    story: Story
    gold: Gold
    claim: Claim | None


def root(event_type: str) -> str:
    """The PLOVER type without its mode."""
    return event_type.split("/")[0]


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two (latitude, longitude) points in degrees."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(math.radians, point)) for point in (a, b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 6371.0 * 2 * math.asin(min(1.0, math.sqrt(h)))


def actor_names(claim: Claim, role: Role) -> list[tuple[list[str], str | None]]:
    """The names of each actor in a role with its country; for targets also the words for those harmed."""
    actors = [([part.actor.name, part.words, part.actor.id.rpartition(":")[2].replace("-", " ")], part.actor.country) for part in claim.role(role)]
    if role == "target":
        actors += [([toll.victims], toll.country) for toll in claim.tolls if toll.victims and toll.scope in ("incident", "part")]
    return actors


def gold_actors(gold: Gold, role: Role) -> list[str]:
    """Perpetrators or sources, victims or recipients, as the gold names them."""
    keys = ("perpetrator", "source") if role == "source" else ("victim", "recipient")
    return [name for key in keys for name in gold["actors"].get(key, ())]


def any_actor_right(claim: Claim, role: Role, names: Sequence[str]) -> bool:
    """Whether one actor of the claim in that role is one of those named."""
    return any(same_actor(read, name, country) for read, country in actor_names(claim, role) for name in names)


def gold_span(gold: Gold) -> TimeSpan | None:
    """The gold's first and last possible day."""
    if gold["date"] is None:
        return None
    first, last = map(dt.date.fromisoformat, gold["date"])
    return TimeSpan(start=first, end=last, precision="day" if first == last else "days")


def place_right(claim: Claim, gold: Gold) -> bool:
    """Whether the claim's place is the gold's, or neither has one.

    Within 25 km of the gold's point plus its ``precision_km``; for a country the same country; for a region or a place at sea
    within 150 km of its point, or its name in no other country.
    """
    place, truth = claim.place.place if claim.place else None, gold["place"]
    if place is None or truth is None:
        return place is None and truth is None
    precision = truth.get("precision")
    if precision == "country":
        return bool(place.country == truth["country"])
    near = math.inf if place.lat is None or place.lon is None else kilometres((place.lat, place.lon), (truth["lat"], truth["lon"]))
    if precision == "region" or truth.get("at_sea"):
        read = [name for name in (place.name, place.admin1, claim.place.words if claim.place else None) if name]
        named = same_actor(read, truth["name"])
        return bool(near <= 150 + truth.get("precision_km", 0) or (named and place.country in (None, truth["country"])))
    return bool(near <= 25 + truth.get("precision_km", 0))


def date_right(claim: Claim, gold: Gold) -> bool:
    """The spans share a day and the claim's does not reach more than a day over the gold's; no date where the gold has none."""
    read, truth = claim.time.span if claim.time else None, gold_span(gold)
    if read is None or truth is None:
        return read is None and truth is None
    if read.start is None or read.end is None or truth.start is None or truth.end is None:
        return False
    day = dt.timedelta(days=1)
    return read.overlaps(truth) and read.start >= truth.start - day and read.end <= truth.end + day


def counted(claim: Claim, harm: Harm) -> tuple[Toll, ...]:
    """The figures for the event as a whole; those without a number ("dozens") only where no other tells one."""
    tolls = claim.toll(harm)
    numbered = tuple(toll for toll in tolls if toll.count.kind != "vague")
    return numbered or tolls


def hull(bounds: Sequence[Bounds]) -> Bounds:
    """One figure as it is; several as the gold writes them: from the smallest number told to the largest, open only if it is one open number."""
    numbers = [number for pair in bounds for number in pair if number is not None]
    if len(set(numbers)) == 1:
        low = None if all(pair[0] is None for pair in bounds) else numbers[0]
        return low, None if any(pair[1] is None for pair in bounds) else numbers[0]
    return bounds[0] if len(set(bounds)) == 1 else (min(numbers), max(numbers))


_BEYOND = re.compile(r"\b(?:more than|over|greater than|above|past|upwards? of|exceed\w*|in excess of)\b", re.IGNORECASE)


def as_gold(count: Count) -> Bounds:
    """A count in the gold's notation, which has [50, None] for "more than 50" (not 51) and [30, 30] for "up to 30"."""
    low, high = count.low, count.high
    if low is None:
        return high, high
    numbers = {int(number.replace(",", "")) for number in re.findall(r"\d[\d,]*", count.words)}
    if high is None and (numbers == {low - 1} or (not numbers and count.kind == "at_least" and _BEYOND.search(count.words))):
        low -= 1
    return low, high


def total(claim: Claim, harm: Harm) -> Bounds | None:
    """A claim's total as the gold writes totals.

    Figures about different victim classes (17 soldiers, 4 attackers) add up; figures of one class, and figures whose class is not
    told, are alternatives and give their span. None where the claim tells no figure.
    """
    tolls = counted(claim, harm)
    if not tolls:
        return None
    classes: dict[str, list[Bounds]] = {}
    for toll in tolls:
        classes.setdefault(toll.victim_class, []).append(as_gold(toll.count))
    whole = classes.pop("undetermined", [])
    parts = [hull(bounds) for bounds in classes.values()]
    if parts:
        lows, highs = [low or 0 for low, _ in parts], [high for _, high in parts]
        whole = [*whole, (sum(lows), None if None in highs else sum(high for high in highs if high is not None))]
    return hull(whole)


def _covered(spans: Sequence[tuple[int, int]]) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}


def _score(claim: Claim, gold: Gold, claim_chars: set[int], gold_chars: set[int]) -> float:
    shared = len(claim_chars & gold_chars) / max(1, min(len(claim_chars), len(gold_chars)))
    score = 4.0 * shared
    kind, _, mode = gold["event_type"].partition("/")
    score += 2.0 * (claim.event.type == kind) + 0.5 * bool(mode and claim.event.mode == mode)
    if gold["place"] and claim.place:
        score += place_right(claim, gold)
    truth = gold_span(gold)
    if truth and claim.time:
        score += 1.0 if claim.time.span.overlaps(truth) else -1.0
    for harm in ("killed", "injured"):
        told = gold.get(harm)
        read = total(claim, harm)
        if told and read:
            score += 1.0 if read == tuple(told) else 0.5 * bool(set(read) & set(told) - {None})
    for role, weight in (("source", 1.0), ("target", 0.5)):
        names = gold_actors(gold, role)  # type: ignore[arg-type]
        score += weight * bool(names and any_actor_right(claim, role, names))  # type: ignore[arg-type]
    contextual = claim.status.label in ("background", "cumulative")
    score += 0.5 * (contextual != bool(gold["foreground"]))
    return score if score >= (SHARED if shared > 0 else APART) else 0.0


def align(story: Story) -> tuple[list[Pair], list[Claim]]:
    """The one-to-one alignment of a document's gold events, foreground and background, with its claims that has the largest total score.

    A pair scores 4 for shared words (characters of gold quotes and claim evidence in common, over the smaller of the two), 2 for the root
    type, 1/2 for the mode, 1 each for a right place, an overlapping date (-1 for a date apart), a source, each toll met (1/2 where a
    bound is shared), 1/2 for a target and for telling news from context. Pairs that score less than ``SHARED``, or less than ``APART`` where
    they share no words, are none.

    Returns:
        a pair for every gold event in order, and the claims that belong to none.
    """
    text = story.document.text
    claims = story.reading.claims
    claim_chars = [
        _covered([(e.start, e.end) for e in (*claim.evidence, *claim.event.evidence, *(q for t in claim.tolls for q in t.evidence))])
        for claim in claims
    ]
    quotes = [
        [(at, at + len(quote)) for quote in gold["evidence"] if (at := text.find(quote, len(text) - len(story.body))) >= 0] for gold in story.gold
    ]
    scores = np.zeros((len(story.gold), len(claims)))
    for row, gold in enumerate(story.gold):
        gold_chars = _covered(quotes[row])
        for column, claim in enumerate(claims):
            scores[row, column] = _score(claim, gold, claim_chars[column], gold_chars)
    rows, columns = linear_sum_assignment(-scores)
    chosen = {int(row): int(column) for row, column in zip(rows, columns, strict=True) if scores[row, column] > 0}
    pairs = [Pair(story, gold, claims[chosen[row]] if row in chosen else None) for row, gold in enumerate(story.gold)]
    taken = set(chosen.values())
    return pairs, [claim for column, claim in enumerate(claims) if column not in taken]
