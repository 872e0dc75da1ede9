"""Places that no gazetteer has: kept by their name, in what the text tells around them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dateline.grounding.places import PlaceMention
from dateline.grounding.places.words import words
from dateline.model import PRECISION_ORDER, Place

_BACK = 700
"""Code points before a name in which the district or province that it lies in is looked for: about the paragraph before it."""

_HOLDERS = frozenset(("district", "province"))
_WARDS = frozenset(("quarter", "site"))
_TOWN_KM = 10.0
"""How much farther than the middle of a town a square or a road of it may lie."""

_STORY_KM = 30.0
"""How far from the place that a story plays in a place may lie that it names beside it."""

_AROUND = ", which the text tells around it"

REASON = "not in the gazetteer"
"""How the reason of every place begins that the gazetteer does not have."""


def unlisted(place: Place) -> bool:
    """Whether a place is known by its name and by what it lies in alone."""
    return place.id is None and place.offset is None and (place.reason or "").startswith(REASON)


def surrounded(text: str, mentions: Sequence[PlaceMention], places: Sequence[Place | None]) -> list[Place | None]:
    """The places of a text, those without a point put in the district or province told last before them, else in the country of the story.

    A square, a quarter or a road is put in the town told last. Where a text tells none of these the place stays without a point.

    Args:
        text: the text of the document.
        mentions: its places.
        places: what each is; None for what is none.
    """
    held = [
        (mention, place)
        for mention, place in zip(mentions, places, strict=True)
        if place is not None and place.lat is not None and mention.role not in ("actor", "home")
    ]
    countries = Counter(place.country for _, place in held if place.country is not None)
    main = countries.most_common(1)[0][0] if countries else None
    country = next((one for _, one in held if one.precision == "country" and one.country == main), None)
    unknown: dict[str, list[PlaceMention]] = {}
    for mention, place in zip(mentions, places, strict=True):
        if place is not None and place.precision == "unknown":
            unknown.setdefault(mention.text, []).append(mention)
    outer = {name: _finest(text, told, held) or country for name, told in unknown.items()}
    return [
        _in(mention, holder) if place is not None and place.precision == "unknown" and (holder := outer[mention.text]) is not None else place
        for mention, place in zip(mentions, places, strict=True)
    ]


def beside(place: Place, setting: Place) -> Place:
    """A place that nothing is told around, put near the place where its story plays."""
    return setting.model_copy(
        update={
            "id": None,
            "name": place.name,
            "precision": "near",
            "radius_km": (setting.radius_km or 0.0) + _STORY_KM,
            "reason": f"{REASON}; taken to be near {setting.name}, where the story plays",
            "candidates": (),
        }
    )


def guessed(place: Place) -> bool:
    """Whether what a place lies in is only told around it."""
    return place.id is None and (place.reason or "").endswith(_AROUND)


def _finest(text: str, told: Sequence[PlaceMention], held: Sequence[tuple[PlaceMention, Place]]) -> Place | None:
    """The narrowest of what the mentions of one name are told in, the earliest of these."""
    ward = any(_of_a_town(text, mention) for mention in told)
    found = [place for mention in told if (place := _holder(text, mention, held, ward=ward)) is not None]
    return min(found, key=lambda place: PRECISION_ORDER.index(place.precision), default=None)


def _of_a_town(text: str, mention: PlaceMention) -> bool:
    following = text[mention.end :].lstrip().split(" ", 1)[0].strip(".,;:").lower()
    return words().units.get(mention.unit or "") in _WARDS or following in _OF_A_TOWN or mention.text.split()[-1] in words().sites


def _holder(text: str, mention: PlaceMention, held: Sequence[tuple[PlaceMention, Place]], *, ward: bool) -> Place | None:
    """The district, province or town that a name is told in."""
    wanted = _HOLDERS | {"settlement"} if ward else _HOLDERS
    close = text.find("\n", mention.end)
    near = [
        (other, place)
        for other, place in held
        if place.precision in wanted and mention.start - _BACK <= other.start <= (close if close >= 0 else len(text)) and other.role != "dateline"
    ]
    back = [(other, place) for other, place in near if other.start < mention.start]
    if back:
        return max(back, key=lambda pair: (pair[0].start, -PRECISION_ORDER.index(pair[1].precision)))[1]
    return near[0][1] if near else None


_OF_A_TOWN = frozenset(
    ("junction", "roundabout", "crossroads", "square", "street", "road", "avenue", "market", "bazaar", "intersection", "circle", "stadium")
)


def _in(mention: PlaceMention, outer: Place) -> Place:
    town = outer.precision in ("settlement", "site")
    return outer.model_copy(
        update={
            "id": None,
            "name": mention.text,
            "precision": "near" if town else outer.precision,
            "radius_km": (outer.radius_km or 0.0) + (_TOWN_KM if town else 0.0),
            "reason": f"{REASON}; taken to be in {outer.name}{_AROUND}",
            "candidates": (),
        }
    )
