"""A story bench of two documents, made up for the tests."""

from __future__ import annotations

from typing import Any

from dateline.model import Claim, Document, Reading
from stories_align import Story
from stories_gold import claim_of, reading_of

BODY = (
    "Gunmen fired on a bus near Takhar on Monday, killing at least 6 farm hands, a hospital said.\n\n"
    "Eleven others were hurt. The army blamed the Red Valley Front.\n\n"
    "Buy two mattresses and save.\n\n"
    "In March 2019 a bomb killed 9 people in the same town. More than 300 have died since."
)


def event(event_id: str, quote: str, **changes: Any) -> dict[str, Any]:
    gold: dict[str, Any] = {
        "event_id": event_id,
        "foreground": True,
        "event_type": "ASSAULT/firearms",
        "date": ["2021-05-03", "2021-05-03"],
        "place": {"name": "Takhar", "country": "AFG", "lat": 36.7, "lon": 69.5},
        "actors": {"perpetrator": ["Red Valley Front (RVF)"], "victim": ["farm hands"]},
        "killed": [6, None],
        "injured": [11, 11],
        "breakdown": [],
        "modality": "asserted",
        "attributed_to": ["a hospital"],
        "evidence": [quote],
    }
    return gold | changes


def events() -> tuple[dict[str, Any], ...]:
    old: dict[str, Any] = {"foreground": False, "injured": None, "attributed_to": [], "actors": {"perpetrator": [], "victim": ["people"]}}
    country = {"name": "Afghanistan", "country": "AFG", "lat": 34, "lon": 66, "precision": "country"}
    bomb: dict[str, Any] = {"event_type": "ASSAULT/explosives", "date": ["2019-03-01", "2019-03-31"], "killed": [9, 9]}
    war: dict[str, Any] = {"date": None, "killed": [300, None], "aggregate": True, "place": country}
    return (
        event("t_bus", "Gunmen fired on a bus near Takhar on Monday"),
        event("t_bomb", "In March 2019 a bomb killed 9 people", **(old | bomb)),
        event("t_war", "More than 300 have died since", **(old | war)),
    )


def document(number: int = 1) -> Document:
    title = f"Bus shot at in the north ({number})"
    return Document(text=f"{title}\n\n{BODY}", title=title, publisher=f"Paper {number}", published="2021-05-04", published_from="given")


def story(number: int = 1, *, gold: tuple[dict[str, Any], ...] | None = None, claims: tuple[Claim, ...] | None = None) -> Story:
    paper, told = document(number), gold or events()
    reading = reading_of(paper, BODY, told, frozenset((2,)))
    if claims is not None:
        reading = Reading(document_id=paper.id, reader=reading.reader, passages=reading.passages, claims=claims)
    return Story(f"t/{number}", paper, BODY, told, frozenset((2,)), reading)


def gold_claim(gold: dict[str, Any], number: int = 1) -> Claim:
    return claim_of(gold, document(number), BODY)
