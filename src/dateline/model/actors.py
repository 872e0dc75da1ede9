"""Actors: who does, who suffers, who speaks."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from dateline.model._base import Value

ActorKind = Literal["country", "agent", "group", "person", "organisation", "generic"]
"""country: a state as a whole · agent: a branch of a state ("Turkish soldiers") · group: a named armed or political group ·
person: a named person · organisation: any other named body · generic: described, not named ("militants")."""


class Actor(Value):
    """An actor of the world, or a description that could not be tied to one.

    Args:
        id: stable and readable: ``TUR``, ``TUR-MIL``, ``group:islamic-state``, ``person:vladimir-putin``,
            ``org:united-nations``, ``generic:militants``. Two mentions of one actor have one id.
        name: the name to show ("Islamic State", "Turkish military", "militants").
        kind: see ``ActorKind``.
        country: ISO 3166-1 alpha-3, or a PLOVER non-state code (IGO, NGO, IMG, ISM, MNC, UNO, EUR); None where unknown.
        sector: PLOVER sector (GOV, MIL, REB, CVL, ...); None where unknown or for a whole country.
    """

    id: str = Field(min_length=1)
    name: str = Field(min_length=1)
    kind: ActorKind
    country: str | None = Field(default=None, pattern=r"^[A-Z]{3}$")
    sector: str | None = Field(default=None, pattern=r"^[A-Z]{3}$")

    @property
    def vague(self) -> bool:
        """Whether it says next to nothing of who it is: "people", "the dead", "a group"."""
        return self.kind == "generic" and (self.sector is None or self.id == "generic:people")
