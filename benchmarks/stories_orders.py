"""Any order and any batching of the same reports gives the same incidents, and one more report splits none without a reason.

    python benchmarks/stories_orders.py [--data DIR] [--orders N] [--gold] [--claims]

Reads the story bench once. Then stores its documents N times in a random order, with the incidents brought up to date after random
batches, and compares the bytes of all incidents. After each batch it looks for incidents that a report has split, and asks ``why`` for the
reason. ``--gold`` takes the gold for the reading; ``--claims`` shuffles single claims and uses no ledger, which takes a minute and not an hour.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import common
from dateline.ledger import Ledger
from dateline.model import Document, Reading
from dateline.resolving import DocumentFacts, ResolvableClaim, resolve


class Splits(NamedTuple):
    """Incidents that were split by a report, and how many of them without a reason that ``why`` prints."""

    all: int
    unexplained: int


def in_order(things: Sequence[tuple[Document, Reading]], chance: random.Random, path: Path) -> tuple[str, Splits]:
    """Store documents in this order in random batches; the incidents at the end as one text, and what was split on the way."""
    splits = Splits(0, 0)
    with Ledger.open(path) as ledger:
        before: list[tuple[str, ...]] = []
        for document, reading in things:
            ledger.add(document, reading)
            if chance.random() < 0.3:
                found = split(ledger, before)
                splits = Splits(splits.all + found.all, splits.unexplained + found.unexplained)
                before = [incident.claim_ids for incident in ledger.incidents(discounted=True)]
        return "\n".join(incident.to_json() for incident in ledger.incidents(discounted=True)), splits


def split(ledger: Ledger, before: Sequence[tuple[str, ...]]) -> Splits:
    """Which incidents of before are in several parts now: for each two parts ``why`` has to tell what keeps them apart."""
    home = {claim_id: incident.id for incident in ledger.incidents(discounted=True) for claim_id in incident.claim_ids}
    parted = unexplained = 0
    for claims in before:
        parts = sorted({home[one] for one in claims if one in home})
        if len(parts) < 2:
            continue
        parted += 1
        told = {part: {home.get(match.other) for match in ledger.why(part)[1].near_misses if match.verdict} for part in parts}
        pairs = ((one, other) for at, one in enumerate(parts) for other in parts[at + 1 :])
        unexplained += any(other not in told[one] and one not in told[other] for one, other in pairs)
    return Splits(parted, unexplained)


def score(things: Sequence[tuple[Document, Reading]], orders: int, seed: int = 5) -> dict[str, float]:
    """Percent of the orders with the same bytes as the first, and the splits per order."""
    chance, wanted, same, splits = random.Random(seed), None, 0, Splits(0, 0)
    shuffled = list(things)
    with tempfile.TemporaryDirectory() as folder:
        for number in range(orders):
            path = Path(folder, f"{number}.db")
            found, parted = in_order(shuffled, chance, path)
            for file in Path(folder).iterdir():
                file.unlink()
            wanted = wanted or found
            same += found == wanted
            splits = Splits(splits.all + parted.all, splits.unexplained + parted.unexplained)
            chance.shuffle(shuffled)
            if number % 20 == 19:
                print(f"{number + 1} orders, {same} the same, {splits.all} splits, {splits.unexplained} unexplained", file=sys.stderr, flush=True)
    return {
        "orders": orders,
        "same_bytes": 100.0 * same / orders,
        "splits_an_order": splits.all / orders,
        "splits_without_reason": splits.unexplained,
    }


def score_claims(things: Sequence[tuple[Document, Reading]], orders: int, seed: int = 5) -> dict[str, float]:
    """Percent of the orders of single claims that give the same bytes, without a ledger."""
    chance, wanted, same = random.Random(seed), None, 0
    facts = {document.id: DocumentFacts.of(document) for document, _ in things}
    claims = [ResolvableClaim(claim, facts[document.id]) for document, reading in things for claim in reading.claims]
    for _ in range(orders):
        found = [incident.to_json() for incident in resolve(claims)]
        wanted = wanted or found
        same += found == wanted
        chance.shuffle(claims)
    return {"orders_of_claims": orders, "same_bytes_of_claims": 100.0 * same / orders}


if __name__ == "__main__":
    options = argparse.ArgumentParser(add_help=False)
    options.add_argument("--orders", type=int, default=200)
    options.add_argument("--gold", action="store_true")
    options.add_argument("--claims", action="store_true", help="orders of single claims, without a ledger")
    chosen, sys.argv[1:] = options.parse_known_args()
    import stories

    def run(folder: Path) -> dict[str, float]:
        """Read the set once and try the orders."""
        things = [(story.document, story.reading) for story in stories.load(folder, gold=chosen.gold)]
        return (score_claims if chosen.claims else score)(things, chosen.orders)

    common.main("stories", run)
