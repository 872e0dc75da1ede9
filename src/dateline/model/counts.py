"""Counts as they were said: bounds, and the words that set them."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from dateline.model._base import Value

CountKind = Literal["exact", "at_least", "at_most", "about", "between", "vague"]


class Count(Value):
    """How many, as somebody said it.

    Args:
        low: smallest number that the words allow; None where they set none.
        high: largest number that the words allow; None where they leave it open.
        kind: ``exact`` (12), ``at_least`` ("at least 12", "more than 11"), ``at_most`` ("up to 12"),
            ``about`` ("some 12": low = high = 12, and not exact), ``between`` ("10 to 12"),
            ``vague`` ("several", "dozens", a bare plural).
        words: the words of the count ("at least a dozen"), never normalised.

    Unknown is not a count: where nobody said a number there is no Count, and zero is low = high = 0.
    The notation follows MUC-4's (1992): ``6-8``, ``6-``, ``~10``, PLURAL.
    """

    low: int | None = Field(default=None, ge=0)
    high: int | None = Field(default=None, ge=0)
    kind: CountKind
    words: str = Field(min_length=1)

    @model_validator(mode="after")
    def _bounds_agree(self) -> Self:
        if self.low is None and self.high is None:
            raise ValueError(f"the count {self.words!r} has neither a low nor a high bound; leave the toll out instead")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"the count {self.words!r} has low {self.low} above high {self.high}")
        if self.kind in ("exact", "about") and self.low != self.high:
            raise ValueError(f"the count {self.words!r} is {self.kind} but its bounds differ: {self.low} and {self.high}")
        return self

    def __str__(self) -> str:
        if self.kind == "exact":
            return str(self.low)
        if self.kind == "about":
            return f"~{self.low}"
        if self.low is None:
            return f"≤{self.high}"
        if self.high is None:
            return f"{self.low}+"
        return f"{self.low}–{self.high}"
