"""What can be asked of incidents, and what is answered."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from dateline.model import Incident, PlacePrecision, Value

Sort = Literal["newest", "oldest", "deadliest"]
TimeStep = Literal["day", "month", "year"]
FacetKind = Literal["source", "target", "backer", "outlet", "origin", "place"]


class Wanted(Value):
    """What to ask of incidents; what is None or empty asks nothing. A thing that is unknown of an incident meets no condition on it.

    Args:
        text: words that all have to stand in the summary, the names of actors and places, the outlets or the id.
        since, until: days; incidents whose possible days touch the period.
        country: ISO 3166-1 alpha-3 codes, any of them.
        type: event types of the codebook, any of them.
        mode: a mode of a type.
        actor: id of an actor, in any role unless ``role`` is given.
        role: the role in which the actor took part.
        place: id of a place.
        outlet: name of a publisher.
        origin: name of an origin.
        killed_at_least, killed_at_most: by the best figure, else the low one.
        injured_at_least: likewise.
        grade: grades, any of them.
        contested: whether the claims contradict one another.
        waiting: whether a person still has to look at it.
        bbox: west, south, east, north in degrees.
        discounted: also those that a person discounted; they are kept, and not counted unless asked for.
    """

    text: str | None = Field(default=None, max_length=200)
    since: dt.date | None = None
    until: dt.date | None = None
    country: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    mode: str | None = None
    actor: str | None = None
    role: Literal["source", "target", "backer"] | None = None
    place: str | None = None
    outlet: str | None = None
    origin: str | None = None
    killed_at_least: int | None = Field(default=None, ge=0, le=10**9)
    killed_at_most: int | None = Field(default=None, ge=0, le=10**9)
    injured_at_least: int | None = Field(default=None, ge=0, le=10**9)
    grade: tuple[str, ...] = ()
    contested: bool | None = None
    waiting: bool | None = None
    bbox: tuple[float, float, float, float] | None = None
    discounted: bool = False


class Page(Value):
    """Some incidents, in order. ``next`` is the cursor of the page after; None where this is the last."""

    incidents: tuple[Incident, ...]
    next: str | None = None


class Counted(Value):
    """How many incidents, how many of them tell of killed, and the sum of their figures."""

    incidents: int
    killed: int
    with_killed: int


class Bin(Value):
    """Incidents that can first have been in one day, month or year (``key`` in ISO 8601)."""

    key: str
    incidents: int
    killed: int


class Outline(Value):
    """How many incidents, their first and last day where known, and how they lie in time by ``step``."""

    counted: Counted
    extent: tuple[str, str] | None = None
    step: TimeStep = "day"
    bins: tuple[Bin, ...] = ()


class Spot(Value):
    """Incidents near each other on the map. ``id`` and ``summary`` are given where it is one."""

    lat: float
    lon: float
    incidents: int
    killed: int | None
    id: str | None = None
    summary: str | None = None
    place: str | None = None
    radius_km: float | None = None


class Coarse(Value):
    """Incidents of one place that is coarser than was asked for the map, or of none; with the middle and radius of its region where known."""

    place: str | None
    place_id: str | None
    country: str | None
    precision: PlacePrecision | None
    incidents: int
    killed: int | None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None


class Facet(Value):
    """One actor, outlet, origin or place, with how many incidents it has."""

    value: str
    label: str
    detail: str | None
    incidents: int
    killed: int | None
