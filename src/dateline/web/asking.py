"""What is asked of the desk, as it stands in an address: links carry the whole state, and pages and API read it alike."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, Literal
from urllib.parse import urlencode

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from dateline.ledger import Sort, Wanted
from dateline.model import Role

_CODE = re.compile(r"[A-Z]{3}")
Review = Literal["waiting", "done"]
Finest = Literal["site", "settlement", "near", "district", "province"]


class Question(BaseModel):
    """Filters and order of a list of incidents. What is left out asks nothing; what is unknown of an incident meets no condition on it."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    q: str | None = Field(default=None, max_length=200, description="Words that all have to stand in the summary, actors, place, outlets or id.")
    since: dt.date | None = Field(default=None, description="On this day or later.")
    until: dt.date | None = Field(default=None, description="On this day or earlier.")
    country: list[str] = Field(default=[], max_length=50, description="ISO 3166-1 alpha-3 codes, any of them.")
    type: list[str] = Field(default=[], max_length=20, description="Event types, any of them.")
    actor: str | None = Field(default=None, max_length=200, description="Id of an actor.")
    role: Role | None = Field(default=None, description="The actor's role.")
    place: str | None = Field(default=None, max_length=200, description="Id of a place.")
    outlet: str | None = Field(default=None, max_length=300, description="Name of a publisher.")
    origin: str | None = Field(default=None, max_length=300, description="Name of an origin.")
    killed_min: int | None = Field(default=None, ge=0, le=10**9, description="At least so many killed, by the best figure, else the low one.")
    killed_max: int | None = Field(default=None, ge=0, le=10**9, description="At most so many killed.")
    injured_min: int | None = Field(default=None, ge=0, le=10**9, description="At least so many injured.")
    grade: list[str] = Field(default=[], max_length=20, description="Grades in the manner of Airwars, any of them.")
    contested: bool | None = Field(default=None, description="Whether the claims contradict one another.")
    review: Review | None = Field(default=None, description="Whether a person still has to look at it.")
    bbox: str | None = Field(default=None, max_length=100, description="West, south, east, north in degrees, with commas.")
    discounted: bool = Field(default=False, description="Also incidents that a person discounted; they are not counted otherwise.")
    sort: Sort = Field(default="newest", description="Order of the list.")

    @model_validator(mode="before")
    @classmethod
    def _empty_asks_nothing(cls, data: Any) -> Any:
        """A form sends its empty fields too."""
        if not isinstance(data, dict):
            return data
        cleaned = {}
        for name, value in data.items():
            kept = [one for one in value if one != ""] if isinstance(value, list) else value
            if kept not in ("", None, []):
                cleaned[name] = kept
        return cleaned

    @field_validator("country")
    @classmethod
    def _codes(cls, values: list[str]) -> list[str]:
        codes = [value.upper() for value in values]
        for code in codes:
            if not _CODE.fullmatch(code):
                raise ValueError(f"got {code!r}, expected an ISO 3166-1 code of three letters such as SYR")
        return codes

    @field_validator("bbox")
    @classmethod
    def _four_numbers(cls, value: str | None) -> str | None:
        if value is not None:
            box_of(value)
        return value

    def wanted(self) -> Wanted:
        """The same for the ledger."""
        return Wanted(
            text=self.q,
            since=self.since,
            until=self.until,
            country=tuple(self.country),
            type=tuple(self.type),
            actor=self.actor,
            role=self.role,
            place=self.place,
            outlet=self.outlet,
            origin=self.origin,
            killed_at_least=self.killed_min,
            killed_at_most=self.killed_max,
            injured_at_least=self.injured_min,
            grade=tuple(self.grade),
            contested=self.contested,
            waiting=None if self.review is None else self.review == "waiting",
            bbox=box_of(self.bbox) if self.bbox else None,
            discounted=self.discounted,
        )

    def state(self) -> dict[str, Any]:
        """What is asked, as it stands in an address: only what differs from asking nothing, always in the same order."""
        defaults = type(self)()
        return {name: getattr(self, name) for name in type(self).model_fields if getattr(self, name) != getattr(defaults, name)}

    def link(self, path: str = "/", **changes: Any) -> str:
        """An address that asks the same with some changes; None takes a filter away."""
        state = self.state() | changes
        pairs = [(name, _text(one)) for name, value in state.items() for one in (value if isinstance(value, list) else [value]) if one is not None]
        return f"{path}?{urlencode(pairs)}" if pairs else path

    def without(self, name: str, value: str | None = None) -> str:
        """An address that asks the same without one filter, or without one value of it."""
        now = getattr(self, name)
        changed: dict[str, Any] = {name: [one for one in now if one != value] if isinstance(now, list) else None}
        return self.link(**changed)

    @property
    def asks(self) -> bool:
        """Whether anything is asked at all."""
        return bool(self.state().keys() - {"sort"})


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def box_of(value: str) -> tuple[float, float, float, float]:
    """West, south, east and north in degrees.

    Raises:
        ValueError: if they are none, or in the wrong order.
    """
    try:
        west, south, east, north = (float(part) for part in value.split(","))
    except ValueError:
        raise ValueError(f"got {value!r}, expected west,south,east,north in degrees such as 35,32,42,37.5") from None
    if not (-540 <= west <= east <= 540 and -90 <= south <= north <= 90):
        raise ValueError(f"got {value!r}, expected west before east and south before north, within the world")
    return west, south, east, north
