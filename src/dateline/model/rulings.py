"""Rulings: decisions of people. They outrank the machine, are never edited, and are undone only by another ruling."""

from __future__ import annotations

from typing import Any, Literal, Self

from pydantic import Field, model_validator

from dateline.model._base import Value, content_id
from dateline.model.times import Moment

RulingKind = Literal["same", "apart", "correct", "discount", "confirm", "retract", "note", "undo"]


class Ruling(Value):
    """One decision.

    Args:
        id: follows from all the rest; make rulings with :meth:`make`.
        kind: ``same`` / ``apart`` judge whether claims are about one event · ``correct`` sets a field of a claim or incident ·
            ``discount`` / ``confirm`` an incident · ``retract`` a document · ``note`` says something · ``undo`` another ruling.
        subjects: ids of what is judged.
        field, value: for ``correct``: which field, and what it should be.
        author: who decided.
        time: when.
        reason: why; never empty.
    """

    id: str = Field(pattern=r"^r-[0-9a-f]{16}$")
    kind: RulingKind
    subjects: tuple[str, ...] = Field(min_length=1)
    field: str | None = None
    value: Any = None
    author: str = Field(min_length=1)
    time: Moment
    reason: str = Field(min_length=1)

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.kind in ("same", "apart") and len(self.subjects) < 2:
            raise ValueError(f"a ruling {self.kind!r} judges two ids or more, got {len(self.subjects)}")
        if (self.kind == "correct") != (self.field is not None):
            raise ValueError(f"a field belongs to a ruling 'correct' and to no other, got kind {self.kind!r} with field {self.field!r}")
        return self

    @classmethod
    def make(cls, **values: Any) -> Self:
        """Make a ruling and give it the id that follows from its content."""
        draft = cls(id="r-" + "0" * 16, **values)
        content = {name: value for name, value in draft.to_dict().items() if name != "id"}
        return draft.model_copy(update={"id": content_id("r", content)})
