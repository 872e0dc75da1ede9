"""The network's scores beside the learned weights: what it is shown, what both make of a report, and how each comes to be believed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest
from test_muc4_fill import PAPER, TEXT, report, table

import muc4_heard
import muc4_model
from dateline.model import Document
from muc4_candidates import Candidate
from muc4_fill import SLOTS, Report, judge, templates_of
from muc4_heard import CLAIM, PHRASE, blended, claim_row, hear, phrase_rows
from muc4_heard_train import fit
from muc4_model import Weights
from muc4_network import SlotEar, Slots


@pytest.fixture(autouse=True)
def _own_weights() -> Iterator[None]:
    muc4_model.use(table())
    yield
    muc4_model._used.clear()


def heard(told: Mapping[str, str], relevant: float = 4.0) -> Slots:
    """A network that has one piece for each word given and gives it to the slot or type named; it saw nothing else."""
    columns = [*SLOTS, "attack", "bombing", "kidnapping", "arson", "robbery", "other"]
    spans = [(TEXT.index(words), TEXT.index(words) + len(words)) for words in told]
    muc = np.full((len(told), 17), -6.0)
    for row, column in enumerate(told.values()):
        muc[row, columns.index(column)] = 6.0
    return Slots(np.array(spans, dtype=np.int64).reshape(-1, 2), muc, np.full((1, 7), relevant))


def believing(judge: str) -> dict[str, Weights]:
    """A table that believes one judge alone."""
    nothing = {slot: {"": 0.0} | dict.fromkeys(PHRASE, 0.0) | {judge: 4.0} for slot in SLOTS}
    return nothing | {"claim": {"": 0.0} | dict.fromkeys(CLAIM, 0.0) | {"weights": 4.0}}


def test_the_network_is_shown_the_lines_of_the_report_where_they_stand() -> None:
    shown: list[list[str]] = []
    ear = cast("SlotEar", SimpleNamespace(hear=shown.append))
    hear(ear, Document(text="LIMA -- One.\n\nTwo.", title="Not this"))
    assert shown == [["LIMA -- One.", "", "Two."]]


def test_a_phrase_goes_to_the_slot_that_the_believed_judge_gives_it() -> None:
    seen = heard({"town hall": "physical_target", "Ana Quispe": "victim"})
    (template,) = templates_of(report(), blended(report(), seen, believing("network")))
    assert template["physical_target"] == ["town hall of Huanta"]
    assert "Ana Quispe" in template["victim"]
    muc4_model.use(table(instrument={"h=bomb": 18.0}))
    (template,) = templates_of(report(), blended(report(), seen, believing("weights")))
    assert template["instrument"] == ["bomb"]
    assert "victim" not in template


def test_words_that_the_network_did_not_see_fill_nothing_by_its_word() -> None:
    (template,) = templates_of(report(), blended(report(), heard({}), believing("network")))
    assert not set(SLOTS) & set(template)


def test_a_claim_is_weighed_by_the_type_it_tells() -> None:
    read = report()
    judge(read)
    claim = next(claim for claim in read.claims if claim.id in read.asked)
    seen = heard({"planted a bomb": "bombing", "killed": "bombing"})
    row = dict(zip(CLAIM, claim_row(read, claim, seen), strict=True))
    assert row["network, type"] == row["network, any type"] == 1.5
    assert row["network, any slot"] == -1.5
    assert row["network, report"] == 1.0


def test_phrases_of_the_same_words_share_their_best_mention() -> None:
    read = report()
    read = replace(read, candidates=[phrase("the town hall"), phrase("Ana Quispe"), replace(phrase("The blast"), words="town hall")])
    rows = phrase_rows(read, judge(read), heard({"town hall": "physical_target"}))
    own, best = PHRASE.index("network"), PHRASE.index("network, same words")
    target = SLOTS.index("physical_target")
    assert rows.shape == (3, len(SLOTS), len(PHRASE))
    assert rows[:, target, own].tolist() == [1.5, -2.0, -2.0]
    assert rows[:, target, best].tolist() == [1.5, -2.0, 1.5]


def phrase(words: str) -> Candidate:
    return Candidate(words, words.split()[-1], TEXT.index(words), TEXT.index(words) + len(words), 0, False, None, [])


def test_an_incident_that_no_claim_tells_needs_a_sure_network_and_a_phrase() -> None:
    unread = replace(report(), claims=())
    seen = heard({"town hall": "physical_target"})
    seen.relevant[:, 2] = 5.0
    (template,) = templates_of(unread, blended(unread, seen, believing("network")))
    assert template == {
        "type": "bombing",
        "stage": "accomplished",
        "location": ["Peru"],
        "date": {"from": None, "to": "1989-03-03"},
        "physical_target": ["town hall of Huanta"],
    }
    assert templates_of(unread, blended(unread, replace(seen, relevant=seen.relevant - 5), believing("network"))) == []
    assert templates_of(unread, blended(unread, heard({}), believing("network"))) == []
    assert templates_of(unread) == []


def test_a_report_without_phrases_or_claims_gives_nothing() -> None:
    empty = Report(PAPER, TEXT, (), "PER", [])
    assert templates_of(empty, blended(empty, heard({}))) == []


def test_the_judge_that_is_right_comes_to_be_believed() -> None:
    read = report()
    key: dict[str, Any] = {slot: [] for slot in ("perp_individual", "perp_organization", "instrument", "human_target")}
    key["physical_target"] = [{"any_of": ["town hall of Huanta"]}]
    scorer: Any = SimpleNamespace(normalize=str.casefold, type_compatible=lambda template, key: False)
    weights = fit(scorer, [{"incidents": [key]}] * 9, [read] * 9, [heard({"town hall": "physical_target", "dog": "instrument"})] * 9)
    target = weights["physical_target"]
    assert target["network"] + target["network, same words"] > 0.5
    assert target["weights"] == 0.0 or abs(target["weights"]) < target["network"]
    assert set(weights) == {*SLOTS, "claim"}


def test_the_table_in_use_weighs_what_is_asked_and_knows_no_words() -> None:
    kept = json.loads(muc4_heard.TABLE.read_text(encoding="utf-8"))
    assert set(kept) == {*SLOTS, "claim"}
    assert all(set(kept[slot]) == {"", *PHRASE} for slot in SLOTS)
    assert set(kept["claim"]) == {"", *CLAIM}
