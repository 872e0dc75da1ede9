#!/usr/bin/env python3
"""Temporal expressions: found and normalised, on the TempEval-3 sets (TimeBank, AQUAINT, platinum).

The publication day is given; which way an incomplete date looks is guessed from the words, and the story's own time is the last day named.
"""

# ruff: noqa: A005 (the file has the name of its benchmark)

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from common import lines, load_scorer, main
from dateline.grounding.times import Anchor, read_times


def predict(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The temporal expressions of one document as the scorer takes them: a range is two TIMEX3, its first and its last time."""
    found: list[dict[str, Any]] = []
    for mention, resolved in read_times(document["text"], Anchor(dt.date.fromisoformat(document["date"]))):
        value = resolved.value if resolved else None
        if mention.ends:
            values = value.split("/") if value else [None, None]
            for (start, end), part in zip(mention.ends, values, strict=True):
                found.append({"start": start, "end": end, "type": mention.type, "value": part})
        else:
            found.append({"start": mention.start, "end": mention.end, "type": mention.type, "value": value})
    return found


def run(folder: Path) -> dict[str, float]:
    """The figures of the contract, in per cent."""
    scorer = load_scorer(folder / "score_time.py")
    sets = {name: list(lines(folder / f"{name}.jsonl")) for name in ("te3_platinum", "timebank", "aquaint")}
    predicted = {document["doc"]: predict(document) for documents in sets.values() for document in documents}
    platinum = scorer.score(sets["te3_platinum"], predicted)
    older = scorer.score(sets["timebank"] + sets["aquaint"], predicted)
    return {
        "platinum_relaxed_f1": 100 * platinum["relaxed_f1"],
        "platinum_strict_f1": 100 * platinum["strict_f1"],
        "platinum_value_f1": 100 * platinum["value_f1"],
        "platinum_day_recall": 100 * platinum["day_recall"],
        "tbaq_relaxed_f1": 100 * older["relaxed_f1"],
        "tbaq_value_f1": 100 * older["value_f1"],
        "tbaq_day_recall": 100 * older["day_recall"],
    }


if __name__ == "__main__":
    main("time", run)
