"""Writes docs/schema/NOUN.json, the published JSON Schema of every noun. Run it after a change of the model: python tools/write_schemas.py"""

from __future__ import annotations

import json
from pathlib import Path

from dateline.model import NOUNS, json_schema

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "schema"


def schema_text(noun: str) -> str:
    """The file's content for one noun."""
    return json.dumps(json_schema(noun), ensure_ascii=False, indent=2) + "\n"


def main() -> None:
    """Write one file per noun."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for noun in NOUNS:
        path = FOLDER / f"{noun}.json"
        path.write_text(schema_text(noun), encoding="utf-8")
        print(path)


if __name__ == "__main__":
    main()
