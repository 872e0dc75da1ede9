"""Sentences without events (no_events.toml, our own): how many give a claim that counts as news, and of what kinds of text and event."""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from pathlib import Path

from dateline.model import NEWS, Document
from dateline.reading import RuleReader

SENTENCES = Path(__file__).with_suffix(".toml")
PUBLISHED = "2024-05-10"


def sentences() -> list[tuple[str, str]]:
    """Every sentence with the kind of text it stands for."""
    return [(kind, text) for kind, texts in tomllib.loads(SENTENCES.read_text(encoding="utf-8")).items() for text in texts]


def false_events(reader: RuleReader | None = None) -> list[tuple[str, str, str, str]]:
    """Kind of text, sentence, event type and rule of every counted claim."""
    read = (reader or RuleReader()).read_many(Document(text=text, published=PUBLISHED) for _, text in sentences())
    return [
        (kind, text, claim.event.type, claim.event.rule)
        for (kind, text), reading in zip(sentences(), read, strict=True)
        for claim in reading.claims
        if claim.status.label in NEWS
    ]


def share(found: list[tuple[str, str, str, str]]) -> float:
    """Per cent of sentences with a counted claim."""
    return 100 * len({text for _, text, _, _ in found}) / len(sentences())


if __name__ == "__main__":
    told = false_events()
    for kind, text, event_type, rule in told if "--errors" in sys.argv else ():
        print(f"{kind:24} {event_type:9} {rule:28} {text}")
    for title, column in (("by kind of text", 0), ("by event type", 2)):
        print(title)
        for name, number in Counter(one[column] for one in told).most_common():
            print(f"  {name:24} {number}")
    print(f"{len(sentences())} sentences, {share(told):.1f} % with a counted event")
