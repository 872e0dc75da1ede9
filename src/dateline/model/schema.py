"""The published JSON Schema of each noun."""

from __future__ import annotations

from typing import Any

from dateline.model._base import Value
from dateline.model.claims import Claim, Reading
from dateline.model.documents import Document, Passage
from dateline.model.incidents import Incident
from dateline.model.rulings import Ruling

SCHEMA_VERSION = 1
"""Raised when a field changes its meaning or goes; a new optional field does not raise it."""

NOUNS: dict[str, type[Value]] = {
    "document": Document,
    "passage": Passage,
    "claim": Claim,
    "reading": Reading,
    "incident": Incident,
    "ruling": Ruling,
}


def json_schema(noun: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of one noun's JSON.

    Raises:
        KeyError: if there is no such noun.
    """
    schema = NOUNS[noun].model_json_schema(mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:dateline:schema:{noun}:{SCHEMA_VERSION}",
        **schema,
    }
