"""The same page read again with other words, and wire stories that are called back."""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.ledger import Ledger

FIRST = "Blast in Mosul kills nine\n\nA car bomb killed nine people at a market in Mosul on Monday, police said."
SECOND = "Blast in Mosul kills fourteen\n\nA car bomb killed 14 people at a market in Mosul on Monday, police said."


def story(text: str, published: str, **more: str) -> dict[str, str]:
    title, _, body = text.partition("\n\n")
    base = {"uri": "urn:wire:mosul", "provider": "The Wire", "language": "en", "headline": title, "body_text": body, "versioncreated": published}
    return base | more


def killed(run: Callable, ledger: Path) -> list[tuple[int, int]]:
    found = json.loads(run("incidents", "--ledger", str(ledger), "--json").stdout)
    return [(toll["low"], toll["high"]) for one in found for toll in one["tolls"] if toll["harm"] == "killed" and "victim_class" not in toll]


@pytest.fixture
def wire(tmp_path: Path) -> Callable[..., Path]:
    def write(name: str, *records: dict[str, str]) -> Path:
        path = tmp_path / name
        path.write_text("".join(json.dumps(record) + "\n" for record in records))
        return path

    return write


ORDERS = [(0, 1), (1, 0)]


@pytest.mark.parametrize("order", ORDERS)
def test_the_newest_version_counts_and_the_old_one_stays(real: Callable, wire: Callable[..., Path], tmp_path: Path, order: tuple[int, int]) -> None:
    told = [story(FIRST, "2021-05-03T08:00:00+00:00"), story(SECOND, "2021-05-03T15:00:00+00:00")]
    ledger = tmp_path / "l.db"
    for number in order:
        assert real("add", str(wire(f"{number}.jsonl", told[number])), "--ledger", str(ledger)).returncode == 0
        real("incidents", "--ledger", str(ledger))
    assert killed(real, ledger) == [(14, 14)]
    with Ledger.open(ledger) as opened:
        documents = list(opened.documents())
        assert len(documents) == 2
        assert sum(1 for _ in opened.claims(document_id=documents[0].id)) > 0
        assert [document.published for document in opened.versions(documents[0].id)] == ["2021-05-03T08:00:00+00:00", "2021-05-03T15:00:00+00:00"]
    shown = real("versions", documents[0].id, "--ledger", str(ledger)).stdout
    assert "-A car bomb killed nine people" in shown
    assert "+A car bomb killed 14 people" in shown


@pytest.mark.parametrize("order", ORDERS)
def test_a_canceled_story_counts_no_longer(real: Callable, wire: Callable[..., Path], tmp_path: Path, order: tuple[int, int]) -> None:
    told = [story(FIRST, "2021-05-03T08:00:00+00:00"), story(FIRST, "2021-05-03T09:30:00+00:00", pubstatus="canceled")]
    ledger = tmp_path / "l.db"
    for number in order:
        assert real("add", str(wire(f"{number}.jsonl", told[number])), "--ledger", str(ledger)).returncode == 0
        real("incidents", "--ledger", str(ledger))
    assert killed(real, ledger) == []
    with Ledger.open(ledger) as opened:
        assert sum(1 for _ in opened.claims()) > 0, "withdrawn, not erased"


@pytest.mark.parametrize("texts", [(FIRST, SECOND), (SECOND, FIRST)])
def test_a_page_read_again_later_replaces_what_was_read_before(
    real: Callable, wire: Callable[..., Path], tmp_path: Path, texts: tuple[str, str]
) -> None:
    ledger = tmp_path / "l.db"
    for number, text in enumerate(texts):
        page = {"url": "https://paper.example/mosul", "text": text, "published": "2021-05-03"}
        assert real("add", str(wire(f"{number}.jsonl", page)), "--ledger", str(ledger)).returncode == 0
        while number == 0 and dt.datetime.now(dt.UTC).isoformat(timespec="seconds") == read_at(ledger):
            time.sleep(0.1)  # the second run begins in another second
    assert killed(real, ledger) == [(14, 14) if texts[1] == SECOND else (9, 9)]


def read_at(ledger: Path) -> str | None:
    with Ledger.open(ledger) as opened:
        return max(document.retrieved or "" for document in opened.documents())
