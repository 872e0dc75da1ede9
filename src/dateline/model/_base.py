"""The ground every noun stands on: frozen, validated, with exact JSON in and out."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Self

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """A typed value that cannot change once made.

    Unknown fields are refused, so that a misspelt field is an error and never silently lost.
    JSON written by :meth:`to_json` is deterministic (fields in declared order, absent values left out)
    and reads back to an equal value with :meth:`from_json`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="strings")

    def to_dict(self) -> dict[str, Any]:
        """The value as plain JSON types; fields that are unknown (None) are left out."""
        return self.model_dump(mode="json", exclude_none=True)

    def to_json(self) -> str:
        """The value as one line of JSON, the same bytes for the same value."""
        return json.dumps(self.to_dict(), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, data: str | bytes) -> Self:
        """Read what :meth:`to_json` wrote.

        Raises:
            pydantic.ValidationError: if a field is missing, unknown or out of range.
        """
        return cls.model_validate_json(data)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Read what :meth:`to_dict` wrote.

        Raises:
            pydantic.ValidationError: if a field is missing, unknown or out of range.
        """
        return cls.model_validate(data)


def content_id(prefix: str, *parts: Any) -> str:
    """An id that depends on content alone: ``prefix`` and 16 hexadecimal digits of SHA-256.

    Args:
        prefix: what kind of thing it names, such as ``"d"`` for a document.
        parts: anything that JSON can write.
    """
    canonical = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{prefix}-{hashlib.sha256(canonical.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"
