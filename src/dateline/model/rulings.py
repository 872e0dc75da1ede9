"""Rulings: decisions of people. They outrank the machine, are never edited, and are undone only by another ruling."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from dateline.model._base import Value, content_id
from dateline.model.times import Moment

RulingKind = Literal["same", "apart", "correct", "class", "discount", "confirm", "retract", "withhold", "note", "undo"]


class Ruling(Value):
    """One decision.

    Args:
        id: follows from all the rest; make rulings with :meth:`make`.
        kind: ``same`` / ``apart`` judge whether claims are about one event · ``correct`` sets a field of a claim or incident ·
            ``class`` says who the people of one figure were · ``discount`` an incident or a claim: it does not count ·
            ``confirm`` an incident · ``retract`` a document: nothing it says counts · ``withhold`` a document or an outlet: it counts and
            is not named in public · ``note`` says something · ``undo`` another ruling.
        subjects: ids of what is judged; an outlet as ``outlet:`` and its name.
        field, value: for ``correct`` which field, and what it should be (nothing: unknown); for ``class`` the harm, and the victim class.
        held: for each subject, the claims that it stood for when the ruling was made. With them a ruling finds its incident again
            whatever is added later, and claims that came later can speak against it.
        author: who decided.
        time: when.
        reason: why; never empty.
    """

    id: str = Field(pattern=r"^r-[0-9a-f]{16}$")
    kind: RulingKind
    subjects: tuple[str, ...] = Field(min_length=1)
    field: str | None = None
    value: Any = None
    held: tuple[tuple[str, ...], ...] | None = None
    author: str = Field(min_length=1)
    time: Moment
    reason: str = Field(min_length=1)

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.kind in ("same", "apart") and len(self.subjects) < 2:
            raise ValueError(f"a ruling {self.kind!r} judges two ids or more, got {len(self.subjects)}")
        if (self.kind in ("correct", "class")) != (self.field is not None):
            raise ValueError(f"a field belongs to a ruling 'correct' or 'class' and to no other, got kind {self.kind!r} with field {self.field!r}")
        if self.held is not None and len(self.held) != len(self.subjects):
            raise ValueError(f"a ruling on {len(self.subjects)} subjects must tell what each of them held, got {len(self.held)}")
        return self

    @classmethod
    def make(cls, **values: Any) -> Self:
        """Make a ruling and give it the id that follows from its content.

        Raises:
            pydantic.ValidationError: if a value breaks the model.
        """
        draft = cls(id="r-" + "0" * 16, **values)
        content = {name: value for name, value in draft.to_dict().items() if name != "id"}
        return draft.model_copy(update={"id": content_id("r", content)})

    @property
    def order(self) -> tuple[dt.datetime, str]:
        """Sorts rulings by the instant at which they were made (a time without a zone counts as UTC), then id: the later outranks."""
        made = dt.datetime.fromisoformat(self.time)
        return (made if made.tzinfo is not None else made.replace(tzinfo=dt.UTC), self.id)
