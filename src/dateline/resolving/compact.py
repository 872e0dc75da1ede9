"""A telling as a short text that reads back to the same: what a ledger keeps so that it need not read whole claims to compare them."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from typing import Any

from dateline.model import Actor, Place
from dateline.resolving.facts import DocumentFacts
from dateline.resolving.items import Item, Window

_PLACE = ("name", "id", "country", "admin1", "lat", "lon", "precision")
_SETS = ("sides", "countries", "names")


def write(item: Item) -> str:
    """A telling as JSON. Of its place, what is weighed; of its document, who published it where and when."""
    values: dict[str, Any] = {field.name: getattr(item, field.name) for field in fields(item)}
    values["document"] = [item.document.id, item.document.publisher, item.document.url, item.document.published]
    values["window"] = None if item.window is None else asdict(item.window)
    values["place"] = None if item.place is None else {name: getattr(item.place, name) for name in _PLACE}
    for role in ("sources", "targets"):
        values[role] = [actor.to_dict() for actor in getattr(item, role)]
    for name in _SETS:
        values[name] = sorted(values[name])
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def read(text: str) -> Item:
    """What :func:`write` wrote. Its values were checked when it was written, and are not checked again."""
    values = json.loads(text)
    values["claim_ids"] = tuple(values["claim_ids"])
    values["document"] = DocumentFacts(*values["document"])
    values["window"] = None if values["window"] is None else Window(**values["window"])
    values["clock"] = None if values["clock"] is None else tuple(values["clock"])
    if values["place"] is not None:
        values["place"] = Place.model_construct(**values["place"], radius_km=None, offset=None, reason=None, candidates=(), admin2=None)
    for role in ("sources", "targets"):
        values[role] = tuple(Actor.model_construct(**{"country": None, "sector": None} | actor) for actor in values[role])
    for name in _SETS:
        values[name] = frozenset(values[name])
    values["tolls"] = tuple((harm, (low, high)) for harm, (low, high) in values["tolls"])
    return Item(**values)
